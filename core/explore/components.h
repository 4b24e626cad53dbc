// The strongly connected components of a state graph, each behind those that it leads to: what goes backward through a graph goes through them in order.
#pragma once

#include <span>
#include <vector>

#include "core/explore/counting.h"
#include "core/explore/graph.h"

namespace wgscope::search {

class Components {
 public:
  // Of the states of `within` (all that they lead to must be in it, too).
  Components(const Graph& graph, const std::vector<bool>& within);

  size_t size() const { return ends_.size(); }
  // Its states, ascending.
  std::span<const StateId> operator[](size_t i) const {
    const uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return {states_.data() + begin, ends_[i] - begin};
  }

 private:
  std::vector<StateId> states_;
  std::vector<uint32_t> ends_;
};

// Is there a way from one of a component's states back to it?
bool is_cyclic(const Graph& graph, std::span<const StateId> component);

// All states of a graph in an order to go through it, with the components of its cycles; made of a topological order at hardly any cost where there are none.
class Sequence {
 public:
  Sequence(const Graph& graph, const TopologicalOrder& order);

  // Calls `visit` with each component (most are one state): those that it leads to were before it.
  template <class Visit>
  void backward(Visit visit) const {
    for (size_t i = 0; i < cyclic_.size(); ++i) visit(cyclic_[i]);
    for (size_t i = singles(); i-- > 0;) one(i, visit);
  }
  // The same: those that lead to it were before it.
  template <class Visit>
  void forward(Visit visit) const {
    for (size_t i = 0; i < singles(); ++i) one(i, visit);
    for (size_t i = cyclic_.size(); i-- > 0;) visit(cyclic_[i]);
  }
  // The components of what the topological order left out: cycles, and all that they lead to.
  const Components& cyclic() const { return cyclic_; }

 private:
  size_t singles() const { return order_.identity ? states_ : order_.states.size(); }
  template <class Visit>
  void one(size_t i, Visit& visit) const {
    const StateId s = order_.identity ? static_cast<StateId>(i) : order_.states[i];
    visit(std::span<const StateId>(&s, 1));
  }

  const TopologicalOrder& order_;
  const StateId states_;
  const Components cyclic_;
};

}  // namespace wgscope::search
