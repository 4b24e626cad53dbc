// What WaitGroup is measured against, where no library has it ready.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <utility>
#include <vector>

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

// The channel that everybody writes first: a ring, a mutex, two condition variables. Without places a sender is back once its value has been taken.
template <class T>
class CondvarQueue {
 public:
  explicit CondvarQueue(size_t places) : unbuffered_(places == 0), ring_(places == 0 ? 1 : places) {}

  void send(T value) {
    std::unique_lock lock(mutex_);
    changed_by_receive_.wait(lock, [this] { return held_ < ring_.size(); });
    const size_t place = first_ + held_++;
    ring_[place < ring_.size() ? place : place - ring_.size()] = std::move(value);
    const size_t number = ++sent_;
    if (unbuffered_) {
      changed_by_send_.notify_one();
      changed_by_receive_.wait(lock, [&] { return received_ >= number; });
    } else {
      lock.unlock();
      changed_by_send_.notify_one();
    }
  }

  T receive() {
    std::unique_lock lock(mutex_);
    changed_by_send_.wait(lock, [this] { return held_ > 0; });
    T value = std::move(ring_[first_]);
    first_ = first_ + 1 == ring_.size() ? 0 : first_ + 1;
    --held_;
    ++received_;
    lock.unlock();
    if (unbuffered_) changed_by_receive_.notify_all(); else changed_by_receive_.notify_one();
    return value;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_by_send_, changed_by_receive_;
  const bool unbuffered_;
  std::vector<T> ring_;
  size_t first_ = 0, held_ = 0, sent_ = 0, received_ = 0;
};

}  // namespace wgscope::bench
