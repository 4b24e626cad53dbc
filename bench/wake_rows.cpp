// One Done, and 512 threads that sleep in Wait: when all are back, and when the caller of Done is.
#include <atomic>
#include <chrono>
#include <latch>
#include <thread>
#include <vector>

#include "bench/peers.h"
#include "bench/rows.h"
#include "core/sync/native_wait_group.h"

namespace wgscope::bench {
namespace {

constexpr int kSleepers = 512;
using Clock = std::chrono::steady_clock;

struct Wake {
  double all_us = 0;      // from the call of done until the last sleeper is back
  double caller_us = 0;   // until done is
};

template <class Group, class Done, class Wait>
Wake wake_all(Group& group, Done&& done, Wait&& wait) {
  std::atomic<int> there{0}, back{0};
  std::atomic<bool> measured{false};   // who is back stays until then: the end of a thread costs more than its wake-up
  std::atomic<Clock::time_point> last{};
  std::vector<std::thread> threads;
  threads.reserve(kSleepers);
  for (int i = 0; i < kSleepers; ++i)
    threads.emplace_back([&] {
      ++there;
      wait(group);
      if (++back == kSleepers) {
        last = Clock::now();
        measured = true;
        measured.notify_all();
      }
      measured.wait(false);
    });
  while (there.load() < kSleepers) std::this_thread::yield();
  std::this_thread::sleep_for(std::chrono::milliseconds(10));   // those that came last are about to fall asleep
  const auto start = Clock::now();
  done(group);
  const auto caller = Clock::now();
  for (auto& thread : threads) thread.join();
  const auto us = [start](Clock::time_point t) { return std::chrono::duration<double, std::micro>(t - start).count(); };
  return {us(last.load()), us(caller)};
}

// One wake-up of so many depends much on where they lay: some of them a round.
template <class F>
double typical(F&& once) {
  return median({once(), once(), once()});
}

Wake wake_ours() {
  WaitGroup group;
  group.add(1);
  return wake_all(group, [](WaitGroup& g) { g.done(); }, [](WaitGroup& g) { g.wait(); });
}

}  // namespace

void wake_rows(Bench& bench) {
  const auto ours = bench.measure([] { return typical([] { return wake_ours().all_us; }); });
  const auto caller = bench.measure([] { return typical([] { return wake_ours().caller_us; }); });
  const auto latch = bench.measure([] {
    return typical([] {
      std::latch one(1);
      return wake_all(one, [](std::latch& l) { l.count_down(); }, [](std::latch& l) { l.wait(); }).all_us;
    });
  });
  const auto condvar = bench.measure([] {
    return typical([] {
      CondvarGroup group;
      group.add(1);
      return wake_all(group, [](CondvarGroup& g) { g.done(); }, [](CondvarGroup& g) { g.wait(); }).all_us;
    });
  });
  bench.row("waking 512 parked threads: all are back", "us", ours, "std::latch", latch, 1.03);
  bench.row("waking 512 parked threads: Done is back", "us", caller, "std::latch, all", latch, 0.1);
  bench.row("waking 512 parked threads: all are back", "us", ours, "mutex + condition variable", condvar, 1.1);
}

}  // namespace wgscope::bench
