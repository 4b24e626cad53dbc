// The native platform: std::atomic and futex, no probes. What a program links.
//
// A Guard is 8 bytes, so that a WaitGroup is 16: its lock is one bit, and the rest is a count of rounds and either the number of tokens or, while somebody
// is queued, the head of the queue. Queue places are on the stacks of their waiters; the head's holds, for its time as the head, what no longer fits: the
// tokens, the tail, the length.
// Of many who wait, most sleep on one word of the guard, as a crowd: waking them costs what waking the sleepers of one futex costs. How a waiter sleeps and
// is woken is in waiter.h.
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
  static constexpr uint64_t kLocked = 1, kQueued = 2, kFlags = 3;
  // A Round, and below it, kQueued: | the head, whose address has no more than 48 bits, for it is on a stack; else: | tokens << 2.
  std::atomic<uint64_t> state_{0};
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
    waiter->wakes = waiter->wakes_in_crowd = 0;
    waiter->in_crowd = kHasFutexHalves && first_alone_ != nullptr && queued_ % kPart != 0;
    waiter->was_head = empty();
    waiter->crowd = &guard_.state_;
    waiter->round = round_;
    if (empty()) head_ = waiter; else tail_->next = waiter;
    tail_ = waiter;
    ++queued_;
    if (waiter->in_crowd) {
      ++last_alone_->wakes_in_crowd;
      return;
    }
    waiter->next_alone = nullptr;
    if (first_alone_ == nullptr) first_alone_ = waiter; else last_alone_->next_alone = waiter;
    last_alone_ = waiter;
  }
  void ready(uint32_t count) {
    assert(ready_ == nullptr && !wakes_crowd_ && "a section readies once");
    if (count == 0 || empty()) return;
    count < queued_ ? ready_some(count) : ready_all();
  }

 private:
  // Every so manieth in a queue sleeps alone, and wakes those who were queued behind it, who sleep in the crowd.
  static constexpr uint32_t kPart = 256;

  // Nearly always: nobody walks along the queue.
  void ready_all() {
    wakes_crowd_ = head_->in_crowd;   // whoever was to wake these is gone
    ready_ = first_alone_;
    for (Waiter* one = ready_; one != nullptr && one != last_alone_; one = one->next) one->next = one->next_alone, ++ready_->wakes;
    // Who fell asleep in another order than they were queued in was counted for somebody else: the last one wakes whoever is left.
    if (ready_ != nullptr && last_alone_->wakes_in_crowd > 0) last_alone_->wakes_in_crowd = UINT32_MAX;
    first_alone_ = nullptr;
    queued_ = 0;
    round_ += Round::kAll;
  }
  // Only when a WaitGroup's rules were broken. Those of the crowd are told now; each needs this section to take its token, so none is gone before it ends.
  void ready_some(uint32_t count) {
    Waiter* last = nullptr;
    for (queued_ -= count; count > 0; --count) {
      Waiter* const one = head_;
      head_ = one->next;
      if (one->in_crowd) {
        one->ready.store(Waiter::kReady, std::memory_order_release);
        wakes_crowd_ = true;
        continue;
      }
      first_alone_ = one->next_alone;
      one->wakes_in_crowd = 0;   // those behind it sleep on
      if (ready_ == nullptr) ready_ = one; else last->next = one, ++ready_->wakes;
      last = one;
    }
    round_ = Round::after_some(round_);
  }

  Guard& guard_;
  uint64_t round_ = 0;
  Waiter* head_ = nullptr;   // these two only while somebody is queued
  Waiter* tail_ = nullptr;
  Waiter* first_alone_ = nullptr;
  Waiter* last_alone_ = nullptr;   // only while there is a first
  uint32_t queued_ = 0;
  Waiter* ready_ = nullptr;        // to be woken, and the others along `next` by it
  bool wakes_crowd_ = false;
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
  uint64_t seen = guard.state_.load(std::memory_order_relaxed);
  while ((seen & Guard::kLocked) != 0 ||
         !guard.state_.compare_exchange_weak(seen, seen | Guard::kLocked, std::memory_order_acquire, std::memory_order_relaxed)) {
    backoff.wait();
    seen = guard.state_.load(std::memory_order_relaxed);
  }
  round_ = seen & Round::kBits;
  seen &= ~Round::kBits;
  if ((seen & Guard::kQueued) != 0) {
    head_ = reinterpret_cast<Waiter*>(static_cast<uintptr_t>(seen & ~Guard::kFlags));
    tail_ = head_->tail;
    first_alone_ = head_->first_alone;
    last_alone_ = head_->last_alone;
    queued_ = head_->queued;
    tokens = head_->tokens;
  } else {
    tokens = static_cast<uint32_t>(seen >> 2);
  }
}

inline Section::~Section() {
  uint64_t state;
  if (!empty()) {
    head_->tail = tail_;
    head_->first_alone = first_alone_;
    head_->last_alone = last_alone_;
    head_->queued = queued_;
    head_->tokens = tokens;
    state = reinterpret_cast<uintptr_t>(head_) | Guard::kQueued;
  } else {
    state = uint64_t{tokens} << 2;
  }
  assert((state & Round::kBits) == 0 && "a stack's addresses have 48 bits");
  const std::atomic<uint64_t>* const crowd = &guard_.state_;
  guard_.state_.store(round_ | state, std::memory_order_release);   // the last touch: a waiter may take its token and destroy the object
  if (ready_ != nullptr) wake(ready_);
  if (wakes_crowd_) futex_wake_upper(crowd, UINT32_MAX);
}

}  // namespace wgscope::native
