// Cycles of the state graph: those that can be left (a spin), and the states from which no ending can be reached (a livelock).
#pragma once

#include <vector>

#include "core/explore/components.h"
#include "core/explore/graph.h"

namespace wgscope::search {

// From which states can one of `goals` be reached?
std::vector<bool> can_reach(const Graph& graph, const std::vector<StateId>& goals);

struct Cycle {
  StateId entry;                    // its state of the smallest depth, smallest number
  std::vector<StateId> states;      // the shortest loop from entry back to it: entry first, not repeated at the end
  bool can_be_left;                 // some edge leads out of the strongly connected component
};

// One cycle for each component that has any, in order of entry.
std::vector<Cycle> cycles(const Graph& graph, const Components& components);

}  // namespace wgscope::search
