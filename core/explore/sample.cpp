#include "core/explore/sample.h"

#include <algorithm>
#include <chrono>
#include <memory>

#include "core/explore/report.h"

namespace wgscope::search {
namespace {

constexpr std::chrono::milliseconds kSampleFor{300};   // in all: little beside the search, whose bound on time may just have been met
constexpr std::chrono::milliseconds kWhenCancelled{30};   // somebody waits: only what is needed to know any ending
constexpr int kRuns = 400;
constexpr uint64_t kMemoryShare = 8;   // of the bound on memory: a run's values at most, for the search has used up the rest
constexpr uint64_t kStepsOfARun = 100'000, kLookAtClockEvery = 64;

// Each strategy without chance once, and then those with.
std::unique_ptr<Strategy> strategy_of(int run) {
  if (run == 0) return make_strategy("round-robin", 0);
  if (run == 1) return make_strategy("first-enabled", 0);
  return make_strategy(run % 3 == 0 ? "pct" : "random", static_cast<uint64_t>(run));
}

}  // namespace

// The scenario outlives the runs.
Sampler::Sampler(const Scenario& scenario, const ExploreOptions& options) : options_(options), scenario_(std::shared_ptr<const Scenario>(), &scenario) {}

bool Sampler::beyond(const Execution& run) const {
  return run.value_bytes() > options_.bounds.memory_max_bytes / kMemoryShare || (options_.bounds.switches_max && run.switches() > *options_.bounds.switches_max);
}

// False: enough runs, or there was no time for what comes before the first step.
bool Sampler::begin_run(const TimeLimit& limit) {
  if (runs_ == kRuns) return false;
  if (!start_) start_.emplace(scenario_, ExecutionOptions{.prints_are_steps = options_.outputs}, limit);
  if (start_->stopped_by() == StoppedBy::interrupt) {
    start_.reset();
    return false;
  }
  run_ = start_;
  strategy_ = strategy_of(runs_++);
  steps_ = 0;
  return true;
}

bool Sampler::keep(const Execution& run) {
  const Ending& ending = *run.ending();
  const uint64_t steps = run.schedule().choices.size();
  auto known = std::ranges::find(endings_, ending, &FoundEnding::ending);
  if (known != endings_.end() && known->steps <= steps) return false;
  if (known == endings_.end()) known = endings_.insert(known, FoundEnding{.ending = ending, .proved_shortest = false});
  known->steps = steps;
  known->switches = run.switches();
  known->schedule = run.schedule();
  return true;
}

bool Sampler::go_on(std::chrono::milliseconds most) {
  const TimeLimit limit{.until = std::chrono::steady_clock::now() + most};
  bool news = false;
  while (!limit.over() && (run_ || begin_run(limit))) {
    run_->set_time_limit(limit);
    for (; !run_->over() && steps_ < kStepsOfARun; ++steps_) {
      if (steps_ % kLookAtClockEvery == 0 && limit.over()) return news;
      const auto choice = strategy_->pick(run_->offer());
      if (!choice || !run_->step(*choice) || beyond(*run_)) break;
    }
    if (run_->ending() && !beyond(*run_)) news = keep(*run_) || news;
    run_.reset();
  }
  return news;
}

void Sampler::add_to(ExploreResult& result) {
  const bool cancelled = options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed);
  if (!cancelled) go_on(kSampleFor);
  else if (result.endings.empty()) go_on(kWhenCancelled);
  for (const FoundEnding& found : endings_) {
    if (std::ranges::find(result.endings, found.ending, &FoundEnding::ending) == result.endings.end()) result.endings.push_back(found);
  }
  sort_endings(result);
}

}  // namespace wgscope::search
