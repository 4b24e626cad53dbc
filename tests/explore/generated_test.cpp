// Generated programs, searched whole: whatever a schedule or real threads make of one is among what was found, and what was found replays.
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "core/explore/explore.h"
#include "core/run/live_run.h"
#include "tests/run/support.h"
#include "tests/support/generated_program.h"
#include "tests/support/long.h"

namespace wgscope {
namespace {

bool has(const ExploreResult& found, const Ending& ending) {
  return std::ranges::any_of(found.endings, [&](const FoundEnding& e) { return e.ending == ending; });
}
std::set<Ending> endings(const ExploreResult& found) {
  std::set<Ending> endings;
  for (const FoundEnding& one : found.endings) endings.insert(one.ending);
  return endings;
}
bool prints(const ExploreResult& found, const std::string& output) {
  return std::ranges::any_of(found.outputs, [&](const FoundOutput& o) { return o.output == output; });
}

TEST(Generated, WhateverHappens_IsAmongWhatWasFound) {
  int whole = 0;
  for (uint64_t seed = 1; seed <= (long_suite() ? 1000u : 60u); ++seed) {
    const std::string text = GeneratedProgram::text(seed, GeneratedProgram::small());
    SCOPED_TRACE("seed " + std::to_string(seed) + "\n" + text);
    const auto scenario = go_scenario(text);
    ExploreOptions options;
    options.bounds.states_max = long_suite() ? 200'000 : 20'000;
    options.check_memo = seed % 8 == 0;
    const ExploreResult found = explore(*scenario, options);
    for (const FoundEnding& ending : found.endings) {
      if (ending.ending.is(Ending::Kind::livelock)) continue;
      const auto replayed = replay(scenario, ending.schedule);
      ASSERT_TRUE(replayed.ok()) << to_string(replayed.errors().front());
      EXPECT_EQ(replayed->ending(), ending.ending);
      EXPECT_EQ(ending.schedule.choices.size(), ending.steps);
      EXPECT_EQ(replayed->switches(), ending.switches);
    }
    if (!found.complete) continue;
    ++whole;
    options.outputs = true;
    options.findings = false;
    const ExploreResult printed = explore(*scenario, options);
    const bool all_outputs = printed.complete && printed.outputs_complete;
    if (printed.complete) { EXPECT_EQ(endings(printed), endings(found)) << "a print that is a step changes no ending"; }

    std::mt19937_64 random(seed);
    for (int run = 0; run < 6; ++run) {
      Execution execution(scenario);
      while (!execution.over()) {
        const auto enabled = execution.enabled();
        execution.step(enabled[random() % enabled.size()].choice);
      }
      if (!execution.ending()) continue;
      EXPECT_TRUE(has(found, *execution.ending())) << *execution.ending() << " by " << to_string(execution.schedule());
      const auto trace = execution.trace();
      if (all_outputs) {
        EXPECT_TRUE(prints(printed, trace->output(trace->size()))) << trace->output(trace->size());
      }
    }
    for (int run = 0; run < 3; ++run) {
      LiveRun live(scenario, {.pace = run == 0 ? std::optional<double>(1e6) : std::nullopt, .time_scale = 0.01, .seed = seed});
      live.wait();
      const auto trace = live.trace();
      ASSERT_TRUE(trace->tail().ending.has_value());
      EXPECT_TRUE(has(found, *trace->tail().ending)) << *trace->tail().ending << " live, by " << to_string(schedule_of(*trace));
      if (all_outputs) {
        EXPECT_TRUE(prints(printed, trace->output(trace->size()))) << trace->output(trace->size());
      }
    }
    if (HasFailure()) return;
  }
  EXPECT_GT(whole, 20);
}

}  // namespace
}  // namespace wgscope
