// The executions that Step looks at: branches of one scenario that share prefixes. A branch is a schedule and the trace that it gave.
//
// Moving back only moves a cursor. Taking a step where a branch already went on that way follows it; taking another one makes a new branch beside it.
// Nothing is executed but then.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/run/execution.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"

namespace wgscope::model {

struct Branch {
  size_t parent = 0;                       // the first is its own
  uint64_t forked_at = 0;                  // steps shared with the parent
  Execution tip;                           // as far as it went
  std::shared_ptr<const Trace> trace;      // of the tip
  std::vector<EventIndex> step_starts;     // the event of each step
};

class StepTree {
 public:
  explicit StepTree(std::shared_ptr<const Scenario> scenario, ExecutionOptions options = {}) : StepTree(scenario, options, Execution(scenario, options)) {}
  // `start`: before its first step, with what comes before that done already.
  StepTree(std::shared_ptr<const Scenario> scenario, ExecutionOptions options, Execution start);
  // How long one call may go on; none: to its end.
  void set_patience(std::optional<std::chrono::nanoseconds> patience) { patience_ = patience; }

  const std::vector<Branch>& branches() const { return branches_; }
  size_t current() const { return current_; }
  const Branch& branch() const { return branches_[current_]; }
  const std::shared_ptr<const Trace>& trace() const { return branch().trace; }
  const std::shared_ptr<const Scenario>& scenario() const { return scenario_; }
  const ExecutionOptions& options() const { return options_; }   // of all its executions

  // How many whole steps a cursor has behind it, and the cursor right after so many (with the facts that follow the last).
  uint64_t steps_at(EventIndex cursor) const;
  EventIndex cursor_after(uint64_t steps) const;

  // Whether the execution stands after so many steps of the current branch, which may take several calls; `too_long`: a step on the way takes too long to
  // be taken again while somebody waits.
  enum class Reached : uint8_t { yes, not_yet, too_long };
  Reached reach(uint64_t steps);
  // What could be taken after so many steps of the current branch; nothing where they are not reached.
  const std::vector<EnabledStep>& enabled(uint64_t steps);
  // What the current branch took there; none at its tip.
  std::optional<Choice> taken(uint64_t steps) const;

  // Takes a step after so many; the current branch may be another one afterwards. False when it is not enabled there, or takes longer than the limit.
  bool take(uint64_t steps, const Choice& choice, const TimeLimit& limit = {});
  void go_to(size_t branch) { current_ = branch; }

  // A whole schedule as the current branch: one that is there already, or a new one. The error says where it cannot be taken.
  Result<size_t> open(const Schedule& schedule);
  // Only one that is there already.
  bool open_known(const Schedule& schedule);
  // The same of an execution that has gone that way.
  size_t adopt(Execution execution);
  // The choices up to there.
  Schedule prefix(uint64_t steps) const;
  // The execution as it stood after so many steps of the current branch. Requires: they are reached.
  const Execution& at(uint64_t steps);

 private:
  void refresh(Branch& branch);
  // The branch that shares most with a schedule, and how many steps.
  std::pair<size_t, uint64_t> nearest(const Schedule& schedule) const;

  std::shared_ptr<const Scenario> scenario_;
  ExecutionOptions options_;
  std::vector<Branch> branches_;
  size_t current_ = 0;
  Execution start_;
  std::optional<std::chrono::nanoseconds> patience_;
  std::optional<uint64_t> too_long_;       // of kept_branch_: the step that was
  // The execution asked for last, so that looking around one place executes once.
  std::optional<Execution> kept_;
  size_t kept_branch_ = 0;
  uint64_t kept_steps_ = 0;
  // Of the same branch, so that going back costs a few steps and not all: one every so many, fewer the longer it is.
  std::map<uint64_t, Execution> checkpoints_;
  uint64_t checkpoint_every_ = 64;
  std::vector<EnabledStep> enabled_;
  size_t enabled_branch_ = SIZE_MAX;
  uint64_t enabled_steps_ = 0;
};

}  // namespace wgscope::model
