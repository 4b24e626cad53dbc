// One execution in the scheduled world: choose a step, take it, ask again. Copyable as a whole: going back is keeping a copy.
//
// It does not choose: that is a Strategy's (core/run/strategies), or a person's.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/time_limit.h"
#include "core/run/schedule.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"

namespace wgscope {

// A step that could be taken now.
struct EnabledStep {
  Choice choice;
  EventKind kind = EventKind::end;   // what it would do
  ObjectId object = kNoObject;       // to what
  SiteId site;                       // where
  uint64_t operand = 0;              // Standing::operand
};

// What could be chosen now, without what it would do.
struct Offer {
  std::vector<Choice> steps;    // in order of goroutine number, then of the alternatives that its step has: first those for which no timer's time need have come
  std::vector<Choice> timers;   // that may fire, the earliest first: by when they are due if nothing but timers took time, then sleepers by number, then objects' by number
  GoroutineId last;             // who stepped last; nobody before the first step
  bool empty() const { return steps.empty() && timers.empty(); }
};

struct ExecutionOptions {
  bool prints_are_steps = false;   // as `explore --outputs` counts: each print is a step of its own
  bool operator==(const ExecutionOptions&) const = default;
};

class Execution {
 public:
  // `time_limit`: how long its local code may go on, main's first included. Beyond it the step at hand is stopped by an interrupt, and so is the
  // execution. Copies have it, too, until they are given another.
  explicit Execution(std::shared_ptr<const Scenario> scenario, ExecutionOptions options = {}, const TimeLimit& time_limit = {});
  Execution(const Execution&);
  Execution& operator=(const Execution&);
  Execution(Execution&&) noexcept;
  Execution& operator=(Execution&&) noexcept;
  ~Execution();

  // In order of goroutine number, each goroutine's step before its timer. Empty exactly when the execution is over.
  std::vector<EnabledStep> enabled() const;
  // The same without descriptions: cheap, for whoever steps by the thousand.
  Offer offer() const;
  // Takes an enabled step; false (and nothing happens) when it is not enabled.
  bool step(const Choice& choice);
  void set_time_limit(const TimeLimit& limit);
  // Ends it from outside or at a limit: it is over, without an ending.
  void stop(StoppedBy why);

  bool over() const;
  const std::optional<Ending>& ending() const;   // none while it goes on, and when it was stopped
  StoppedBy stopped_by() const;
  const Schedule& schedule() const;      // what was taken so far
  uint64_t switches() const;
  size_t value_bytes() const;            // of the program's values now
  std::shared_ptr<const Trace> trace() const;   // of what was taken so far; the same pointer until the next step

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Takes a whole schedule; an error names the position in it, who cannot step there, and what could.
// Over the time limit, it gives what was taken so far: an execution that was stopped by an interrupt.
Result<Execution> replay(std::shared_ptr<const Scenario> scenario, const Schedule& schedule, ExecutionOptions options = {}, const TimeLimit& time_limit = {});
// The schedule that reproduces a trace of either world.
Schedule schedule_of(const Trace& trace);

}  // namespace wgscope
