#include "app/model/hood_view.h"

#include <algorithm>

namespace wgscope::model {

namespace {

// The panic of a misuse begins inside the call.
bool begins_inside(const Trace& trace, const Event& panic) {
  const std::string& text = trace.text(panic.word);
  return text.starts_with("sync: ") || text.starts_with("sync.Cond ") || text.starts_with("send on closed") || text.starts_with("close of ");
}

// Is the latest step still what the picture is of? Once its goroutine has gone on, and printed or ended, no line of the call is lit any more. What others do
// whom it woke, and what happened beside the step, is part of it. The clock's step is nobody's call that could be left.
bool at_the_step(const Scene& scene, EventIndex step) {
  if (scene.trace[step].kind == EventKind::timer) return true;
  for (EventIndex i = step + 1; i < scene.cursor(); ++i) {
    const Event& fact = scene.trace[i];
    if (fact.goroutine != scene.trace[step].goroutine) continue;
    switch (fact.kind) {
      case EventKind::readied:
      case EventKind::select_case:
      case EventKind::chose:
      case EventKind::timer_set:
      case EventKind::fatal: continue;
      case EventKind::run_panic:
        if (i + 1 == scene.cursor() && begins_inside(scene.trace, fact)) continue;
        return false;
      default: return false;
    }
  }
  return true;
}

bool is_over(const Scene& scene, GoroutineId who) {
  const GoroutineState state = scene.world.goroutines[who.value - 1].state;
  return state == GoroutineState::finished || state == GoroutineState::panicked;
}

// What somebody who is not parked stands in front of, as it will be made where the trace goes on.
HoodAccess access_of(const Scene& scene, GoroutineId who) {
  const Standing standing = standing_at(scene.trace, scene.world, who);
  if (standing.next == EventKind::timer) return {scene, who};   // about to sleep: the clock's step is not its own
  HoodAccess access{scene, who, standing.next, standing.object, standing.operand, nullptr, scene.cursor()};
  EventIndex next = scene.trace.next_of(who, scene.cursor());
  while (next < scene.trace.size() && !scene.trace.is_step(scene.trace[next])) next = scene.trace.next_of(who, next + 1);
  if (next < scene.trace.size()) access.event = &scene.trace[next];
  return access;
}

// The line of a call where somebody stands or is parked; null: elsewhere. Whoever is parked goes on without a step, and what it does then is another call.
const HoodLine* place_in(const HoodCallRow& row, const Scene& scene, const HoodAccess& access) {
  const bool parked = scene.world.goroutines[access.who.value - 1].state == GoroutineState::parked;
  return parked ? line_parked_in(row, scene, access.who) : line_at(row, access);
}

const HoodCallRow* call_at(const Scene& scene, GoroutineId who) {
  if (who == kNobody || who.value > scene.world.goroutines.size() || is_over(scene, who)) return nullptr;
  const HoodAccess access = access_of(scene, who);
  const auto found = std::ranges::find_if(hood_calls(), [&](const HoodCallRow& row) { return place_in(row, scene, access) != nullptr; });
  return found == hood_calls().end() ? nullptr : &*found;
}

const HoodCallRow* call_of_step(const Scene& scene, EventIndex index) {
  const HoodAccess access = HoodStep{scene, index}.access();
  const auto found = std::ranges::find_if(hood_calls(), [&](const HoodCallRow& row) { return line_at(row, access) != nullptr; });
  return found == hood_calls().end() ? nullptr : &*found;
}

// Nobody is in a call: the first of the object that is looked at, or that the program made first.
HoodCall first_call(const Scene& scene) {
  const auto& objects = scene.trace.objects();
  if (scene.object.value < objects.size())
    if (const auto group = hood_group_of(objects[scene.object.value].kind)) return hood_calls_of(*group).front().call;
  for (size_t i = 0; i < objects.size(); ++i)
    if (const auto group = hood_group_of(objects[i].kind)) return hood_calls_of(*group).front().call;
  return HoodCall::add;
}

HoodCall call_to_follow(const Scene& scene) {
  if (scene.focus == kNobody) return first_call(scene);
  // What the clock did to a timer is nobody's call. A sleeper's waking says nothing that its goroutine does not.
  const EventIndex step = scene.latest_step();
  if (step < scene.trace.size() && scene.trace[step].kind == EventKind::timer && scene.trace[step].object != kNoObject && at_the_step(scene, step)) return HoodCall::fire;
  if (const HoodCallRow* row = call_at(scene, scene.focus)) return row->call;
  // Outside: the operation that it was in last. A few events back is enough; further back it means nothing any more.
  constexpr int kLookBack = 64;
  auto before = scene.trace.previous_of(scene.focus, scene.cursor());
  for (int i = 0; before && i < kLookBack; ++i, before = scene.trace.previous_of(scene.focus, *before))
    if (const HoodCallRow* row = call_of_step(scene, *before)) return row->call;
  return first_call(scene);
}

void light(const Scene& scene, const HoodCallRow& row, std::vector<HoodRow>& rows) {
  const EventIndex index = scene.latest_step();
  if (index >= scene.trace.size() || !at_the_step(scene, index)) return;
  const HoodStep step{scene, index};
  const HoodLine* latest = line_at(row, step.access());
  if (!latest) return;
  for (size_t i = 0; i < rows.size(); ++i) {
    const HoodLine& line = row.lines[i];
    rows[i].latest = &line == latest;
    rows[i].taken = line.took && line.took(step);
    if (line.gave && (rows[i].latest || !line.is_access())) rows[i].gave = line.gave(step);
  }
}

// Which calls may come forward: those of the objects that there are. A select is long, and kept out where the program has none.
std::vector<HoodCall> calls_that_may_come(const Scene& scene) {
  const bool selects = std::ranges::any_of(scene.program, [](const std::string& line) { return line.find("select {") != line.npos; });
  std::vector<bool> there(hood_calls().size());
  const auto& objects = scene.trace.objects();
  for (size_t i = 0; i < objects.size(); ++i)
    if (const auto group = hood_group_of(objects[i].kind)) there[static_cast<size_t>(*group)] = true;
  std::vector<HoodCall> calls;
  for (const HoodCallRow& row : hood_calls())
    if (there[static_cast<size_t>(row.group)] && (row.call != HoodCall::select || selects)) calls.push_back(row.call);
  return calls;
}

}  // namespace

HoodView hood_view(const Scene& scene, HoodCall wanted) {
  const HoodCallRow& row = row_of(wanted == HoodCall::follow ? call_to_follow(scene) : wanted);
  HoodView view;
  view.call = row.call;
  view.heading = row.heading;
  view.group = row.group;
  view.offered = hood_calls_of(row.group);
  view.come_forward = calls_that_may_come(scene);
  for (const HoodLine& line : row.lines) view.rows.push_back({.text = line.text, .access = line.is_access()});
  light(scene, row, view.rows);

  for (uint32_t number = 1; number <= scene.world.goroutines.size(); ++number) {
    const GoroutineId who{number};
    if (is_over(scene, who)) continue;
    const HoodAccess access = access_of(scene, who);
    const HoodLine* line = place_in(row, scene, access);
    if (!line) {
      view.in_other_call += call_at(scene, who) ? 1 : 0;
      continue;
    }
    HoodRow& shown = view.rows[static_cast<size_t>(line - row.lines.data())];
    shown.here.push_back(chip_of(scene, who));
    if (who != scene.focus) continue;
    view.focused_inside = true;
    if (line->holds) shown.holds = line->holds(access);
  }
  return view;
}

}  // namespace wgscope::model
