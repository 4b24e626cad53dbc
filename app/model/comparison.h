// Two executions in figures, and where they part. Every figure is counted from events (and the world folded before them), so each can be found in the trace:
//
//   steps      what a schedule has a choice for (Trace::is_step)
//   switches   steps by another goroutine than the one that stepped last, while that one could have gone on; a timer's step is nobody's
//   parks      how often somebody parked: events with kParked, and every call of Sleep
//   wake-ups   how often somebody was readied: a goroutine that an event names as woken, and every timer that fires for a sleeper
//   copies     values that a channel copied: into its buffer, out of it, or from hand to hand between two goroutines, one each. So a receive from a full buffer
//              with a sender parked behind it is two. A zero value from a closed channel, close itself, and what a parked goroutine only offers are none
//
// Not here: texts (comparison_view.h), and who chose the executions (core/explore/comparing.h).
#pragma once

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/run/schedule.h"
#include "core/trace/trace.h"

namespace wgscope::model {

struct Figures {
  uint64_t steps = 0, switches = 0, parks = 0, wake_ups = 0, copies = 0;
  bool operator==(const Figures&) const = default;
};

// One execution, with its figures after each of its steps.
class CountedTrace {
 public:
  explicit CountedTrace(std::shared_ptr<const Trace> trace);

  const Trace& trace() const { return *trace_; }
  const std::shared_ptr<const Trace>& shared_trace() const { return trace_; }
  uint64_t steps() const { return after_.size() - 1; }
  // After so many steps, or after all that there are: the cursor right behind their facts, and the figures up to there.
  EventIndex cursor_after(uint64_t steps) const { return after_[std::min<uint64_t>(steps, this->steps())].cursor; }
  Figures figures_after(uint64_t steps) const;
  Figures figures() const { return figures_after(steps()); }
  // Whole steps behind a cursor.
  uint64_t steps_at(EventIndex cursor) const;
  // The event of the step with this number, from 0.
  EventIndex event_of(uint64_t step) const { return after_[step].next; }
  const Schedule& schedule() const { return schedule_; }

  // Whom a step of another goroutine readied, in order; and the same in the order of the first step that each made afterwards (who made none is missing there).
  const std::vector<GoroutineId>& readied() const { return readied_; }
  const std::vector<GoroutineId>& stepped() const { return stepped_; }
  // One that was readied later stepped earlier: being readied first is no promise to go first.
  bool overtaken() const { return overtaken_; }

 private:
  struct After {
    EventIndex cursor = 0, next = 0;       // the next step's event; the trace's size after the last
    uint32_t switches = 0, parks = 0, wake_ups = 0, copies = 0;
  };
  void find_orders();

  std::shared_ptr<const Trace> trace_;
  Schedule schedule_;
  std::vector<After> after_;               // [n] after n steps
  std::vector<GoroutineId> readied_, stepped_;
  bool overtaken_ = false;
};

struct Comparison {
  CountedTrace left, right;
  bool one_program = false;
  // So many steps are alike. Of one program: the same choices, and so the same steps. Of two programs: the same goroutine makes a step of the same kind, and
  // nothing is said of what else it does.
  uint64_t alike = 0;
  // Everything is, to the end of both.
  bool same() const { return alike == left.steps() && alike == right.steps(); }
};
Comparison compare(std::shared_ptr<const Trace> left, std::shared_ptr<const Trace> right, bool one_program);

}  // namespace wgscope::model
