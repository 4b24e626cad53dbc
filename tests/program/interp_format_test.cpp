#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <string>
#include <vector>

#include "core/program/library/format.h"
#include "core/program/library/number_text.h"
#include "tests/program/assembly.h"

namespace wgscope::program {
namespace {

using namespace std::string_literals;

class Format : public testing::Test {
 protected:
  uint64_t I(int64_t v) { return pool.box(kTypeInt, static_cast<uint64_t>(v)); }
  uint64_t W(int32_t v) { return pool.box(kTypeInt32, static_cast<uint64_t>(int64_t{v})); }
  uint64_t U(uint64_t v) { return pool.box(kTypeUint64, v); }
  uint64_t F(double v) { return pool.box(kTypeFloat64, std::bit_cast<uint64_t>(v)); }
  uint64_t S(const std::string& v) { return pool.box(kTypeString, pool.string(v)); }
  uint64_t B(bool v) { return pool.box(kTypeBool, v); }
  uint64_t D(int64_t v) { return pool.box(kTypeDuration, static_cast<uint64_t>(v)); }
  uint64_t E(const std::string& v) { return pool.box(kTypeRuntimeError, pool.string("runtime error: " + v)); }
  static constexpr uint64_t nil = 0;

  std::string format(std::string_view text, std::vector<uint64_t> values) { return format_text(program, pool, text, values); }
  std::string line(std::vector<uint64_t> values) { return line_text(program, pool, values); }
  std::string join(std::vector<uint64_t> values) { return join_text(program, pool, values); }
  std::string panic(uint64_t value) { return panic_text(program, pool, value); }

  Program program = [] {
    Program made;
    made.types = builtin_types();
    made.types.push_back({Kind::function, "func()"});
    made.types.push_back({Kind::pointer, "*sync.WaitGroup"});
    return made;
  }();
  Pool pool{{""}};
};

TEST_F(Format, EveryVerbAndFlag_PrintsAsGoDoes) {
  struct Case {
    std::string format;
    std::vector<uint64_t> values;
    std::string expected;
  };
  const std::vector<Case> cases = {
#include "tests/program/interp_format_cases.inc"
  };
  for (const Case& c : cases) EXPECT_EQ(format(c.format, c.values), c.expected) << c.format;
}

TEST_F(Format, Sprint_PutsBlanksBetweenTwoThatAreNoStrings) {
  EXPECT_EQ(join({I(1), I(2)}), "1 2");
  EXPECT_EQ(join({I(1), S("a"), I(2), S("b"), S("c")}), "1a2bc");
  EXPECT_EQ(join({nil, nil, B(true)}), "<nil> <nil> true");
  EXPECT_EQ(join({S("x="), I(4), F(0.5)}), "x=4 0.5");
  EXPECT_EQ(join({}), "");
}

TEST_F(Format, Sprintln_PutsBlanksBetweenAll) {
  EXPECT_EQ(line({I(1), S("a"), S("b"), nil}), "1 a b <nil>\n");
  EXPECT_EQ(line({}), "\n");
  EXPECT_EQ(line({D(1500000000), F(1e21), F(100000), F(1e6)}), "1.5s 1e+21 100000 1e+06\n");
}

TEST_F(Format, PanicText_IsTheRuntimesPrinting) {
  EXPECT_EQ(panic(S("boom")), "boom");
  EXPECT_EQ(panic(S("two\nlines")), "two\n\tlines");
  EXPECT_EQ(panic(I(-3)), "-3");
  EXPECT_EQ(panic(B(true)), "true");
  EXPECT_EQ(panic(F(1.5)), "1.5");
  EXPECT_EQ(panic(F(-2e-10)), "-2e-10");
  EXPECT_EQ(panic(F(0)), "0");
  EXPECT_EQ(panic(F(1e300)), "1e+300");
  EXPECT_EQ(panic(D(1500000000)), "1.5s");
  EXPECT_EQ(panic(E("integer divide by zero")), "runtime error: integer divide by zero");
}

TEST_F(Format, Functions_PrintAsAddressesThatDependOnNothingElse) {
  const uint64_t nil_function = pool.box(TypeId{kFirstProgramType}, 0);
  EXPECT_EQ(line({nil_function}), "<nil>\n");
  EXPECT_EQ(format("%T", {nil_function}), "func()");
  EXPECT_EQ(panic(nil_function), "(func()) 0x0");
  const uint64_t function = pool.box(TypeId{kFirstProgramType}, pool.tuple(std::vector<uint64_t>{3}));
  EXPECT_EQ(line({function}), "0x4800c0\n");
  EXPECT_EQ(panic(function), "(func()) 0x...") << "an address would make an ending of each";
}

}  // namespace
}  // namespace wgscope::program
