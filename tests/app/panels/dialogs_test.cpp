// Dialogs, played with: they stay where they are, keys and typing are theirs, and nothing happens behind them.
#include <filesystem>
#include <fstream>

#include "app/model/choices.h"
#include "app/theme/imgui_compat.h"
#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using model::Key;
using model::Mode;
using model::Overlay;

model::Chord ctrl(char c) { return {model::key_of(c), true}; }

TEST(Dialogs, Lessons_TypingNarrowsThem_AndEnterOpensTheFirst) {
  Desk desk("01_ideal_use.json", Mode::live);
  ASSERT_TRUE(desk.key(ctrl('L')));
  const auto cursor = desk.session.cursor();
  desk.driver.type("done too many");
  EXPECT_EQ(desk.session.dialog_filter(), "done too many");
  EXPECT_EQ(desk.session.cursor(), cursor) << "it does not go through";
  const auto rows = model::choices_of(desk.session);
  ASSERT_FALSE(rows.empty());
  ASSERT_LT(rows.size(), desk.session.lessons().size());
  const size_t first = std::get<model::act::OpenLesson>(rows.front().action).index;
  ASSERT_NE(first, 0u);
  EXPECT_TRUE(desk.has("overlay/lessons/" + std::to_string(first)));
  EXPECT_FALSE(desk.has("overlay/lessons/0"));
  ASSERT_TRUE(desk.key(Key::enter));
  EXPECT_EQ(desk.session.lesson(), first);
  EXPECT_EQ(desk.session.overlay(), Overlay::none);
  ASSERT_TRUE(desk.key(ctrl('L')));
  EXPECT_EQ(desk.session.dialog_filter(), "") << "the next time it begins empty";
}

TEST(Dialogs, Lessons_EndHomeAndPages) {
  Desk desk("01_ideal_use.json", Mode::live);
  const size_t last = desk.session.lessons().size() - 1;
  ASSERT_TRUE(desk.key(ctrl('L')));
  ASSERT_TRUE(desk.driver.ui().typing()) << "its field has the keyboard";
  ASSERT_TRUE(desk.key(Key::end));
  EXPECT_EQ(desk.session.chosen_row(), last);
  ASSERT_TRUE(desk.has("overlay/lessons/" + std::to_string(last))) << "it is in view";
  EXPECT_FALSE(desk.driver.find("overlay/lessons/" + std::to_string(last))->visible.empty());
  ASSERT_TRUE(desk.key(Key::page_up));
  EXPECT_EQ(desk.session.chosen_row(), last - 8);
  ASSERT_TRUE(desk.key(Key::home));
  EXPECT_EQ(desk.session.chosen_row(), 0u);
  ASSERT_TRUE(desk.key(Key::page_down));
  EXPECT_EQ(desk.session.chosen_row(), 8u);
}

TEST(Dialogs, OpenAtTheSamePlace_AtEverySizeOfText) {
  for (const float scale : {1.0f, 1.5f, 2.0f})
    for (const Overlay overlay : {Overlay::lessons, Overlay::help, Overlay::files}) {
      Desk desk("01_ideal_use.json", Mode::live, 1600, 900, scale);
      if (overlay == Overlay::files) desk.session.apply(model::act::Run{model::CommandId::open_file});
      else desk.session.apply(model::act::Show{overlay});
      desk.driver.frames(3);
      const char* id = overlay == Overlay::lessons ? "overlay/lessons/field" : overlay == Overlay::help ? "overlay/help/field" : "overlay/files/field";
      ASSERT_TRUE(desk.has(id)) << id;
      const widgets::Rect field = desk.driver.find(id)->rect;
      EXPECT_LT(field.y, 150 * scale) << id << " at " << scale;
      EXPECT_LT(field.x, 800) << id << " at " << scale;
      EXPECT_LE(field.right(), 1600) << id << " at " << scale;
    }
}

TEST(Dialogs, Help_IsWholeWithoutScrolling) {
  for (const char* language : {"en", "zh"}) {
    Desk desk("01_ideal_use.json", Mode::live, 1280, 720, 1);
    auto preferences = desk.session.preferences();
    preferences.language = language;
    desk.session.apply(model::act::Prefer{preferences});
    ASSERT_TRUE(desk.key('?'));
    for (const model::Command* command : model::listed_commands()) {
      const widgets::Item* line = desk.driver.find("overlay/help/" + std::string(command->name_key));
      ASSERT_NE(line, nullptr) << command->name_key;
      EXPECT_NEAR(line->visible.h, line->rect.h, 0.5f) << language << ": " << command->name_key << " is cut off";
      EXPECT_NEAR(line->visible.w, line->rect.w, 0.5f) << language << ": " << command->name_key;
    }
  }
}

TEST(Dialogs, Open_CompletesAPath_AndASecondTimeBeginsEmpty) {
  namespace fs = std::filesystem;
  const fs::path folder = fs::path(testing::TempDir()) / "wgscope-open";
  fs::remove_all(folder);
  fs::create_directories(folder);
  std::ofstream(folder / "waiters.go") << "package main\n\nfunc main() {\n}\n";
  Desk desk("01_ideal_use.json", Mode::live);
  ASSERT_TRUE(desk.click("top/open"));
  ASSERT_EQ(desk.session.overlay(), Overlay::files);
  desk.driver.type((folder / "wai").string());
  ASSERT_TRUE(desk.key(Key::tab));
  EXPECT_EQ(desk.session.file_dialog().typed(), (folder / "waiters.go").string());
  desk.driver.frames(2);
  EXPECT_EQ(desk.session.file_dialog().typed(), (folder / "waiters.go").string()) << "the field has it, too";
  desk.driver.type("x");
  EXPECT_EQ(desk.session.file_dialog().typed(), (folder / "waiters.gox").string());
  desk.driver.edit_key(static_cast<int>(imgui::EditKey::backspace));
  ASSERT_TRUE(desk.key(Key::enter));
  EXPECT_EQ(desk.session.overlay(), Overlay::none);
  EXPECT_EQ(desk.session.scenario()->file, (folder / "waiters.go").string());
  ASSERT_TRUE(desk.key(ctrl('O')));
  EXPECT_EQ(desk.session.file_dialog().typed(), "");
  // What was opened before is offered, and taken by a click.
  ASSERT_TRUE(desk.session.open_lesson(0));
  desk.driver.frames(2);
  ASSERT_TRUE(desk.key(ctrl('O')));
  ASSERT_TRUE(desk.click("overlay/files/0"));
  EXPECT_EQ(desk.session.scenario()->file, (folder / "waiters.go").string());
  fs::remove_all(folder);
}

TEST(Dialogs, Copy_SaysWhatItCopied) {
  Desk desk("01_ideal_use.json", Mode::step);
  desk.session.apply(model::act::Run{model::CommandId::go_end});
  desk.driver.frames(2);
  ASSERT_TRUE(desk.click("step/command.copy_schedule"));
  ASSERT_TRUE(desk.session.notice());
  EXPECT_NE(desk.session.notice()->text.find(desk.schedule()), std::string::npos) << desk.session.notice()->text;
}

}  // namespace
}  // namespace wgscope::test
