// Conds in steps: what each call costs, whom it lets go on, how a program ends by it. Go 1.27 sync/cond.go.
#include <gtest/gtest.h>

#include <string>

#include "tests/run/support.h"

namespace wgscope {
namespace {

struct Gave { std::string ending, output, crash; };

Gave gave(const std::string& body, const std::string& schedule) {
  auto replayed = replay(go_scenario("package main\n\nvar mu sync.Mutex\n\nfunc main() {\nc := sync.NewCond(&mu)\n" + body + "\n}\n"), parse_schedule(schedule).value());
  if (!replayed.ok()) return {"refused: " + to_string(replayed.errors().front()), {}, {}};
  const auto trace = replayed.value().trace();
  EXPECT_EQ(to_string(schedule_of(*trace)), schedule);
  return {replayed.value().ending() ? replayed.value().ending()->text() : "none", trace->output(trace->size()), trace->tail().crash};
}

TEST(CondSteps, Wait_IsAPlace_AnUnlock_AParking_ThenALock) {
  const std::string body = "go func() {\nmu.Lock()\nc.Wait()\nmu.Unlock()\n}()\nc.Signal()";
  EXPECT_EQ(gave(body, "main G2*4 main G2*2 main").ending, "exit");
  EXPECT_EQ(gave(body, "main G2*2 main G2*3 main").ending, "exit") << "signalled between its place and its parking: it does not park";
  EXPECT_EQ(gave(body, "main*2 G2*4 main").ending, "exit") << "a signal for nobody is lost";
  EXPECT_NE(gave(body, "main*2 G2*5 main").ending.find("refused"), std::string::npos);
}

TEST(CondSteps, ParkedForEver_IsADeadlockWithGosReason) {
  const Gave was = gave("c.L.Lock()\nc.Wait()", "main*4");
  EXPECT_EQ(was.ending, "deadlock");
  EXPECT_NE(was.crash.find("goroutine 1 [sync.Cond.Wait]:\nmain.main()"), std::string::npos) << was.crash;
}

TEST(CondSteps, Broadcast_LetsAllGoOn_AndTheyLockOneByOne) {
  const std::string body = "for range 2 {\ngo func() {\nmu.Lock()\nc.Wait()\nfmt.Println(1)\nmu.Unlock()\n}()\n}\nruntime.Gosched()\nc.Broadcast()\nselect {}";
  const Gave was = gave(body, "main*3 G2*4 G3*4 main*2 G2 G3 G2 G3*2");
  EXPECT_EQ(was.ending, "deadlock");
  EXPECT_EQ(was.output, "1\n1\n");
}

TEST(CondSteps, WhatGoRefuses_Panics) {
  EXPECT_EQ(gave("defer func() { fmt.Println(recover()) }()\nc.Signal()\nd := *c\nd.Signal()", "main*4").output, "sync.Cond is copied\n");
  EXPECT_EQ(gave("_ = c\ndefer func() { fmt.Println(recover()) }()\nvar z sync.Cond\nz.Wait()", "main*2").output, "runtime error: invalid memory address or nil pointer dereference\n") << "it has a place by then";
  EXPECT_EQ(gave("c.Wait()", "main*2").ending, "fatal: sync: unlock of unlocked mutex");
}

TEST(CondSteps, AnyLocker_Does) {
  EXPECT_EQ(gave("var rw sync.RWMutex\nd := sync.NewCond(&rw)\nd.L.Lock()\nd.L.Unlock()\nvar l sync.Locker = &mu\nl.Lock()\ndefer l.Unlock()\n_ = c", "main*5").ending, "exit");
}

}  // namespace
}  // namespace wgscope
