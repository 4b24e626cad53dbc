// The timeline as far as it is in the picture: bars, arrows, ruler, the cursor. What is narrower than a pixel is joined, so a picture costs what it is
// wide, whatever the trace's length.
#pragma once

#include <string>
#include <vector>

#include "app/model/action.h"
#include "app/model/scene.h"
#include "app/model/timeline_span.h"
#include "app/model/timer_spans.h"
#include "core/trace/causality.h"
#include "core/trace/lanes.h"

namespace wgscope::model {

inline LaneAxis lane_axis(Axis axis) { return axis == Axis::events ? LaneAxis::events : LaneAxis::time; }

struct TimelineLane {
  GoroutineId who;
  std::string name;
  bool focused = false;
  bool over = false;                     // finished or panicked at the cursor
  std::vector<LaneBlock> bars;           // those in the picture
  std::vector<std::string> labels;       // parallel to them: at which channel or mutex it is parked, how long it sleeps, in words; else empty
};

// A timer that is set: from when to when, in words how long, and by the run's clock how much of it is left at the cursor.
struct TimelineTimerBar {
  ObjectId timer;
  double from = 0, to = 0;
  std::string label;
};
struct TimelineTimers {
  std::string name;
  std::vector<TimelineTimerBar> bars;    // those in the picture
  std::vector<double> firings;           // likewise; of those in one pixel, one
  ObjectId at_cursor = kNoObject;        // the timer that is set there, else the one before
};

struct TimelineArrow {
  GoroutineId from_who, to_who;
  double from = 0, to = 0;               // positions on the axis
  bool latest = false;                   // the latest step made it
};

struct TimelineTick {
  double at = 0;
  std::string label;
};

struct TimelineView {
  std::vector<TimelineLane> lanes;
  std::vector<TimelineTimers> timers;    // below them
  std::vector<TimelineArrow> arrows;     // from a release to the wake-up, and from `go` to nothing: those are clear from the lanes
  std::vector<TimelineTick> ticks;
  double first = 0, last = 1;
  double cursor = 0;
  double recorded = 0;                   // the axis goes on beyond this only while the run does
};
// `width`: of the bars' part, in pixels. `ticks`: about how many labels there is room for.
TimelineView timeline_view(const Scene& scene, const Lanes& lanes, const Causality& causality, const TimerSpans& timers, const TimelineSpan& span, Axis axis, double width, int ticks);

// The cursor that a position on the axis means.
EventIndex cursor_at(const Lanes& lanes, Axis axis, double position);

}  // namespace wgscope::model
