// The last goroutine is no part of a state, so the fewest switches are found here, backward over the states on shortest paths.
//
// Let f(s, last) be the fewest switches from s to a target when `last` stepped last, and free(s) the same when nobody did.
// Whoever stepped last can cost one switch more at most, so f(s, last) is free(s) or free(s) + 1: one number a state, and one bit a goroutine.
#include "core/explore/shortest.h"

#include <algorithm>
#include <cassert>

namespace wgscope::search {
namespace {

// From so many schedules on, an index of edges backward costs less than going through the layers whole for each; a few are told without its memory.
constexpr uint32_t kManyAsked = 4;

}  // namespace

ShortestSchedules::ShortestSchedules(const Graph& graph, ChoicesOf choices_of, uint32_t goroutines)
    : graph_(graph), choices_of_(std::move(choices_of)), goroutines_(goroutines), distances_(graph.states(), goroutines) {}

// What taking a choice costs in all, when `last` stepped last and `last_could` says whether it could go on.
uint32_t ShortestSchedules::cost(const Way& way, uint32_t last, bool last_could) const {
  if (is_timer(way.code)) return distances_.from(way.target, last);
  const uint32_t who = goroutine_of(way.code);
  return distances_.from(way.target, who) + (last != 0 && last != who && last_could ? 1 : 0);
}

bool ShortestSchedules::could_step(uint32_t who) const {
  const auto at = std::ranges::lower_bound(choices_, code_of(who, false));   // of several alternatives the first
  return at != choices_.end() && goroutine_of(*at) == who && !is_timer(*at);
}

uint32_t ShortestSchedules::best(uint32_t last) const {
  uint32_t least = Distances::kUnmarked;
  const bool last_could = last != 0 && could_step(last);
  for (const Way& way : ways_) least = std::min(least, cost(way, last, last_could));
  return least;
}

bool ShortestSchedules::collect_ways(StateId s, uint32_t depth) {
  ways_.clear();
  const size_t first = graph_.first_edge(s), last = graph_.last_edge(s);
  for (size_t e = first; e < last; ++e) {
    const StateId target = graph_.target(e);
    if (target < graph_.layer_begin(depth + 1) || target >= graph_.layer_end(depth + 1) || !distances_.marked(target)) continue;
    if (ways_.empty()) {
      choices_.clear();
      choices_of_(s, choices_);
    }
    ways_.push_back({choices_[e - first], target});
  }
  return !ways_.empty();
}

void ShortestSchedules::mark_goals(const std::vector<Goal>& goals) {
  layer_.clear();
  for (const auto& [state, then] : goals) {
    // Whoever could go on there, and does not make the last step, makes that one a switch; of several last steps at one state, one without is enough.
    const bool again = distances_.marked(state);
    distances_.set(state, 0);
    if (!again) layer_.push_back(state);
    if (!then || is_timer(*then)) continue;
    choices_.clear();
    choices_of_(state, choices_);
    for (const ChoiceCode code : choices_) {
      if (is_timer(code)) continue;
      if (goroutine_of(code) == goroutine_of(*then)) {
        distances_.clear_extra(state, goroutine_of(code));
      } else if (!again) {
        distances_.set_extra(state, goroutine_of(code));
      }
    }
  }
  marked_ = layer_;
}

void ShortestSchedules::build_sources() {
  const auto each_edge = [this](auto&& visit) {
    for (uint32_t depth = 0; depth + 1 < graph_.depths(); ++depth) {
      for (StateId s = graph_.layer_begin(depth); s < std::min(graph_.layer_end(depth), graph_.expanded()); ++s) {
        for (size_t e = graph_.first_edge(s); e < graph_.last_edge(s); ++e) {
          if (const StateId target = graph_.target(e); target >= graph_.layer_begin(depth + 1) && target < graph_.layer_end(depth + 1)) visit(s, target);
        }
      }
    }
  };
  first_source_.assign(size_t{graph_.states()} + 1, 0);
  each_edge([this](StateId, StateId target) { ++first_source_[target + 1]; });
  for (StateId s = 0; s < graph_.states(); ++s) first_source_[s + 1] += first_source_[s];
  sources_.resize(first_source_.back());
  std::vector<uint32_t> next(first_source_.begin(), first_source_.end() - 1);
  each_edge([&](StateId s, StateId target) { sources_[next[target]++] = s; });
}

// The states of a depth from which a marked one of the next may be a step away.
void ShortestSchedules::candidates(uint32_t depth, std::vector<StateId>& states) {
  states.clear();
  if (sources_.empty()) {
    for (StateId s = graph_.layer_begin(depth); s < graph_.layer_end(depth); ++s) states.push_back(s);
    return;
  }
  for (const StateId target : layer_) states.insert(states.end(), sources_.begin() + first_source_[target], sources_.begin() + first_source_[target + 1]);
  std::ranges::sort(states);
  states.erase(std::unique(states.begin(), states.end()), states.end());
}

void ShortestSchedules::mark_before(uint32_t depth) {
  candidates(depth, before_);
  std::erase_if(before_, [&](StateId s) {
    if (!collect_ways(s, depth)) return true;
    const uint32_t free = best(0);
    distances_.set(s, free);
    const bool has_timer = std::ranges::any_of(ways_, [](const Way& way) { return is_timer(way.code); });
    // Without a timer on the way, only somebody who could go on here can make it dearer.
    for (uint32_t who = 1; who <= goroutines_; ++who) {
      if ((has_timer || could_step(who)) && best(who) > free) distances_.set_extra(s, who);
    }
    return false;
  });
  marked_.insert(marked_.end(), before_.begin(), before_.end());
  layer_.swap(before_);
}

ShortestSchedule ShortestSchedules::to(const std::vector<Goal>& goals) {
  assert(!goals.empty());
  if (++asked_ == kManyAsked) build_sources();
  const uint32_t depth = graph_.depth(goals.front().state);
  mark_goals(goals);
  for (uint32_t at = depth; at-- > 0;) mark_before(at);

  ShortestSchedule schedule;
  schedule.switches = distances_.free(0);
  StateId s = 0;
  uint32_t last = 0;
  for (uint32_t at = 0; at < depth; ++at) {
    [[maybe_unused]] const bool leads_on = collect_ways(s, at);
    assert(leads_on);
    const uint32_t least = best(last);
    const bool last_could = last != 0 && could_step(last);
    const auto way = std::ranges::find_if(ways_, [&](const Way& w) { return cost(w, last, last_could) == least; });
    schedule.choices.push_back(way->code);
    s = way->target;
    if (!is_timer(way->code)) last = goroutine_of(way->code);
  }
  schedule.reached = s;
  // The last step, where there is one: the one that keeps to what was promised, the smallest of them.
  std::optional<ChoiceCode> last_step;
  choices_.clear();
  choices_of_(s, choices_);
  for (const auto& [state, then] : goals) {
    if (state != s || !then) continue;
    const bool is_switch = !is_timer(*then) && last != 0 && goroutine_of(*then) != last && could_step(last);
    if ((is_switch ? 1u : 0u) == distances_.from(s, last) && (!last_step || *then < *last_step)) last_step = then;
  }
  if (last_step) schedule.choices.push_back(*last_step);
  for (const StateId marked : marked_) distances_.forget(marked);
  return schedule;
}

}  // namespace wgscope::search
