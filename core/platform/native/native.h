// The native platform: std::atomic and futex, no probes. What a program links.
//
// A Guard is 8 bytes, so that a WaitGroup is 16: its lock is one bit, and the rest is either the number of tokens or, while somebody is
// queued, the head of the queue. Queue places are on the stacks of their waiters; the head's holds, for its time as the head, what no longer
// fits: the tokens and the tail.
//
// Being readied is a tree: whoever releases wakes one waiter and is gone; each resumed waiter first wakes two more. So the caller of the last
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

// One place in a queue, on the stack of the thread that waits.
struct alignas(8) Waiter {
  // Under the guard's lock.
  Waiter* next = nullptr;     // towards the tail
  Waiter* tail = nullptr;     // of the head only
  uint32_t tokens = 0;        // of the head only
  bool was_head = false;      // when it was queued
  // Written before `ready`, read after it.
  Waiter* wakes[2] = {};
  FutexWord ready{0};         // 0 waits, 1 sleeps in the kernel, 2 ready

  static constexpr uint32_t kWaits = 0, kSleeps = 1, kReady = 2;
};

// Tells a waiter that it is ready. Its place may be gone at once.
inline void wake(Waiter* waiter) {
  FutexWord* const word = &waiter->ready;
  if (word->exchange(Waiter::kReady, std::memory_order_acq_rel) == Waiter::kSleeps) futex_wake(word);
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

  bool empty() const { return head_ == nullptr; }
  void push(Waiter* waiter) {
    waiter->next = nullptr;
    waiter->was_head = empty();
    if (empty()) head_ = waiter; else tail_->next = waiter;
    tail_ = waiter;
  }
  Waiter* pop() {
    assert(!empty() && "pop: nobody is queued");
    Waiter* const head = head_;
    head_ = head->next;
    return head;
  }
  // The i-th to be ready wakes the 2i+1st and the 2i+2nd. `parent_` follows at half the pace, along the same chain.
  void ready(Waiter* waiter) {
    waiter->next = nullptr;
    waiter->wakes[0] = waiter->wakes[1] = nullptr;
    if (root_ == nullptr) {
      root_ = parent_ = last_ready_ = waiter;
      return;
    }
    last_ready_->next = waiter;
    last_ready_ = waiter;
    parent_->wakes[parent_wakes_++] = waiter;
    if (parent_wakes_ == 2) {
      parent_ = parent_->next;
      parent_wakes_ = 0;
    }
  }

 private:
  Guard& guard_;
  Waiter* head_ = nullptr;
  Waiter* tail_ = nullptr;
  Waiter* root_ = nullptr;
  Waiter* parent_ = nullptr;
  Waiter* last_ready_ = nullptr;
  int parent_wakes_ = 0;
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
    // A release may be on its way. Only who stood at the head spins: whoever stands behind has longer to wait, and would take the processors from those who work.
    if (self_.was_head && several_processors()) spin();
    uint32_t seen = Waiter_::kWaits;
    if (self_.ready.compare_exchange_strong(seen, Waiter_::kSleeps, std::memory_order_acquire)) seen = Waiter_::kSleeps;
    while (seen != Waiter_::kReady) {
      futex_wait(self_.ready, Waiter_::kSleeps);
      seen = self_.ready.load(std::memory_order_acquire);
    }
    for (native::Waiter* const next : self_.wakes)
      if (next != nullptr) wake(next);
    self_.ready.store(Waiter_::kWaits, std::memory_order_relaxed);
  }

 private:
  using Waiter_ = native::Waiter;
  static constexpr std::chrono::microseconds kSpin{20};   // about what a trip through the kernel costs

  static bool several_processors() {
    static const bool several = std::thread::hardware_concurrency() > 1;
    return several;
  }

  void spin() {
    const auto until = std::chrono::steady_clock::now() + kSpin;
    do {
      for (int i = 0; i < 16; ++i) {
        if (self_.ready.load(std::memory_order_relaxed) == Waiter_::kReady) return;
        pause();
      }
    } while (std::chrono::steady_clock::now() < until);
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
    tokens = head_->tokens;
  } else {
    tokens = static_cast<uint32_t>(seen >> 2);
  }
}

inline Section::~Section() {
  uintptr_t state;
  if (head_ != nullptr) {
    head_->tail = tail_;
    head_->tokens = tokens;
    state = reinterpret_cast<uintptr_t>(head_) | Guard::kQueued;
  } else {
    state = static_cast<uintptr_t>(tokens) << 2;
  }
  Waiter* const root = root_;
  guard_.state_.store(state, std::memory_order_release);   // the last that is done to the object: a waiter may take its token and destroy it
  if (root != nullptr) wake(root);
}

}  // namespace wgscope::native
