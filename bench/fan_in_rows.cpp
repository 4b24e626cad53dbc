// Fan-in: some workers, each with its Done, and one waiter. The workers are there already and are let go together; the time is from then until
// the waiter is back. Letting them go is the same for all: it is a part of both sides. A single worker and its waiter have a processor each;
// more of them go where they are put.
#include <atomic>
#include <latch>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#if defined(WGSCOPE_BENCH_ABSL)
#include <absl/synchronization/blocking_counter.h>
#endif

#include "bench/pinned.h"
#include "bench/rows.h"
#include "core/sync/native_wait_group.h"

namespace wgscope::bench {
namespace {

// The three sides as one: made for so many workers, fresh for each meeting.
struct OurMeeting {
  explicit OurMeeting(int workers) { group.add(workers); }
  void done() { group.done(); }
  void wait() { group.wait(); }
  WaitGroup group;
};
struct LatchMeeting {
  explicit LatchMeeting(int workers) : latch(workers) {}
  void done() { latch.count_down(); }
  void wait() { latch.wait(); }
  std::latch latch;
};
#if defined(WGSCOPE_BENCH_ABSL)
struct AbslMeeting {
  explicit AbslMeeting(int workers) : counter(workers) {}
  void done() { counter.DecrementCount(); }
  void wait() { counter.Wait(); }
  absl::BlockingCounter counter;
};
#endif

template <class Meeting>
double fan_in_us(int workers, uint32_t meetings_count) {
  std::vector<std::unique_ptr<Meeting>> meetings;
  for (uint32_t i = 0; i < meetings_count; ++i) meetings.push_back(std::make_unique<Meeting>(workers));
  std::atomic<uint32_t> begun{0};
  std::atomic<int> there{0};
  std::vector<std::thread> threads;
  for (int w = 0; w < workers; ++w)
    threads.emplace_back([&] {
      std::optional<Pinned> pinned;
      if (workers == 1) pinned.emplace(1);
      ++there;
      for (uint32_t i = 0; i < meetings_count; ++i) {
        for (uint32_t seen = begun.load(); seen <= i; seen = begun.load()) begun.wait(seen);
        meetings[i]->done();
      }
    });
  std::optional<Pinned> pinned;
  if (workers == 1) pinned.emplace(0);
  while (there.load() < workers) std::this_thread::yield();
  const double cost = ns_each(meetings_count, [&] {
    for (uint32_t i = 0; i < meetings_count; ++i) {
      begun.store(i + 1);
      begun.notify_all();
      meetings[i]->wait();
    }
  });
  for (auto& thread : threads) thread.join();
  return cost / 1000;
}

}  // namespace

void fan_in_rows(Bench& bench) {
  for (const auto& [workers, meetings] : {std::pair{1, 1000u}, std::pair{8, 400u}, std::pair{64, 100u}}) {
    const int n = workers;
    const uint32_t m = meetings;
    const std::string name = "fan-in of " + std::to_string(n) + (n == 1 ? " worker" : " workers") + " to one waiter";
    const auto ours = bench.measure([n, m] { return fan_in_us<OurMeeting>(n, m); });
    const auto latch = bench.measure([n, m] { return fan_in_us<LatchMeeting>(n, m); });
    bench.row(name, "us", ours, "std::latch", latch, n == 1 ? 1.1 : 1.0);
#if defined(WGSCOPE_BENCH_ABSL)
    const auto absl = bench.measure([n, m] { return fan_in_us<AbslMeeting>(n, m); });
    bench.row(name, "us", ours, "absl::BlockingCounter", absl, 1.1);
#else
    bench.absent(name, "absl");
#endif
  }
}

}  // namespace wgscope::bench
