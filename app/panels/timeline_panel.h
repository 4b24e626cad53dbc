// The timeline: a lane a goroutine, its states as bars, arrows from a release to the goroutine that it readied, the cursor to drag; below them the timers.
#pragma once

#include "app/model/timeline_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct TimelinePanelData {
  const model::Scene& scene;
  const Lanes& lanes;
  const Causality& causality;
  const model::TimerSpans& timers;
  const model::TimelineSpan& span;
  model::Axis axis = model::Axis::events;
};
void timeline_panel(const Panel& panel, const Rect& rect, const TimelinePanelData& data);

}  // namespace wgscope::panels
