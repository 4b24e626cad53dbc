#include "app/model/hood_calls.h"

#include <algorithm>
#include <cassert>
#include <vector>

#include "app/model/objects.h"

namespace wgscope::model {

namespace {

struct GroupRow {
  HoodGroup group;
  ObjectKind of;
  std::string_view explanation;
  std::span<const HoodCallRow> (*calls)();
};
// In the order of HoodGroup.
constexpr GroupRow kGroups[] = {
    {HoodGroup::wait_group, ObjectKind::wait_group, "hood.wait_group", hood::wait_group_calls},
    {HoodGroup::channel, ObjectKind::channel, "hood.channel", hood::channel_calls},
    {HoodGroup::cond, ObjectKind::cond, "hood.cond", hood::cond_calls},
    {HoodGroup::mutex, ObjectKind::mutex, "hood.mutex", hood::mutex_calls},
    {HoodGroup::rw_mutex, ObjectKind::rw_mutex, "hood.rw_mutex", hood::rw_mutex_calls},
    {HoodGroup::timer, ObjectKind::timer, "hood.timer", hood::timer_calls},
};
const GroupRow& row_of_group(HoodGroup group) { return kGroups[static_cast<size_t>(group)]; }

bool fits(const HoodCallRow& row, const Trace& trace, ObjectId object) {
  return !row.on || (object.value < trace.objects().size() && trace.objects()[object.value].kind == *row.on);
}

// The latest step of its own before an event.
std::optional<EventIndex> index_before(const Trace& trace, GoroutineId who, EventIndex at) {
  auto before = trace.previous_of(who, at);
  while (before && !counts_as_step(trace[*before].kind)) before = trace.previous_of(who, *before);
  return before;
}

}  // namespace

std::span<const HoodCallRow> hood_calls() {
  static const std::vector<HoodCallRow> kAll = [] {
    std::vector<HoodCallRow> all;
    for (const GroupRow& group : kGroups) all.insert(all.end(), group.calls().begin(), group.calls().end());
    return all;
  }();
  return kAll;
}

const HoodCallRow& row_of(HoodCall call) {
  const auto found = std::ranges::find(hood_calls(), call, &HoodCallRow::call);
  assert(found != hood_calls().end());
  return *found;
}

std::span<const HoodCallRow> hood_calls_of(HoodGroup group) { return row_of_group(group).calls(); }
std::string_view explanation_of(HoodGroup group) { return row_of_group(group).explanation; }

std::optional<HoodGroup> hood_group_of(ObjectKind kind) {
  const auto found = std::ranges::find(kGroups, kind, &GroupRow::of);
  return found == std::end(kGroups) ? std::nullopt : std::optional(found->group);
}

const HoodLine* line_at(const HoodCallRow& row, const HoodAccess& access) {
  if (access.kind == EventKind::end || !fits(row, access.scene.trace, access.object)) return nullptr;
  const auto found = std::ranges::find_if(row.lines, [&](const HoodLine& line) { return (line.at == access.kind || line.or_at == access.kind) && (!line.here || line.here(access)); });
  return found == row.lines.end() ? nullptr : &*found;
}

const HoodLine* line_parked_in(const HoodCallRow& row, const Scene& scene, GoroutineId who) {
  const GoroutineNow& now = scene.world.goroutines[who.value - 1];
  if (now.wait_reason == WaitReason::none || !fits(row, scene.trace, now.waits_on)) return nullptr;
  const auto found = std::ranges::find(row.lines, now.wait_reason, &HoodLine::parks);
  return found == row.lines.end() ? nullptr : &*found;
}

const Event* step_before(const HoodAccess& access, size_t back) {
  auto before = index_before(access.scene.trace, access.who, access.at);
  for (; back > 1 && before; --back) before = index_before(access.scene.trace, access.who, *before);
  return before ? &access.scene.trace[*before] : nullptr;
}

bool woken_by_close(const HoodAccess& access) {
  const Trace& trace = access.scene.trace;
  const auto before = index_before(trace, access.who, access.at);
  if (!before || !trace[*before].parked() || !on_channel(trace[*before].kind)) return false;
  // Whoever a partner has woken is through with that call: what it stands at is another one.
  constexpr EventIndex kLookBack = 1 << 16;
  const EventIndex first = std::max(*before + 1, access.at - std::min(access.at, kLookBack));
  for (EventIndex i = access.at; i > first; --i)
    if (woken_by(trace[i - 1]) == access.who) return trace[i - 1].kind == EventKind::chan_close || trace[i - 1].kind == EventKind::readied;
  return false;
}

std::optional<EventIndex> parked_at(const Trace& trace, GoroutineId who, EventIndex before) {
  const auto step = index_before(trace, who, before);
  return step && trace[*step].parked() ? step : std::nullopt;
}

bool woke(const HoodStep& step, bool (*such)(const HoodStep&, EventIndex)) {
  const Trace& trace = step.scene.trace;
  for (EventIndex i = step.index; i < step.scene.cursor(); ++i) {
    if (i > step.index && trace[i].kind != EventKind::readied) continue;
    const GoroutineId who = woken_by(trace[i]);
    const auto parked = who == kNobody ? std::nullopt : parked_at(trace, who, step.index);
    if (parked && such(step, *parked)) return true;
  }
  return false;
}

}  // namespace wgscope::model
