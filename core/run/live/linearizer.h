// Puts what the threads of a live run recorded, each for itself, into one order that could have been the only thread's.
//
// No search, no global sequence: every access carries the version that it made of its object, so an event may go when all versions before its own,
// all its goroutine's earlier events, and its goroutine's creation have gone. The clock only chooses among those that may.
//
// What goes is a whole step: the access and the facts of the local code behind it. A step that ends the program, or meets a limit, goes last, after
// everything that does not depend on it; of two, the earlier. What does depend on it never happened, and is never given out.
//
// It works as events come: whatever was given out stays; the rest waits for what is still missing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <queue>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "core/base/ids.h"
#include "core/trace/event.h"

namespace wgscope::live {

class Linearizer {
 public:
  explicit Linearizer(uint32_t live_max = UINT32_MAX) : live_max_(live_max) {}

  // A step given out. Objects are the numbers that the rings use; of the marks, those of time have been taken out.
  struct Step {
    GoroutineId who;
    std::span<const Event> events;
    int64_t at_ns;
  };

  // The next of a goroutine's events or marks; at_ns 0: no time of its own.
  void offer(GoroutineId who, const Event& event, int64_t at_ns = 0);
  // All that was offered of the goroutine so far is whole steps; or all but the last one, of which more may come.
  void complete(GoroutineId who, bool last_step_too = true);

  // Gives out every step that may go, with `all`, when nothing more will be offered, also those that end the program. take(step) says false to stop for good.
  template <class F>
  void advance(bool all, F&& take, size_t steps_max = SIZE_MAX) {
    for (; !stopped_ && steps_max > 0; --steps_max) {
      auto& queue = all && ready_.empty() ? endings_ : ready_;
      if (queue.empty()) return;
      const Head head = queue.top();
      queue.pop();
      Stream& stream = streams_[head.who.value];
      if (live_ >= live_max_ && born_of(stream.events[stream.next]) != kNobody) {   // somebody had ended before
        aside_.push_back(head);
        continue;
      }
      const size_t end = end_of_step(stream);
      const std::span<const Event> events(stream.events.data() + stream.next, end - stream.next);
      if (&queue == &endings_) stopped_ = true;
      if (!take(Step{head.who, events, head.at_ns})) {
        stopped_ = true;
        return;
      }
      now_ns_ = head.at_ns;
      pass(head.who, end);
    }
  }

  // Whom the steps woke that were not given out: their data are ahead of what was.
  std::vector<GoroutineId> woken_by_what_is_left() const;
  // The goroutine's first event that was not given out; null when there is none.
  const Event* first_left(GoroutineId who) const;

 private:
  struct Stream {
    std::vector<Event> events;
    std::vector<int64_t> times;    // parallel
    size_t next = 0;               // given out so far, of these
    size_t complete = 0;           // whole steps end here
    size_t last_step = 0;          // begins here
    size_t ending_from = SIZE_MAX; // the step that ends the program reaches over this event
    int64_t offered_ns = 0, taken_ns = 0;
    bool created = false;
    bool waits = false;            // in a queue, or for a version
  };
  struct Head {
    int64_t at_ns;
    GoroutineId who;
    bool operator>(const Head& other) const { return at_ns != other.at_ns ? at_ns > other.at_ns : who > other.who; }
  };
  using Heads = std::priority_queue<Head, std::vector<Head>, std::greater<>>;
  // A cell is what has versions of its own: a word, a semaphore. Creating goroutines is one too, and all channels and mutexes together are one.
  struct Claim { uint32_t cell, version; };

  Stream& stream_of(GoroutineId who);
  static size_t end_of_step(const Stream& stream);
  size_t claims_of(const Stream& stream, Claim (&claims)[4]) const;
  bool may_come_up(GoroutineId who);
  uint32_t& next_version(uint32_t cell);
  void consider(GoroutineId who);
  void pass(GoroutineId who, size_t end);
  static void forget_passed(Stream& stream);

  static constexpr uint32_t kCreation = 0, kKin = 1;
  static constexpr uint32_t word_cell(ObjectId object) { return 2 + object.value * 2; }
  static constexpr uint32_t sema_cell(ObjectId object) { return 3 + object.value * 2; }

  std::vector<Stream> streams_;              // by goroutine number
  std::vector<uint32_t> next_versions_;      // by cell
  std::unordered_map<uint64_t, GoroutineId> waiting_for_;   // cell << 32 | version
  std::unordered_set<uint32_t> timers_;                     // that have been set
  std::unordered_multimap<uint32_t, GoroutineId> waiting_for_timers_;
  Heads ready_, endings_;
  std::vector<Head> aside_;                  // would create one goroutine too many
  const uint32_t live_max_;                  // of goroutines, at every moment: the run saw to it, in an order that the versions do not tell
  uint32_t live_ = 1;
  int64_t now_ns_ = 0;
  bool stopped_ = false;
};

}  // namespace wgscope::live
