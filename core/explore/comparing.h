// What is set side by side: two executions, of one program or of two. The key `compare` of a scenario (docs/scenario_format.md) names such a pair, and so do
// the command line and the window.
//
// What they differ in, in figures: app/model/comparison.h.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/time_limit.h"
#include "core/run/execution.h"
#include "core/scenario/scenario.h"

namespace wgscope {

struct ComparedSide {
  std::shared_ptr<const Scenario> scenario;
  Execution execution;
};
struct ComparedPair {
  ComparedSide left, right;
};
// The same text, with the same values of its params: then steps of both can be told apart by who makes them, and not only by what they do.
bool one_program(const Scenario& left, const Scenario& right);

// What a scenario's "compare" names, opened and taken; an error at its place where a file cannot be opened, a schedule cannot be taken, or both sides are the
// same. The other file's own "compare" is not looked at, so that nothing goes in a circle. Over the time limit, an error, too. Requires: it has a "compare".
Result<ComparedPair> take_compared(const std::shared_ptr<const Scenario>& scenario, const TimeLimit& limit = {});

// The other program of a scenario's "compare"; the scenario itself where that names none.
Result<std::shared_ptr<const Scenario>> compared_scenario(const std::shared_ptr<const Scenario>& scenario, const TimeLimit& limit = {});

// The execution where always the first steps that can, main before all: what is taken where no schedule is given. It is stopped (`steps`) after so many.
Execution main_first(const std::shared_ptr<const Scenario>& scenario, uint64_t steps_max, const TimeLimit& limit = {});

}  // namespace wgscope
