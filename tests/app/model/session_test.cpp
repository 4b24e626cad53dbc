// The session: following and letting go of a run, playing, stepping, the tally, files. No threads: runs are told what happens.
#include "app/model/session.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "core/trace/trace_file.h"
#include "tests/app/support/sessions.h"

namespace wgscope::model {
namespace {

using namespace testing;

// ---- a run that goes on

TEST_F(Sessions, Run_IsFollowedUntilOneGoesBack_AndAgainAfterEnd) {
  auto session = with_run();
  happen(*session, 5);
  EXPECT_EQ(session->cursor(), 5u);
  EXPECT_TRUE(session->following());
  press(*session, CommandId::step_back);
  EXPECT_EQ(session->cursor(), 4u);
  happen(*session, 3);
  EXPECT_EQ(session->cursor(), 4u) << "detached: what happens does not move it";
  EXPECT_EQ(session->trace()->size(), 8u);
  press(*session, CommandId::go_end);
  EXPECT_EQ(session->cursor(), 8u);
  happen(*session, 2);
  EXPECT_EQ(session->cursor(), 10u);
}

TEST_F(Sessions, Space_PausesAndResumesTheRun) {
  auto session = with_run();
  happen(*session, 5);
  press(*session, CommandId::play_pause);
  EXPECT_TRUE(*world.paused);
  EXPECT_FALSE(session->moving());
  press(*session, CommandId::play_pause);
  EXPECT_FALSE(*world.paused);
  EXPECT_TRUE(session->moving());
}

TEST_F(Sessions, Space_AfterSteppingBack_PlaysOnFromThere_AndThenFollowsTheRun) {
  auto session = with_run();
  happen(*session, 8);
  for (int i = 0; i < 4; ++i) press(*session, CommandId::step_back);
  ASSERT_EQ(session->cursor(), 4u);
  EXPECT_FALSE(session->moving()) << "the run goes on, the picture does not";
  press(*session, CommandId::play_pause);
  EXPECT_FALSE(*world.paused);
  EXPECT_TRUE(session->moving());
  tick(*session, kSecond_ns);
  EXPECT_EQ(session->cursor(), 6u) << "from where the picture was, two events a second";
  tick(*session, kSecond_ns);
  EXPECT_EQ(session->cursor(), 8u);
  EXPECT_TRUE(session->following()) << "it has caught up";
  happen(*session, 2);
  EXPECT_EQ(session->cursor(), 10u);
}

TEST_F(Sessions, Space_OnAPausedRun_PlaysToItsEnd_AndOnlyThenLetsItGoOn) {
  auto session = with_run();
  happen(*session, 8);
  press(*session, CommandId::play_pause);
  press(*session, CommandId::step_back);
  press(*session, CommandId::step_back);
  press(*session, CommandId::play_pause);
  EXPECT_TRUE(*world.paused) << "what has happened is played first";
  press(*session, CommandId::play_pause);
  EXPECT_FALSE(session->moving());
  press(*session, CommandId::play_pause);
  tick(*session, kSecond_ns);
  EXPECT_EQ(session->cursor(), 8u);
  EXPECT_FALSE(*world.paused);
  EXPECT_TRUE(session->following());
}

TEST_F(Sessions, StoppedRun_IsNoEnding_InNoTallyAndForNoHunt) {
  auto session = with_run();
  happen(*session, 5);
  press(*session, CommandId::stop_run);
  tick(*session);
  EXPECT_FALSE(session->run_ongoing());
  EXPECT_TRUE(session->tally().endings().empty());
  press(*session, CommandId::run_again);
  happen(*session, 5);
  press(*session, CommandId::run_until_new);   // stops the run that goes on
  tick(*session);
  EXPECT_TRUE(session->tally().endings().empty());
  session->apply(act::StopSearch{});
  while (session->hunt()) tick(*session);
  EXPECT_TRUE(session->tally().endings().empty());
}

TEST_F(Sessions, StepForward_PausedAtTheEnd_LetsOneStepHappen_ElsewhereMovesTheCursor) {
  auto session = with_run();
  happen(*session, 5);
  press(*session, CommandId::play_pause);
  press(*session, CommandId::step_forward);
  tick(*session);
  EXPECT_EQ(session->trace()->size(), 6u);
  EXPECT_EQ(session->cursor(), 6u);
  press(*session, CommandId::step_back);
  press(*session, CommandId::step_back);
  press(*session, CommandId::step_forward);
  tick(*session);
  EXPECT_EQ(session->trace()->size(), 6u);
  EXPECT_EQ(session->cursor(), 5u);
  press(*session, CommandId::step_forward);
  press(*session, CommandId::step_forward);
  tick(*session);
  EXPECT_EQ(session->trace()->size(), 7u) << "back at its end, the next one is let through again";
}

TEST_F(Sessions, FinishedRun_IsCountedOnce_AndStaysFollowedToItsEnd) {
  auto session = with_run();
  happen(*session, world.script->size());
  EXPECT_FALSE(session->run_ongoing());
  EXPECT_EQ(session->cursor(), world.script->size());
  tick(*session);
  EXPECT_EQ(session->tally().endings().at(Ending::exit()), 1u);
  press(*session, CommandId::run_again);
  EXPECT_EQ(world.runs, 2u);
  EXPECT_EQ(session->cursor(), 0u);
  happen(*session, world.script->size());
  EXPECT_EQ(session->tally().endings().at(Ending::exit()), 2u);
}

TEST_F(Sessions, Pace_IsThatOfTheRun_AndOfTheNext) {
  auto session = with_run();
  EXPECT_EQ(world.latest.pace, 2.0);
  press(*session, CommandId::faster);
  EXPECT_EQ(world.latest.pace, 5.0);
  session->apply(act::SetPace{std::nullopt});
  EXPECT_FALSE(world.latest.pace);
  press(*session, CommandId::run_again);
  EXPECT_FALSE(world.latest.pace);
  press(*session, CommandId::slower);
  EXPECT_EQ(world.latest.pace, 1000.0);
}

TEST_F(Sessions, Params_RestartTheRunWithTheirValue) {
  auto session = with_run();
  happen(*session, 5);
  session->apply(act::SetParam{"workers", 2});
  EXPECT_EQ(world.runs, 2u);
  EXPECT_EQ(session->param_value(session->scenario()->params.front()), 2);
  EXPECT_TRUE(session->diagnostics().empty());
  session->apply(act::SetParam{"workers", 99});
  EXPECT_FALSE(session->diagnostics().empty()) << "outside of min..max";
  EXPECT_EQ(world.runs, 2u);
}

// ---- a finished trace

TEST_F(Sessions, Playing_GoesTwoEventsASecond_TimesTheSpeed_AndStopsAtTheEnd) {
  auto session = with_run();
  happen(*session, world.script->size());
  press(*session, CommandId::play_pause);
  EXPECT_EQ(session->cursor(), 0u) << "from the end it begins anew";
  tick(*session, kSecond_ns);
  EXPECT_EQ(session->cursor(), 2u);
  session->apply(act::SetSpeed{10});
  tick(*session, kSecond_ns / 2);
  EXPECT_EQ(session->cursor(), 12u);
  session->apply(act::SetSpeed{0.1});
  tick(*session, kSecond_ns);
  EXPECT_EQ(session->cursor(), 12u);
  tick(*session, 4 * kSecond_ns + kSecond_ns / 10);
  EXPECT_EQ(session->cursor(), 13u) << "what is left over counts";
  session->apply(act::SetSpeed{99});
  EXPECT_EQ(session->speed(), 10);
  tick(*session, 60 * kSecond_ns);
  EXPECT_TRUE(session->at_end());
  EXPECT_FALSE(session->moving());
}

TEST_F(Sessions, Moving_StopsPlaying) {
  auto session = with_run();
  happen(*session, world.script->size());
  press(*session, CommandId::play_pause);
  session->apply(act::GoTo{7});
  EXPECT_FALSE(session->moving());
  EXPECT_EQ(session->cursor(), 7u);
  session->apply(act::GoTo{100000});
  EXPECT_EQ(session->cursor(), world.script->size());
}

TEST_F(Sessions, CommaAndPoint_StayWithTheGoroutine) {
  auto session = with_run();
  happen(*session, world.script->size());
  const EventIndex release = after_first(*session->trace(), EventKind::sema_release);
  session->apply(act::GoTo{release});
  ASSERT_EQ(session->focus(), GoroutineId{3});
  press(*session, CommandId::previous_of_goroutine);
  EXPECT_EQ((*session->trace())[session->cursor() - 1].kind, EventKind::add_clear);
  press(*session, CommandId::next_of_goroutine);
  EXPECT_EQ(session->cursor(), release);
  session->apply(act::FocusOn{GoroutineId{2}});
  press(*session, CommandId::previous_of_goroutine);
  EXPECT_EQ((*session->trace())[session->cursor() - 1].who(), GoroutineId{2});
}

TEST_F(Sessions, N_StopsAtParksWakesAndNothingElse) {
  auto session = with_run();
  happen(*session, world.script->size());
  session->apply(act::GoTo{0});
  size_t stops = 0;
  while (session->cursor() < session->trace()->size()) {
    const EventIndex before = session->cursor();
    press(*session, CommandId::next_notable);
    if (session->cursor() == before) break;
    ++stops;
    EXPECT_TRUE(is_notable((*session->trace())[session->cursor() - 1]));
  }
  EXPECT_GE(stops, 7u);
  press(*session, CommandId::previous_notable);
  EXPECT_TRUE(is_notable((*session->trace())[session->cursor() - 1]));
}

TEST_F(Sessions, Filter_LeavesRowsThatHaveAllWords) {
  auto session = with_run();
  happen(*session, world.script->size());
  EXPECT_EQ(session->story().count(), world.script->size());
  session->apply(act::SetFilter{"G3 RELEASE"});
  while (session->story().pending()) tick(*session);
  EXPECT_GE(session->story().count(), 2u);
  EXPECT_LT(session->story().count(), world.script->size());
  const EventIndex release = after_first(*session->trace(), EventKind::sema_release);
  session->apply(act::GoTo{release});
  const size_t row = session->story().row_at(session->cursor());
  ASSERT_LT(row, session->story().count());
  EXPECT_EQ(session->story().cursor_of(row), release);
  press(*session, CommandId::close);
  EXPECT_TRUE(session->story().filter().empty());
}

TEST_F(Sessions, Axis_KeepsTheSameEventsInThePicture) {
  auto session = with_run();
  happen(*session, world.script->size());
  EXPECT_TRUE(session->span().fitted());
  session->apply(act::ShowSpan{4, 14});
  EXPECT_FALSE(session->span().fitted());
  session->apply(act::SetAxis{Axis::time});
  session->apply(act::SetAxis{Axis::events});
  press(*session, CommandId::fit_timeline);
  EXPECT_TRUE(session->span().fitted());
  press(*session, CommandId::zoom_in);
  EXPECT_LT(session->span().last() - session->span().first(), static_cast<double>(world.script->size()));
}

// ---- files

TEST_F(Sessions, BrokenFile_ShowsDiagnosticsOverTheLastGoodPicture) {
  auto session = with_run();
  happen(*session, 5);
  EXPECT_FALSE(session->open_path(write("broken.go", "package main\n\nfunc main() {\n\tx := 1\n}\n")));
  ASSERT_FALSE(session->diagnostics().empty());
  EXPECT_EQ(session->diagnostics().front().line, 4);
  EXPECT_EQ(session->trace()->size(), 5u);
  EXPECT_EQ(session->scenario()->file, lesson_path("03_many_waiters.json"));
  press(*session, CommandId::close);
  EXPECT_TRUE(session->diagnostics().empty());
}

TEST_F(Sessions, ChangedFile_IsOpenedAgain_AndABrokenOneIsHeldAgainstNobody) {
  const std::string path = write("edited.go", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(1)\n}\n");
  auto session = make();
  ASSERT_TRUE(session->open_path(path));
  const size_t runs = world.runs;
  tick(*session, kSecond_ns);
  EXPECT_EQ(world.runs, runs) << "nothing has changed";
  write("edited.go", "package main\n\nfunc main() {\n\tthis is not Go at all\n}\n");
  tick(*session, kSecond_ns);
  EXPECT_FALSE(session->diagnostics().empty());
  EXPECT_EQ(session->program().size(), 7u) << "the last good one";
  write("edited.go", "package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(1)\n\tfmt.Println(2)\n}\n");
  tick(*session, kSecond_ns);
  EXPECT_TRUE(session->diagnostics().empty());
  EXPECT_EQ(session->program().size(), 8u);
  EXPECT_EQ(world.runs, runs + 1);
}

TEST_F(Sessions, SavedTrace_OpensAsAFinishedOne) {
  auto session = with_run();
  happen(*session, world.script->size());
  for (int i = 0; i < 2; ++i) {
    press(*session, CommandId::save_trace);
    EXPECT_EQ(session->overlay(), Overlay::files) << "it says the whole path first, and lets it be chosen";
    press(*session, CommandId::take_chosen);
    EXPECT_EQ(session->overlay(), Overlay::none);
  }
  EXPECT_TRUE(fs::exists(folder / "03_many_waiters.wgtrace"));
  EXPECT_TRUE(fs::exists(folder / "03_many_waiters-2.wgtrace")) << "nothing is overwritten";
  auto other = make();
  ASSERT_TRUE(other->open_path((folder / "03_many_waiters.wgtrace").string()));
  EXPECT_EQ(other->trace()->size(), world.script->size());
  EXPECT_EQ(other->program(), session->program());
  EXPECT_EQ(world.runs, 1u);
  press(*other, CommandId::run_again);
  EXPECT_EQ(world.runs, 2u) << "the scenario is inside, so it can be run";
}

TEST_F(Sessions, DamagedTrace_IsRefused_AndWhatWasThereStays) {
  auto session = with_run();
  happen(*session, world.script->size());
  const std::string bytes = trace_bytes(*world.script);
  EXPECT_FALSE(session->open_path(write("cut.wgtrace", bytes.substr(0, bytes.size() / 2))));
  EXPECT_FALSE(session->diagnostics().empty());
  EXPECT_EQ(session->trace()->size(), world.script->size());
}

TEST_F(Sessions, Pasted_GoJsonOrNothing) {
  auto session = make();
  EXPECT_FALSE(session->open_text("  \n"));
  EXPECT_TRUE(session->notice().has_value());
  EXPECT_TRUE(session->open_text("package main\n\nimport \"sync\"\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Wait()\n}\n"));
  EXPECT_EQ(session->scenario()->file, "pasted.go");
  std::ifstream file(lesson_path("01_ideal_use.json"));
  EXPECT_TRUE(session->open_text(std::string(std::istreambuf_iterator<char>(file), {})));
  EXPECT_EQ(session->scenario()->file, "pasted.json");
  EXPECT_FALSE(session->open_text("{\"wgscope\": 1}"));
  EXPECT_FALSE(session->diagnostics().empty());
}

TEST_F(Sessions, Lessons_AreACourse) {
  auto session = make();
  ASSERT_GE(session->lessons().size(), 4u);
  press(*session, CommandId::lesson_3);
  EXPECT_EQ(session->lesson(), 2u);
  press(*session, CommandId::next_lesson);
  EXPECT_EQ(session->lesson(), 3u);
  EXPECT_EQ(session->title(), session->lessons()[3].title.in("en"));
  press(*session, CommandId::language);
  EXPECT_EQ(session->title(), session->lessons()[3].title.in("zh"));
}

// ---- the hunt

TEST_F(Sessions, Hunt_GivesUpAtItsBound_AndSaysSo) {
  auto session = with_run();
  happen(*session, world.script->size());
  Hunt hunt(session->scenario(), [&](std::shared_ptr<const Scenario>, const LiveOptions&) {
    struct Over final : Running {
      explicit Over(std::shared_ptr<const Trace> t) : t_(std::move(t)) {}
      void pause() override {}
      void resume() override {}
      void step_one() override {}
      void set_pace(std::optional<double>) override {}
      void stop() override {}
      bool paused() const override { return false; }
      bool over() const override { return true; }
      void wait() override {}
      std::shared_ptr<const Trace> trace() override { return t_; }
      std::shared_ptr<const Trace> t_;
    };
    return std::make_unique<Over>(world.script);
  }, session->tally().endings(), HuntBounds{5, 10, 1000, 1});
  while (!hunt.done()) std::this_thread::yield();
  EXPECT_EQ(hunt.runs(), 5u);
  EXPECT_EQ(hunt.found(), nullptr);
  EXPECT_EQ(hunt.endings().at(Ending::exit()), 5u);
}

TEST(SessionWithRealWorlds, Hunt_FindsAnEndingThatWasNotSeen) {
  SessionOptions options;
  options.worlds = real_worlds();
  options.pace.reset();
  options.search_at_open = false;
  Session session(options);
  ASSERT_TRUE(session.open_path(lesson_path("10_add_with_wait.json")));
  session.settle();
  const size_t seen = session.tally().endings().size();
  session.apply(act::Run{CommandId::run_until_new});
  session.settle();
  EXPECT_GT(session.tally().endings().size(), seen);
  ASSERT_TRUE(session.trace()->tail().ending);
  EXPECT_TRUE(session.at_end());
}

TEST_F(Sessions, Requests_AreHandedOutOnce) {
  auto session = with_run();
  press(*session, CommandId::save_picture);
  EXPECT_EQ(session->file_dialog().typed(), (folder / "03_many_waiters.png").string());
  press(*session, CommandId::take_chosen);
  press(*session, CommandId::fullscreen);
  const auto requests = session->take_requests();
  ASSERT_EQ(requests.size(), 2u);
  EXPECT_EQ(requests[0].text, (folder / "03_many_waiters.png").string());
  EXPECT_TRUE(session->take_requests().empty());
}

TEST_F(Sessions, NothingGoesOn_NeedsNoFrames) {
  auto session = with_run();
  EXPECT_EQ(session->wake_in_ns(), 0) << "a run that goes on";
  happen(*session, world.script->size());
  EXPECT_GT(session->wake_in_ns(), 100'000'000);
  const uint64_t revision = session->revision();
  tick(*session);
  EXPECT_EQ(session->revision(), revision);
}

}  // namespace
}  // namespace wgscope::model
