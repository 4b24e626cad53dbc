// The interpreter beside the real Go: whole programs, what they print, how they end, and what their panics' lines say.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "core/run/strategies/round_robin.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

struct GoProgram {
  std::string name, source, output, ending, crash;   // crash: how the text begins; empty: not compared
  friend void PrintTo(const GoProgram& program, std::ostream* out) { *out << program.name; }
};

const GoProgram kPrograms[] = {
#include "tests/run/go_semantics_cases.inc"
};

class GoSemantics : public testing::TestWithParam<GoProgram> {};

TEST_P(GoSemantics, OutputAndEnding_AreGos) {
  const GoProgram& go = GetParam();
  const auto scenario = go_scenario(go.source);
  ASSERT_TRUE(scenario);
  Execution execution(scenario);
  RoundRobin strategy;
  run(execution, strategy);
  const auto trace = execution.trace();
  EXPECT_EQ(trace->output(trace->size()), go.output);
  ASSERT_TRUE(execution.ending());
  EXPECT_EQ(*execution.ending(), go.ending);
  EXPECT_EQ(trace->tail().crash.substr(0, go.crash.size()), go.crash);
}

INSTANTIATE_TEST_SUITE_P(Programs, GoSemantics, testing::ValuesIn(kPrograms), [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace wgscope
