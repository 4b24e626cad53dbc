// Live runs at their edges: asked before they have begun and while they end, without threads, driven every way at once, paused while time should pass.
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>

#include "core/run/live_run.h"
#include "tests/run/live/live_support.h"
#include "tests/support/generated_program.h"
#include "tests/support/long.h"

namespace wgscope {
namespace {

using Steady = std::chrono::steady_clock;
using namespace std::chrono_literals;

class LiveEdges : public testing::Test {
 protected:
  void SetUp() override { threads_ = threads_of_process(); }
  void TearDown() override { EXPECT_EQ(threads_of_process(), threads_) << "a thread was left behind"; }
  size_t threads_ = 0;
};

// The shortest run that there is, and one that starts with much to make before main stands anywhere.
constexpr const char* kShortest = "func main() {}";
constexpr const char* kShort = "var wg sync.WaitGroup\nfunc main() {\n\twg.Go(func() { fmt.Println(1) })\n\twg.Wait()\n}";
constexpr const char* kSlowToBegin = "var n = count()\nfunc count() int {\n\tsum := 0\n\tfor i := range 100000 {\n\t\tsum += i\n\t}\n\treturn sum\n}\nfunc main() { fmt.Println(n) }";

TEST_F(LiveEdges, AskedBeforeMainExists_GivesAnEmptyTrace) {
  for (const char* text : {kShortest, kShort, kSlowToBegin}) {
    const auto scenario = go(text);
    for (int round = 0; round < (long_suite() ? 2000 : 150); ++round) {
      LiveRun run(scenario, {});
      auto before = run.trace();   // at once: there may be no thread, no main, no globals yet
      for (int ask = 0; ask < 20; ++ask) {
        const auto now = run.trace();
        ASSERT_NE(now, nullptr);
        ASSERT_GE(now->goroutines().size(), 1u);
        ASSERT_EQ(now->tail().standing.size(), now->goroutines().size());
        ASSERT_GE(now->size(), before->size());
        const auto broken = find_inconsistency(*now);
        ASSERT_FALSE(broken.has_value()) << *broken;
        before = now;
      }
    }
  }
}

// What was asked for while the run ended never takes the place of the trace that has the ending.
TEST_F(LiveEdges, AskedWhileItEnds_TheEndingIsNotLost) {
  const auto scenario = go(kShort);
  for (int round = 0; round < (long_suite() ? 20'000 : 1500); ++round) {
    LiveRun run(scenario, {});
    while (!run.over()) {
      run.trace();
      std::this_thread::yield();   // the run needs the lock, too
    }
    const auto trace = run.trace();
    ASSERT_TRUE(trace->tail().over) << "round " << round;
    ASSERT_EQ(ending_of(*trace), "exit");
    ASSERT_EQ((*trace)[trace->size() - 1].kind, EventKind::main_return);
    ASSERT_EQ(trace->output(trace->size()), "1\n");
    ASSERT_EQ(run.trace(), trace);
  }
}

TEST_F(LiveEdges, WaitedForWithALimit_SaysWhetherItIsOver) {
  const auto scenario = go(kShort);
  for (int round = 0; round < 50; ++round) {
    LiveRun run(scenario, {.start_paused = true});
    EXPECT_FALSE(run.wait_for(std::chrono::microseconds(round % 5)));
    run.resume();
    EXPECT_TRUE(run.wait_for(1min));
    EXPECT_TRUE(run.over());
    EXPECT_EQ(ending_of(*run.trace()), "exit");
  }
}

// A run that is faster than it can be told is told in parts, each of which is whole; at the end all of it is there.
TEST_F(LiveEdges, FasterThanItIsTold_IsToldInWholeParts) {
  const auto scenario = go(R"(
var a atomic.Int64
var wg sync.WaitGroup
func main() {
	for range 8 {
		wg.Go(func() {
			for range 12000 {
				a.Add(1)
			}
		})
	}
	wg.Wait()
	fmt.Println(a.Load())
})");
  for (int round = 0; round < (long_suite() ? 30 : 2); ++round) {
    LiveRun run(scenario, {});
    auto before = run.trace();
    size_t most = 0;
    while (!run.over()) {
      const auto now = run.trace();
      ASSERT_TRUE(now->tail().over || now == before || now->extends(*before));
      ASSERT_EQ(now->tail().standing.size(), now->goroutines().size());
      if (!now->tail().over) most = std::max(most, now->size() - before->size());
      before = now;
      std::this_thread::yield();
    }
    EXPECT_LT(most, 40'000u);
    const auto trace = run.trace();
    EXPECT_EQ(trace->output(trace->size()), "96000\n");
    expect_whole(scenario, *trace);
    if (HasFailure()) return;
  }
}

TEST_F(LiveEdges, ThreadsRunOut_TheRunStopsInFrontOfTheGo) {
  const auto scenario = go("var wg sync.WaitGroup\nfunc main() {\n\tfor range 20 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\truntime.Gosched()\n\t\t\twg.Wait()\n\t\t}()\n\t}\n}");
  for (size_t most : {1, 2, 5, 20}) {
    LiveRun run(scenario, {.threads_max = most});
    run.wait();
    const auto trace = run.trace();
    EXPECT_EQ(ending_of(*trace), "stopped by goroutines");
    EXPECT_EQ(trace->goroutines().size(), most);
    EXPECT_EQ(trace->tail().standing[0].next, EventKind::spawn);
    EXPECT_NE(run.trouble().find("no more threads (Resource temporarily unavailable)"), std::string::npos) << run.trouble();
    expect_whole(scenario, *trace);
  }
  LiveRun enough(scenario, {.threads_max = 21});
  enough.wait();
  EXPECT_EQ(ending_of(*enough.trace()), "exit");
  EXPECT_EQ(enough.trouble(), "");
}

TEST_F(LiveEdges, ThreadsThatEnded_AreUsedAgain) {
  const auto scenario = go("func main() {\n\tfor range 50 {\n\t\tvar wg sync.WaitGroup\n\t\twg.Go(func() {})\n\t\twg.Wait()\n\t}\n}");
  const auto trace = run_to_end(scenario, {.pace = 1e6, .threads_max = 50});   // a few may end late
  EXPECT_EQ(ending_of(*trace), "exit");
}

TEST_F(LiveEdges, NotEvenAThreadForMain_IsStopped) {
  LiveRun run(go(kShort), {.threads_max = 0});
  run.wait();
  EXPECT_EQ(ending_of(*run.trace()), "stopped by goroutines");
  EXPECT_EQ(run.trace()->size(), 0u);
  EXPECT_NE(run.trouble(), "");
}

// The machine itself refuses, from the run's own thread on. In a process of its own, as somebody whom the limit counts for.
[[noreturn]] void run_without_threads() {
  if (geteuid() == 0 && setuid(65534) != 0) _exit(2);
  const rlimit none{0, 0};
  if (setrlimit(RLIMIT_NPROC, &none) != 0) _exit(3);
  LiveRun run(go(kShort), {});
  run.pause();
  run.step_one();
  run.resume();
  run.wait();
  if (!run.over() || ending_of(*run.trace()) != "stopped by goroutines") _exit(4);
  std::fputs(run.trouble().c_str(), stderr);
  _exit(0);
}
TEST_F(LiveEdges, TheMachineRefusesEveryThread_OneClearMessage) {
  EXPECT_EXIT(run_without_threads(), testing::ExitedWithCode(0), "^the machine gives this program no more threads \\(Resource temporarily unavailable\\)[^\n]*$");
}

TEST_F(LiveEdges, StoppedInsideLocalLoops_AtOnce) {
  const auto scenario = go(R"(
func spin(n int) int {
	sum := 0
	for i := range n {
		sum += i * i
	}
	return sum
}
func main() {
	for range 6 {
		go func() {
			for {
				runtime.Gosched()
				spin(60000)
			}
		}()
	}
	for {
		spin(60000)
		runtime.Gosched()
	}
})");
  for (uint64_t round = 0; round < (long_suite() ? 300u : 12u); ++round) {
    std::mt19937_64 random(round);
    LiveRun run(scenario, {.pace = round % 3 == 0 ? std::optional<double>(2000) : std::nullopt, .seed = round});
    const auto until = Steady::now() + std::chrono::microseconds(random() % 8000);
    while (Steady::now() < until) run.trace();
    const auto began = Steady::now();
    run.stop();
    run.wait();
    EXPECT_LT(Steady::now() - began, 5s);   // a machine under load; a whole spin of each would do, too, but none is waited for
    EXPECT_EQ(ending_of(*run.trace()), "stopped by interrupt");
    expect_whole(scenario, *run.trace());
    if (HasFailure()) return;
  }
}

// Whatever is asked of a run, in whatever order: it goes on where it may, and ends.
TEST_F(LiveEdges, DrivenEveryWay_EndsWhole) {
  for (uint64_t seed = 1; seed <= (long_suite() ? 3000u : 150u); ++seed) {
    std::mt19937_64 random(seed);
    const std::string text = GeneratedProgram::text(random() % 300);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
    const auto scenario = go(text);
    ASSERT_TRUE(scenario);
    LiveRun run(scenario, {.pace = random() % 2 == 0 ? std::optional<double>(5000) : std::nullopt, .time_scale = 0.1, .start_paused = random() % 3 == 0, .seed = seed});
    auto before = run.trace();
    for (uint64_t n = random() % 60; n > 0; --n) {
      switch (random() % 8) {
        case 0: run.pause(); break;
        case 1: run.resume(); break;
        case 2:
        case 3:
        case 4: run.step_one(); break;
        case 5: run.set_pace(random() % 2 == 0 ? std::optional<double>(1e5) : std::nullopt); break;
        case 6: std::this_thread::yield(); break;
        default: {
          const auto now = run.trace();
          ASSERT_TRUE(now->size() == before->size() || now->extends(*before));
          const auto broken = find_inconsistency(*now);
          ASSERT_FALSE(broken.has_value()) << *broken;
          before = now;
        }
      }
    }
    if (random() % 3 == 0) run.stop();
    run.set_pace(std::nullopt);
    run.resume();
    run.wait();
    expect_whole(scenario, *run.trace());
    if (HasFailure()) return;
  }
}

// Paused, every step asked for is one step, never two, never none.
TEST_F(LiveEdges, StepOneWhilePaused_IsExactlyOne) {
  const auto scenario = go("var x int\nvar wg sync.WaitGroup\nfunc main() {\n\tfor range 4 {\n\t\twg.Go(func() {\n\t\t\tx++\n\t\t\ttime.Sleep(time.Hour)\n\t\t\tx--\n\t\t})\n\t}\n\twg.Wait()\n}");
  for (uint64_t round = 0; round < (long_suite() ? 100u : 5u); ++round) {
    LiveRun run(scenario, {.start_paused = true, .seed = round});
    size_t asked = 0;
    // The whole trace may be there a moment before the last thread is gone: then nothing is asked for any more.
    while (!run.over() && !run.trace()->tail().over) {
      ++asked;
      run.step_one();
      while (!run.over() && schedule_of(*run.trace()).choices.size() < asked) std::this_thread::yield();
      ASSERT_LE(schedule_of(*run.trace()).choices.size(), asked);
    }
    run.wait();
    EXPECT_EQ(schedule_of(*run.trace()).choices.size(), asked);
    EXPECT_EQ(ending_of(*run.trace()), "exit");   // a step that was asked for fires a timer when nothing else can step
    expect_whole(scenario, *run.trace());
  }
}

TEST_F(LiveEdges, PausedWhileSomebodySleeps_TheProgramsClockStands) {
  const auto scenario = go("func main() {\n\tgo func() { time.Sleep(time.Millisecond) }()\n\ttime.Sleep(40 * time.Millisecond)\n}");
  LiveRun run(scenario, {.start_paused = true});
  run.step_one();   // the `go`; then everybody sleeps
  const auto asleep = [&] {
    const auto trace = run.trace();
    return std::ranges::count_if(trace->events(), [](const Event& event) { return event.kind == EventKind::sleep; }) == 2;
  };
  while (!asleep()) std::this_thread::yield();
  const size_t size = run.trace()->size();
  for (const auto until = Steady::now() + 80ms; Steady::now() < until;) ASSERT_EQ(run.trace()->size(), size) << "a timer fired while the clock stood";
  const auto resumed = Steady::now();
  run.resume();
  run.wait();
  EXPECT_GE(Steady::now() - resumed, 39ms) << "time passed while the clock stood";
  EXPECT_EQ(ending_of(*run.trace()), "exit");
  expect_whole(scenario, *run.trace());
}

// Paused again and again, it sleeps as long as it should of the time in between.
TEST_F(LiveEdges, PausedNowAndThen_SleepsItsTime) {
  const auto scenario = go("func main() {\n\ttime.Sleep(20 * time.Millisecond)\n}");
  Steady::duration ran{};
  auto began = Steady::now();   // never later than the clock
  LiveRun run(scenario, {});
  while (!run.over()) {
    for (const auto until = began + 3ms; Steady::now() < until && !run.over();) std::this_thread::yield();
    run.pause();
    ran += Steady::now() - began;
    for (const auto until = Steady::now() + 3ms; Steady::now() < until && !run.over();) std::this_thread::yield();
    began = Steady::now();
    run.resume();
  }
  EXPECT_GE(ran, 19ms);
  EXPECT_EQ(ending_of(*run.trace()), "exit");
}

}  // namespace
}  // namespace wgscope
