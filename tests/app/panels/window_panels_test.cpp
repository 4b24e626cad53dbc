// What is common to all modes: nothing cut in a small window, lists that keys go through, params, the caption.
#include "tests/app/panels/desk.h"

namespace wgscope::test {
namespace {

using model::Key;
using model::Mode;
using model::Overlay;

// Every control of the bar is whole and beside its neighbours, at every size of text.
TEST(WindowPanels, TopBar_NothingOverlapsOrIsCut) {
  for (const char* language : {"en", "zh"})
    for (const float scale : {1.0f, 1.25f, 1.5f, 1.75f, 2.0f})
      for (const char* lesson : {"03_many_waiters.json", "11_reused_too_early.json"}) {
        Desk desk(lesson, Mode::live, 1280, 720, scale);
        auto preferences = desk.session.preferences();
        preferences.language = language;
        desk.session.apply(model::act::Prefer{preferences});
        desk.driver.frames(3);
        std::vector<widgets::Item> bar;
        for (const auto& item : desk.driver.ui().items())
          if (item.id.rfind("top/", 0) == 0) bar.push_back(item);
        EXPECT_GE(bar.size(), 9u);
        for (size_t i = 0; i < bar.size(); ++i) {
          EXPECT_NEAR(bar[i].visible.w, bar[i].rect.w, 0.5f) << bar[i].id << " at " << scale << ' ' << language;
          EXPECT_GE(bar[i].rect.w, 20 * scale) << bar[i].id;
          EXPECT_LE(bar[i].rect.right(), 1280) << bar[i].id;
          for (size_t k = i + 1; k < bar.size(); ++k) EXPECT_TRUE(bar[i].rect.clipped(bar[k].rect).empty()) << bar[i].id << " and " << bar[k].id << " at " << scale;
        }
      }
}

TEST(WindowPanels, Lessons_AreChosenByKeys) {
  Desk desk("01_ideal_use.json", Mode::live);
  ASSERT_TRUE(desk.key(model::Chord{model::key_of('L'), true}));
  ASSERT_EQ(desk.session.overlay(), Overlay::lessons);
  EXPECT_EQ(desk.session.chosen_row(), 0u) << "the one that is open";
  EXPECT_TRUE(desk.key(Key::down));
  EXPECT_TRUE(desk.key(Key::enter));
  EXPECT_EQ(desk.session.lesson(), 1u);
  EXPECT_EQ(desk.session.overlay(), Overlay::none);
}

TEST(WindowPanels, Help_IsAMenuToo) {
  Desk desk("01_ideal_use.json", Mode::live);
  ASSERT_TRUE(desk.key('?'));
  ASSERT_EQ(desk.session.overlay(), Overlay::help);
  ASSERT_TRUE(desk.click("overlay/help/command.mode_step"));
  EXPECT_EQ(desk.session.overlay(), Overlay::none);
  EXPECT_EQ(desk.session.mode(), Mode::step);
  // By keys: the second line is one step back.
  const auto before = desk.session.cursor();
  ASSERT_GT(before, 0u);
  ASSERT_TRUE(desk.key('?'));
  ASSERT_TRUE(desk.key(Key::down));
  ASSERT_TRUE(desk.key(Key::enter));
  EXPECT_EQ(desk.session.overlay(), Overlay::none);
  EXPECT_LT(desk.session.cursor(), before);
}

TEST(WindowPanels, Params_AreChangedByKeysAndByMouse) {
  Desk desk("03_many_waiters.json", Mode::live);
  const auto workers = [&] { return desk.session.param_value(desk.session.scenario()->params[0]); };
  const int64_t before = workers();
  ASSERT_TRUE(desk.key('P'));
  ASSERT_EQ(desk.session.overlay(), Overlay::params);
  EXPECT_TRUE(desk.key(Key::right));
  EXPECT_EQ(workers(), before + 1);
  desk.settle();
  EXPECT_EQ(desk.session.trace()->goroutines().size(), static_cast<size_t>(before) + 3) << "it ran again";
  EXPECT_EQ(desk.session.overlay(), Overlay::params) << "it stays open";
  EXPECT_TRUE(desk.key(Key::left));
  EXPECT_EQ(workers(), before);
  EXPECT_TRUE(desk.driver.drag("overlay/params/workers", {400, 0}));
  EXPECT_EQ(workers(), desk.session.scenario()->params[0].max);
}

TEST(WindowPanels, SmallWindow_SaysWhatHappenedInACaption) {
  Desk desk("08_negative_counter.json", Mode::live, 1280, 720, 1.5f);
  desk.session.apply(model::act::GoTo{3});
  desk.driver.frames(3);
  ASSERT_NE(desk.note("caption"), nullptr);
  EXPECT_EQ(desk.note("caption")->label, desk.session.story().line(desk.session.story().row_at(3)).sentence);
  desk.session.apply(model::act::Run{model::CommandId::go_end});
  desk.driver.frames(3);
  const auto ending = desk.session.trace()->tail().ending;
  ASSERT_TRUE(ending);
  if (ending->is(Ending::Kind::exit)) return;
  EXPECT_NE(desk.note("caption")->label.find(ending->text()), std::string::npos) << desk.note("caption")->label;
}

TEST(WindowPanels, SmallWindow_EveryPanelIsATabAway) {
  Desk desk("01_ideal_use.json", Mode::live, 1280, 720, 2);
  const auto shows = [&](const char* panel) { return desk.note(panel) != nullptr; };
  EXPECT_TRUE(shows("code"));
  EXPECT_TRUE(shows("word"));
  ASSERT_TRUE(desk.click("tabs/right0/1"));
  EXPECT_TRUE(shows("stage"));
  ASSERT_TRUE(desk.click("tabs/right0/2"));
  EXPECT_TRUE(shows("timeline"));
  ASSERT_TRUE(desk.click("tabs/left0/1"));
  EXPECT_TRUE(shows("hood"));
  EXPECT_TRUE(desk.has("hood/call/0")) << "which of Add and Wait is shown can be chosen here too";
  ASSERT_TRUE(desk.click("tabs/left0/3"));
  EXPECT_TRUE(shows("output"));
  ASSERT_TRUE(desk.key('/'));
  desk.window.focus_filter();
  desk.driver.frames(3);
  EXPECT_TRUE(shows("story")) << "the filter brings its panel to the front";
}

}  // namespace
}  // namespace wgscope::test
