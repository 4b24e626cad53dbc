#include "core/explore/report.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <tuple>

namespace wgscope::search {
namespace {

constexpr size_t kOutputsTold = 1000;

// What a goroutine would do to an object that another uses likewise.
std::string_view verb_of(EventKind kind) {
  switch (kind) {
    case EventKind::var_write: return "writes";
    case EventKind::var_read: return "reads";
    case EventKind::copy: return "copies";
    case EventKind::add_count:
    case EventKind::add_recheck:
    case EventKind::add_clear:
    case EventKind::sema_release: return "adds";
    case EventKind::wait_load:
    case EventKind::wait_join:
    case EventKind::sema_acquire:
    case EventKind::sema_retry:
    case EventKind::wait_check: return "waits";
    default: return "uses";
  }
}

std::string name_of_choice(ChoiceCode code) { return goroutine_name(GoroutineId{goroutine_of(code)}); }

}  // namespace

Schedule Report::schedule_of(const std::vector<ChoiceCode>& codes) {
  Schedule schedule;
  for (const ChoiceCode code : codes) schedule.choices.push_back({GoroutineId{goroutine_of(code)}, is_timer(code), 0});
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
  const bool whole = result.complete;
  endings(result);
  shortest_.reset();   // counting wants the memory
  if (whole) {
    const TopologicalOrder order = topological_order(search_.graph());
    count(result, order);
    if (!order.acyclic()) {
      std::vector<StateId> ends;
      for (const Terminal& terminal : search_.terminals()) ends.push_back(terminal.state);
      const std::vector<bool> ends_somehow = can_reach(search_.graph(), ends);
      livelock(result, ends_somehow);
      if (options_.findings) spins(result, order, ends_somehow);
    }
  }
  if (options_.findings) findings(result);
  if (options_.outputs) outputs(result);
  std::ranges::stable_sort(result.endings, [](const FoundEnding& a, const FoundEnding& b) { return std::tie(a.steps, a.ending) < std::tie(b.steps, b.ending); });
  if (whole && search_.graph().states() <= options_.keep_graph_states) graph(result);
}

void Report::endings(ExploreResult& result) {
  const Graph& graph = search_.graph();
  for (uint32_t i = 0; i < space_.endings().size(); ++i) {
    std::vector<Goal> goals;
    uint32_t depth = 0;
    for (const Terminal& terminal : search_.terminals()) {
      if (terminal.group != i) continue;
      if (goals.empty()) depth = graph.depth(terminal.state);
      if (terminal.state >= graph.layer_end(depth)) break;
      goals.push_back({terminal.state, std::nullopt});
    }
    if (goals.empty()) continue;
    Told told = tell(goals);
    result.endings.push_back({space_.endings()[i], told.schedule.choices.size(), told.switches, std::nullopt, std::move(told.schedule)});
  }
}

void Report::count(ExploreResult& result, const TopologicalOrder& order) {
  const auto counts = count_paths(search_.graph(), order, search_.terminals(), static_cast<uint32_t>(space_.endings().size()));
  for (FoundEnding& found : result.endings) {
    found.schedules = counts[std::ranges::find(space_.endings(), found.ending) - space_.endings().begin()];
  }
  // On the whole there are endless schedules as soon as any cycle can be reached, even one that leads nowhere.
  if (!order.acyclic()) return;
  result.schedules = "0";
  for (const FoundEnding& found : result.endings) result.schedules = add_decimals(*result.schedules, *found.schedules);
}

void Report::livelock(ExploreResult& result, const std::vector<bool>& ends_somehow) {
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
  result.endings.push_back({Ending::livelock(), told.schedule.choices.size(), told.switches, std::nullopt, std::move(told.schedule)});
}

void Report::spins(ExploreResult& result, const TopologicalOrder& order, const std::vector<bool>& ends_somehow) {
  std::set<std::vector<uint32_t>> told_of;   // the places of a loop: the same loop beside other states of the others is no news
  std::vector<ChoiceCode> choices;
  for (const Cycle& cycle : cycles(search_.graph(), order)) {
    if (!cycle.can_be_left || !ends_somehow[cycle.entry]) continue;   // within a livelock, every way on is one
    std::vector<ChoiceCode> loop;
    std::vector<uint32_t> places;
    for (size_t i = 0; i < cycle.states.size(); ++i) {
      const StateId from = cycle.states[i], to = cycle.states[(i + 1) % cycle.states.size()];
      choices.clear();
      search_.choices_of(from, choices);
      size_t edge = search_.graph().first_edge(from);
      while (search_.graph().target(edge) != to) ++edge;
      loop.push_back(choices[edge - search_.graph().first_edge(from)]);
      places.push_back(space_.info(search_.store().row(from), goroutine_of(loop.back())).next.site);
    }
    std::ranges::sort(places);
    if (!told_of.insert(places).second) continue;
    Told told = tell({{cycle.entry, std::nullopt}});
    const int line = line_of(places.front());
    result.findings.push_back({.kind = FindingKind::spin,
                               .text = name_of_choice(loop.front()) + " can go round for ever at line " + std::to_string(line) +
                                       ": it comes back to the same state after " + std::to_string(loop.size()) + (loop.size() == 1 ? " step" : " steps"),
                               .steps = told.schedule.choices.size(),
                               .schedule = std::move(told.schedule),
                               .loop = schedule_of(loop).choices,
                               .line = line,
                               .facts = {{"who", name_of_choice(loop.front())}, {"line", std::to_string(line)}, {"n", std::to_string(loop.size())}}});
  }
}

void Report::findings(ExploreResult& result) {
  for (const auto& [key, sighting] : search_.sightings()) result.findings.push_back(describe(key, tell(sighting.goals)));
}

Finding Report::describe(const SightingKey& key, const Told& told) const {
  Finding finding{.kind = {}, .text = {}, .steps = told.schedule.choices.size(), .schedule = told.schedule, .loop = {}, .line = 0, .facts = {}};
  switch (key.kind) {
    case SightingKey::Kind::leak:
      finding.kind = FindingKind::leak;
      finding.line = line_of(key.a);
      tell_leak(key, told.reached, finding);
      break;
    case SightingKey::Kind::race:
      finding.kind = FindingKind::race;
      finding.line = line_of(key.a);
      tell_race(key, told.reached, finding);
      break;
    case SightingKey::Kind::recovered: {
      const RecoveredPanic& panic = space_.recovered_panics()[key.a];
      finding.kind = FindingKind::recovered;
      finding.line = line_of(panic.site);
      finding.text = "a panic is recovered from: " + panic.text;
      finding.facts = {{"panic", panic.text}};
      break;
    }
    case SightingKey::Kind::token: {
      const program::Declaration& declaration = space_.program().declarations[key.a];
      finding.kind = FindingKind::token;
      finding.line = line_of(declaration.site);
      finding.text = "tokens are left in the semaphore of " + declaration.name + ", and nobody waits on it";
      finding.facts = {{"object", declaration.name}};
      break;
    }
  }
  return finding;
}

void Report::tell_leak(const SightingKey& key, StateId state, Finding& finding) const {
  const uint64_t* row = search_.store().row(state);
  for (uint32_t number = 2; number <= space_.goroutines(row); ++number) {
    const GoroutineInfo& info = space_.info(row, number);
    const uint32_t parked = info.status == program::Status::parked ? 1 : info.status == program::Status::sleeping ? 2 : 0;
    if (info.status == program::Status::finished || info.next.site != key.a || parked != key.b) continue;
    const std::string who = goroutine_name(GoroutineId{number}), how = parked == 1 ? "parked" : parked == 2 ? "asleep" : "running", line = std::to_string(line_of(key.a));
    finding.text = who + " is still " + how + " at line " + line + " when main returns";
    finding.facts = {{"who", who}, {"how", how}, {"line", line}};
    return;
  }
}

void Report::tell_race(const SightingKey& key, StateId state, Finding& finding) const {
  const uint64_t* row = search_.store().row(state);
  std::string who, object;
  for (const uint32_t site : {key.a, key.b}) {
    for (uint32_t number = 1; number <= space_.goroutines(row); ++number) {
      const std::string name = goroutine_name(GoroutineId{number});
      const GoroutineInfo& info = space_.info(row, number);
      if (info.status != program::Status::standing || info.next.site != site || who.find(name + " (") != std::string::npos) continue;
      const std::string does(verb_of(info.next.kind));
      const std::string line = std::to_string(line_of(site)), which = who.empty() ? "" : "other_";
      who += (who.empty() ? "" : " and ") + name + " (" + does + ", line " + line + ")";
      finding.facts.insert(finding.facts.end(), {{which + "who", name}, {which + "does", does}, {which + "line", line}});
      if (const auto part = space_.object(row, info.next.object)) object = space_.program().declarations[part->declaration].name;
      break;
    }
  }
  finding.facts.emplace_back("object", object);
  finding.text = who + " use " + object + " at the same time, with nothing to order them";
}

void Report::outputs(ExploreResult& result) {
  // In order of the smallest depth at which it can have been printed: terminals stand in that order.
  std::map<std::string, Sighting> told;
  for (const Terminal& terminal : search_.terminals()) {
    told[space_.output(search_.store().row(terminal.state))].add(search_.graph().depth(terminal.state), {terminal.state, std::nullopt});
  }
  std::vector<std::pair<std::string, const Sighting*>> order;
  for (const auto& [text, sighting] : told) order.emplace_back(text, &sighting);
  std::ranges::stable_sort(order, {}, [](const auto& one) { return one.second->depth; });
  result.outputs_complete = result.complete && order.size() <= kOutputsTold;
  if (order.size() > kOutputsTold) order.resize(kOutputsTold);
  for (const auto& [text, sighting] : order) {
    if (search_.out_of_time()) {
      result.outputs_complete = false;
      break;
    }
    Told way = tell(sighting->goals);
    result.outputs.push_back({text, space_.endings()[space_.ending(search_.store().row(way.reached))], way.schedule.choices.size(), way.switches, std::move(way.schedule)});
  }
}

void Report::graph(ExploreResult& result) {
  const Graph& from = search_.graph();
  auto graph = std::make_shared<StateGraph>();
  graph->ending.assign(from.states(), -1);
  graph->word.assign(from.states(), 0);
  graph->reachable.assign(from.states(), 0);
  for (const Terminal& terminal : search_.terminals()) {
    const auto at = std::ranges::find(result.endings, space_.endings()[terminal.group], &FoundEnding::ending);
    graph->ending[terminal.state] = static_cast<int32_t>(at - result.endings.begin());
  }
  std::vector<ChoiceCode> choices;
  for (StateId s = 0; s < from.states(); ++s) {
    graph->first_edge.push_back(static_cast<uint32_t>(graph->edges.size()));
    choices.clear();
    search_.choices_of(s, choices);
    for (size_t i = 0; i < choices.size(); ++i) {
      graph->edges.push_back({from.target(from.first_edge(s) + i), {GoroutineId{goroutine_of(choices[i])}, is_timer(choices[i]), 0}});
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
