// Explore, played by mouse and keys: rows and "show me", outputs on request, the graph, two schedules beside each other.
#include "app/model/choices.h"
#include "app/model/explore_view.h"
#include "app/model/other_endings.h"
#include "core/trace/value_text.h"
#include "tests/app/panels/desk.h"

#include <thread>

namespace wgscope::test {
namespace {

using model::Key;
using model::Mode;

constexpr const char* kLesson = "10_add_with_wait.json";

TEST(ExplorePanels, ShowMe_OpensTheScheduleInStepAtItsFirstStep) {
  Desk desk(kLesson, Mode::explore);
  const auto result = desk.session.search()->result();
  ASSERT_TRUE(result);
  ASSERT_GT(result->endings.size(), 1u);
  ASSERT_TRUE(desk.click("explore/ending/1/show"));
  EXPECT_EQ(desk.session.mode(), Mode::step);
  EXPECT_EQ(desk.session.steps_behind(), 0u);
  ASSERT_TRUE(desk.session.notice()) << "and says what begins there";
  EXPECT_NE(desk.session.notice()->text.find(result->endings[1].ending.text()), std::string::npos) << desk.session.notice()->text;
  EXPECT_EQ(desk.session.tree()->branch().tip.schedule(), model::explore_view(desk.session).endings[1].schedule);
  desk.session.apply(model::act::Run{model::CommandId::go_end});
  EXPECT_EQ(desk.session.trace()->tail().ending, model::explore_view(desk.session).endings[1].ending);
}

TEST(ExplorePanels, UpDownEnter_ShowTheChosenRow) {
  Desk desk(kLesson, Mode::explore);
  const auto rows = model::shown_rows(desk.session);
  ASSERT_GT(rows.size(), 1u);
  const size_t first = (model::lit_row(desk.session).value_or(rows.size() - 1) + 1) % rows.size();
  EXPECT_TRUE(desk.key(Key::down));
  EXPECT_EQ(model::lit_row(desk.session), first);
  while (model::lit_row(desk.session) != 1u) EXPECT_TRUE(desk.key(Key::down));
  EXPECT_TRUE(desk.key(Key::enter));
  EXPECT_EQ(desk.session.mode(), Mode::step);
  EXPECT_EQ(desk.session.tree()->branch().tip.schedule(), rows[1].schedule);
}

// Nothing is lit that the picture beside it does not show.
TEST(ExplorePanels, TheLitRow_IsThatOfTheRunThatIsShown) {
  Desk desk(kLesson, Mode::explore);
  const auto view = model::explore_view(desk.session);
  ASSERT_GT(view.endings.size(), 1u);
  for (size_t i = 0; i < view.endings.size(); ++i) {
    desk.session.apply(model::act::GoToState{view.endings[i].schedule});
    desk.settle();
    ASSERT_EQ(desk.session.mode(), Mode::explore);
    EXPECT_EQ(model::lit_row(desk.session), i) << view.endings[i].ending;
  }
  desk.session.apply(model::act::GoToState{{}});
  desk.settle();
  const auto& shown = desk.session.tree()->branch().tip;
  const auto lit = model::lit_row(desk.session);
  EXPECT_TRUE(lit ? shown.ending() == view.endings.at(*lit).ending : !shown.ending());
}

TEST(ExplorePanels, Outputs_ComeWhenAskedFor) {
  Desk desk("01_ideal_use.json", Mode::explore);
  EXPECT_EQ(desk.session.outputs_search(), nullptr);
  EXPECT_TRUE(desk.key('O'));
  desk.settle();
  const auto view = model::explore_view(desk.session);
  ASSERT_FALSE(view.outputs.empty());
  ASSERT_NE(desk.note("explore/output/0"), nullptr) << "the answer is brought into view";
  EXPECT_FALSE(desk.note("explore/output/0")->visible.empty());
  // Its row is the last of those that keys choose, and opens in Step.
  EXPECT_TRUE(desk.key(Key::up));
  EXPECT_TRUE(desk.key(Key::enter));
  EXPECT_EQ(desk.session.mode(), Mode::step);
  EXPECT_TRUE(desk.session.tree()->options().prints_are_steps);
}

TEST(ExplorePanels, GraphNode_IsGoneToAndSaysItsWord) {
  Desk desk(kLesson, Mode::explore);
  const auto result = desk.session.search()->result();
  ASSERT_TRUE(result && result->graph);
  const uint32_t last = static_cast<uint32_t>(result->graph->size() - 1);
  const std::string id = "graph/state/" + std::to_string(last);
  ASSERT_TRUE(desk.has(id));
  EXPECT_EQ(desk.driver.find(id)->label, halves_text(result->graph->word[last]));
  ASSERT_TRUE(desk.click(id));
  EXPECT_EQ(desk.session.mode(), Mode::explore) << "it stays in Explore";
  EXPECT_EQ(result->graph->walk(desk.session.tree()->prefix(desk.session.steps_behind())), last);
  EXPECT_TRUE(desk.session.at_end());
}

// A run has times, a schedule has none: its events are in the timeline whatever was chosen for the run.
TEST(ExplorePanels, TimelineByTime_HasSomethingInItInExploreToo) {
  Desk desk(kLesson, Mode::live);
  ASSERT_TRUE(desk.key('T'));
  ASSERT_EQ(desk.session.axis(), model::Axis::time);
  ASSERT_TRUE(desk.key(Key::f4));
  desk.settle();
  EXPECT_EQ(desk.session.axis(), model::Axis::events);
  EXPECT_DOUBLE_EQ(desk.session.span().last(), static_cast<double>(desk.session.trace()->size()));
  ASSERT_TRUE(desk.key('T'));
  ASSERT_TRUE(desk.session.notice()) << "it says why not";
  ASSERT_TRUE(desk.key(Key::f2));
  EXPECT_EQ(desk.session.axis(), model::Axis::time);
}

// After a run: what it did not show, and the way there by one key.
TEST(ExplorePanels, FinishedRun_SaysWhichEndingsItDidNotShow) {
  Desk desk(kLesson, Mode::live);
  EXPECT_FALSE(model::other_endings(desk.session)) << "nothing was searched";
  desk.session.apply(model::act::SetMode{Mode::explore});
  desk.settle();
  desk.session.apply(model::act::SetMode{Mode::live});
  desk.settle();
  const auto others = model::other_endings(desk.session);
  ASSERT_TRUE(others);
  const auto result = desk.session.search()->result();
  EXPECT_EQ(others->count, result->endings.size() - 1);
  const Ending shown = others->nearest->ending;
  EXPECT_NE(desk.session.trace()->tail().ending, shown);
  EXPECT_NE(model::told(*others, desk.session).find(shown.text()), std::string::npos);
  ASSERT_TRUE(desk.key('X'));
  EXPECT_EQ(desk.session.mode(), Mode::step);
  EXPECT_EQ(desk.session.tree()->branch().tip.ending(), shown);
  Desk right("01_ideal_use.json", Mode::explore);
  right.session.apply(model::act::SetMode{Mode::live});
  right.settle();
  EXPECT_FALSE(model::other_endings(right.session)) << "there is only one";
}

// Round and round: the way to the marked state has more steps than could be drawn, but only a few edges.
TEST(ExplorePanels, ALongWayThroughALivelock_IsDrawn) {
  Desk desk("01_ideal_use.json", Mode::live);
  ASSERT_TRUE(desk.session.open_text("package main\n\nimport \"runtime\"\n\nfunc main() {\n\tfor {\n\t\truntime.Gosched()\n\t}\n}\n"));
  desk.session.apply(model::act::SetMode{Mode::explore});
  desk.settle();
  Schedule schedule;
  schedule.choices.assign(20'000, Choice{kMain});
  desk.session.apply(model::act::GoToState{schedule});
  desk.driver.frames(2);
  EXPECT_TRUE(desk.has("graph/state/0"));
  const auto view = model::explore_view(desk.session);
  ASSERT_EQ(view.endings.size(), 1u);
  EXPECT_NE(view.endings[0].note.find("main"), std::string::npos) << "who goes round";
}

TEST(ExplorePanels, Compare_ShowsTheFirstDifference) {
  Desk desk(kLesson, Mode::explore);
  ASSERT_TRUE(desk.click("explore/ending/0/show"));
  ASSERT_TRUE(desk.key(Key::f4));
  ASSERT_TRUE(desk.click("explore/ending/1/compare"));
  ASSERT_TRUE(desk.session.compared());
  ASSERT_NE(desk.note("compare"), nullptr);
  const auto compared = model::compare_view(desk.session.tree()->scenario(), desk.session.tree()->branch().tip.schedule(), *desk.session.compared(), desk.session.strings());
  ASSERT_TRUE(compared);
  const auto& view = *compared;
  ASSERT_LT(view.first_difference, std::min(view.left.size(), view.right.size()));
  EXPECT_NE(view.left[view.first_difference].choice, view.right[view.first_difference].choice);
  // The row of the step that was made last is marked, wherever one goes.
  desk.session.apply(model::act::Run{model::CommandId::go_end});
  desk.driver.frames(3);
  ASSERT_NE(desk.note("compare/made"), nullptr);
  EXPECT_EQ(desk.note("compare/made")->label, std::to_string(view.left.size()));
  EXPECT_FALSE(desk.note("compare/made")->visible.empty());
  desk.session.apply(model::act::Run{model::CommandId::step_back});
  desk.driver.frames(3);
  EXPECT_EQ(desk.note("compare/made")->label, std::to_string(view.left.size() - 1));
  ASSERT_TRUE(desk.click("compare/close"));
  EXPECT_FALSE(desk.session.compared());
  EXPECT_EQ(desk.note("compare"), nullptr);
}

TEST(ExplorePanels, CannotHappen_SaysHowManyStatesWereSearched) {
  Desk desk(kLesson, Mode::explore);
  const auto view = model::explore_view(desk.session);
  ASSERT_FALSE(view.absent.empty());
  EXPECT_TRUE(view.absent.front().proved);
  EXPECT_NE(view.absent.front().why.find(std::to_string(desk.session.search()->result()->states)), std::string::npos) << view.absent.front().why;
  EXPECT_TRUE(desk.has("explore/absent/" + view.absent.front().ending.text()) || desk.driver.wheel("explore/rows", -20));
}

TEST(ExplorePanels, LongSearch_ShowsProgressAndStops) {
  Desk desk("01_ideal_use.json", Mode::live);
  std::string program = "package main\n\nimport \"sync\"\n\nvar wg sync.WaitGroup\nvar a, b int\n\nfunc main() {\n";
  for (int i = 0; i < 7; ++i) program += "\twg.Add(1)\n\tgo func() {\n\t\ta++\n\t\tb += " + std::to_string(i) + "\n\t\twg.Done()\n\t}()\n";
  program += "\twg.Wait()\n}\n";
  ASSERT_TRUE(desk.session.open_text(program));
  desk.session.apply(model::act::SetMode{Mode::explore});
  desk.driver.frames(3);
  ASSERT_FALSE(desk.session.search()->done());
  EXPECT_TRUE(model::explore_view(desk.session).searching);
  // What runs come to meanwhile is there, can be shown, and says what it is.
  while (desk.session.search()->sampled().empty() && !desk.session.search()->done()) std::this_thread::yield();
  desk.driver.frames(3);
  ASSERT_TRUE(model::explore_view(desk.session).searching);
  ASSERT_NE(desk.note("explore/ending/0"), nullptr);
  const auto row = model::explore_view(desk.session).endings.front();
  EXPECT_TRUE(row.sampled);
  EXPECT_FALSE(row.chance);
  EXPECT_EQ(row.note, desk.session.strings().say("panel.explore.by_run_so_far"));
  EXPECT_EQ(model::shown_rows(desk.session).size(), model::explore_view(desk.session).endings.size());
  ASSERT_TRUE(desk.click("explore/stop"));
  desk.settle();
  const auto result = desk.session.search()->result();
  ASSERT_TRUE(result);
  EXPECT_FALSE(result->complete);
  EXPECT_EQ(result->stopped_by, "interrupt");
  EXPECT_FALSE(model::explore_view(desk.session).complete);
}

TEST(ExplorePanels, EachSizeOfRoom_HasEndingsAndGraph) {
  for (const float scale : {1.0f, 1.25f, 1.5f, 2.0f}) {
    Desk desk(kLesson, Mode::explore, 1280, 720, scale);
    for (const char* id : {"explore/ending/0/show", "graph/state/0", "top/mode/2"}) {
      EXPECT_TRUE(desk.has(id)) << id << " at " << scale;
    }
  }
}

// Each language names who, where and what.
TEST(ExplorePanels, Findings_NameTheSameInBothLanguages) {
  Desk desk("01_ideal_use.json", Mode::live);
  ASSERT_TRUE(desk.session.open_text("package main\n\nimport \"sync\"\n\nvar wg sync.WaitGroup\nvar shared int\n\nfunc main() {\n\twg.Add(1)\n\tgo func() {\n\t\tshared = 1\n\t\twg.Done()\n"
                                     "\t}()\n\tgo wg.Wait()\n\tshared = 2\n}\n"));
  desk.session.apply(model::act::SetMode{Mode::explore});
  desk.settle();
  for (const char* language : {"en", "zh"}) {
    auto preferences = desk.session.preferences();
    preferences.language = language;
    desk.session.apply(model::act::Prefer{preferences});
    const auto view = model::explore_view(desk.session);
    std::string races, leaks;
    for (const auto& finding : view.findings) (finding.kind == FindingKind::race ? races : leaks) += finding.text + '\n';
    for (const char* fact : {"shared", "main", "G2", "11", "15"}) EXPECT_NE(races.find(fact), std::string::npos) << races;
    for (const char* fact : {"G3", "14", "G2", "12"}) EXPECT_NE(leaks.find(fact), std::string::npos) << leaks;
    EXPECT_EQ((races + leaks).find('{'), std::string::npos) << races << leaks;
  }
}

}  // namespace
}  // namespace wgscope::test
