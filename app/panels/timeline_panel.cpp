#include "app/panels/timeline_panel.h"

#include <algorithm>
#include <array>

#include "app/model/commands.h"
#include "app/widgets/lanes.h"

namespace wgscope::panels {

namespace {

// Draw data of one picture; the widget holds views into it.
struct Drawn {
  std::vector<std::vector<widgets::Bar>> bars;
  std::vector<widgets::Lane> lanes;
  std::vector<widgets::LaneArrow> arrows;
  std::vector<widgets::LaneTick> ticks;
  std::vector<widgets::LaneMark> marks;
  std::string parked, sleeping, panicked;
};

widgets::Bar bar_of(const Panel& panel, const LaneBlock& block, const Drawn& drawn) {
  const theme::Colours& c = panel.ui.colours();
  widgets::Bar bar{block.from, block.to, widgets::BarLook::solid, {0, 0, 0, 0}, {}};
  switch (block.state) {
    case LaneState::running: bar.look = widgets::BarLook::solid; break;
    case LaneState::runnable: bar.look = widgets::BarLook::striped; break;
    case LaneState::parked: bar.look = widgets::BarLook::hollow, bar.label = drawn.parked; break;
    case LaneState::sleeping: bar.look = widgets::BarLook::quiet, bar.label = drawn.sleeping; break;
    case LaneState::finished: bar.look = widgets::BarLook::dashed; break;
    case LaneState::panicked: bar.look = widgets::BarLook::alert, bar.label = drawn.panicked; break;
  }
  // Several states in less than a pixel: one colour between running and not, by how much of it was at work.
  if (block.mixed) bar.look = widgets::BarLook::solid, bar.colour = c.bar_runnable.towards(c.running, block.running_share), bar.label = {};
  return bar;
}

void fill_in(const Panel& panel, const model::TimelineView& view, Drawn& drawn) {
  drawn.parked = panel.say("panel.timeline.parked");
  drawn.sleeping = panel.say("panel.timeline.sleep");
  drawn.panicked = panel.say("panel.timeline.panicked");
  drawn.bars.resize(view.lanes.size() + view.timers.size());
  for (size_t i = 0; i < view.lanes.size(); ++i) {
    const auto& lane = view.lanes[i];
    drawn.bars[i].reserve(lane.bars.size());
    for (size_t k = 0; k < lane.bars.size(); ++k) {
      drawn.bars[i].push_back(bar_of(panel, lane.bars[k], drawn));
      if (!lane.labels[k].empty()) drawn.bars[i].back().label = lane.labels[k];
    }
    drawn.lanes.push_back({lane.name, colour_of(panel.ui, lane.who), drawn.bars[i], false, lane.focused});
  }
  for (size_t i = 0; i < view.timers.size(); ++i) {
    auto& bars = drawn.bars[view.lanes.size() + i];
    for (const auto& bar : view.timers[i].bars) bars.push_back({bar.from, bar.to, widgets::BarLook::quiet, {0, 0, 0, 0}, bar.label});
    for (const double fired : view.timers[i].firings) drawn.marks.push_back({static_cast<int>(view.lanes.size() + i), fired, panel.ui.colours().token});
    drawn.lanes.push_back({view.timers[i].name, panel.ui.colours().text_muted, bars, false, false});
  }
  for (const auto& arrow : view.arrows)
    drawn.arrows.push_back({static_cast<int>(arrow.from_who.value) - 1, static_cast<int>(arrow.to_who.value) - 1, arrow.from, arrow.to,
                            panel.ui.colours().token, arrow.latest});
  for (const auto& tick : view.ticks) drawn.ticks.push_back({tick.at, tick.label});
}

void apply(const Panel& panel, const TimelinePanelData& data, const model::TimelineView& view, const widgets::LanesAsk& ask) {
  if (ask.scrub) {
    const EventIndex cursor = model::cursor_at(data.lanes, data.axis, *ask.scrub);
    if (cursor != data.scene.cursor()) panel.ask(model::act::GoTo{cursor});
  }
  if (const auto lane = ask.lane_clicked ? static_cast<size_t>(*ask.lane_clicked) : SIZE_MAX; lane < view.lanes.size()) panel.ask(model::act::FocusOn{view.lanes[lane].who});
  else if (lane - view.lanes.size() < view.timers.size()) panel.ask(model::act::ChooseObject{view.timers[lane - view.lanes.size()].at_cursor});
  if (ask.fit) {
    panel.ask(model::act::Run{model::CommandId::fit_timeline});
  } else if (ask.zoom != 1 || ask.pan != 0) {
    const double first = ask.zoom_at - (ask.zoom_at - data.span.first()) * ask.zoom, last = ask.zoom_at + (data.span.last() - ask.zoom_at) * ask.zoom;
    panel.ask(model::act::ShowSpan{first + ask.pan, last + ask.pan});
  }
}

}  // namespace

void timeline_panel(const Panel& panel, const Rect& rect, const TimelinePanelData& data) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  Rect header;
  const bool roomy = rect.w > panel.ui.px(700);
  const Rect inside = frame(panel, "timeline", rect, panel.say("panel.timeline.title"), roomy ? panel.say("panel.timeline.keys") : std::string(), TextStyle::small, &header).inset(m.panel_padding, 0);
  const Scope scope(ui, "timeline");
  // What the axis counts, beside the title.
  const std::string events = panel.say("panel.timeline.events"), time = panel.say("panel.timeline.time");
  const std::array<widgets::Segment, 2> axes{{{events, true, {}}, {time, true, {}}}};
  const float axes_width = widgets::segments_width(ui, axes);
  const Rect box = header.cut_left(axes_width).middle(axes_width, ui.px(22));
  const int axis = widgets::segmented(ui, "axis_kind", box, axes, data.axis == model::Axis::events ? 0 : 1);
  panel.explain("timeline.axis", box);
  if (axis >= 0) panel.ask(model::act::SetAxis{axis == 0 ? model::Axis::events : model::Axis::time});

  widgets::LanesSpec spec;
  const float longest = data.lanes.size() > 999 ? 70 : 58;
  spec.name_width = longest;
  const float width = widgets::lanes_axis_width(ui, inside, spec);
  const auto view = model::timeline_view(data.scene, data.lanes, data.causality, data.timers, data.span, data.axis, width, std::max(2, static_cast<int>(width / ui.px(150))));
  Drawn drawn;
  fill_in(panel, view, drawn);
  spec.lanes = drawn.lanes;
  spec.arrows = drawn.arrows;
  spec.ticks = drawn.ticks;
  spec.marks = drawn.marks;
  if (!view.timers.empty()) spec.set_apart = static_cast<int>(view.lanes.size());
  spec.view_from = view.first;
  spec.view_to = view.last;
  spec.cursor = view.cursor;
  const std::string label = std::to_string(data.scene.cursor());
  spec.cursor_label = label;
  spec.known_to = view.recorded;
  const widgets::LanesAsk ask = widgets::lanes(ui, "lanes", inside, spec);
  panel.explain("goroutine", ask.names);
  panel.explain("timeline.bars", ask.bars);
  panel.explain("timeline.arrow", ask.arrow);
  panel.explain("timeline.timers", ask.marks);
  apply(panel, data, view, ask);
}

}  // namespace wgscope::panels
