// Values that are known when the program is read, exact as Go's: whole numbers of any size, fractions, strings, bools.
//
// What a value becomes in a type (rounded to float64, refused when too large) is here too; which type it should have is the checker's.
// Source: go.dev/ref/spec, Constants; go/constant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/big_int.h"
#include "core/program/code.h"
#include "core/program/syntax/token.h"

namespace wgscope::program {

// A fraction, its denominator above 0. Not in lowest terms: compare() tells whether two are the same.
struct Ratio {
  BigInt numerator, denominator = BigInt(1);
};

struct Constant {
  std::variant<std::monostate, bool, std::string, BigInt, Ratio> value;   // a Ratio only when the kind is a float
  bool known() const { return value.index() != 0; }
  bool is_bool() const { return std::holds_alternative<bool>(value); }
  bool is_string() const { return std::holds_alternative<std::string>(value); }
  bool is_integer() const { return std::holds_alternative<BigInt>(value); }
  bool is_float() const { return std::holds_alternative<Ratio>(value); }
  bool is_number() const { return is_integer() || is_float(); }
  bool truth() const { return std::get<bool>(value); }
  const std::string& string() const { return std::get<std::string>(value); }
  const BigInt& integer() const { return std::get<BigInt>(value); }
};

// From a literal as written. The lexer has seen to it that it is well formed. Unknown when it is too large to be of any use.
Constant integer_literal(std::string_view text);
Constant float_literal(std::string_view text);
Constant rune_literal(std::string_view text);
Constant string_literal(std::string_view text);

// What it takes in memory beyond itself.
size_t bytes_of(const Constant& value);
int sign_of(const Constant& number);
Ratio as_ratio(const Constant& number);
// The whole number that it is, if it is one.
std::optional<BigInt> as_integer(const Constant& number);
// The nearest float64 (ties to even); infinite when too large.
double as_double(const Constant& number);
Constant from_double(double value);   // Requires a finite value

// x op y on operands of one kind; numbers may mix. With `whole`, division is Go's on integers. Requires y != 0 for division and remainder.
Constant apply(Tok op, const Constant& x, const Constant& y, bool whole);
bool compare(Tok op, const Constant& x, const Constant& y);
Constant shift(Tok op, const Constant& x, size_t count);

// As messages show it: 12, 1.5, "text", true.
std::string text_of(const Constant& value);
// Its 64 bits in a variable of this kind (strings apart). Requires that it fits.
uint64_t bits_of(const Constant& value, Kind kind);

// How a value fits a numeric kind, bool or string: `converted` holds what it becomes (a float is rounded).
enum class Fit : uint8_t { fits, truncated, overflows, other };
Fit fit(const Constant& value, Kind kind, Constant& converted);

}  // namespace wgscope::program
