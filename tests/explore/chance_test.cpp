#include "core/explore/chance.h"

#include <gtest/gtest.h>

#include "core/explore/cycles.h"
#include "tests/explore/graphs.h"

namespace wgscope::search {
namespace {

Chances chances_of(const Graph& graph, const std::vector<Terminal>& terminals, uint32_t groups) {
  const TopologicalOrder order = topological_order(graph);
  const Sequence sequence(graph, order);
  std::vector<StateId> ends;
  for (const Terminal& terminal : terminals) ends.push_back(terminal.state);
  return *chances(graph, sequence, terminals, groups, order.acyclic() ? std::vector<bool>() : can_reach(graph, ends), [] { return false; });
}

TEST(Chance, OfEachChoice_IsTheSame) {
  // 0 -> 1, 2, 3; 1 -> 3: two of the three ways from 0 lead to 3.
  const Chances found = chances_of(make_graph({{1, 2, 3}, {3}, {}, {}}), {{2, 0}, {3, 1}}, 2);
  EXPECT_NEAR(found.of_group[0], 1.0 / 3, 1e-15);
  EXPECT_NEAR(found.of_group[1], 2.0 / 3, 1e-15);
  EXPECT_EQ(found.livelock, 0);
}

TEST(Chance, OfALoop_IsWhatItIsLeftWith) {
  // Of the ways out of the loop 0 -> 1 -> 0, that at 0 comes first.
  const Chances found = chances_of(make_graph({{1, 2}, {0, 3}, {}, {}}), {{2, 0}, {3, 1}}, 2);
  EXPECT_NEAR(found.of_group[0], 2.0 / 3, 1e-12);
  EXPECT_NEAR(found.of_group[1], 1.0 / 3, 1e-12);
}

TEST(Chance, OfALivelock_IsOfComingIntoIt) {
  const Chances found = chances_of(make_graph({{0, 1, 2}, {1}, {}}), {{2, 0}}, 1);
  EXPECT_NEAR(found.of_group[0], 0.5, 1e-12);
  EXPECT_NEAR(found.livelock, 0.5, 1e-12);
}

// Half of what stands anywhere in it goes back to its beginning: sweeping would take as many rounds as it has ways, 2 to the power of its length.
TEST(Chance, OfALoopThatIsHardlyEverLeft_IsExact) {
  constexpr StateId kLength = 50;
  std::vector<std::vector<StateId>> edges{{1, kLength + 1}};
  for (StateId s = 1; s < kLength; ++s) edges.push_back({0, s + 1});
  edges.push_back({});
  edges.push_back({});
  const Chances found = chances_of(make_graph(edges), {{kLength, 0}, {kLength + 1, 1}}, 2);
  // From each state, the chance of the far end is a + b times that from the beginning; from the far end back.
  double a = 1, b = 0;
  for (StateId s = kLength - 1; s > 0; --s) a = a / 2, b = 0.5 + b / 2;
  const double far = a / 2 / (1 - b / 2);
  EXPECT_NEAR(found.of_group[0] / far, 1, 1e-9);
  EXPECT_NEAR(found.of_group[0] + found.of_group[1], 1, 1e-12);

  edges[0] = {1, 0};   // and when there is only the far end, it is certain
  const Chances certain = chances_of(make_graph(edges), {{kLength, 0}}, 1);
  EXPECT_NEAR(certain.of_group[0], 1, 1e-9);
}

}  // namespace
}  // namespace wgscope::search
