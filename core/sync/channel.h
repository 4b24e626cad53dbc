// A channel: a queue of values with a lock, which goroutines wait at from both sides.
//
// Don't think of it as a pipe: a value is put into the buffer only when nobody waits for it. A sender who finds a receiver parked gives him the
// value directly; a receiver who finds the buffer full takes its oldest value and moves the value of the first parked sender into the place that
// became free. So a value overtakes nobody, and whoever was parked goes on without looking again: what he waited for has been done for him.
// Mirrors Go 1.27 runtime/chan.go: chansend, chanrecv, closechan; select.go for the cases of a select.
//
//   send(v):   closed:            panic send on closed channel
//              receivers wait:    the first gets v, and goes on
//              room:              into the buffer
//              else:              queue up with v, park                 (who is woken by close stands here again, and panics)
//   receive(): senders wait:      the buffer's oldest (without a buffer the first sender's); the first sender's value goes into the freed place, and he goes on
//              buffered:          the oldest
//              closed:            zero, not ok
//              else:              queue up, park
//   close():   closed already:    panic close of closed channel
//              all receivers, then all senders go on: those with zero and not ok, these to their panic
//
// Each is one critical section: the text is what happens with the lock held, and who holds it is the world's business. Plain data.
//
// Panics: "send on closed channel", "close of closed channel", "close of nil channel".
// Memory ordering: sequentially consistent; what happens before a send is seen after the receive of its value, what happens before a close
//   after a receive that says that the channel is closed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "fifo.h"

namespace wgscope::sync {

enum class ChannelPanic : uint8_t { send_on_closed, close_of_closed, close_of_nil };

// Go's words, exactly.
constexpr std::string_view text_of(ChannelPanic panic) {
  switch (panic) {
    case ChannelPanic::send_on_closed: return "send on closed channel";
    case ChannelPanic::close_of_closed: return "close of closed channel";
    case ChannelPanic::close_of_nil: return "close of nil channel";
  }
  return {};
}

// Why somebody is on the way again, and with what.
template <class Waiter, class Value>
struct Mail {
  Waiter who{};
  Value value{};              // received
  bool ok = false;            // the partner did it; not: the channel was closed
  std::optional<uint16_t> place;   // of a select: the case that it was
};

// Somebody in a queue.
template <class Waiter, class Value>
struct Queued {
  Waiter who{};
  Value value{};            // that he sends
  std::optional<uint16_t> place;
  bool operator==(const Queued&) const = default;
};

// Where a channel keeps what it holds: in plain data. The native one has its own (native_channel.h).
template <class Waiter, class Value>
struct PlainStore {
  using Buffer = Fifo<Value>;
  using Queue = Fifo<Queued<Waiter, Value>>;
};

// A Value is moved, never copied, and what has none equals Value{}.
template <class Waiter, class Value, class Store = PlainStore<Waiter, Value>>
class Channel {
 public:
  using Mail = sync::Mail<Waiter, Value>;
  using Queued = sync::Queued<Waiter, Value>;

  // What an access came to.
  struct Done {
    enum class What : uint8_t { went_over, parked, closed } what = What::went_over;
    Value value{};                    // received
    std::optional<Mail> woken;        // the partner
  };

  uint32_t capacity = 0;
  bool closed = false;
  typename Store::Buffer buffer;      // the oldest first
  typename Store::Queue senders, receivers;

  // Would it be done at once? What a select asks of its cases.
  bool can_send() const { return closed || !receivers.empty() || buffer.size() < capacity; }
  bool can_receive() const { return closed || !senders.empty() || !buffer.empty(); }

  // `from` becomes a Value where it is kept, and is left alone where it is not.
  template <class From>
  Done send(Waiter self, From&& from) {
    if (closed) return {Done::What::closed, {}, {}};
    if (!receivers.empty()) {
      const Queued receiver = receivers.take();
      return {Done::What::went_over, {}, Mail{receiver.who, std::forward<From>(from), true, receiver.place}};
    }
    if (buffer.size() < capacity) {
      buffer.push_back(std::forward<From>(from));
      return {};
    }
    senders.push_back({self, std::forward<From>(from), {}});
    return {Done::What::parked, {}, {}};
  }

  Done receive(Waiter self) {
    if (!senders.empty()) {
      Queued sender = senders.take();
      if (capacity == 0) return {Done::What::went_over, std::move(sender.value), Mail{sender.who, {}, true, sender.place}};
      Done done{Done::What::went_over, buffer.take(), Mail{sender.who, {}, true, sender.place}};
      buffer.push_back(std::move(sender.value));
      return done;
    }
    if (!buffer.empty()) return {Done::What::went_over, buffer.take(), {}};
    if (closed) return {Done::What::closed, {}, {}};
    receivers.push_back({self, {}, {}});
    return {Done::What::parked, {}, {}};
  }

  // False: it was closed already. `woken` gets them in the order in which Go readies them.
  template <class Woken>
  bool close(Woken& woken) {
    if (closed) return false;
    closed = true;
    for (auto* queue : {&receivers, &senders}) {
      while (!queue->empty()) {
        const Queued one = queue->take();
        woken.push_back(Mail{one.who, {}, false, one.place});
      }
    }
    return true;
  }

  // A select that nothing is ready for queues up at each of its cases' channels; once one of them has woken it, it leaves the others.
  void queue_for(bool sends, Queued who) { (sends ? senders : receivers).push_back(std::move(who)); }
  bool is_receiving(Waiter who) const {
    for (const Queued& one : receivers) {
      if (one.who == who) return true;
    }
    return false;
  }
  void leave(Waiter who) {
    const auto is_his = [&](const Queued& one) { return one.who == who; };
    senders.erase_if(is_his);
    receivers.erase_if(is_his);
  }

  bool operator==(const Channel&) const = default;
};

}  // namespace wgscope::sync
