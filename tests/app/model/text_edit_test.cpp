// The text of the editor: what keys do to it, and what can be undone.
#include "app/model/text_edit.h"

#include <gtest/gtest.h>

namespace wgscope::model {
namespace {

void type(TextEdit& edit, std::string_view text) {
  for (const char c : text) edit.type(std::string_view(&c, 1));
}

TEST(TextEdit, Typing_ReplacesWhatIsSelected_AndIsUndoneWordByWord) {
  TextEdit edit("go done");
  edit.select_word(4);
  EXPECT_EQ(edit.selected(), "done");
  edit.type("f");
  EXPECT_EQ(edit.text(), "go f");
  type(edit, "(x) two");
  EXPECT_EQ(edit.text(), "go f(x) two");
  EXPECT_TRUE(edit.undo());
  EXPECT_EQ(edit.text(), "go f(x)");
  while (edit.undo()) {}
  EXPECT_EQ(edit.text(), "go done");
  EXPECT_EQ(edit.selected(), "done") << "as it was before";
  while (edit.redo()) {}
  EXPECT_EQ(edit.text(), "go f(x) two");
  edit.undo();
  edit.type("!");
  EXPECT_FALSE(edit.redo()) << "a new change is another way on";
}

TEST(TextEdit, Characters_AreWholeInEveryLanguage) {
  TextEdit edit("// 等待 x");
  edit.put(std::string_view("// 等待").size(), false);
  edit.move(Motion::left, false);
  EXPECT_EQ(edit.caret(), std::string_view("// 等").size());
  edit.erase(true, false);
  EXPECT_EQ(edit.text(), "// 等 x");
  edit.erase(false, false);
  EXPECT_EQ(edit.text(), "//  x");
  edit.type("候");
  edit.put(4, false);   // within the character
  EXPECT_EQ(edit.caret(), 3u);
}

TEST(TextEdit, NewLine_GoesInAsFarAsTheLineBefore_AndOneStepMoreAfterABracket) {
  TextEdit tabs("func main() {\n\tx()\n}\n");
  tabs.put_at(1, 4);
  tabs.new_line();
  EXPECT_EQ(tabs.line(2), "\t");
  tabs.put_at(0, 99);
  tabs.new_line();
  EXPECT_EQ(tabs.line(1), "\t");
  TextEdit blanks("func main() {\n    for {");
  blanks.move(Motion::text_end, false);
  blanks.new_line();
  EXPECT_EQ(blanks.line(2), "        ");
}

TEST(TextEdit, Tab_IndentsAsTheTextDoes_ALineOrAllThatAreSelected) {
  TextEdit blanks("    a\nb\n\nc");
  blanks.put_at(1, 1);
  blanks.indent(false);
  EXPECT_EQ(blanks.line(1), "b   ") << "to the next step";
  blanks.undo();
  blanks.put_at(1, 0);
  blanks.move(Motion::text_end, true);
  blanks.indent(false);
  EXPECT_EQ(blanks.text(), "    a\n    b\n\n    c") << "an empty line stays empty";
  blanks.indent(true);
  blanks.indent(true);
  EXPECT_EQ(blanks.text(), "    a\nb\n\nc");
  TextEdit tabs("func f() {\n\tx\n}");
  tabs.put_at(0, 0);
  tabs.indent(false);
  EXPECT_EQ(tabs.line(0), "\tfunc f() {");
  tabs.indent(true);
  EXPECT_EQ(tabs.line(0), "func f() {");
}

TEST(TextEdit, UpAndDown_KeepTheColumn_TabsCountAsTheyAreDrawn) {
  TextEdit edit("\t\tabc\n\nxxxxxxxxxxyz\n");
  edit.put_at(0, 4);                        // behind "\t\tab": column 10
  edit.move(Motion::down, false);
  EXPECT_EQ(edit.caret(), edit.start_of_line(1));
  edit.move(Motion::down, false);
  EXPECT_EQ(edit.caret(), edit.start_of_line(2) + 10);
  edit.move(Motion::page_up, false);
  EXPECT_EQ(edit.caret(), 0u);
}

TEST(TextEdit, Home_GoesToTheFirstWordThenToTheMargin_AndShiftSelects) {
  TextEdit edit("    wg.Add(1)");
  edit.move(Motion::line_end, false);
  edit.move(Motion::line_start, false);
  EXPECT_EQ(edit.caret(), 4u);
  edit.move(Motion::line_start, false);
  EXPECT_EQ(edit.caret(), 0u);
  edit.move(Motion::word_right, true);
  EXPECT_EQ(edit.selected(), "    wg");
  edit.move(Motion::right, false);
  EXPECT_FALSE(edit.selecting());
  EXPECT_EQ(edit.caret(), 6u) << "leaving a selection goes to its end";
  edit.erase(false, true);
  EXPECT_EQ(edit.text(), "    .Add(1)");
}

TEST(TextEdit, LinesAndVersions) {
  TextEdit edit("a\nbc\n");
  EXPECT_EQ(edit.line_count(), 3u);
  EXPECT_EQ(edit.line_of(2), 1u);
  EXPECT_EQ(edit.line_of(1), 0u);
  EXPECT_EQ(edit.lines(), (std::vector<std::string>{"a", "bc", ""}));
  const uint64_t version = edit.version();
  edit.move(Motion::text_end, false);
  EXPECT_EQ(edit.version(), version);
  edit.type("d");
  EXPECT_NE(edit.version(), version);
}

}  // namespace
}  // namespace wgscope::model
