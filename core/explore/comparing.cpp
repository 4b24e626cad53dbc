#include "core/explore/comparing.h"

#include <filesystem>

#include "core/base/limits.h"
#include "core/explore/telling.h"
#include "core/run/strategies/first_enabled.h"
#include "core/run/strategies/until.h"
#include "core/scenario/read_file.h"

namespace wgscope {

namespace {

namespace fs = std::filesystem;

Diagnostic told_at(const Scenario& scenario, const program::FilePlace& place, std::string message, std::string hint) {
  return {scenario.file, place.line, place.column, place.pointer, "error", std::move(message), std::move(hint)};
}

// One side's execution. `told_in` is the scenario whose file says so.
Result<Execution> side(const Scenario& told_in, const std::shared_ptr<const Scenario>& scenario, const std::optional<std::string>& schedule, const program::FilePlace& place, const std::string& key,
                       const TimeLimit& limit) {
  if (schedule) return take(scenario, {*schedule, "\"" + key + "\" of \"compare\"", told_at(told_in, place, {}, {})}, kTellingSteps, limit);
  Execution execution = main_first(scenario, kTellingSteps, limit);
  if (execution.stopped_by() == StoppedBy::nothing) return execution;
  return told_at(told_in, told_in.compare->at, "without a \"" + key + "\" " + scenario->file + " is stopped by " + std::string(name_of(execution.stopped_by())) + ", main before all",
                 "give a \"" + key + "\" of at most " + std::to_string(kTellingSteps) + " steps");
}

}  // namespace

bool one_program(const Scenario& left, const Scenario& right) {
  const auto same = [](const ScenarioParam& a, const ScenarioParam& b) { return a.name == b.name && a.value == b.value; };
  return left.lines == right.lines && std::equal(left.params.begin(), left.params.end(), right.params.begin(), right.params.end(), same);
}

Execution main_first(const std::shared_ptr<const Scenario>& scenario, uint64_t steps_max, const TimeLimit& limit) {
  Execution execution(scenario, {}, limit);
  FirstEnabled first;
  Until until(first, limit);
  run(execution, until, steps_max);
  if (limit.over() && !execution.over()) execution.stop(StoppedBy::interrupt);
  return execution;
}

Result<std::shared_ptr<const Scenario>> compared_scenario(const std::shared_ptr<const Scenario>& scenario, const TimeLimit& limit) {
  const CompareSpec& spec = *scenario->compare;
  if (spec.with.empty()) return scenario;
  const std::string path = (fs::path(scenario->file == "-" ? "" : scenario->file).parent_path() / spec.with).lexically_normal().string();
  const auto refused = [&](std::string message, std::string hint) { return told_at(*scenario, spec.with_at, std::move(message), std::move(hint)); };
  // A pipe or a device would be waited for: nobody who opens a stranger's scenario means that.
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return refused("there is no file " + path + " to compare with", "\"with\" is named from the folder of this file");
  const Result<std::string> text = read_file(path, limits::kScenarioBytes, limit.cancel);
  if (!text) return refused("what to compare with cannot be read", to_string(text.errors().front()));
  Result<Scenario> other = parse_scenario(path, *text, {}, limit);
  if (!other) return refused("what to compare with has a mistake", to_string(other.errors().front()));
  return std::make_shared<const Scenario>(std::move(*other));
}

Result<ComparedPair> take_compared(const std::shared_ptr<const Scenario>& scenario, const TimeLimit& limit) {
  const CompareSpec& spec = *scenario->compare;
  Result<std::shared_ptr<const Scenario>> other = compared_scenario(scenario, limit);
  if (!other) return other.errors();
  Result<Execution> left = side(*scenario, scenario, spec.schedule, spec.schedule_at, "schedule", limit);
  if (!left) return left.errors();
  Result<Execution> right = side(*scenario, *other, spec.with_schedule, spec.with_schedule_at, "with_schedule", limit);
  if (!right) return right.errors();
  if (one_program(*scenario, **other) && left->schedule() == right->schedule()) {
    const program::FilePlace& place = spec.with_schedule ? spec.with_schedule_at : spec.schedule ? spec.schedule_at : spec.with_at;
    return told_at(*scenario, place, "both sides of \"compare\" are the same: " + to_string(left->schedule()), "give another program or another schedule");
  }
  return ComparedPair{{scenario, std::move(*left)}, {*other, std::move(*right)}};
}

}  // namespace wgscope
