// What the misuse paths of WaitGroup leave behind, each with the schedule that shows it. No chance is involved:
// the schedule is the whole of what happens.
#include <gtest/gtest.h>

#include <string>

#include "core/trace/world_state.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

constexpr const char* kNegative = "panic: sync: negative WaitGroup counter";
constexpr const char* kMisuse = "panic: sync: WaitGroup misuse: Add called concurrently with Wait";
constexpr const char* kReused = "panic: sync: WaitGroup is reused before previous Wait has returned";

// A body with `var wg sync.WaitGroup` and `try`, which adds and recovers.
std::string with_wait_group(const std::string& body) {
  return "package main\n\nimport \"sync\"\n\nvar wg sync.WaitGroup\n\nfunc try(delta int) {\n\tdefer func() { _ = recover() }()\n\twg.Add(delta)\n}\n\n" + body;
}

// The execution after a schedule, and what its only WaitGroup holds.
class Facts : public testing::Test {
 protected:
  void take(const std::string& source, const std::string& schedule) {
    const auto scenario = go_scenario(source);
    ASSERT_TRUE(scenario);
    auto replayed = replay(scenario, parse_schedule(schedule).value());
    ASSERT_TRUE(replayed.ok()) << to_string(replayed.errors().front());
    execution = std::make_unique<Execution>(std::move(replayed).value());
    trace = execution->trace();
    state = fold(*trace, trace->size());
  }
  std::string ending() const { return execution->ending() ? execution->ending()->text() : "none"; }
  std::string word(size_t object = 0) const { return std::to_string(state.objects[object].counter()) + ":" + std::to_string(state.objects[object].waiters()); }
  uint32_t tokens(size_t object = 0) const { return state.objects[object].tokens; }
  size_t queued(size_t object = 0) const { return state.objects[object].queue.size(); }

  std::unique_ptr<Execution> execution;
  std::shared_ptr<const Trace> trace;
  WorldState state;
};

const std::string kTwoTries = with_wait_group("func main() {\n\twg.Add(1)\n\tgo try(-1)\n\tgo try(1)\n\twg.Wait()\n}\n");

TEST_F(Facts, BothAddsPanicAndAreRecovered_LeavesOneOneAndAWaiterForEver) {
  take(kTwoTries, "main*6 G2 G3 G2");
  EXPECT_EQ(ending(), "deadlock");
  EXPECT_EQ(word(), "1:1");
  EXPECT_EQ(queued(), 1u);
  size_t recovered = 0;
  for (EventIndex e = 0; e < trace->size(); ++e) recovered += (*trace)[e].kind == EventKind::recovered;
  EXPECT_EQ(recovered, 2u);
  EXPECT_NE(trace->tail().crash.find("goroutine 1 [sync.WaitGroup.Wait]:\nmain.main()\n"), std::string::npos) << trace->tail().crash;
}

TEST_F(Facts, LastDonePastItsSecondLook_WipesTheRacingAddAndReleases) {
  take(kTwoTries, "main*6 G2*2 G3 G2*2 main*3");
  EXPECT_EQ(ending(), "exit");
  EXPECT_EQ(word(), "0:0");
  EXPECT_EQ(queued(), 0u);
  // G3's Add did panic, and its delta is gone all the same.
  EXPECT_EQ(story_of(*trace)[8], "G3 add 1:1");
}

const std::string kExtraDone = with_wait_group("func main() {\n\twg.Add(1)\n\tgo try(-1)\n\tgo try(-1)\n\twg.Wait()\n\twg.Wait()\n}\n");

TEST_F(Facts, ExtraDoneRecovered_LeavesMinusOneAndAWaiterForEver) {
  take(kExtraDone, "main*6 G2 G3 G2");
  EXPECT_EQ(ending(), "deadlock");
  EXPECT_EQ(word(), "-1:1");
}

TEST_F(Facts, WaitStartedAtANegativeCounter_ParksForEver) {
  take(kExtraDone, "main*3 G2 G3 main*3");
  EXPECT_EQ(ending(), "deadlock");
  EXPECT_EQ(word(), "-1:1");
}

TEST_F(Facts, AddRepairsANegativeCounter) {
  take(with_wait_group("func main() {\n\ttry(-1)\n\tgo wg.Add(1)\n\twg.Wait()\n}\n"), "main*5 G2*4 main*3");
  EXPECT_EQ(ending(), "exit");
  EXPECT_EQ(word(), "0:0");
  EXPECT_EQ(story_of(*trace)[7], "G2 add 0:1");
}

const std::string kTwoRounds = with_wait_group("func main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\twg.Done()\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n");

TEST_F(Facts, NewWaitTakesTheOldToken_ThePanicHitsTheInnocent) {
  take(kTwoRounds, "main*2 G2*2 main*11");
  EXPECT_EQ(ending(), kReused);
  EXPECT_EQ(trace->tail().crashed, kMain);
  EXPECT_EQ(word(), "1:1");
  const auto story = story_of(*trace);
  EXPECT_EQ(story[6], "main store 0:0");
  EXPECT_EQ(story[7], "main release 1");       // for G2, which has not parked: nobody is readied
  EXPECT_EQ(story[12], "main acquire 0");      // the token is main's now
}

TEST_F(Facts, NewWaitTakesTheOldToken_TheOldWaiterParksInTheNewGeneration) {
  take(kTwoRounds, "main*2 G2*2 main*9 G2 main*2");
  EXPECT_EQ(ending(), kReused);
  EXPECT_EQ(queued(), 1u);
  EXPECT_EQ(state.goroutines[1].state, GoroutineState::parked);
}

TEST_F(Facts, OldWaiterTooLate_FindsTheNewRound) {
  take(kTwoRounds, "main*2 G2*2 main*5 G2*3");
  EXPECT_EQ(ending(), kReused);
  EXPECT_EQ(trace->tail().crashed, GoroutineId{2});
  EXPECT_EQ(word(), "1:0");
}

const std::string kAddZero = with_wait_group("func main() {\n\twg.Add(1)\n\tgo wg.Done()\n\tgo wg.Add(0)\n\twg.Wait()\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}\n");

TEST_F(Facts, AddZero_MisuseAlthoughNobodyAdded) {
  take(kAddZero, "main*5 G2*2 G3 G2 G3*2");
  EXPECT_EQ(ending(), kMisuse);
  EXPECT_EQ(word(), "0:0");
}

TEST_F(Facts, AddZero_ReleasesTwice) {
  take(kAddZero, "main*6 G2*2 G3*2 G2*2 G3*2 main*2");
  EXPECT_EQ(ending(), "none");
  EXPECT_EQ(word(), "0:0");
  EXPECT_EQ(tokens(), 1u);   // one of two: main was the only waiter
}

TEST_F(Facts, AddZero_TwoWaitersFourTokens) {
  take(with_wait_group("func main() {\n\twg.Add(1)\n\tgo wg.Done()\n\tgo wg.Add(0)\n\tgo wg.Wait()\n\twg.Wait()\n}\n"), "main*7 G4*3 G2*2 G3*2 G2*3 G3*3 G4*2 main*2");
  EXPECT_EQ(tokens(), 2u);
  EXPECT_EQ(queued(), 0u);
}

TEST_F(Facts, AddZero_ItsLateStoreWipesTheNextRoundsAdd_DonePanicsNegative) {
  take(kAddZero, "main*5 G2*2 G3*2 G2*2 main*4 G3 G4*2");
  EXPECT_EQ(ending(), kNegative);
  EXPECT_EQ(word(), "-1:0");
  EXPECT_EQ(trace->tail().crashed, GoroutineId{4});
}

TEST_F(Facts, AddZero_NextRoundsWaitPanicsReused) {
  take(kAddZero, "main*5 G2*2 G3*2 G2*2 main*2 G3 main*4 G3 main*3");
  EXPECT_EQ(ending(), kReused);
  EXPECT_EQ(trace->tail().crashed, kMain);
}

TEST_F(Facts, AddZero_NextRoundsWaitReturnsEarly) {
  take(kAddZero, "main*5 G2*2 G3*2 G2*2 main*4 G3 main*2");
  EXPECT_EQ(ending(), "exit");
  EXPECT_EQ(state.goroutines[3].state, GoroutineState::runnable);   // its Done has not happened
}

TEST_F(Facts, AddZero_AWaiterParksForEverWithTheWordAllZero) {
  take(with_wait_group("func main() {\n\twg.Add(1)\n\tgo wg.Done()\n\tgo wg.Add(0)\n\tgo func() {\n\t\twg.Wait()\n\t\twg.Add(1)\n\t\twg.Wait()\n\t}()\n\twg.Wait()\n\twg.Wait()\n}\n"),
       "main*5 G4*2 G2*2 G3*2 G2*2 G4*3 main G4*2 G3*2 G4 main G4");
  EXPECT_EQ(ending(), "deadlock");
  EXPECT_EQ(word(), "0:0");
  EXPECT_EQ(tokens(), 0u);
  EXPECT_EQ(queued(), 1u);
}

TEST_F(Facts, CopyInheritsWaiters_APhantomsTokenMakesTheCopyPanic) {
  const std::string source =
      "package main\n\nimport \"sync\"\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo wg.Wait()\n\tc := wg\n\tc.Done()\n\tc.Add(1)\n\tgo c.Done()\n\tc.Wait()\n\twg.Done()\n}\n";
  take(source, "main*2 G2*2 main*12");
  EXPECT_EQ(ending(), kReused);
  ASSERT_EQ(state.objects.size(), 2u);
  EXPECT_EQ(word(0), "1:1");   // the original never heard of it
  EXPECT_EQ(word(1), "1:1");
}

TEST_F(Facts, AddZeroAtZeroWithoutWaiters_IsHarmless) {
  take(with_wait_group("func main() {\n\twg.Add(0)\n\twg.Wait()\n}\n"), "main*3");
  EXPECT_EQ(ending(), "exit");
}

TEST_F(Facts, DeltaIsTruncated_AddOfTwoTo32AtAWaiterIsMisuse) {
  take(with_wait_group("func main() {\n\twg.Add(1)\n\tgo wg.Done()\n\tgo wg.Add(1 << 32)\n\twg.Wait()\n}\n"), "main*6 G2 G3*2");
  EXPECT_EQ(ending(), kMisuse);
  EXPECT_EQ(word(), "0:1");
}

}  // namespace
}  // namespace wgscope
