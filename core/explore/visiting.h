// Schedules counted by visiting each of them, depth first, without merging states: slow on purpose. What the counts of the state graph are
// checked against, and what the benchmark compares with tools that work this way.
#pragma once

#include <cstdint>

#include "core/explore/explore.h"

namespace wgscope::search {

struct Visited {
  uint64_t schedules = 0;    // complete ones
  uint64_t steps = 0;        // taken in all
};

// Requires: the program has no cycles. Uses only `start_functions` and `setup` of the options.
Visited visit_schedules(const Scenario& scenario, const ExploreOptions& options = {});

}  // namespace wgscope::search
