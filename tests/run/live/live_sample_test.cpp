// Every lesson and many generated programs, many times, at every pace, stopped at random moments: no hang, no thread left, endings inside what is
// claimed, every trace consistent and replayed to the bit. A seeded sample; all of it with WGSCOPE_LONG set.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "tests/run/live/live_support.h"
#include "tests/support/generated_program.h"
#include "tests/support/long.h"

namespace wgscope {
namespace {

LiveOptions options_of(uint64_t seed) {
  std::mt19937_64 random(seed);
  LiveOptions options{.pace = {}, .time_scale = 0.01, .seed = seed};
  switch (random() % 6) {
    case 0: options.pace = 1e6; break;
    case 1: options.pace = 20000; break;
    case 2: options.events_max = 1 + random() % 60; break;
    default: break;
  }
  return options;
}

class LiveLesson : public testing::TestWithParam<std::filesystem::path> {};

TEST_P(LiveLesson, ManyTimes_EndsAsItClaims) {
  const size_t threads = threads_of_process();
  const auto scenario = lesson(GetParam());
  ASSERT_TRUE(scenario && scenario->expect);
  const int runs = long_suite() ? 200 : 12;
  for (int run = 0; run < runs; ++run) {
    LiveOptions options{.pace = {}, .time_scale = 0.01, .seed = static_cast<uint64_t>(run)};
    if (run % 3 == 1) options.pace = 1e6;   // the seed's choice, not the machine's: more of what can happen does
    const auto trace = run_to_end(scenario, options);
    ASSERT_TRUE(trace->tail().ending.has_value()) << ending_of(*trace);
    EXPECT_TRUE(std::ranges::count(*scenario->expect, *trace->tail().ending) == 1) << *trace->tail().ending;
    expect_whole(scenario, *trace);
    if (HasFailure()) return;
  }
  EXPECT_EQ(threads_of_process(), threads);
}

INSTANTIATE_TEST_SUITE_P(Scenarios, LiveLesson, testing::ValuesIn(all_lessons()), [](const auto& info) { return info.param.stem().string(); });

TEST(LiveGenerated, AnyProgramAtAnyPace_ReplaysToTheBit) {
  const size_t threads = threads_of_process();
  const uint64_t programs = long_suite() ? 6000 : 120;
  for (uint64_t seed = 1; seed <= programs; ++seed) {
    const std::string text = GeneratedProgram::text(seed);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
    const auto scenario = go(text);
    ASSERT_TRUE(scenario);
    for (uint64_t run = 0; run < 3; ++run) {
      expect_whole(scenario, *run_to_end(scenario, options_of(seed * 100 + run)));
      if (testing::Test::HasFailure()) return;
    }
  }
  EXPECT_EQ(threads_of_process(), threads);
}

TEST(LiveGenerated, StoppedAtRandomMoments_LeavesAWholeTrace) {
  const size_t threads = threads_of_process();
  const uint64_t programs = long_suite() ? 3000 : 150;
  for (uint64_t seed = 1; seed <= programs; ++seed) {
    std::mt19937_64 random(seed);
    const std::string text = GeneratedProgram::text(random() % 50, {.functions = 4, .statements = 8});
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
    const auto scenario = go(text);
    ASSERT_TRUE(scenario);
    LiveRun run(scenario, options_of(seed));
    for (uint64_t spin = random() % 4000; spin > 0; --spin) std::atomic_signal_fence(std::memory_order_seq_cst);
    switch (random() % 4) {
      case 0: run.pause(); break;
      case 1: run.set_pace(1e5); break;
      case 2: run.trace(); break;
      default: break;
    }
    run.stop();
    run.wait();
    expect_whole(scenario, *run.trace());
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_EQ(threads_of_process(), threads);
}

// Many goroutines, few of them able to go on at a time, all of them at once at the end.
TEST(LiveGenerated, FiveHundredAndTwelve_ManyTimes) {
  const auto scenario = go(R"(
var start, end sync.WaitGroup
var total atomic.Int64
func main() {
	start.Add(1)
	end.Add(511)
	for i := range 511 {
		go func() {
			start.Wait()
			total.Add(int64(i))
			end.Done()
		}()
	}
	start.Done()
	end.Wait()
	fmt.Println(total.Load())
})");
  const size_t threads = threads_of_process();
  for (int run = 0; run < (long_suite() ? 60 : 2); ++run) {
    const auto trace = run_to_end(scenario);
    EXPECT_EQ(trace->output(trace->size()), "130305\n");
    expect_whole(scenario, *trace);
    LiveRun stopped(scenario, {});
    while (stopped.trace()->size() < static_cast<size_t>(run) * 40) std::this_thread::yield();
    stopped.stop();
    stopped.wait();
    expect_whole(scenario, *stopped.trace());
    if (testing::Test::HasFailure()) return;
  }
  EXPECT_EQ(threads_of_process(), threads);
}

}  // namespace
}  // namespace wgscope
