#include "app/model/story_facts.h"

#include <algorithm>
#include <set>

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
    if (now.state == GoroutineState::finished || now.state == GoroutineState::panicked) continue;
    if (now.last_kind != EventKind::wait_join && now.last_kind != EventKind::sema_acquire && now.last_kind != EventKind::sema_retry) continue;
    const auto step = previous_step(trace, {number}, event);
    if (step && trace[*step].object == object && passes(now, trace[*step])) found.push_back({number});
  }
  return found;
}

// Tokens of an event's object before the event.
uint64_t tokens_before(const Trace& trace, EventIndex event) {
  for (auto index = trace.previous_of(trace[event].object, event); index; index = trace.previous_of(trace[event].object, *index)) {
    if (on_sema(trace[*index].kind)) return trace[*index].word;
    if (trace[*index].kind == EventKind::declare) return trace[*index].other;
  }
  return 0;
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

std::optional<EventIndex> release_before(const Trace& trace, EventIndex retry) {
  for (auto index = trace.previous_of(trace[retry].object, retry); index; index = trace.previous_of(trace[retry].object, *index)) {
    const Event& before = trace[*index];
    if (before.kind == EventKind::sema_release && before.other == trace[retry].goroutine) return index;
  }
  return std::nullopt;
}

std::optional<EventIndex> registration(const Trace& trace, GoroutineId who, EventIndex before) {
  for (auto step = previous_step(trace, who, before); step; step = previous_step(trace, who, *step)) {
    if (trace[*step].kind == EventKind::wait_join) return trace[*step].failed() ? std::nullopt : step;
    if (!on_sema(trace[*step].kind)) return std::nullopt;
  }
  return std::nullopt;
}

std::optional<RoundEnd> round_end(const Trace& trace, EventIndex join, EventIndex before) {
  const ObjectId object = trace[join].object;
  for (EventIndex clear = trace.next_of(object, join + 1); clear < before; clear = trace.next_of(object, clear + 1)) {
    if (trace[clear].kind == EventKind::declare) return std::nullopt;
    if (trace[clear].kind != EventKind::add_clear) continue;
    const GoroutineId who = trace[clear].who();
    const auto recheck = previous_step(trace, who, clear);
    const auto add = recheck ? previous_step(trace, who, *recheck) : std::nullopt;
    if (!add || trace[*add].kind != EventKind::add_count || *add < join) return std::nullopt;
    RoundEnd end{*add, clear, 0, trace[*add].word & 0x7fffffff, 0, tokens_overwritten(trace, object, clear, before).value_or(clear)};
    for (EventIndex release = trace.next_of(who, clear + 1); release < before && end.released < end.total; release = trace.next_of(who, release + 1)) {
      if (trace[release].kind != EventKind::sema_release) break;
      ++end.released;
      if (release > end.kept_since) ++end.kept;
    }
    return end;
  }
  return std::nullopt;
}

std::optional<EventIndex> tokens_overwritten(const Trace& trace, ObjectId object, EventIndex from, EventIndex to) {
  for (auto index = trace.previous_of(object, to); index && *index > from; index = trace.previous_of(object, *index)) {
    if (trace[*index].kind == EventKind::declare && tokens_before(trace, *index) > trace[*index].other) return index;
  }
  return std::nullopt;
}

std::vector<GoroutineId> came_later(const Trace& trace, ObjectId object, EventIndex registered_after, EventIndex from, EventIndex to) {
  std::vector<GoroutineId> found;
  for (EventIndex index = trace.next_of(object, from + 1); index < to; index = trace.next_of(object, index + 1)) {
    const Event& event = trace[index];
    if (event.kind != EventKind::sema_acquire || event.parked() || std::find(found.begin(), found.end(), event.who()) != found.end()) continue;
    const auto join = registration(trace, event.who(), index);
    if (join && *join >= registered_after) found.push_back(event.who());
  }
  return found;
}

std::vector<GoroutineId> came_first(const Trace& trace, ObjectId object, EventIndex from, EventIndex to) { return came_later(trace, object, 0, from, to); }

GoroutineId last_taker(const Trace& trace, ObjectId object, EventIndex from, EventIndex to) {
  for (auto index = trace.previous_of(object, to); index && *index > from; index = trace.previous_of(object, *index)) {
    const Event& event = trace[*index];
    if ((event.kind == EventKind::sema_acquire || event.kind == EventKind::sema_retry) && !event.parked()) return event.who();
  }
  return kNobody;
}

std::vector<GoroutineId> readied(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object) {
  return whose_latest_step(trace, before, event, object, [](const GoroutineNow& now, const Event& step) {
    return step.parked() && now.state != GoroutineState::parked;
  });
}

std::vector<GoroutineId> readied_and_kept(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object) {
  std::vector<GoroutineId> woken = readied(trace, before, event, object);
  const auto overwritten = woken.empty() ? std::nullopt : tokens_overwritten(trace, object, 0, event);
  if (!overwritten) return woken;
  const auto lost = [&](GoroutineId who) {
    const auto parked = previous_step(trace, who, event);
    for (EventIndex index = parked ? trace.next_of(object, *parked + 1) : *overwritten; index < *overwritten; index = trace.next_of(object, index + 1)) {
      if (trace[index].kind == EventKind::sema_release && trace[index].other == who.value) return true;
    }
    return false;
  };
  std::erase_if(woken, lost);
  return woken;
}

std::vector<GoroutineId> registered_only(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object) {
  return whose_latest_step(trace, before, event, object,
                           [](const GoroutineNow&, const Event& step) { return step.kind == EventKind::wait_join && !step.failed(); });
}

std::vector<GoroutineId> robbed_by(const Trace& trace, const WorldState& before, EventIndex acquire) {
  constexpr size_t kMostWaiting = 256;   // beyond, to look where each of them registered would take too long: then nobody is said to be robbed
  const Event& event = trace[acquire];
  const auto& queue = before.objects[event.object.value].queue;
  if (queue.size() > kMostWaiting) return {};
  const auto end_of = [&](GoroutineId who) {
    const auto join = registration(trace, who, acquire);
    return join ? round_end(trace, *join, acquire) : std::nullopt;
  };
  std::vector<GoroutineId> owed;
  uint64_t needed = 0, coming = event.word;
  std::set<EventIndex> rounds;
  const auto needs = [&](GoroutineId who) {
    const auto end = who == event.who() ? std::nullopt : end_of(who);
    if (!end) return false;
    const uint64_t to_come = end->total - end->released;
    if (end->kept + to_come == 0) return false;   // it goes without because of who overwrote the WaitGroup
    ++needed;
    if (rounds.insert(end->clear).second) coming += to_come;
    return end->kept > 0;
  };
  for (const GoroutineId who : registered_only(trace, before, acquire, event.object))
    if (needs(who)) owed.push_back(who);
  for (const GoroutineId who : readied_and_kept(trace, before, acquire, event.object)) needs(who);
  for (const GoroutineId who : queue) needs(who);
  return needed > coming ? owed : std::vector<GoroutineId>();
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
