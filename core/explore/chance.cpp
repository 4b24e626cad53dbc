#include "core/explore/chance.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace wgscope::search {
namespace {

constexpr int kSweeps = 64;             // a cycle that is left within a few rounds is through long before
constexpr double kNothing = 1e-15;      // of what came into a component: so little may stay in it

// Lets all that stands in the component go on until nothing is left in it.
class Drain {
 public:
  Drain(const Graph& graph, std::span<const StateId> component, std::vector<double>& at, const std::function<bool()>& stop)
      : graph_(graph), component_(component), at_(at), stop_(stop) {}

  // False: `stop` said so.
  bool run() {
    const double enough = inside() * kNothing;
    for (int i = 0; i < kSweeps; ++i) {
      sweep();
      if (inside() <= enough) return true;
    }
    return eliminate();
  }

 private:
  double inside() const {
    double sum = 0;
    for (const StateId s : component_) sum += at_[s];
    return sum;
  }

  void sweep() {
    for (const StateId s : component_) {
      const double here = at_[s];
      if (here == 0) continue;
      at_[s] = 0;
      size_t others = 0;
      for (size_t e = graph_.first_edge(s); e < graph_.last_edge(s); ++e) others += graph_.target(e) != s;
      const double part = here / static_cast<double>(others);
      for (size_t e = graph_.first_edge(s); e < graph_.last_edge(s); ++e) {
        if (graph_.target(e) != s) at_[graph_.target(e)] += part;
      }
    }
  }

  // A state is left for good: who led to it leads to where it leads instead. What is divided by is a sum, never what is left of 1.
  bool eliminate() {
    std::map<StateId, std::map<StateId, double>> to;
    std::map<StateId, std::set<StateId>> from;
    for (const StateId s : component_) {
      for (size_t e = graph_.first_edge(s); e < graph_.last_edge(s); ++e) ++to[s][graph_.target(e)];
      for (const auto& [target, weight] : to[s]) {
        if (target != s && std::ranges::binary_search(component_, target)) from[target].insert(s);
      }
    }
    for (const StateId s : component_) {
      if (stop_()) return false;
      std::map<StateId, double> leads = std::move(to[s]);
      to.erase(s);
      leads.erase(s);
      double all = 0;
      for (const auto& [target, weight] : leads) all += weight;
      const double here = std::exchange(at_[s], 0);
      for (const auto& [target, weight] : leads) at_[target] += here * (weight / all);
      for (const StateId source : from[s]) {
        auto& ways = to[source];
        const double through = ways[s];
        ways.erase(s);
        for (const auto& [target, weight] : leads) {
          ways[target] += through * (weight / all);
          if (target != source && to.contains(target)) from[target].insert(source);
        }
      }
      for (const auto& [target, weight] : leads) {
        if (const auto sources = from.find(target); sources != from.end()) sources->second.erase(s);
      }
      from.erase(s);
    }
    return true;
  }

  const Graph& graph_;
  const std::span<const StateId> component_;
  std::vector<double>& at_;
  const std::function<bool()>& stop_;
};

}  // namespace

std::optional<Chances> chances(const Graph& graph, const Sequence& sequence, const std::vector<Terminal>& terminals, uint32_t groups,
                               const std::vector<bool>& ends_somehow, const std::function<bool()>& stop) {
  std::vector<double> at(graph.states());
  at[0] = 1;
  bool stopped = false;
  sequence.forward([&](std::span<const StateId> component) {
    const StateId s = component[0];
    if (stopped || (!ends_somehow.empty() && !ends_somehow[s])) return;   // what comes to a livelock stays there
    const size_t first = graph.first_edge(s), last = graph.last_edge(s);
    if (component.size() > 1 || is_cyclic(graph, component)) {
      stopped = !Drain(graph, component, at, stop).run();
    } else if (first < last) {
      const double part = at[s] / static_cast<double>(last - first);
      for (size_t e = first; e < last; ++e) at[graph.target(e)] += part;
    }
  });
  if (stopped) return std::nullopt;
  Chances found{std::vector<double>(groups), 0};
  for (const auto& [state, group] : terminals) found.of_group[group] += at[state];
  for (StateId s = 0; s < graph.states() && !ends_somehow.empty(); ++s) {
    if (!ends_somehow[s]) found.livelock += at[s];
  }
  return found;
}

}  // namespace wgscope::search
