// The whole crash text beside what the real Go printed.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "core/run/strategies/first_enabled.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

struct CrashCase {
  std::string name, source, crash;
  friend void PrintTo(const CrashCase& crash, std::ostream* out) { *out << crash.name; }
};

const CrashCase kCases[] = {
#include "tests/run/crash_cases.inc"
};

class GoCrash : public testing::TestWithParam<CrashCase> {};

TEST_P(GoCrash, Text_IsGosLineForLine) {
  const auto scenario = go_scenario(GetParam().source);
  ASSERT_TRUE(scenario);
  Execution execution(scenario);
  FirstEnabled strategy;
  run(execution, strategy);
  EXPECT_EQ(execution.trace()->tail().crash, GetParam().crash);
}

INSTANTIATE_TEST_SUITE_P(Programs, GoCrash, testing::ValuesIn(kCases), [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace wgscope
