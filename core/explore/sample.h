// The endings that some runs come to: what a search that met a bound can tell of beside what it saw.
//
// A search goes by depth, and may meet its bound before the first state that ends; a run goes to an end at once.
#pragma once

#include "core/explore/explore.h"

namespace wgscope::search {

// Runs the strategies for a short while, and adds the endings that the result lacks, each with the shortest schedule among the runs. Requires: a
// search that is not complete.
void add_sampled(ExploreResult& result, const Scenario& scenario, const ExploreOptions& options);

}  // namespace wgscope::search
