// The native platform: std::atomic and futex, no probes. What a program links.
//
// A Guard is 8 bytes, so that a WaitGroup is 16: its lock is one bit, and the rest is either the number of tokens or, while somebody is
// queued, the head of the queue. Queue places are on the stacks of their waiters; the head's holds, for its time as the head, what no
// longer fits: the tokens, the tail, the length.
// How a waiter sleeps and is woken is in waiter.h.
#pragma once

#include <atomic>
#include <cassert>
#include <cstdint>

#include "backoff.h"
#include "waiter.h"

namespace wgscope::native {

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

  // Until the caller, who is queued, is ready. It may queue again then.
  void park() { native::park(self_); }

 private:
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
