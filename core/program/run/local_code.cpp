#include "core/program/run/local_code.h"

#include <algorithm>
#include <bitset>
#include <cassert>
#include <string>
#include <utility>

#include "core/program/library/format.h"
#include "core/program/run/kin.h"

namespace wgscope::program {

namespace {

constexpr uint64_t kBytesAnInstruction = 64;   // of what is made, copied or looked through: more of it counts as more instructions
constexpr size_t kHeldBytes = 4096;            // what a goroutine holds is told in such lots, so that a call need not be

// What it has of its own: the world counts its objects, the Pool its texts.
size_t bytes_of(const Goroutine& g) {
  return g.frames.size() * sizeof(Frame) + g.panics.size() * sizeof(Panic) + (g.slots.size() + g.deferred.size()) * sizeof(uint64_t);
}

}  // namespace

Turn LocalCode::advance(Goroutine& g) {
  g.status = Status::running;
  return run(g, Flow::on);
}

Turn LocalCode::run(Goroutine& g, Flow flow) {
  if (flow != Flow::turn) g.status = Status::running;
  while (flow != Flow::turn) {
    if (!spend(1)) {
      flow = stop(StoppedBy::instructions);
    } else if (const StoppedBy why = instructions_left_ <= look_at_ ? look() : StoppedBy::nothing; why != StoppedBy::nothing) {
      flow = stop(why);
    } else if (flow == Flow::on) {
      flow = execute(g);
    } else {
      flow = flow == Flow::returning ? go_on_returning(g) : go_on_unwinding(g);
    }
  }
  hold(g);
  return turn_;
}

StoppedBy LocalCode::look() {
  look_at_ = instructions_left_ - std::min(instructions_left_, kInstructionsBetweenLooks);
  return host_.stop();
}

// Tells the world what the goroutine has come to hold, or to hold no more; true: it was news.
bool LocalCode::hold(Goroutine& g) {
  const auto lots = static_cast<uint32_t>(bytes_of(g) / kHeldBytes);
  if (lots == g.held) return false;
  host_.hold((int64_t{lots} - int64_t{g.held}) * int64_t{kHeldBytes});
  g.held = lots;
  return true;
}

bool LocalCode::spend(uint64_t instructions) {
  const bool enough = instructions <= instructions_left_;
  instructions_left_ -= enough ? instructions : 0;
  return enough;
}

// A long text costs as much as the instructions that would have made it.
bool LocalCode::spend_on(std::string_view text) { return spend(text.size() / kBytesAnInstruction); }

// Likewise what was moved or looked through. It is done already: when there are not so many instructions left, the next one says so.
void LocalCode::spend_on_work(size_t words) { instructions_left_ -= std::min<uint64_t>(instructions_left_, words * sizeof(uint64_t) / kBytesAnInstruction); }

LocalCode::Flow LocalCode::stop(StoppedBy why) {
  turn_ = Turn::stopped(why);
  return Flow::turn;
}

LocalCode::Flow LocalCode::stand(Goroutine& g) {
  g.status = Status::standing;
  turn_ = Turn::stands();
  return Flow::turn;
}

// One instruction. It moves the pc itself: a call leaves it at the call until the callee has returned.
LocalCode::Flow LocalCode::execute(Goroutine& g) {
  Frame& frame = g.frames.back();
  const Instruction& in = program_.functions[frame.function].code[frame.pc];
  if (in.op <= Op::swap) return local(g, frame, in);
  if (in.op <= Op::nil_check) return object(g, frame, in);
  if (in.op <= Op::box) return arithmetic(g, frame, in);
  if (in.op <= Op::closure) return control(g, frame, in);
  if (in.op <= Op::sleep) return flow_of_goroutine(g, frame, in);
  if (in.op <= Op::assign_object) {
    // The accesses to WaitGroups and atomics, and copies of them. Their call, if any, begins here.
    const size_t operands = operands_of(in.op);
    for (size_t i = 0; i < operands; ++i) {
      const bool is_object = i == operands - 1 || in.op == Op::assign_object;
      if (is_object && g.slots[g.slots.size() - 1 - i] == kNil) return runtime_error(g, kNilDereference);
    }
    if (in.op == Op::wg_add) g.call = {sync::WaitGroupAt::add_count, g.slots.back()};
    if (in.op == Op::wg_wait) g.call = {sync::WaitGroupAt::wait_load, 0};
    return stand(g);
  }
  if (in.op <= Op::cond_signal) return kin(g, frame, in);
  return text(g, frame, in);
}

LocalCode::Flow LocalCode::local(Goroutine& g, Frame& frame, const Instruction& in) {
  const auto b = static_cast<size_t>(in.b);
  switch (in.op) {
    case Op::constant: g.slots.push_back(program_.constants[b]); break;
    case Op::local_get: g.slots.push_back(g.slots[frame.base + b]); break;
    case Op::local_set: {
      const uint64_t value = pop(g);
      g.slots[frame.base + b] = value;
      break;
    }
    case Op::local_clear: g.slots[frame.base + b] = 0; break;
    case Op::capture_get: g.slots.push_back(pool_.parts(frame.closure)[1 + b]); break;
    case Op::dup: g.slots.push_back(g.slots.back()); break;
    case Op::pop: g.slots.pop_back(); break;
    default: std::swap(g.slots.back(), g.slots[g.slots.size() - 2]); break;
  }
  ++frame.pc;
  return Flow::on;
}

LocalCode::Flow LocalCode::object(Goroutine& g, Frame& frame, const Instruction& in) {
  switch (in.op) {
    case Op::global_ref: g.slots.push_back(host_.global(static_cast<uint32_t>(in.b))); break;
    case Op::new_object: {
      const auto declaration = static_cast<uint32_t>(in.b);
      const uint64_t initial = pop(g);
      const Ref ref = host_.allocate(declaration, g, initial);
      g.slots.push_back(ref);
      // A variable that nobody assigns is no object of the trace.
      if (program_.declarations[declaration].shared)
        host_.emit({.kind = EventKind::declare, .site = site_of(program_, g), .who = g.id, .code = declaration, .object = ref, .word = initial});
      break;
    }
    case Op::nil_check:
      if (g.slots.back() == kNil) return runtime_error(g, kNilDereference);
      break;
    default: {
      const Ref ref = g.slots[g.slots.size() - operands_of(in.op)];
      if (ref == kNil) return runtime_error(g, kNilDereference);
      // What initialises the package, before main began, costs nothing; and what nobody assigns is no shared state.
      const bool initialises = g.id == kMain && g.frames.front().function != program_.main_function;
      const bool is_step = in.b == 0 || (in.b == 2 && program_.declarations[declaration_of(ref)].shared);
      if (is_step && !initialises) return stand(g);
      if (in.op == Op::var_read) {
        g.slots.back() = host_.peek(ref);
        break;
      }
      const uint64_t value = pop(g);
      g.slots.pop_back();
      host_.poke(ref, value);
      // For those that come after an access; of the others, the words that package-level objects start with say enough.
      if (initialises && program_.declarations[declaration_of(ref)].shared) host_.emit({.kind = EventKind::declare, .site = site_of(program_, g), .who = g.id, .object = ref, .word = value});
    }
  }
  ++frame.pc;
  return Flow::on;
}

uint32_t LocalCode::declaration_of(Ref ref) { return creator_of(ref) == kNobody ? program_.globals[serial_of(ref)] : host_.declaration(ref); }

LocalCode::Flow LocalCode::arithmetic(Goroutine& g, Frame& frame, const Instruction& in) {
  const auto kind = static_cast<Kind>(in.a);
  Computed result;
  uint64_t operands = 1;
  const uint64_t last = g.slots.back();
  if (in.op <= Op::and_not || (in.op >= Op::eq && in.op <= Op::ge)) {
    operands = 2;
    result = binary(program_, pool_, in.op, kind, g.slots[g.slots.size() - 2], last);
  } else if (in.op == Op::shl || in.op == Op::shr) {
    operands = 2;
    result = shift(in.op, kind, g.slots[g.slots.size() - 2], static_cast<Kind>(in.b), last);
  } else if (in.op == Op::convert) {
    result.bits = convert(pool_, kind, static_cast<Kind>(in.b), last);
  } else if (in.op == Op::length) {
    result.bits = pool_.text(last).size();
  } else if (in.op == Op::box) {
    result.bits = box(g, TypeId{static_cast<uint16_t>(in.b)}, last, in.a != 0);
  } else {
    result.bits = unary(in.op, kind, last);
  }
  switch (result.fault) {
    case Fault::none: break;
    case Fault::divide_by_zero: return runtime_error(g, "runtime error: integer divide by zero");
    case Fault::negative_shift: return runtime_error(g, "runtime error: negative shift amount");
    case Fault::uncomparable:
      return run_panic(g, box_anew(g, kTypeRuntimeError, pool_.string("runtime error: comparing uncomparable type " + program_.types[result.bits].name)));
    case Fault::string_too_long: return stop(StoppedBy::output);
  }
  if (kind == Kind::string && in.op == Op::add && !spend_on(pool_.text(result.bits))) return stop(StoppedBy::instructions);
  if (kind == Kind::string && in.op >= Op::lt && in.op <= Op::ge && !spend_on(std::min(pool_.text(last), pool_.text(g.slots[g.slots.size() - 2])))) return stop(StoppedBy::instructions);
  if (operands == 2) g.slots.pop_back();
  g.slots.back() = result.bits;
  ++frame.pc;
  return Flow::on;
}

// As Go 1.27 converts to an interface: cmd/compile walk/convert.go, dataWord; runtime/iface.go, convT64 and its kin.
uint64_t LocalCode::box(const Goroutine& g, TypeId type, uint64_t payload, bool constant) {
  constexpr uint64_t kStaticIntegers = 256;
  const Kind kind = program_.types[type.value].kind;
  if (kind == Kind::boolean || kind == Kind::pointer || kind == Kind::function || kind == Kind::channel) return pool_.box(type, payload);
  if (constant) return pool_.box(type, payload, Pool::kConstantIdentity);
  const bool small = kind == Kind::string ? payload == 0 : payload < kStaticIntegers;
  return small ? pool_.box(type, payload, Pool::kSmallIdentity) : box_anew(g, type, payload);
}

// A new allocation, told from others by where it is made. What matters is that it is none of the panics in flight: those that were made at the same place, too,
// are told apart by a number, the first that is free, so that a loop comes back to where it was.
uint64_t LocalCode::box_anew(const Goroutine& g, TypeId type, uint64_t payload) {
  constexpr uint64_t kNumbers = Pool::kMadeIdentity;
  const Frame& frame = g.frames.back();
  const uint64_t place = (uint64_t{frame.function} << 20 | frame.pc) + 1;
  std::bitset<kNumbers> taken;
  for (const Panic& panic : g.panics) {
    if (panic.goexit) continue;
    const auto parts = pool_.parts(panic.value);
    if (parts[0] == type.value && parts[1] == payload && parts[2] / kNumbers == place) taken.set(parts[2] % kNumbers);
  }
  uint64_t number = 0;
  while (number + 1 < kNumbers && taken.test(number)) ++number;
  return pool_.box(type, payload, place * kNumbers + number);
}

LocalCode::Flow LocalCode::control(Goroutine& g, Frame& frame, const Instruction& in) {
  const auto b = static_cast<uint32_t>(in.b);
  switch (in.op) {
    case Op::jump: frame.pc = b; return Flow::on;
    case Op::jump_if_false: frame.pc = pop(g) == 0 ? b : frame.pc + 1; return Flow::on;
    case Op::jump_if_true: frame.pc = pop(g) != 0 ? b : frame.pc + 1; return Flow::on;
    case Op::call: return enter(g, b, 0, program_.functions[b].parameters, Entered::called);
    case Op::call_value: {
      const auto callee = g.slots.end() - static_cast<std::ptrdiff_t>(b) - 1;
      const uint64_t closure = *callee;
      g.slots.erase(callee);
      return enter_value(g, closure, b, Entered::called);
    }
    case Op::ret: return begin_return(g, b);
    default: {
      // closure
      const size_t captures = program_.functions[b].captures;
      std::vector<uint64_t> parts{b};
      parts.insert(parts.end(), g.slots.end() - static_cast<std::ptrdiff_t>(captures), g.slots.end());
      g.slots.resize(g.slots.size() - captures);
      g.slots.push_back(pool_.tuple(parts));
      spend_on_work(captures);
      ++frame.pc;
      return Flow::on;
    }
  }
}

LocalCode::Flow LocalCode::flow_of_goroutine(Goroutine& g, Frame& frame, const Instruction& in) {
  switch (in.op) {
    case Op::go_:
      if (g.slots[g.slots.size() - 1 - static_cast<size_t>(in.b)] == 0) return fatal(g, "go of nil func value");
      return stand(g);
    case Op::panic_:
    case Op::gosched: return stand(g);
    case Op::defer_:
      ++frame.pc;
      return defer(g, static_cast<size_t>(in.b), in.site);
    case Op::recover_:
      g.slots.push_back(recover(g, in.b != 0));
      ++frame.pc;
      return Flow::on;
    case Op::goexit: return goexit(g);
    default: {
      // sleep
      const auto duration_ns = static_cast<int64_t>(pop(g));
      const uint16_t site = site_of(program_, g);
      ++frame.pc;
      if (duration_ns <= 0) return Flow::on;
      g.status = Status::sleeping;
      g.sleep_ns = duration_ns;
      g.sleep_site = site;
      host_.emit({.kind = EventKind::sleep, .flags = kParked, .site = site, .who = g.id, .word = static_cast<uint64_t>(duration_ns)});
      turn_ = Turn::sleeping();
      return Flow::turn;
    }
  }
}

LocalCode::Flow LocalCode::text(Goroutine& g, Frame& frame, const Instruction& in) {
  if (in.op == Op::rethrow) return run_panic(g, pop(g));
  if (in.op == Op::format || in.op == Op::join) {
    const std::string made = text_of(g, in);
    if (made.size() > limits::kStringBytes) return stop(StoppedBy::output);
    if (!spend_on(made)) return stop(StoppedBy::instructions);
    g.slots.resize(g.slots.size() - static_cast<size_t>(in.b) - (in.op == Op::format ? 1 : 0));
    g.slots.push_back(pool_.string(made));
    ++frame.pc;
    return Flow::on;
  }
  return options_.prints_are_steps ? stand(g) : print(g, frame, in);
}

Turn LocalCode::print_step(Goroutine& g) {
  Frame& frame = g.frames.back();
  return run(g, print(g, frame, program_.functions[frame.function].code[frame.pc]));
}

LocalCode::Flow LocalCode::print(Goroutine& g, Frame& frame, const Instruction& in) {
  const std::string made = text_of(g, in);
  if (!host_.print(made)) return stop(StoppedBy::output);
  if (!spend_on(made)) return stop(StoppedBy::instructions);
  host_.emit({.kind = EventKind::print, .site = site_of(program_, g), .who = g.id, .word = pool_.string(made)});
  const size_t operands = in.op == Op::print_text ? 1 : static_cast<size_t>(in.b) + (in.op == Op::print_format ? 1 : 0);
  g.slots.resize(g.slots.size() - operands);
  ++frame.pc;
  return Flow::on;
}

std::string LocalCode::text_of(const Goroutine& g, const Instruction& in) const {
  const auto count = static_cast<size_t>(in.b);
  if (in.op == Op::print_text) return std::string(pool_.text(g.slots.back()));
  const std::span<const uint64_t> values(g.slots.data() + g.slots.size() - count, count);
  if (in.op == Op::print_line || (in.op == Op::join && in.a == 1)) return line_text(program_, pool_, values);
  if (in.op == Op::join) return join_text(program_, pool_, values);
  return format_text(program_, pool_, pool_.text(g.slots[g.slots.size() - count - 1]), values);
}

}  // namespace wgscope::program
