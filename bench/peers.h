// What WaitGroup is measured against, where no library has it ready.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace wgscope::bench {

// The bare instruction. In assembly, for a compiler turns a fetch_add whose result is unused into the cheaper `lock add`.
inline uint64_t bare_xadd(uint64_t& word, uint64_t delta) {
#if defined(__x86_64__)
  asm volatile("lock xaddq %0, %1" : "+r"(delta), "+m"(word) : : "memory", "cc");
  return delta;
#else
  const uint64_t before = std::atomic_ref(word).fetch_add(delta);
  asm volatile("" : : "r"(before) : "memory");
  return before;
#endif
}

// The WaitGroup that everybody writes first.
class CondvarGroup {
 public:
  void add(int64_t delta) {
    const std::lock_guard lock(mutex_);
    count_ += delta;
    if (count_ == 0) zero_.notify_all();
  }
  void done() { add(-1); }
  void wait() {
    std::unique_lock lock(mutex_);
    zero_.wait(lock, [this] { return count_ == 0; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable zero_;
  int64_t count_ = 0;
};

}  // namespace wgscope::bench
