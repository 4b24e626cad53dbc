// time.Timer, time.Ticker, and what time.After, time.Tick and time.AfterFunc give: a channel that only the clock sends on, or a function that it calls.
//
// Don't think of it as an alarm that fills a buffer: since Go 1.23 nobody can tell an expired timer that was not looked at from one that is still set. It
// has expired when somebody looks and its time has come; Stop and Reset take back what nobody has received. So here a timer is set or it is not, and
// expiring is two things: a look that finds it expired (a choice within the receive), or, while somebody is parked on it, a step of the clock's.
// Mirrors Go 1.27 time/sleep.go, time/tick.go and runtime/time.go as they can be seen from a program. len and cap of the channel are 0.
//
//   receive:  set, and nobody is parked: its time may have come: received, or it has not: queue up, park
//             set for no time, or less:   received
//             else:                       queue up, park
//   fire:     the first who is parked goes on, or the function begins in a goroutine of its own; it is not set any more, but a ticker
//   stop:     not set any more;           true: it was
//   reset:    set;                        true: it was
//
// Set for no time it has expired for whoever looks: the runtime compares the clock then and there. But not while the timer is in the heap of the runtime's
// clock, which alone lets it expire then: it goes there when somebody parks on it, and does not leave with him, nor by Stop, but when it fires.
//
// Each is one critical section, as in channel.h. Plain data: when it is due is the clock's business, not the state's.
#pragma once

#include <cstdint>
#include <optional>
#include <utility>

#include "channel.h"

namespace wgscope::sync {

template <class Waiter, class Value>
class Timer {
 public:
  using Channel = sync::Channel<Waiter, Value>;

  Channel channel;        // who waits for it; its buffer is never used
  Value calls{};          // AfterFunc's function; then it has no channel
  bool set = true;
  bool repeats = false;   // a ticker
  bool due = false;       // it was set for no time, and whoever looks finds it expired
  bool in_heap = false;   // nobody may be parked on it, but somebody was

  // As it is made, for so long. Requires: nobody knows of it yet.
  void begin(int64_t duration_ns) { due = duration_ns <= 0 && calls == Value{}; }
  bool has_expired() const { return set && due; }
  // Only the clock knows.
  bool may_have_expired() const { return set && calls == Value{} && channel.receivers.empty(); }
  // Somebody waits for it to fire.
  bool can_fire() const { return set && (calls != Value{} || !channel.receivers.empty()); }
  // It does something by itself some time, whether anybody knows of it or not.
  bool is_pending() const { return set && calls != Value{}; }

  // Requires: expired only where it may have.
  typename Channel::Done receive(Waiter self, bool expired) {
    if (!expired && !has_expired()) return channel.receive(self);
    set = repeats;
    due = false;
    return {Channel::Done::What::went_over, {}, {}};
  }
  // Whom it lets go on; nobody: its function is to begin. Requires: can_fire.
  std::optional<typename Channel::Mail> fire() {
    set = repeats;
    in_heap = false;
    return calls == Value{} ? channel.send(Waiter{}, Value{}).woken : std::nullopt;
  }
  bool stop() {
    note_heap();
    due = false;
    return std::exchange(set, false);
  }
  bool reset(int64_t duration_ns) {
    note_heap();
    due = duration_ns <= 0 && calls == Value{} && !in_heap && channel.receivers.empty();
    return std::exchange(set, true);
  }
  // Another case of his select was done.
  void leave(Waiter who) {
    note_heap();
    channel.leave(who);
  }

  bool operator==(const Timer&) const = default;

 private:
  // Before it changes. Of a ticker nobody asks: it cannot be set for no time.
  void note_heap() { in_heap = in_heap || (set && !repeats && !channel.receivers.empty()); }
};

}  // namespace wgscope::sync
