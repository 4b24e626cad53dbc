#include "core/explore/components.h"

#include <algorithm>

namespace wgscope::search {
namespace {

// Tarjan's algorithm with a stack of its own: a state graph is as deep as it likes.
class Tarjan {
 public:
  Tarjan(const Graph& graph, const std::vector<bool>& within, std::vector<StateId>& states, std::vector<uint32_t>& ends)
      : graph_(graph), within_(within), states_(states), ends_(ends), number_(graph.states()), low_(graph.states()) {
    for (StateId s = 0; s < graph.states(); ++s) {
      if (within[s] && number_[s] == 0) search(s);
    }
  }

 private:
  struct Visit { StateId state; size_t edge; };

  void open(StateId s) {
    number_[s] = low_[s] = ++last_;
    pending_.push_back(s);
    visits_.push_back({s, graph_.first_edge(s)});
  }

  void search(StateId root) {
    open(root);
    while (!visits_.empty()) {
      Visit& visit = visits_.back();
      const StateId s = visit.state;
      if (visit.edge < graph_.last_edge(s)) {
        const StateId target = graph_.target(visit.edge++);
        if (!within_[target]) continue;
        if (number_[target] == 0) {
          open(target);
        } else if (number_[target] != kClosed) {
          low_[s] = std::min(low_[s], number_[target]);
        }
        continue;
      }
      visits_.pop_back();
      if (!visits_.empty()) low_[visits_.back().state] = std::min(low_[visits_.back().state], low_[s]);
      if (low_[s] == number_[s]) close(s);
    }
  }

  void close(StateId root) {
    const auto first = static_cast<std::ptrdiff_t>(states_.size());
    for (StateId s = graph_.states(); s != root;) {
      s = pending_.back();
      pending_.pop_back();
      number_[s] = kClosed;
      states_.push_back(s);
    }
    std::sort(states_.begin() + first, states_.end());
    ends_.push_back(static_cast<uint32_t>(states_.size()));
  }

  static constexpr uint32_t kClosed = 0xffffffff;
  const Graph& graph_;
  const std::vector<bool>& within_;
  std::vector<StateId>& states_;
  std::vector<uint32_t>& ends_;
  std::vector<uint32_t> number_, low_;
  uint32_t last_ = 0;
  std::vector<StateId> pending_;
  std::vector<Visit> visits_;
};

}  // namespace

Components::Components(const Graph& graph, const std::vector<bool>& within) {
  if (!within.empty()) Tarjan(graph, within, states_, ends_);
}

bool is_cyclic(const Graph& graph, std::span<const StateId> component) {
  if (component.size() > 1) return true;
  for (size_t e = graph.first_edge(component[0]); e < graph.last_edge(component[0]); ++e) {
    if (graph.target(e) == component[0]) return true;
  }
  return false;
}

Sequence::Sequence(const Graph& graph, const TopologicalOrder& order) : order_(order), states_(graph.states()), cyclic_(graph, order.left_out) {}

}  // namespace wgscope::search
