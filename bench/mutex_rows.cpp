// Lock and Unlock where nobody else wants it, and where another thread does.
#include <pthread.h>

#include <atomic>
#include <mutex>
#include <thread>

#include "bench/companion.h"
#include "bench/pinned.h"
#include "bench/rows.h"
#include "core/sync/native_mutex.h"

namespace wgscope::bench {
namespace {

constexpr size_t kPairs = 20'000;
constexpr size_t kContended = 100'000;

struct PthreadMutex {
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  void lock() { pthread_mutex_lock(&mutex); }
  void unlock() { pthread_mutex_unlock(&mutex); }
};

template <class M>
double uncontended_ns() {
  const Companion companion;
  struct alignas(128) { M mutex; } at;
  return quickest_ns_each(kPairs, [&] {
    M& mutex = at.mutex;
    for (size_t i = 0; i < kPairs; ++i) {
      mutex.lock();
      mutex.unlock();
    }
  });
}

// Two threads, on two processors, each taking it for a few instructions and then doing as much outside.
template <class M>
double contended_ns() {
  struct alignas(128) { M mutex; long inside = 0; } at;
  std::atomic<int> there{0};
  const auto work = [&] {
    ++there;
    while (there.load() < 2) {}
    for (size_t i = 0; i < kContended; ++i) {
      {
        const std::lock_guard hold(at.mutex);
        ++at.inside;
        keep(at.inside);
      }
      for (int outside = 0; outside < 20; ++outside) keep(outside);
    }
  };
  std::thread other([&] {
    const Pinned second(1);
    work();
  });
  const Pinned first(0);
  while (there.load() < 1) {}
  return ns_each(2 * kContended, [&] {
    work();
    other.join();
  });
}

}  // namespace

void mutex_rows(Bench& bench) {
  const auto ours = bench.measure(uncontended_ns<Mutex>);
  bench.row("Lock + Unlock, nobody else", "ns", ours, "std::mutex", bench.measure(uncontended_ns<std::mutex>), 1.05);
  bench.row("Lock + Unlock, nobody else", "ns", ours, "pthread_mutex", bench.measure(uncontended_ns<PthreadMutex>), 1.05);
  const auto contended = bench.measure(contended_ns<Mutex>);
  bench.row("Lock + Unlock, two threads contending", "ns", contended, "std::mutex", bench.measure(contended_ns<std::mutex>), 1.1);
}

}  // namespace wgscope::bench
