#include "app/theme/theme.h"

#include <gtest/gtest.h>

#include <set>

#include "app/theme/font_files.h"

namespace wgscope::theme {
namespace {

TEST(Colours, TextOnEveryGround_HasContrast) {
  const Colours c;
  for (const Colour ground : {c.window, c.panel, c.inset, c.card, c.control, c.selected}) {
    for (const Colour text : {c.text, c.text_body, c.text_muted}) EXPECT_GE(contrast(text, ground), 4.5);
  }
  for (const Colour meaning : {c.running, c.runnable, c.parked, c.finished, c.panicked, c.counter, c.waiters, c.accent}) {
    EXPECT_GE(contrast(meaning, c.panel), 4.5);
    EXPECT_GE(contrast(meaning, c.inset), 4.5);
  }
  for (const Colour code : {c.code_text, c.code_keyword, c.code_type, c.code_string, c.code_number, c.code_comment, c.code_panic}) {
    EXPECT_GE(contrast(code, c.panel), 4.4);
  }
  EXPECT_GE(contrast(c.text_faint, c.panel), 3);
  EXPECT_GE(contrast(c.bar_parked_text, c.bar_parked), 4.5);
}

TEST(Colours, Goroutines_AreDistinctStableAndReadable) {
  std::set<uint32_t> seen;
  const Colours c;
  for (uint32_t n = 1; n <= 24; ++n) {
    EXPECT_EQ(goroutine_colour(n), goroutine_colour(n));
    seen.insert(goroutine_colour(n).packed());
    EXPECT_GE(contrast(goroutine_colour(n), c.panel), 3) << n;
    EXPECT_GE(contrast(c.text_on_accent, goroutine_colour(n)), 4.4) << n;
  }
  EXPECT_EQ(seen.size(), 24u);
}

TEST(Metrics, AtEachScale_AreWholePixelsAndGrow) {
  for (float scale = 1; scale <= 2; scale += 0.1f) {
    const Metrics m = metrics_at(scale);
    EXPECT_EQ(m.row, std::round(m.row));
    EXPECT_NEAR(m.row, 22 * scale, 0.51f);
    EXPECT_GE(m.line, 1);
  }
}

TEST(Fonts, ChineseWanted_IsStaleUntilBuilt) {
  Fonts fonts;
  EXPECT_TRUE(fonts.stale(1));
  fonts.want(TextStyle::body, "plain ASCII is always there");
  EXPECT_EQ(fonts.builds(), 0);
}

// A heading of both scripts is as heavy in one as in the other. Where there is but one weight (path), that one stands in.
TEST(FontFiles, Chinese_HasABoldFaceBesideTheRegularOne) {
  const FontFiles files = find_font_files();
  if (!files.cjk) GTEST_SKIP() << "no font for Chinese is installed";
  ASSERT_TRUE(files.cjk_bold);
  if (files.cjk->path().find("NotoSansCJK") != std::string::npos) EXPECT_NE(files.cjk_bold->path(), files.cjk->path());
}

}  // namespace
}  // namespace wgscope::theme
