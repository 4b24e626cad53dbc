// Spans, speeds, branches, graphs: what is computed without a session.
#include <gtest/gtest.h>

#include "app/model/explore_view.h"
#include "app/model/graph_view.h"
#include "app/model/playback.h"
#include "app/model/step_tree.h"
#include "app/model/strings.h"
#include "app/model/timeline_span.h"
#include "tests/app/support/stories.h"

namespace wgscope::model {
namespace {

using namespace testing;

TEST(TimelineSpan, Fitted_GrowsWithTheAxis) {
  TimelineSpan span;
  span.grow(100);
  EXPECT_EQ(span.last(), 100);
  span.grow(250);
  EXPECT_EQ(span.first(), 0);
  EXPECT_EQ(span.last(), 250);
}

TEST(TimelineSpan, ZoomedIn_StaysAndSlidesWithTheCursor) {
  TimelineSpan span;
  span.grow(1000);
  span.zoom(0.1, 500);
  EXPECT_NEAR(span.last() - span.first(), 100, 1e-9);
  EXPECT_NEAR(span.first(), 450, 1e-9);
  span.grow(2000);
  EXPECT_NEAR(span.first(), 450, 1e-9);
  span.keep_in_picture(500);
  EXPECT_NEAR(span.first(), 450, 1e-9);
  span.keep_in_picture(1500);
  EXPECT_LE(span.first(), 1500);
  EXPECT_GE(span.last(), 1500);
  EXPECT_NEAR(span.last() - span.first(), 100, 1e-9);
}

TEST(TimelineSpan, NeverLeavesTheAxis) {
  TimelineSpan span;
  span.grow(100);
  span.zoom(0.5, 0);
  span.pan(-3);
  EXPECT_EQ(span.first(), 0);
  span.pan(30);
  EXPECT_EQ(span.last(), 100);
  span.zoom(1e-9, 50);
  EXPECT_NEAR(span.last() - span.first(), kSpanMin, 1e-9);
  span.zoom(1e9, 50);
  EXPECT_TRUE(span.fitted());
}

TEST(Speeds, GoThroughTheirSteps) {
  EXPECT_EQ(next_speed(1, true), 2);
  EXPECT_EQ(next_speed(1, false), 0.5);
  EXPECT_EQ(next_speed(10, true), 10);
  EXPECT_EQ(next_speed(0.1, false), 0.1);
  EXPECT_EQ(next_speed(3, true), 5);
}

TEST(StepTree, TakingTheSameStepTwice_MakesNoSecondBranch) {
  StepTree tree(lesson("10_add_with_wait.json"));
  ASSERT_TRUE(tree.take(0, {kMain}));
  ASSERT_TRUE(tree.take(1, {kMain}));
  ASSERT_TRUE(tree.take(2, {GoroutineId{2}}));
  EXPECT_EQ(tree.branches().size(), 1u);
  ASSERT_TRUE(tree.take(2, {kMain}));
  EXPECT_EQ(tree.branches().size(), 2u);
  EXPECT_EQ(tree.branches()[1].forked_at, 2u);
  EXPECT_EQ(tree.branches()[1].parent, 0u);
  ASSERT_TRUE(tree.take(2, {GoroutineId{2}}));
  EXPECT_EQ(tree.current(), 0u);
  ASSERT_TRUE(tree.take(2, {kMain}));
  EXPECT_EQ(tree.current(), 1u);
  EXPECT_EQ(tree.branches().size(), 2u);
  EXPECT_FALSE(tree.take(2, {GoroutineId{40}})) << "nobody of that name";
}

TEST(StepTree, Enabled_IsThatOfThePast) {
  StepTree tree(lesson("10_add_with_wait.json"));
  const auto at_start = tree.enabled(0);
  ASSERT_EQ(at_start.size(), 1u);
  for (uint64_t steps = 0; !tree.enabled(steps).empty(); ++steps) ASSERT_TRUE(tree.take(steps, tree.enabled(steps).front().choice));
  ASSERT_EQ(tree.enabled(0).size(), 1u);
  EXPECT_EQ(tree.enabled(0)[0].choice, at_start[0].choice);
  EXPECT_EQ(tree.cursor_after(0), 0u);
  EXPECT_EQ(tree.cursor_after(1000), tree.trace()->size());
  EXPECT_EQ(tree.steps_at(tree.trace()->size()), tree.branch().tip.schedule().choices.size());
}

TEST(StepTree, OpeningASchedule_FollowsABranchOrMakesOne) {
  const auto scenario = lesson("03_many_waiters.json");
  StepTree tree(scenario);
  ASSERT_TRUE(tree.open(*parse_schedule(kBroadcast)).ok());
  EXPECT_EQ(tree.branches().size(), 1u) << "the empty branch only went on";
  ASSERT_TRUE(tree.open(*parse_schedule("main*3")).ok());
  EXPECT_EQ(tree.branches().size(), 1u) << "it lies on the first";
  ASSERT_TRUE(tree.open(*parse_schedule("main*7 G5 main*3")).ok());
  EXPECT_EQ(tree.branches().size(), 2u);
  EXPECT_FALSE(tree.open(*parse_schedule("G7")).ok());
}

TEST(GraphView, WayToEachState_LeadsThere) {
  const auto scenario = lesson("10_add_with_wait.json");
  ExploreOptions options;
  options.keep_graph_states = 100'000;
  const auto result = std::make_shared<const ExploreResult>(explore(*scenario, options));
  ASSERT_TRUE(result->graph);
  const GraphView view(result);
  ASSERT_FALSE(view.folded());
  for (uint32_t state = 0; state < result->graph->size(); ++state) {
    const Schedule way = view.way_to(state);
    EXPECT_EQ(way.choices.size(), view.layer_of(state)) << "by a shortest way";
    EXPECT_EQ(result->graph->walk(way), state);
    const auto path = view.path(way);
    ASSERT_EQ(path.size(), way.choices.size() + 1);
    EXPECT_EQ(path.front(), 0u);
    EXPECT_EQ(path.back(), state);
    EXPECT_EQ(view.nodes()[state].layer, view.layer_of(state));
  }
}

TEST(CompareView, SaysWhereTwoSchedulesDiffer) {
  const auto scenario = lesson("10_add_with_wait.json");
  const auto view = compare_view(scenario, *parse_schedule("main*2 G2 main"), *parse_schedule("main*3 G2"), Strings::of("en"));
  ASSERT_TRUE(view);
  EXPECT_EQ(view->first_difference, 2u);
  EXPECT_EQ(view->left.size(), 4u);
  EXPECT_EQ(view->right.size(), 4u);
  EXPECT_FALSE(view->left[2].head.empty());
}

TEST(Grouped, PutsACommaEveryThreeDigits) {
  EXPECT_EQ(grouped("1"), "1");
  EXPECT_EQ(grouped("123"), "123");
  EXPECT_EQ(grouped("339469536"), "339,469,536");
}

}  // namespace
}  // namespace wgscope::model
