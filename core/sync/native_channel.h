// wgscope::Channel<T>: Go's channel for C++ programs. Passes values from thread to thread, each to one of those who receive.
//
//   wgscope::Channel<Job> jobs(64);                        // 64 places; without a number a sender waits for his receiver
//   std::thread worker([&] { for (Job job : jobs) work(job); });
//   for (Job& job : all) jobs.send(std::move(job));
//   jobs.close();                                          // the worker's loop ends once it has taken all that was sent
//
// The algorithm is Go 1.27's: the text of core/sync/channel.h, here under a lock of its own, with queue places on their threads' stacks.
// Who finds a partner waiting does that one's part too, and nobody is woken for nothing.
//
// Requires: T can be moved and destroyed without an exception (a value is moved under the lock, which nobody else may wait for long). It may be
//   destroyed once every value that somebody still wants is received, even while the send that brought the last of them is on its way out.
// Guarantees: values come out in the order in which they went in; whoever waits is served first come, first served. What happens before a send is
//   seen after the receive of its value; before a close, after a receive that says that the channel is closed; before a receive of an unbuffered
//   channel, after its send. It allocates once, its places. All members may be called from any thread at any time.
// Panics: a misuse prints one of these on standard error, and aborts; parked senders whom a close wakes, too:
//   panic: send on closed channel
//   panic: close of closed channel
// There is no nil channel: a Channel that exists has been made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <limits>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <type_traits>
#include <utility>

#include "../platform/native/ring.h"
#include "../platform/native/spin_lock.h"
#include "../platform/native/waiter.h"
#include "channel.h"

namespace wgscope {

// What trying to receive came to.
enum class Tried : uint8_t {
  received,      // a value
  nothing_yet,   // nothing is there, and somebody may still send
  closed,        // nothing is there, and nothing will be
};

template <class T>
class Channel {
  static_assert(std::is_nothrow_move_constructible_v<T> && std::is_nothrow_destructible_v<T>, "a channel moves its values under its lock");

 public:
  // `capacity` values find room without a receiver. Throws std::length_error above 2^32 - 1, std::bad_alloc when memory does not suffice.
  explicit Channel(size_t capacity = 0) {
    if (capacity > std::numeric_limits<uint32_t>::max()) throw std::length_error("wgscope::Channel: more than 2^32 - 1 places");
    lines_.capacity = static_cast<uint32_t>(capacity);
    lines_.buffer.make_places(lines_.capacity);
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;

  // Blocks until a receiver has the value or the buffer has room for it. Panics when the channel is closed, or is while this waits.
  void send(T&& value) {
    lock_.lock();
    if (lines_.can_send()) [[likely]] {
      leave_sent(lines_.send(nullptr, std::move(value)));
    } else {
      send_slowly(std::move(value));
    }
  }
  void send(const T& value)
    requires std::is_copy_constructible_v<T>
  {
    send(T(value));
  }

  // Blocks until a value is there, and takes it. Nothing: the channel is closed, and all that was sent has been received.
  std::optional<T> receive() {
    lock_.lock();
    if (lines_.can_receive()) [[likely]] return leave_received(lines_.receive(nullptr));
    return receive_slowly();
  }

  // Sends when that needs no waiting: true. False: `value` is still the caller's. Panics when the channel is closed.
  bool try_send(T&& value) {
    lock_.lock();
    const bool sends = lines_.can_send();
    if (sends) leave_sent(lines_.send(nullptr, std::move(value))); else lock_.unlock();
    return sends;
  }
  bool try_send(const T& value)
    requires std::is_copy_constructible_v<T>
  {
    return try_send(T(value));
  }

  // Receives when that needs no waiting. Nothing: there is no value now, and when the channel is closed there will be none.
  std::optional<T> try_receive() {
    std::optional<T> value;
    try_receive(value);
    return value;
  }
  // The same, and which it was. `value` is nothing unless one was received.
  Tried try_receive(std::optional<T>& value) {
    value.reset();
    lock_.lock();
    if (!lines_.can_receive()) {
      lock_.unlock();
      return Tried::nothing_yet;
    }
    if (std::optional<T> received = leave_received(lines_.receive(nullptr))) value.emplace(*std::move(received));
    return value ? Tried::received : Tried::closed;
  }

  // No more values. Those that were sent can still be received; after them, and for all who wait, receive gives nothing. Panics when it is closed already.
  void close() {
    Woken woken;
    lock_.lock();
    const bool closes = lines_.close(woken);
    lock_.unlock();
    if (!closes) abort_with(text_of(sync::ChannelPanic::close_of_closed));
    if (woken.count == 0) return;
    woken.first->wakes = woken.count - 1;
    native::wake(woken.first);
  }

  // Values in the buffer; how many it has room for.
  size_t size() const {
    const std::lock_guard hold(lock_);
    return lines_.buffer.size();
  }
  size_t capacity() const { return lines_.capacity; }

  // Go's range: `for (T value : channel)` receives until the channel is closed.
  class Iterator {
   public:
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    explicit Iterator(Channel& channel) : channel_(&channel), value_(channel.receive()) {}
    T& operator*() const { return *value_; }
    Iterator& operator++() {
      if (std::optional<T> next = channel_->receive()) value_.emplace(*std::move(next)); else value_.reset();
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const { return !value_.has_value(); }

   private:
    Channel* channel_;
    mutable std::optional<T> value_;   // whoever reads it may move it away
  };
  Iterator begin() { return Iterator(*this); }
  std::default_sentinel_t end() const { return {}; }

 private:
  // A waiter's place, on its stack: with the value that it sends, or that has been sent to it.
  struct Place : native::Waiter {
    std::optional<T> value;
    bool ok = false;   // a partner did it; not: the channel was closed
  };

  struct Store {
    using Buffer = native::Ring<T>;

    // The text's queue over the places.
    class Queue {
     public:
      using Queued = sync::Queued<Place*, std::optional<T>>;
      bool empty() const { return places_.empty(); }
      void push_back(Queued&& one) {
        if (one.value) one.who->value.emplace(*std::move(one.value));
        places_.push_back(one.who);
      }
      Queued take() {
        auto* const who = static_cast<Place*>(places_.take());
        return {who, std::move(who->value), {}};
      }

     private:
      native::Queue places_;
    };
  };
  using Lines = sync::Channel<Place*, std::optional<T>, Store>;

  // Whom a close wakes, linked in their order.
  struct Woken {
    native::Waiter* first = nullptr;
    native::Waiter* last = nullptr;
    uint32_t count = 0;
    void push_back(const typename Lines::Mail& mail) {
      (count == 0 ? first : last->next) = mail.who;
      last = mail.who;
      ++count;
    }
  };

  // The way out of a section: the lock, then the partner's wake-up. The lock is the last touch of the channel: a partner may destroy it.
  [[gnu::always_inline]] void leave(typename Lines::Done& done) {
    lock_.unlock();
    if (!done.woken) return;
    Place* const partner = done.woken->who;
    if (done.woken->value) partner->value.emplace(*std::move(done.woken->value));
    partner->ok = true;
    native::wake(partner);
  }
  [[gnu::always_inline]] void leave_sent(typename Lines::Done&& done) {
    leave(done);
    if (done.what == Lines::Done::What::closed) abort_with(text_of(sync::ChannelPanic::send_on_closed));
  }
  [[gnu::always_inline]] std::optional<T> leave_received(typename Lines::Done&& done) {
    leave(done);
    return std::move(done.value);
  }

  // Both with the lock held, when nobody is there to do it with.
  [[gnu::noinline, gnu::cold]] void send_slowly(T&& value) {
    Place self;
    lines_.send(&self, std::move(value));
    lock_.unlock();
    native::park(self);
    if (!self.ok) abort_with(text_of(sync::ChannelPanic::send_on_closed));
  }
  [[gnu::noinline, gnu::cold]] std::optional<T> receive_slowly() {
    Place self;
    lines_.receive(&self);
    lock_.unlock();
    native::park(self);
    return std::move(self.value);
  }

  [[noreturn]] static void abort_with(std::string_view text) {
    std::fprintf(stderr, "panic: %.*s\n", static_cast<int>(text.size()), text.data());
    std::abort();
  }

  mutable native::SpinLock lock_;
  Lines lines_;
};

}  // namespace wgscope
