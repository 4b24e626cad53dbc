// What holds of any program under any schedule: taken again it gives the same trace, to the byte.
#include <gtest/gtest.h>

#include <random>

#include "core/run/live_run.h"
#include "core/run/strategies/strategy.h"
#include "core/trace/trace_file.h"
#include "tests/run/support.h"
#include "tests/support/generated_program.h"
#include "tests/support/long.h"

namespace wgscope {
namespace {

Choice any_of(const Execution& execution, std::mt19937_64& random) {
  const Offer offer = execution.offer();
  const size_t n = random() % (offer.steps.size() + offer.timers.size());
  return n < offer.steps.size() ? offer.steps[n] : offer.timers[n - offer.steps.size()];
}

TEST(Generated, AnySchedule_ReplaysToTheByte) {
  for (uint64_t seed = 1; seed <= (long_suite() ? 10'000u : 250u); ++seed) {
    std::mt19937_64 random(seed);
    const std::string text = GeneratedProgram::text(seed);
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
    const auto scenario = go_scenario(text);
    const ExecutionOptions options{.prints_are_steps = seed % 5 == 0};
    Execution execution(scenario, options);
    std::optional<Execution> kept;
    const uint64_t keep_at = random() % 20;
    for (int steps = 0; !execution.over() && steps < 500; ++steps) {
      if (execution.schedule().choices.size() == keep_at) {
        kept = execution;
        for (Execution other = execution; !other.over() && other.schedule().choices.size() < keep_at + 30;) other.step(any_of(other, random));   // leaves no mark
      }
      execution.step(any_of(execution, random));
    }
    const std::string bytes = trace_bytes(*execution.trace());
    ASSERT_EQ(find_inconsistency(*execution.trace()), std::nullopt);

    const Schedule schedule = schedule_of(*execution.trace());
    ASSERT_EQ(schedule, execution.schedule());
    const auto again = replay(scenario, parse_schedule(to_string(schedule)).value(), options);
    ASSERT_TRUE(again.ok());
    ASSERT_TRUE(trace_bytes(*again->trace()) == bytes);
    EXPECT_EQ(again->ending(), execution.ending());
    EXPECT_EQ(again->switches(), execution.switches());

    if (kept) {
      for (size_t i = keep_at; i < schedule.choices.size(); ++i) ASSERT_TRUE(kept->step(schedule.choices[i]));
      ASSERT_TRUE(trace_bytes(*kept->trace()) == bytes) << "a copy that went on alone";
    }
    const auto opened = parse_trace(bytes, "test.wgtrace");
    ASSERT_TRUE(opened.ok()) << to_string(opened.errors().front());
    ASSERT_TRUE(trace_bytes(**opened) == bytes);
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace wgscope
