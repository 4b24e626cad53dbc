// One execution in the scheduled world: choose a step, take it, ask again. Copyable as a whole: going back is keeping a copy.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
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

class Execution {
 public:
  explicit Execution(std::shared_ptr<const Scenario> scenario);
  Execution(const Execution&);
  Execution& operator=(const Execution&);
  Execution(Execution&&) noexcept;
  Execution& operator=(Execution&&) noexcept;
  ~Execution();

  // In order of goroutine number, each goroutine's step before its timer. Empty exactly when the execution is over.
  std::vector<EnabledStep> enabled() const;
  // Takes an enabled step; false (and nothing happens) when it is not enabled.
  bool step(const Choice& choice);

  bool over() const;
  const Schedule& schedule() const;      // what was taken so far
  uint64_t switches() const;
  std::shared_ptr<const Trace> trace() const;   // of what was taken so far

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Takes a whole schedule; an error names the position in it, who cannot step there, and who could.
Result<Execution> replay(std::shared_ptr<const Scenario> scenario, const Schedule& schedule);
// The schedule that reproduces a trace of either world.
Schedule schedule_of(const Trace& trace);

}  // namespace wgscope
