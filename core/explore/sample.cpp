#include "core/explore/sample.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include "core/explore/report.h"
#include "core/run/execution.h"
#include "core/run/strategies/strategy.h"

namespace wgscope::search {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kSampleFor{300};   // in all: little beside the search, whose bound on time may just have been met
constexpr std::chrono::milliseconds kWhenCancelled{30};   // somebody waits: only what is needed to know any ending
constexpr int kRuns = 400;
constexpr uint64_t kMemoryShare = 8;   // of the bound on memory: a run's values at most, for the search has used up the rest
constexpr uint64_t kStepsOfARun = 100'000, kLookAtClockEvery = 256;

// Each strategy without chance once, and then those with.
std::unique_ptr<Strategy> strategy_of(int run) {
  if (run == 0) return make_strategy("round-robin", 0);
  if (run == 1) return make_strategy("first-enabled", 0);
  return make_strategy(run % 3 == 0 ? "pct" : "random", static_cast<uint64_t>(run));
}

void keep(ExploreResult& result, const Execution& run) {
  const Ending& ending = *run.ending();
  const uint64_t steps = run.schedule().choices.size();
  const auto known = std::ranges::find(result.endings, ending, &FoundEnding::ending);
  if (known == result.endings.end()) {
    result.endings.push_back({.ending = ending, .steps = steps, .switches = run.switches(), .schedule = run.schedule(), .proved_shortest = false});
  } else if (!known->proved_shortest && steps < known->steps) {
    known->steps = steps;
    known->switches = run.switches();
    known->schedule = run.schedule();
  }
}

}  // namespace

void add_sampled(ExploreResult& result, const Scenario& scenario, const ExploreOptions& options) {
  const bool cancelled = options.cancel != nullptr && options.cancel->load(std::memory_order_relaxed);
  if (cancelled && !result.endings.empty()) return;
  const auto until = Clock::now() + (cancelled ? kWhenCancelled : kSampleFor);
  const auto enough = [&] { return Clock::now() >= until; };
  const auto beyond = [&](const Execution& run) {
    return run.value_bytes() > options.bounds.memory_max_bytes / kMemoryShare || (options.bounds.switches_max && run.switches() > *options.bounds.switches_max);
  };
  const std::shared_ptr<const Scenario> borrowed(std::shared_ptr<const Scenario>(), &scenario);   // outlives the runs
  const Execution start(borrowed, {.prints_are_steps = options.outputs}, {.until = until});
  for (int i = 0; i < kRuns && !enough(); ++i) {
    Execution run = start;
    const auto strategy = strategy_of(i);
    for (uint64_t steps = 0; !run.over() && steps < kStepsOfARun; ++steps) {
      if (steps % kLookAtClockEvery == 0 && enough()) break;
      const auto choice = strategy->pick(run.offer());
      if (!choice || !run.step(*choice) || beyond(run)) break;
    }
    if (run.ending() && !beyond(run)) keep(result, run);
  }
  sort_endings(result);
}

}  // namespace wgscope::search
