#include "core/explore/report.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/explore/chance.h"

namespace wgscope::search {
namespace {

constexpr size_t kOutputsTold = 1000;

}  // namespace

void sort_endings(ExploreResult& result) {
  std::ranges::stable_sort(result.endings, [](const FoundEnding& a, const FoundEnding& b) { return std::tie(a.steps, a.ending) < std::tie(b.steps, b.ending); });
}

Choice Report::named(ChoiceCode code) const {
  if (is_object_timer(code)) return fires(timer_numbers_.at(space_.timer_of(code)));
  return {GoroutineId{goroutine_of(code)}, is_timer(code), alternative_of(code)};
}

Schedule Report::schedule_of(const std::vector<ChoiceCode>& codes) {
  timer_numbers_.clear();
  timers_ = 0;
  if (space_.program().has_timers) {
    row_.assign(search_.store().row(0), search_.store().row(0) + space_.layout().words());
    for (const program::Ref timer : space_.timers_made_at_start()) timer_numbers_[timer] = ++timers_;
  }
  return go_on(codes);
}

Schedule Report::go_on(const std::vector<ChoiceCode>& codes) {
  Schedule schedule;
  for (const ChoiceCode code : codes) {
    schedule.choices.push_back(named(code));
    if (!space_.program().has_timers) continue;
    std::vector<uint64_t> next(row_.size());
    space_.retrace(row_.data(), code, next.data());
    for (const program::Ref timer : space_.timers_made()) timer_numbers_[timer] = ++timers_;
    row_ = std::move(next);
  }
  return schedule;
}

uint32_t Report::goroutines_ever() const {
  uint32_t most = 1;
  // A state's goroutines are those of the states before it, and more: the terminals and the frontier have the most.
  for (const Terminal& terminal : search_.terminals()) most = std::max(most, space_.goroutines(search_.store().row(terminal.state)));
  for (StateId s = search_.graph().expanded(); s < search_.graph().states(); ++s) most = std::max(most, space_.goroutines(search_.store().row(s)));
  if (search_.terminals().empty()) {
    for (StateId s = 0; s < search_.graph().states(); ++s) most = std::max(most, space_.goroutines(search_.store().row(s)));
  }
  return most;
}

Report::Told Report::tell(const std::vector<Goal>& goals) {
  if (!shortest_) shortest_.emplace(search_.graph(), [this](StateId s, std::vector<ChoiceCode>& out) { search_.choices_of(s, out); }, goroutines_ever());
  ShortestSchedule shortest = shortest_->to(goals);
  return {schedule_of(shortest.choices), shortest.switches, shortest.reached};
}

void Report::write(ExploreResult& result) {
  search_.drop_index();
  endings(result);
  const bool whole = result.complete;
  shortest_.reset();   // counting wants the memory
  LeftBehind left;
  if (whole) {
    const TopologicalOrder order = topological_order(search_.graph());
    const Sequence sequence(search_.graph(), order);
    std::vector<bool> ends_somehow;
    if (!order.acyclic()) {
      std::vector<StateId> ends;
      for (const Terminal& terminal : search_.terminals()) ends.push_back(terminal.state);
      ends_somehow = can_reach(search_.graph(), ends);
      livelock(result, sequence.cyclic(), ends_somehow);
      shortest_.reset();
    }
    count(result, order);
    chance(result, sequence, ends_somehow);
    if (options_.findings && !out_of_time(result)) find_stuck(space_, search_, sequence, ends_somehow, left);
    if (options_.findings && !order.acyclic()) spins(result, sequence.cyclic(), ends_somehow);
  }
  if (options_.findings) {
    result.findings_complete = PastMain(space_, search_, options_).find(left);
    findings(result, left);
  }
  if (options_.outputs) outputs(result);
  sort_endings(result);
  if (whole && result.complete && search_.graph().states() <= options_.keep_graph_states) graph(result);
}

bool Report::out_of_time(ExploreResult& result) const {
  if (!search_.out_of_time()) return false;
  result.complete = false;
  if (result.stopped_by.empty()) result.stopped_by = search_.why_out_of_time();
  return true;
}

void Report::endings(ExploreResult& result) {
  // Terminals stand in order of depth: those of an ending's first are its nearest.
  std::vector<Sighting> nearest(space_.endings().size());
  for (const Terminal& terminal : search_.terminals()) nearest[terminal.group].add(search_.graph().depth(terminal.state), {terminal.state, std::nullopt});
  for (size_t i = 0; i < nearest.size(); ++i) {
    if (nearest[i].goals.empty()) continue;
    if (!result.endings.empty() && out_of_time(result)) break;
    Told told = tell(nearest[i].goals);
    result.endings.push_back({.ending = space_.endings()[i], .steps = told.schedule.choices.size(), .switches = told.switches, .schedule = std::move(told.schedule)});
  }
}

void Report::chance(ExploreResult& result, const Sequence& sequence, const std::vector<bool>& ends_somehow) {
  const auto found = chances(search_.graph(), sequence, search_.terminals(), static_cast<uint32_t>(space_.endings().size()), ends_somehow, [this] { return search_.out_of_time(); });
  if (!found) return;
  for (FoundEnding& one : result.endings) {
    const auto group = space_.index_of(one.ending);   // none: a livelock, no state ends so
    one.chance = group ? found->of_group[*group] : found->livelock;
  }
}

void Report::count(ExploreResult& result, const TopologicalOrder& order) {
  const auto counts = count_paths(search_.graph(), order, search_.terminals(), static_cast<uint32_t>(space_.endings().size()), [this] { return search_.out_of_time(); });
  if (out_of_time(result)) return;
  for (FoundEnding& found : result.endings) {
    if (const auto group = space_.index_of(found.ending)) found.schedules = counts[*group];
  }
  // On the whole there are endless schedules as soon as any cycle can be reached, even one that leads nowhere.
  if (!order.acyclic()) return;
  result.schedules = "0";
  for (const FoundEnding& found : result.endings) result.schedules = add_decimals(*result.schedules, *found.schedules);
}

void Report::livelock(ExploreResult& result, const Components& components, const std::vector<bool>& ends_somehow) {
  const Graph& graph = search_.graph();
  std::vector<Goal> goals;
  uint32_t depth = 0;
  for (StateId s = 0; s < graph.states(); ++s) {
    if (ends_somehow[s]) continue;
    if (goals.empty()) depth = graph.depth(s);
    if (s >= graph.layer_end(depth)) break;
    goals.push_back({s, std::nullopt});
  }
  if (goals.empty()) return;
  Told told = tell(goals);
  FoundEnding livelock{.ending = Ending::livelock(), .steps = told.schedule.choices.size(), .switches = told.switches, .schedule = std::move(told.schedule)};
  livelock.rounds = rounds(components, ends_somehow);
  result.endings.push_back(std::move(livelock));
}

// Of the cycle without a way out that is the fewest steps away: who steps in it, and where.
std::vector<Round> Report::rounds(const Components& components, const std::vector<bool>& ends_somehow) const {
  const Graph& graph = search_.graph();
  std::optional<size_t> nearest;
  for (size_t i = 0; i < components.size(); ++i) {
    const auto component = components[i];
    const auto stays = [&](StateId s) {
      for (size_t e = graph.first_edge(s); e < graph.last_edge(s); ++e) {
        if (!std::ranges::binary_search(component, graph.target(e))) return false;
      }
      return true;
    };
    if (ends_somehow[component[0]] || (nearest && components[*nearest][0] < component[0]) || !std::ranges::all_of(component, stays)) continue;
    nearest = i;
  }
  std::vector<Round> rounds;
  if (!nearest) return rounds;
  std::vector<ChoiceCode> choices;
  for (const StateId s : components[*nearest]) {
    choices.clear();
    search_.choices_of(s, choices);
    for (const ChoiceCode code : choices) {
      if (is_object_timer(code)) continue;   // nobody's
      const uint32_t site = space_.info(search_.store().row(s), goroutine_of(code)).next.site;
      const Round round{GoroutineId{goroutine_of(code)}, line_of(site), program_line_of(site)};
      if (std::ranges::find(rounds, round.who, &Round::who) == rounds.end()) rounds.push_back(round);
    }
  }
  std::ranges::sort(rounds, {}, &Round::who);
  return rounds;
}

void Report::outputs(ExploreResult& result) {
  // In order of the smallest depth at which it can have been printed: terminals stand in that order.
  using Printed = std::pair<std::string, uint32_t>;   // the whole text, and the ending that it came with
  std::map<Printed, Sighting> told;
  for (const Terminal& terminal : search_.terminals()) {
    told[{space_.output(search_.store().row(terminal.state)), terminal.group}].add(search_.graph().depth(terminal.state), {terminal.state, std::nullopt});
  }
  std::vector<std::pair<Printed, const Sighting*>> order;
  for (const auto& [printed, sighting] : told) order.emplace_back(printed, &sighting);
  std::ranges::stable_sort(order, {}, [](const auto& one) { return one.second->depth; });
  result.outputs_complete = result.complete && order.size() <= kOutputsTold;
  if (order.size() > kOutputsTold) order.resize(kOutputsTold);
  for (const auto& [printed, sighting] : order) {
    if (search_.out_of_time()) {
      result.outputs_complete = false;
      break;
    }
    Told way = tell(sighting->goals);
    result.outputs.push_back({printed.first, space_.endings()[printed.second], way.schedule.choices.size(), way.switches, std::move(way.schedule)});
  }
}

void Report::timers_made_by(const uint64_t* row, ChoiceCode code, uint32_t edge, StateGraph& graph) {
  std::vector<uint64_t> next(space_.layout().words());
  space_.retrace(row, code, next.data());
  for (const program::Ref timer : space_.timers_made()) graph.timers_made[edge].push_back(space_.place_of(timer));
}

void Report::graph(ExploreResult& result) {
  const Graph& from = search_.graph();
  auto graph = std::make_shared<StateGraph>();
  graph->ending.assign(from.states(), -1);
  graph->word.assign(from.states(), 0);
  graph->reachable.assign(from.states(), 0);
  for (const program::Ref timer : space_.timers_made_at_start()) graph->timers_at_start.push_back(space_.place_of(timer));
  std::vector<int32_t> place(space_.endings().size());   // by group: its place in the result
  for (size_t i = 0; i < result.endings.size(); ++i) {
    if (const auto group = space_.index_of(result.endings[i].ending)) place[*group] = static_cast<int32_t>(i);
  }
  for (const Terminal& terminal : search_.terminals()) graph->ending[terminal.state] = place[terminal.group];
  std::vector<ChoiceCode> choices;
  for (StateId s = 0; s < from.states(); ++s) {
    graph->first_edge.push_back(static_cast<uint32_t>(graph->edges.size()));
    choices.clear();
    search_.choices_of(s, choices);
    for (size_t i = 0; i < choices.size(); ++i) {
      const ChoiceCode code = choices[i];
      const Choice choice = is_object_timer(code) ? fires(space_.place_of(space_.timer_of(code))) : Choice{GoroutineId{goroutine_of(code)}, is_timer(code), alternative_of(code)};
      graph->edges.push_back({from.target(from.first_edge(s) + i), choice});
      if (space_.program().has_timers) timers_made_by(search_.store().row(s), code, static_cast<uint32_t>(graph->edges.size() - 1), *graph);
    }
    const uint64_t* row = search_.store().row(s);
    for (const program::Ref ref : space_.objects(row)) {
      const ObjectPart part = *space_.object(row, ref);
      if (space_.program().declarations[part.declaration].kind != program::Kind::wait_group) continue;
      graph->word[s] = part.object.word;
      break;
    }
  }
  graph->first_edge.push_back(static_cast<uint32_t>(graph->edges.size()));
  for (uint32_t depth = 0; depth < from.depths(); ++depth) graph->layers.push_back(from.layer_begin(depth));
  graph->layers.push_back(from.states());
  // From which states each ending can still be reached.
  for (size_t i = 0; i < std::min<size_t>(result.endings.size(), 64); ++i) {
    std::vector<StateId> goals;
    for (StateId s = 0; s < from.states(); ++s) {
      if (graph->ending[s] == static_cast<int32_t>(i)) goals.push_back(s);
    }
    if (goals.empty()) continue;   // livelock: where nothing else can be reached
    const std::vector<bool> reached = can_reach(from, goals);
    for (StateId s = 0; s < from.states(); ++s) graph->reachable[s] |= uint64_t{reached[s]} << i;
  }
  if (const auto at = std::ranges::find(result.endings, Ending::livelock(), &FoundEnding::ending); at != result.endings.end()) {
    const auto bit = std::min<size_t>(static_cast<size_t>(at - result.endings.begin()), 63);
    std::vector<StateId> goals;
    for (StateId s = 0; s < from.states(); ++s) {
      if (graph->reachable[s] != 0) continue;
      goals.push_back(s);
      graph->ending[s] = static_cast<int32_t>(at - result.endings.begin());
    }
    const std::vector<bool> reached = can_reach(from, goals);
    for (StateId s = 0; s < from.states(); ++s) graph->reachable[s] |= uint64_t{reached[s]} << bit;
  }
  result.graph = std::move(graph);
}

}  // namespace wgscope::search
