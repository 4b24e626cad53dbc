// The WaitGroup's kin as the interpreted worlds hold them: the state of a channel or a mutex of the running program.
//
// Plain data: copy it, compare it, flatten it. The algorithms are core/sync's; each call is one critical section, and a world sees to it that nobody
// else is in one of any kin meanwhile (Interpreter: hold_kin). One lock for all of them is what lets a select look at several channels at one moment.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "core/base/ids.h"
#include "core/program/code.h"
#include "core/sync/channel.h"
#include "core/sync/cond.h"
#include "core/sync/mutex.h"
#include "core/sync/timer.h"

namespace wgscope::program {

using Channel = sync::Channel<GoroutineId, uint64_t>;
using Mutex = sync::Mutex<GoroutineId>;
using RWMutex = sync::RWMutex<GoroutineId>;
using Cond = sync::Cond<GoroutineId, uint64_t>;   // its L is a Ref
using Timer = sync::Timer<GoroutineId, uint64_t>;
using Mail = Channel::Mail;

inline constexpr uint64_t kTimerSet = 4;   // of what a timer starts with, beside what events tell: a zero time.Timer is not set

class Kin {
 public:
  // Nothing for an object that is none: a WaitGroup, an atomic, a variable (also one that holds a channel).
  Kin() = default;
  Kin(const Declaration& declared, uint64_t initial);
  Kin(const Kin& other);
  Kin& operator=(const Kin& other);
  Kin(Kin&&) noexcept = default;
  Kin& operator=(Kin&&) noexcept = default;

  explicit operator bool() const { return state_ != nullptr; }
  bool is_mutex() const { return std::holds_alternative<Mutex>(*state_); }
  bool is_timer() const { return std::holds_alternative<Timer>(*state_); }
  bool is_pending_timer() const { return state_ && is_timer() && timer().is_pending(); }
  // A timer's too.
  Channel& channel() { return is_timer() ? timer().channel : std::get<Channel>(*state_); }
  const Channel& channel() const { return is_timer() ? timer().channel : std::get<Channel>(*state_); }
  // A select of his that another channel has woken.
  void leave(GoroutineId who) { is_timer() ? timer().leave(who) : channel().leave(who); }
  Timer& timer() { return std::get<Timer>(*state_); }
  const Timer& timer() const { return std::get<Timer>(*state_); }
  Mutex& mutex() { return std::get<Mutex>(*state_); }
  Cond& cond() { return std::get<Cond>(*state_); }
  const Cond& cond() const { return std::get<Cond>(*state_); }
  RWMutex& rw_mutex() { return std::get<RWMutex>(*state_); }

  // As events tell it: of a mutex its readers, and kLockedWord when it is locked for writing; of a channel its capacity, of a timer what it is, of a Cond how many have a place.
  uint64_t word() const;
  // `x = y` of a mutex: its state and tokens come over, the queues stay where they are.
  void copy_from(const Kin& other);
  size_t memory_bytes() const;

  // The flat form, appended to `out`; equal states have equal flat forms, and only they. restore: what flatten wrote, of the same kind.
  void flatten(std::vector<uint64_t>& out) const;
  void restore(std::span<const uint64_t> flat);

 private:
  using State = std::variant<Channel, Mutex, RWMutex, Timer, Cond>;
  std::unique_ptr<State> state_;
};

// Is it one of these? A variable that holds a channel is not.
bool is_kin(const Declaration& declared);

// Would a send (a receive) be done at once? Of a timer that nobody is parked on, only the clock knows, unless it was set for no time.
enum class Readiness : uint8_t { no, yes, maybe };
Readiness readiness(const Kin& kin, bool sends);
// The same, and what a timer may do, of a flat form.
Readiness readiness(std::span<const uint64_t> flat, bool sends);
bool can_fire(std::span<const uint64_t> flat);
bool is_pending(std::span<const uint64_t> flat);

}  // namespace wgscope::program
