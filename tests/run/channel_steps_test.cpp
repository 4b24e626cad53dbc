// Channels, select and mutexes in steps: what each operation costs, what it wakes, and how a program ends by it. A schedule is the whole of what happens.
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/run/strategies/first_enabled.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

class ChannelSteps : public testing::Test {
 protected:
  // main's body, each goroutine as far as it gets, the smallest number first.
  void of(const std::string& body, const std::string& before = "") {
    Execution execution(go_scenario("package main\n\n" + before + "\n\nfunc main() {\n" + body + "\n}\n"));
    FirstEnabled first;
    run(execution, first);
    tell(execution);
  }
  void of_schedule(const std::string& body, const std::string& schedule) {
    auto replayed = replay(go_scenario("package main\n\nfunc main() {\n" + body + "\n}\n"), parse_schedule(schedule).value());
    ASSERT_TRUE(replayed.ok()) << to_string(replayed.errors().front());
    tell(replayed.value());
  }
  void tell(const Execution& execution) {
    trace = execution.trace();
    ending = execution.ending() ? execution.ending()->text() : "none";
    schedule = to_string(schedule_of(*trace));
    output = trace->output(trace->size());
    crash = trace->tail().crash;
  }
  // What a step is worth beyond main's return.
  void expect(const std::string& body, const std::string& its_schedule, const std::string& its_ending, const std::string& its_output = "") {
    SCOPED_TRACE(body);
    of(body);
    EXPECT_EQ(schedule, its_schedule);
    EXPECT_EQ(ending, its_ending);
    EXPECT_EQ(output, its_output);
  }
  bool stands_in(const std::string& reason) const { return crash.find("goroutine 1 [" + reason + "]:\nmain.main()\n") != std::string::npos; }

  std::shared_ptr<const Trace> trace;
  std::string ending, schedule, output, crash;
};

TEST_F(ChannelSteps, SendReceiveCloseAndLen_OneEach_MakeAndCapNone) {
  expect("c := make(chan int, 2)\n_ = cap(c)", "main", "exit");
  expect("c := make(chan int, 2)\nc <- 1", "main*2", "exit");
  expect("c := make(chan int, 2)\nc <- 1\nc <- 2\nfmt.Println(len(c), cap(c))", "main*4", "exit", "2 2\n");
  expect("c := make(chan int, 2)\nc <- 7\nclose(c)\nv, ok := <-c\nw, more := <-c\nfmt.Println(v, ok, w, more)", "main*5", "exit", "7 true 0 false\n");
  expect("var c chan int\nfmt.Println(len(c), cap(c), c == nil)", "main", "exit", "0 0 true\n");
}

TEST_F(ChannelSteps, RangeOverAChannel_OneATurn_AndOneForTheCloseItSees) {
  expect("c := make(chan int, 2)\nc <- 4\nc <- 5\nclose(c)\nfor v := range c {\nfmt.Println(v)\n}", "main*7", "exit", "4\n5\n");
}

TEST_F(ChannelSteps, WokenPartner_GoesOnWithoutAStep) {
  // The receiver parks in a step; the send wakes it, and its print is part of the send's step.
  expect("c := make(chan int)\ngo func() { c <- 3 }()\nfmt.Println(<-c)", "main*2 G2 main", "exit", "3\n");
  // The sender parks; main's receive lets it go on.
  of_schedule("c := make(chan int)\ngo func() {\nc <- 3\nfmt.Println(\"sent\")\n}()\nfmt.Println(<-c)", "main G2 main*2");
  EXPECT_EQ(ending, "exit");
  EXPECT_EQ(output, "3\nsent\n") << "whoever steps, then whom he woke";
}

TEST_F(ChannelSteps, Close_WakesAllReceiversInTheirOrder_InOneStep) {
  of_schedule("c := make(chan int)\nfor i := range 3 {\ngo func() {\n_, ok := <-c\nfmt.Println(i, ok)\n}()\n}\nclose(c)", "main*3 G4 G2 G3 main*2");
  EXPECT_EQ(output, "2 false\n0 false\n1 false\n");
  EXPECT_EQ(ending, "exit");
}

TEST_F(ChannelSteps, SenderWokenByClose_PanicsInAStepOfItsOwn) {
  const std::string body = "c := make(chan int)\ngo func() { c <- 1 }()\nclose(c)";
  of_schedule(body, "main G2 main G2*2");
  EXPECT_EQ(ending, "panic: send on closed channel");
  of_schedule(body, "main G2 main*2");
  EXPECT_EQ(ending, "exit") << "main may return before";
}

TEST_F(ChannelSteps, Panics_HaveGosWords_AndCanBeRecovered) {
  expect("c := make(chan int, 1)\nclose(c)\nc <- 1", "main*3", "panic: send on closed channel");
  expect("c := make(chan int)\nclose(c)\nclose(c)", "main*3", "panic: close of closed channel");
  expect("var c chan int\nclose(c)", "main*2", "panic: close of nil channel");
  of("c := make(chan int)\ndefer func() { fmt.Println(recover()) }()\nclose(c)\nselect {\ncase c <- 1:\ndefault:\n}");
  EXPECT_EQ(output, "send on closed channel\n");
  EXPECT_EQ(ending, "exit");
  of("_ = make(chan int, size())", "func size() int { return -1 }");
  EXPECT_EQ(ending, "panic: makechan: size out of range");
}

TEST_F(ChannelSteps, ParkedForEver_StandsInGosWaitReason) {
  const std::pair<std::string, std::string> rows[] = {
      {"c := make(chan int)\n<-c", "chan receive"},
      {"c := make(chan int)\nc <- 1", "chan send"},
      {"c := make(chan int)\nfor range c {\n}", "chan receive"},
      {"var c chan int\n<-c", "chan receive (nil chan)"},
      {"var c chan int\nc <- 1", "chan send (nil chan)"},
      {"select {}", "select (no cases)"},
      {"c := make(chan int)\nselect {\ncase <-c:\n}", "chan receive"},
      {"c := make(chan int)\nselect {\ncase c <- 1:\n}", "chan send"},
      {"var c chan int\nselect {\ncase <-c:\n}", "chan receive (nil chan)"},
      {"var c, d chan int\nselect {\ncase <-c:\ncase d <- 1:\n}", "select"},
      {"var mu sync.Mutex\nmu.Lock()\nmu.Lock()", "sync.Mutex.Lock"},
      {"var mu sync.RWMutex\nmu.Lock()\nmu.RLock()", "sync.RWMutex.RLock"},
      {"var mu sync.RWMutex\nmu.RLock()\nmu.Lock()", "sync.RWMutex.Lock"},
      {"var mu sync.RWMutex\nmu.Lock()\nmu.Lock()", "sync.Mutex.Lock"},
  };
  for (const auto& [body, reason] : rows) {
    SCOPED_TRACE(body);
    of(body);
    EXPECT_EQ(ending, "deadlock");
    EXPECT_TRUE(stands_in(reason)) << crash;
  }
}

TEST_F(ChannelSteps, SelectOfOneCommunication_StandsInItsLine_AnotherInTheSelects) {
  // main's body starts in line 6.
  of("c := make(chan int)\nselect {\ncase <-c:\n}");
  EXPECT_NE(crash.find("main.main()\n\ttest.go:8"), std::string::npos) << crash;
  of("c := make(chan int)\nclose(c)\nselect {\ndefault:\ncase c <- 1:\n}");
  EXPECT_NE(crash.find("main.main()\n\ttest.go:10"), std::string::npos) << crash;
  of("c := make(chan int)\nselect {\ncase <-c:\ncase c <- 1:\n}");
  EXPECT_NE(crash.find("main.main()\n\ttest.go:7"), std::string::npos) << crash;
}

TEST_F(ChannelSteps, SelectOfSeveralReadyCases_IsAChoiceByPlaceAmongAll) {
  const std::string body = "var no chan int\na := make(chan int, 1)\nb := make(chan int, 1)\na <- 1\nb <- 2\nselect {\ncase <-no:\ncase v := <-a:\nfmt.Println(v)\ncase v := <-b:\nfmt.Println(v)\n}";
  of_schedule(body, "main*2 main/1 main");
  EXPECT_EQ(output, "1\n");
  EXPECT_EQ(schedule, "main*2 main/1 main");
  of_schedule(body, "main*2 main/2 main");
  EXPECT_EQ(output, "2\n");
  EXPECT_FALSE(replay(go_scenario("package main\nfunc main() {\n" + body + "\n}\n"), parse_schedule("main*2 main/0 main").value()).ok()) << "a nil channel is never ready";
}

TEST_F(ChannelSteps, SelectOfOneReadyCase_DefaultAndParking_AreNoChoice) {
  expect("c := make(chan int, 1)\nselect {\ncase c <- 1:\ncase <-c:\n}", "main*2", "exit");
  expect("c := make(chan int)\nselect {\ncase <-c:\ndefault:\nfmt.Println(\"none\")\n}", "main*2", "exit", "none\n");
  of_schedule("a := make(chan int)\nb := make(chan int)\ngo func() { b <- 5 }()\nselect {\ncase v := <-a:\nfmt.Println(\"a\", v)\ncase v := <-b:\nfmt.Println(\"b\", v)\n}", "main*2 G2 main");
  EXPECT_EQ(output, "b 5\n");
  EXPECT_EQ(ending, "exit");
}

TEST_F(ChannelSteps, WokenSelect_HasLeftTheOtherQueues) {
  // G2 waits on both; b wakes it. A later send on a finds nobody: default.
  of_schedule("a := make(chan int)\nb := make(chan int)\ngo func() {\nselect {\ncase <-a:\ncase <-b:\n}\n}()\nb <- 1\nselect {\ncase a <- 2:\nfmt.Println(\"sent\")\ndefault:\nfmt.Println(\"nobody\")\n}", "main G2 main*3");
  EXPECT_EQ(output, "nobody\n");
}

TEST_F(ChannelSteps, SameChannelTwice_BothCasesAreAlternatives) {
  const std::string body = "c := make(chan int)\ngo func() {\nselect {\ncase c <- 1:\ncase c <- 2:\n}\n}()\nfmt.Println(<-c)";
  of_schedule(body, "main*2 G2/1 main");
  EXPECT_EQ(output, "2\n");
  of_schedule(body, "main G2 main*2");
  EXPECT_EQ(output, "1\n") << "the case that was queued first";
}

TEST_F(ChannelSteps, LockAndUnlock_OneEach_AndOneRetryAfterAWakeUp) {
  expect("var mu sync.Mutex\nmu.Lock()\nmu.Unlock()\nfmt.Println(mu.TryLock(), mu.TryLock())", "main*5", "exit", "true false\n");
  expect("var mu sync.RWMutex\nmu.RLock()\nmu.RLock()\nmu.RUnlock()\nmu.RUnlock()\nmu.Lock()\nmu.Unlock()", "main*7", "exit");
  of_schedule("var mu sync.Mutex\nmu.Lock()\ngo mu.Lock()\nmu.Unlock()\nmu.Lock()\nmu.Unlock()", "main*2 G2 main*2 G2 main G2 main");
  EXPECT_EQ(ending, "exit") << "main came first, and G2 had to try twice";
}

TEST_F(ChannelSteps, UnlockOfUnlocked_IsFatal_AndNobodyRecovers) {
  const std::string saved = "defer func() { recover() }()\n";
  expect(saved + "var mu sync.Mutex\nmu.Unlock()", "main", "fatal: sync: unlock of unlocked mutex");
  expect(saved + "var mu sync.RWMutex\nmu.Unlock()", "main", "fatal: sync: Unlock of unlocked RWMutex");
  expect(saved + "var mu sync.RWMutex\nmu.RUnlock()", "main", "fatal: sync: RUnlock of unlocked RWMutex");
}

TEST_F(ChannelSteps, DeadlockOfSeveral_ListsEachWithItsReasonAndWhoMadeIt) {
  of("a := make(chan int)\nb := make(chan int)\ngo func() { a <- 1 }()\ngo func() {\nselect {\ncase <-b:\ncase b <- 1:\n}\n}()\nvar mu sync.Mutex\nmu.Lock()\nmu.Lock()");
  EXPECT_EQ(ending, "deadlock");
  for (const std::string part : {"goroutine 1 [sync.Mutex.Lock]:", "goroutine 2 [chan send]:\nmain.main.func1()", "goroutine 3 [select]:\nmain.main.func2()", "created by main.main in goroutine 1"})
    EXPECT_NE(crash.find(part), std::string::npos) << part << "\n" << crash;
}

}  // namespace
}  // namespace wgscope
