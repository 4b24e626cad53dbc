// What picks the next step of an execution. The narrowest interface: it is shown what there is, and says which.
//
// A strategy is a tiny file. It knows no program, no trace and no state; what it needs to remember it keeps itself.
#pragma once

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/limits.h"
#include "core/run/execution.h"

namespace wgscope {

class Strategy {
 public:
  virtual ~Strategy() = default;
  // Before the first pick: where the execution stands. For a strategy that tries its choices on a copy.
  virtual void begin(const Execution& execution) { static_cast<void>(execution); }
  // One of the offered steps or timers; none: it has had enough. Requires: the offer is not empty.
  virtual std::optional<Choice> pick(const Offer& offer) = 0;
};

// A strategy of goroutines only: a timer fires when nothing else can step, the earliest first.
class AutomaticStrategy : public Strategy {
 public:
  std::optional<Choice> pick(const Offer& offer) final { return offer.steps.empty() ? offer.timers.front() : pick_step(offer); }

 private:
  virtual Choice pick_step(const Offer& offer) = 0;   // Requires: offer.steps is not empty
};

// Steps until the execution is over, the strategy has had enough, or the limit is met: then the execution is stopped (`steps`).
// Gives how many steps it took.
uint64_t run(Execution& execution, Strategy& strategy, uint64_t steps_max = limits::kStrategySteps);

// The automatic ones by name, for command lines and menus: first-enabled, round-robin, random, pct. Null for any other name.
std::unique_ptr<Strategy> make_strategy(std::string_view name, uint64_t seed);
std::vector<std::string_view> strategy_names();

}  // namespace wgscope
