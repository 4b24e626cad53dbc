// Small graphs for tests, written as lists of edges.
#pragma once

#include <vector>

#include "core/explore/graph.h"

namespace wgscope::search {

// edges[s] are the targets of state s; `layers` the first state of each depth.
inline Graph make_graph(const std::vector<std::vector<StateId>>& edges, const std::vector<StateId>& layers = {0}) {
  Graph graph;
  for (const StateId first : layers) graph.begin_layer(first);
  for (const auto& targets : edges) {
    for (const StateId target : targets) graph.add_edge(target);
    graph.close_state();
  }
  graph.set_states(static_cast<StateId>(edges.size()));
  return graph;
}

}  // namespace wgscope::search
