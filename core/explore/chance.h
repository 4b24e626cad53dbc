// How likely each ending is when every enabled choice is equally likely at every step ("under a random scheduler").
//
// This is no statement about Go, whose scheduler is not random; it says how hard an ending is to come by for somebody who chooses blindly, which
// the share of schedules does not: long endings have more schedules.
//
// A pass over the graph hands each state's probability on, an even part along each edge. A component that is a cycle first gives away all that
// comes into it: by sweeps while these are quick, and then by eliminating its states one by one, which subtracts nothing and so loses nothing.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/explore/components.h"
#include "core/explore/counting.h"

namespace wgscope::search {

struct Chances {
  std::vector<double> of_group;   // by group of the terminals
  double livelock = 0;            // of coming to a state from which no terminal can be reached
};

// `ends_somehow`: by state, can a terminal be reached from it; empty: from all. `stop` is asked now and then; none: it said so.
std::optional<Chances> chances(const Graph& graph, const Sequence& sequence, const std::vector<Terminal>& terminals, uint32_t groups,
                               const std::vector<bool>& ends_somehow, const std::function<bool()>& stop);

}  // namespace wgscope::search
