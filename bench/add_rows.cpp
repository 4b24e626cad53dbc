// Add, Done and Wait where nobody waits: the paths that must cost no more than the instruction itself.
#include <atomic>
#include <thread>
#include <vector>

#if defined(WGSCOPE_BENCH_TBB)
#include <oneapi/tbb/task_group.h>
#endif
#if defined(WGSCOPE_BENCH_ABSL)
#include <absl/synchronization/blocking_counter.h>
#endif

#include "bench/peers.h"
#include "bench/pinned.h"
#include "bench/rows.h"
#include "core/sync/native_wait_group.h"

namespace wgscope::bench {
namespace {

// In the loops below the object is named once, before: who names it by way of what a lambda has captured has its address loaded each time.
constexpr size_t kPairs = 20'000;
constexpr size_t kBursts = 20, kBurst = 10'000;   // a thread, contending

struct alignas(128) LonelyWord { uint64_t bits = 0; };
struct alignas(128) LonelyGroup { WaitGroup group; };

// Two threads do `op` as often as they can, on two processors. In short bursts, each from when both are running until both have finished, for
// on a busy machine one of them may be off its processor for most of a longer time, and then nobody contends.
template <class F>
double contended_ns(F&& op) {
  std::atomic<size_t> there{0}, finished{0};
  auto burst = [&](size_t number) {
    ++there;
    while (there.load() < 2 * number) {}
    for (size_t i = 0; i < kBurst; ++i) op();
    ++finished;
    while (finished.load() < 2 * number) {}
  };
  // A pinned thread's children would be pinned likewise, so the other one comes first.
  std::thread other([&] {
    const Pinned second(1);
    for (size_t number = 1; number <= kBursts; ++number) burst(number);
  });
  const Pinned first(0);
  std::vector<double> costs;
  for (size_t number = 1; number <= kBursts; ++number) {
    while (there.load() < 2 * number - 1) {}
    costs.push_back(ns_each(2 * kBurst, [&] { burst(number); }));
  }
  other.join();
  return median(costs);
}

}  // namespace

void add_rows(Bench& bench) {
  const auto two_xadds = bench.measure([] {
    LonelyWord word;
    return quickest_ns_each(kPairs, [&] {
      uint64_t& bits = word.bits;
      for (size_t i = 0; i < kPairs; ++i) {
        bare_xadd(bits, uint64_t{1} << 32);
        bare_xadd(bits, ~uint64_t{0} << 32);
      }
    });
  });
  const auto add_done = bench.measure([] {
    LonelyGroup at;
    at.group.add(1);
    return quickest_ns_each(kPairs, [&] {
      WaitGroup& group = at.group;
      for (size_t i = 0; i < kPairs; ++i) {
        group.add(1);
        group.done();
      }
    });
  });
  bench.row("Add + Done, one thread", "ns", add_done, "two bare lock xadd", two_xadds, 1.05);

  const auto through_zero = bench.measure([] {
    LonelyGroup at;
    return quickest_ns_each(kPairs, [&] {
      WaitGroup& group = at.group;
      for (size_t i = 0; i < kPairs; ++i) {
        group.add(1);
        group.done();
      }
    });
  });
#if defined(WGSCOPE_BENCH_TBB)
  const auto tbb_through_zero = bench.measure([] {
    alignas(128) tbb::detail::d1::wait_context context(0);
    return quickest_ns_each(kPairs, [&] {
      for (size_t i = 0; i < kPairs; ++i) {
        context.reserve();
        context.release();
      }
    });
  });
  bench.row("Add + Done through zero, nobody waits", "ns", through_zero, "tbb wait_context", tbb_through_zero, 0.7);
#else
  bench.absent("Add + Done through zero, nobody waits", "tbb");
#endif
  const auto condvar_through_zero = bench.measure([] {
    CondvarGroup group;
    return quickest_ns_each(kPairs, [&] {
      for (size_t i = 0; i < kPairs; ++i) {
        group.add(1);
        group.done();
      }
    });
  });
  bench.row("Add + Done through zero, nobody waits", "ns", through_zero, "mutex + condition variable", condvar_through_zero, 0.7);

  const auto xadd_contended = bench.measure([] {
    LonelyWord word;
    return contended_ns([&] { bare_xadd(word.bits, ~uint64_t{0} << 32); });
  });
  const auto done_contended = bench.measure([] {
    LonelyGroup at;
    at.group.add(2 * kBursts * kBurst);
    return contended_ns([&] { at.group.done(); });
  });
  bench.row("Done, two threads contending", "ns", done_contended, "contended bare lock xadd", xadd_contended, 1.2);
#if defined(WGSCOPE_BENCH_ABSL)
  const auto absl_contended = bench.measure([] {
    absl::BlockingCounter counter(2 * kBursts * kBurst);
    const double cost = contended_ns([&] { counter.DecrementCount(); });
    counter.Wait();
    return cost;
  });
  bench.row("Done, two threads contending", "ns", done_contended, "absl::BlockingCounter", absl_contended, 1.2);
#else
  bench.absent("Done, two threads contending", "absl");
#endif

  const auto wait = bench.measure([] {
    LonelyGroup at;
    return quickest_ns_each(kPairs, [&] {
      WaitGroup& group = at.group;
      for (size_t i = 0; i < kPairs; ++i) group.wait();
    });
  });
  const auto condvar_wait = bench.measure([] {
    CondvarGroup group;
    return quickest_ns_each(kPairs, [&] {
      for (size_t i = 0; i < kPairs; ++i) group.wait();
    });
  });
  bench.row("Wait at zero", "ns", wait, "mutex + condition variable", condvar_wait, 0.5);
}

}  // namespace wgscope::bench
