#include "core/base/shorten.h"

#include <gtest/gtest.h>

namespace wgscope {
namespace {

TEST(Shorten, OfAShortText_LeavesItAlone) {
  EXPECT_EQ(shortened("", 10), "");
  EXPECT_EQ(shortened("0123456789", 10), "0123456789");
  EXPECT_EQ(shortened("héhéhéhéhé", 10), "héhéhéhéhé") << "characters, not bytes";
}

TEST(Shorten, OfALongText_LeavesOutTheMiddle) {
  EXPECT_EQ(shortened("0123456789a", 10), "01234…789a");
  EXPECT_EQ(shortened("ééééééééééé", 5), "éé…éé");
  EXPECT_EQ(shortened(std::string(1'000'000, 'x'), 100).size(), 99 + std::string("…").size());
}

TEST(Printable, OfWhatATerminalObeys_ShowsIt) {
  EXPECT_EQ(printable("a\tb\nc"), "a\tb\nc");
  EXPECT_EQ(printable("\x1b[2J"), "\\u001b[2J");
  EXPECT_EQ(printable("\x07\r\x7f"), "\\u0007\\u000d\\u007f");
  EXPECT_EQ(printable("\xc2\x9b"), "\\u009b") << "the same as ESC [ to many";
  EXPECT_EQ(printable("\xe2\x80\xae" "abc"), "\\u202e" "abc");
  EXPECT_EQ(printable("世界 é →"), "世界 é →");
  EXPECT_EQ(printable("\xff\xfe"), "\xef\xbf\xbd\xef\xbf\xbd");
}

}  // namespace
}  // namespace wgscope
