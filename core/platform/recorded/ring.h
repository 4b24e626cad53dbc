// Where one thread leaves its events and another takes them: one producer, one consumer, nobody ever waits, nothing is ever dropped.
//
// Don't think of it as a bounded ring: it is a chain of chunks that grows as events come and shrinks as they are taken, because a studied
// program is never held up by its recorder, nor may an event be lost. How many events are kept is the consumer's decision.
//
// The clock is the whole cost of an event (11 ns or more against 1), so only every 16th carries the time: enough for drawing, and the order of
// events comes from versions.
#pragma once

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "core/trace/event.h"

namespace wgscope::recorded {

struct SteadyClock {
  static int64_t now_ns() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(now).count();
  }
};
// For who needs no times.
struct NoClock {
  static int64_t now_ns() { return 0; }
};

template <class Clock = SteadyClock>
class EventRing {
 public:
  static constexpr size_t kClockEvery = 16;   // events; the 1st, the 17th, …

  EventRing() : head_(new Chunk(kFirstChunkEvents)), tail_(head_), next_(tail_->events.get()), end_(next_ + tail_->capacity) {}
  ~EventRing() {
    while (head_ != nullptr) delete std::exchange(head_, head_->next);
  }
  EventRing(const EventRing&) = delete;
  EventRing& operator=(const EventRing&) = delete;

  // The producer's. The event is the consumer's to see when push returns.
  void push(const Event& event) {
    if (next_ == end_) [[unlikely]] grow();
    const size_t at = static_cast<size_t>(next_ - tail_->events.get());
    if (at % kClockEvery == 0) tail_->times[at / kClockEvery] = Clock::now_ns();
    *next_++ = event;
    pushed_.store(++count_, std::memory_order_release);
  }

  // How many were pushed so far. Anybody's.
  uint64_t pushed() const { return pushed_.load(std::memory_order_acquire); }

  // The consumer's: takes what has been pushed, oldest first, and not more than the first `most` ever. take(event, at_ns): at_ns is 0 for an
  // event without a time. Gives how many.
  template <class F>
  uint64_t drain(F&& take, uint64_t most = UINT64_MAX) {
    const uint64_t until = std::min(pushed_.load(std::memory_order_acquire), most);
    const uint64_t from = taken_;
    while (taken_ < until) {
      if (taken_in_head_ == head_->capacity) {   // the chunk after a full one was linked before the next event was published
        delete std::exchange(head_, head_->next);
        taken_in_head_ = 0;
      }
      const size_t at = taken_in_head_++;
      ++taken_;
      take(static_cast<const Event&>(head_->events[at]), at % kClockEvery == 0 ? head_->times[at / kClockEvery] : int64_t{0});
    }
    return taken_ - from;
  }

 private:
  static constexpr size_t kFirstChunkEvents = 64;    // 512 goroutines of a few steps each stay small,
  static constexpr size_t kMostChunkEvents = 8192;   // a long run does not allocate often

  struct Chunk {
    explicit Chunk(size_t events_max)
        : capacity(events_max),
          events(std::make_unique_for_overwrite<Event[]>(events_max)),
          times(std::make_unique_for_overwrite<int64_t[]>(events_max / kClockEvery)) {}
    const size_t capacity;   // a multiple of kClockEvery
    Chunk* next = nullptr;
    std::unique_ptr<Event[]> events;
    std::unique_ptr<int64_t[]> times;
  };

  [[gnu::noinline]] void grow() {
    auto* chunk = new Chunk(tail_->capacity < kMostChunkEvents ? tail_->capacity * 2 : kMostChunkEvents);
    tail_->next = chunk;
    tail_ = chunk;
    next_ = chunk->events.get();
    end_ = next_ + chunk->capacity;
  }

  // Apart, so that neither side's writing disturbs the other's lines (adjacent lines are fetched in pairs).
  alignas(128) Chunk* head_;
  uint64_t taken_ = 0;
  size_t taken_in_head_ = 0;

  alignas(128) Chunk* tail_;
  Event* next_;
  Event* end_;
  uint64_t count_ = 0;
  std::atomic<uint64_t> pushed_{0};
};

}  // namespace wgscope::recorded
