// Goroutines that will never step again: stuck while the program goes on, a leak when main has returned, or only unfinished.
#include <gtest/gtest.h>

#include <algorithm>

#include "core/explore/explore.h"
#include "core/run/execution.h"

namespace wgscope {
namespace {

struct Searched {
  std::shared_ptr<const Scenario> scenario;
  ExploreResult result;

  const Finding* find(FindingKind kind) const {
    const auto at = std::ranges::find(result.findings, kind, &Finding::kind);
    return at == result.findings.end() ? nullptr : &*at;
  }
};

Searched search(const std::string& go, ExploreOptions options = {}) {
  auto parsed = parse_scenario("f.go", go);
  EXPECT_TRUE(parsed.ok()) << to_string(parsed.errors().front());
  Searched searched{std::make_shared<const Scenario>(std::move(*parsed)), {}};
  searched.result = explore(*searched.scenario, options);
  for (const Finding& finding : searched.result.findings) EXPECT_TRUE(replay(searched.scenario, finding.schedule).ok()) << finding.text;
  return searched;
}

TEST(LeftBehind, WhoNobodyCouldWake_IsALeakAndSaysWhatItNeeds) {
  const Searched s = search("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(2)\n\tgo wg.Wait()\n}\n");
  const Finding* leak = s.find(FindingKind::leak);
  ASSERT_NE(leak, nullptr);
  EXPECT_EQ(leak->text, "G2 is parked at line 4 when main returns, and nobody that is left could wake it; it would need 2 Done on wg, and nobody else is left");
  EXPECT_EQ(leak->goroutine, GoroutineId{2});
  EXPECT_EQ(leak->wait_reason, WaitReason::wait_group);
  EXPECT_EQ(leak->needs, "2 Done on wg, and nobody else is left");
  EXPECT_EQ(leak->line, 4);
  EXPECT_EQ(leak->count, 1u);
  // Where main returns before it has parked, it could have gone on.
  const Finding* unfinished = s.find(FindingKind::unfinished);
  ASSERT_NE(unfinished, nullptr);
  EXPECT_EQ(unfinished->text, "G2 is not over when main returns, but could have gone on, at line 4");
  EXPECT_EQ(to_string(unfinished->schedule), "main*3");
}

TEST(LeftBehind, WhoSomebodyWouldHaveWoken_IsUnfinished) {
  const Searched s = search("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\tgo func() {\n\t\truntime.Gosched()\n\t\twg.Done()\n\t}()\n}\n");
  EXPECT_EQ(s.find(FindingKind::leak), nullptr) << "G3's Done comes, if only the program goes on";
  EXPECT_EQ(s.find(FindingKind::stuck), nullptr);
  ASSERT_NE(s.find(FindingKind::unfinished), nullptr);
  EXPECT_TRUE(s.result.findings_complete);
}

TEST(LeftBehind, AlikeOnes_AreOneFindingWithANumber) {
  const Searched s = search("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tfor range 3 {\n\t\tgo wg.Wait()\n\t}\n\truntime.Gosched()\n}\n");
  EXPECT_EQ(std::ranges::count(s.result.findings, FindingKind::leak, &Finding::kind), 1);
  const Finding* leak = s.find(FindingKind::leak);
  ASSERT_NE(leak, nullptr);
  EXPECT_EQ(leak->count, 3u);
  EXPECT_EQ(leak->needs, "a Done on wg, and whoever else is left waits for it, too");
  const auto execution = replay(s.scenario, leak->schedule);
  const WorldState end = fold(*execution->trace(), execution->trace()->size());
  EXPECT_EQ(std::ranges::count(end.goroutines, GoroutineState::parked, &GoroutineNow::state), 3) << "its schedule leads to so many";
}

TEST(LeftBehind, WhoWaitsWhileOthersSpin_IsStuck) {
  const Searched s = search("var wg sync.WaitGroup\nvar stop atomic.Bool\nfunc main() {\n\twg.Add(1)\n\tgo func() {\n\t\tfor !stop.Load() {\n\t\t}\n\t\twg.Done()\n\t}()\n\twg.Wait()\n}\n");
  ASSERT_EQ(s.result.endings.size(), 1u);
  EXPECT_EQ(s.result.endings[0].ending, Ending::livelock());
  ASSERT_EQ(s.result.endings[0].rounds.size(), 1u);
  EXPECT_EQ(s.result.endings[0].rounds[0].who, GoroutineId{2});
  EXPECT_EQ(s.result.endings[0].rounds[0].line, 6);
  const Finding* stuck = s.find(FindingKind::stuck);
  ASSERT_NE(stuck, nullptr);
  EXPECT_EQ(stuck->goroutine, kMain);
  EXPECT_EQ(stuck->line, 10);
  EXPECT_EQ(stuck->needs, "a Done on wg; G2, at line 6, still has one in its code, at line 8");
}

// The needs of those who are left on a line, or nothing.
std::string needs_at(const Searched& s, int line) {
  for (const Finding& finding : s.result.findings) {
    if (finding.kind == FindingKind::leak && finding.line == line) return finding.needs;
  }
  return {};
}

TEST(LeftBehind, WhoStillHasTheDoneInItsCode_IsNamed) {
  // Each waits for the other's Done: one is deferred, the other comes after a Wait.
  const Searched crossed = search("var a, b sync.WaitGroup\nfunc main() {\n\ta.Add(1)\n\tb.Add(1)\n\tgo func() {\n\t\tdefer a.Done()\n\t\tb.Wait()\n\t}()\n\tgo func() {\n\t\ta.Wait()\n\t\tb.Done()\n\t}()\n}\n");
  EXPECT_EQ(needs_at(crossed, 7), "a Done on b; G3, at line 10, still has one in its code, at line 11");
  EXPECT_EQ(needs_at(crossed, 10), "a Done on a; G2, at line 7, still has one in its code, at line 6");
  // Its own, which comes too late for it; called by wg.Go.
  const Searched own = search("func main() {\n\tvar wg sync.WaitGroup\n\twg.Go(func() {\n\t\twg.Wait()\n\t})\n}\n");
  EXPECT_EQ(needs_at(own, 4), "a Done on wg; G2 itself still has one in its code, at line 3, after this Wait");
  // Through a pointer, and in a function that it calls.
  const Searched handed = search("var b sync.WaitGroup\nfunc tell() { b.Done() }\nfunc first(a, c *sync.WaitGroup) {\n\tc.Wait()\n\ta.Done()\n}\nfunc main() {\n\tvar a, c sync.WaitGroup\n\ta.Add(1)\n\tb.Add(1)\n\tc.Add(1)\n"
                                 "\tgo first(&a, &c)\n\tgo func() {\n\t\ta.Wait()\n\t\ttell()\n\t}()\n\tgo b.Wait()\n}\n");
  EXPECT_EQ(needs_at(handed, 14), "a Done on a; G2, at line 4, still has one in its code, at line 5");
  EXPECT_EQ(needs_at(handed, 17), "a Done on b; G3, at line 14, still has one in its code, at line 15");
  EXPECT_EQ(needs_at(handed, 4), "a Done on c") << "somebody else is left, and none of them has one";
}

TEST(LeftBehind, WhoIsPastItsDone_OrHasAnothersInItsCode_IsNotNamed) {
  const Searched past = search("var a, b sync.WaitGroup\nfunc main() {\n\ta.Add(2)\n\tb.Add(1)\n\tgo func() {\n\t\ta.Done()\n\t\tgo a.Wait()\n\t\tb.Wait()\n\t}()\n}\n");
  EXPECT_EQ(needs_at(past, 7), "a Done on a");
  const Searched other = search("var a, b, c sync.WaitGroup\nfunc main() {\n\ta.Add(1)\n\tb.Add(1)\n\tc.Add(1)\n\tp := &a\n\tgo func() {\n\t\tp := p\n\t\tb.Wait()\n\t\tp = &c\n\t\tp.Done()\n\t}()\n\tgo a.Wait()\n}\n");
  EXPECT_EQ(needs_at(other, 13), "a Done on a") << "p is another by then";
}

TEST(LeftBehind, WhoIsAboutToCrashWhenMainReturns_IsToldApart) {
  const Searched s = search("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo func() {\n\t\tdefer wg.Done()\n\t\tpanic(\"boom\")\n\t}()\n\twg.Wait()\n}\n");
  const auto crash = std::ranges::find(s.result.findings, true, &Finding::at_crash);
  ASSERT_NE(crash, s.result.findings.end());
  EXPECT_EQ(crash->kind, FindingKind::unfinished);
  EXPECT_EQ(crash->text, "main returns while G2 is about to crash the program, at line 6: panic: boom");
  EXPECT_EQ(crash->needs, "");
  // Were it not for main's return, its next step would be the crash.
  Schedule before = crash->schedule;
  before.choices.pop_back();
  before.choices.push_back({GoroutineId{2}});
  const auto execution = replay(s.scenario, before);
  ASSERT_TRUE(execution.ok()) << to_string(execution.errors()[0]);
  EXPECT_EQ(execution->trace()->tail().ending, Ending::panic("boom"));
}

TEST(LeftBehind, InADeadlock_NobodyIsStuckBesides) {
  const Searched s = search("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\twg.Wait()\n}\n");
  EXPECT_EQ(s.find(FindingKind::stuck), nullptr) << "the deadlock says who waits";
}

TEST(LeftBehind, BesideACrashThatIsSureToCome_NobodyIsStuck) {
  const Searched s = search("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo func() {\n\t\tpanic(1)\n\t}()\n\twg.Wait()\n}\n");
  ASSERT_EQ(s.result.endings.size(), 1u);
  EXPECT_EQ(s.result.endings[0].ending, Ending::panic("1"));
  EXPECT_EQ(s.find(FindingKind::stuck), nullptr) << "main waits for a Done that the crash forestalls";
}

// What main left behind loops with ever new states: no proof, and it says so.
TEST(LeftBehind, BeyondABound_NothingIsCalledALeak) {
  const Searched s = search("var wg sync.WaitGroup\nvar n atomic.Int64\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\tgo func() {\n\t\tfor range 1000 {\n\t\t\tn.Add(1)\n\t\t}\n\t}()\n\tif n.Load() == 0 {\n\t\treturn\n\t}\n"
                            "\tpanic(1)\n}\n",
                            {.bounds = {.states_max = 600}});
  EXPECT_FALSE(s.result.findings_complete);
  EXPECT_EQ(s.find(FindingKind::leak), nullptr);
}

}  // namespace
}  // namespace wgscope
