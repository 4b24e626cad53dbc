// Every lesson that ships is proved: its endings are exactly those that it claims, and each can be shown.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "core/explore/comparing.h"
#include "core/explore/explore.h"
#include "core/explore/telling.h"
#include "core/run/execution.h"

namespace wgscope {
namespace {

std::vector<std::string> lessons() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(WGSCOPE_SOURCE_DIR "/scenarios")) {   // those that lessons are compared with, too
    if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
  }
  std::ranges::sort(paths);
  return paths;
}

class Lesson : public testing::TestWithParam<std::string> {};

TEST_P(Lesson, EndsInJustTheWaysThatItClaims) {
  auto loaded = load_scenario(GetParam());
  ASSERT_TRUE(loaded.ok()) << to_string(loaded.errors().front());
  const auto scenario = std::make_shared<const Scenario>(std::move(*loaded));
  ASSERT_TRUE(scenario->expect.has_value());
  const ExploreResult result = explore(*scenario);
  ASSERT_TRUE(result.complete) << result.stopped_by;
  std::string found;
  for (const FoundEnding& one : result.endings) found += one.ending.text() + "\n";
  EXPECT_EQ(meets(result, *scenario->expect), true) << found;
  for (const FoundEnding& one : result.endings) {
    const auto execution = replay(scenario, one.schedule);
    ASSERT_TRUE(execution.ok()) << one.ending;
    EXPECT_EQ(execution->trace()->tail().ending, one.ending);
    EXPECT_EQ(execution->schedule().choices.size(), one.steps);
    EXPECT_EQ(execution->switches(), one.switches);
  }
  for (const Finding& one : result.findings) EXPECT_TRUE(replay(scenario, one.schedule).ok()) << one.text;
  for (const TellingSchedule& one : scenario->show) {
    const auto mistake = wrong(scenario, one, result);
    EXPECT_FALSE(mistake) << to_string(*mistake);
  }
  if (!scenario->compare) return;
  const auto pair = take_compared(scenario);
  ASSERT_TRUE(pair.ok()) << to_string(pair.errors().front());
  EXPECT_TRUE(pair->left.execution.ending() && pair->right.execution.ending()) << "both sides are shown to their end";
}

// Where a print is a step: each text comes with a schedule that prints it, in an execution that counts likewise.
TEST_P(Lesson, PrintsWhatItsOutputsSay) {
  auto loaded = load_scenario(GetParam());
  ASSERT_TRUE(loaded.ok());
  const auto scenario = std::make_shared<const Scenario>(std::move(*loaded));
  const ExploreResult result = explore(*scenario, {.outputs = true});
  ASSERT_TRUE(result.complete) << result.stopped_by;
  EXPECT_EQ(meets(result, *scenario->expect), true);
  ASSERT_FALSE(result.outputs.empty());
  for (const FoundOutput& one : result.outputs) {
    const auto execution = replay(scenario, one.schedule, {.prints_are_steps = true});
    ASSERT_TRUE(execution.ok()) << to_string(execution.errors().front());
    const auto trace = execution->trace();
    EXPECT_EQ(trace->output(trace->size()), one.output);
    EXPECT_EQ(trace->tail().ending, one.ending);
    EXPECT_EQ(execution->schedule().choices.size(), one.steps);
    EXPECT_EQ(execution->switches(), one.switches);
    EXPECT_EQ(to_string(schedule_of(*trace)), to_string(one.schedule));
  }
}

INSTANTIATE_TEST_SUITE_P(All, Lesson, testing::ValuesIn(lessons()), [](const auto& info) { return std::filesystem::path(info.param).stem().string().substr(3); });

}  // namespace
}  // namespace wgscope
