#include "core/base/suggest.h"

#include <gtest/gtest.h>

namespace wgscope {
namespace {

const std::vector<std::string> kKeys = {"title", "about", "tags", "params", "program", "expect"};

TEST(Suggest, SlipsOfTheHand_FindTheWord) {
  EXPECT_EQ(nearest("titel", kKeys), "title");
  EXPECT_EQ(nearest("Title", kKeys), "title");
  EXPECT_EQ(nearest("programm", kKeys), "program");
  EXPECT_EQ(nearest("expects", kKeys), "expect");
  EXPECT_EQ(nearest("tag", kKeys), "tags");
}

TEST(Suggest, AnotherWord_FindsNothing) {
  EXPECT_EQ(nearest("colour", kKeys), std::nullopt);
  EXPECT_EQ(nearest("", kKeys), std::nullopt);
  EXPECT_EQ(nearest(std::string(1000, 'x'), kKeys), std::nullopt);
}

TEST(Suggest, Sentence_NamesTheNearestOrAll) {
  EXPECT_EQ(suggestion("titel", kKeys), "did you mean \"title\"?");
  EXPECT_EQ(suggestion("zzz", {"en", "zh"}), "known are \"en\", \"zh\"");
}

}  // namespace
}  // namespace wgscope
