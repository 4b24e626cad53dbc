// The story of everything that is not a step on a WaitGroup: variables, atomics, copies, goroutines, panics, output.
#include <algorithm>
#include <iterator>

#include "app/model/story_facts.h"
#include "app/model/telling.h"
#include "core/sync/wait_group.h"
#include "core/trace/value_text.h"

namespace wgscope::model {

namespace {

// Somebody wrote between this goroutine's read and its write: that write is gone. `x++` at its worst.
GoroutineId overwritten(const Telling& telling) {
  const auto own = previous_step(telling.trace, telling.event().who(), telling.index);
  if (!own || telling.trace[*own].kind != EventKind::var_read || telling.trace[*own].object != telling.object()) return kNobody;
  return last_writer(telling.trace, telling.index, *own);
}

void tell_write(Telling& telling) {
  telling.head("write");
  const GoroutineId lost = overwritten(telling);
  if (lost != kNobody) {
    telling.gap("other", lost);
    return telling.say("variable.overwrites");
  }
  telling.say(telling.event().word == telling.object_before().word ? "variable.write_same" : "variable.write");
}

void describe_wait_group(Telling& telling, uint64_t word, uint32_t tokens) {
  telling.gap("word", halves_text(word));
  telling.gap("counter", static_cast<int32_t>(word >> 32));
  telling.gap("waiters", static_cast<int64_t>(word & 0x7fffffff));
  telling.gap("tokens", static_cast<int64_t>(tokens));
}

bool is_mutex(const TraceObject& object) { return object.kind == ObjectKind::mutex || object.kind == ObjectKind::rw_mutex; }

void tell_copy(Telling& telling) {
  telling.head("copy");
  const ObjectNow& source = telling.object_before();
  telling.gap("copy", object_name(telling.trace, ObjectId{static_cast<uint32_t>(telling.event().word)}));
  if (is_mutex(about(telling))) return telling.say("copy.mutex");
  if (about(telling).kind != ObjectKind::wait_group) {
    telling.gap("value", value_text(telling.trace, about(telling), source.word));
    return telling.say("copy.atomic");
  }
  describe_wait_group(telling, source.word, source.tokens);
  telling.say(source.waiters() > 0 ? "copy.waiters" : source.tokens > 0 ? "copy.tokens" : source.word != 0 ? "copy.counter" : "copy.unused");
}

void tell_declare(Telling& telling) {
  telling.head("declare");
  const bool assigned = telling.object_before().exists;
  if (about(telling).kind == ObjectKind::wait_group) {
    describe_wait_group(telling, telling.event().word, telling.event().other);
    const bool unused = telling.event().word == 0 && telling.event().other == 0;
    return telling.say(assigned ? "declare.assigned_wait_group" : unused ? "declare.wait_group" : "declare.wait_group_copy");
  }
  if (about(telling).kind == ObjectKind::channel) {
    telling.head("declare_channel");
    telling.gap("n", static_cast<int64_t>(telling.event().word));
    return telling.say(telling.event().word == 0 ? "declare.channel_unbuffered" : "declare.channel");
  }
  if (about(telling).kind == ObjectKind::timer) {
    telling.head("declare_timer");
    return telling.say(telling.event().word == kTicker ? "declare.ticker" : telling.event().word == kCallsFunction ? "declare.timer_calls" : "declare.timer");
  }
  if (about(telling).kind == ObjectKind::cond) return telling.say("declare.cond");
  if (is_mutex(about(telling))) {
    const auto own = previous_step(telling.trace, telling.event().who(), telling.index);
    const bool copied = own && telling.trace[*own].kind == EventKind::copy && telling.trace[*own].word == telling.object().value;
    return telling.say(assigned ? "declare.assigned_mutex" : copied ? "declare.mutex_copy" : "declare.mutex");
  }
  telling.say(assigned ? "declare.assigned" : "declare.variable");
}

void tell_atomic(Telling& telling) {
  switch (telling.event().kind) {
    case EventKind::atomic_load:
      telling.head("atomic_load");
      return telling.say("atomic.load");
    case EventKind::atomic_store:
      telling.head("atomic_store");
      return telling.say("atomic.store");
    case EventKind::atomic_add: {
      const auto delta = static_cast<int64_t>(telling.event().word - telling.object_before().word);
      telling.gap("delta", (delta > 0 ? "+" : "") + std::to_string(about(telling).kind == ObjectKind::atomic_int32 ? static_cast<int32_t>(delta) : delta));
      telling.head("atomic_add");
      return telling.say("atomic.add");
    }
    case EventKind::atomic_swap:
      telling.head("atomic_swap");
      return telling.say("atomic.swap");
    default:
      telling.head(telling.event().failed() ? "atomic_cas_failed" : "atomic_cas");
      return telling.say(telling.event().failed() ? "atomic.cas_failed" : "atomic.cas");
  }
}

void tell_spawn(Telling& telling) {
  const uint32_t other = telling.event().other;
  const auto& goroutines = telling.trace.goroutines();
  const std::string function = other >= 1 && other <= goroutines.size() ? goroutines[other - 1].function : "";
  telling.gap("function", function);
  telling.head("go");
  telling.say(function.starts_with("sync.(*WaitGroup).Go.") ? "go.wait_group" : "go");
}

void tell_return(Telling& telling) {
  telling.head("return");
  std::vector<GoroutineId> left, crashing;
  for (uint32_t number = 2; number <= telling.before.goroutines.size(); ++number) {
    const GoroutineState state = telling.before.goroutines[number - 1].state;
    if (state == GoroutineState::finished || state == GoroutineState::panicked) continue;
    left.push_back({number});
    if (standing_at(telling.trace, telling.before, {number}).next == EventKind::crash) crashing.push_back({number});
  }
  const auto& named = crashing.empty() ? left : crashing;
  telling.names("names", named);
  telling.gap("n", static_cast<int64_t>(named.size()));
  telling.say(left.empty() ? "return.all" : crashing.empty() ? "return.leaves" : "return.before_crash");
}

// Is the goroutine one that wg.Go started?
bool in_wait_group_go(const Telling& telling) {
  const uint32_t who = telling.event().goroutine;
  return who >= 1 && who <= telling.trace.goroutines().size() && telling.trace.goroutines()[who - 1].function.starts_with("sync.(*WaitGroup).Go.");
}

// wg.Go's own recover is followed at once by the same panic.
bool panics_again(const Telling& telling) {
  const auto own = telling.trace.previous_of(telling.event().who(), telling.index);
  return own && telling.trace[*own].kind == EventKind::recovered && telling.trace[*own].word == telling.event().word && telling.trace[*own].site == telling.event().site &&
         in_wait_group_go(telling);
}

// wg.Go recovers from a panic only to raise it again, at the same place; anybody else's code stands elsewhere.
bool only_looks(const Telling& telling) {
  const Event& event = telling.event();
  const EventIndex next = telling.trace.next_of(event.who(), telling.index + 1);
  if (next == telling.trace.size() || telling.trace[next].kind != EventKind::run_panic) return false;
  return telling.trace[next].word == event.word && telling.trace[next].site == event.site && in_wait_group_go(telling);
}

// Did WaitGroup raise the panic of this text that the goroutine raised last?
bool raised_by_wait_group(const Telling& telling) {
  const std::string& text = telling.trace.text(telling.event().word);
  constexpr sync::WaitGroupPanic kPanics[] = {sync::WaitGroupPanic::negative, sync::WaitGroupPanic::misuse, sync::WaitGroupPanic::reused};
  if (std::none_of(std::begin(kPanics), std::end(kPanics), [&](sync::WaitGroupPanic panic) { return text == text_of(panic); })) return false;
  for (std::optional<EventIndex> own = telling.index; own; own = telling.trace.previous_of(telling.event().who(), *own)) {
    const Event& event = telling.trace[*own];
    if ((event.kind == EventKind::panic_call || event.kind == EventKind::run_panic) && event.word == telling.event().word) return event.kind == EventKind::run_panic;
  }
  return false;
}

void tell_panic(Telling& telling) {
  const std::string& text = telling.trace.text(telling.event().word < telling.trace.texts().size() ? telling.event().word : 0);
  telling.gap("text", one_line(text));
  switch (telling.event().kind) {
    case EventKind::panic_call:
      telling.head("panic");
      return telling.say("panic.call");
    case EventKind::run_panic:
      telling.head("panic");
      return telling.say(panics_again(telling) ? "panic.again" : raised_by_wait_group(telling) ? "panic.wait_group" : "panic.runtime");
    case EventKind::recovered:
      telling.head("recover");
      return telling.say(only_looks(telling) ? "recover.looks" : raised_by_wait_group(telling) ? "recover.wait_group" : "recover.plain");
    case EventKind::fatal:
      if (const auto ending = Ending::read(text)) telling.gap("text", one_line(std::string(ending->words())));
      telling.head("fatal");
      return telling.say("fatal");
    default:
      telling.head("crash");
      return telling.say("crash");
  }
}

}  // namespace

void tell_variable(Telling& telling) {
  const Event& event = telling.event();
  telling.gap("value", value_text(telling.trace, about(telling), event.word));
  telling.gap("value_before", value_text(telling.trace, about(telling), telling.object_before().word));
  switch (event.kind) {
    case EventKind::var_read:
      telling.head("read");
      return telling.say("variable.read");
    case EventKind::var_write: return tell_write(telling);
    case EventKind::copy: return tell_copy(telling);
    case EventKind::declare: return tell_declare(telling);
    default: return tell_atomic(telling);
  }
}

void tell_control(Telling& telling) {
  const Event& event = telling.event();
  switch (event.kind) {
    case EventKind::spawn: return tell_spawn(telling);
    case EventKind::gosched:
      telling.head("gosched");
      return telling.say("gosched");
    case EventKind::timer:
      telling.head("timer");
      return telling.say("timer");
    case EventKind::sleep:
      telling.gap("duration", duration_text(static_cast<int64_t>(event.word)));
      telling.head("sleep");
      return telling.say("sleep");
    case EventKind::print:
      telling.gap("text", quoted_short(telling.trace.text(event.word), 80));
      telling.head("print");
      return telling.say("print");
    case EventKind::main_return: return tell_return(telling);
    case EventKind::goexit:
      telling.head("goexit");
      return telling.say("goexit");
    case EventKind::end:
      telling.head("end");
      return telling.say("end");
    default: return tell_panic(telling);
  }
}

}  // namespace wgscope::model
