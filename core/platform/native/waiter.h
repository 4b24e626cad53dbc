// Somebody who waits: its place in a queue, how it sleeps there, and how it is woken.
//
// Being readied is a tree: whoever releases wakes one waiter and is gone; each resumed waiter first wakes some more. So the caller of the last
// Done does not pay for five hundred sleepers, and with several processors they are woken by several.
// A waiter sleeps on a word of its own, or in a crowd: with others on one word of the object that they wait for, of which one call into the kernel wakes many.
// Once a waiter is told that it is ready its queue place may be gone: nothing of it is touched after that.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <thread>

#include "backoff.h"
#include "futex.h"

namespace wgscope::native {

// One place in a queue, on the stack of the thread that waits. A line of its own: who walks along a queue reads each once.
struct alignas(64) Waiter {
  static constexpr uint32_t kWaits = 0, kSleeps = 1, kReady = 2;

  FutexWord ready{kWaits};      // kSleeps: in the kernel
  bool was_head = false;        // when it was queued
  Waiter* next = nullptr;       // towards the tail. Under the guard's lock; once it is out of the queue, of whoever has to wake it
  // Of the head only, under the guard's lock.
  Waiter* tail = nullptr;
  uint32_t queued = 0;          // places in the queue
  uint32_t tokens = 0;
  // Written before it is ready, read after that.
  uint32_t wakes = 0;           // so many along `next`
  uint32_t wakes_in_crowd = 0;  // so many of its crowd
  // Of the crowd (Round): which word it sleeps on, and how that read when it was queued.
  bool in_crowd = false;
  const std::atomic<uint64_t>* crowd = nullptr;
  uint64_t round = 0;
  // Of those who sleep alone beside a crowd, under the guard's lock: the next of them; of the head: the first and the last.
  Waiter* next_alone = nullptr;
  Waiter* first_alone = nullptr;
  Waiter* last_alone = nullptr;
};

// The upper 16 bits of a crowd's word. The first 12 of them count how often the whole crowd was readied, the others how often some of it were, who have been
// told by then: so who is about to sleep on the upper half notices either.
struct Round {
  static constexpr uint64_t kAll = uint64_t{1} << 52, kSome = uint64_t{1} << 48, kBits = ~(kSome - 1);
  static constexpr uint64_t after_some(uint64_t round) { return (round & ~(kAll - 1)) | ((round + kSome) & (kAll - 1)); }
};

// A crowd that was readied four thousand times while one of it was not looking would have that one wait for the next time. By a WaitGroup's rules nobody
// can be readied twice: a new round begins after all waits of the last have returned.
inline bool is_ready(const Waiter& self, uint64_t word) {
  return (self.in_crowd && (word ^ self.round) >= Round::kAll) || self.ready.load(std::memory_order_acquire) == Waiter::kReady;
}
inline bool is_ready(const Waiter& self) { return is_ready(self, self.in_crowd ? self.crowd->load(std::memory_order_acquire) : 0); }

// Tells a waiter that it is ready. Its place may be gone at once.
inline void wake(Waiter* waiter) {
  FutexWord* const word = &waiter->ready;
  if (word->exchange(Waiter::kReady, std::memory_order_acq_rel) == Waiter::kSleeps) futex_wake(word);
}

// Wakes `count` along `next`: sixteen by itself, who are each told to wake their part of the others.
inline void wake_all(Waiter* first, uint32_t count) {
  constexpr uint32_t kWakesMost = 16;   // of 2 to 64, what was fastest for 512 sleepers on two processors
  for (uint32_t parts = count < kWakesMost ? count : kWakesMost; parts > 0; --parts) {
    const uint32_t part = (count + parts - 1) / parts;
    Waiter* const leader = first;
    for (uint32_t i = 0; i < part; ++i) first = first->next;   // all of the part are asleep still
    leader->wakes = part - 1;
    wake(leader);
    count -= part;
  }
}

inline bool several_processors() {
  static const bool several = std::thread::hardware_concurrency() > 1;
  return several;
}

// Looks for a while whether the waiter is ready. Pauses, and then yields, for those who work towards the release may need this processor.
inline void spin(const Waiter& self) {
  constexpr std::chrono::microseconds kSpin{20};   // about what a trip through the kernel costs
  const auto until = std::chrono::steady_clock::now() + kSpin;
  for (int looks = 0; self.ready.load(std::memory_order_relaxed) != Waiter::kReady; ++looks) {
    if (looks < 32) {
      pause();
    } else if (std::chrono::steady_clock::now() < until) {
      std::this_thread::yield();
    } else {
      return;
    }
  }
}

inline void sleep_alone(Waiter& self) {
  uint32_t seen = Waiter::kWaits;
  if (self.ready.compare_exchange_strong(seen, Waiter::kSleeps, std::memory_order_acquire)) seen = Waiter::kSleeps;
  while (seen != Waiter::kReady) {
    futex_wait(self.ready, Waiter::kSleeps);
    seen = self.ready.load(std::memory_order_acquire);
  }
}

// The word is read first: whatever makes this one ready after that changes it, or has done so.
inline void sleep_in_crowd(const Waiter& self) {
  for (uint64_t word; word = self.crowd->load(std::memory_order_acquire), !is_ready(self, word);) futex_wait_upper(*self.crowd, static_cast<uint32_t>(word >> 32));
}

// Until the caller, who is queued, is ready. Then those are woken whom it has to wake, and the place may be queued again.
inline void park(Waiter& self) {
  // A release may be on its way. Only who stood at the head spins for it: the others have longer to wait.
  if (self.was_head && several_processors()) spin(self);
  self.in_crowd ? sleep_in_crowd(self) : sleep_alone(self);
  wake_all(self.next, self.wakes);
  if (self.wakes_in_crowd > 0) futex_wake_upper(self.crowd, self.wakes_in_crowd);
  self.ready.store(Waiter::kWaits, std::memory_order_relaxed);
}

// Places, first in, first out, linked through the places themselves: it allocates nothing, and only its lock's holder may touch it.
class Queue {
 public:
  constexpr Queue() = default;
  constexpr Queue(Waiter* head, Waiter* tail) : head_(head), tail_(tail) {}

  bool empty() const { return head_ == nullptr; }
  Waiter* head() const { return head_; }
  Waiter* tail() const { return tail_; }

  void push_back(Waiter* waiter) {
    waiter->next = nullptr;
    waiter->was_head = empty();
    if (empty()) head_ = waiter; else tail_->next = waiter;
    tail_ = waiter;
  }
  void push_front(Waiter* waiter) {
    waiter->next = head_;
    waiter->was_head = true;
    if (empty()) tail_ = waiter;
    head_ = waiter;
  }
  // Requires: not empty.
  Waiter* take() {
    Waiter* const first = head_;
    head_ = first->next;
    return first;
  }

 private:
  Waiter* head_ = nullptr;
  Waiter* tail_ = nullptr;   // only while somebody is queued
};

}  // namespace wgscope::native
