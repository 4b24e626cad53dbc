// The breadth-first search: every state that can be reached, each once, by depth.
//
// Finds; it does not judge. What it leaves behind (states, graph, terminals, first sightings) is read by report.cpp.
// Expanding states and storing what they lead to are apart: in a large layer, each has a core of its own. What is found does not depend on it.
#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/base/time_limit.h"
#include "core/explore/counting.h"
#include "core/explore/explore.h"
#include "core/explore/graph.h"
#include "core/explore/shortest.h"
#include "core/explore/state_space.h"
#include "core/explore/state_store.h"

namespace wgscope::search {

// Where something was seen first: all states (or steps) that are as few steps from the start as can be.
struct Sighting {
  uint32_t depth = 0;
  std::vector<Goal> goals;
  void add(uint32_t depth_now, Goal goal) {
    if (goals.empty()) depth = depth_now;
    if (depth == depth_now) goals.push_back(goal);
  }
};

// What is looked for on the way; ordered, so that reports are.
struct SightingKey {
  enum class Kind : uint8_t { race, recovered, token } kind;
  uint32_t a = 0, b = 0;      // race: both sites; recovered: index; token: declaration
  auto operator<=>(const SightingKey&) const = default;
};

// The bound on seconds, made two: searching leaves some of it for telling, which takes about a tenth as long.
struct SearchTime {
  explicit SearchTime(const ExploreOptions& options);
  TimeLimit searching, telling;
};

class Search {
 public:
  // Of the machine's memory, what the bounds allow and what it has to spare.
  static size_t memory_max_bytes(const ExploreBounds& bounds);

  Search(StateSpace& space, const ExploreOptions& options, const SearchTime& time);

  void run();

  const StateStore& store() const { return store_; }
  const Graph& graph() const { return graph_; }
  const std::vector<Terminal>& terminals() const { return terminals_; }       // state and index of its ending; by state
  const std::map<SightingKey, Sighting>& sightings() const { return sightings_; }
  const std::string& stopped_by() const { return stopped_by_; }               // empty: complete
  // The time for telling is over, too: what is still to be told is left out.
  bool out_of_time() const { return time_.telling.over(); }
  std::string why_out_of_time() const { return time_.telling.cancelled() ? "interrupt" : "seconds"; }
  uint64_t transitions() const { return graph_.edges(); }
  // At most, while searching and while reading the graph afterwards.
  size_t memory_bytes() const;
  void choices_of(StateId s, std::vector<ChoiceCode>& out) const { space_.choices(store_.row(s), out); }
  // Adopts the layout that the space wants, as whoever makes new rows after the search may want it, too. False: there is no room for such rows.
  bool widen();
  // The search is over, its graph is read: rows are still there, the index is not.
  void drop_index() { store_.drop_index(); }

 private:
  // Some states of a layer: what they lead to, made first, so that the lookups of all of it can be under way at once.
  struct Batch {
    StateId begin = 0, end = 0;
    StateSpace::Took took = StateSpace::Took::ok;   // outgrown or stopped: the rest is worth nothing
    std::vector<uint64_t> rows;
    std::vector<uint64_t> hashes;
    std::vector<StateSpace::Step> steps;
    std::vector<uint32_t> ends;   // by state: where its successors end
    std::vector<Terminal> terminals;
    std::vector<std::pair<SightingKey, Goal>> sightings;
    size_t space_bytes = 0;
    void clear();
  };

  StateId search_layer(StateId begin, StateId end);
  StateId batch_end(StateId begin, StateId end) const;
  std::string reason_of(StoppedBy why) const;
  size_t reading_bytes() const;
  bool bounded(const Batch& batch);
  // Reads rows of the store, and alone uses the space; `insert` and `bounded` do neither, so they can run beside it.
  void expand(Batch& batch);
  void look_at(Batch& batch, StateId s, size_t first_step);
  void look_for_tokens(Batch& batch, StateId s, const uint64_t* row);
  void look_for_races(Batch& batch, StateId s, const uint64_t* row);
  StateId insert(const Batch& batch);

  StateSpace& space_;
  const ExploreOptions& options_;
  const SearchTime time_;
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now(), reported_ = started_, looked_ = started_;
  StateStore store_;
  Graph graph_;
  uint32_t depth_ = 0;
  std::vector<Terminal> terminals_;
  std::map<SightingKey, Sighting> sightings_;
  std::string stopped_by_;
  bool pruned_ = false;
  size_t memory_max_bytes_, peak_bytes_ = 0;
  std::atomic<size_t> batch_bytes_{0};   // of all slots
  std::vector<ChoiceCode> choices_;   // of a batch: expand's own
  std::array<Batch, 8> slots_;
};

}  // namespace wgscope::search
