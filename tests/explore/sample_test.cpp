// What runs beside a search come to, while it goes on.
#include "core/explore/sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

namespace wgscope {
namespace {

// More states than are searched in the time of this test, and two ways to end.
std::shared_ptr<const Scenario> large() {
  std::string go = "func main() {\n\tvar wg sync.WaitGroup\n\tvar n atomic.Int64\n\tfor range 9 {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tdefer wg.Done()\n"
                   "\t\t\tif n.Add(1); n.Add(1) > 17 {\n\t\t\t\twg.Done()\n\t\t\t}\n\t\t}()\n\t}\n\twg.Wait()\n}\n";
  auto parsed = parse_scenario("test.go", go);
  if (!parsed.ok()) {
    ADD_FAILURE() << to_string(parsed.errors().front());
    return nullptr;
  }
  return std::make_shared<const Scenario>(std::move(*parsed));
}

TEST(Sample, WhileASearchGoesOn_ItsEndingsComeAndReplay) {
  const auto scenario = large();
  std::atomic<bool> enough = false;
  std::vector<FoundEnding> came;
  ExploreOptions options;
  options.cancel = &enough;
  options.on_sampled = [&](const std::vector<FoundEnding>& endings) {
    EXPECT_FALSE(endings.empty());
    came = endings;
    enough = true;
  };
  const ExploreResult result = explore(*scenario, options);
  ASSERT_FALSE(came.empty()) << "the search ended before the first of them";
  EXPECT_FALSE(result.complete);
  for (const FoundEnding& one : came) {
    EXPECT_FALSE(one.proved_shortest);
    EXPECT_FALSE(one.schedules || one.chance);
    const auto again = replay(scenario, one.schedule);
    ASSERT_TRUE(again.ok()) << to_string(again.errors().front());
    EXPECT_EQ(again->ending(), one.ending);
    EXPECT_EQ(again->switches(), one.switches);
    EXPECT_EQ(again->schedule().choices.size(), one.steps);
    EXPECT_NE(std::ranges::find(result.endings, one.ending, &FoundEnding::ending), result.endings.end()) << "what was told stays";
  }
}

// However a run is cut into pieces.
TEST(Sample, ARun_GoesOnWhereItWasCut) {
  const auto scenario = large();
  const ExploreOptions options;
  search::Sampler whole(*scenario, options), cut(*scenario, options);
  while (whole.go_on(std::chrono::milliseconds(1000))) {}
  int pieces = 0;
  while (cut.endings().size() < whole.endings().size() && ++pieces < 100'000) cut.go_on(std::chrono::milliseconds(1));
  EXPECT_EQ(cut.endings().size(), whole.endings().size());
  for (const FoundEnding& one : cut.endings()) EXPECT_EQ(replay(scenario, one.schedule)->ending(), one.ending);
}

}  // namespace
}  // namespace wgscope
