// Calls, deferred calls, panics, Goexit: how a goroutine's frames come and go.
//
// Mirrors Go 1.27 runtime/panic.go. A panic's deferred calls run on top of the frames that panicked, which stay until one of them has
// recovered it: then all above the frame that had deferred it go, and that frame returns to its caller. Deferred calls belong to their frame and are
// run once, the last one first, whoever runs them: the frame's return, a panic, a newer panic in place of the older one, or Goexit.
//
//   begin_return -> go_on_returning -> run_deferred … -> leave
//   raise        -> go_on_unwinding -> run_deferred … -> recover_into | stand_at_crash; its next step is the crash
//   goexit       -> go_on_unwinding -> run_deferred … -> finish
#include <algorithm>
#include <cassert>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/program/library/format.h"
#include "core/program/run/local_code.h"

namespace wgscope::program {

namespace {

constexpr std::string_view kNilPanic = "runtime error: panic called with nil argument";

}  // namespace

Goroutine LocalCode::make_main(const Program& program) {
  Goroutine main;
  main.id = kMain;
  main.function = program.main_function;
  // The initialisation of the package runs first; when it returns, main takes its place (leave).
  const uint32_t first = program.init_function;
  main.frames.push_back({.function = first});
  main.slots.resize(program.functions[first].locals);
  return main;
}

Goroutine LocalCode::make_child(const Goroutine& parent, size_t arguments, GoroutineId id, uint16_t site) {
  const size_t callee = parent.slots.size() - arguments - 1;
  Goroutine child = make_goroutine(parent.slots[callee], parent.id, id, site);
  std::copy(parent.slots.begin() + static_cast<std::ptrdiff_t>(callee) + 1, parent.slots.end(), child.slots.begin());
  return child;
}

Goroutine LocalCode::make_goroutine(uint64_t closure, GoroutineId parent, GoroutineId id, uint16_t site) {
  const auto function = static_cast<uint32_t>(pool_.parts(closure)[0]);
  Goroutine made;
  made.id = id;
  made.parent = parent;
  made.function = function;
  made.created_at = site;
  made.frames.push_back({.function = function, .closure = program_.functions[function].captures > 0 ? closure : 0});
  made.slots.resize(program_.functions[function].locals);
  return made;
}

// The arguments are the uppermost slots; they become the new frame's first.
LocalCode::Flow LocalCode::enter(Goroutine& g, uint32_t function, uint64_t closure, size_t parameters, Entered entered) {
  const Function& callee = program_.functions[function];
  assert(parameters == callee.parameters && "a call brings a slot for each parameter");
  if (g.frames.size() >= limits::kCallDepth) return stop(StoppedBy::depth);
  const size_t base = g.slots.size() - parameters;
  g.frames.push_back({.function = function, .base = static_cast<uint32_t>(base), .closure = callee.captures > 0 ? closure : 0, .entered = entered});
  g.slots.resize(base + callee.locals);
  spend_on_work(callee.locals);
  // A recursion may hold much by the time that the world is asked again.
  const StoppedBy why = hold(g) ? host_.stop() : StoppedBy::nothing;
  return why == StoppedBy::nothing ? Flow::on : stop(why);
}

// Likewise, with the function value beneath the arguments.
LocalCode::Flow LocalCode::enter_value(Goroutine& g, uint64_t closure, size_t arguments, Entered entered) {
  if (closure == 0) return runtime_error(g, kNilDereference);
  return enter(g, static_cast<uint32_t>(pool_.parts(closure)[0]), closure, arguments, entered);
}

LocalCode::Flow LocalCode::defer(Goroutine& g, size_t arguments, uint16_t site) {
  const size_t callee = g.slots.size() - arguments - 1;
  const uint64_t closure = g.slots[callee];
  g.deferred.insert(g.deferred.end(), g.slots.begin() + static_cast<std::ptrdiff_t>(callee) + 1, g.slots.end());
  g.deferred.push_back(closure);
  g.deferred.push_back(DeferredCall{static_cast<uint32_t>(arguments), site}.packed());
  g.slots.resize(callee);
  ++g.frames.back().deferred;
  return Flow::on;
}

// The owner's last deferred call, which is the goroutine's.
LocalCode::Flow LocalCode::run_deferred(Goroutine& g, uint32_t owner, Entered entered) {
  const auto [arguments, site] = DeferredCall::unpack(g.deferred.back());
  g.deferred.pop_back();
  const uint64_t closure = g.deferred.back();
  g.deferred.pop_back();
  g.slots.insert(g.slots.end(), g.deferred.end() - static_cast<std::ptrdiff_t>(arguments), g.deferred.end());
  g.deferred.resize(g.deferred.size() - arguments);
  --g.frames[owner].deferred;
  if (closure == 0) g.slots.resize(g.slots.size() - arguments);
  const Flow flow = enter_value(g, closure, arguments, entered);
  if (flow == Flow::on) g.frames.back().deferred_at = site;
  return flow;
}

// `ret`: the results are the uppermost slots, and stay, just above the locals. Named ones are read when the deferred calls are over: those that are
// objects by the function's epilogue, whose own `ret` has them all.
LocalCode::Flow LocalCode::begin_return(Goroutine& g, size_t results) {
  Frame& frame = g.frames.back();
  const Function& function = program_.functions[frame.function];
  const size_t after_locals = frame.base + function.locals;
  if (function.result_locals.empty() || results > 0) {
    std::copy(g.slots.end() - static_cast<std::ptrdiff_t>(results), g.slots.end(), g.slots.begin() + static_cast<std::ptrdiff_t>(after_locals));
    g.slots.resize(after_locals + results);
    if (!function.result_locals.empty()) return leave(g);
  }
  frame.returning = true;
  if (frame.deferred > 0) keep_results_only(g, static_cast<uint32_t>(g.frames.size() - 1));
  return Flow::returning;
}

// The frame will run no instruction of its own any more, nor will those above it be returned to: what they hold is dead, but for its results.
// Their places stay, for the text of a crash.
void LocalCode::keep_results_only(Goroutine& g, uint32_t at) {
  Frame& frame = g.frames[at];
  const Function& function = program_.functions[frame.function];
  const bool named = !function.result_locals.empty();
  g.slots.resize(frame.base + function.locals + (frame.returning && !named ? function.results : 0));
  for (uint16_t local = 0; local < function.locals; ++local)
    if (!named || std::ranges::find(function.result_locals, local) == function.result_locals.end()) g.slots[frame.base + local] = 0;
  frame.closure = 0;
  for (size_t above = at + 1; above < g.frames.size(); ++above) {
    g.frames[above].base = static_cast<uint32_t>(g.slots.size());
    g.frames[above].closure = 0;
  }
}

LocalCode::Flow LocalCode::go_on_returning(Goroutine& g) {
  const auto top = static_cast<uint32_t>(g.frames.size() - 1);
  if (g.frames[top].deferred > 0) return run_deferred(g, top, Entered::deferred_by_return);
  if (top == 0 && g.id == kMain && g.frames[top].function == program_.main_function) {
    // Its deferred calls are over. What is left is the step that ends the program.
    g.slots.clear();
    return stand(g);
  }
  Frame& frame = g.frames[top];
  const uint32_t epilogue = program_.functions[frame.function].epilogue;
  if (epilogue != 0 && frame.entered == Entered::called && top > 0) {   // there is somebody to read the results for
    keep_results_only(g, top);
    frame.returning = false;
    frame.pc = epilogue;
    return Flow::on;
  }
  return leave(g);
}

LocalCode::Flow LocalCode::leave(Goroutine& g) {
  const Frame frame = g.frames.back();
  const Function& function = program_.functions[frame.function];
  if (frame.entered == Entered::called && g.frames.size() > 1) {
    // The results take the place of the arguments.
    if (function.result_locals.empty() || function.epilogue != 0) {
      const auto results = g.slots.begin() + frame.base + function.locals;
      std::copy(results, g.slots.end(), g.slots.begin() + frame.base);
      g.slots.resize(g.slots.size() - function.locals);
    } else {
      std::vector<uint64_t> results;
      for (uint16_t local : function.result_locals) results.push_back(g.slots[frame.base + local]);
      g.slots.resize(frame.base);
      g.slots.insert(g.slots.end(), results.begin(), results.end());
    }
    g.frames.pop_back();
    ++g.frames.back().pc;
    return Flow::on;
  }
  const bool initialised = g.id == kMain && frame.function == program_.init_function;
  if (frame.entered == Entered::called && !initialised) return finish(g);
  g.slots.resize(frame.base);
  g.frames.pop_back();
  if (frame.entered == Entered::deferred_by_return) return Flow::returning;
  if (frame.entered == Entered::deferred_by_panic) return Flow::unwinding;
  g.frames.push_back({.function = program_.main_function});
  g.slots.resize(program_.functions[program_.main_function].locals);
  return Flow::on;
}

LocalCode::Flow LocalCode::raise(Goroutine& g, uint64_t value) {
  g.panics.push_back({.value = value, .began = static_cast<uint32_t>(g.frames.size() - 1)});
  return Flow::unwinding;
}

LocalCode::Flow LocalCode::run_panic(Goroutine& g, uint64_t value) {
  host_.emit({.kind = EventKind::run_panic, .site = site_of(program_, g), .who = g.id, .word = pool_.string(panic_text(program_, pool_, value))});
  return raise(g, value);
}

LocalCode::Flow LocalCode::text_panic(Goroutine& g, std::string_view text) { return run_panic(g, pool_.box(kTypeString, pool_.string(text), Pool::kConstantIdentity)); }

LocalCode::Flow LocalCode::runtime_error(Goroutine& g, std::string_view text) { return run_panic(g, pool_.box(kTypeRuntimeError, pool_.string(text))); }

LocalCode::Flow LocalCode::goexit(Goroutine& g) {
  host_.emit({.kind = EventKind::goexit, .site = site_of(program_, g), .who = g.id});
  g.panics.push_back({.began = static_cast<uint32_t>(g.frames.size() - 1), .goexit = true});
  return Flow::unwinding;
}

// The last panic's next deferred call; or what becomes of it when there is none, or the one that ran has recovered it.
LocalCode::Flow LocalCode::go_on_unwinding(Goroutine& g) {
  Panic& panic = g.panics.back();
  if (panic.recovered) return recover_into(g, panic.owner);
  for (size_t at = g.frames.size(); at > 0; --at) {
    if (g.frames[at - 1].deferred == 0) continue;
    panic.owner = static_cast<uint32_t>(at - 1);
    spend_on_work(g.frames.size() - at);
    keep_results_only(g, panic.owner);
    return run_deferred(g, panic.owner, Entered::deferred_by_panic);
  }
  return panic.goexit ? finish(g) : stand_at_crash(g);
}

// The frame `owner` returns to its caller. Panics that began above it go with their frames; but a Goexit among them goes on.
LocalCode::Flow LocalCode::recover_into(Goroutine& g, uint32_t owner) {
  const auto cut = [&g](size_t frames) {
    if (frames == g.frames.size()) return;
    g.slots.resize(g.frames[frames].base);
    g.frames.resize(frames);
  };
  while (!g.panics.empty() && g.panics.back().began >= owner) {
    if (g.panics.back().goexit) {
      cut(g.panics.back().began + 1);
      return Flow::unwinding;
    }
    // The last one was told of when it was recovered; those that it had taken the place of are over, too.
    if (const Panic& panic = g.panics.back(); !panic.recovered) tell_recovered(g, panic.value);
    g.panics.pop_back();
  }
  cut(owner + 1);
  Frame& frame = g.frames.back();
  const Function& function = program_.functions[frame.function];
  if (frame.returning) {
    // It had returned already, and its results stood: only its deferred calls were not over.
    g.slots.resize(frame.base + function.locals + (function.result_locals.empty() ? function.results : 0));
    return Flow::returning;
  }
  // Unnamed results have no value yet: zeros, of whatever type.
  g.slots.resize(frame.base + function.locals);
  g.slots.resize(g.slots.size() + (function.result_locals.empty() ? function.results : 0), 0);
  return begin_return(g, function.result_locals.empty() ? function.results : 0);
}

// The value, when the frame that asks is the deferred call that the last panic runs, and nobody asked before; else nil.
uint64_t LocalCode::recover(Goroutine& g, bool for_the_deferring_frame) {
  if (g.panics.empty()) return 0;
  Panic& panic = g.panics.back();
  size_t asks = g.frames.size() - 1;
  if (for_the_deferring_frame) {
    // A deferred `recover()` asks in the name of the function that deferred it.
    if (g.frames[asks].entered == Entered::deferred_by_panic) asks = panic.owner; else if (asks > 0) --asks;
  }
  // What the last panic runs stands above the frame where it began; what older ones run stands at or below that.
  if (panic.goexit || panic.recovered || g.frames[asks].entered != Entered::deferred_by_panic || asks <= panic.began) return 0;
  panic.recovered = true;
  tell_recovered(g, panic.value);
  return panic.value;
}

void LocalCode::tell_recovered(const Goroutine& g, uint64_t value) {
  host_.emit({.kind = EventKind::recovered, .site = site_of(program_, g), .who = g.id, .word = pool_.string(panic_text(program_, pool_, value))});
}

LocalCode::Flow LocalCode::finish(Goroutine& g) {
  host_.emit({.kind = EventKind::end, .site = site_of(program_, g), .who = g.id});
  g.status = Status::finished;
  g.created = 0;
  const auto give_back = [](auto& list) { std::remove_reference_t<decltype(list)>().swap(list); };   // its memory, too
  give_back(g.frames);
  give_back(g.slots);
  give_back(g.deferred);
  give_back(g.panics);
  turn_ = Turn::finished();
  return Flow::turn;
}

// Its deferred calls are over and nobody has recovered: it will run nothing any more. For the crash text it keeps its frames' places and its panics.
LocalCode::Flow LocalCode::stand_at_crash(Goroutine& g) {
  g.panics.back().unwound = true;
  g.slots.clear();
  for (Frame& frame : g.frames) {
    frame.base = 0;
    frame.closure = 0;
  }
  return stand(g);
}

Turn LocalCode::crash(Goroutine& g) {
  std::vector<std::string> values;
  size_t bytes = 0;   // of all that the crash text will hold
  for (size_t i = 0; i < g.panics.size(); ++i) {
    const Panic& panic = g.panics[i];
    if (panic.goexit) continue;
    std::string text = panic_text(program_, pool_, panic.value);
    bytes += text.size();
    if (bytes > limits::kOutputBytes) {
      g.status = Status::running;
      return Turn::stopped(StoppedBy::output);
    }
    if (told_in_ending(g, i)) values.push_back(std::move(text));
  }
  return end_program(g, EventKind::crash, Ending::panic(values));
}

LocalCode::Flow LocalCode::fatal(Goroutine& g, std::string_view words) {
  turn_ = end_program(g, EventKind::fatal, Ending::fatal(words));
  return Flow::turn;
}

Turn LocalCode::end_program(Goroutine& g, EventKind how, const Ending& ending) {
  host_.emit({.kind = how, .site = site_of(program_, g), .who = g.id, .word = pool_.string(ending.text())});
  g.status = Status::crashed;
  return Turn::over();
}

Turn LocalCode::call_panic(Goroutine& g) {
  uint64_t value = g.slots.back();
  if (value == 0) value = pool_.box(kTypePanicNil, pool_.string(kNilPanic));
  host_.emit({.kind = EventKind::panic_call, .site = site_of(program_, g), .who = g.id, .word = pool_.string(panic_text(program_, pool_, value))});
  g.slots.pop_back();
  return run(g, raise(g, value));
}

Turn LocalCode::begin_runtime_error(Goroutine& g, std::string_view text) { return run(g, runtime_error(g, text)); }
Turn LocalCode::fatal_error(Goroutine& g, std::string_view words) { return run(g, fatal(g, words)); }
Turn LocalCode::begin_panic(Goroutine& g, std::string_view text) { return run(g, text_panic(g, text)); }

}  // namespace wgscope::program
