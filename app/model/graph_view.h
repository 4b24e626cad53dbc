// The state graph in layers by depth, laid out for drawing: every state while they are few, whole layers beyond that. Positions are abstract: a layer's
// number across, a place in it between 0 and 1.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/explore/explore.h"

namespace wgscope::model {

inline constexpr size_t kGraphStatesDrawn = 400;

struct GraphNode {
  uint32_t state = 0, layer = 0;
  float place = 0.5f;                 // across its layer
  int32_t ending = -1;                // an index into ExploreResult::endings; -1: goes on
};
struct GraphLayer {
  uint32_t first = 0, states = 0;     // of the graph
  std::vector<int32_t> endings;       // that lie in it
};

// Computed once for a result.
class GraphView {
 public:
  explicit GraphView(std::shared_ptr<const ExploreResult> result);

  const StateGraph& graph() const { return *result_->graph; }
  const ExploreResult& result() const { return *result_; }
  bool folded() const { return nodes_.empty(); }
  const std::vector<GraphNode>& nodes() const { return nodes_; }      // [state]; empty when folded
  const std::vector<GraphLayer>& layers() const { return layers_; }
  uint32_t widest() const { return widest_; }                         // states of the widest layer
  uint32_t layer_of(uint32_t state) const;

  // The states that a schedule goes through, from the first one on; none when it is none of this graph.
  std::vector<uint32_t> path(const Schedule& schedule) const;
  // A shortest schedule to a state.
  Schedule way_to(uint32_t state) const;

 private:
  std::shared_ptr<const ExploreResult> result_;
  std::vector<GraphNode> nodes_;
  std::vector<GraphLayer> layers_;
  std::vector<uint32_t> before_, before_edge_;                        // by state: the edge of a shortest way that leads to it
  uint32_t widest_ = 1;
};

}  // namespace wgscope::model
