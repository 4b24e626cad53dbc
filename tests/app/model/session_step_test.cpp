// The session in Step and Explore: opening a live run, branching, schedules, showing what a search has found.
#include <gtest/gtest.h>

#include <atomic>

#include "app/model/choices.h"
#include "app/model/explore_view.h"
#include "app/model/session.h"
#include "app/model/step_view.h"
#include "core/run/execution.h"
#include "core/trace/trace_file.h"
#include "tests/app/support/sessions.h"

namespace wgscope::model {
namespace {

using namespace testing;

TEST_F(Sessions, LiveRun_OpensInStepWhereOneLooks_AndBranches) {
  auto session = with_run();
  happen(*session, world.script->size());
  const EventIndex release = after_first(*session->trace(), EventKind::sema_release);
  session->apply(act::GoTo{release});
  press(*session, CommandId::mode_step);
  ASSERT_EQ(session->mode(), Mode::step);
  EXPECT_EQ((*session->trace())[session->cursor() - 1].kind, EventKind::sema_release);
  EXPECT_EQ(session->tree()->branches().size(), 1u);
  const uint64_t steps = session->steps_behind();
  const auto& enabled = session->tree()->enabled(steps);
  ASSERT_EQ(enabled.size(), 2u) << "main retries, or G3 releases again";
  press(*session, CommandId::take_1);
  EXPECT_EQ(session->tree()->branches().size(), 2u) << "the run went on with G3; main makes a branch";
  EXPECT_EQ(session->steps_behind(), steps + 1);
  press(*session, CommandId::step_back);
  EXPECT_EQ(session->steps_behind(), steps);
  press(*session, CommandId::choose_down);
  press(*session, CommandId::take_chosen);
  EXPECT_EQ(session->tree()->branches().size(), 2u) << "that way is the first branch";
  EXPECT_EQ(session->tree()->current(), 0u);
  press(*session, CommandId::mode_live);
  EXPECT_EQ(session->cursor(), release) << "Live kept its place";
}

TEST_F(Sessions, Schedule_IsCopiedAndPasted) {
  auto session = with_run();
  happen(*session, world.script->size());
  press(*session, CommandId::mode_step);
  press(*session, CommandId::copy_schedule);
  const auto requests = session->take_requests();
  ASSERT_EQ(requests.size(), 1u);
  EXPECT_EQ(requests[0].kind, ShellRequest::Kind::copy);
  EXPECT_EQ(requests[0].text, to_string(schedule_of(*world.script)));
  ASSERT_TRUE(session->open_text("main*4"));
  EXPECT_EQ(session->steps_behind(), 4u);
  session->open_text("G9");
  EXPECT_TRUE(session->notice().has_value()) << "nobody of that name can step";
}

TEST_F(Sessions, LetItRun_GoesToTheEndAndPlaysFromHere) {
  auto session = with_run();
  press(*session, CommandId::mode_step);
  session->apply(model::act::LetRun{"random"});
  EXPECT_TRUE(session->tree()->branch().tip.over());
  EXPECT_EQ(session->steps_behind(), 0u);
  EXPECT_TRUE(session->moving());
}

TEST_F(Sessions, Explore_AnswersAndShowsEachEndingAtItsFirstStep) {
  auto session = make();
  ASSERT_TRUE(session->open_path(lesson_path("10_add_with_wait.json")));
  press(*session, CommandId::mode_explore);
  session->settle();
  ASSERT_TRUE(session->search() && session->search()->result());
  const auto result = session->search()->result();
  EXPECT_TRUE(result->complete);
  ASSERT_GE(result->endings.size(), 2u);
  for (const FoundEnding& found : result->endings) {
    session->apply(act::ShowSchedule{found.schedule});
    EXPECT_EQ(session->mode(), Mode::step);
    EXPECT_EQ(session->cursor(), 0u);
    EXPECT_TRUE(session->moving()) << "it plays";
    press(*session, CommandId::go_end);
    EXPECT_EQ(session->trace()->tail().ending, found.ending);
  }
  EXPECT_TRUE(session->first_answer_ns().has_value());
}

TEST_F(Sessions, ShowMe_PlaysTheTellingScheduleWhereThereIsOne) {
  auto session = make();
  ASSERT_TRUE(session->open_text(R"json({"wgscope": 1, "program": ["var wg sync.WaitGroup", "func main() {", "    wg.Add(1)", "    go wg.Done()", "    wg.Wait()", "}"], "show": {
    "parks": {"title": {"en": "main parks", "zh": "main 挂起"}, "schedule": "main*5 G2*4 main*3", "reaches": {"ending": "exit"}},
    "lies": {"schedule": "main*3", "reaches": {"ending": "exit"}}}})json"));
  ASSERT_EQ(session->tellings().size(), 1u) << "one that does not reach what it says is none";
  press(*session, CommandId::mode_explore);
  session->settle();
  const ExploreView view = explore_view(*session);
  ASSERT_EQ(view.endings.size(), 1u);
  EXPECT_EQ(to_string(view.endings[0].shown()), "main*5 G2*4 main*3");
  EXPECT_LT(view.endings[0].schedule.choices.size(), view.endings[0].shown().choices.size()) << "the shortest is still there";
  ASSERT_EQ(view.tellings.size(), 1u);
  EXPECT_EQ(view.tellings[0].title, "main parks");
  EXPECT_EQ(view.tellings[0].reaches, "exit");
  const auto rows = shown_rows(*session);
  ASSERT_GE(rows.size(), 2u);
  EXPECT_EQ(rows[0].schedule, view.endings[0].shown());
  EXPECT_EQ(rows[1].schedule, view.tellings[0].schedule);
}

// What can be printed is a search of its own, with a step for each print: it changes nothing of what the first one found.
TEST_F(Sessions, Outputs_AreShownWherePrintsAreSteps_AndEndingsAsBefore) {
  auto session = make();
  ASSERT_TRUE(session->open_path(lesson_path("09_add_in_goroutine.json")));
  press(*session, CommandId::mode_explore);
  session->settle();
  const auto result = session->search()->result();
  session->apply(act::ExploreOutputs{});
  session->settle();
  ASSERT_TRUE(session->outputs_search() && session->outputs_search()->result());
  EXPECT_EQ(session->search()->result(), result);
  for (const FoundOutput& found : session->outputs_search()->result()->outputs) {
    session->apply(act::ShowSchedule{found.schedule, {.prints_are_steps = true}});
    EXPECT_EQ(session->mode(), Mode::step);
    EXPECT_EQ(session->steps_behind(), 0u);
    press(*session, CommandId::go_end);
    EXPECT_EQ(session->steps_behind(), found.steps);
    EXPECT_EQ(session->trace()->output(session->trace()->size()), found.output);
  }
  for (const FoundEnding& found : result->endings) {
    session->apply(act::ShowSchedule{found.schedule});
    press(*session, CommandId::go_end);
    EXPECT_EQ(session->steps_behind(), found.steps);
    EXPECT_EQ(session->trace()->tail().ending, found.ending);
  }
}

TEST_F(Sessions, ASavedTraceThatCountsPrints_OpensInStepAsItWas) {
  auto scenario = load_scenario(lesson_path("01_ideal_use.json"));
  Execution execution(std::make_shared<const Scenario>(std::move(*scenario)), {.prints_are_steps = true});
  while (!execution.over()) execution.step(execution.enabled().front().choice);
  const std::string path = (folder / "prints.wgtrace").string();
  ASSERT_FALSE(save_trace(*execution.trace(), path));
  auto session = make();
  ASSERT_TRUE(session->open_path(path));
  press(*session, CommandId::mode_step);
  press(*session, CommandId::go_end);
  EXPECT_EQ(session->steps_behind(), execution.schedule().choices.size());
  EXPECT_EQ(to_string(session->tree()->branch().tip.schedule()), to_string(execution.schedule()));
}

// No frame waits for any of these: what takes long is done beside it, says so, and can be given up.
class Impatient : public Sessions {
 protected:
  std::unique_ptr<Session> opened(const std::string& program) {
    SessionOptions options;
    options.worlds = fake_worlds(world);
    options.search_at_open = false;
    options.patience = std::chrono::nanoseconds(0);
    auto session = std::make_unique<Session>(options);
    open(*session, program);
    session->apply(model::act::SetMode{Mode::step});
    session->settle();
    EXPECT_EQ(session->mode(), Mode::step);
    return session;
  }
  // With a live run that is over, so that nobody waits for it.
  void open(Session& session, const std::string& text) {
    session.open_text(text);
    while (session.opening()) tick(session);
    tick(session);
    world.happen(world.script->size());
    session.settle();
  }
  static bool says(const Session& session, const char* key) { return session.notice() && session.notice()->text == session.strings().say(key); }
};

constexpr const char* kEndless = "package main\n\nimport \"runtime\"\n\nfunc main() {\n\tfor {\n\t\truntime.Gosched()\n\t}\n}\n";
// Its first step compares two long texts again and again: far longer than anybody waits, and far fewer instructions than a step may have.
// Formatting takes far longer than the instructions that it counts as: on no machine is this step over within the patience of a look ahead.
constexpr const char* kOneLongStep = "package main\n\nimport (\n\t\"fmt\"\n\t\"runtime\"\n)\n\nfunc main() {\n\truntime.Gosched()\n\tfor range 900000 {\n\t\t_ = fmt.Sprint(1, 2.5, 3, 4.5, 5, 6.5, 7, 8.5)\n\t}\n\truntime.Gosched()\n}\n";

TEST_F(Impatient, LetItRun_IsDoneBesideTheFrame_AndCanBeGivenUp) {
  auto session = opened(kEndless);
  session->apply(model::act::LetRun{"first-enabled"});
  EXPECT_TRUE(says(*session, "panel.step.going"));
  EXPECT_EQ(session->tree()->branch().tip.schedule().choices.size(), 0u) << "the tree is as it was meanwhile";
  EXPECT_LE(session->wake_in_ns(), 20'000'000) << "it is looked after";
  session->apply(model::act::Run{model::CommandId::close});
  EXPECT_TRUE(says(*session, "panel.step.given_up"));
  session->settle();
  EXPECT_EQ(session->tree()->branch().tip.schedule().choices.size(), 0u);
  EXPECT_EQ(session->tree()->branches().size(), 1u);
}

TEST_F(Impatient, AnotherProgram_EndsTheWayThroughTheOneBefore) {
  auto session = opened(kEndless);
  session->apply(model::act::LetRun{"first-enabled"});
  open(*session, "package main\n\nfunc main() {\n}\n");
  session->apply(model::act::SetMode{Mode::step});
  session->settle();
  EXPECT_EQ(session->tree()->branch().tip.schedule().choices.size(), 0u);
}

TEST_F(Impatient, LongWayBack_ComesInPieces) {
  auto session = opened(kEndless);
  open(*session, "main*500");
  ASSERT_EQ(session->steps_behind(), 500u);
  session->apply(model::act::GoTo{session->tree()->cursor_after(300)});
  StepView view = step_view(*session);
  EXPECT_EQ(view.reached, StepTree::Reached::not_yet);
  EXPECT_TRUE(view.cards.empty());
  int frames = 0;
  while (view.reached == StepTree::Reached::not_yet && ++frames < 1'000) view = step_view(*session);
  EXPECT_EQ(view.reached, StepTree::Reached::yes);
  EXPECT_EQ(view.cards.size(), 1u);
}

TEST_F(Impatient, StepThatTakesLong_IsNotLookedInto_AndTakenBesideTheFrame) {
  auto session = opened(kOneLongStep);
  StepView view = step_view(*session);
  while (!view.whole) look_ahead(*session, view);
  ASSERT_EQ(view.cards.size(), 1u);
  EXPECT_EQ(view.cards[0].sentence, session->strings().say("panel.step.too_long"));
  EXPECT_FALSE(view.cards[0].ends);
  session->apply(model::act::Run{model::CommandId::take_1});
  EXPECT_TRUE(says(*session, "panel.step.going"));
  EXPECT_EQ(session->steps_behind(), 0u);
  EXPECT_TRUE(session->tree()->branch().tip.schedule().choices.empty()) << "half a step is none";
  session->apply(model::act::Run{model::CommandId::close});
  EXPECT_TRUE(says(*session, "panel.step.given_up"));
}

TEST_F(Impatient, Comparing_KnowsWhenItsTimeIsOver) {
  auto session = opened(kEndless);
  const std::atomic<bool> cancelled = true;
  const auto view = compare_view(session->scenario(), *parse_schedule("main*3"), *parse_schedule("main*2"), session->strings(), {}, {.cancel = &cancelled});
  ASSERT_TRUE(view);
  EXPECT_EQ(view->state, CompareView::State::gave_up);
}

}  // namespace
}  // namespace wgscope::model
