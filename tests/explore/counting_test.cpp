#include "core/explore/counting.h"

#include <gtest/gtest.h>

#include "tests/explore/graphs.h"

namespace wgscope::search {
namespace {

std::vector<std::optional<std::string>> count(const Graph& graph, const std::vector<Terminal>& terminals, uint32_t groups) {
  return count_paths(graph, topological_order(graph), terminals, groups);
}

TEST(Counting, ADiamond_HasTwoPaths) {
  const Graph graph = make_graph({{1, 2}, {3}, {3}, {}});
  EXPECT_EQ(count(graph, {{3, 0}}, 1), (std::vector<std::optional<std::string>>{"2"}));
}

TEST(Counting, TwoEdgesToOneState_AreTwoPaths) {
  const Graph graph = make_graph({{1, 1}, {}});
  EXPECT_EQ(*count(graph, {{1, 0}}, 1)[0], "2");
}

TEST(Counting, AnEdgeThatLeadsBackInNumber_IsStillCountedOnce) {
  // 0 -> 1 -> 3, 0 -> 2, 3 -> 2: state 2 is found before state 3, and waits for it.
  const Graph graph = make_graph({{1, 2}, {3}, {}, {2}});
  EXPECT_FALSE(graph.forward());
  EXPECT_EQ(*count(graph, {{2, 0}}, 1)[0], "2");
}

TEST(Counting, GroupsAreCountedApart) {
  const Graph graph = make_graph({{1, 2, 3}, {}, {}, {}});
  EXPECT_EQ(count(graph, {{1, 0}, {2, 1}, {3, 0}}, 2), (std::vector<std::optional<std::string>>{"2", "1"}));
}

TEST(Counting, BeyondSixtyFourBits_StaysExact) {
  // A chain of 200 diamonds has 2^200 paths.
  std::vector<std::vector<StateId>> edges;
  for (StateId i = 0; i < 200; ++i) {
    const StateId first = i * 3;
    edges.push_back({first + 1, first + 2});
    edges.push_back({first + 3});
    edges.push_back({first + 3});
  }
  edges.emplace_back();
  EXPECT_EQ(*count(make_graph(edges), {{600, 0}}, 1)[0], "1606938044258990275541962092341162602522202993782792835301376");
}

TEST(Counting, BeyondADouble_StaysExact) {
  std::vector<std::vector<StateId>> edges;
  for (StateId i = 0; i < 1100; ++i) edges.push_back({i + 1, i + 1});
  edges.emplace_back();
  const std::string decimal = *count(make_graph(edges), {{1100, 0}}, 1)[0];
  EXPECT_EQ(decimal.size(), 332u);
  EXPECT_EQ(decimal.substr(0, 20), "13582985290493858492");
  EXPECT_EQ(decimal.substr(decimal.size() - 6), "165376");   // 2^1100
}

TEST(Counting, ACycleOnTheWay_MakesItEndless) {
  const Graph graph = make_graph({{1}, {0, 2}, {}});
  EXPECT_FALSE(count(graph, {{2, 0}}, 1)[0].has_value());
}

TEST(Counting, ACycleElsewhere_LeavesOtherEndingsCounted) {
  const Graph graph = make_graph({{1, 2}, {1, 3}, {}, {}});
  const auto counts = count(graph, {{2, 0}, {3, 1}}, 2);
  EXPECT_EQ(counts[0], "1");
  EXPECT_FALSE(counts[1].has_value());
}

TEST(Counting, AddDecimals_Carries) {
  EXPECT_EQ(add_decimals("999", "1"), "1000");
  EXPECT_EQ(add_decimals("0", "0"), "0");
  EXPECT_EQ(add_decimals("5", "1234567890123456789012345"), "1234567890123456789012350");
}

}  // namespace
}  // namespace wgscope::search
