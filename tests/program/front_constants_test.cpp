// Constants are exact, as Go's: what an expression of constants becomes in the code.
#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "core/base/big_int.h"
#include "core/program/check/constant.h"
#include "tests/program/front_support.h"

namespace wgscope::program {
namespace {

// `type value` of what fmt.Println would be given.
std::string value_of(const std::string& expression, const std::string& before = "") {
  const auto result = compile_text(before + "\nfunc main() { fmt.Println(" + expression + ") }");
  if (!result.ok()) return messages_of(result);
  const Function& main = function_called(*result, "main.main");
  if (main.code.size() < 3 || main.code[0].op != Op::constant || main.code[1].op != Op::box) return "not constant";
  const TypeInfo& type = result->types[static_cast<size_t>(main.code[1].b)];
  const uint64_t bits = result->constants[static_cast<size_t>(main.code[0].b)];
  switch (type.kind) {
    case Kind::string: return type.name + " " + result->strings[bits];
    case Kind::float64: return type.name + " " + std::to_string(std::bit_cast<double>(bits));
    case Kind::uint32: case Kind::uint64: return type.name + " " + std::to_string(bits);
    default: return type.name + " " + std::to_string(static_cast<int64_t>(bits));
  }
}

TEST(Constants, HaveGosValuesAndTypes) {
  const std::pair<const char*, const char*> cases[] = {
      {"1", "int 1"}, {"'a'", "int32 97"}, {"'a' + 1", "int32 98"}, {"1.5", "float64 1.500000"}, {"\"a\" + \"b\"", "string ab"}, {"true && !false", "bool 1"},
      {"0x_ff + 0b11 + 0o17 + 017 + 1_000", "int 1288"}, {"0x1p4 + .5e1", "float64 21.000000"}, {"1 << 62", "int 4611686018427387904"},
      {"1 << 100 >> 98", "int 4"}, {"uint64(1<<64 - 1)", "uint64 18446744073709551615"}, {"-5 / 2", "int -2"}, {"-5 % 3", "int -2"}, {"5.0 / 2", "float64 2.500000"},
      {"7 / 2 * 2.0", "float64 6.000000"}, {"7 / 2.0", "float64 3.500000"}, {"^0", "int -1"}, {"^uint32(0)", "uint32 4294967295"}, {"6 &^ 3", "int 4"}, {"-6 ^ 3", "int -7"},
      {"-8 >> 1", "int -4"}, {"-1 >> 100", "int -1"}, {"0.1 + 0.2 == 0.3", "bool 1"}, {"1.0 / 3 * 3 == 1", "bool 1"}, {"1e400 / 1e398", "float64 100.000000"},
      {"3 * time.Second", "time.Duration 3000000000"}, {"time.Millisecond * 1.5e3", "time.Duration 1500000000"}, {"len(\"世界\")", "int 6"}, {"int32(-7) / 2", "int32 -3"},
      {"'\\n'", "int32 10"}, {"'\\u4e16'", "int32 19990"}, {"\"\\x41\\101\\u0041\"", "string AAA"}, {"`a\\n`", "string a\\n"}, {"string('世')", "string 世"},
      {"int64(1) << 40", "int64 1099511627776"}, {"1.0 << 3", "int 8"}, {"\"a\" < \"b\"", "bool 1"}, {"min(3, 1.0, 2)", "float64 1.000000"}, {"max('a', 1)", "int32 97"},
      {"float64(1<<53 + 1)", "float64 9007199254740992.000000"}, {"int(1e3)", "int 1000"}, {"uint(7)", "uint 7"}, {"time.Duration(5)", "time.Duration 5"}};
  for (const auto& [expression, expected] : cases) EXPECT_EQ(value_of(expression), expected) << expression;
}

TEST(Constants, IotaCounts) {
  const std::string group = "const (\n a = iota\n b\n c = 1 << iota\n d\n _\n e, f = iota, iota * 10\n g, h\n)\nconst z = iota\nconst typed, other int32 = 1, iota";
  EXPECT_EQ(value_of("a", group), "int 0");
  EXPECT_EQ(value_of("b", group), "int 1");
  EXPECT_EQ(value_of("d", group), "int 8");
  EXPECT_EQ(value_of("f", group), "int 50");
  EXPECT_EQ(value_of("h", group), "int 60");
  EXPECT_EQ(value_of("z", group), "int 0");
  EXPECT_EQ(value_of("other", group), "int32 0");
}

TEST(BigInt, DivisionGivesBackWhatWasDivided) {
  std::mt19937_64 random(7);
  const auto any = [&] {
    BigInt value;
    for (size_t limbs = random() % 9; limbs > 0; --limbs) {
      const uint64_t limb = random() % 4 == 0 ? ~uint64_t{0} : random() % 4 == 0 ? 0 : random();
      value = (value << 64) + BigInt::from_unsigned(limb);
    }
    return random() % 2 ? -value : value;
  };
  for (int i = 0; i < 20'000; ++i) {
    const BigInt a = any(), b = any();
    if (b.zero()) continue;
    const BigInt quotient = a / b, rest = a % b;
    ASSERT_TRUE(quotient * b + rest == a);
    ASSERT_TRUE(rest.sign() == 0 || rest.sign() == a.sign());
    ASSERT_TRUE((rest.sign() < 0 ? -rest : rest) < (b.sign() < 0 ? -b : b));
  }
}

TEST(Constants, FloatsAreRoundedOnceToTheNearest) {
  std::mt19937_64 random(8);
  for (int i = 0; i < 2'000; ++i) {
    const double value = std::abs(std::bit_cast<double>(random()));
    if (!(value - value == 0)) continue;
    char text[64];
    std::snprintf(text, sizeof text, "%.11e", value);
    ASSERT_EQ(as_double(float_literal(text)), std::strtod(text, nullptr)) << text;
    ASSERT_EQ(as_double(from_double(value)), value);
  }
}

}  // namespace
}  // namespace wgscope::program
