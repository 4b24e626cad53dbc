#include "core/explore/shortest.h"

#include <gtest/gtest.h>

#include "tests/explore/graphs.h"

namespace wgscope::search {
namespace {

constexpr ChoiceCode kMain = code_of(1, false), kG2 = code_of(2, false), kG2Timer = code_of(2, true), kG3 = code_of(3, false);

ChoicesOf choices(std::vector<std::vector<ChoiceCode>> by_state) {
  return [by_state = std::move(by_state)](StateId s, std::vector<ChoiceCode>& out) { out = by_state[s]; };
}

TEST(Shortest, OfTwoWays_TheOneWithFewerSwitchesIsTaken) {
  // Two steps of main and one of G2, in any order: depth 3. main may go on until its steps are done.
  //   0 -main-> 1 -main-> 3 -G2-> 5,  0 -G2-> 2 -main-> 4, 1 -G2-> 4 -main-> 5, 2 ...
  const Graph graph = make_graph({{1, 2}, {3, 4}, {4}, {5}, {5}, {}}, {0, 1, 3, 5});
  const auto way = ShortestSchedules(graph, choices({{kMain, kG2}, {kMain, kG2}, {kMain}, {kG2}, {kMain}, {}}), 2).to({{5, {}}});
  EXPECT_EQ(way.choices, (std::vector<ChoiceCode>{kMain, kMain, kG2}));
  EXPECT_EQ(way.switches, 0u);   // main could not go on when G2 took over
}

TEST(Shortest, LeavingSomebodyWhoCouldGoOn_IsASwitch) {
  const Graph graph = make_graph({{1}, {2}, {}}, {0, 1, 2});
  const auto way = ShortestSchedules(graph, choices({{kMain}, {kG2}, {}}), 2).to({{2, {}}});
  EXPECT_EQ(way.switches, 0u);
  const Graph other = make_graph({{1}, {0, 2}, {}}, {0, 1, 2});
  EXPECT_EQ(ShortestSchedules(other, choices({{kMain}, {kMain, kG2}, {}}), 2).to({{2, {}}}).switches, 1u);
}

TEST(Shortest, ATie_GoesToTheSmallerGoroutine) {
  const Graph graph = make_graph({{1, 2}, {3}, {3}, {}}, {0, 1, 3});
  const auto way = ShortestSchedules(graph, choices({{kG2, kG3}, {kG3}, {kG2}, {}}), 3).to({{3, {}}});
  EXPECT_EQ(way.choices, (std::vector<ChoiceCode>{kG2, kG3}));
}

TEST(Shortest, ATimer_IsNobodysSwitchAndKeepsTheLast) {
  // main, then G2's timer, then main again: no switch, though main could have gone on.
  const Graph graph = make_graph({{1}, {4, 2}, {3, 4}, {}, {}}, {0, 1, 2, 3});
  const auto way = ShortestSchedules(graph, choices({{kMain}, {kMain, kG2Timer}, {kMain, kG3}, {}, {}}), 3).to({{3, {}}});
  EXPECT_EQ(way.switches, 0u);
  EXPECT_EQ(way.choices.size(), 3u);
}

TEST(Shortest, AGoalInAStep_EndsWithThatStep) {
  const Graph graph = make_graph({{1}, {2, 3}, {}, {}}, {0, 1, 2});
  const auto way = ShortestSchedules(graph, choices({{kMain}, {kMain, kG2}, {}, {}}), 2).to({{1, kG2}});
  EXPECT_EQ(way.choices, (std::vector<ChoiceCode>{kMain, kG2}));
  EXPECT_EQ(way.switches, 1u);
}

}  // namespace
}  // namespace wgscope::search
