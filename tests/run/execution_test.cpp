#include "core/run/execution.h"

#include <gtest/gtest.h>

#include <set>

#include "core/run/strategies/first_enabled.h"
#include "core/run/strategies/manual.h"
#include "core/run/strategies/pct.h"
#include "core/run/strategies/random.h"
#include "core/run/strategies/replay.h"
#include "core/run/strategies/round_robin.h"
#include "core/trace/world_state.h"
#include "tests/program/assembly.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

using program::Assembly;
using program::i;
using program::Kind;
using program::Op;

// var wg sync.WaitGroup; func worker() { wg.Done() }; func main() { wg.Add(1); go worker(); wg.Wait() }
std::shared_ptr<const Scenario> one_worker() {
  Assembly a;
  const int32_t wg = a.global("wg", Kind::wait_group);
  a.function("main.main", 0, 0,
             {i(Op::global_ref, wg), i(Op::constant, a.number(1)), i(Op::wg_add), i(Op::closure, 1), i(Op::go_, 0), i(Op::global_ref, wg), i(Op::wg_wait), i(Op::ret, 0)});
  a.function("main.worker", 0, 0, {i(Op::global_ref, wg), i(Op::constant, a.number(-1)), i(Op::wg_add), i(Op::ret, 0)});
  return scenario_of(a.program);
}

TEST(Execution, MainFirst_ParksAndIsReleased) {
  Execution execution(one_worker());
  FirstEnabled first;
  EXPECT_EQ(run(execution, first), 12u);
  EXPECT_EQ(execution.ending(), "exit");
  EXPECT_EQ(to_string(execution.schedule()), "main*5 G2*4 main*3");
  EXPECT_EQ(execution.switches(), 0u);
  const std::vector<std::string> expected = {
      "main add 1:0",    "main go G2",           "main load 1:0", "main cas 1:1",   "main acquire 0 parked", "G2 add 0:1", "G2 load 0:1",
      "G2 store 0:0",    "G2 release 1 main",    "(G2 end)",      "main retry 0",   "main load 0:0",         "main return"};
  EXPECT_EQ(story_of(*execution.trace()), expected);
}

// Everything that a trace says, for comparing two to the bit.
std::string bytes_of(const Trace& trace) {
  std::string text;
  for (EventIndex e = 0; e < trace.size(); ++e) text.append(reinterpret_cast<const char*>(&trace[e]), sizeof(Event));
  for (size_t o = 0; o < trace.objects().size(); ++o) text += trace.objects()[o].name + trace.objects()[o].type_name + std::to_string(trace.objects()[o].initial_word);
  for (size_t t = 0; t < trace.texts().size(); ++t) text += trace.texts()[t] + '\0';
  text += trace.tail().crash + (trace.tail().ending ? trace.tail().ending->text() : "-");
  for (const Standing& standing : trace.tail().standing) text += std::to_string(standing.operand) + "@" + std::to_string(standing.site.value) + " ";
  return text;
}

const char* const kBusy = R"go(package main

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

var total int
var name string
var hits atomic.Int32

func work(wg *sync.WaitGroup, n int) {
	defer wg.Done()
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("recovered", r)
		}
	}()
	time.Sleep(time.Duration(4-n) * time.Millisecond)
	total += n
	name = fmt.Sprint(name, n)
	local := hits.Add(1)
	if local == 2 {
		panic(fmt.Sprintf("second: %d", n))
	}
}

func main() {
	var wg sync.WaitGroup
	for n := 1; n <= 3; n++ {
		wg.Add(1)
		go work(&wg, n)
	}
	wg.Wait()
	fmt.Println(total, hits.Load(), len(name))
}
)go";

TEST(Execution, SameScheduleTwice_SameTraceToTheBit) {
  const auto scenario = go_scenario(kBusy);
  for (uint64_t seed = 0; seed < 60; ++seed) {
    Execution execution(scenario);
    RandomStrategy random(seed);
    run(execution, random);
    ASSERT_EQ(execution.ending(), "exit");
    const auto again = replay(scenario, execution.schedule());
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(bytes_of(*again.value().trace()), bytes_of(*execution.trace()));
    EXPECT_EQ(again.value().switches(), execution.switches());
    EXPECT_EQ(schedule_of(*execution.trace()), execution.schedule());
    EXPECT_EQ(parse_schedule(to_string(execution.schedule())).value(), execution.schedule());
  }
}

TEST(Execution, Copy_GoesItsOwnWay) {
  const auto scenario = go_scenario(kBusy);
  Execution original(scenario);
  RandomStrategy random(3);
  run(original, random, 10);
  // Stopped at a limit is over: so walk by hand.
  Execution walked = replay(scenario, original.schedule()).value();
  std::vector<Execution> kept;
  while (!walked.over()) {
    kept.push_back(walked);
    walked.step(walked.enabled().front().choice);
  }
  const std::string whole = bytes_of(*walked.trace());
  for (Execution& branch : kept) {
    const size_t had = branch.schedule().choices.size();
    const std::string before = bytes_of(*branch.trace());
    Execution other = branch;
    other.step(other.enabled().back().choice);   // another way, or the same when there is only one
    EXPECT_EQ(bytes_of(*branch.trace()), before);
    while (!branch.over()) branch.step(branch.enabled().front().choice);
    EXPECT_EQ(bytes_of(*branch.trace()), whole);
    EXPECT_EQ(other.schedule().choices.size(), had + 1);
  }
}

TEST(Execution, Enabled_SaysWhatEachStepWouldDo) {
  const auto scenario = go_scenario("package main\nvar wg sync.WaitGroup\nvar x int\nfunc main() {\n\tgo wg.Add(2)\n\tgo func() {\n\t\tx = 5\n\t}()\n\tgo time.Sleep(3)\n\twg.Wait()\n\tx = 1\n}\n");
  const Execution execution = replay(scenario, parse_schedule("main*3").value()).value();
  const auto steps = execution.enabled();
  ASSERT_EQ(steps.size(), 4u);
  const auto trace = execution.trace();
  const auto line = [&](const EnabledStep& step) { return trace->site(step.site).line; };
  EXPECT_EQ(to_string(steps[0].choice), "main");
  EXPECT_EQ(steps[0].kind, EventKind::wait_load);
  EXPECT_EQ(trace->objects()[steps[0].object.value].name, "wg");
  EXPECT_EQ(line(steps[0]), 10u);
  EXPECT_EQ(steps[1].kind, EventKind::add_count);
  EXPECT_EQ(steps[1].operand, 2u);
  EXPECT_EQ(line(steps[1]), 5u);
  EXPECT_EQ(steps[2].kind, EventKind::var_write);
  EXPECT_EQ(steps[2].operand, 5u);
  EXPECT_EQ(line(steps[2]), 7u);
  EXPECT_EQ(to_string(steps[3].choice), "timer:G4");
  EXPECT_EQ(steps[3].kind, EventKind::timer);
}

TEST(Execution, Sleeper_StandsAtItsSleep) {
  const Execution execution(go_scenario("package main\nfunc main() {\n\ttime.Sleep(5)\n\tafter()\n}\nfunc after() {}\n"));
  const auto enabled = execution.enabled();
  ASSERT_EQ(enabled.size(), 1u);
  EXPECT_EQ(enabled[0].kind, EventKind::timer);
  EXPECT_EQ(execution.trace()->site(enabled[0].site).line, 3u);
}

TEST(Execution, StepThatIsNotEnabled_ChangesNothing) {
  Execution execution(one_worker());
  const std::string before = bytes_of(*execution.trace());
  EXPECT_FALSE(execution.step({GoroutineId{2}}));
  EXPECT_FALSE(execution.step({GoroutineId{0}}));
  EXPECT_FALSE(execution.step({GoroutineId{99}}));
  EXPECT_FALSE(execution.step({kMain, true}));
  EXPECT_FALSE(execution.step({kMain, false, 1}));
  EXPECT_EQ(bytes_of(*execution.trace()), before);
  EXPECT_TRUE(execution.schedule().choices.empty());
}

TEST(Execution, Over_NothingIsEnabled) {
  Execution execution(one_worker());
  FirstEnabled first;
  run(execution, first);
  EXPECT_TRUE(execution.over());
  EXPECT_TRUE(execution.enabled().empty());
  EXPECT_TRUE(execution.offer().empty());
  EXPECT_FALSE(execution.step({kMain}));
}

TEST(Replay, WhoCannotStep_IsToldWithWhatCould) {
  struct Misfit { std::string schedule, message, hint; };
  const Misfit misfits[] = {
      {"G2", "schedule: position 1: G2 cannot step here: G2 has not been created yet", "what could step: main"},
      {"main*6", "schedule: position 6: main cannot step here: main is parked on wg", "what could step: G2"},
      {"main*2 timer:G2", "schedule: position 3: timer:G2 cannot step here: G2 has no timer set", "what could step: main, G2"},
      {"main*2 G2/1", "schedule: position 3: G2/1 cannot step here: G2 has no alternative 1 there", "what could step: main, G2"},
      {"main*2 G2*2", "schedule: position 4: G2 cannot step here: G2 has finished", "what could step: main"},
      {"main*2 G2 main*3", "schedule: position 6: main cannot step here: the program is over after 5 steps (exit)", "nothing can step any more"},
  };
  for (const Misfit& m : misfits) {
    const auto replayed = replay(one_worker(), parse_schedule(m.schedule).value());
    ASSERT_FALSE(replayed.ok()) << m.schedule;
    EXPECT_EQ(replayed.errors().front().message, m.message);
    EXPECT_EQ(replayed.errors().front().hint, m.hint);
  }
  const auto asleep = replay(go_scenario("package main\nfunc main() {\n\ttime.Sleep(5)\n}\n"), parse_schedule("main").value());
  EXPECT_EQ(asleep.errors().front().message, "schedule: position 1: main cannot step here: main sleeps until its timer fires");
}

TEST(Switches, CountOnlyWhereTheLastCouldHaveGoneOn) {
  const auto scenario = go_scenario("package main\nfunc main() {\n\tgo runtime.Gosched()\n\tgo time.Sleep(5)\n\truntime.Gosched()\n\truntime.Gosched()\n}\n");
  const auto switches = [&](const std::string& text) { return replay(scenario, parse_schedule(text).value()).value().switches(); };
  EXPECT_EQ(switches("main*5"), 0u);
  EXPECT_EQ(switches("main G2 main*4"), 1u);              // back to main is none: G2 has finished
  EXPECT_EQ(switches("main*2 timer:G3 main*3"), 0u);      // a timer is nobody's step
  EXPECT_EQ(switches("main*2 timer:G3 G2 main*3"), 1u);   // and main stepped last before it
}

TEST(Timers, AnyMayFire_WheneverItIsChosen) {
  const auto scenario = go_scenario("package main\nfunc main() {\n\tgo time.Sleep(time.Hour)\n\ttime.Sleep(1)\n}\n");
  EXPECT_TRUE(replay(scenario, parse_schedule("main timer:G2 timer:main main").value()).ok());
  EXPECT_TRUE(replay(scenario, parse_schedule("main timer:main main").value()).ok());
}

TEST(Timers, AutomaticStrategies_FireTheEarliestWhenNothingElseCanStep) {
  const auto scenario = go_scenario(
      "package main\nfunc nap(d time.Duration, s string) {\n\ttime.Sleep(d)\n\tfmt.Print(s)\n}\nfunc main() {\n\tgo nap(30, \"c\")\n\tgo nap(10, \"a\")\n\tgo nap(20, \"b\")\n"
      "\tgo func() {\n\t\tnap(15, \"1\")\n\t\tnap(6, \"2\")\n\t}()\n\tgo nap(20, \"B\")\n\ttime.Sleep(40)\n}\n");
  for (const std::string_view name : strategy_names()) {
    Execution execution(scenario);
    run(execution, *make_strategy(name, 5));
    const auto trace = execution.trace();
    EXPECT_EQ(trace->output(trace->size()), "a1bB2c") << name;
    EXPECT_EQ(execution.ending(), "exit");
  }
}

TEST(Strategies, AreReproducible) {
  std::string source = kBusy;   // awake: asleep, they would go one after the other
  source.replace(source.find("time.Sleep("), std::string("time.Sleep(").size(), "_ = (");
  const auto scenario = go_scenario(source);
  for (const std::string_view name : strategy_names()) {
    std::set<std::string> schedules;
    for (uint64_t seed = 0; seed < 20; ++seed) {
      Execution first(scenario), second(scenario);
      run(first, *make_strategy(name, seed));
      run(second, *make_strategy(name, seed));
      EXPECT_EQ(first.schedule(), second.schedule()) << name;
      EXPECT_EQ(first.ending(), "exit");
      schedules.insert(to_string(first.schedule()));
    }
    const bool seeded = name == "random" || name == "pct";
    EXPECT_EQ(schedules.size() > 5, seeded) << name;
  }
  EXPECT_EQ(make_strategy("psychic", 1), nullptr);
}

TEST(Strategies, RoundRobin_GivesEachAStepInTurn) {
  Execution execution(go_scenario("package main\nfunc f() {\n\tfor range 3 {\n\t\truntime.Gosched()\n\t}\n}\nfunc main() {\n\tgo f()\n\tgo f()\n\tf()\n}\n"));
  RoundRobin strategy;
  run(execution, strategy);
  EXPECT_EQ(to_string(execution.schedule()), "main G2 main G2 G3 main G2 G3 main G3 main*2");
}

TEST(Strategies, Pct_FindsARareOrderSoonerThanFirstEnabled) {
  const auto scenario = go_scenario("package main\nvar wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\twg.Done()\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n");
  std::set<std::string> endings;
  for (uint64_t seed = 0; seed < 300; ++seed) {
    Execution execution(scenario);
    Pct pct(seed, 3);
    run(execution, pct);
    endings.insert(execution.ending()->text());
  }
  EXPECT_EQ(endings, (std::set<std::string>{"exit", "panic: sync: WaitGroup is reused before previous Wait has returned"}));
}

// Short programs, where a random pick at every step is hard to beat: a k that is not the program's own finds next to nothing there.
TEST(Strategies, Pct_WithItsDefaults_FindsAtLeastAsManyPanicsAsRandom) {
  const std::string head = "package main\nvar wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\t";
  const std::string bodies[] = {
      "go wg.Done()\n\tgo func() {\n\t\twg.Add(1)\n\t\twg.Done()\n\t}()\n\twg.Wait()\n}\n",   // Add beside Wait
      "go wg.Wait()\n\tgo wg.Done()\n\twg.Wait()\n\twg.Add(1)\n\twg.Done()\n}\n",             // reused too early
      "go wg.Done()\n\tgo wg.Add(0)\n\twg.Wait()\n}\n",                                         // Add(0)
      "go wg.Wait()\n\twg.Done()\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n",             // a token taken by another
  };
  size_t by_random = 0, by_pct = 0;
  for (const std::string& body : bodies) {
    const auto scenario = go_scenario(head + body);
    const auto panics = [&](std::string_view name, uint64_t seed) {
      Execution execution(scenario);
      run(execution, *make_strategy(name, seed));
      return execution.ending() && execution.ending()->is(Ending::Kind::panic);
    };
    for (uint64_t seed = 0; seed < 300; ++seed) {
      by_random += panics("random", seed);
      by_pct += panics("pct", seed);
    }
  }
  EXPECT_GE(by_pct, by_random);
  RecordProperty("panics", std::to_string(by_pct) + " by pct, " + std::to_string(by_random) + " by random");
}

TEST(Strategies, Pct_GivesTimersTheirTurn) {
  Execution execution(go_scenario("package main\nfunc main() {\n\tgo func() {\n\t\ttime.Sleep(1)\n\t\truntime.Gosched()\n\t}()\n\ttime.Sleep(2)\n\truntime.Gosched()\n}\n"));
  Pct pct(7);
  run(execution, pct);
  EXPECT_EQ(execution.ending(), "exit");
}

TEST(Strategies, ReplayAndManual_TakeWhatTheyAreTold) {
  Execution execution(one_worker());
  ReplayStrategy replayed(parse_schedule("main*2 G2 G2 main").value());
  EXPECT_EQ(run(execution, replayed), 3u);   // G2 has finished after its Done: the second G2 does not fit
  EXPECT_EQ(replayed.taken(), 3u);
  EXPECT_FALSE(execution.over());
  ManualStrategy last([](const Offer& offer) -> std::optional<Choice> { return offer.steps.back(); });
  EXPECT_EQ(run(execution, last), 2u);
  EXPECT_EQ(execution.ending(), "exit");
}

TEST(Strategies, StepsLimit_StopsAndSaysSo) {
  Execution execution(go_scenario("package main\nfunc main() {\n\tfor {\n\t\truntime.Gosched()\n\t}\n}\n"));
  FirstEnabled first;
  EXPECT_EQ(run(execution, first, 100), 100u);
  EXPECT_TRUE(execution.over());
  EXPECT_FALSE(execution.ending());
  EXPECT_EQ(execution.stopped_by(), StoppedBy::steps);
  EXPECT_EQ(execution.trace()->tail().stopped_by, StoppedBy::steps);
  EXPECT_EQ(execution.trace()->size(), 100u);
}

TEST(Execution, TraceFoldsToTheWorldsWords) {
  const auto scenario = go_scenario(kBusy);
  Execution execution(scenario);
  RandomStrategy random(11);
  run(execution, random);
  const auto trace = execution.trace();
  const WorldState state = fold(*trace, trace->size());
  EXPECT_EQ(trace->objects()[0].name, "total");
  EXPECT_EQ(state.objects[0].word, 6u);
  EXPECT_EQ(trace->text(state.objects[1].word).size(), 3u);
  EXPECT_TRUE(state.over);
  EXPECT_EQ(state.steps, execution.schedule().choices.size());
}

}  // namespace
}  // namespace wgscope
