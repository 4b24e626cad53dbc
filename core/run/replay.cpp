// Taking a schedule that somebody else made: every way in which it may not fit is told in words.
#include "core/run/execution.h"
#include "core/trace/world_state.h"

namespace wgscope {

namespace {

// Why `choice` is not enabled: what its goroutine does instead.
std::string reason(const Execution& execution, const Choice& choice) {
  const auto trace = execution.trace();
  const WorldState state = fold(*trace, trace->size());
  if (choice.timer_object != 0) return to_string(choice) + " is not set, or nobody is parked on it";
  const std::string name = goroutine_name(choice.who);
  if (choice.who.value > state.goroutines.size()) return name + " has not been created yet";
  const GoroutineNow& now = state.goroutines[choice.who.value - 1];
  if (now.state == GoroutineState::finished) return name + " has finished";
  if (now.state == GoroutineState::panicked) return name + " has panicked";
  if (now.state == GoroutineState::parked) {
    if (now.wait_reason == WaitReason::sleep) return name + " sleeps until its timer fires";
    const std::string on = now.waits_on.value < trace->objects().size() ? " on " + trace->objects()[now.waits_on.value].name : "";
    return name + " is parked" + on;
  }
  if (choice.timer) return name + " has no timer set";
  if (choice.alternative) return name + " has no alternative " + std::to_string(*choice.alternative) + " there";
  return name + " has a choice there, and the schedule does not say which";
}

std::string what_could(const Execution& execution) {
  std::string text;
  for (const EnabledStep& step : execution.enabled()) text += (text.empty() ? "" : ", ") + to_string(step.choice);
  return text;
}

Diagnostic misfit(const Execution& execution, const Choice& choice, size_t position) {
  Diagnostic diagnostic;
  diagnostic.message = "schedule: position " + std::to_string(position) + ": " + to_string(choice) + " cannot step here: ";
  if (execution.over()) {
    const std::string how = execution.ending() ? execution.ending()->text() : "stopped by " + std::string(name_of(execution.stopped_by()));
    diagnostic.message += "the program is over after " + std::to_string(position - 1) + " steps (" + how + ")";
    diagnostic.hint = "nothing can step any more";
  } else {
    diagnostic.message += reason(execution, choice);
    diagnostic.hint = "what could step: " + what_could(execution);
  }
  return diagnostic;
}

}  // namespace

Result<Execution> replay(std::shared_ptr<const Scenario> scenario, const Schedule& schedule, ExecutionOptions options, const TimeLimit& time_limit) {
  Execution execution(std::move(scenario), options, time_limit);
  for (size_t i = 0; i < schedule.choices.size(); ++i) {
    if (time_limit.over()) execution.stop(StoppedBy::interrupt);
    if (execution.stopped_by() == StoppedBy::interrupt) break;
    if (!execution.step(schedule.choices[i])) return misfit(execution, schedule.choices[i], i + 1);
  }
  return execution;
}

}  // namespace wgscope
