#include "core/run/strategies/strategy.h"

#include "core/run/strategies/first_enabled.h"
#include "core/run/strategies/pct.h"
#include "core/run/strategies/random.h"
#include "core/run/strategies/round_robin.h"

namespace wgscope {

namespace {

struct Named {
  std::string_view name;
  std::unique_ptr<Strategy> (*make)(uint64_t seed);
};
constexpr Named kStrategies[] = {
    {"first-enabled", [](uint64_t) -> std::unique_ptr<Strategy> { return std::make_unique<FirstEnabled>(); }},
    {"round-robin", [](uint64_t) -> std::unique_ptr<Strategy> { return std::make_unique<RoundRobin>(); }},
    {"random", [](uint64_t seed) -> std::unique_ptr<Strategy> { return std::make_unique<RandomStrategy>(seed); }},
    {"pct", [](uint64_t seed) -> std::unique_ptr<Strategy> { return std::make_unique<Pct>(seed); }},
};

}  // namespace

uint64_t run(Execution& execution, Strategy& strategy, uint64_t steps_max) {
  uint64_t taken = 0;
  strategy.begin(execution);
  while (!execution.over()) {
    const auto choice = taken < steps_max ? strategy.pick(execution.offer()) : std::nullopt;
    if (taken == steps_max) execution.stop(StoppedBy::steps);
    if (!choice || !execution.step(*choice)) break;
    ++taken;
  }
  return taken;
}

std::unique_ptr<Strategy> make_strategy(std::string_view name, uint64_t seed) {
  for (const Named& known : kStrategies)
    if (known.name == name) return known.make(seed);
  return nullptr;
}

std::vector<std::string_view> strategy_names() {
  std::vector<std::string_view> names;
  for (const Named& known : kStrategies) names.push_back(known.name);
  return names;
}

}  // namespace wgscope
