// The native platform: std::atomic and futex, no probes. What a program links.
//
// A Guard is 8 bytes, so that a WaitGroup is 16: its lock is one bit, and the rest is either the number of tokens or, while somebody is
// queued, the head of the queue. Queue places are on the stacks of their waiters; the head's holds, for its time as the head, what no
// longer fits: the tokens, the tail, the length.
//
// Being readied is a tree: whoever releases wakes one waiter and is gone; each resumed waiter first wakes some more. So the caller of the last
// Done does not pay for five hundred sleepers, and with several processors they are woken by several.
// Once a waiter is told that it is ready its queue place may be gone: nothing of it is touched after that.
#pragma once

#include <atomic>
#include <cassert>
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
};

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

class Guard {
 public:
  constexpr Guard() = default;
  Guard(const Guard&) = delete;
  Guard& operator=(const Guard&) = delete;

 private:
  friend class Section;
  static constexpr uintptr_t kLocked = 1, kQueued = 2, kFlags = 3;
  std::atomic<uintptr_t> state_{0};   // kQueued: | the head; else: | tokens << 2
};

class Platform;

class Section {
 public:
  inline Section(Platform&, Guard& guard);
  inline ~Section();
  Section(const Section&) = delete;
  Section& operator=(const Section&) = delete;

  uint32_t tokens = 0;

  bool empty() const { return queued_ == 0; }
  void push(Waiter* waiter) {
    waiter->next = nullptr;
    waiter->wakes = 0;
    waiter->was_head = empty();
    if (empty()) head_ = waiter; else tail_->next = waiter;
    tail_ = waiter;
    ++queued_;
  }
  void ready(uint32_t count) {
    assert(ready_count_ == 0 && "a section readies once");
    ready_ = head_;
    ready_count_ = count < queued_ ? count : queued_;
    queued_ -= ready_count_;
    if (queued_ > 0)   // the whole queue, which is nearly always, is not walked along
      for (uint32_t i = 0; i < ready_count_; ++i) head_ = head_->next;
  }

 private:
  Guard& guard_;
  Waiter* head_ = nullptr;   // these two only while somebody is queued
  Waiter* tail_ = nullptr;
  uint32_t queued_ = 0;
  Waiter* ready_ = nullptr;
  uint32_t ready_count_ = 0;
};

// One a call. Costs nothing where the call never reaches the queue.
class Platform {
 public:
  using Word = std::atomic<uint64_t>;
  using Guard = native::Guard;
  using Section = native::Section;
  using Waiter = native::Waiter*;
  static constexpr bool kReleasesAtOnce = true;

  [[gnu::always_inline]] uint64_t load(const Word& word) { return word.load(); }
  [[gnu::always_inline]] void store(Word& word, uint64_t bits) { word.store(bits); }
  [[gnu::always_inline]] uint64_t add(Word& word, uint64_t delta) { return word.fetch_add(delta) + delta; }
  [[gnu::always_inline]] bool compare_exchange(Word& word, uint64_t expected, uint64_t desired) {
    return word.compare_exchange_strong(expected, desired);
  }

  Waiter self() { return &self_; }

  // Until the caller, who is queued, is ready. Then the next to be woken are woken, and the caller may queue again.
  void park() {
    // A release may be on its way. Only who stood at the head spins for it: the others have longer to wait.
    if (self_.was_head && several_processors()) spin();
    uint32_t seen = Waiter_::kWaits;
    if (self_.ready.compare_exchange_strong(seen, Waiter_::kSleeps, std::memory_order_acquire)) seen = Waiter_::kSleeps;
    while (seen != Waiter_::kReady) {
      futex_wait(self_.ready, Waiter_::kSleeps);
      seen = self_.ready.load(std::memory_order_acquire);
    }
    wake_all(self_.next, self_.wakes);
    self_.ready.store(Waiter_::kWaits, std::memory_order_relaxed);
  }

 private:
  using Waiter_ = native::Waiter;
  static constexpr std::chrono::microseconds kSpin{20};   // about what a trip through the kernel costs

  static bool several_processors() {
    static const bool several = std::thread::hardware_concurrency() > 1;
    return several;
  }

  // Pauses, and then yields, for those who work towards the release may need this processor.
  void spin() {
    const auto until = std::chrono::steady_clock::now() + kSpin;
    for (int looks = 0; self_.ready.load(std::memory_order_relaxed) != Waiter_::kReady; ++looks) {
      if (looks < 32) {
        pause();
      } else if (std::chrono::steady_clock::now() < until) {
        std::this_thread::yield();
      } else {
        return;
      }
    }
  }

  native::Waiter self_;
};

inline Section::Section(Platform&, Guard& guard) : guard_(guard) {
  Backoff backoff;
  uintptr_t seen = guard.state_.load(std::memory_order_relaxed);
  while ((seen & Guard::kLocked) != 0 ||
         !guard.state_.compare_exchange_weak(seen, seen | Guard::kLocked, std::memory_order_acquire, std::memory_order_relaxed)) {
    backoff.wait();
    seen = guard.state_.load(std::memory_order_relaxed);
  }
  if ((seen & Guard::kQueued) != 0) {
    head_ = reinterpret_cast<Waiter*>(seen & ~Guard::kFlags);
    tail_ = head_->tail;
    queued_ = head_->queued;
    tokens = head_->tokens;
  } else {
    tokens = static_cast<uint32_t>(seen >> 2);
  }
}

inline Section::~Section() {
  uintptr_t state;
  if (!empty()) {
    head_->tail = tail_;
    head_->queued = queued_;
    head_->tokens = tokens;
    state = reinterpret_cast<uintptr_t>(head_) | Guard::kQueued;
  } else {
    state = static_cast<uintptr_t>(tokens) << 2;
  }
  Waiter* const first = ready_count_ > 0 ? ready_ : nullptr;
  if (first != nullptr) first->wakes = ready_count_ - 1;
  guard_.state_.store(state, std::memory_order_release);   // the last touch: a waiter may take its token and destroy the object
  if (first != nullptr) wake(first);
}

}  // namespace wgscope::native
