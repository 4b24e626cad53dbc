// Timers in steps: what costs one, what is a choice, and how a program ends by it. A schedule is the whole of what happens. go-1.27: time/sleep.go, tick.go.
#include <gtest/gtest.h>

#include <string>

#include "core/run/strategies/first_enabled.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

// What a schedule of main's body gives.
struct Gave {
  std::string ending, output, crash, again;   // again: the schedule, read back from the trace
};

Gave gave(const std::string& body, const std::string& schedule) {
  auto replayed = replay(go_scenario("package main\n\nfunc main() {\n" + body + "\n}\n"), parse_schedule(schedule).value());
  if (!replayed.ok()) return {"refused: " + to_string(replayed.errors().front()), {}, {}, {}};
  const auto trace = replayed.value().trace();
  return {replayed.value().ending() ? replayed.value().ending()->text() : "none", trace->output(trace->size()), trace->tail().crash, to_string(schedule_of(*trace))};
}

void expect(const std::string& body, const std::string& schedule, const std::string& ending, const std::string& output = "") {
  SCOPED_TRACE(body);
  const Gave was = gave(body, schedule);
  EXPECT_EQ(was.ending, ending);
  EXPECT_EQ(was.output, output);
  EXPECT_EQ(was.again, schedule);
}

TEST(TimerSteps, SettingCostsNothing_StopAndResetOneEach) {
  expect("t := time.NewTimer(time.Second)\nfmt.Println(t.Stop(), t.Stop(), t.Reset(1), t.Reset(2))", "main*5", "exit", "true false false true\n");
  expect("t := time.NewTicker(time.Second)\nt.Reset(time.Minute)\nt.Stop()", "main*3", "exit");
  expect("t := time.NewTimer(1)\nfmt.Println(len(t.C), cap(t.C))", "main*2", "exit", "0 0\n");
}

TEST(TimerSteps, AReceive_ChoosesWhetherItHasExpired) {
  expect("<-time.After(time.Second)\nfmt.Println(1)", "main/1 main", "exit", "1\n");
  expect("<-time.After(time.Second)\nfmt.Println(1)", "main/0 timer:T1 main", "exit", "1\n");
  expect("t := time.NewTimer(1)\nt.Stop()\n<-t.C", "main*2", "deadlock");
  EXPECT_NE(gave("<-time.After(1)", "main").ending.find("refused"), std::string::npos) << "a choice is written";
  EXPECT_NE(gave("<-time.After(1)", "timer:T1").ending.find("refused"), std::string::npos) << "it fires only while somebody waits";
  EXPECT_NE(gave("<-time.After(1)", "main/0 timer:T2").ending.find("refused"), std::string::npos);
}

TEST(TimerSteps, ASelect_TakesAnExpiredTimerAsAnAlternative) {
  const std::string body = "c := make(chan int, 1)\nc <- 1\nselect {\ncase <-c:\nfmt.Println(\"c\")\ncase <-time.After(1):\nfmt.Println(\"t\")\n}";
  expect(body, "main main/0 main", "exit", "c\n");
  expect(body, "main main/1 main", "exit", "t\n");
  const std::string nobody = "c := make(chan int)\nselect {\ncase <-c:\ncase <-time.After(1):\nfmt.Println(\"t\")\n}";
  expect(nobody, "main/1 main", "exit", "t\n");
  expect(nobody, "main/2 timer:T1 main", "exit", "t\n");
  const std::string or_not = "select {\ncase <-time.After(1):\nfmt.Println(\"t\")\ndefault:\nfmt.Println(\"d\")\n}";
  expect(or_not, "main/0 main", "exit", "t\n");
  expect(or_not, "main/2 main", "exit", "d\n");
}

// go-1.27: runtime/time.go, maybeRunChan: whoever looks compares the clock, unless the timer is in the clock's heap.
TEST(TimerSteps, SetForNoTime_HasExpired) {
  expect("<-time.After(0)\nfmt.Println(1)", "main*2", "exit", "1\n");
  expect("select {\ncase <-time.After(-time.Second):\nfmt.Println(\"t\")\ndefault:\nfmt.Println(\"d\")\n}", "main*2", "exit", "t\n");
  const std::string again = "t := time.NewTimer(1)\nt.Reset(0)\nselect {\ncase <-t.C:\nfmt.Println(\"t\")\ndefault:\nfmt.Println(\"d\")\n}\nfmt.Println(t.Stop())";
  expect(again, "main*4", "exit", "t\nfalse\n");
  const std::string two = "select {\ncase <-time.After(0):\nfmt.Println(0)\ncase <-time.After(1):\nfmt.Println(1)\n}";
  expect(two, "main/0 main", "exit", "0\n");
  expect(two, "main/1 main", "exit", "1\n");
  EXPECT_NE(gave(two, "main/2 main").ending.find("refused"), std::string::npos) << "one of them is ready";
  const std::string waited = "t := time.NewTimer(1)\nc := make(chan int)\ngo func() { c <- 1 }()\nselect {\ncase <-t.C:\ncase <-c:\n}\nt.Reset(0)\nselect {\ncase <-t.C:\nfmt.Println(\"t\")\ndefault:\nfmt.Println(\"d\")\n}";
  expect(waited, "main main/2 G2 main main/2 main", "exit", "d\n");
  expect(waited, "main main/2 G2 main main/0 main", "exit", "t\n");
}

TEST(TimerSteps, ATime_PrintsAsAClockThatStands) {
  expect("fmt.Println(<-time.After(1))", "main/1 main", "exit", "2009-11-10 23:00:00 +0000 UTC\n");
  expect("fmt.Printf(\"%T\", <-time.After(1))", "main/1 main", "exit", "time.Time");
}

TEST(TimerSteps, ATicker_StaysSet) {
  expect("t := time.NewTicker(1)\nfor range 2 {\n<-t.C\n}\nt.Stop()\n<-t.C", "main/1 main/0 timer:T1 main*2", "deadlock");
}

TEST(TimerSteps, AfterFunc_BeginsInAGoroutineOfItsOwn) {
  const std::string body = "done := make(chan bool)\nt := time.AfterFunc(1, func() {\nfmt.Println(\"f\")\ndone <- true\n})\nfmt.Println(t.C == nil)\n<-done\nfmt.Println(t.Stop())";
  expect(body, "main timer:T1 G2 main*2", "exit", "true\nf\nfalse\n");
  expect("t := time.AfterFunc(1, func() { fmt.Println(1) })\nfmt.Println(t.Stop())\nselect {}", "main*2", "deadlock", "true\n");
  const Gave crashed = gave("time.AfterFunc(1, func() { panic(1) })\nselect {}", "timer:T1 G2*2");
  EXPECT_EQ(crashed.ending, "panic: 1");
  EXPECT_NE(crashed.crash.find("goroutine 2 [running]:\nmain.main.func1()"), std::string::npos) << crashed.crash;
  EXPECT_NE(crashed.crash.find("created by time.goFunc\n"), std::string::npos) << crashed.crash;
}

TEST(TimerSteps, WhatATimerIsNot_Panics) {
  const auto panics = [](const std::string& line, const std::string& words) {
    expect("defer func() { fmt.Println(recover()) }()\n" + line, "main", "exit", words + "\n");
  };
  panics("time.NewTicker(0)", "non-positive interval for NewTicker");
  panics("time.NewTicker(1).Reset(-1)", "non-positive interval for Ticker.Reset");
  panics("var t time.Timer\nt.Stop()", "time: Stop called on uninitialized Timer");
  panics("var t time.Timer\nt.Reset(1)", "time: Reset called on uninitialized Timer");
  panics("var t time.Ticker\nt.Stop()\nt.Reset(1)", "time: Reset called on uninitialized Ticker");
  panics("var t *time.Timer\nt.Stop()", "runtime error: invalid memory address or nil pointer dereference");
  panics("var t *time.Timer\n<-t.C", "runtime error: invalid memory address or nil pointer dereference");
  expect("fmt.Println(time.Tick(0) == nil)", "main", "exit", "true\n");
}

// Only time could go on: the earliest timer first, whoever it is.
TEST(TimerSteps, AStrategy_LetsTimePassOnlyWhenNothingElseCan) {
  Execution execution(go_scenario("package main\nfunc main() {\n\tgo func() { time.Sleep(time.Second); fmt.Println(1) }()\n\t<-time.After(time.Minute)\n\tfmt.Println(2)\n}\n"));
  FirstEnabled first;
  run(execution, first);
  EXPECT_EQ(execution.trace()->output(execution.trace()->size()), "1\n2\n");
  EXPECT_EQ(to_string(execution.schedule()), "main main/0 timer:G2 timer:T1 main");
}

}  // namespace
}  // namespace wgscope
