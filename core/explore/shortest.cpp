// The last goroutine is no part of a state, so the fewest switches are found here, backward over the states on shortest paths.
//
// Let f(s, last) be the fewest switches from s to a target when `last` stepped last, and free(s) the same when nobody did.
// Whoever stepped last can cost one switch more at most, so f(s, last) is free(s) or free(s) + 1: one number a state, and one bit a goroutine.
#include "core/explore/shortest.h"

#include <algorithm>
#include <cassert>

namespace wgscope::search {
namespace {

constexpr uint32_t kUnmarked = 0xffffffff;

class Distances {
 public:
  Distances(StateId states, uint32_t goroutines) : words_(goroutines / 64 + 1), free_(states, kUnmarked), extra_(size_t{states} * words_) {}

  bool marked(StateId s) const { return free_[s] != kUnmarked; }
  uint32_t free(StateId s) const { return free_[s]; }
  // `last` 0: nobody.
  uint32_t from(StateId s, uint32_t last) const {
    return free_[s] + (last != 0 && (extra_[size_t{s} * words_ + last / 64] >> (last % 64) & 1) != 0 ? 1 : 0);
  }
  void set(StateId s, uint32_t free) { free_[s] = free; }
  void set_extra(StateId s, uint32_t last) { extra_[size_t{s} * words_ + last / 64] |= uint64_t{1} << (last % 64); }
  void clear_extra(StateId s, uint32_t last) { extra_[size_t{s} * words_ + last / 64] &= ~(uint64_t{1} << (last % 64)); }

 private:
  uint32_t words_;
  std::vector<uint32_t> free_;
  std::vector<uint64_t> extra_;
};

// What taking a choice costs in all, when `last` stepped last and `last_could` says whether it could go on.
uint32_t cost(const Distances& distances, ChoiceCode code, StateId target, uint32_t last, bool last_could) {
  if (is_timer(code)) return distances.from(target, last);
  const uint32_t who = goroutine_of(code);
  return distances.from(target, who) + (last != 0 && last != who && last_could ? 1 : 0);
}

}  // namespace

ShortestSchedule shortest_schedule(const Graph& graph, const std::vector<Goal>& goals, const ChoicesOf& choices_of, uint32_t goroutines) {
  assert(!goals.empty());
  const uint32_t depth = graph.depth(goals.front().state);
  Distances distances(graph.layer_end(depth), goroutines);
  std::vector<ChoiceCode> choices;
  for (const auto& [state, then] : goals) {
    // Whoever could go on there, and does not make the last step, makes that one a switch; of several last steps at one state, one without is enough.
    const bool again = distances.marked(state);
    distances.set(state, 0);
    if (!then || is_timer(*then)) continue;
    choices.clear();
    choices_of(state, choices);
    for (const ChoiceCode code : choices) {
      if (is_timer(code)) continue;
      if (goroutine_of(code) == goroutine_of(*then)) {
        distances.clear_extra(state, goroutine_of(code));
      } else if (!again) {
        distances.set_extra(state, goroutine_of(code));
      }
    }
  }
  struct Way { ChoiceCode code; StateId target; };
  std::vector<Way> ways;   // those of a state that lead on along a shortest path
  const auto collect = [&](StateId s, uint32_t at) {
    ways.clear();
    const size_t first = graph.first_edge(s), last = graph.last_edge(s);
    for (size_t e = first; e < last; ++e) {
      const StateId target = graph.target(e);
      if (target < graph.layer_begin(at + 1) || target >= graph.layer_end(at + 1) || !distances.marked(target)) continue;
      if (ways.empty()) {
        choices.clear();
        choices_of(s, choices);
      }
      ways.push_back({choices[e - first], target});
    }
    return !ways.empty();
  };

  const auto could_step = [&](uint32_t who) { return std::ranges::binary_search(choices, code_of(who, false)); };
  const auto best = [&](uint32_t last) {
    uint32_t least = kUnmarked;
    const bool last_could = last != 0 && could_step(last);
    for (const auto& [code, target] : ways) least = std::min(least, cost(distances, code, target, last, last_could));
    return least;
  };

  for (uint32_t at = depth; at-- > 0;) {
    for (StateId s = graph.layer_begin(at); s < graph.layer_end(at); ++s) {
      if (!collect(s, at)) continue;
      const uint32_t free = best(0);
      distances.set(s, free);
      const bool has_timer = std::ranges::any_of(ways, [](const Way& way) { return is_timer(way.code); });
      // Without a timer on the way, only somebody who could go on here can make it dearer.
      for (uint32_t who = 1; who <= goroutines; ++who) {
        if ((has_timer || could_step(who)) && best(who) > free) distances.set_extra(s, who);
      }
    }
  }

  ShortestSchedule schedule;
  schedule.switches = distances.free(0);
  StateId s = 0;
  uint32_t last = 0;
  for (uint32_t at = 0; at < depth; ++at) {
    [[maybe_unused]] const bool leads_on = collect(s, at);
    assert(leads_on);
    const uint32_t least = best(last);
    const bool last_could = last != 0 && could_step(last);
    const auto way = std::ranges::find_if(ways, [&](const Way& w) { return cost(distances, w.code, w.target, last, last_could) == least; });
    schedule.choices.push_back(way->code);
    s = way->target;
    if (!is_timer(way->code)) last = goroutine_of(way->code);
  }
  schedule.reached = s;
  // The last step, where there is one: the one that keeps to what was promised, the smallest of them.
  std::optional<ChoiceCode> last_step;
  choices.clear();
  choices_of(s, choices);
  for (const auto& [state, then] : goals) {
    if (state != s || !then) continue;
    const bool is_switch = !is_timer(*then) && last != 0 && goroutine_of(*then) != last && could_step(last);
    if ((is_switch ? 1u : 0u) == distances.from(s, last) && (!last_step || *then < *last_step)) last_step = then;
  }
  if (last_step) schedule.choices.push_back(*last_step);
  return schedule;
}

}  // namespace wgscope::search
