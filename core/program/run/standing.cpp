#include "core/program/run/standing.h"

#include "core/program/library/format.h"
#include "core/program/run/local_code.h"

namespace wgscope::program {

namespace {

const Instruction& instruction_at(const Program& program, const Frame& frame) { return program.functions[frame.function].code[frame.pc]; }

// Walks a goroutine's frames from the innermost one out, as they called one another: a deferred call that a panic runs was called, in
// effect, by the frame that deferred it when `by_owner`, and stands above the panicking frame in a stack's text otherwise.
template <class F>
void walk(const Goroutine& g, bool by_owner, F&& visit) {
  size_t panic = g.panics.size();
  for (size_t at = g.frames.size(); at > 0;) {
    const Frame& frame = g.frames[at - 1];
    if (!visit(frame)) return;
    size_t below = at - 1;
    if (frame.entered == Entered::deferred_by_panic && panic > 0) {
      --panic;
      if (by_owner) below = size_t{g.panics[panic].owner} + 1;
    }
    at = below;
  }
}

}  // namespace

EventKind kind_of(sync::WaitGroupAt at, bool retry) {
  switch (at) {
    case sync::WaitGroupAt::add_count: return EventKind::add_count;
    case sync::WaitGroupAt::add_recheck: return EventKind::add_recheck;
    case sync::WaitGroupAt::add_clear: return EventKind::add_clear;
    case sync::WaitGroupAt::add_release: return EventKind::sema_release;
    case sync::WaitGroupAt::wait_load: return EventKind::wait_load;
    case sync::WaitGroupAt::wait_join: return EventKind::wait_join;
    case sync::WaitGroupAt::wait_acquire: return retry ? EventKind::sema_retry : EventKind::sema_acquire;
    case sync::WaitGroupAt::wait_check: return EventKind::wait_check;
  }
  return EventKind::end;
}

EventKind kind_of(const Program& program, const Goroutine& g, const Instruction& in) {
  const bool reads = in.a != 0, retry = g.call.operand != 0;
  switch (in.op) {
    case Op::mutex_lock: return reads ? (retry ? EventKind::read_retry : EventKind::read_lock) : retry ? EventKind::mutex_retry : EventKind::mutex_lock;
    case Op::mutex_unlock: return reads ? EventKind::read_unlock : EventKind::mutex_unlock;
    case Op::cond_signal: return in.a != 0 ? EventKind::cond_broadcast : EventKind::cond_signal;
    case Op::mutex_try: return reads ? EventKind::read_try : EventKind::mutex_try;
    case Op::select_: {   // of one case, and no default: the plain operation
      const std::vector<SelectCase>& cases = program.selects[static_cast<size_t>(in.b)].cases;
      if (cases.size() != 1 || cases[0].is_default) return EventKind::select_step;
      return cases[0].sends ? EventKind::chan_send : EventKind::chan_receive;
    }
    default: return kind_of(in.op);
  }
}

EventKind kind_of(Op op) {
  switch (op) {
    case Op::var_read: return EventKind::var_read;
    case Op::var_write: return EventKind::var_write;
    case Op::atomic_load: return EventKind::atomic_load;
    case Op::atomic_store: return EventKind::atomic_store;
    case Op::atomic_add: return EventKind::atomic_add;
    case Op::atomic_swap: return EventKind::atomic_swap;
    case Op::atomic_cas: return EventKind::atomic_cas;
    case Op::copy_object:
    case Op::assign_object: return EventKind::copy;
    case Op::go_: return EventKind::spawn;
    case Op::panic_: return EventKind::panic_call;
    case Op::gosched: return EventKind::gosched;
    case Op::timer_stop: return EventKind::timer_stop;
    case Op::timer_reset: return EventKind::timer_reset;
    case Op::cond_wait: return EventKind::cond_wait;
    case Op::cond_park: return EventKind::cond_park;
    case Op::channel_send: return EventKind::chan_send;
    case Op::channel_receive: return EventKind::chan_receive;
    case Op::channel_close: return EventKind::chan_close;
    case Op::channel_length: return EventKind::chan_length;

    default: return EventKind::print;   // where a print is a step
  }
}

size_t operands_of(Op op) {
  switch (op) {
    case Op::var_read:
    case Op::atomic_load:
    case Op::wg_wait:
    case Op::copy_object:
    case Op::timer_stop:
    case Op::cond_wait:
    case Op::cond_park:
    case Op::cond_signal:
    case Op::channel_receive:
    case Op::channel_close:
    case Op::channel_length:
    case Op::mutex_lock:
    case Op::mutex_unlock:
    case Op::mutex_try: return 1;
    case Op::var_write:
    case Op::atomic_store:
    case Op::atomic_add:
    case Op::atomic_swap:
    case Op::wg_add:
    case Op::assign_object:
    case Op::timer_reset:
    case Op::channel_send: return 2;
    case Op::atomic_cas: return 3;
    default: return 0;
  }
}

NextAccess next_access(const Program& program, const Goroutine& g) {
  NextAccess next{.site = site_of(program, g)};
  if (g.status == Status::sleeping) next.kind = EventKind::timer;
  if (g.status != Status::standing && g.status != Status::parked) return next;
  if (at_crash(g)) {
    next.kind = EventKind::crash;
    return next;
  }
  const Frame& frame = g.frames.back();
  if (frame.returning) {
    next.kind = EventKind::main_return;
    return next;
  }
  const Instruction& in = instruction_at(program, frame);
  const auto slot = [&](size_t from_top) { return g.slots[g.slots.size() - 1 - from_top]; };
  const size_t operands = operands_of(in.op);
  if (operands > 0) next.object = slot(operands - 1);
  if (in.op == Op::wg_add || in.op == Op::wg_wait) {
    next.kind = kind_of(g.call.at, g.readied);
    next.operand = g.call.operand;
    return next;
  }
  next.kind = kind_of(program, g, in);
  if (in.op == Op::select_) {
    const std::vector<SelectCase>& cases = program.selects[static_cast<size_t>(in.b)].cases;
    next.operand = cases.size();
    if (next.kind == EventKind::select_step) return next;
    next.object = slot(cases[0].sends ? 1 : 0);
    next.operand = cases[0].sends ? slot(0) : 0;
    return next;
  }
  if (in.op == Op::assign_object) {
    next.object = slot(0);
    next.target = slot(1);
  } else if (operands > 1 || in.op == Op::panic_) {
    next.operand = slot(0);
  } else if (in.op == Op::go_) {
    next.operand = slot(static_cast<size_t>(in.b));
  } else if (in.op == Op::mutex_lock) {
    next.operand = g.call.operand;
  }
  return next;
}

const Instruction* chooses_at(const Program& program, const Goroutine& g) {
  if (g.status != Status::standing || at_crash(g) || g.frames.back().returning || g.call.operand != 0) return nullptr;
  const Instruction& in = instruction_at(program, g.frames.back());
  return in.op == Op::select_ || in.op == Op::channel_receive ? &in : nullptr;
}

uint16_t site_of(const Program& program, const Goroutine& g) {
  if (g.status == Status::sleeping) return g.sleep_site;   // its frame is behind the call already
  uint16_t site = 0;
  walk(g, true, [&](const Frame& frame) {
    // A deferred call of ours happens where it was deferred, for whoever looks on; to Go's traceback (stack_of), where the frame returns.
    site = program.functions[frame.function].in_library ? frame.deferred_at : instruction_at(program, frame).site;
    return site == 0;
  });
  return site != 0 || g.frames.empty() ? site : g.created_at;
}

std::vector<TraceFrame> stack_of(const Program& program, const Goroutine& g) {
  std::vector<TraceFrame> stack;
  walk(g, false, [&](const Frame& frame) {
    const Function& function = program.functions[frame.function];
    const bool ours = function.in_library || instruction_at(program, frame).site == 0;   // wrappers; the loop over the package's initialisers
    if (!ours) stack.push_back({.site = SiteId{instruction_at(program, frame).site}, .has_arguments = function.parameters > 0});
    return true;
  });
  return stack;
}

bool identical(const Panic& a, const Panic& b) { return !a.goexit && !b.goexit && a.value == b.value; }

bool told_in_ending(const Goroutine& g, size_t i) {
  const Panic& panic = g.panics[i];
  if (panic.goexit || panic.recovered) return false;
  return i + 1 == g.panics.size() || g.panics[i + 1].recovered || !identical(panic, g.panics[i + 1]);
}

std::vector<TracePanic> panics_of(const Program& program, const Pool& pool, const Goroutine& g) {
  std::vector<TracePanic> panics;
  for (size_t i = 0; i < g.panics.size(); ++i) {
    const Panic& panic = g.panics[i];
    if (i > 0 && identical(g.panics[i - 1], panic)) continue;
    const bool fault = pool.type_of(panic.value) == kTypeRuntimeError && pool.text(pool.payload_of(panic.value)) == kNilDereference;
    panics.push_back({.text = panic.goexit ? "" : panic_text(program, pool, panic.value), .recovered = panic.recovered,
                      .repanicked = panic.recovered && i + 1 < g.panics.size() && identical(panic, g.panics[i + 1]), .goexit = panic.goexit, .signal = fault});
  }
  return panics;
}

}  // namespace wgscope::program
