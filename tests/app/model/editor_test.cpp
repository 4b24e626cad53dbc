// The editor's program and its file.
#include "app/model/editor.h"

#include <gtest/gtest.h>

#include "core/scenario/scenario.h"

namespace wgscope::model {
namespace {

constexpr const char* kScenario = "{\n  \"wgscope\": 1,\n  \"about\": \"kept\",\n  \"program\": [\n    \"func main() {\",\n    \"}\"\n  ],\n  \"expect\": [\"exit\"]\n}\n";

Diagnostics problems_of(const std::string& file, const std::string& text) {
  const auto scenario = parse_scenario(file, text);
  return scenario ? Diagnostics{} : scenario.errors();
}

TEST(Editor, Scenario_IsSavedWithItsOtherKeys_OrAsGo) {
  Editor editor("x.json", kScenario, true);
  EXPECT_EQ(editor.edit().text(), "func main() {\n}");
  EXPECT_FALSE(editor.changed());
  editor.edit().put_at(0, 13);
  editor.edit().new_line();
  editor.edit().type("go main()");
  EXPECT_TRUE(editor.changed());
  const std::string text = editor.file_text();
  EXPECT_NE(text.find("\"about\": \"kept\""), std::string::npos);
  EXPECT_NE(text.find("\"\\tgo main()\""), std::string::npos) << text;
  EXPECT_TRUE(problems_of("x.json", text).empty()) << to_string(problems_of("x.json", text).front());
  EXPECT_EQ(editor.file_text("/tmp/x.go"), "func main() {\n\tgo main()\n}");
  editor.saved("y.json");
  EXPECT_FALSE(editor.changed());
  EXPECT_EQ(editor.file(), "y.json");
  EXPECT_EQ(editor.file_text(), text);
  EXPECT_TRUE(editor.edit().undo()) << "saving forgets nothing";
}

TEST(Editor, Go_SavedAsJson_BecomesAScenario) {
  Editor editor("new.go", new_program(), false);
  EXPECT_TRUE(problems_of("new.go", editor.file_text()).empty());
  const std::string text = editor.file_text("/tmp/mine.json");
  const auto scenario = parse_scenario("/tmp/mine.json", text);
  ASSERT_TRUE(scenario.ok()) << to_string(scenario.errors().front());
  EXPECT_EQ(scenario->title.in("en"), "mine");
  editor.saved("/tmp/mine.json");
  EXPECT_FALSE(editor.changed());
  EXPECT_TRUE(editor.on_disk());
  editor.edit().type("// first\n");
  EXPECT_TRUE(parse_scenario("/tmp/mine.json", editor.file_text()).ok());
}

TEST(Editor, Mistakes_StandOnTheirLines_AndMoveWithThem) {
  Editor editor("x.go", "func main() {\n\tx := 1\n\ty := 2\n}\n", true);
  editor.set_problems(problems_of("x.go", editor.file_text()));
  ASSERT_EQ(editor.marks().size(), 2u);
  EXPECT_EQ(editor.marks()[0].line, 1u);
  EXPECT_EQ(editor.marks()[0].column, 2);
  EXPECT_EQ(editor.marks()[1].line, 2u);
  // A line more above moves both.
  size_t before = editor.edit().line_count();
  editor.edit().put_at(0, 13);
  editor.edit().new_line();
  editor.follow_change(before, 0);
  ASSERT_EQ(editor.marks().size(), 2u);
  EXPECT_EQ(editor.marks()[0].line, 2u);
  EXPECT_EQ(editor.marks()[1].line, 3u);
  // What is changed is not marked any more, until it was looked at again.
  before = editor.edit().line_count();
  editor.edit().put_at(2, 3);
  editor.edit().type("z");
  editor.follow_change(before, 2);
  ASSERT_EQ(editor.marks().size(), 1u);
  EXPECT_EQ(editor.marks()[0].line, 3u);
}

TEST(Editor, Discard_CanBeUndone) {
  Editor editor("x.go", "a\n", true);
  editor.edit().type("b");
  editor.discard();
  EXPECT_EQ(editor.edit().text(), "a\n");
  EXPECT_TRUE(editor.edit().undo());
  EXPECT_EQ(editor.edit().text(), "ba\n");
}

TEST(Editor, Draft_TakesThePlaceOfTheFile) {
  Editor editor("x.json", kScenario, true);
  Editor other("x.json", kScenario, true);
  other.edit().type("// kept\n");
  editor.restore(other.file_text());
  EXPECT_EQ(editor.edit().text(), "// kept\nfunc main() {\n}");
  EXPECT_TRUE(editor.changed());
}

}  // namespace
}  // namespace wgscope::model
