// Live runs: programs on real threads. Orders are the threads' own; what is tested holds for each of them.
#include "core/run/live_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "tests/run/live/live_support.h"

namespace wgscope {
namespace {

using Steady = std::chrono::steady_clock;

class LiveRunTest : public testing::Test {
 protected:
  void SetUp() override { threads_ = threads_of_process(); }
  void TearDown() override { EXPECT_EQ(threads_of_process(), threads_) << "a thread was left behind"; }
  size_t threads_ = 0;
};

constexpr const char* kFanIn = R"(
var wg sync.WaitGroup
var total atomic.Int64
func main() {
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			total.Add(int64(i))
		}()
	}
	wg.Wait()
	fmt.Println("total", total.Load())
}
)";

TEST_F(LiveRunTest, FanIn_Exits) {
  const auto scenario = go(kFanIn);
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "exit");
  EXPECT_EQ(trace->output(trace->size()), "total 190\n");
  EXPECT_EQ(trace->goroutines().size(), 21u);
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, ForgottenDone_IsADeadlockAtOnce) {
  const auto scenario = go("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\twg.Wait()\n}");
  const auto began = Steady::now();
  const auto trace = run_to_end(scenario);
  EXPECT_LT(Steady::now() - began, std::chrono::seconds(1));
  EXPECT_EQ(ending_of(*trace), "deadlock");
  EXPECT_TRUE(trace->tail().crash.starts_with("fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [sync.WaitGroup.Wait]:\nmain.main()\n\ttest.go:4\n"))
      << trace->tail().crash;
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, ADeadlock_IsNotOneWhileATimerIsSet) {
  const auto scenario = go(R"(
func main() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		time.Sleep(20 * time.Millisecond)
		wg.Done()
	}()
	wg.Wait()
})");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "exit");
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, GoexitOfMain_WithNobodyLeft) {
  const auto scenario = go("func main() {\n\tgo func() {}()\n\truntime.Goexit()\n}");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "fatal: no goroutines (main called runtime.Goexit) - deadlock!");
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, GoexitOfMain_WithSomebodyParked_IsADeadlock) {
  const auto scenario = go("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo wg.Wait()\n\truntime.Goexit()\n}");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "deadlock");
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, NegativeCounter_PanicsWithGosText) {
  const auto scenario = go("func main() {\n\tvar wg sync.WaitGroup\n\twg.Done()\n}");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "panic: sync: negative WaitGroup counter");
  EXPECT_EQ(trace->tail().crash, "panic: sync: negative WaitGroup counter\n\ngoroutine 1 [running]:\nmain.main()\n\ttest.go:3\nexit status 2");
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, MainReturns_WhoeverStillRuns) {
  const auto scenario = go("var x int\nfunc main() {\n\tgo func() {\n\t\tfor {\n\t\t\tx++\n\t\t}\n\t}()\n\tgo func() {\n\t\truntime.Gosched()\n\t\tfor {\n\t\t}\n\t}()\n}");
  const auto trace = run_to_end(scenario);
  // The loop without an access may have met its limit before main was there.
  EXPECT_TRUE(ending_of(*trace) == "exit" || ending_of(*trace) == "stopped by instructions") << ending_of(*trace);
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, ALoopThatTouchesNothing_IsStoppedByInstructions) {
  const auto scenario = go("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tfor {\n\t}\n}");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "stopped by instructions");
  EXPECT_EQ(trace->size(), 1u);
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, TooManyGoroutines_StopsInFrontOfTheLastGo) {
  const auto scenario = go("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tfor {\n\t\tgo wg.Wait()\n\t}\n}");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "stopped by goroutines");
  EXPECT_EQ(trace->goroutines().size(), 512u);
  ASSERT_EQ(trace->tail().standing.size(), 512u);
  EXPECT_EQ(trace->tail().standing[0].next, EventKind::spawn);
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, FiveHundredAndTwelve_LiveAtOnceAndEnd) {
  const auto scenario = go(R"(
var start, end sync.WaitGroup
func main() {
	start.Add(1)
	for range 511 {
		end.Add(1)
		go func() {
			start.Wait()
			end.Done()
		}()
	}
	start.Done()
	end.Wait()
})");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "exit");
  EXPECT_EQ(trace->goroutines().size(), 512u);
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, MoreOverTimeThanAtOnce_Exits) {
  const auto scenario = go(R"(
func main() {
	for range 2000 {
		var wg sync.WaitGroup
		wg.Add(1)
		go wg.Done()
		wg.Wait()
	}
})");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "exit");
  EXPECT_EQ(trace->goroutines().size(), 2001u);
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, EventsLimit_KeepsExactlySoMany) {
  const auto scenario = go("var x int\nfunc main() {\n\tfor {\n\t\tx++\n\t}\n}");
  for (uint64_t most : {1, 10, 1000, 30000}) {
    const auto trace = run_to_end(scenario, {.pace = {}, .events_max = most});
    EXPECT_EQ(ending_of(*trace), "stopped by events");
    EXPECT_EQ(trace->size(), most);
    EXPECT_EQ(trace->tail().standing[0].next, most % 2 == 0 ? EventKind::var_read : EventKind::var_write);
    expect_whole(scenario, *trace);
  }
}

TEST_F(LiveRunTest, EventsLimit_ThatIsJustEnough_IsNone) {
  const auto scenario = go("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\twg.Done()\n\twg.Wait()\n}");
  EXPECT_EQ(ending_of(*run_to_end(scenario, {.pace = {}, .events_max = 5})), "exit");   // declare, add, add, load, return
  EXPECT_EQ(ending_of(*run_to_end(scenario, {.pace = {}, .events_max = 4})), "stopped by events");
}

TEST_F(LiveRunTest, EventsLimit_DoesNotCountInitialisation) {
  const auto scenario = go("var s = \"s\"\nvar x, y = 1, 2\nvar wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\twg.Wait()\n\ts, x, y = \"t\", 2, 3\n}");
  EXPECT_EQ(ending_of(*run_to_end(scenario, {.pace = {}, .events_max = 4})), "deadlock");   // add, load, cas, acquire
}

TEST_F(LiveRunTest, TooMuchOutput_Stops) {
  const auto trace = run_to_end(go("func main() {\n\tfor {\n\t\tfmt.Println(\"0123456789012345678901234567890123456789012345678901234567890123456789\")\n\t\truntime.Gosched()\n\t}\n}"));
  EXPECT_EQ(ending_of(*trace), "stopped by output");
}

TEST_F(LiveRunTest, EndlessRecursion_StopsByDepth) {
  EXPECT_EQ(ending_of(*run_to_end(go("func f(n int) int { return f(n+1) + 1 }\nfunc main() { f(0) }"))), "stopped by depth");
}

TEST_F(LiveRunTest, Stop_ReachesWhoeverTouchesNothing) {
  const auto scenario = go(R"(
var wg sync.WaitGroup
func main() {
	wg.Add(1)
	for range 4 {
		go func() {
			for i := 0; ; i++ {
				if i % 1000 == 0 { runtime.Gosched() }
			}
		}()
	}
	go func() { time.Sleep(time.Hour) }()
	wg.Wait()
})");
  for (uint32_t round = 0; round < 8; ++round) {
    LiveRun run(scenario, {.pace = {}, .seed = round});
    while (run.trace()->size() < round * 10) std::this_thread::yield();
    run.stop();
    run.wait();
    EXPECT_TRUE(run.over());
    EXPECT_EQ(ending_of(*run.trace()), "stopped by interrupt");
    expect_whole(scenario, *run.trace());
  }
}

TEST_F(LiveRunTest, Destruction_LeavesNobody) {
  for (uint32_t round = 0; round < 50; ++round) {
    LiveRun run(go(kFanIn), {.pace = round % 2 == 0 ? std::optional<double>(1000) : std::nullopt, .start_paused = round % 5 == 0});
    if (round % 3 == 0) run.trace();
  }
}

// The same seed, one step at a time: the same run.
TEST_F(LiveRunTest, PausedStepByStep_IsDecidedByTheSeed) {
  const auto scenario = go(kFanIn);
  const auto stepped = [&](uint64_t seed) {
    LiveRun run(scenario, {.pace = {}, .start_paused = true, .seed = seed});
    while (!run.over()) {
      const size_t before = schedule_of(*run.trace()).choices.size();
      run.step_one();
      while (!run.over() && schedule_of(*run.trace()).choices.size() == before) std::this_thread::yield();
    }
    return run.trace();
  };
  const auto one = stepped(3), two = stepped(3), other = stepped(4);
  expect_whole(scenario, *one);
  EXPECT_TRUE(one->events() == two->events());
  EXPECT_FALSE(one->events() == other->events());
}

// Below full pace one goroutine steps at a time, chosen by the seed alone: so a paced run is repeatable too.
TEST_F(LiveRunTest, Paced_IsDecidedByTheSeed) {
  const auto scenario = go(kFanIn);
  const auto one = run_to_end(scenario, {.pace = 1e6, .seed = 11}), two = run_to_end(scenario, {.pace = 1e6, .seed = 11});
  expect_whole(scenario, *one);
  EXPECT_TRUE(one->events() == two->events());
}

TEST_F(LiveRunTest, Paused_SaysWhoStandsWhereWithWhat) {
  const auto scenario = go(R"(
var wg sync.WaitGroup
func main() {
	wg.Add(2)
	go func() { wg.Add(-1) }()
	wg.Wait()
})");
  LiveRun run(scenario, {.pace = {}, .start_paused = true});
  const auto rest = [&] {   // until nobody is on the way
    for (;;) {
      const auto trace = run.trace();
      const auto& standing = trace->tail().standing;
      if (!standing.empty() && std::ranges::all_of(standing, [](const Standing& s) { return !s.stack.empty(); })) return trace;
      std::this_thread::yield();
    }
  };
  auto trace = rest();
  EXPECT_TRUE(run.paused());
  EXPECT_EQ(trace->size(), 0u);
  EXPECT_EQ(trace->tail().standing[0].next, EventKind::add_count);
  EXPECT_EQ(trace->tail().standing[0].operand, 2u);
  EXPECT_EQ(trace->objects()[trace->tail().standing[0].object.value].name, "wg");
  EXPECT_EQ(rest(), trace) << "the same pointer when nothing is new";
  run.step_one();
  while (run.trace()->size() < 1) std::this_thread::yield();
  trace = rest();
  EXPECT_EQ(trace->tail().standing[0].next, EventKind::spawn);
  run.step_one();
  while (run.trace()->size() < 2) std::this_thread::yield();
  trace = rest();
  ASSERT_EQ(trace->tail().standing.size(), 2u);
  EXPECT_EQ(trace->tail().standing[0].next, EventKind::wait_load);
  EXPECT_EQ(trace->tail().standing[1].next, EventKind::add_count);
  EXPECT_EQ(static_cast<int64_t>(trace->tail().standing[1].operand), -1);
  run.resume();
  run.wait();
  EXPECT_EQ(ending_of(*run.trace()), "deadlock");
  expect_whole(scenario, *run.trace());
}

TEST_F(LiveRunTest, Snapshots_OnlyGrow) {
  const auto scenario = go("var x int\nfunc main() {\n\tfor range 4 {\n\t\tgo func() {\n\t\t\tfor {\n\t\t\t\tx++\n\t\t\t}\n\t\t}()\n\t}\n\tfor range 3000 {\n\t\tx++\n\t}\n}");
  LiveRun run(scenario, {});
  auto before = run.trace();
  while (!run.over()) {
    const auto now = run.trace();
    ASSERT_TRUE(now->extends(*before));
    const auto broken = now->size() < 3000 ? find_inconsistency(*now) : std::nullopt;
    ASSERT_FALSE(broken.has_value()) << *broken;
    before = now;
  }
  EXPECT_TRUE(run.trace()->extends(*before));
  expect_whole(scenario, *run.trace());
}

TEST_F(LiveRunTest, PaceChangedAtAnyTime_Ends) {
  const auto scenario = go(kFanIn);
  for (uint32_t round = 0; round < 30; ++round) {
    LiveRun run(scenario, {.pace = 100, .seed = round});
    for (uint32_t n = 0; n < round % 4; ++n) run.trace();
    run.pause();
    for (uint32_t n = 0; n < round; ++n) run.step_one();
    run.set_pace(round % 2 == 0 ? std::optional<double>(1e5) : std::nullopt);
    run.resume();
    run.pause();
    run.resume();
    run.set_pace(std::nullopt);
    run.wait();
    EXPECT_EQ(ending_of(*run.trace()), "exit");
    expect_whole(scenario, *run.trace());
  }
}

TEST_F(LiveRunTest, TimeScale_MultipliesDurations) {
  const auto scenario = go("func main() {\n\ttime.Sleep(10 * time.Second)\n}");
  const auto began = Steady::now();
  const auto trace = run_to_end(scenario, {.pace = {}, .time_scale = 0.002});
  const auto took = Steady::now() - began;
  EXPECT_GE(took, std::chrono::milliseconds(20));
  EXPECT_LT(took, std::chrono::seconds(2));
  EXPECT_EQ(ending_of(*trace), "exit");
  EXPECT_GE(trace->tail().duration_ns, 20'000'000);
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, APanicInTheChildsFirstLocalCode_IsPartOfTheGoStep_ItsCrashIsNot) {
  const auto scenario = go("func main() {\n\tgo func() {\n\t\tfmt.Println(\"child\")\n\t\tvar p *sync.WaitGroup\n\t\tp.Done()\n\t}()\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\twg.Wait()\n}");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "panic: runtime error: invalid memory address or nil pointer dereference");
  EXPECT_EQ(trace->output(trace->size()), "child\n");
  expect_whole(scenario, *trace);
}

TEST_F(LiveRunTest, AFatalErrorInTheChildsFirstLocalCode_EndsTheProgramInTheGoStep) {
  const auto scenario = go("func main() {\n\tgo func() {\n\t\tvar f func()\n\t\tgo f()\n\t}()\n\truntime.Gosched()\n}");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "fatal: go of nil func value");
  EXPECT_EQ((*trace)[trace->size() - 1].kind, EventKind::fatal);
  expect_whole(scenario, *trace);
}

// Released by a deferred Done, main may return before the crash, or not: whichever came first, the trace ends there, and replays.
TEST_F(LiveRunTest, ADeferredDoneAndACrash_EndTheRunOneWayOrTheOther) {
  const auto scenario = go("func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(2)\n\tfor range 2 {\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n\t\t\tpanic(\"boom\")\n\t\t}()\n\t}\n\twg.Wait()\n}");
  for (int i = 0; i < 50; ++i) {
    const auto trace = run_to_end(scenario);
    EXPECT_TRUE(ending_of(*trace) == "panic: boom" || ending_of(*trace) == "exit") << ending_of(*trace);
    expect_whole(scenario, *trace);
  }
}

TEST_F(LiveRunTest, CopiesOfWaitGroups_AreOneAccessOfAllTheirCells) {
  const auto scenario = go(R"(
func by_value(wg sync.WaitGroup) { wg.Done() }
func main() {
	var wg, other sync.WaitGroup
	wg.Add(2)
	for range 4 {
		go by_value(wg)
		go func() { other = wg }()
	}
	go wg.Wait()
	wg.Done()
	other = wg
	other.Add(0)
	wg = wg
	wg.Done()
})");
  for (int round = 0; round < 50; ++round) {
    const auto trace = run_to_end(scenario);
    expect_whole(scenario, *trace);
  }
}

// What the caller gets is what the function's last step read: the replay prints the same.
TEST_F(LiveRunTest, ANamedResultThatRaces_IsReadInAStep) {
  const auto scenario = go(R"(
func f() (n, m int) {
	go func() {
		for range 100 {
			n++
			m--
		}
	}()
	n = 2
	return
}
func main() {
	for range 30 {
		fmt.Println(f())
	}
})");
  for (int round = 0; round < 20; ++round) {
    const auto trace = run_to_end(scenario);
    EXPECT_EQ(ending_of(*trace), "exit");
    expect_whole(scenario, *trace);
    const auto again = replay(scenario, schedule_of(*trace));
    ASSERT_TRUE(again.ok());
    EXPECT_EQ(again->trace()->output(again->trace()->size()), trace->output(trace->size()));
  }
}

TEST_F(LiveRunTest, AccessesBeforeMain_CountAndTheirVariablesAreRight) {
  const auto scenario = go("var wg sync.WaitGroup\nvar x = start()\nfunc start() int {\n\twg.Add(1)\n\tgo wg.Done()\n\treturn 5\n}\nfunc main() {\n\twg.Wait()\n\tx++\n\tfmt.Println(x)\n}");
  const auto trace = run_to_end(scenario);
  EXPECT_EQ(ending_of(*trace), "exit");
  EXPECT_EQ(trace->output(trace->size()), "6\n");
  expect_whole(scenario, *trace);
}

}  // namespace
}  // namespace wgscope
