// The schedule to show for an ending or a finding: shortest, then fewest switches, then smaller goroutine numbers (../shared/contract.md, "Schedules").
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/explore/graph.h"

namespace wgscope::search {

struct ShortestSchedule {
  std::vector<ChoiceCode> choices;
  uint64_t switches = 0;
  StateId reached = 0;     // the goal; with a `then`, the state before it
};

// A state to reach, and what to do there, if anything: a finding may lie in a step rather than in the state that it leads to.
struct Goal {
  StateId state;
  std::optional<ChoiceCode> then;
};

// `goals` all stand at the same depth, the smallest at which any such goal stands; all of them have a `then`, or none. `goroutines` is the highest goroutine number.
ShortestSchedule shortest_schedule(const Graph& graph, const std::vector<Goal>& goals, const ChoicesOf& choices_of, uint32_t goroutines);

}  // namespace wgscope::search
