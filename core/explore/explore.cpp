#include "core/explore/explore.h"

#include <algorithm>
#include <chrono>

#include "core/explore/report.h"
#include "core/explore/sample.h"
#include "core/explore/search.h"
#include "core/explore/state_space.h"

namespace wgscope {

namespace {

// Runs beside a search, of every tenth of a second: little enough not to be missed.
constexpr std::chrono::milliseconds kSampleAtOnce{15}, kSampleInAll{3000};

// The search and what is read off its graph; all that it took is given back when this returns.
ExploreResult searched(const Scenario& scenario, const ExploreOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  const search::SearchTime time(options);
  search::StateSpace space(*scenario.program, {.outputs = options.outputs, .switches_max = options.bounds.switches_max,
                                               .check_memo = options.check_memo, .start_functions = options.start_functions, .setup = options.setup,
                                               .time_limit = time.searching, .memory_max_bytes = search::Search::memory_max_bytes(options.bounds)});
  search::Search search(space, options, time);
  search.run();

  ExploreResult result;
  result.stopped_by = search.stopped_by();
  result.complete = result.stopped_by.empty();
  result.out_of_values = space.values_met_their_limit();
  result.states = search.graph().states();
  result.transitions = search.transitions();
  result.depth = search.graph().depths() == 0 ? 0 : search.graph().depths() - 1;
  result.memory_bytes = search.memory_bytes();
  result.searched_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begin).count();
  if (result.states > 0) search::Report(space, search, options).write(result);
  return result;
}

}  // namespace

ExploreResult explore(const Scenario& scenario, const ExploreOptions& options) {
  const auto begin = std::chrono::steady_clock::now();
  search::Sampler sampler(scenario, options);
  ExploreOptions asked = options;
  if (options.on_sampled) {
    asked.on_progress = [&, sampled_for = std::chrono::milliseconds(0)](const ExploreProgress& progress) mutable {
      if (options.on_progress) options.on_progress(progress);
      if (sampled_for >= kSampleInAll) return;
      sampled_for += kSampleAtOnce;
      if (sampler.go_on(kSampleAtOnce)) options.on_sampled(sampler.endings());
    };
  }
  ExploreResult result = searched(scenario, asked);
  if (!result.complete && options.start_functions.empty()) sampler.add_to(result);
  result.elapsed_ns = std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - begin).count();
  return result;
}

std::string_view name_of(FindingKind kind) {
  switch (kind) {
    case FindingKind::race: return "race";
    case FindingKind::stuck: return "stuck";
    case FindingKind::leak: return "leak";
    case FindingKind::unfinished: return "unfinished";
    case FindingKind::recovered: return "recovered";
    case FindingKind::token: return "token";
    case FindingKind::spin: return "spin";
  }
  return {};
}

std::string_view name_of(Need::What what) {
  switch (what) {
    case Need::What::nothing: return "nothing";
    case Need::What::done: return "done";
    case Need::What::release: return "release";
    case Need::What::add: return "add";
    case Need::What::receive: return "receive";
    case Need::What::send: return "send";
    case Need::What::any_case: return "any_case";
    case Need::What::unlock: return "unlock";
    case Need::What::signal: return "signal";
    case Need::What::reset: return "reset";
  }
  return {};
}

std::string_view name_of(Assumption assumption) {
  switch (assumption) {
    case Assumption::sequential_consistency: return "sequentially consistent memory: there is a data race, and Go promises nothing for such a program";
    case Assumption::clock: return "clock";
    case Assumption::case_order: return "case order";
  }
  return {};
}

std::optional<bool> meets(const ExploreResult& result, const std::vector<Ending>& expect) {
  const auto expected = [&](const Ending& ending) { return std::ranges::find(expect, ending) != expect.end(); };
  const auto found = [&](const Ending& ending) { return std::ranges::find(result.endings, ending, &FoundEnding::ending) != result.endings.end(); };
  if (!std::ranges::all_of(result.endings, [&](const FoundEnding& one) { return expected(one.ending); })) return false;
  if (!result.complete) return std::nullopt;
  return std::ranges::all_of(expect, found);
}

StateGraph::Walk::Walk(const StateGraph& graph) : graph_(graph) { make(graph.timers_at_start); }

void StateGraph::Walk::make(const std::vector<uint32_t>& places) {
  for (const uint32_t place : places) numbers_[place] = ++timers_;   // a place that one timer has left may be another's
}

Choice StateGraph::Walk::named(uint32_t edge) const {
  Choice choice = graph_.edges[edge].choice;
  if (choice.timer_object != 0) choice.timer_object = numbers_.at(choice.timer_object);
  return choice;
}

std::optional<uint32_t> StateGraph::Walk::edge_of(const Choice& choice) const {
  for (uint32_t edge = graph_.first_edge[at_]; edge < graph_.first_edge[at_ + 1]; ++edge) {
    if (named(edge) == choice) return edge;
  }
  return std::nullopt;
}

void StateGraph::Walk::take(uint32_t edge) {
  at_ = graph_.edges[edge].to;
  if (const auto made = graph_.timers_made.find(edge); made != graph_.timers_made.end()) make(made->second);
}

std::optional<StateGraph::Walk> StateGraph::along(const Schedule& schedule) const {
  Walk walk(*this);
  for (const Choice& choice : schedule.choices) {
    const auto edge = walk.edge_of(choice);
    if (!edge) return std::nullopt;
    walk.take(*edge);
  }
  return walk;
}

std::optional<uint32_t> StateGraph::walk(const Schedule& schedule) const {
  const auto way = along(schedule);
  return way ? std::optional(way->at()) : std::nullopt;
}

}  // namespace wgscope
