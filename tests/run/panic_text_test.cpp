// Panic values beside the real Go: what stands in front of the goroutine in a crash text, which of several panics are told, and the ending that they make.
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "core/run/strategies/first_enabled.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

// Names in main and before it, for all cases.
constexpr const char* kGlobals = "var gs = \"boom\"\nvar gi = 1000\nvar one = 1\n";

struct Told { std::string text, ending; };

Told told(const std::string& before, const std::string& body) {
  Execution execution(go_scenario("package main\n\n" + before + "\nfunc main() {\n" + body + "\n}\n"));
  FirstEnabled strategy;
  run(execution, strategy);
  const std::string crash = execution.trace()->tail().crash;
  return {crash.substr(0, crash.find("\n\n")), execution.ending() ? execution.ending()->text() : ""};
}

struct PanicCase {
  std::string name, before, body, text, ending;
  friend void PrintTo(const PanicCase& panic, std::ostream* out) { *out << panic.name; }
};
const PanicCase kCases[] = {
#include "tests/run/panic_cases.inc"
};
class PanicText : public testing::TestWithParam<PanicCase> {};

TEST_P(PanicText, IsGos) {
  const Told panic = told(GetParam().before, GetParam().body);
  EXPECT_EQ(panic.text, GetParam().text);
  EXPECT_EQ(panic.ending, GetParam().ending);
}
INSTANTIATE_TEST_SUITE_P(Programs, PanicText, testing::ValuesIn(kCases), [](const auto& info) { return info.param.name; });

// panic(first), and in a deferred call panic(second): told once when the two are identical, not merely equal. `recovered`: when that call has recovered the first.
struct Chain {
  std::string name, before, first, second, text, recovered;
  friend void PrintTo(const Chain& chain, std::ostream* out) { *out << chain.name; }
};
const Chain kChains[] = {
    {"ConstStr", "", "\"boom\"", "\"boom\"", "panic: boom", "panic: boom [recovered, repanicked]"},
    {"ConstFold", "", "\"boom\"", "\"bo\" + \"om\"", "panic: boom", "panic: boom [recovered, repanicked]"},
    {"ConstInt", "", "1000", "1000", "panic: 1000", "panic: 1000 [recovered, repanicked]"},
    {"ConstFloat", "", "1.5", "1.5", "panic: 1.5", "panic: 1.5 [recovered, repanicked]"},
    {"ConstDur", "", "time.Second", "time.Second", "panic: 1s", "panic: 1s [recovered, repanicked]"},
    {"GlobalStr", "", "gs", "gs", "panic: boom\n\tpanic: boom", "panic: boom [recovered]\n\tpanic: boom"},
    {"GlobalInt", "", "gi", "gi", "panic: 1000\n\tpanic: 1000", "panic: 1000 [recovered]\n\tpanic: 1000"},
    {"SmallInt", "", "one", "one", "panic: 1", "panic: 1 [recovered, repanicked]"},
    {"SmallConstAndVar", "", "1", "one", "panic: 1\n\tpanic: 1", "panic: 1 [recovered]\n\tpanic: 1"},
    {"Bool", "", "true", "one == 1", "panic: true", "panic: true [recovered, repanicked]"},
    {"LocalConst", "x := \"boom\"", "x", "x", "panic: boom", "panic: boom [recovered, repanicked]"},
    {"LocalConstInt", "x := 1000", "x", "1000", "panic: 1000", "panic: 1000 [recovered, repanicked]"},
    {"LocalAssigned", "x := \"boom\"; x += \"\"", "x", "x", "panic: boom\n\tpanic: boom", "panic: boom [recovered]\n\tpanic: boom"},
    {"Sprint", "", "fmt.Sprint(\"boom\")", "fmt.Sprint(\"boom\")", "panic: boom\n\tpanic: boom", "panic: boom [recovered]\n\tpanic: boom"},
    {"ConstAndSprint", "", "\"boom\"", "fmt.Sprint(\"boom\")", "panic: boom\n\tpanic: boom", "panic: boom [recovered]\n\tpanic: boom"},
    {"Nil", "", "nil", "nil", "panic: runtime error: panic called with nil argument", "panic: runtime error: panic called with nil argument [recovered, repanicked]"},
    {"Types", "", "1", "int64(1)", "panic: 1\n\tpanic: 1", "panic: 1 [recovered]\n\tpanic: 1"},
    {"Ptr", "", "&gi", "&gi", "panic: (*int) 0x...", "panic: (*int) 0x... [recovered, repanicked]"},
    {"NilPtr", "", "(*int)(nil)", "(*int)(nil)", "panic: (*int) 0x0", "panic: (*int) 0x0 [recovered, repanicked]"},
    {"Func", "", "main", "main", "panic: (func()) 0x...", "panic: (func()) 0x... [recovered, repanicked]"},
    {"SmallFloat", "f := float64(one - 1)", "f", "f", "panic: 0", "panic: 0 [recovered, repanicked]"},
    {"Float", "f := float64(one) * 1.5", "f", "f", "panic: 1.5\n\tpanic: 1.5", "panic: 1.5 [recovered]\n\tpanic: 1.5"},
    {"Neg", "", "-one", "-one", "panic: -1\n\tpanic: -1", "panic: -1 [recovered]\n\tpanic: -1"},
    {"Rune", "", "'a'", "'a'", "panic: 97", "panic: 97 [recovered, repanicked]"},
    {"EmptyMade", "s := fmt.Sprint()", "s", "s", "panic: ", "panic:  [recovered, repanicked]"},
    {"EmptyConst", "s := fmt.Sprint()", "\"\"", "s", "panic: \n\tpanic: ", "panic:  [recovered]\n\tpanic: "},
    {"AnyVar", "var e any = fmt.Sprint(\"boom\")", "e", "e", "panic: boom", "panic: boom [recovered, repanicked]"},
    {"AnyTwo", "var e any = fmt.Sprint(\"boom\"); var d any = fmt.Sprint(\"boom\")", "e", "d", "panic: boom\n\tpanic: boom", "panic: boom [recovered]\n\tpanic: boom"},
};
class PanicChain : public testing::TestWithParam<Chain> {};

TEST_P(PanicChain, TellsIdenticalValuesOnce) {
  const Chain& chain = GetParam();
  for (const bool recovers : {false, true}) {
    const std::string body = chain.before + "\ndefer func() {\n" + (recovers ? "recover()\n" : "") + "panic(" + chain.second + ")\n}()\npanic(" + chain.first + ")";
    const Told panic = told(kGlobals, body);
    EXPECT_EQ(panic.text, recovers ? chain.recovered : chain.text);
    const bool twice = chain.text.find("\n\t") != std::string::npos;
    const std::string value = chain.text.substr(7, chain.text.find("\n\t") - 7);
    EXPECT_EQ(panic.ending, "panic: " + value + (twice && !recovers ? " / " + value : ""));
  }
}
INSTANTIATE_TEST_SUITE_P(Values, PanicChain, testing::ValuesIn(kChains), [](const auto& info) { return info.param.name; });

// Whatever is identical for a crash, equal is equal.
TEST(AnyValues, AreEqualHoweverTheyCameToBe) {
  Execution execution(go_scenario("package main\nvar e any = \"boom\"\nfunc main() {\n\tvar d any = fmt.Sprint(\"boom\")\n\tfmt.Println(e == d, d == e, e == any(\"boo\"), any(1000) == any(len(fmt.Sprint(e))*250))\n}\n"));
  FirstEnabled strategy;
  run(execution, strategy);
  const auto trace = execution.trace();
  EXPECT_EQ(trace->output(trace->size()), "true true false true\n");
}

}  // namespace
}  // namespace wgscope
