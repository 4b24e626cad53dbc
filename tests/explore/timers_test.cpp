// Timers in the search: when one fires is a choice as any other, and what nobody can tell apart is one state.
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "core/explore/explore.h"
#include "core/explore/visiting.h"
#include "core/run/execution.h"
#include "core/scenario/scenario.h"

namespace wgscope {
namespace {

std::shared_ptr<const Scenario> timers(const std::string& body) {
  auto parsed = parse_scenario("test.go", "package main\n\nfunc main() {\n" + body + "\n}\n");
  EXPECT_TRUE(parsed.ok()) << to_string(parsed.errors().front());
  return std::make_shared<const Scenario>(std::move(*parsed));
}

using Texts = std::set<std::string>;
Texts endings_of(const ExploreResult& result) {
  Texts all;
  for (const FoundEnding& one : result.endings) all.insert(one.ending.text());
  return all;
}
Texts outputs_of(const std::string& body) {
  Texts all;
  for (const FoundOutput& one : explore(*timers(body), {.outputs = true, .check_memo = true}).outputs) all.insert(one.output);
  return all;
}

// Every schedule that is given can be taken, and comes to what it is given for.
void expect_replays(const std::string& body) {
  const auto scenario = timers(body);
  const ExploreResult result = explore(*scenario, {.check_memo = true, .keep_graph_states = 100'000});
  ASSERT_TRUE(result.complete);
  for (const FoundEnding& one : result.endings) {
    const auto replayed = replay(scenario, one.schedule);
    ASSERT_TRUE(replayed.ok()) << body << to_string(one.schedule) << to_string(replayed.errors().front());
    EXPECT_EQ(replayed.value().ending(), one.ending);
    EXPECT_EQ(one.schedule.choices.size(), one.steps);
    EXPECT_TRUE(result.graph->walk(one.schedule).has_value()) << "the graph names timers as schedules do";
  }
  for (const Finding& one : result.findings) EXPECT_TRUE(replay(scenario, one.schedule).ok()) << body << one.text;
  if (result.schedules) EXPECT_EQ(*result.schedules, std::to_string(search::visit_schedules(*scenario).schedules)) << body;
}

TEST(Timers, EveryFiring_IsExplored) {
  EXPECT_EQ(outputs_of("select {\ncase <-time.After(1):\nfmt.Print(1)\ncase <-time.After(2):\nfmt.Print(2)\n}"), (Texts{"1", "2"})) << "no time is longer than another";
  EXPECT_EQ(outputs_of("t := time.AfterFunc(1, func() { fmt.Print(\"f\") })\ntime.Sleep(1)\nfmt.Print(t.Stop())"), (Texts{"true", "false", "ffalse", "falsef"}));
  EXPECT_EQ(outputs_of("t := time.NewTimer(1)\nselect {\ncase <-t.C:\nfmt.Print(1)\ndefault:\nfmt.Print(2)\n}"), (Texts{"1", "2"}));
}

TEST(Timers, SchedulesGiven_Replay) {
  expect_replays("c := make(chan int)\ngo func() { c <- 1 }()\nselect {\ncase <-c:\ncase <-time.After(1):\npanic(\"late\")\n}");
  expect_replays("var wg sync.WaitGroup\nwg.Add(1)\nt := time.AfterFunc(1, wg.Done)\nt.Reset(2)\nwg.Wait()");
  expect_replays("a, b := time.NewTimer(1), time.NewTimer(2)\ngo func() { <-a.C; b.Stop() }()\n<-b.C");
  expect_replays("for range 2 {\nselect {\ncase <-time.After(1):\ncase <-time.After(1):\n}\n}\nmake(chan int) <- 1");
}

// What was found is told though a bound has stopped the search: timers have their numbers by the way, which is gone once more for that.
TEST(Timers, ABound_LeavesSchedulesThatReplay) {
  const auto scenario = timers("var wg sync.WaitGroup\nx := 0\nfor range 9 {\nwg.Add(1)\ntime.AfterFunc(1, func() {\nx++\nx--\nwg.Done()\n})\n}\nselect {\ncase <-time.After(1):\ncase <-time.After(1):\n}\nif x != 0 {\npanic(\"seen\")\n}");
  size_t told = 0;
  const auto expect_told = [&](const ExploreBounds& bounds) {
    const ExploreResult result = explore(*scenario, {.bounds = bounds});
    EXPECT_FALSE(result.complete);
    for (const FoundEnding& one : result.endings) {
      const auto replayed = replay(scenario, one.schedule);
      ASSERT_TRUE(replayed.ok()) << to_string(one.schedule) << to_string(replayed.errors().front());
      EXPECT_EQ(replayed.value().ending(), one.ending);
      ++told;
    }
    for (const Finding& one : result.findings) EXPECT_TRUE(replay(scenario, one.schedule).ok()) << one.text;
  };
  for (const size_t mebibytes : {2, 4, 8}) {
    ExploreBounds bounds;
    bounds.memory_max_bytes = mebibytes << 20;
    expect_told(bounds);
  }
  ExploreBounds bounds;
  bounds.states_max = 2000;
  expect_told(bounds);
  bounds = {};
  bounds.seconds_max = 0.05;
  expect_told(bounds);
  EXPECT_GT(told, 0u);
}

TEST(Timers, ALoopWithATimerATurn_IsFinite) {
  const ExploreResult result = explore(*timers("for {\nselect {\ncase <-time.After(1):\n}\n}"), {.check_memo = true});
  EXPECT_TRUE(result.complete);
  EXPECT_EQ(endings_of(result), Texts{"livelock"});
  const ExploreResult ticks = explore(*timers("t := time.NewTicker(1)\nfor range t.C {\n}"), {.check_memo = true});
  EXPECT_TRUE(ticks.complete);
  EXPECT_LT(ticks.states, 10u);
}

TEST(Assumptions, ASelectInTwoCasesOnOneChannel_IsNamed) {
  const auto assumes = [](const std::string& body) { return explore(*timers(body)).assumes; };
  const std::string send = "c := make(chan int)\ngo func() { c <- 1 }()\n";
  EXPECT_EQ(assumes(send + "select {\ncase <-c:\ncase <-c:\n}"), std::vector{Assumption::case_order});
  EXPECT_TRUE(assumes(send + "select {\ncase <-c:\ncase c <- 2:\n}").empty());
  EXPECT_TRUE(assumes("c := make(chan int, 1)\nc <- 1\nselect {\ncase <-c:\ncase <-c:\n}").empty()) << "it does not park: either case is a choice";
  EXPECT_EQ(assumes("fmt.Println(<-time.After(1))"), std::vector{Assumption::clock});
}

TEST(Timers, WhoWaitsForOneThatIsNotSet_NeedsAReset) {
  const ExploreResult result = explore(*timers("t := time.NewTimer(1)\nt.Stop()\ngo func() { <-t.C }()\nruntime.Gosched()"));
  const auto leak = std::ranges::find(result.findings, FindingKind::leak, &Finding::kind);
  ASSERT_NE(leak, result.findings.end());
  EXPECT_NE(leak->text.find("it would need a Reset of t"), std::string::npos) << leak->text;
}

TEST(Timers, AFunctionNobodyKnowsOf_StillBegins) {
  EXPECT_EQ(endings_of(explore(*timers("time.AfterFunc(1, func() { panic(\"f\") })\nselect {}"))), Texts{"panic: f"});
  EXPECT_EQ(endings_of(explore(*timers("time.AfterFunc(1, func() {})\nselect {}"))), Texts{"deadlock"});
}

}  // namespace
}  // namespace wgscope
