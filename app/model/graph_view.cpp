#include "app/model/graph_view.h"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace wgscope::model {

GraphView::GraphView(std::shared_ptr<const ExploreResult> result) : result_(std::move(result)) {
  assert(result_ && result_->graph && "a view of a graph needs the graph");
  const StateGraph& graph = *result_->graph;
  const auto states = static_cast<uint32_t>(graph.size());
  for (size_t i = 0; i + 1 < graph.layers.size(); ++i) {
    GraphLayer layer{graph.layers[i], graph.layers[i + 1] - graph.layers[i], {}};
    for (uint32_t s = layer.first; s < layer.first + layer.states; ++s)
      if (graph.ending[s] >= 0 && std::find(layer.endings.begin(), layer.endings.end(), graph.ending[s]) == layer.endings.end()) layer.endings.push_back(graph.ending[s]);
    widest_ = std::max(widest_, layer.states);
    layers_.push_back(std::move(layer));
  }
  // Breadth-first numbers: the first edge that leads to a state from a smaller number is on a shortest way.
  constexpr uint32_t kNone = UINT32_MAX;
  before_.assign(states, kNone);
  before_edge_.assign(states, kNone);
  for (uint32_t s = 0; s < states; ++s)
    for (uint32_t e = graph.first_edge[s]; e < graph.first_edge[s + 1]; ++e)
      if (const uint32_t to = graph.edges[e].to; to != 0 && before_[to] == kNone) before_[to] = s, before_edge_[to] = e;
  if (states > kGraphStatesDrawn) return;

  nodes_.resize(states);
  for (uint32_t l = 0; l < layers_.size(); ++l) {
    // Each stands where those that lead to it stand on average: few crossings, in one pass.
    std::vector<float> pull(layers_[l].states, 0);
    std::vector<uint32_t> count(layers_[l].states, 0);
    if (l > 0) {
      const GraphLayer& above = layers_[l - 1];
      for (uint32_t s = above.first; s < above.first + above.states; ++s)
        for (uint32_t e = graph.first_edge[s]; e < graph.first_edge[s + 1]; ++e) {
          const uint32_t to = graph.edges[e].to;
          if (to < layers_[l].first || to >= layers_[l].first + layers_[l].states) continue;
          pull[to - layers_[l].first] += nodes_[s].place;
          ++count[to - layers_[l].first];
        }
    }
    std::vector<uint32_t> order(layers_[l].states);
    std::iota(order.begin(), order.end(), 0);
    const auto weight = [&](uint32_t i) { return count[i] == 0 ? 0.5f : pull[i] / static_cast<float>(count[i]); };
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) { return weight(a) < weight(b); });
    for (uint32_t i = 0; i < order.size(); ++i) {
      const uint32_t state = layers_[l].first + order[i];
      nodes_[state] = {state, l, (static_cast<float>(i) + 0.5f) / static_cast<float>(order.size()), graph.ending[state]};
    }
  }
}

uint32_t GraphView::layer_of(uint32_t state) const {
  const auto& starts = graph().layers;
  return static_cast<uint32_t>(std::upper_bound(starts.begin(), starts.end(), state) - starts.begin()) - 1;
}

std::vector<uint32_t> GraphView::path(const Schedule& schedule) const {
  StateGraph::Walk walk(graph());
  std::vector<uint32_t> states{0};
  for (const Choice& choice : schedule.choices) {
    const auto edge = walk.edge_of(choice);
    if (!edge) return {};
    walk.take(*edge);
    states.push_back(walk.at());
  }
  return states;
}

Schedule GraphView::way_to(uint32_t state) const {
  std::vector<uint32_t> way;
  for (; state != 0; state = before_[state]) way.push_back(before_edge_[state]);
  StateGraph::Walk walk(graph());
  Schedule schedule;
  for (; !way.empty(); way.pop_back()) {
    schedule.choices.push_back(walk.named(way.back()));
    walk.take(way.back());
  }
  return schedule;
}

}  // namespace wgscope::model
