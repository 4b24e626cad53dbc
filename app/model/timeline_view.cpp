#include "app/model/timeline_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/model/strings.h"
#include "app/model/timer_view.h"
#include "core/base/duration_text.h"
#include "core/trace/value_text.h"

namespace wgscope::model {

namespace {

constexpr size_t kNameMost = 7;          // letters of a lane's name
constexpr size_t kArrowsMax = 400;       // more than that in one picture is a grey mass

// The nearest 1, 2 or 5 times a power of ten at or above.
double round_step(double least) {
  const double power = std::pow(10.0, std::floor(std::log10(std::max(least, 1e-9))));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= least) return factor * power;
  return 10 * power;
}

std::vector<TimelineTick> ticks_of(const TimelineView& view, Axis axis, int count) {
  std::vector<TimelineTick> ticks;
  double step = round_step((view.last - view.first) / std::max(1, count));
  if (axis == Axis::events) step = std::max(step, 1.0);
  for (double at = std::ceil(view.first / step) * step; at <= view.last; at += step)
    ticks.push_back({at, axis == Axis::events ? fmt::format("{:.0f}", at) : at == 0 ? "0 ms" : duration_text(static_cast<int64_t>(at))});
  return ticks;
}

// What is left of a time that began with an event, by the run's clock; empty in a world without one.
std::string left_text(const Scene& scene, EventIndex began, int64_t all_ns, bool repeats = false) {
  if (scene.trace.header().world != World::recorded || all_ns <= 0) return {};
  const int64_t age = std::max<int64_t>(scene.trace.at_ns(scene.cursor()) - scene.trace.at_ns(began), 0);
  const int64_t left = repeats ? all_ns - age % all_ns : std::max<int64_t>(all_ns - age, 0);
  return " · " + scene.strings.say("panel.timer.left", {{"time", time_left_text(left)}});
}

// How long a bar's goroutine sleeps, and at the cursor how much of it is left.
std::string sleeps(const Scene& scene, const LaneBlock& bar, double cursor) {
  if (bar.state != LaneState::sleeping || bar.mixed || bar.cursor == 0 || bar.cursor > scene.trace.size() || scene.trace[bar.cursor - 1].kind != EventKind::sleep) return {};
  const auto all_ns = static_cast<int64_t>(scene.trace[bar.cursor - 1].word);
  const std::string text = scene.strings.say("panel.timeline.sleeps", {{"time", duration_text(all_ns)}});
  return bar.from <= cursor && cursor < bar.to ? text + left_text(scene, bar.cursor - 1, all_ns) : text;
}

// Where a bar's goroutine is parked. A WaitGroup needs no name: whoever waits there does nothing else. Of a select that is parked, what it is.
std::string parked_at(const Scene& scene, const LaneBlock& bar) {
  const Trace& trace = scene.trace;
  if (bar.state != LaneState::parked || bar.mixed || bar.cursor == 0 || bar.cursor > trace.size()) return {};
  const Event& parks = trace[bar.cursor - 1];
  if (!on_channel(parks.kind) && !on_mutex(parks.kind) && !on_cond(parks.kind)) return {};
  const std::string at = parks.object != kNoObject ? object_name(trace, parks.object) : parks.kind == EventKind::select_step ? "select" : "nil";
  return scene.strings.say("panel.timeline.parked_at", {{"object", at}});
}

std::vector<TimelineArrow> arrows_of(const Scene& scene, const Lanes& lanes, const Causality& causality, const TimelineView& view, Axis axis) {
  std::vector<TimelineArrow> arrows;
  const EventIndex step = scene.latest_step();
  // An arrow begins before it ends; one that began before the picture and ends in it is found by looking back a little.
  const EventIndex first = cursor_at(lanes, axis, view.first - (view.last - view.first) * 0.5), last = cursor_at(lanes, axis, view.last) + 1;
  const auto all = causality.arrows_from(first, last);
  for (const Arrow& arrow : all) {
    if (arrow.kind != ArrowKind::wake) continue;
    if (arrows.size() >= kArrowsMax) break;
    const double from = lanes.position(lane_axis(axis), arrow.from + 1);
    arrows.push_back({arrow.from_who, arrow.to_who, from, from, arrow.from == step});
  }
  return arrows;
}

// Where a bar ends: at what ended it; where nothing did, when its time has come by the run's clock, or with what is known.
double end_of(const Scene& scene, const Lanes& lanes, const TimerSpan& span, Axis axis) {
  const double known = lanes.length(lane_axis(axis));
  if (span.to && !span.unseen) return lanes.position(lane_axis(axis), *span.to);
  if (scene.trace.header().world != World::recorded || span.ticks) return known;
  const auto due = static_cast<double>(span.due_ns);
  return std::min(known, axis == Axis::time ? due : lanes.position(lane_axis(axis), lanes.cursor_at(LaneAxis::time, due)));
}

// `timeout 1s · 300ms left`; a world without a clock only says what it was set for.
std::string timer_label(const Scene& scene, const TimerSpan& span, bool named) {
  const bool set_now = span.from <= scene.cursor() && (!span.to || *span.to > scene.cursor());
  std::string text = named ? object_name(scene.trace, span.timer) + " · " : std::string();
  text += scene.strings.say(span.ticks ? "panel.timeline.every" : "panel.timeline.set_for", {{"time", duration_text(span.set_for_ns)}});
  return set_now ? text + left_text(scene, span.from - 1, span.set_for_ns, span.ticks) : text;
}

TimelineTimers timers_of(const Scene& scene, const Lanes& lanes, const TimerLane& lane, const TimelineView& view, Axis axis, double grain) {
  TimelineTimers shown;
  const std::string own = lane.only ? object_name(scene.trace, *lane.only) : std::string();
  const bool named = !own.empty() && own.size() <= kNameMost;
  shown.name = named ? own : scene.strings.say("panel.timeline.timers");
  const auto at = [&](EventIndex cursor) { return lanes.position(lane_axis(axis), cursor); };
  // Each in the picture begins behind the one before it, by a pixel at least.
  auto span = std::ranges::lower_bound(lane.spans, cursor_at(lanes, axis, view.first), {}, [](const TimerSpan& one) { return one.to.value_or(std::numeric_limits<EventIndex>::max()); });
  while (span != lane.spans.end() && at(span->from) <= view.last) {
    const double from = at(span->from), to = std::max(from, end_of(scene, lanes, *span, axis));
    if (to >= view.first) shown.bars.push_back({span->timer, from, to, timer_label(scene, *span, !named)});
    const EventIndex behind = std::max(span->from, cursor_at(lanes, axis, from + grain));
    span = std::ranges::upper_bound(span + 1, lane.spans.end(), behind, std::less_equal<>(), &TimerSpan::from);
  }
  for (auto fired = std::ranges::lower_bound(lane.firings, cursor_at(lanes, axis, view.first)); fired != lane.firings.end() && at(*fired) <= view.last;) {
    shown.firings.push_back(at(*fired));
    fired = std::upper_bound(fired, lane.firings.end(), std::max(*fired, cursor_at(lanes, axis, at(*fired) + 2 * grain)));
  }
  const auto behind = std::ranges::upper_bound(lane.spans, scene.cursor(), {}, &TimerSpan::from);
  if (behind != lane.spans.begin()) shown.at_cursor = std::prev(behind)->timer;
  return shown;
}

}  // namespace

EventIndex cursor_at(const Lanes& lanes, Axis axis, double position) {
  const double length = lanes.length(lane_axis(axis));
  // By events, the nearest; in time, the last that had happened.
  return lanes.cursor_at(lane_axis(axis), std::clamp(axis == Axis::events ? position + 0.5 : position, 0.0, length));
}

TimelineView timeline_view(const Scene& scene, const Lanes& lanes, const Causality& causality, const TimerSpans& timers, const TimelineSpan& span, Axis axis, double width, int ticks) {
  TimelineView view;
  view.first = span.first();
  view.last = span.last();
  view.recorded = lanes.length(lane_axis(axis));
  view.cursor = lanes.position(lane_axis(axis), scene.cursor());
  const double grain = (view.last - view.first) / std::max(1.0, width);
  view.lanes.resize(lanes.size());
  for (uint32_t i = 0; i < lanes.size(); ++i) {
    TimelineLane& lane = view.lanes[i];
    lane.who = GoroutineId{i + 1};
    lane.name = goroutine_name(lane.who);
    lane.focused = lane.who == scene.focus;
    const auto state = lanes.state_at(lane.who, scene.cursor());
    lane.over = state && (*state == LaneState::finished || *state == LaneState::panicked);
    lanes.blocks(lane.who, lane_axis(axis), view.first, view.last, grain, lane.bars);
    for (const LaneBlock& bar : lane.bars) lane.labels.push_back(bar.state == LaneState::sleeping ? sleeps(scene, bar, view.cursor) : parked_at(scene, bar));
  }
  for (const TimerLane& lane : timers.lanes()) view.timers.push_back(timers_of(scene, lanes, lane, view, axis, grain));
  if (timers.left_out() > 0) view.timers.push_back({.name = "+" + std::to_string(timers.left_out())});
  view.arrows = arrows_of(scene, lanes, causality, view, axis);
  view.ticks = ticks_of(view, axis, ticks);
  return view;
}

}  // namespace wgscope::model
