// The functions that are ours: what a method value, `defer wg.Done()` or `go fmt.Println()` calls, and the prelude of WaitGroup.Go.
// They are in_library: an access in one of them happens at the place of its caller.
#include <cassert>
#include <iterator>

#include "core/program/generate/codegen_state.h"

namespace wgscope::program {

namespace {

std::string name_of(Callee callee) {
  static constexpr std::string_view kNames[] = {"", "panic", "recover", "new", "len", "min", "max", "make", "close", "cap", "fmt.Println", "fmt.Printf",
                                                "fmt.Print", "fmt.Sprint", "fmt.Sprintf", "fmt.Sprintln", "time.Sleep", "runtime.Gosched", "runtime.Goexit", "time.After", "time.AfterFunc", "time.Tick", "time.NewTimer", "time.NewTicker", "sync.NewCond",
                                                "Add", "Done", "Wait", "Go", "Load", "Store", "Add", "Swap", "CompareAndSwap",
                                                "Lock", "Unlock", "TryLock", "RLock", "RUnlock", "TryRLock", "Wait", "Signal", "Broadcast", "Stop", "Reset", "Stop", "Reset"};
  static_assert(std::size(kNames) == static_cast<size_t>(Callee::ticker_reset) + 1);
  return std::string(kNames[static_cast<size_t>(callee)]);
}

size_t results_of(Callee callee) {
  switch (callee) {
    case Callee::atomic_load: case Callee::atomic_add: case Callee::atomic_swap: case Callee::atomic_cas:
    case Callee::try_lock: case Callee::try_read_lock: case Callee::timer_stop: case Callee::timer_reset: return 1;
    default: return 0;
  }
}

Kind result_kind(Callee callee, Kind kind) {
  if (callee == Callee::atomic_cas || callee == Callee::try_lock || callee == Callee::try_read_lock || callee == Callee::timer_stop || callee == Callee::timer_reset || kind == Kind::atomic_bool) return Kind::boolean;
  return kind == Kind::atomic_int32 ? Kind::int32 : Kind::int64;
}

}  // namespace

// `count` arguments; a method's receiver stands before them, or is `captured`.
uint32_t Generator::library_function(Callee callee, Kind kind, size_t count, bool captured) {
  const auto [found, fresh] = library_.try_emplace({callee, kind, count, captured}, static_cast<uint32_t>(program_.functions.size()));
  const uint32_t index = found->second;
  if (fresh) {
    program_.functions.emplace_back();
    write_library(callee, kind, count, captured);
  }
  return index;
}

// Mirrors Go 1.27 sync/cond.go, Wait.  Ref(cond) →
void Generator::wait_for_cond() {
  emit(Op::cond_wait);
  emit(Op::dup);
  emit(Op::cond_locker);
  emit(Op::mutex_unlock);
  emit(Op::cond_park);
  emit(Op::cond_locker);
  emit(Op::mutex_lock);
}

void Generator::write_library(Callee callee, Kind kind, size_t count, bool captured) {
  Writer writer;
  Writer* outer = nullptr;
  begin_library(writer, outer, library_[{callee, kind, count, captured}]);
  Function& function = writer.function;
  function.name = method_prefix(types_, kind) + name_of(callee);
  const bool is_method = kind != Kind::none;
  const size_t parameters = count + (is_method && !captured ? 1 : 0);
  function.parameters = static_cast<uint16_t>(parameters);
  function.captures = captured ? 1 : 0;
  function.results = static_cast<uint16_t>(results_of(callee));
  if (function.results > 0) function.result_kinds = {result_kind(callee, kind)};
  for (size_t i = 0; i < parameters; ++i) new_slot();
  if (captured) emit(Op::capture_get, 0);
  if (callee != Callee::wg_go) {
    for (size_t i = 0; i < parameters; ++i) emit(Op::local_get, static_cast<int64_t>(i));
  }
  const auto arguments = static_cast<int64_t>(count);
  switch (callee) {
    case Callee::panic_: emit(Op::panic_); break;
    case Callee::recover_: emit(Op::recover_, 1); emit(Op::pop); break;
    case Callee::println: emit(Op::print_line, arguments); break;
    case Callee::printf: emit(Op::print_format, arguments - 1); break;
    case Callee::print: emit(Op::join, arguments, static_cast<Kind>(2)); emit(Op::print_text); break;
    case Callee::sprint: emit(Op::join, arguments); emit(Op::pop); break;
    case Callee::sprintln: emit(Op::join, arguments, static_cast<Kind>(1)); emit(Op::pop); break;
    case Callee::sprintf: emit(Op::format, arguments - 1); emit(Op::pop); break;
    case Callee::sleep: emit(Op::sleep); break;
    case Callee::gosched: emit(Op::gosched); break;
    case Callee::goexit: emit(Op::goexit); break;
    case Callee::wg_add: emit(Op::wg_add); break;
    case Callee::wg_done: emit_constant(static_cast<uint64_t>(-1)); emit(Op::wg_add); break;
    case Callee::wg_wait: emit(Op::wg_wait); break;
    case Callee::wg_go: {
      const auto group = [&] { if (captured) emit(Op::capture_get, 0); else emit(Op::local_get, 0); };
      if (!captured) group();
      emit_constant(1);
      emit(Op::wg_add);
      group();
      emit(Op::local_get, captured ? 0 : 1);
      emit(Op::closure, wg_go_body());
      emit(Op::go_, 0);
      break;
    }
    case Callee::close_: emit(Op::channel_close); break;
    case Callee::lock: case Callee::read_lock: emit(Op::mutex_lock, 0, Kind{callee == Callee::read_lock}); break;
    case Callee::unlock: case Callee::read_unlock: emit(Op::mutex_unlock, 0, Kind{callee == Callee::read_unlock}); break;
    case Callee::try_lock: case Callee::try_read_lock: emit(Op::mutex_try, 0, Kind{callee == Callee::try_read_lock}); break;
    case Callee::cond_wait: wait_for_cond(); break;
    case Callee::cond_signal: case Callee::cond_broadcast: emit(Op::cond_signal, 0, Kind{callee == Callee::cond_broadcast}); break;
    case Callee::timer_stop: emit(Op::timer_stop); break;
    case Callee::timer_reset: emit(Op::timer_reset); break;
    case Callee::ticker_stop: emit(Op::timer_stop, 0, Kind{1}); emit(Op::pop); break;
    case Callee::ticker_reset: emit(Op::timer_reset, 0, Kind{1}); emit(Op::pop); break;
    case Callee::atomic_load: emit(Op::atomic_load, 0, kind); break;
    case Callee::atomic_store: emit(Op::atomic_store, 0, kind); break;
    case Callee::atomic_add: emit(Op::atomic_add, 0, kind); break;
    case Callee::atomic_swap: emit(Op::atomic_swap, 0, kind); break;
    case Callee::atomic_cas: emit(Op::atomic_cas, 0, kind); break;
    default: assert(false && "no other is called later");
  }
  emit(Op::ret, function.results);
  finish(writer, outer);
}

void Generator::begin_library(Writer& writer, Writer*& outer, uint32_t index) {
  writer.index = index;
  writer.function.in_library = true;
  begin(writer, outer);
}

// What WaitGroup.Go starts: f, and then Done; but after a panic no Done, the panic goes on.
uint32_t Generator::wg_go_body() {
  if (wg_go_body_ != 0) return wg_go_body_;
  wg_go_body_ = static_cast<uint32_t>(program_.functions.size());
  program_.functions.emplace_back();
  Writer writer;
  Writer* outer = nullptr;
  begin_library(writer, outer, wg_go_body_);
  writer.function.name = "sync.(*WaitGroup).Go.func1";
  writer.function.captures = 2;   // the group, f
  emit(Op::capture_get, 0);
  emit(Op::closure, wg_go_end());
  emit(Op::defer_, 0);
  emit(Op::capture_get, 1);
  emit(Op::call_value, 0);
  emit(Op::ret, 0);
  return finish(writer, outer);
}

uint32_t Generator::wg_go_end() {
  wg_go_end_ = static_cast<uint32_t>(program_.functions.size());
  program_.functions.emplace_back();
  Writer writer;
  Writer* outer = nullptr;
  begin_library(writer, outer, wg_go_end_);
  writer.function.name = "sync.(*WaitGroup).Go.func1.1";
  writer.function.captures = 1;
  Label fine;
  const uint16_t value = new_slot();
  emit(Op::recover_);
  emit(Op::local_set, value);
  emit(Op::local_get, value);
  emit_constant(0);
  emit(Op::eq, 0, Kind::any);
  jump(Op::jump_if_true, fine);
  emit(Op::local_get, value);
  emit(Op::rethrow);
  bind(fine);
  emit(Op::capture_get, 0);
  emit_constant(static_cast<uint64_t>(-1));
  emit(Op::wg_add);
  emit(Op::ret, 0);
  return finish(writer, outer);
}

// min or max of two. Of floats, as Go: a NaN wins, and -0 is less than 0.
uint32_t Generator::min_max_function(bool is_min, Kind kind) {
  const auto [found, fresh] = library_.try_emplace({is_min ? Callee::min : Callee::max, kind, 2, false}, static_cast<uint32_t>(program_.functions.size()));
  const uint32_t index = found->second;
  if (!fresh) return index;
  program_.functions.emplace_back();
  Writer writer;
  Writer* outer = nullptr;
  begin_library(writer, outer, index);
  writer.function.name = is_min ? "min" : "max";
  writer.function.parameters = 2;
  writer.function.results = 1;
  writer.function.result_kinds = {kind};
  new_slot();
  new_slot();
  Label first, second;
  const auto get = [&](int64_t slot) { emit(Op::local_get, slot); };
  if (kind == Kind::float64) {
    for (int64_t slot = 0; slot < 2; ++slot) {   // NaN
      get(slot), get(slot);
      emit(Op::ne, 0, kind);
      jump(Op::jump_if_true, slot == 0 ? first : second);
    }
    Label differ;   // equal ones: 0 and -0, told apart by their sum or by 1/x
    get(0), get(1);
    emit(Op::ne, 0, kind);
    jump(Op::jump_if_true, differ);
    constexpr uint64_t kOne = 0x3ff0000000000000u;
    emit_constant(kOne);
    get(0);
    emit(Op::div, 0, kind);
    emit_constant(kOne);
    get(1);
    emit(Op::div, 0, kind);
    emit(is_min ? Op::le : Op::ge, 0, kind);
    jump(Op::jump_if_true, first);
    jump(Op::jump, second);
    bind(differ);
  }
  get(0), get(1);
  emit(is_min ? Op::le : Op::ge, 0, kind);
  jump(Op::jump_if_false, second);
  bind(first);
  get(0);
  emit(Op::ret, 1);
  bind(second);
  get(1);
  emit(Op::ret, 1);
  finish(writer, outer);
  return index;
}

}  // namespace wgscope::program
