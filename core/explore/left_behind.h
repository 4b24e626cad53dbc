// Who is left behind: goroutines that will never step again, by proof.
//
// In the search's own graph: who is parked in a state from which no way leads to a step of his (`stuck`). And past main's return, where the program is
// over and no state follows: a search of its own, from every state that main's return led to, of how the others would go on if main's return
// ended nothing. Whoever never steps again in any of its states is a `leak`; who could is `unfinished`. That search finds no endings, and counts
// nowhere.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <vector>

#include "core/explore/components.h"
#include "core/explore/search.h"
#include "core/explore/shortest.h"
#include "core/explore/state_space.h"

namespace wgscope::search {

// Alike goroutines: what befell them, where they were started, and on which line they are.
struct LeftKey {
  FindingKind kind;
  uint16_t started_at = 0;    // the site of their `go`; 0: main
  int line = 0;               // of the program
  bool at_crash = false;      // unfinished: nobody recovered its panic, and its next step would have been the crash
  auto operator<=>(const LeftKey&) const = default;
};

// As many of them at once as there ever are, and the states with so many that are the fewest steps away, each with the first of them.
struct Left {
  uint32_t count = 0, depth = 0;
  std::vector<Goal> goals;
  std::vector<uint32_t> first;
};
using LeftBehind = std::map<LeftKey, Left>;

// Which of the 64 goroutines from 64 * `word` + 1 on can step in a state.
using StepsOf = std::function<uint64_t(StateId, uint32_t word)>;

// By state: which of these goroutines step in it, or in any state after it. `backward` calls its argument with components, those that they lead to before.
template <class Backward>
std::vector<uint64_t> step_some_time(const Graph& graph, const Backward& backward, const StepsOf& steps, uint32_t word) {
  std::vector<uint64_t> able(graph.states());
  backward([&](std::span<const StateId> component) {
    uint64_t all = 0;
    for (const StateId s : component) {
      all |= steps(s, word);
      for (size_t e = graph.first_edge(s); e < graph.last_edge(s); ++e) all |= able[graph.target(e)];
    }
    for (const StateId s : component) able[s] = all;
  });
  return able;
}

// How the others would go on after main's return.
class PastMain {
 public:
  PastMain(StateSpace& space, Search& search, const ExploreOptions& options) : space_(space), search_(search), options_(options) {}

  // Adds leaks and unfinished ones of every exit. False: it met a bound, so that of some who were parked it is not known which they are.
  bool find(LeftBehind& left);

 private:
  bool needs_search(const uint64_t* row) const;
  bool go_on(const std::vector<StateId>& exits);
  StateId enter(const uint64_t* exit);
  bool room() const;
  bool widen();

  StateSpace& space_;
  Search& search_;
  const ExploreOptions& options_;
  StateStore store_;
  Graph graph_;
  std::map<StateId, StateId> entered_;   // by the search's state: ours
};

// Adds those that are stuck while the program goes on. Only of a graph that is complete.
void find_stuck(const StateSpace& space, const Search& search, const Sequence& sequence, const std::vector<bool>& ends_somehow, LeftBehind& left);

}  // namespace wgscope::search
