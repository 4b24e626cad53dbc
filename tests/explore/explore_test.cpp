#include "core/explore/explore.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/explore/visiting.h"
#include "core/run/execution.h"
#include "tests/support/long.h"

namespace wgscope {
namespace {

std::shared_ptr<const Scenario> program(const std::string& go) {
  auto parsed = parse_scenario("test.go", go);
  if (!parsed.ok()) {
    ADD_FAILURE() << to_string(parsed.errors().front());
    return nullptr;
  }
  return std::make_shared<const Scenario>(std::move(*parsed));
}

const FoundEnding* ending(const ExploreResult& result, const std::string& text) {
  const auto at = std::ranges::find_if(result.endings, [&](const FoundEnding& one) { return one.ending == text; });
  return at == result.endings.end() ? nullptr : &*at;
}

const Finding* finding(const ExploreResult& result, FindingKind kind) {
  const auto at = std::ranges::find(result.findings, kind, &Finding::kind);
  return at == result.findings.end() ? nullptr : &*at;
}

std::vector<std::string> names(const ExploreResult& result) {
  std::vector<std::string> texts;
  for (const FoundEnding& one : result.endings) texts.push_back(one.ending.text());
  return texts;
}

ExploreResult workers_and_waiters(int workers, int waiters, ExploreBounds bounds = {}) {
  const auto scenario = program("var wg sync.WaitGroup\nfunc setup() { wg.Add(" + std::to_string(workers) +
                                ") }\nfunc worker() { wg.Done() }\nfunc waiter() { wg.Wait() }\nfunc main() {}\n");
  ExploreOptions options;
  options.bounds = bounds;
  options.setup = "main.setup";
  options.start_functions.assign(static_cast<size_t>(workers), "main.worker");
  options.start_functions.insert(options.start_functions.end(), static_cast<size_t>(waiters), "main.waiter");
  return explore(*scenario, options);
}

// Counted once by an enumeration that shares no code with this one.
TEST(Explore, WorkersAndWaiters_AreCountedAsElsewhere) {
  EXPECT_EQ(workers_and_waiters(2, 2).schedules, "158996");
  EXPECT_EQ(workers_and_waiters(3, 2).schedules, "6417936");
  EXPECT_EQ(workers_and_waiters(4, 2).schedules, "339469536");
  EXPECT_EQ(workers_and_waiters(3, 2).states, 691u);
  EXPECT_EQ(workers_and_waiters(4, 4).states, 291'655u);
}

// Large layers are expanded ahead of their insertion, on a thread of their own: how far ahead it happens to be must not be seen.
TEST(Explore, ASearchThatABoundStops_FindsTheSameEachTime) {
  const ExploreResult first = workers_and_waiters(4, 4, {.states_max = 280'000});
  EXPECT_EQ(first.stopped_by, "states");
  EXPECT_GE(first.endings.size(), 1u);
  for (int again = 0; again < 3; ++again) {
    const ExploreResult result = workers_and_waiters(4, 4, {.states_max = 280'000});
    EXPECT_EQ(result.states, first.states);
    EXPECT_EQ(result.transitions, first.transitions);
    EXPECT_EQ(names(result), names(first));
    EXPECT_EQ(to_string(result.endings.at(0).schedule), to_string(first.endings.at(0).schedule));
  }
}

TEST(Explore, EveryPanicThatIsRecoveredFrom_IsFound) {
  const auto scenario = program("func try(text string) {\n\tdefer func() { recover() }()\n\tvar wg sync.WaitGroup\n\tif text == \"\" {\n\t\tx := 0\n\t\t_ = 1 / x\n\t}\n\twg.Add(-1)\n}\n"
                                "func main() {\n\ttry(\"\")\n\ttry(\"a\")\n\ttry(\"\")\n}\n");
  const ExploreResult result = explore(*scenario, {.check_memo = true});
  std::vector<std::pair<std::string, uint64_t>> found;
  for (const Finding& one : result.findings) found.emplace_back(one.text, one.steps);
  EXPECT_EQ(found, (std::vector<std::pair<std::string, uint64_t>>{{"a panic is recovered from: runtime error: integer divide by zero", 0},
                                                                  {"a panic is recovered from: sync: negative WaitGroup counter", 1}}));
}

TEST(Explore, TheBoundOnStates_IsKeptExactly) {
  const uint64_t all = workers_and_waiters(3, 2).states;
  for (const uint64_t bound : {uint64_t{1}, uint64_t{2}, uint64_t{10}, uint64_t{100}, all - 1}) {
    const ExploreResult result = workers_and_waiters(3, 2, {.states_max = bound});
    EXPECT_EQ(result.states, bound);
    EXPECT_EQ(result.stopped_by, "states");
  }
  EXPECT_TRUE(workers_and_waiters(3, 2, {.states_max = all}).complete);
}

TEST(Explore, FiveWorkersAndFiveWaiters_AreCountedAsElsewhere_Long) {
  if (!long_suite()) GTEST_SKIP() << "scripts/test --long";
  const ExploreResult result = workers_and_waiters(5, 5);
  EXPECT_EQ(result.states, 11'117'792u);
  EXPECT_LE(result.memory_bytes, result.states * 100);
}

TEST(Explore, SchedulesCountedOnTheGraph_AreThoseThatCanBeVisited) {
  const std::string head = "var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Done()\n";
  for (const std::string rest : {"\twg.Wait()\n}\n", "\tgo wg.Add(0)\n\twg.Wait()\n}\n", "\tgo wg.Wait()\n\twg.Wait()\n\twg.Add(1)\n}\n"}) {
    const auto scenario = program(head + rest);
    EXPECT_EQ(explore(*scenario).schedules, std::to_string(search::visit_schedules(*scenario).schedules)) << rest;
  }
}

TEST(Explore, AStuckProgram_Deadlocks) {
  const ExploreResult result = explore(*program("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\twg.Wait()\n}\n"));
  ASSERT_TRUE(result.complete);
  EXPECT_EQ(names(result), std::vector<std::string>{"deadlock"});
  EXPECT_EQ(result.endings[0].steps, 4u);
  EXPECT_EQ(to_string(result.endings[0].schedule), "main*4");
  EXPECT_EQ(result.schedules, "1");
}

// Between the last deferred call of a panic and the crash the others go on; a print among those calls changes nothing.
TEST(Explore, ADeferredDone_LetsMainReturnBeforeTheCrash) {
  for (const std::string print : {"", "\tdefer fmt.Println(\"bye\")\n"}) {
    const auto scenario = program("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo func() {\n" + print + "\tdefer wg.Done()\n\tpanic(\"boom\")\n\t}()\n\twg.Wait()\n}\n");
    for (const bool outputs : {false, true}) {
      const ExploreResult result = explore(*scenario, {.outputs = outputs, .check_memo = true});
      ASSERT_TRUE(result.complete);
      const FoundEnding* exit = ending(result, "exit");
      const FoundEnding* panic = ending(result, "panic: boom");
      ASSERT_TRUE(exit && panic && result.endings.size() == 2) << print << outputs;
      const uint64_t prints = outputs && !print.empty() ? 1 : 0;
      EXPECT_EQ(panic->steps, 5 + prints);   // Add, go; panic, Done, the crash
      EXPECT_EQ(exit->steps, 6u);            // Add, go; panic, Done; Wait, return
    }
  }
}

TEST(Explore, WaitGroupGo_KeepsMainWaitingForTheCrash) {
  const ExploreResult result = explore(*program("func main() {\n\tvar wg sync.WaitGroup\n\twg.Go(func() { panic(\"boom\") })\n\twg.Wait()\n}\n"));
  EXPECT_EQ(names(result), std::vector<std::string>{"panic: boom"});
}

TEST(Explore, GoexitOfMain_IsItsOwnEnding) {
  const ExploreResult result = explore(*program("func main() {\n\tgo func() {}()\n\truntime.Goexit()\n}\n"));
  EXPECT_EQ(names(result), std::vector<std::string>{"fatal: no goroutines (main called runtime.Goexit) - deadlock!"});
}

TEST(Explore, ABusyLoop_IsASpinWithEndlessSchedules) {
  const ExploreResult result = explore(*program("var done atomic.Bool\nfunc main() {\n\tgo done.Store(true)\n\tfor !done.Load() {\n\t}\n}\n"));
  ASSERT_TRUE(result.complete);
  EXPECT_EQ(names(result), std::vector<std::string>{"exit"});
  EXPECT_FALSE(result.endings[0].schedules.has_value());
  EXPECT_FALSE(result.schedules.has_value());
  const Finding* spin = finding(result, FindingKind::spin);
  ASSERT_NE(spin, nullptr);
  EXPECT_EQ(spin->line, 4);
  EXPECT_EQ(spin->loop.size(), 1u);
}

TEST(Explore, ALoopThatNothingCanEnd_IsALivelock) {
  const ExploreResult result = explore(*program("var done atomic.Bool\nfunc main() {\n\tgo done.Load()\n\tfor !done.Load() {\n\t}\n}\n"));
  EXPECT_EQ(names(result), std::vector<std::string>{"livelock"});
  EXPECT_EQ(finding(result, FindingKind::spin), nullptr);
  ASSERT_EQ(result.endings[0].rounds.size(), 1u) << "who goes round";
  EXPECT_EQ(result.endings[0].rounds[0].who, kMain);
  EXPECT_EQ(result.endings[0].rounds[0].line, 4);
  EXPECT_EQ(result.endings[0].chance, 1);
}

TEST(Explore, ALoopThatCreatesAnObjectARound_ComesBackToWhereItWas) {
  const ExploreResult result = explore(*program("func main() {\n\tfor {\n\t\tvar wg sync.WaitGroup\n\t\twg.Wait()\n\t}\n}\n"), {.bounds = {.states_max = 1000}});
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(names(result), std::vector<std::string>{"livelock"});
}

TEST(Explore, UnorderedWrites_AreARace) {
  const auto scenario = program("var x int\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo func() {\n\t\tx++\n\t\twg.Done()\n\t}()\n\tx = 5\n\twg.Wait()\n}\n");
  const ExploreResult result = explore(*scenario);
  const Finding* race = finding(result, FindingKind::race);
  ASSERT_NE(race, nullptr);
  EXPECT_EQ(race->line, 6);
  EXPECT_EQ(to_string(race->schedule), "main*2");
  EXPECT_NE(race->text.find("use x at the same time"), std::string::npos) << race->text;
  EXPECT_EQ(result.assumes, std::vector{Assumption::sequential_consistency});
}

TEST(Explore, AccessesThatWaitOrders_AreNoRace) {
  const auto scenario = program("var x int\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo func() {\n\t\tx++\n\t\twg.Done()\n\t}()\n\twg.Wait()\n\tx = 5\n}\n");
  EXPECT_EQ(finding(explore(*scenario), FindingKind::race), nullptr);
  EXPECT_TRUE(explore(*scenario).assumes.empty());
}

TEST(Explore, ARecoveredPanic_IsAFinding) {
  const auto scenario = program("func main() {\n\tdefer func() { recover() }()\n\tvar wg sync.WaitGroup\n\twg.Done()\n}\n");
  const ExploreResult result = explore(*scenario);
  const Finding* recovered = finding(result, FindingKind::recovered);
  ASSERT_NE(recovered, nullptr);
  EXPECT_EQ(recovered->text, "a panic is recovered from: sync: negative WaitGroup counter");
  EXPECT_EQ(to_string(recovered->schedule), "main");
}

TEST(Explore, WhatWaitGroupGoThrowsAgain_IsNotRecoveredFrom) {
  const auto scenario = program("func main() {\n\tvar wg sync.WaitGroup\n\twg.Go(func() { panic(\"boom\") })\n\twg.Wait()\n}\n");
  const ExploreResult result = explore(*scenario);
  EXPECT_EQ(names(result), (std::vector<std::string>{"panic: boom"}));
  EXPECT_EQ(finding(result, FindingKind::recovered), nullptr);
}

TEST(Explore, AnAddOfZero_CanLeaveTokens) {
  const auto scenario = program("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Done()\n\tgo wg.Add(0)\n\twg.Wait()\n\truntime.Gosched()\n}\n");
  const ExploreResult result = explore(*scenario);
  const Finding* tokens = finding(result, FindingKind::token);
  ASSERT_NE(tokens, nullptr);
  EXPECT_NE(tokens->text.find("semaphore of wg"), std::string::npos);
}

TEST(Explore, AnyTimerMayFireWhenever) {
  const auto scenario = program("func main() {\n\tgo func() {\n\t\ttime.Sleep(time.Hour)\n\t\tpanic(\"late\")\n\t}()\n\ttime.Sleep(time.Millisecond)\n}\n");
  const ExploreResult result = explore(*scenario);
  EXPECT_EQ(names(result), (std::vector<std::string>{"exit", "panic: late"}));
  EXPECT_EQ(to_string(ending(result, "panic: late")->schedule), "main timer:G2 G2*2");
}

// Beyond the limit of goroutines, and with hardly a state: the runs beside the search know how it ends.
TEST(Explore, ABoundedSearch_KnowsTheEndingsThatRunsComeTo) {
  const auto many = program("func main() {\n\tvar wg sync.WaitGroup\n\tvar n atomic.Int64\n\tfor range 100 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n\t\t\tfor range 20 {\n"
                            "\t\t\t\tn.Add(1)\n\t\t\t}\n\t\t}()\n\t}\n\twg.Wait()\n}\n");
  for (const uint64_t states : {10u, 20'000u}) {
    const ExploreResult result = explore(*many, {.bounds = {.states_max = states}});
    EXPECT_FALSE(result.complete);
    ASSERT_EQ(names(result), std::vector<std::string>{"exit"});
    EXPECT_FALSE(result.endings[0].proved_shortest);
    EXPECT_FALSE(result.endings[0].chance);
    const auto again = replay(many, result.endings[0].schedule);
    ASSERT_TRUE(again.ok()) << to_string(again.errors().front());
    EXPECT_EQ(again->ending(), Ending::exit());
    EXPECT_EQ(again->switches(), result.endings[0].switches);
  }
}

TEST(Explore, Outputs_AreEveryTextThatCanBePrinted) {
  const auto scenario = program("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(2)\n\tfor i := range 2 {\n\t\tgo func() {\n\t\t\tfmt.Println(i)\n\t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n}\n");
  const ExploreResult result = explore(*scenario, {.outputs = true});
  ASSERT_TRUE(result.complete);
  std::vector<std::string> texts;
  for (const FoundOutput& one : result.outputs) texts.push_back(one.output);
  std::ranges::sort(texts);
  EXPECT_EQ(texts, (std::vector<std::string>{"0\n1\n", "1\n0\n"}));
  EXPECT_TRUE(result.outputs_complete);
}

TEST(Explore, ATextWithSeveralEndings_IsAnOutputWithEach) {
  const auto scenario = program("func main() {\n\tvar wg sync.WaitGroup\n\tgo wg.Done()\n\tgo wg.Add(1)\n\tfmt.Print(\"hello\")\n}\n");
  const ExploreResult result = explore(*scenario, {.outputs = true});
  ASSERT_EQ(result.endings.size(), 2u);
  std::vector<std::pair<std::string, std::string>> found;
  for (const FoundOutput& one : result.outputs) found.emplace_back(one.output, one.ending.text());
  std::ranges::sort(found);
  const std::string panic = "panic: sync: negative WaitGroup counter";
  EXPECT_EQ(found, (std::vector<std::pair<std::string, std::string>>{{"", panic}, {"hello", "exit"}, {"hello", panic}})) << "nothing at all, when the panic comes first";
}

// Many goals: from some number of them on, edges are walked backward.
TEST(Explore, ManyOutputs_EachHasItsShortestSchedule) {
  const auto scenario = program("func main() {\n\tvar wg sync.WaitGroup\n\tfor i := range 4 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tfmt.Print(i)\n\t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n}\n");
  const ExploreResult result = explore(*scenario, {.outputs = true});
  ASSERT_EQ(result.outputs.size(), 24u);
  for (const FoundOutput& one : result.outputs) {
    EXPECT_EQ(one.steps, result.outputs[0].steps) << "in whatever order, it is as many steps";
    const auto execution = replay(scenario, one.schedule, {.prints_are_steps = true});
    ASSERT_TRUE(execution.ok());
    EXPECT_EQ(execution->trace()->output(execution->trace()->size()), one.output);
    EXPECT_EQ(execution->switches(), one.switches);
  }
}

// Between an access and the print behind it others may run: no schedule without steps for prints gives `m` first.
TEST(Explore, AnOutputBetweenAnAccessAndItsPrint_ReplaysWherePrintsAreSteps) {
  const auto scenario = program("func main() {\n\tvar a atomic.Int32\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo func() {\n\t\ta.Store(1)\n\t\tfmt.Print(\"g\")\n\t\twg.Done()\n\t}()\n"
                                "\tif a.Load() == 1 {\n\t\tfmt.Print(\"m\")\n\t}\n\twg.Wait()\n}\n");
  const ExploreResult result = explore(*scenario, {.outputs = true});
  const auto found = std::ranges::find(result.outputs, "mg", &FoundOutput::output);
  ASSERT_NE(found, result.outputs.end());
  EXPECT_FALSE(replay(scenario, found->schedule).ok()) << "there each print would have to be part of a step";
  const auto execution = replay(scenario, found->schedule, {.prints_are_steps = true});
  ASSERT_TRUE(execution.ok());
  const auto trace = execution->trace();
  EXPECT_EQ(trace->output(trace->size()), "mg");
}

TEST(Explore, ALostUpdate_IsAnOutput) {
  const auto scenario = program(
      "func main() {\n\tvar wg sync.WaitGroup\n\tx := 0\n\twg.Add(2)\n\tfor range 2 {\n\t\tgo func() {\n\t\t\tx++\n\t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n\tfmt.Println(x)\n}\n");
  const ExploreResult result = explore(*scenario, {.outputs = true});
  std::vector<std::string> texts;
  for (const FoundOutput& one : result.outputs) texts.push_back(one.output);
  std::ranges::sort(texts);
  EXPECT_EQ(texts, (std::vector<std::string>{"1\n", "2\n"}));
}

TEST(Explore, ABoundedSearch_IsNoProof) {
  const auto scenario = program("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(3)\n\tfor range 3 {\n\t\tgo wg.Done()\n\t}\n\twg.Wait()\n}\n");
  const ExploreResult result = explore(*scenario, {.bounds = {.states_max = 20}});
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(result.stopped_by, "states");
  EXPECT_FALSE(result.schedules.has_value());
  EXPECT_EQ(meets(result, {Ending::exit()}), std::nullopt);
}

TEST(Explore, ABoundOnSwitches_FindsWhatNeedsNoMore) {
  const auto scenario = program("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Done()\n\tgo func() {\n\t\twg.Add(1)\n\t\twg.Done()\n\t}()\n\twg.Wait()\n}\n");
  const ExploreResult all = explore(*scenario);
  ASSERT_EQ(all.endings.size(), 3u);
  for (uint32_t bound = 0; bound < 4; ++bound) {
    const ExploreResult some = explore(*scenario, {.bounds = {.switches_max = bound}});
    EXPECT_EQ(some.stopped_by, "switches");
    for (const FoundEnding& one : some.endings) EXPECT_LE(one.switches, bound);
    for (const FoundEnding& one : all.endings) EXPECT_TRUE(one.switches > bound || ending(some, one.ending.text()) != nullptr) << one.ending << " within " << bound;
  }
}

TEST(Explore, AnEndlessStep_StopsTheSearchAndSaysWhy) {
  const ExploreResult result = explore(*program("func main() {\n\tgo func() {\n\t\tfor {\n\t\t}\n\t}()\n}\n"));
  EXPECT_FALSE(result.complete);
  EXPECT_EQ(result.stopped_by, "instructions");
}

TEST(Explore, MoreGoroutinesThanItTakes_StopTheSearch) {
  const ExploreResult result = explore(*program("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tfor range 100 {\n\t\tgo wg.Wait()\n\t}\n}\n"), {.bounds = {.states_max = 100'000}});
  EXPECT_FALSE(result.complete);
}

TEST(Explore, TheGraph_CanBeWalked) {
  const auto scenario = program("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo func() {\n\t\twg.Done()\n\t\twg.Done()\n\t}()\n\twg.Wait()\n}\n");
  const ExploreResult result = explore(*scenario, {.keep_graph_states = 1000});
  ASSERT_NE(result.graph, nullptr);
  EXPECT_EQ(result.graph->size(), result.states);
  for (size_t i = 0; i < result.endings.size(); ++i) {
    const auto state = result.graph->walk(result.endings[i].schedule);
    ASSERT_TRUE(state.has_value());
    EXPECT_EQ(result.graph->ending[*state], static_cast<int32_t>(i));
    EXPECT_EQ(result.graph->reachable[*state], uint64_t{1} << i);
  }
  EXPECT_EQ(result.graph->reachable[0], (uint64_t{1} << result.endings.size()) - 1);
}

}  // namespace
}  // namespace wgscope
