#include "app/model/story_facts.h"

namespace wgscope::model {

namespace {

bool changes_word(const Trace& trace, EventIndex index) {
  const Event& event = trace[index];
  switch (event.kind) {
    case EventKind::add_count:
    case EventKind::wait_join:
    case EventKind::add_clear:
    case EventKind::var_write:
    case EventKind::atomic_store:
    case EventKind::atomic_add:
    case EventKind::atomic_swap:
    case EventKind::atomic_cas:
    case EventKind::declare: return !event.failed() && word_before(trace, index) != event.word;
    default: return false;
  }
}

// The goroutines whose latest step is on the object and passes the test.
template <class Passes>
std::vector<GoroutineId> whose_latest_step(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object, Passes passes) {
  std::vector<GoroutineId> found;
  for (uint32_t number = 1; number <= before.goroutines.size(); ++number) {
    const GoroutineNow& now = before.goroutines[number - 1];
    if (now.state == GoroutineState::finished || now.state == GoroutineState::panicked || now.panics_in_flight > 0) continue;
    if (now.last_kind != EventKind::wait_join && now.last_kind != EventKind::sema_acquire && now.last_kind != EventKind::sema_retry) continue;
    const auto step = previous_step(trace, {number}, event);
    if (step && trace[*step].object == object && passes(now, trace[*step])) found.push_back({number});
  }
  return found;
}

}  // namespace

std::optional<EventIndex> previous_step(const Trace& trace, GoroutineId who, EventIndex before) {
  for (auto index = trace.previous_of(who, before); index; index = trace.previous_of(who, *index)) {
    if (counts_as_step(trace[*index].kind)) return index;
  }
  return std::nullopt;
}

GoroutineId last_writer(const Trace& trace, EventIndex event, EventIndex since) {
  for (auto index = trace.previous_of(trace[event].object, event); index && *index > since; index = trace.previous_of(trace[event].object, *index)) {
    if (changes_word(trace, *index)) return trace[*index].who();
  }
  return kNobody;
}

GoroutineId last_taker(const Trace& trace, EventIndex event) {
  for (auto index = trace.previous_of(trace[event].object, event); index; index = trace.previous_of(trace[event].object, *index)) {
    const Event& before = trace[*index];
    if ((before.kind == EventKind::sema_acquire || before.kind == EventKind::sema_retry) && !before.parked()) return before.who();
  }
  return kNobody;
}

GoroutineId releaser_of(const Trace& trace, EventIndex retry) {
  for (auto index = trace.previous_of(trace[retry].object, retry); index; index = trace.previous_of(trace[retry].object, *index)) {
    const Event& before = trace[*index];
    if (before.kind == EventKind::sema_release && before.other == trace[retry].goroutine) return before.who();
  }
  return kNobody;
}

std::vector<GoroutineId> readied(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object) {
  return whose_latest_step(trace, before, event, object, [](const GoroutineNow& now, const Event& step) {
    return step.parked() && now.state != GoroutineState::parked;
  });
}

std::vector<GoroutineId> registered_only(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object) {
  return whose_latest_step(trace, before, event, object,
                           [](const GoroutineNow&, const Event& step) { return step.kind == EventKind::wait_join && !step.failed(); });
}

std::vector<GoroutineId> inside_wait(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object) {
  return whose_latest_step(trace, before, event, object, [](const GoroutineNow&, const Event& step) { return !step.failed(); });
}

ReleasePlace release_place(const Trace& trace, const WorldState& before, EventIndex release) {
  const GoroutineId who = trace[release].who();
  ReleasePlace place;
  for (auto step = previous_step(trace, who, release); step && trace[*step].kind == EventKind::sema_release; step = previous_step(trace, who, *step)) {
    ++place.number;
    if (trace[*step].flags & kReturned) {   // of an earlier call
      --place.number;
      break;
    }
  }
  const uint64_t left = who.value <= before.goroutines.size() ? before.goroutines[who.value - 1].remembered : 1;
  place.total = place.number - 1 + std::max<uint64_t>(left, 1);
  return place;
}

std::optional<std::string> panic_after(const Trace& trace, EventIndex event) {
  const EventIndex next = trace.next_of(trace[event].who(), event + 1);
  if (next == trace.size() || trace[next].kind != EventKind::run_panic) return std::nullopt;
  return trace.text(trace[next].word);
}

}  // namespace wgscope::model
