#include "core/explore/cycles.h"

#include <algorithm>

namespace wgscope::search {
namespace {

// The shortest way from entry back to itself within a component.
std::vector<StateId> shortest_loop(const Graph& graph, std::span<const StateId> component, StateId entry) {
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

std::vector<Cycle> cycles(const Graph& graph, const Components& components) {
  std::vector<Cycle> found;
  for (size_t i = 0; i < components.size(); ++i) {
    const auto component = components[i];
    if (!is_cyclic(graph, component)) continue;
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
