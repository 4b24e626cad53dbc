#include "app/model/hood_view.h"

#include <fmt/format.h>

namespace wgscope::model {

using sync::Halves;
using sync::WaitGroupAt;

std::optional<WaitGroupAt> line_of(EventKind kind) {
  switch (kind) {
    case EventKind::add_count: return WaitGroupAt::add_count;
    case EventKind::add_recheck: return WaitGroupAt::add_recheck;
    case EventKind::add_clear: return WaitGroupAt::add_clear;
    case EventKind::sema_release: return WaitGroupAt::add_release;
    case EventKind::wait_load: return WaitGroupAt::wait_load;
    case EventKind::wait_join: return WaitGroupAt::wait_join;
    case EventKind::sema_acquire:
    case EventKind::sema_retry: return WaitGroupAt::wait_acquire;
    case EventKind::wait_check: return WaitGroupAt::wait_check;
    default: return std::nullopt;
  }
}

namespace {

// What a call remembers in front of this line, by the name that the row gives it.
std::string holds_text(const sync::Row<WaitGroupAt>& row, const Standing& standing) {
  switch (row.at) {
    case WaitGroupAt::add_count: return fmt::format("{} = {}", row.holds, static_cast<int64_t>(standing.operand));
    case WaitGroupAt::add_recheck:
    case WaitGroupAt::wait_join: return fmt::format("{} = {}", row.holds, halves_text(standing.operand));
    case WaitGroupAt::add_clear:
    case WaitGroupAt::add_release: return fmt::format("{} = {}", row.holds, standing.operand);
    default: return {};
  }
}

// What the access that `event` was gave to its call, at the row that names it: an Add and a look take the word apart in the rows behind their own.
std::string gave_text(const Event& event, const sync::Row<WaitGroupAt>& row) {
  if (row.text.starts_with("v := ")) return fmt::format("v = {}", Halves{event.word}.counter());
  if (row.text.starts_with("w := ")) return fmt::format("w = {}", Halves{event.word}.waiters());
  if (!row.access) return {};
  switch (event.kind) {
    case EventKind::add_recheck:
    case EventKind::wait_check: return halves_text(event.word);
    case EventKind::wait_join: return event.failed() ? "false" : "true";
    default: return {};
  }
}

// Which test of its line came out true: the row's number among the tests of that line, or none.
std::optional<size_t> test_taken(const Scene& scene, EventIndex index) {
  const Event& event = scene.trace[index];
  const Halves now{event.word};
  if (event.kind == EventKind::wait_load && now.counter() == 0) return 0;
  if (event.kind != EventKind::add_count) return std::nullopt;
  if (event.flags & kReturned) return 2;
  if (now.counter() < 0) return 0;
  const EventIndex next = scene.trace.next_of(event.who(), index + 1);
  const bool panics = next < scene.trace.size() && scene.trace[next].kind == EventKind::run_panic;
  return panics ? std::optional<size_t>(1) : std::nullopt;
}

// Is the latest step still what the picture is of? Once its goroutine has gone on, and printed or ended, no line of the call is lit any more. The panic of a
// misuse begins inside the call.
bool at_the_step(const Scene& scene, EventIndex step) {
  if (step + 1 == scene.cursor()) return true;
  const Event& latest = *scene.latest();
  return latest.kind == EventKind::run_panic && scene.trace.text(latest.word).starts_with("sync: ");
}

// Where it stands in the algorithm; nothing: elsewhere. Whoever is parked on something else goes on without a step, and what it does then is another call.
std::optional<WaitGroupAt> place_of(const Scene& scene, GoroutineId who) {
  const GoroutineNow& now = scene.world.goroutines[who.value - 1];
  if (now.state == GoroutineState::parked && now.wait_reason != WaitReason::wait_group) return std::nullopt;
  return line_of(standing_at(scene.trace, scene.world, who).next);
}

HoodCall call_of(const Scene& scene) {
  const auto call = [](WaitGroupAt at) { return of_add(at) ? HoodCall::add : HoodCall::wait; };
  if (scene.focus == kNobody) return HoodCall::add;
  if (scene.focus.value <= scene.world.goroutines.size())
    if (const auto at = place_of(scene, scene.focus)) return call(*at);
  // Outside: the operation that it was in last. A few events back is enough; further back it means nothing any more.
  constexpr int kLookBack = 64;
  auto before = scene.trace.previous_of(scene.focus, scene.cursor());
  for (int i = 0; before && i < kLookBack; ++i, before = scene.trace.previous_of(scene.focus, *before))
    if (const auto at = line_of(scene.trace[*before].kind)) return call(*at);
  return HoodCall::add;
}

}  // namespace

HoodView hood_view(const Scene& scene, HoodCall wanted) {
  HoodView view;
  view.call = wanted == HoodCall::follow ? call_of(scene) : wanted;
  const bool add = view.call == HoodCall::add;
  view.heading = add ? "func (wg *WaitGroup) Add(delta int) {" : "func (wg *WaitGroup) Wait() {";

  const EventIndex step = scene.latest_step();
  const auto latest_at = step < scene.trace.size() && at_the_step(scene, step) ? line_of(scene.trace[step].kind) : std::nullopt;
  const auto taken = latest_at ? test_taken(scene, step) : std::nullopt;
  size_t test = 0;
  for (const auto& row : sync::kWaitGroupRows) {
    if (of_add(row.at) != add) continue;
    HoodRow shown{row.text, row.access, false, false, {}, {}, {}};
    const bool tests = !row.access && row.text.starts_with("if ");
    test = row.access ? 0 : test + (tests ? 1 : 0);
    if (latest_at && *latest_at == row.at) {
      shown.latest = row.access;
      shown.taken = tests && taken && *taken + 1 == test;
      shown.gave = gave_text(scene.trace[step], row);
    }
    view.rows.push_back(std::move(shown));
  }

  for (uint32_t number = 1; number <= scene.world.goroutines.size(); ++number) {
    const GoroutineState state = scene.world.goroutines[number - 1].state;
    if (state == GoroutineState::finished || state == GoroutineState::panicked) continue;
    const GoroutineId who{number};
    const Standing standing = standing_at(scene.trace, scene.world, who);
    const auto at = place_of(scene, who);
    if (!at) continue;
    if (of_add(*at) != add) {
      ++view.in_other_call;
      continue;
    }
    size_t shown = 0;
    for (const auto& row : sync::kWaitGroupRows) {
      if (of_add(row.at) != add) continue;
      if (row.at == *at && row.access) {
        view.rows[shown].here.push_back(chip_of(scene, who));
        if (who == scene.focus) view.rows[shown].holds = holds_text(row, standing), view.focused_inside = true;
      }
      ++shown;
    }
  }
  return view;
}

}  // namespace wgscope::model
