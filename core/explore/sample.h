// The endings that some runs come to: what can be told while a search goes on, and after it met a bound, beside what it saw.
//
// A search goes by depth, and may meet its bound before the first state that ends; a run goes to an end at once.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "core/explore/explore.h"
#include "core/run/execution.h"
#include "core/run/strategies/strategy.h"

namespace wgscope::search {

class Sampler {
 public:
  Sampler(const Scenario& scenario, const ExploreOptions& options);

  // Goes on running for a short while. True: there is an ending that was not there, or one by fewer steps.
  bool go_on(std::chrono::milliseconds most);
  // Each with the shortest schedule among the runs.
  const std::vector<FoundEnding>& endings() const { return endings_; }
  // Requires: a search that is not complete. Goes on for what a bound may cost, and adds the endings that the result lacks.
  void add_to(ExploreResult& result);

 private:
  bool begin_run(const TimeLimit& limit);
  bool beyond(const Execution& run) const;
  bool keep(const Execution& run);

  const ExploreOptions& options_;
  std::shared_ptr<const Scenario> scenario_;
  std::optional<Execution> start_, run_;   // every run's beginning; the one that goes on
  std::unique_ptr<Strategy> strategy_;     // of that one
  uint64_t steps_ = 0;                     // likewise
  int runs_ = 0;
  std::vector<FoundEnding> endings_;
};

}  // namespace wgscope::search
