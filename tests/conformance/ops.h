// The model's operations by name, so that its programs read like programs.
#pragma once

#include <utility>
#include <vector>

#include "tests/conformance/model.h"

namespace model {

using Ops = std::vector<Op>;

inline Op add(int n, int group = 0) { return {Do::add, group, n}; }
inline Op done(int group = 0) { return {Do::done, group}; }
inline Op wait(int group = 0) { return {Do::wait, group}; }
inline Op go(int function) { return {Do::go, function}; }
inline Op load(int object = 0) { return {Do::load, object}; }
inline Op store(int value, int object = 0) { return {Do::store, object, value}; }
inline Op bump(int delta, int object = 0) { return {Do::atomic_add, object, delta}; }
inline Op cas(int from, int to, int object = 0) { return {Do::cas, object, from, to}; }
inline Op increment(int object = 0) { return {Do::increment, object}; }
inline Op gosched() { return {Do::gosched}; }
inline Op panics(int number = 0) { return {Do::panic, 0, number}; }
inline Op spin_until(int value, int object = 0) { return {Do::spin_until, object, value}; }
inline Op leaves() { return {Do::leave}; }

inline Op with_body(Op op, Ops body) {
  op.bodies = {std::move(body)};
  return op;
}

inline Op send(int value, int channel = 0) { return {Do::send, channel, value}; }
inline Op receive(int channel = 0) { return {Do::receive, channel}; }
inline Op if_received(int value, Ops body, int channel = 0) { return with_body({Do::receive, channel, value}, std::move(body)); }
inline Op if_drained(Ops body, int channel = 0) {
  Op op = with_body({Do::receive, channel}, std::move(body));
  op.unless_ok = true;
  return op;
}
inline Op range(Ops body, int channel = 0) { return with_body({Do::range, channel}, std::move(body)); }
inline Op closes(int channel = 0) { return {Do::close, channel}; }
inline Op if_length(int length, Ops body, int channel = 0) { return with_body({Do::length, channel, length}, std::move(body)); }
inline Op if_full(Ops body, int channel = 0) { return if_length(kNil, std::move(body), channel); }

struct Arm {
  Case on;
  Ops body;
};
inline Arm sending(int value, int channel, Ops body = {}) { return {{channel, true, value}, std::move(body)}; }
inline Arm receiving(int channel, Ops body = {}) { return {{channel, false, 0}, std::move(body)}; }
inline Op selects(std::vector<Arm> arms) {
  Op op{Do::select};
  for (Arm& arm : arms) {
    op.cases.push_back(arm.on);
    op.bodies.push_back(std::move(arm.body));
  }
  op.bodies.emplace_back();
  return op;
}
inline Op or_else(Op select, Ops body, bool first = false) {
  select.has_default = true;
  select.default_first = first;
  select.bodies.back() = std::move(body);
  return select;
}

inline Op lock(int object = 0) { return {Do::lock, object}; }
inline Op unlock(int object = 0) { return {Do::unlock, object}; }
inline Op if_try_lock(Ops body, int object = 0) { return with_body({Do::try_lock, object}, std::move(body)); }
inline Op rw_lock(int object = 0) { return {Do::rw_lock, object}; }
inline Op rw_unlock(int object = 0) { return {Do::rw_unlock, object}; }
inline Op if_rw_try_lock(Ops body, int object = 0) { return with_body({Do::rw_try_lock, object}, std::move(body)); }
inline Op rlock(int object = 0) { return {Do::rlock, object}; }
inline Op runlock(int object = 0) { return {Do::runlock, object}; }
inline Op if_try_rlock(Ops body, int object = 0) { return with_body({Do::try_rlock, object}, std::move(body)); }
inline Op or_not(Op op) {   // if it did not come off
  op.unless_ok = true;
  return op;
}

inline Op until(int value, Ops body, int object = 0) { return with_body({Do::until, object, value}, std::move(body)); }
inline Op breaks() { return {Do::break_out}; }
inline Op break_if(int value, int object = 0) { return {Do::break_if, object, 1, value}; }   // when one more makes it that

inline Op cond_wait(int object = 0) { return {Do::cond_wait, object}; }
inline Op signal(int object = 0) { return {Do::signal, object}; }
inline Op broadcast(int object = 0) { return {Do::broadcast, object}; }

// Durations: what is more than 0 can take any time.
inline Op sleep(int duration = 1) { return {Do::sleep, 0, duration}; }
inline Op after_func(int function, int duration = 1) { return {Do::after_func, function, duration}; }
inline Op makes(Kind kind, int local = 0, int duration = 1, int function = 0) {
  Op op{Do::make_timer, kOfLocal + local, duration, function};
  op.kind = kind;
  return op;
}
// Of the package's timers; of the function's, kOfLocal + which.
inline Op stop(int timer = 0) { return {Do::stop, timer}; }
inline Op if_stopped(Ops body, int timer = 0) { return with_body(stop(timer), std::move(body)); }
inline Op reset(int timer = 0, int duration = 1) { return {Do::reset, timer, duration}; }
inline Op if_reset(Ops body, int timer = 0) { return with_body(reset(timer), std::move(body)); }
inline int of_timer(int timer = 0) { return timer < kOfLocal ? kOfTimer + timer : timer; }   // its channel
inline Op expires(int timer = 0) { return {Do::receive, of_timer(timer)}; }
inline Op after(int duration = 1) { return {Do::receive, kAfter, 0, duration}; }
inline Arm expiring(int timer = 0, Ops body = {}) { return {{of_timer(timer), false, 0}, std::move(body)}; }
inline Arm timeout(Ops body = {}, int duration = 1) { return {{kAfter, false, duration}, std::move(body)}; }
inline Op ticks(Ops body, int timer = 0) { return with_body({Do::range, of_timer(timer)}, std::move(body)); }
inline Op tick(Ops body, int duration = 1) { return with_body({Do::range, kTick, 0, duration}, std::move(body)); }

inline Program program(std::string name, std::vector<Ops> functions, std::vector<size_t> recover = {}) {
  Program p{std::move(name), {}};
  for (Ops& ops : functions) p.functions.push_back({std::move(ops), false});
  for (const size_t f : recover) p.functions[f].recovers = true;
  return p;
}
inline Program with_channels(std::array<int, kObjects> capacity, Program p) {
  p.capacity = capacity;
  return p;
}
inline Program with_timers(std::array<Timing, kObjects> timers, Program p) {
  p.timers = timers;
  return p;
}
inline constexpr Timing kTimer{Kind::timer}, kTicker{Kind::ticker};
inline constexpr Timing calling(int function, int duration = 1) { return {Kind::func, function, duration}; }
// Of the Conds: mutexes, or kObjects + RWMutexes.
inline Program with_lockers(std::array<int, kObjects> lockers, Program p) {
  p.lockers = lockers;
  return p;
}
// The first function beside main defers an operation.
inline Program deferring(Op op, Program p) {
  p.functions[1].deferred = std::move(op);
  return p;
}

}  // namespace model
