#include "app/widgets/paragraph.h"

#include <gtest/gtest.h>

#include "core/base/utf8.h"

namespace wgscope::widgets {
namespace {

// Latin is 1 wide, everything else 2: as on a terminal.
float cells(std::string_view text) {
  float width = 0;
  for (size_t at = 0; at < text.size();) {
    const auto c = utf8_at(text, at);
    width += c.value < 0x80 ? 1 : 2;
    at += c.bytes;
  }
  return width;
}
std::vector<std::string> lines(std::string_view text, float width) {
  const auto views = wrap(text, width, cells);
  return {views.begin(), views.end()};
}
using Lines = std::vector<std::string>;

TEST(Wrap, ShortText_IsOneLine) { EXPECT_EQ(lines("wg.Wait", 20), Lines{"wg.Wait"}); }
TEST(Wrap, NoText_IsOneEmptyLine) { EXPECT_EQ(lines("", 20), Lines{""}); }
TEST(Wrap, English_BreaksAtBlanksAndDropsThem) { EXPECT_EQ(lines("counter falls  to zero", 9), (Lines{"counter", "falls  to", "zero"})); }
TEST(Wrap, WordWiderThanLine_IsTorn) { EXPECT_EQ(lines("abcdefgh", 3), (Lines{"abc", "def", "gh"})); }
TEST(Wrap, ExactFit_DoesNotBreak) { EXPECT_EQ(lines("abc def", 7), Lines{"abc def"}); }
TEST(Wrap, HyphenBetweenLetters_MayEndALine) { EXPECT_EQ(lines("compare-and-swap", 12), (Lines{"compare-and-", "swap"})); }
TEST(Wrap, MinusBeforeNumber_StaysWithIt) { EXPECT_EQ(lines("add -1 now", 5), (Lines{"add", "-1", "now"})); }
TEST(Wrap, PercentSign_StaysWithItsNumber) { EXPECT_EQ(lines("chance 81.5 %", 11), (Lines{"chance", "81.5 %"})); }
TEST(Wrap, DotBetweenItems_StaysWithTheItemBefore) { EXPECT_EQ(lines("5 steps · 2 switches", 8), (Lines{"5", "steps ·", "2", "switches"})); }
TEST(Wrap, Newline_EndsALine) { EXPECT_EQ(lines("a\n\nb", 9), (Lines{"a", "", "b"})); }
TEST(Wrap, Chinese_BreaksBetweenCharacters) { EXPECT_EQ(lines("计数变成零", 6), (Lines{"计数变", "成零"})); }
TEST(Wrap, ChineseClosingMark_NeverStartsALine) { EXPECT_EQ(lines("计数变零，等待", 8), (Lines{"计数变", "零，等待"})); }
TEST(Wrap, ChineseOpeningMark_NeverEndsALine) { EXPECT_EQ(lines("计数变（零）", 8), (Lines{"计数变", "（零）"})); }
TEST(Wrap, EnglishWordInChinese_StaysWhole) { EXPECT_EQ(lines("调用Wait返回", 6), (Lines{"调用", "Wait返", "回"})); }
TEST(Wrap, BlankAroundEnglishInChinese_FallsOffTheLine) { EXPECT_EQ(lines("调用 Wait 返回", 9), (Lines{"调用 Wait", "返回"})); }
TEST(Wrap, SeveralClosingMarks_StayTogether) { EXPECT_EQ(lines("他说：“好。”走", 12), (Lines{"他说：", "“好。”走"})); }
TEST(Wrap, BrokenUtf8_IsStillDrawnOnce) {
  const std::string text = "ab\xff\xfe cd";
  std::string joined;
  for (const auto& line : lines(text, 3)) joined += line;
  EXPECT_EQ(joined, "ab\xff\xfe" "cd");
}

}  // namespace
}  // namespace wgscope::widgets
