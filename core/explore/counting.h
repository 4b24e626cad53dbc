// How many schedules there are, exactly, at any size: paths of the state graph, counted modulo a few 61-bit primes and joined.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/explore/graph.h"

namespace wgscope::search {

// The states in an order in which every edge leads forward; those on a cycle, and all that can be reached from one, are left out.
struct TopologicalOrder {
  bool identity = false;          // all states, by number; `states` is empty
  std::vector<StateId> states;
  std::vector<bool> left_out;     // by state; empty when none is
  bool acyclic() const { return left_out.empty(); }
};
TopologicalOrder topological_order(const Graph& graph);

// terminals[i] = {state, group}: gives the number of paths from state 0 to each group's states, in decimal; none where a cycle lies on the way.
// `out_of_time` is asked between passes over the graph; true: no number of any group.
struct Terminal { StateId state; uint32_t group; };
std::vector<std::optional<std::string>> count_paths(const Graph& graph, const TopologicalOrder& order, const std::vector<Terminal>& terminals,
                                                    uint32_t groups, const std::function<bool()>& out_of_time = {});

// The sum of decimal numbers.
std::string add_decimals(const std::string& a, const std::string& b);

}  // namespace wgscope::search
