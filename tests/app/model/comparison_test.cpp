// The figures of a comparison against a count of another kind: of what changed in the world from one event to the next, not of what the events say.
#include "app/model/comparison.h"

#include <gtest/gtest.h>

#include <map>

#include "app/model/comparison_view.h"
#include "app/model/strings.h"
#include "core/run/execution.h"
#include "core/run/strategies/strategy.h"
#include "core/trace/world_state.h"
#include "tests/app/support/stories.h"
#include "tests/story/truth_programs.h"

namespace wgscope::model {
namespace {

using namespace testing;

bool parked(const WorldState& world, size_t goroutine) { return goroutine < world.goroutines.size() && world.goroutines[goroutine].state == GoroutineState::parked; }

// By what moved: a value that is in a buffer and was not, one that is not and was, one that went from a queue, or to one, without a buffer.
uint64_t copied(const Trace& trace, const WorldState& before, const WorldState& after, const Event& event) {
  if (!on_channel(event.kind) || event.object == kNoObject) return 0;
  const ObjectNow &was = before.objects[event.object.value], &is = after.objects[event.object.value];
  if (trace.objects()[event.object.value].kind != ObjectKind::channel || event.parked() || is.closed != was.closed) return 0;
  const uint64_t out = is.taken - was.taken, in = is.buffer.size() + out - was.buffer.size();
  const bool hand_to_hand = in + out == 0 && (is.senders.size() < was.senders.size() || is.receivers.size() < was.receivers.size());
  return in + out + (hand_to_hand ? 1 : 0);
}

Figures counted_by_the_world(const Trace& trace) {
  Figures figures;
  WorldState world = fold(trace, 0);
  for (EventIndex i = 0; i < trace.size(); ++i) {
    WorldState next = world;
    apply(next, trace, trace[i]);
    for (size_t g = 0; g < next.goroutines.size(); ++g) {
      if (!parked(world, g) && parked(next, g)) ++figures.parks;
      if (parked(world, g) && !parked(next, g)) ++figures.wake_ups;
    }
    figures.copies += copied(trace, world, next, trace[i]);
    world = std::move(next);
  }
  figures.steps = world.steps;
  return figures;
}

void agree(const std::shared_ptr<const Scenario>& scenario, const std::string& name) {
  for (const std::string_view strategy : strategy_names()) {
    Execution execution(scenario);
    wgscope::run(execution, *make_strategy(strategy, 5), 2'000);
    const CountedTrace counted(execution.trace());
    Figures expected = counted_by_the_world(*execution.trace());
    expected.switches = execution.switches();
    EXPECT_EQ(counted.figures().steps, expected.steps) << name << ", " << strategy;
    EXPECT_EQ(counted.figures().parks, expected.parks) << name << ", " << strategy;
    EXPECT_EQ(counted.figures().wake_ups, expected.wake_ups) << name << ", " << strategy;
    EXPECT_EQ(counted.figures().copies, expected.copies) << name << ", " << strategy;
    EXPECT_EQ(counted.figures().switches, expected.switches) << name << ", " << strategy;
    EXPECT_EQ(counted.schedule(), execution.schedule());
    // And after each step, what the beginning alone would give.
    for (const uint64_t steps : {uint64_t{0}, counted.steps() / 3, counted.steps()}) {
      const auto beginning = replay(scenario, {{execution.schedule().choices.begin(), execution.schedule().choices.begin() + static_cast<ptrdiff_t>(steps)}});
      ASSERT_TRUE(beginning.ok());
      EXPECT_EQ(CountedTrace(beginning->trace()).figures(), counted.figures_after(steps)) << name << ", " << strategy << ", " << steps;
      EXPECT_EQ(beginning->trace()->size(), counted.cursor_after(steps));
      EXPECT_EQ(counted.steps_at(counted.cursor_after(steps)), steps);
    }
  }
}

TEST(CountedTrace, Figures_AreWhatTheWorldShows) {
  for (const ToldProgram& told : kToldPrograms) {
    auto scenario = parse_scenario("told.go", std::string(told.text));
    ASSERT_TRUE(scenario.ok()) << to_string(scenario.errors().front());
    agree(std::make_shared<const Scenario>(std::move(*scenario)), std::string(told.name));
  }
  for (const char* name : {"01_ideal_use.json", "03_many_waiters.json", "10_add_with_wait.json", "17_worker_pool.json", "19_lock_order.json"}) agree(lesson(name), name);
}

std::shared_ptr<const Trace> ran(const std::string& go, const std::string& schedule) {
  auto scenario = parse_scenario("x.go", go);
  if (!scenario) ADD_FAILURE() << to_string(scenario.errors().front());
  return trace_under(std::make_shared<const Scenario>(std::move(*scenario)), schedule);
}
uint64_t copies(const std::string& go, const std::string& schedule) { return CountedTrace(ran(go, schedule)).figures().copies; }

TEST(CountedTrace, Copies_AreOneIntoTheBuffer_OneOut_OneFromHandToHand) {
  EXPECT_EQ(copies("func main() {\n\tch := make(chan int, 1)\n\tch <- 1\n\t<-ch\n}\n", "main*3"), 2u) << "in and out";
  EXPECT_EQ(copies("func main() {\n\tch := make(chan int)\n\tgo func() { ch <- 1 }()\n\t<-ch\n}\n", "main*2 G2 main"), 1u) << "to a receiver who is parked";
  EXPECT_EQ(copies("func main() {\n\tch := make(chan int)\n\tgo func() { ch <- 1 }()\n\t<-ch\n}\n", "main G2 main*2"), 1u) << "from a sender who is parked";
  EXPECT_EQ(copies("func main() {\n\tch := make(chan int, 1)\n\tgo func() { ch <- 1; ch <- 2 }()\n\t<-ch\n}\n", "main G2*2 main*2"), 3u) << "one in; one out, and the parked sender's in";
  EXPECT_EQ(copies("func main() {\n\tch := make(chan int, 1)\n\tclose(ch)\n\t<-ch\n}\n", "main*3"), 0u) << "a zero value";
  EXPECT_EQ(copies("func main() {\n\tch := make(chan int)\n\tgo func() { <-ch }()\n\tclose(ch)\n}\n", "main G2 main*2"), 0u) << "close";
  EXPECT_EQ(copies("func main() {\n\tch := make(chan int, 1)\n\tselect {\n\tcase ch <- 1:\n\t}\n\tselect {\n\tcase <-ch:\n\tdefault:\n\t}\n\tselect {\n\tcase <-ch:\n\tdefault:\n\t}\n}\n", "main*4"), 2u) << "select, and its default";
}

TEST(CountedTrace, ReadiedAndStepped_TellWhoWasOvertaken) {
  const auto scenario = lesson("03_many_waiters.json");
  const std::string until = "main*10 G5*3 timer:G2 G2 timer:G3 G3 timer:G4 G4*5 ";
  const CountedTrace in_turn(trace_under(scenario, until + "main*2 G5*2 main")), overtaken(trace_under(scenario, until + "G5*2 main*3"));
  const std::vector<GoroutineId> main_then_5{{1}, {5}}, five_then_main{{5}, {1}};
  EXPECT_EQ(in_turn.readied(), main_then_5);
  EXPECT_EQ(in_turn.stepped(), main_then_5);
  EXPECT_FALSE(in_turn.overtaken());
  EXPECT_EQ(overtaken.readied(), main_then_5) << "the queue is first in, first out";
  EXPECT_EQ(overtaken.stepped(), five_then_main);
  EXPECT_TRUE(overtaken.overtaken());
}

constexpr const char* kBoth = "func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n";

TEST(Compare, OneProgram_IsAlikeUntilTheChoicesDiffer) {
  const auto waits = ran(kBoth, "main*5 G2*4 main*3"), looks = ran(kBoth, "main*2 G2 main*2"), part = ran(kBoth, "main*5");
  EXPECT_EQ(compare(waits, looks, true).alike, 2u);
  EXPECT_FALSE(compare(waits, looks, true).same());
  EXPECT_TRUE(compare(waits, waits, true).same());
  EXPECT_EQ(compare(waits, part, true).alike, 5u);
  EXPECT_FALSE(compare(waits, part, true).same()) << "one goes on";
}

TEST(Compare, TwoPrograms_AreAlikeInWhoMakesWhichKindOfStep) {
  const auto one = ran(kBoth, "main*5"), later = ran("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo func() { wg.Done() }()\n\twg.Add(1)\n}\n", "main*3");
  EXPECT_EQ(compare(one, later, false).alike, 2u) << "add, go; then load against add";
}

std::vector<std::string> told(const Comparison& comparison, const char* language = "en") { return comparison_view(comparison, Strings::of(language)).sentences; }

TEST(ComparisonView, Sentences_NameTheDifference) {
  const auto waits = ran(kBoth, "main*5 G2*4 main*3"), looks = ran(kBoth, "main*2 G2 main*2"), part = ran(kBoth, "main*5");
  const auto other = ran("func main() {\n\tvar wg sync.WaitGroup\n\twg.Wait()\n\twg.Done()\n}\n", "main*3");
  EXPECT_EQ(told(compare(waits, looks, true)),
            (std::vector<std::string>{"One program, two schedules: the first 2 steps are the same; step 3 is main on the left, G2 on the right.",
                                      "In all, the right one has 7 steps fewer, 1 switch more, 1 park fewer and 1 wake-up fewer.", "Both end in exit."}));
  EXPECT_EQ(told(compare(waits, waits, true)), (std::vector<std::string>{"One program, the same schedule twice.", "In all, the five figures are the same on both sides.", "Both end in exit."}));
  EXPECT_EQ(told(compare(part, waits, true))[0], "One program, two schedules: the first 5 steps are the same; there the left one stops, and the right one goes on.");
  EXPECT_EQ(told(compare(part, waits, true))[2], "Left: not over; right: exit.");
  EXPECT_EQ(told(compare(waits, other, false))[0], "Two programs: the first steps are of different kinds or by different goroutines, main add on the left, main load on the right.");
  EXPECT_EQ(told(compare(waits, other, false))[2], "The left one ends in exit, the right one in panic: sync: negative WaitGroup counter.");
  EXPECT_EQ(told(compare(waits, looks, true), "zh")[0], "同一个程序，两种调度：前 2 步相同；第 3 步左边是 main，右边是 G2。");
}

TEST(ComparisonView, Rows_TellTheFiguresSoFar) {
  const auto waits = ran(kBoth, "main*5 G2*4 main*3"), looks = ran(kBoth, "main*2 G2 main*2");
  const ComparisonView view = comparison_view(compare(waits, looks, true), Strings::of("en"), 6);
  ASSERT_EQ(view.rows.size(), 5u);
  EXPECT_EQ(view.rows[0].left_now, 6u);
  EXPECT_EQ(view.rows[0].right_now, 5u) << "it is over";
  EXPECT_EQ(view.rows[0].left, 12u);
  EXPECT_EQ(view.rows[2].id, "parks");
  EXPECT_EQ(view.rows[2].left_now, 1u);
}

}  // namespace
}  // namespace wgscope::model
