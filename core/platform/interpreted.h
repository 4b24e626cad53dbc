// What the two interpreted worlds, recorded and scheduled, have in common: how a line tells its driver what it did, and a queue.
//
// A driver calls p.begin_line(), makes one line, and then reads p.access(): all that an event needs, and whom it has to make runnable.
// The platforms themselves make nobody runnable and park nobody: a goroutine here is its number, and how it goes on is its world's matter.
#pragma once

#include <cassert>
#include <cstdint>
#include <vector>

#include "core/base/ids.h"

namespace wgscope {

// What a line did to shared state.
struct Access {
  uint64_t word = 0;       // after it: the word's bits or, of a section, the number of tokens
  uint64_t before = 0;     // before it, likewise
  uint32_t version = 0;    // the object's access number that it took, reads included, from 1; 0 in the scheduled world (see there)
  GoroutineId readied{};   // by a release: whom the driver makes runnable now; nobody when the queue was empty
  bool failed = false;     // a compare-and-swap that lost
  bool queued = false;     // a section queued its caller, who parks
  bool made = false;
};

// Waiters, first in, first out. Plain data.
class WaiterQueue {
 public:
  bool empty() const { return waiters_.empty(); }
  void push(GoroutineId who) { waiters_.push_back(who); }
  GoroutineId pop() {
    assert(!empty() && "pop: nobody is queued");
    const GoroutineId head = waiters_.front();
    waiters_.erase(waiters_.begin());   // a few hundred at most: moving them is cheaper than being clever
    return head;
  }
  const std::vector<GoroutineId>& waiters() const { return waiters_; }   // head first
  std::vector<GoroutineId>& waiters() { return waiters_; }
  bool operator==(const WaiterQueue&) const = default;

 private:
  std::vector<GoroutineId> waiters_;
};

// The part of a platform that a driver talks to.
class AccessLog {
 public:
  explicit AccessLog(GoroutineId self) : self_(self) {}
  GoroutineId self() const { return self_; }
  void begin_line() { access_ = Access{}; }
  const Access& access() const { return access_; }

  // For platforms: the line's one access.
  void note(const Access& access) {
    assert(!access_.made && "a line makes one access");
    access_ = access;
    access_.made = true;
  }

 private:
  GoroutineId self_;
  Access access_;
};

}  // namespace wgscope
