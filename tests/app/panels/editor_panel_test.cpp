// The editor, typed into and clicked at as a user does.
#include <filesystem>
#include <fstream>

#include "app/theme/imgui_compat.h"
#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using imgui::EditKey;
using model::Key;
using model::Mode;

struct EditDesk : Desk {
  explicit EditDesk(const std::string& lesson, Mode mode = Mode::live, float scale = 1) : Desk(lesson, mode, 1600, 900, scale) {}
  void press(EditKey edit, bool shift = false, bool control = false) {
    driver.input.shift = shift, driver.input.ctrl = control;
    driver.edit_key(static_cast<int>(edit));
    driver.input.shift = driver.input.ctrl = false;
    driver.frames(1);
  }
  const model::TextEdit& text() { return session.editor()->edit(); }
  std::string line(size_t index) { return std::string(text().line(index)); }
};

TEST(EditorPanel, Typing_ChangesTheProgramThatRuns) {
  EditDesk desk("01_ideal_use.json");
  ASSERT_TRUE(desk.click("code/edit"));
  ASSERT_TRUE(desk.session.editor_has_keys());
  ASSERT_TRUE(desk.driver.ui().typing());
  EXPECT_FALSE(desk.key('R')) << "keys are the text's";
  desk.press(EditKey::home, false, true);
  desk.driver.type("// first");
  desk.press(EditKey::enter);
  desk.settle();
  EXPECT_EQ(desk.line(0), "// first");
  EXPECT_EQ(desk.session.program().front(), "// first") << "it runs";
  EXPECT_TRUE(desk.session.trace()->tail().ending);
  ASSERT_TRUE(desk.key(model::Chord{model::key_of('Z'), true}));
  desk.settle();
  EXPECT_GT(desk.line(0).size(), std::string("// first").size()) << "the last change is undone";
  desk.press(EditKey::escape);
  EXPECT_FALSE(desk.session.editor_has_keys());
  EXPECT_TRUE(desk.session.editing());
  EXPECT_TRUE(desk.key('R')) << "keys are the window's again";
  ASSERT_TRUE(desk.click("editor/close"));
  EXPECT_FALSE(desk.session.editing());
}

// As beside the program: but only while the text is the one that runs.
TEST(EditorPanel, WhoStandsOnALine_IsShownBesideIt) {
  EditDesk desk("01_ideal_use.json", Mode::step);
  desk.session.apply(model::act::GoTo{desk.session.tree()->cursor_after(5)});
  desk.driver.frames(2);
  const auto lines_with_somebody = [&] {
    size_t count = 0;
    for (const auto& thing : desk.driver.ui().explained()) count += thing.what == "code.line";
    return count;
  };
  const size_t beside_the_program = lines_with_somebody();
  ASSERT_GT(beside_the_program, 0u);
  ASSERT_TRUE(desk.click("code/edit"));
  EXPECT_EQ(lines_with_somebody(), beside_the_program);
  desk.driver.type("(");
  desk.settle();
  EXPECT_EQ(lines_with_somebody(), 0u) << "nobody stands in a text that does not run";
}

TEST(EditorPanel, Keys_MoveSelectAndIndent) {
  EditDesk desk("01_ideal_use.json");
  ASSERT_TRUE(desk.session.open_text("package main\n\nfunc main() {\n}\n"));
  ASSERT_TRUE(desk.key('E'));
  desk.press(EditKey::home, false, true);
  desk.press(EditKey::down);
  desk.press(EditKey::down);
  desk.press(EditKey::end);
  EXPECT_EQ(desk.text().line_of(desk.text().caret()), 2u);
  desk.press(EditKey::enter);
  desk.driver.type("go main()");
  EXPECT_EQ(desk.line(3), "\tgo main()");
  desk.press(EditKey::home, true);
  EXPECT_EQ(desk.text().selected(), "go main()");
  desk.press(EditKey::tab, false);
  EXPECT_EQ(desk.line(3), "\t\tgo main()");
  desk.press(EditKey::tab, true);
  EXPECT_EQ(desk.line(3), "\tgo main()");
  desk.press(EditKey::end);
  desk.press(EditKey::left, true, true);
  desk.press(EditKey::backspace);
  EXPECT_EQ(desk.line(3), "\tgo ");
  desk.press(EditKey::a, false, true);
  desk.press(EditKey::x, false, true);
  EXPECT_EQ(desk.text().text(), "");
  desk.press(EditKey::v, false, true);
  EXPECT_EQ(desk.line(3), "\tgo ");
}

TEST(EditorPanel, Mouse_PutsTheCaretAndSelects) {
  EditDesk desk("01_ideal_use.json");
  ASSERT_TRUE(desk.session.open_text("package main\n\nfunc main() {\n}\n"));
  desk.session.apply(model::act::Run{model::CommandId::edit_program});
  desk.session.apply(model::act::EditorKeys{false});
  desk.driver.frames(2);
  const widgets::Item* line = desk.note("editor/text/line/3");
  ASSERT_NE(line, nullptr);
  desk.driver.press({line->rect.x + line->rect.w * 0.9f, line->rect.centre().y});
  desk.driver.release();
  EXPECT_TRUE(desk.session.editor_has_keys());
  EXPECT_EQ(desk.text().caret(), std::string("package main\n\nfunc main() {").size()) << "behind the end of a line is its end";
  desk.driver.press({desk.note("editor/text/line/1")->rect.x + 1, desk.note("editor/text/line/1")->rect.centre().y});
  desk.driver.input.mouse.y = desk.note("editor/text/line/3")->rect.centre().y;
  desk.driver.frames(2);
  desk.driver.release();
  EXPECT_EQ(desk.text().selected(), "package main\n\n");
  desk.driver.press({20, 20});
  desk.driver.release();
  EXPECT_FALSE(desk.session.editor_has_keys()) << "a press elsewhere leaves it";
}

TEST(EditorPanel, GraphIsDrawnAnew_WhileOneTypes) {
  EditDesk desk("01_ideal_use.json", Mode::explore);
  const auto before = desk.session.search()->result();
  ASSERT_TRUE(desk.key('E'));
  desk.press(EditKey::home, false, true);
  desk.driver.type("var more int");
  desk.press(EditKey::enter);
  EXPECT_EQ(desk.session.mode(), Mode::explore);
  desk.settle();
  ASSERT_TRUE(desk.session.search()->result());
  EXPECT_NE(desk.session.search()->result(), before);
  EXPECT_TRUE(desk.has("graph/state/0"));
}

TEST(EditorPanel, FileWithMistakes_StandsBesideItsMessages) {
  namespace fs = std::filesystem;
  const std::string path = testing::TempDir() + "wgscope-broken.go";
  std::ofstream(path) << "package main\n\nfunc main() {\n\tx := 1\n}\n";
  for (const float scale : {1.0f, 1.5f}) {
    EditDesk desk("01_ideal_use.json", Mode::live, scale);
    EXPECT_FALSE(desk.session.open_path(path));
    desk.driver.frames(3);
    ASSERT_TRUE(desk.session.editing());
    ASSERT_NE(desk.note("editor/text/line/4"), nullptr);
    ASSERT_TRUE(desk.has("diagnostics/0"));
    EXPECT_TRUE(desk.driver.find("diagnostics/0")->rect.clipped(desk.note("editor/text/line/4")->rect).empty()) << "beside it, not over it";
    desk.session.apply(model::act::EditText{[](model::TextEdit& edit) { edit.put(0, false); }});
    ASSERT_TRUE(desk.click("diagnostics/0"));
    EXPECT_EQ(desk.text().line_of(desk.text().caret()), 3u);
  }
  fs::remove(path);
}

}  // namespace
}  // namespace wgscope::test
