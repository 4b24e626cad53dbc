#include "core/explore/left_behind.h"

#include <algorithm>
#include <set>

#include "core/explore/cycles.h"

namespace wgscope::search {
namespace {

// Past main's return there is at most so much to be seen, whatever the bounds: what is proved there are findings, and not the answer.
constexpr StateId kPastMainStates = 1'000'000;
constexpr StateId kLookAtBoundsEvery = 256;

uint64_t steps_in(const std::vector<ChoiceCode>& choices, uint32_t word) {
  uint64_t steps = 0;
  for (const ChoiceCode code : choices) {
    if (is_object_timer(code)) continue;   // whom it wakes, handed_in finds
    const uint32_t at = goroutine_of(code) - 1;
    if (at / 64 == word) steps |= uint64_t{1} << (at % 64);
  }
  return steps;
}

// Whoever is parked and woken by a step of another's goes on, though he may have no step of his own any more.
uint64_t handed_in(const StateSpace& space, const Graph& graph, const StateStore& store, StateId s, uint32_t word) {
  uint64_t handed = 0;
  if (!space.hands_over()) return handed;
  const uint64_t* row = store.row(s);
  const uint32_t last = std::min(space.goroutines(row), (word + 1) * 64);
  for (uint32_t number = word * 64 + 1; number <= last; ++number) {
    if (space.info(row, number).status != program::Status::parked) continue;
    for (size_t e = graph.first_edge(s); e < graph.last_edge(s); ++e) {
      if (space.same_goroutine(row, store.row(graph.target(e)), number)) continue;
      handed |= uint64_t{1} << ((number - 1) % 64);
      break;
    }
  }
  return handed;
}

bool bit(const std::vector<uint64_t>& able, StateId s, uint32_t goroutine) { return able[s] >> ((goroutine - 1) % 64) & 1; }

// Those of one state.
class Counts {
 public:
  void add(const LeftKey& key, uint32_t number) { ++counts_.try_emplace(key, Count{0, number}).first->second.count; }
  // Into what is known of the states before; states come in order of depth.
  void take_in(StateId s, uint32_t depth, LeftBehind& left) const {
    for (const auto& [key, now] : counts_) {
      Left& known = left[key];
      if (now.count > known.count) known = {now.count, depth, {}, {}};
      if (now.count < known.count || depth != known.depth) continue;
      known.goals.push_back({s, std::nullopt});
      known.first.push_back(now.first);
    }
  }

 private:
  struct Count { uint32_t count, first; };
  std::map<LeftKey, Count> counts_;
};

LeftKey key_of(const StateSpace& space, const GoroutineInfo& info, FindingKind kind) {
  return {kind, info.created_at, static_cast<int>(space.program().sites[info.next.site].program_line), info.next.kind == EventKind::crash};
}

}  // namespace

bool PastMain::needs_search(const uint64_t* row) const {
  for (uint32_t number = 2; number <= space_.goroutines(row); ++number) {
    if (space_.info(row, number).status == program::Status::parked) return true;
  }
  return false;
}

bool PastMain::find(LeftBehind& left) {
  std::vector<StateId> exits;
  uint32_t most = 1;
  for (const Terminal& terminal : search_.terminals()) {
    if (!space_.endings()[terminal.group].is(Ending::Kind::exit)) continue;
    exits.push_back(terminal.state);
    most = std::max(most, space_.goroutines(search_.store().row(terminal.state)));
  }
  const bool complete = go_on(exits);
  graph_.set_states(store_.size());
  const Components all(graph_, std::vector<bool>(graph_.states(), true));
  const auto backward = [&](auto visit) {
    for (size_t i = 0; i < all.size(); ++i) visit(all[i]);
  };
  const auto steps = [&](StateId s, uint32_t word) {
    std::vector<ChoiceCode> choices;
    space_.choices(store_.row(s), choices);
    return steps_in(choices, word) | handed_in(space_, graph_, store_, s, word);
  };
  std::vector<std::vector<uint64_t>> able;
  for (uint32_t word = 0; word * 64 < most; ++word) able.push_back(step_some_time(graph_, backward, steps, word));
  bool all_known = true;
  for (const StateId s : exits) {
    const uint64_t* row = search_.store().row(s);
    Counts counts;
    for (uint32_t number = 2; number <= space_.goroutines(row); ++number) {
      const GoroutineInfo& info = space_.info(row, number);
      if (info.status == program::Status::finished) continue;
      const auto entered = entered_.find(s);
      const bool steps_again = info.status != program::Status::parked || (entered != entered_.end() && bit(able[(number - 1) / 64], entered->second, number));
      if (steps_again || complete) counts.add(key_of(space_, info, steps_again ? FindingKind::unfinished : FindingKind::leak), number);
      else all_known = false;
    }
    counts.take_in(s, search_.graph().depth(s), left);
  }
  return all_known;
}

// The row as it is once main is gone; the same for all exits that differ in main alone. kNoState: the layout has to grow first.
StateId PastMain::enter(const uint64_t* exit) {
  std::vector<uint64_t> row(exit, exit + space_.layout().words());
  space_.leave_main(row.data());
  return space_.has_outgrown() ? kNoState : store_.insert(row.data(), store_.hash(row.data())).id;
}

bool PastMain::room() const {
  return store_.size() < std::min<uint64_t>(kPastMainStates, options_.bounds.states_max) && !search_.out_of_time() &&
         search_.memory_bytes() + store_.memory_bytes() + store_.growth_bytes() + graph_.memory_bytes() < options_.bounds.memory_max_bytes;
}

bool PastMain::widen() {
  if (!search_.widen()) return false;
  store_.relayout(space_.layout());
  return true;
}

bool PastMain::go_on(const std::vector<StateId>& exits) {
  store_.relayout(space_.layout());
  for (size_t i = 0; i < exits.size(); ++i) {
    const StateId s = exits[i];
    if (i % kLookAtBoundsEvery == 0 && !room()) return false;
    if (!needs_search(search_.store().row(s))) continue;
    StateId entered = kNoState;
    while ((entered = enter(search_.store().row(s))) == kNoState) {
      if (!widen()) return false;
    }
    entered_[s] = entered;
  }
  std::vector<ChoiceCode> choices;
  std::vector<uint64_t> next;
  bool complete = true;
  for (StateId s = 0; s < store_.size() && complete; ++s) {
    if (s % kLookAtBoundsEvery == 0) complete = room();
    choices.clear();
    space_.choices(store_.row(s), choices);
    for (size_t i = 0; i < choices.size() && complete;) {
      next.assign(space_.layout().words(), 0);
      const auto took = space_.take(store_.row(s), choices[i], next.data()).took;
      if (took == StateSpace::Took::outgrown && widen()) continue;
      complete = took == StateSpace::Took::ok;
      if (complete) graph_.add_edge(store_.insert(next.data(), store_.hash(next.data())).id);
      ++i;
    }
    graph_.close_state();
  }
  return complete;
}

void find_stuck(const StateSpace& space, const Search& search, const Sequence& sequence, const std::vector<bool>& ends_somehow, LeftBehind& left) {
  const Graph& graph = search.graph();
  const bool livelock = !ends_somehow.empty() && std::ranges::find(ends_somehow, false) != ends_somehow.end();
  // Who never steps again is parked where its ways end: only those who are can be stuck. Where all ways end in a deadlock or a crash, no program goes on,
  // and the ending says why: whoever waits for a Done of a goroutine that is about to crash is no finding of his own.
  std::set<uint32_t> parked;
  std::vector<StateId> goes_on_to;
  const auto look = [&](StateId s) {
    goes_on_to.push_back(s);
    const uint64_t* row = search.store().row(s);
    for (uint32_t number = 1; number <= space.goroutines(row); ++number) {
      if (space.info(row, number).status == program::Status::parked) parked.insert(number);
    }
  };
  for (const Terminal& terminal : search.terminals()) {
    if (space.endings()[terminal.group].is(Ending::Kind::exit)) look(terminal.state);
  }
  for (StateId s = 0; livelock && s < graph.states(); ++s) {
    if (!ends_somehow[s]) look(s);
  }
  if (parked.empty()) return;
  const std::vector<bool> goes_on = can_reach(graph, goes_on_to);
  std::vector<ChoiceCode> choices;
  const auto steps = [&](StateId s, uint32_t word) {
    choices.clear();
    search.choices_of(s, choices);
    return steps_in(choices, word) | handed_in(space, graph, search.store(), s, word);
  };
  const auto backward = [&](auto visit) { sequence.backward(visit); };
  std::map<uint32_t, std::vector<uint64_t>> able;   // by word
  for (const uint32_t number : parked) {
    if (!able.contains((number - 1) / 64)) able[(number - 1) / 64] = step_some_time(graph, backward, steps, (number - 1) / 64);
  }
  for (StateId s = 0; s < graph.states(); ++s) {
    if (!goes_on[s] || graph.first_edge(s) == graph.last_edge(s)) continue;
    const uint64_t* row = search.store().row(s);
    const uint32_t count = space.goroutines(row);
    Counts counts;
    for (const uint32_t number : parked) {
      if (number > count) break;
      const GoroutineInfo& info = space.info(row, number);
      if (info.status == program::Status::parked && !bit(able[(number - 1) / 64], s, number)) counts.add(key_of(space, info, FindingKind::stuck), number);
    }
    counts.take_in(s, graph.depth(s), left);
  }
}

}  // namespace wgscope::search
