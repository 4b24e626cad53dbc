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

// Panics in flight may share one long text, which is there once; the crash text would hold it as often as there are panics.
TEST(Crash, OfPanicsThatTakeMoreThanAMiB_StopsByOutput) {
  const auto scenario = go_scenario(
      "package main\n\nfunc down(n int, s string) {\n\tdefer func() {\n\t\tif n > 0 {\n\t\t\tdown(n-1, s)\n\t\t}\n\t}()\n\tpanic(s)\n}\n\n"
      "func main() {\n\ts := \"x\"\n\tfor i := 0; i < 19; i++ {\n\t\ts = s + s\n\t}\n\tdown(3, s)\n}\n");
  ASSERT_TRUE(scenario);
  Execution execution(scenario);
  FirstEnabled strategy;
  run(execution, strategy);
  EXPECT_EQ(execution.stopped_by(), StoppedBy::output);
  EXPECT_FALSE(execution.ending().has_value());
}

INSTANTIATE_TEST_SUITE_P(Programs, GoCrash, testing::ValuesIn(kCases), [](const auto& info) { return info.param.name; });

}  // namespace
}  // namespace wgscope
