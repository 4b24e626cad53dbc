// Channels, mutexes, timers, Conds: what costs no step, and where a step begins.
#include <cstdint>

#include "core/base/limits.h"
#include "core/program/run/kin.h"
#include "core/program/run/local_code.h"

namespace wgscope::program {

LocalCode::Flow LocalCode::kin(Goroutine& g, Frame& frame, const Instruction& in) {
  switch (in.op) {
    case Op::make_channel: return make_channel(g, frame, in);
    case Op::make_timer: return make_timer(g, frame, in);
    case Op::timer_channel:
      if (g.slots.back() == kNil) return runtime_error(g, kNilDereference);
      if (program_.declarations[declaration_of(g.slots.back())].element != Kind::channel) g.slots.back() = kNil;
      ++frame.pc;
      return Flow::on;
    case Op::timer_stop:
    case Op::timer_reset: return timer_access(g, frame, in);
    case Op::make_cond: return make_cond(g, frame, in);
    case Op::cond_locker:
      if (g.slots.back() == kNil) return runtime_error(g, kNilDereference);
      g.slots.back() = host_.locker(g.slots.back());
      ++frame.pc;
      return Flow::on;
    case Op::channel_capacity:
      if (g.slots.back() != kNil && program_.declarations[declaration_of(g.slots.back())].kind == Kind::timer) g.slots.back() = kNil;   // 0, as of nil
      if (g.slots.back() != kNil) g.slots.back() = host_.peek(g.slots.back());   // a channel's word is its capacity; of nil it is 0, as nil is
      ++frame.pc;
      return Flow::on;
    case Op::channel_length:
      if (g.slots.back() != kNil) return stand(g);
      ++frame.pc;
      return Flow::on;
    case Op::mutex_lock:
    case Op::mutex_unlock:
    case Op::mutex_try:
    case Op::cond_wait:
    case Op::cond_signal:
      if (g.slots.back() == kNil) return runtime_error(g, kNilDereference);
      return stand(g);
    default: return stand(g);
  }
}

LocalCode::Flow LocalCode::make_channel(Goroutine& g, Frame& frame, const Instruction& in) {
  constexpr int64_t kBytesMax = int64_t{1} << 48;   // Go's heap on 64 bits: what goes beyond it is refused, whatever there is of memory
  const auto declaration = static_cast<uint32_t>(in.b);
  const auto capacity = static_cast<int64_t>(g.slots.back());
  const int64_t value_bytes = program_.declarations[declaration].element == Kind::structure ? 0 : static_cast<int64_t>(sizeof(uint64_t));
  if (capacity < 0 || (value_bytes > 0 && capacity > kBytesMax / value_bytes)) return runtime_error(g, "makechan: size out of range");
  // As Go does, a channel takes room for all that it may hold at once; a place takes a slot, of whatever type.
  constexpr auto kPlacesMax = static_cast<int64_t>(limits::kValueBytes / sizeof(uint64_t));
  if (capacity > kPlacesMax) return stop(StoppedBy::memory);
  host_.hold(capacity * static_cast<int64_t>(sizeof(uint64_t)));
  const Ref ref = host_.allocate(declaration, g, static_cast<uint64_t>(capacity));
  host_.emit({.kind = EventKind::declare, .site = site_of(program_, g), .who = g.id, .code = declaration, .object = ref, .word = static_cast<uint64_t>(capacity)});
  g.slots.back() = ref;
  ++frame.pc;
  return Flow::on;
}

// What Stop and Reset find wrong before they touch the timer: time/sleep.go, time/tick.go.
LocalCode::Flow LocalCode::timer_access(Goroutine& g, Frame& frame, const Instruction& in) {
  const Ref ref = g.slots[g.slots.size() - operands_of(in.op)];
  const bool resets = in.op == Op::timer_reset, is_ticker = in.a != 0;
  if (resets && is_ticker && static_cast<int64_t>(g.slots.back()) <= 0) return text_panic(g, "non-positive interval for Ticker.Reset");
  if (ref == kNil) return runtime_error(g, kNilDereference);
  if (program_.declarations[declaration_of(ref)].element != Kind::none) return stand(g);
  if (resets) return text_panic(g, is_ticker ? "time: Reset called on uninitialized Ticker" : "time: Reset called on uninitialized Timer");
  if (!is_ticker) return text_panic(g, "time: Stop called on uninitialized Timer");
  g.slots.back() = 0;
  ++frame.pc;
  return Flow::on;
}

LocalCode::Flow LocalCode::make_cond(Goroutine& g, Frame& frame, const Instruction& in) {
  const auto declaration = static_cast<uint32_t>(in.b);
  const Ref ref = host_.allocate(declaration, g, g.slots.back());
  host_.emit({.kind = EventKind::declare, .site = site_of(program_, g), .who = g.id, .code = declaration, .object = ref});
  g.slots.back() = ref;
  ++frame.pc;
  return Flow::on;
}

LocalCode::Flow LocalCode::make_timer(Goroutine& g, Frame& frame, const Instruction& in) {
  const auto made = static_cast<TimerMade>(in.a);
  const uint64_t calls = made == TimerMade::function ? pop(g) : 0;
  const auto duration_ns = static_cast<int64_t>(g.slots.back());
  if (made == TimerMade::ticker && duration_ns <= 0) return text_panic(g, "non-positive interval for NewTicker");
  const auto declaration = static_cast<uint32_t>(in.b);
  Ref ref = kNil;
  if (made != TimerMade::tick || duration_ns > 0) {
    const uint64_t word = made == TimerMade::function ? kCallsFunction : made == TimerMade::once ? 0 : kTicker;
    ref = host_.allocate(declaration, g, word | kTimerSet);
    const uint16_t site = site_of(program_, g);
    host_.emit({.kind = EventKind::declare, .site = site, .who = g.id, .code = declaration, .object = ref, .word = word});
    host_.emit({.kind = EventKind::timer_set, .site = site, .who = g.id, .object = ref, .word = static_cast<uint64_t>(duration_ns)});
    host_.make_timer(ref, duration_ns, calls);   // told before: a firing comes behind it
  }
  g.slots.back() = ref;
  ++frame.pc;
  return Flow::on;
}

}  // namespace wgscope::program
