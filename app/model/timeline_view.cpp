#include "app/model/timeline_view.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/model/strings.h"
#include "core/trace/value_text.h"

namespace wgscope::model {

namespace {

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

}  // namespace

EventIndex cursor_at(const Lanes& lanes, Axis axis, double position) {
  const double length = lanes.length(lane_axis(axis));
  // By events, the nearest; in time, the last that had happened.
  return lanes.cursor_at(lane_axis(axis), std::clamp(axis == Axis::events ? position + 0.5 : position, 0.0, length));
}

TimelineView timeline_view(const Scene& scene, const Lanes& lanes, const Causality& causality, const TimelineSpan& span, Axis axis, double width, int ticks) {
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
    for (const LaneBlock& bar : lane.bars) lane.labels.push_back(parked_at(scene, bar));
  }
  view.arrows = arrows_of(scene, lanes, causality, view, axis);
  view.ticks = ticks_of(view, axis, ticks);
  return view;
}

}  // namespace wgscope::model
