#include "core/explore/cycles.h"

#include <gtest/gtest.h>

#include "tests/explore/graphs.h"

namespace wgscope::search {
namespace {

std::vector<Cycle> cycles_of(const Graph& graph) { return cycles(graph, Components(graph, topological_order(graph).left_out)); }

TEST(Cycles, OfAnAcyclicGraph_AreNone) {
  const Graph graph = make_graph({{1, 2}, {2}, {}});
  EXPECT_TRUE(cycles_of(graph).empty());
}

TEST(Cycles, ASelfLoopWithAWayOut_CanBeLeft) {
  const Graph graph = make_graph({{0, 1}, {}});
  const auto found = cycles_of(graph);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].entry, 0u);
  EXPECT_EQ(found[0].states, std::vector<StateId>{0});
  EXPECT_TRUE(found[0].can_be_left);
}

TEST(Cycles, ALoopWithoutAWayOut_CannotBeLeft) {
  const Graph graph = make_graph({{1}, {2}, {1}});
  const auto found = cycles_of(graph);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].states, (std::vector<StateId>{1, 2}));
  EXPECT_FALSE(found[0].can_be_left);
}

TEST(Cycles, TheShortestLoopIsTold) {
  // 0 -> 1 -> 2 -> 3 -> 0 and 2 -> 0
  const Graph graph = make_graph({{1}, {2}, {0, 3}, {0}});
  const auto found = cycles_of(graph);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].states, (std::vector<StateId>{0, 1, 2}));
}

TEST(Cycles, CanReach_GoesBackwardThroughCycles) {
  const Graph graph = make_graph({{1, 3}, {0, 2}, {}, {3}});
  EXPECT_EQ(can_reach(graph, {2}), (std::vector<bool>{true, true, true, false}));
}

}  // namespace
}  // namespace wgscope::search
