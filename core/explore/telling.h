// What a scenario's telling schedules claim (`show`, docs/scenario_format.md), tried out.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/base/result.h"
#include "core/explore/explore.h"
#include "core/run/execution.h"
#include "core/scenario/scenario.h"

namespace wgscope {

// Steps of a telling schedule, at most: it is there to be watched.
inline constexpr size_t kTellingSteps = 1'000;

// A schedule as somebody wrote it, and where.
struct WrittenSchedule {
  std::string text;
  std::string named;                   // what messages call it: `the schedule "gap"`
  Diagnostic at;                       // with the file and the place of its opening quote; no message yet. Without a line, the file alone names it (an option)
};
// Read and taken; an error at its place when it is none, has more steps than that, or cannot be taken.
Result<Execution> take(const std::shared_ptr<const Scenario>& scenario, const WrittenSchedule& written, size_t steps_max = kTellingSteps, const TimeLimit& limit = {});
// The same of a telling schedule.
Result<Execution> take(const std::shared_ptr<const Scenario>& scenario, const TellingSchedule& telling, const TimeLimit& limit = {});

// One that can be taken and reaches the ending that it names; or names a finding.
struct TellingTaken {
  const TellingSchedule* telling = nullptr;   // the scenario's
  Schedule schedule;
};
// Those that hold for the values that the scenario was read with. Over the time limit, only those that were taken until then.
std::vector<TellingTaken> telling_schedules(const std::shared_ptr<const Scenario>& scenario, const TimeLimit& limit = {});

// Does it reach what it says? `search` is needed for those findings that a schedule alone does not show. none: it does, or that cannot be told because the search
// is not complete.
std::optional<Diagnostic> wrong(const std::shared_ptr<const Scenario>& scenario, const TellingSchedule& telling, const ExploreResult& search);

}  // namespace wgscope
