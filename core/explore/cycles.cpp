#include "core/explore/cycles.h"

#include <algorithm>

namespace wgscope::search {
namespace {

// Tarjan's algorithm with a stack of its own: a state graph is as deep as it likes.
class Components {
 public:
  Components(const Graph& graph, const std::vector<bool>& within) : graph_(graph), within_(within), number_(graph.states()), low_(graph.states()) {
    for (StateId s = 0; s < graph.states(); ++s) {
      if (within[s] && number_[s] == 0) search(s);
    }
  }

  std::vector<std::vector<StateId>> take() { return std::move(components_); }

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
    std::vector<StateId> component;
    for (StateId s = graph_.states(); s != root;) {
      s = pending_.back();
      pending_.pop_back();
      number_[s] = kClosed;
      component.push_back(s);
    }
    bool cyclic = component.size() > 1;
    for (size_t e = graph_.first_edge(root); !cyclic && e < graph_.last_edge(root); ++e) cyclic = graph_.target(e) == root;
    if (!cyclic) return;
    std::ranges::sort(component);
    components_.push_back(std::move(component));
  }

  static constexpr uint32_t kClosed = 0xffffffff;
  const Graph& graph_;
  const std::vector<bool>& within_;
  std::vector<uint32_t> number_, low_;
  uint32_t last_ = 0;
  std::vector<StateId> pending_;
  std::vector<Visit> visits_;
  std::vector<std::vector<StateId>> components_;
};

// The shortest way from entry back to itself within a component.
std::vector<StateId> shortest_loop(const Graph& graph, const std::vector<StateId>& component, StateId entry) {
  const auto index = [&](StateId s) { return std::ranges::lower_bound(component, s) - component.begin(); };
  const auto inside = [&](StateId s) { return std::ranges::binary_search(component, s); };
  std::vector<StateId> from(component.size(), kNoState), queue{entry};
  for (size_t next = 0; next < queue.size(); ++next) {
    const StateId s = queue[next];
    for (size_t e = graph.first_edge(s); e < graph.last_edge(s); ++e) {
      const StateId target = graph.target(e);
      if (target == entry) {
        std::vector<StateId> loop;
        for (StateId back = s; back != entry; back = from[index(back)]) loop.push_back(back);
        loop.push_back(entry);
        std::ranges::reverse(loop);
        return loop;
      }
      if (!inside(target) || from[index(target)] != kNoState) continue;
      from[index(target)] = s;
      queue.push_back(target);
    }
  }
  return {entry};
}

}  // namespace

std::vector<bool> can_reach(const Graph& graph, const std::vector<StateId>& goals) {
  std::vector<uint32_t> first(size_t{graph.states()} + 1);
  for (size_t e = 0; e < graph.edges(); ++e) ++first[graph.target(e) + 1];
  for (StateId s = 0; s < graph.states(); ++s) first[s + 1] += first[s];
  std::vector<StateId> sources(graph.edges());
  {
    std::vector<uint32_t> next(first.begin(), first.end() - 1);
    for (StateId s = 0; s < graph.expanded(); ++s) {
      for (size_t e = graph.first_edge(s); e < graph.last_edge(s); ++e) sources[next[graph.target(e)]++] = s;
    }
  }
  std::vector<bool> reached(graph.states());
  std::vector<StateId> queue;
  for (const StateId goal : goals) {
    if (!reached[goal]) queue.push_back(goal);
    reached[goal] = true;
  }
  while (!queue.empty()) {
    const StateId s = queue.back();
    queue.pop_back();
    for (uint32_t i = first[s]; i < first[s + 1]; ++i) {
      if (!reached[sources[i]]) queue.push_back(sources[i]);
      reached[sources[i]] = true;
    }
  }
  return reached;
}

std::vector<Cycle> cycles(const Graph& graph, const TopologicalOrder& order) {
  std::vector<Cycle> found;
  if (order.acyclic()) return found;
  for (const auto& component : Components(graph, order.left_out).take()) {
    Cycle cycle{component.front(), shortest_loop(graph, component, component.front()), false};
    for (const StateId s : component) {
      for (size_t e = graph.first_edge(s); e < graph.last_edge(s) && !cycle.can_be_left; ++e) {
        cycle.can_be_left = !std::ranges::binary_search(component, graph.target(e));
      }
    }
    found.push_back(std::move(cycle));
  }
  std::ranges::sort(found, {}, &Cycle::entry);
  return found;
}

}  // namespace wgscope::search
