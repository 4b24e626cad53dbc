#include "app/model/comparison.h"

#include <utility>

#include "core/run/execution.h"
#include "core/trace/world_state.h"

namespace wgscope::model {

namespace {

// How many values a step on a channel copied, by the world before it.
uint32_t copies_of(const WorldState& before, const Event& event) {
  const bool select = event.kind == EventKind::select_step;
  const bool sends = event.kind == EventKind::chan_send || (select && event.flags & kSends);
  const bool receives = event.kind == EventKind::chan_receive || (select && !sends);
  if ((!sends && !receives) || event.object == kNoObject || event.parked() || event.failed()) return 0;
  if (sends) return 1;   // into the buffer, or to a receiver who was parked
  const bool buffered = before.objects[event.object.value].word > 0;   // its capacity
  return buffered && GoroutineId{event.other} != kNobody ? 2 : 1;      // with a sender behind it, whose value goes into the place that is free now
}

GoroutineId readied_by(const Event& event) { return event.kind == EventKind::timer ? event.who() : woken_by(event); }

bool could_go_on(const WorldState& world, GoroutineId who) {
  if (who == kNobody) return false;
  const GoroutineState state = world.goroutines[who.value - 1].state;
  return state == GoroutineState::running || state == GoroutineState::runnable;
}

}  // namespace

CountedTrace::CountedTrace(std::shared_ptr<const Trace> trace) : trace_(std::move(trace)), schedule_(schedule_of(*trace_)) {
  WorldState world = fold(*trace_, 0);
  After now;
  for (EventIndex i = 0; i < trace_->size(); ++i) {
    const Event& event = (*trace_)[i];
    if (trace_->is_step(event)) {
      now.cursor = now.next = i;
      after_.push_back(now);
      if (event.kind != EventKind::timer && world.last_stepped != event.who() && could_go_on(world, world.last_stepped)) ++now.switches;
    }
    if (event.parked()) ++now.parks;
    if (readied_by(event) != kNobody) ++now.wake_ups;
    now.copies += event.object == kNoObject || trace_->objects()[event.object.value].kind != ObjectKind::channel ? 0 : copies_of(world, event);   // a timer brings no value of the program's
    apply(world, *trace_, event);
  }
  now.cursor = now.next = trace_->size();
  after_.push_back(now);
  find_orders();
}

void CountedTrace::find_orders() {
  std::vector<std::pair<EventIndex, GoroutineId>> steps;   // of those who were readied, the first afterwards
  for (EventIndex i = 0; i < trace_->size(); ++i) {
    const Event& event = (*trace_)[i];
    const GoroutineId who = event.kind == EventKind::timer ? kNobody : woken_by(event);
    if (who == kNobody) continue;
    readied_.push_back(who);
    EventIndex next = trace_->next_of(who, i + 1);
    while (next < trace_->size() && !trace_->is_step((*trace_)[next])) next = trace_->next_of(who, next + 1);
    if (next < trace_->size()) steps.emplace_back(next, who);
  }
  overtaken_ = !std::ranges::is_sorted(steps, {}, &std::pair<EventIndex, GoroutineId>::first);
  std::ranges::stable_sort(steps, {}, &std::pair<EventIndex, GoroutineId>::first);
  for (const auto& [at, who] : steps) stepped_.push_back(who);
}

Figures CountedTrace::figures_after(uint64_t steps) const {
  steps = std::min(steps, this->steps());
  const After& after = after_[steps];
  return {steps, after.switches, after.parks, after.wake_ups, after.copies};
}

uint64_t CountedTrace::steps_at(EventIndex cursor) const {
  const auto behind = std::ranges::upper_bound(after_, cursor, {}, &After::cursor);
  return behind == after_.begin() ? 0 : static_cast<uint64_t>(behind - after_.begin()) - 1;
}

Comparison compare(std::shared_ptr<const Trace> left, std::shared_ptr<const Trace> right, bool one_program) {
  Comparison comparison{CountedTrace(std::move(left)), CountedTrace(std::move(right)), one_program};
  const CountedTrace &a = comparison.left, &b = comparison.right;
  const auto alike = [&](uint64_t step) {
    if (one_program) return a.schedule().choices[step] == b.schedule().choices[step];
    const Event &one = a.trace()[a.event_of(step)], &other = b.trace()[b.event_of(step)];
    return one.goroutine == other.goroutine && one.kind == other.kind;
  };
  const uint64_t most = std::min(a.steps(), b.steps());
  while (comparison.alike < most && alike(comparison.alike)) ++comparison.alike;
  return comparison;
}

}  // namespace wgscope::model
