// One job of 64 workers, three ways: each tells that it is done by a WaitGroup's Done, by a send on one buffered channel from which the one who waits
// receives as often, by a latch. The threads are there already; the time is from the first Done, which is the start, to the waiter's return.
#include <atomic>
#include <chrono>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "bench/peers.h"
#include "bench/rows.h"
#include "core/sync/native_channel.h"
#include "core/sync/native_wait_group.h"

namespace wgscope::bench {
namespace {

constexpr size_t kWorkers = 64;
constexpr uint32_t kJobs = 60;
using Clock = std::chrono::steady_clock;

// The ways as one: fresh for each job.
struct ByWaitGroup {
  ByWaitGroup() { group.add(kWorkers); }
  void done() { group.done(); }
  void wait() { group.wait(); }
  WaitGroup group;
};
struct ByLatch {
  void done() { latch.count_down(); }
  void wait() { latch.wait(); }
  std::latch latch{kWorkers};
};
template <class Queue>
struct ByQueue {
  void done() { queue.send(1); }
  void wait() {
    for (size_t i = 0; i < kWorkers; ++i) keep(queue.receive());
  }
  Queue queue{kWorkers};
};

template <class Way>
double job_us() {
  std::vector<std::unique_ptr<Way>> jobs;
  for (uint32_t i = 0; i < kJobs; ++i) jobs.push_back(std::make_unique<Way>());
  std::vector<std::atomic<Clock::rep>> first(kJobs);   // of each job, the time of its first Done
  std::atomic<uint32_t> begun{0};
  std::atomic<size_t> there{0};
  std::vector<std::thread> threads;
  for (size_t w = 0; w < kWorkers; ++w)
    threads.emplace_back([&] {
      ++there;
      for (uint32_t i = 0; i < kJobs; ++i) {
        for (uint32_t seen = begun.load(); seen <= i; seen = begun.load()) begun.wait(seen);
        if (first[i].load(std::memory_order_relaxed) == 0) {
          Clock::rep none = 0;
          first[i].compare_exchange_strong(none, Clock::now().time_since_epoch().count());
        }
        jobs[i]->done();
      }
    });
  while (there.load() < kWorkers) std::this_thread::yield();
  std::vector<double> costs;
  for (uint32_t i = 0; i < kJobs; ++i) {
    begun.store(i + 1);
    begun.notify_all();
    jobs[i]->wait();
    const auto took = Clock::now().time_since_epoch() - Clock::duration(first[i].load());
    costs.push_back(std::chrono::duration<double, std::micro>(took).count());
  }
  for (auto& thread : threads) thread.join();
  return median(costs);
}

}  // namespace

void job_rows(Bench& bench) {
  const std::string name = "64 workers' job, by ";
  const auto by_group = bench.measure(job_us<ByWaitGroup>);
  const auto by_channel = bench.measure(job_us<ByQueue<Channel<int>>>);
  bench.row(name + "channel", "us", by_channel, "mutex + condition variables", bench.measure(job_us<ByQueue<CondvarQueue<int>>>), 0.8);
  bench.row(name + "WaitGroup", "us", by_group, "std::latch", bench.measure(job_us<ByLatch>), 1.1);
  bench.row(name + "WaitGroup", "us", by_group, "by channel", by_channel, 1);
}

}  // namespace wgscope::bench
