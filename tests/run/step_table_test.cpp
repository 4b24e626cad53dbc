// The table of steps in docs/go_semantics.md, row by row: a program, and the steps that it makes when the goroutine with the smallest number goes first.
// Facts, which cost nothing, stand in parentheses.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/run/strategies/first_enabled.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

using Story = std::vector<std::string>;

class Steps : public testing::Test {
 protected:
  // main's body; `before` stands in front of main. Packages: all are there without an import.
  Story of(const std::string& body, const std::string& before = "") {
    const auto scenario = go_scenario("package main\n\n" + before + "\n\nfunc main() {\n" + body + "\n}\n");
    if (!scenario) return {};
    Execution execution(scenario);
    FirstEnabled first;
    run(execution, first);
    ending = execution.ending() ? execution.ending()->text() : "stopped by " + std::string(name_of(execution.stopped_by()));
    return story_of(*execution.trace());
  }
  Story with_wg(const std::string& body) { return of(body, "var wg sync.WaitGroup"); }
  std::string ending;
};

TEST_F(Steps, AddAndDone_OneEach) { EXPECT_EQ(with_wg("wg.Add(1)\nwg.Done()"), (Story{"main add 1:0", "main add 0:0", "main return"})); }

TEST_F(Steps, WaitAtZero_OneLoad) { EXPECT_EQ(with_wg("wg.Wait()"), (Story{"main load 0:0", "main return"})); }

TEST_F(Steps, ParkAndRelease_AreAsTheTableSays) {
  EXPECT_EQ(with_wg("wg.Add(1)\ngo wg.Done()\nwg.Wait()"),
            (Story{"main add 1:0", "main go G2", "main load 1:0", "main cas 1:1", "main acquire 0 parked", "G2 add 0:1", "G2 load 0:1", "G2 store 0:0",
                   "G2 release 1 main", "(G2 end)", "main retry 0", "main load 0:0", "main return"}));
}

TEST_F(Steps, ReleaseOfThree_IsThreeSteps) {
  const auto scenario = go_scenario("package main\nvar wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\tgo wg.Wait()\n\tgo wg.Done()\n\twg.Wait()\n}\n");
  const auto replayed = replay(scenario, parse_schedule("main*7 G2*3 G3*3 G4*6").value());
  ASSERT_TRUE(replayed.ok());
  const Story story = story_of(*replayed.value().trace());
  EXPECT_EQ(Story(story.end() - 7, story.end()), (Story{"G4 add 0:3", "G4 load 0:3", "G4 store 0:0", "G4 release 1 main", "G4 release 2 G2", "G4 release 3 G3", "(G4 end)"}));
}

TEST_F(Steps, FailedCas_GoesBackToTheLoad) {
  const auto scenario = go_scenario("package main\nvar wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\twg.Wait()\n}\n");
  const auto replayed = replay(scenario, parse_schedule("main*2 G2 main*2 G2*3").value());
  ASSERT_TRUE(replayed.ok());
  const Story story = story_of(*replayed.value().trace());
  EXPECT_EQ(Story(story.begin() + 5, story.end()), (Story{"G2 cas 1:1 failed", "G2 load 1:1", "G2 cas 1:2"}));
}

TEST_F(Steps, WaitGroupGo_IsAddAndGo_ThenDone) {
  EXPECT_EQ(with_wg("wg.Go(func() {})\nwg.Wait()"),
            (Story{"main add 1:0", "main go G2", "main load 1:0", "main cas 1:1", "main acquire 0 parked", "G2 add 0:1", "G2 load 0:1", "G2 store 0:0",
                   "G2 release 1 main", "(G2 end)", "main retry 0", "main load 0:0", "main return"}));
}

TEST_F(Steps, PanicInWaitGroupGo_NoDone_AndThrowingItAgainIsFree) {
  EXPECT_EQ(with_wg("wg.Go(func() { panic(\"boom\") })\nwg.Wait()"),
            (Story{"main add 1:0", "main go G2", "main load 1:0", "main cas 1:1", "main acquire 0 parked", "G2 panic boom", "(G2 recovered boom)",
                   "(G2 panic boom)", "G2 crash panic: boom"}));
  EXPECT_EQ(ending, "panic: boom");
}

TEST_F(Steps, GoexitInWaitGroupGo_IsDone) {
  with_wg("wg.Go(func() { runtime.Goexit() })\nwg.Wait()");
  EXPECT_EQ(ending, "exit");
}

TEST_F(Steps, Go_IsOneStepOfTheParent_WithTheChildsFirstLocalCode) {
  EXPECT_EQ(of("go hello()\nruntime.Gosched()", "func hello() { fmt.Println(\"hi\") }"),
            (Story{"main go G2", "(G2 print hi\n)", "(G2 end)", "main gosched", "main return"}));
}

TEST_F(Steps, Atomics_OneEach) {
  EXPECT_EQ(of("n.Store(4)\nn.Add(3)\nn.Swap(1)\nn.CompareAndSwap(1, 2)\nn.CompareAndSwap(1, 2)\nfmt.Println(n.Load())", "var n atomic.Int64"),
            (Story{"main store 4", "main add 7", "main swap 1", "main cas 2", "main cas 2 failed", "main load 2", "(main print 2\n)", "main return"}));
}

TEST_F(Steps, SharedVariable_IncrementIsTwo) {
  EXPECT_EQ(of("x++\nx = 7\ny := x\n_ = y", "var x int"), (Story{"main read 0", "main write 1", "main write 7", "main read 7", "main return"}));
  EXPECT_EQ(of("x += 2", "var x = 40"), (Story{"main read 40", "main write 42", "main return"}));
}

TEST_F(Steps, CapturedVariable_IsSharedWhenItIsAssigned) {
  EXPECT_EQ(of("x := 1\ndone := func() { x = 2 }\ndone()\n_ = x"), (Story{"(main declare 1)", "main write 2", "main read 2", "main return"}));
  EXPECT_EQ(of("x := 1\nf := func() { fmt.Println(x) }\nf()"), (Story{"(main print 1\n)", "main return"}));
}

// Returned to somebody, a shared result is read; after the deferred calls, each once. A result that nobody gets is not.
TEST_F(Steps, SharedResult_IsReadForTheCaller) {
  const std::string f = "func f() (n int, m string) {\n\tdefer func() { n++ }()\n\treturn 1, \"m\"\n}";
  EXPECT_EQ(of("fmt.Println(f())", f),
            (Story{"(main declare 0)", "main write 1", "main read 1", "main write 2", "main read 2", "(main print 2 m\n)", "main return"}));
  EXPECT_EQ(of("defer f()", f), (Story{"(main declare 0)", "main write 1", "main read 1", "main write 2", "main return"}));
  const std::string r = "func f() (n int) {\n\tdefer func() {\n\t\trecover()\n\t\tn = 7\n\t}()\n\tpanic(1)\n}";
  EXPECT_EQ(of("fmt.Println(f())", r), (Story{"(main declare 0)", "main panic 1", "(main recovered 1)", "main write 7", "main read 7", "(main print 7\n)", "main return"}));
}

TEST_F(Steps, VariablesThatNobodyAssigns_CostNothing) {
  EXPECT_EQ(of("fmt.Println(x, limit)", "var x = 3\nconst limit = 4"), (Story{"(main print 3 4\n)", "main return"}));
  EXPECT_EQ(of("x := 3\nx++\nfmt.Println(x)"), (Story{"(main print 4\n)", "main return"}));
}

TEST_F(Steps, LoopVariables_AreNotSharedUnlessAssigned) {
  EXPECT_EQ(of("for i := range 2 {\n\tgo func() { fmt.Println(i) }()\n}"),
            (Story{"main go G2", "(G2 print 0\n)", "(G2 end)", "main go G3", "(G3 print 1\n)", "(G3 end)", "main return"}));
  EXPECT_EQ(of("for i := 0; i < 2; i++ {\n\tgo func() { fmt.Println(i) }()\n}"),
            (Story{"main go G2", "(G2 print 0\n)", "(G2 end)", "main go G3", "(G3 print 1\n)", "(G3 end)", "main return"}));
  // Assigned in the body, it is a shared variable of each iteration: the loop's own look at it are steps, too.
  const Story assigned = of("for i := 0; i < 1; i++ {\n\tf := func() { fmt.Println(i) }\n\ti += 10\n\tf()\n}");
  EXPECT_NE(std::ranges::find(assigned, "main write 10"), assigned.end());
  EXPECT_NE(std::ranges::find(assigned, "(main print 10\n)"), assigned.end());
}

TEST_F(Steps, CopyByValue_IsOneStep) {
  EXPECT_EQ(of("var wg sync.WaitGroup\nwg.Add(2)\nc := wg\nc.Done()"),
            (Story{"(main declare 0)", "main add 2:0", "main copy 1", "(main declare 8589934592)", "main add 1:0", "main return"}));
  EXPECT_EQ(of("var wg sync.WaitGroup\nf(wg)", "func f(wg sync.WaitGroup) { wg.Wait() }"),
            (Story{"(main declare 0)", "main copy 1", "(main declare 0)", "main load 0:0", "main return"}));
}

TEST_F(Steps, PanicIsOne_DeferRecoverAndRunTimeErrorsAreFree) {
  EXPECT_EQ(of("defer func() { fmt.Println(recover()) }()\npanic(\"boom\")"),
            (Story{"main panic boom", "(main recovered boom)", "(main print boom\n)", "main return"}));
  EXPECT_EQ(of("defer func() { fmt.Println(recover()) }()\nfmt.Println(1 / z())", "func z() int { return 0 }"),
            (Story{"(main panic runtime error: integer divide by zero)", "(main recovered runtime error: integer divide by zero)",
                   "(main print runtime error: integer divide by zero\n)", "main return"}));
}

TEST_F(Steps, UnrecoveredPanic_CrashesInAStepOfItsOwn_AfterItsDeferredCalls) {
  EXPECT_EQ(of("panic(\"boom\")"), (Story{"main panic boom", "main crash panic: boom"}));
  EXPECT_EQ(with_wg("wg.Done()"), (Story{"main add -1:0", "(main panic sync: negative WaitGroup counter)", "main crash panic: sync: negative WaitGroup counter"}));
  EXPECT_EQ(with_wg("defer wg.Add(1)\npanic(\"boom\")"), (Story{"main panic boom", "main add 1:0", "main crash panic: boom"}));
  EXPECT_EQ(of("_ = 1 / x", "var x = zero()\nfunc zero() int { return 0 }"), (Story{"(main panic runtime error: integer divide by zero)", "main crash panic: runtime error: integer divide by zero"}));
}

TEST_F(Steps, UntilTheCrash_OthersGoOn_AndMainMayReturn) {
  const auto scenario = go_scenario("package main\nvar wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo f()\n\twg.Wait()\n}\nfunc f() {\n\tdefer wg.Done()\n\tpanic(1)\n}\n");
  const auto replayed = replay(scenario, parse_schedule("main*2 G2*2 main*2").value());
  ASSERT_TRUE(replayed.ok()) << to_string(replayed.errors().front());
  EXPECT_EQ(replayed->ending(), "exit");
  EXPECT_EQ(story_of(*replayed->trace()), (Story{"main add 1:0", "main go G2", "G2 panic 1", "G2 add 0:0", "main load 0:0", "main return"}));
  const auto& standing = replayed->trace()->tail().standing;
  EXPECT_EQ(standing.at(1).next, EventKind::crash);
  const auto crashed = replay(scenario, parse_schedule("main*2 G2*2 main G2").value());
  ASSERT_TRUE(crashed.ok());
  EXPECT_EQ(crashed->ending(), "panic: 1");
}

TEST_F(Steps, TwoPanics_TheFirstToCrashNamesTheEnding) {
  const auto scenario = go_scenario("package main\nfunc main() {\n\tgo panic(\"a\")\n\tgo panic(\"b\")\n\truntime.Gosched()\n}\n");
  EXPECT_EQ(replay(scenario, parse_schedule("main*2 G2 G3*2").value())->ending(), "panic: b");
  EXPECT_EQ(replay(scenario, parse_schedule("main*2 G3 G2*2").value())->ending(), "panic: a");
}

TEST_F(Steps, FatalErrors_EndTheProgramAtOnce) {
  EXPECT_EQ(of("var f func()\ndefer runtime.Gosched()\ngo f()"), (Story{"(main fatal fatal: go of nil func value)"}));
}

TEST_F(Steps, Timer_OneForItsFiring_WithTheSleepersNextLocalCode) {
  EXPECT_EQ(of("time.Sleep(time.Second)\nfmt.Println(\"awake\")"), (Story{"(main sleep parked)", "main timer", "(main print awake\n)", "main return"}));
  EXPECT_EQ(of("time.Sleep(0)\ntime.Sleep(-5)"), (Story{"main return"}));
}

TEST_F(Steps, Goexit_IsFree_AndMainThenNeverReturns) {
  EXPECT_EQ(of("runtime.Goexit()"), (Story{"(main goexit)", "(main end)"}));
  EXPECT_EQ(ending, "fatal: no goroutines (main called runtime.Goexit) - deadlock!");
  of("var wg sync.WaitGroup\nwg.Add(1)\ngo wg.Wait()\nruntime.Goexit()");
  EXPECT_EQ(ending, "deadlock");
}

TEST_F(Steps, MainsReturn_ComesAfterItsDeferredCalls) {
  EXPECT_EQ(with_wg("defer wg.Wait()"), (Story{"main load 0:0", "main return"}));
}

TEST_F(Steps, MainsReturn_EndsWhateverStillRuns) {
  EXPECT_EQ(of("go func() {\n\tfor {\n\t\truntime.Gosched()\n\t}\n}()"), (Story{"main go G2", "main return"}));
  EXPECT_EQ(ending, "exit");
}

TEST_F(Steps, InitialisationOfThePackage_CostsNothing) {
  EXPECT_EQ(of("fmt.Println(a, b)", "var a = twice(b)\nvar b = 4\nfunc twice(n int) int { return 2 * n }"), (Story{"(main print 8 4\n)", "main return"}));
  EXPECT_EQ(of("a++", "var a = b + 1\nvar b = 4"), (Story{"main read 5", "main write 6", "main return"}));
}

TEST_F(Steps, PanicOfNil_HasGosText) {
  of("panic(nil)");
  EXPECT_EQ(ending, "panic: runtime error: panic called with nil argument");
}

TEST_F(Steps, Limits_StopTheRunAndSayWhich) {
  of("for {\n}");
  EXPECT_EQ(ending, "stopped by instructions");
  of("for {\n\truntime.Gosched()\n}");
  EXPECT_EQ(ending, "stopped by steps");
  of("f(0)", "func f(n int) { f(n + 1) }");
  EXPECT_EQ(ending, "stopped by depth");
  of("for {\n\tfmt.Println(\"the same line again, and again, and again, and again\")\n\truntime.Gosched()\n}");
  EXPECT_EQ(ending, "stopped by output");
  of("s := \"0123456789abcdef\"\nfor {\n\ts += s\n}");
  EXPECT_EQ(ending, "stopped by output");
  of("for range 600 {\n\tgo func() { select_() }()\n}", "var wg sync.WaitGroup\nfunc select_() { wg.Wait() }");
  EXPECT_EQ(ending, "stopped by goroutines");
}

}  // namespace
}  // namespace wgscope
