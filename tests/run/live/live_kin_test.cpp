// Channels, selects and mutexes on real threads: whoever is woken with what he waited for goes on within the step that woke him, and every trace says so.
#include <gtest/gtest.h>

#include <random>

#include "tests/run/live/live_support.h"
#include "tests/support/long.h"

namespace wgscope {
namespace {

struct Program {
  const char* name;
  const char* text;
};

constexpr Program kPrograms[] = {
    {"pool", "func worker(jobs <-chan int, results chan<- int, wg *sync.WaitGroup) {\n\tdefer wg.Done()\n\tfor j := range jobs {\n\t\tresults <- j * 2\n\t}\n}\nfunc main() {\n"
             "\tjobs, results := make(chan int, 2), make(chan int)\n\tvar wg sync.WaitGroup\n\tfor range 4 {\n\t\twg.Add(1)\n\t\tgo worker(jobs, results, &wg)\n\t}\n"
             "\tgo func() {\n\t\tfor i := range 12 {\n\t\t\tjobs <- i\n\t\t}\n\t\tclose(jobs)\n\t}()\n\tgo func() {\n\t\twg.Wait()\n\t\tclose(results)\n\t}()\n\tsum := 0\n\tfor r := range results {\n\t\tsum += r\n\t}\n\tfmt.Println(sum)\n}\n"},
    {"pipeline", "func stage(in <-chan int) <-chan int {\n\tout := make(chan int)\n\tgo func() {\n\t\tdefer close(out)\n\t\tfor v := range in {\n\t\t\tout <- v + 1\n\t\t}\n\t}()\n\treturn out\n}\nfunc main() {\n"
                 "\tfirst := make(chan int)\n\tgo func() {\n\t\tdefer close(first)\n\t\tfor i := range 10 {\n\t\t\tfirst <- i\n\t\t}\n\t}()\n\tfor v := range stage(stage(stage(first))) {\n\t\tfmt.Println(v)\n\t}\n}\n"},
    {"select", "func main() {\n\ta, b, quit := make(chan int), make(chan string, 1), make(chan struct{})\n\tfor i := range 4 {\n\t\tgo func() {\n\t\t\tselect {\n\t\t\tcase a <- i:\n\t\t\tcase b <- \"b\":\n\t\t\tcase <-quit:\n\t\t\t}\n\t\t}()\n\t}\n"
               "\tfor range 3 {\n\t\tselect {\n\t\tcase v := <-a:\n\t\t\tfmt.Println(v)\n\t\tcase s := <-b:\n\t\t\tfmt.Println(s)\n\t\t}\n\t}\n\tclose(quit)\n\tselect {\n\tcase <-a:\n\tcase <-b:\n\tdefault:\n\t}\n}\n"},
    {"closed under all", "func main() {\n\tch := make(chan int)\n\tfor i := range 3 {\n\t\tgo func() {\n\t\t\tdefer func() { recover() }()\n\t\t\tselect {\n\t\t\tcase ch <- i:\n\t\t\tcase ch <- i + 10:\n\t\t\t}\n\t\t}()\n\t}\n\truntime.Gosched()\n\tclose(ch)\n\tfor range 3 {\n\t\truntime.Gosched()\n\t}\n}\n"},
    {"locks", "var mu sync.Mutex\nvar rw sync.RWMutex\nvar n int\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor i := range 5 {\n\t\twg.Go(func() {\n\t\t\tfor range 4 {\n\t\t\t\tmu.Lock()\n\t\t\t\tn++\n\t\t\t\tmu.Unlock()\n\t\t\t\tif i%2 == 0 {\n\t\t\t\t\trw.RLock()\n"
              "\t\t\t\t\trw.RUnlock()\n\t\t\t\t} else {\n\t\t\t\t\trw.Lock()\n\t\t\t\t\trw.Unlock()\n\t\t\t\t}\n\t\t\t}\n\t\t})\n\t}\n\twg.Wait()\n\tfmt.Println(n)\n}\n"},
    {"opposite orders", "func main() {\n\tvar a, b sync.Mutex\n\tdone := make(chan bool)\n\tgo func() {\n\t\ta.Lock()\n\t\tb.Lock()\n\t\tb.Unlock()\n\t\ta.Unlock()\n\t\tdone <- true\n\t}()\n\tb.Lock()\n\ta.Lock()\n\ta.Unlock()\n\tb.Unlock()\n\t<-done\n}\n"},
    {"copies", "func main() {\n\tvar a sync.Mutex\n\tgo func() { a.Lock() }()\n\tb := a\n\tif b.TryLock() {\n\t\tb.Unlock()\n\t}\n\ta = b\n}\n"},
    {"timers", "func main() {\n\tt := time.NewTimer(50 * time.Microsecond)\n\tdone := make(chan int)\n\tgo func() { done <- 1 }()\n\tgo func() { t.Reset(20 * time.Microsecond) }()\n\tfor range 2 {\n\t\tselect {\n\t\tcase v := <-done:\n\t\t\tfmt.Println(v)\n\t\tcase <-t.C:\n\t\t\tfmt.Println(\"t\")\n\t\tcase <-time.After(30 * time.Microsecond):\n\t\t\tfmt.Println(\"after\")\n\t\t}\n\t}\n}\n"},
    {"two on one timer", "func main() {\n\tt := time.NewTicker(20 * time.Microsecond)\n\tdone := make(chan int)\n\tfor i := range 3 {\n\t\tgo func() {\n\t\t\t<-t.C\n\t\t\tdone <- i\n\t\t}()\n\t}\n\tfor range 3 {\n\t\tfmt.Println(<-done)\n\t}\n\tt.Stop()\n\t<-t.C\n}\n"},
    {"functions of timers", "func main() {\n\tvar wg sync.WaitGroup\n\twg.Add(3)\n\tfor i := range 3 {\n\t\ttime.AfterFunc(time.Duration(i) * 10 * time.Microsecond, func() {\n\t\t\tfmt.Println(i)\n\t\t\twg.Done()\n\t\t})\n\t}\n\tt := time.AfterFunc(time.Hour, func() { panic(\"never\") })\n\twg.Wait()\n\tfmt.Println(t.Stop())\n\tselect {}\n}\n"},
    {"a cond", "func main() {\n\tvar mu sync.Mutex\n\tc := sync.NewCond(&mu)\n\tready, done := 0, make(chan int)\n\tfor range 3 {\n\t\tgo func() {\n\t\t\tc.L.Lock()\n\t\t\tfor ready == 0 {\n\t\t\t\tc.Wait()\n\t\t\t}\n\t\t\tready--\n\t\t\tc.L.Unlock()\n\t\t\tdone <- 1\n\t\t}()\n\t}\n\tfor i := range 3 {\n\t\tmu.Lock()\n\t\tready++\n\t\tmu.Unlock()\n\t\tif i == 2 {\n\t\t\tc.Broadcast()\n\t\t} else {\n\t\t\tc.Signal()\n\t\t}\n\t}\n\tfor range 3 {\n\t\t<-done\n\t}\n}\n"},
    {"a cond and a timer", "func main() {\n\tvar mu sync.Mutex\n\tc := sync.NewCond(&mu)\n\tlate := false\n\ttime.AfterFunc(20*time.Microsecond, func() {\n\t\tmu.Lock()\n\t\tlate = true\n\t\tmu.Unlock()\n\t\tc.Broadcast()\n\t})\n\tmu.Lock()\n\tfor !late {\n\t\tc.Wait()\n\t}\n\tmu.Unlock()\n}\n"},
    {"for ever", "func main() {\n\tvar none chan int\n\tgo func() { <-none }()\n\tgo func() { select {} }()\n\tmake(chan int) <- 1\n}\n"},
};

class LiveKin : public testing::TestWithParam<Program> {};

TEST_P(LiveKin, AtEveryPace_ReplaysToTheBit) {
  const size_t threads = threads_of_process();
  const auto scenario = go(GetParam().text);
  ASSERT_TRUE(scenario);
  for (uint64_t run = 0; run < (long_suite() ? 1000u : 25u); ++run) {
    LiveOptions options{.pace = {}, .seed = run};
    if (run % 3 == 1) options.pace = 1e6;
    expect_whole(scenario, *run_to_end(scenario, options));
    if (HasFailure()) return;
  }
  EXPECT_EQ(threads_of_process(), threads);
}

TEST_P(LiveKin, StoppedAtRandomMoments_LeavesAWholeTrace) {
  const size_t threads = threads_of_process();
  const auto scenario = go(GetParam().text);
  ASSERT_TRUE(scenario);
  std::mt19937_64 random(7);
  for (int round = 0; round < (long_suite() ? 1000 : 40); ++round) {
    LiveRun run(scenario, {.pace = {}, .seed = random()});
    for (uint64_t spin = random() % 60'000; spin > 0; --spin) std::atomic_signal_fence(std::memory_order_seq_cst);
    run.stop();
    run.wait();
    expect_whole(scenario, *run.trace());
    if (HasFailure()) return;
  }
  EXPECT_EQ(threads_of_process(), threads);
}

INSTANTIATE_TEST_SUITE_P(Programs, LiveKin, testing::ValuesIn(kPrograms), [](const auto& info) {
  std::string name = info.param.name;
  std::ranges::replace(name, ' ', '_');
  return name;
});

}  // namespace
}  // namespace wgscope
