#include "core/program/check/constant.h"

#include <cassert>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "core/base/utf8.h"

namespace wgscope::program {

namespace {

// As go/constant: fractions are exact while their parts are no longer than this, and have 512 bits beyond.
constexpr size_t kExactBits = 4096, kPrecision = 512;
constexpr int kMostExponent = 20'000;     // of literals
constexpr size_t kMostBits = 100'000;     // of results

size_t trailing_zeros(const BigInt& value) {
  size_t count = 0;
  for (size_t step = 4096; step > 0; step /= 2) {
    while (!value.zero() && ((value >> (count + step)) << (count + step)) == value) count += step;
  }
  return count;
}

// Requires denominator != 0.
Ratio ratio_of(BigInt numerator, BigInt denominator) {
  if (denominator.sign() < 0) numerator = -numerator, denominator = -denominator;
  if (numerator.bits() <= kExactBits && denominator.bits() <= kExactBits) return {std::move(numerator), std::move(denominator)};
  if (numerator.bits() <= 2 * kExactBits && denominator.bits() <= 2 * kExactBits) {
    const BigInt divisor = BigInt::greatest_common_divisor(numerator, denominator);
    numerator = numerator / divisor, denominator = denominator / divisor;
    if (numerator.bits() <= kExactBits && denominator.bits() <= kExactBits) return {std::move(numerator), std::move(denominator)};
  }
  const bool negative = numerator.sign() < 0;
  if (negative) numerator = -numerator;
  const long shift = static_cast<long>(kPrecision + 2) - static_cast<long>(numerator.bits()) + static_cast<long>(denominator.bits());
  BigInt quotient = (shift > 0 ? numerator << static_cast<size_t>(shift) : numerator) / (shift < 0 ? denominator << static_cast<size_t>(-shift) : denominator);
  const size_t cut = quotient.bits() - kPrecision;
  quotient = (quotient + (BigInt(1) << (cut - 1))) >> cut;
  const size_t zeros = trailing_zeros(quotient);
  quotient = quotient >> zeros;
  const long exponent = static_cast<long>(cut + zeros) - shift;
  if (negative) quotient = -quotient;
  if (exponent >= 0) return {quotient << static_cast<size_t>(exponent), BigInt(1)};
  return {std::move(quotient), BigInt(1) << static_cast<size_t>(-exponent)};
}

// base^exponent: exact while that is short, as go/constant has it; beyond, its first bits, with enough of them to round to kPrecision.
BigInt power(unsigned base, unsigned exponent) {
  struct Scaled {
    BigInt mantissa;
    size_t shift = 0;
    Scaled times(const Scaled& other) const {
      Scaled product{mantissa * other.mantissa, shift + other.shift};
      if (product.mantissa.bits() <= kExactBits) return product;
      const size_t cut = product.mantissa.bits() - 2 * kPrecision;
      return {product.mantissa >> cut, product.shift + cut};
    }
  };
  Scaled result{BigInt(1)}, square{BigInt(static_cast<int64_t>(base))};
  for (; exponent != 0; exponent >>= 1) {
    if (exponent & 1) result = result.times(square);
    if (exponent > 1) square = square.times(square);
  }
  return result.mantissa << result.shift;
}

int digit_of(char c) { return c >= '0' && c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; }

// Reads one character of a quoted literal, escapes resolved; `byte` says that it is a byte, not a code point.
uint32_t read_quoted(std::string_view text, size_t& at, bool& byte) {
  byte = false;
  const auto c = static_cast<unsigned char>(text[at++]);
  if (c != '\\') {
    if (c < 0x80) return c;
    const int more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
    uint32_t code = c & (0x3fu >> more);
    for (int i = 0; i < more && at < text.size(); ++i) code = code << 6 | (static_cast<unsigned char>(text[at++]) & 0x3f);
    return code;
  }
  const char escape = text[at++];
  switch (escape) {
    case 'a': return '\a'; case 'b': return '\b'; case 'f': return '\f'; case 'n': return '\n'; case 'r': return '\r'; case 't': return '\t';
    case 'v': return '\v'; case '\\': case '\'': case '"': return static_cast<unsigned char>(escape);
    default: break;
  }
  int digits = 3, base = 8;
  if (escape == 'x') digits = 2, base = 16;
  else if (escape == 'u') digits = 4, base = 16;
  else if (escape == 'U') digits = 8, base = 16;
  else --at;
  byte = digits < 4;
  uint32_t value = 0;
  for (int i = 0; i < digits && at < text.size(); ++i) value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(digit_of(text[at++]));
  return value;
}

}  // namespace

Constant integer_literal(std::string_view text) {
  if (text.size() > 10'000) return {};
  unsigned base = 10;
  if (text.size() > 1 && text[0] == '0') {
    const char next = static_cast<char>(text[1] | 0x20);
    base = next == 'x' ? 16 : next == 'b' ? 2 : 8;
    text.remove_prefix(next == 'x' || next == 'b' || next == 'o' ? 2 : 1);
  }
  return {BigInt::from_digits(text, base)};
}

Constant float_literal(std::string_view text) {
  if (text.size() > 10'000) return {};
  const bool hex = text.size() > 1 && text[0] == '0' && (text[1] | 0x20) == 'x';
  if (hex) text.remove_prefix(2);
  std::string digits;
  int fraction = 0;
  bool after_point = false;
  long exponent = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '_') continue;
    if (c == '.') {
      after_point = true;
    } else if (hex ? (c | 0x20) == 'p' : (c | 0x20) == 'e') {
      const bool negative = i + 1 < text.size() && text[i + 1] == '-';
      for (++i; i < text.size(); ++i) {
        if (text[i] >= '0' && text[i] <= '9' && exponent < 1'000'000) exponent = exponent * 10 + (text[i] - '0');
      }
      if (negative) exponent = -exponent;
    } else {
      digits += c;
      fraction += after_point;
    }
  }
  BigInt mantissa = BigInt::from_digits(digits, hex ? 16 : 10);
  exponent -= hex ? 4L * fraction : fraction;
  if (mantissa.zero()) return {Ratio{}};
  if (exponent > kMostExponent) return {};
  exponent = std::max<long>(exponent, -kMostExponent);   // as good as 0, but no whole number
  const BigInt scale = power(hex ? 2 : 10, static_cast<unsigned>(exponent < 0 ? -exponent : exponent));
  return {exponent < 0 ? ratio_of(mantissa, scale) : ratio_of(mantissa * scale, BigInt(1))};
}

Constant rune_literal(std::string_view text) {
  if (text.size() < 3) return {BigInt(0)};
  size_t at = 1;
  bool byte = false;
  return {BigInt(static_cast<int64_t>(read_quoted(text, at, byte)))};
}

Constant string_literal(std::string_view text) {
  std::string out;
  if (text.size() >= 2 && text[0] == '`') {
    for (const char c : text.substr(1, text.size() - 2)) if (c != '\r') out += c;
    return {out};
  }
  const std::string_view inner = text.size() >= 2 ? text.substr(1, text.size() - 2) : "";
  for (size_t at = 0; at < inner.size();) {
    bool byte = false;
    const uint32_t code = read_quoted(inner, at, byte);
    if (byte) out += static_cast<char>(code);
    else append_utf8(out, static_cast<char32_t>(code));
  }
  return {out};
}

size_t bytes_of(const Constant& value) {
  const size_t own = value.is_string() ? value.string().size() : value.is_integer() ? value.integer().bits() / 8 : 0;
  const size_t parts = value.is_float() ? (std::get<Ratio>(value.value).numerator.bits() + std::get<Ratio>(value.value).denominator.bits()) / 8 : 0;
  return own + parts;
}

int sign_of(const Constant& number) {
  return number.is_integer() ? number.integer().sign() : number.is_float() ? std::get<Ratio>(number.value).numerator.sign() : 1;
}

Ratio as_ratio(const Constant& number) {
  return number.is_integer() ? Ratio{number.integer(), BigInt(1)} : std::get<Ratio>(number.value);
}

std::optional<BigInt> as_integer(const Constant& number) {
  if (number.is_integer()) return number.integer();
  if (!number.is_float()) return std::nullopt;
  const Ratio& ratio = std::get<Ratio>(number.value);
  BigInt quotient = ratio.numerator / ratio.denominator;
  if (!(quotient * ratio.denominator == ratio.numerator)) return std::nullopt;
  return quotient;
}

double as_double(const Constant& number) {
  const Ratio ratio = as_ratio(number);
  const int sign = ratio.numerator.sign();
  if (sign == 0) return 0;
  const BigInt magnitude = sign < 0 ? -ratio.numerator : ratio.numerator;
  // A quotient of 64 or 65 bits, its last bit made odd when something was cut off; then one rounding.
  const long size = static_cast<long>(magnitude.bits()) - static_cast<long>(ratio.denominator.bits());
  long exponent = size - 64;
  if (exponent < -1074 - 2) exponent = -1074 - 2;   // below the smallest, keep two bits to round with
  BigInt numerator = exponent < 0 ? magnitude << static_cast<size_t>(-exponent) : magnitude;
  const BigInt denominator = exponent > 0 ? ratio.denominator << static_cast<size_t>(exponent) : ratio.denominator;
  BigInt quotient = numerator / denominator;
  bool rest = !(numerator - quotient * denominator).zero();
  long keep = 53;
  const long top = static_cast<long>(quotient.bits()) + exponent;   // value < 2^top
  if (top < -1021) keep = 53 - (-1021 - top);
  const long cut = static_cast<long>(quotient.bits()) - keep;
  if (cut > 0) {
    const BigInt kept = quotient >> static_cast<size_t>(cut);
    const BigInt lost = quotient - (kept << static_cast<size_t>(cut));
    const BigInt half = BigInt(1) << static_cast<size_t>(cut - 1);
    const bool up = lost > half || (lost == half && (rest || kept.odd()));
    quotient = up ? kept + BigInt(1) : kept;
    exponent += cut;
  }
  const double result = std::ldexp(static_cast<double>(quotient.low64()), static_cast<int>(exponent));
  return sign < 0 ? -result : result;
}

Constant from_double(double value) {
  int exponent = 0;
  const auto mantissa = static_cast<int64_t>(std::ldexp(std::frexp(value, &exponent), 53));
  exponent -= 53;
  if (mantissa == 0) return {Ratio{}};
  if (exponent >= 0) return {Ratio{BigInt(mantissa) << static_cast<size_t>(exponent), BigInt(1)}};
  return {ratio_of(BigInt(mantissa), BigInt(1) << static_cast<size_t>(-exponent))};
}

Constant apply(Tok op, const Constant& x, const Constant& y, bool whole) {
  if (x.is_bool()) return {op == Tok::and_and ? x.truth() && y.truth() : x.truth() || y.truth()};
  if (x.is_string()) return {x.string() + y.string()};
  if (x.is_integer() && y.is_integer() && (whole || op != Tok::slash)) {
    const BigInt &a = x.integer(), &b = y.integer();
    switch (op) {
      case Tok::plus: return {a + b};
      case Tok::minus: return {a - b};
      case Tok::star: return {a * b};
      case Tok::slash: return {a / b};
      case Tok::percent: return {a % b};
      case Tok::amp: return {BigInt::bitwise(a, b, '&')};
      case Tok::pipe: return {BigInt::bitwise(a, b, '|')};
      case Tok::caret: return {BigInt::bitwise(a, b, '^')};
      case Tok::and_not: return {BigInt::bitwise(a, b, '~')};
      default: return {};
    }
  }
  const Ratio a = as_ratio(x), b = as_ratio(y);
  Ratio result;
  switch (op) {
    case Tok::plus: result = ratio_of(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator); break;
    case Tok::minus: result = ratio_of(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator); break;
    case Tok::star: result = ratio_of(a.numerator * b.numerator, a.denominator * b.denominator); break;
    case Tok::slash: result = ratio_of(a.numerator * b.denominator, a.denominator * b.numerator); break;
    default: return {};
  }
  if (result.numerator.bits() > kMostBits || result.denominator.bits() > kMostBits) return {};
  return {result};
}

bool compare(Tok op, const Constant& x, const Constant& y) {
  std::strong_ordering order = std::strong_ordering::equal;
  if (x.is_bool()) {
    order = x.truth() <=> y.truth();
  } else if (x.is_string()) {
    order = x.string().compare(y.string()) <=> 0;
  } else {
    const Ratio a = as_ratio(x), b = as_ratio(y);
    order = a.numerator * b.denominator <=> b.numerator * a.denominator;
  }
  switch (op) {
    case Tok::eq: return order == 0;
    case Tok::ne: return order != 0;
    case Tok::lt: return order < 0;
    case Tok::le: return order <= 0;
    case Tok::gt: return order > 0;
    default: return order >= 0;
  }
}

Constant shift(Tok op, const Constant& x, size_t count) { return {op == Tok::shl ? x.integer() << count : x.integer() >> count}; }

std::string text_of(const Constant& value) {
  if (value.is_bool()) return value.truth() ? "true" : "false";
  if (value.is_integer()) return value.integer().text();
  if (value.is_float()) {
    if (const auto whole = as_integer(value); whole && whole->bits() < 64) return whole->text();
    const Ratio& ratio = std::get<Ratio>(value.value);
    if (std::isinf(as_double(value))) {
      const std::string digits = (ratio.numerator / ratio.denominator).text();
      const size_t sign = digits[0] == '-';
      return digits.substr(0, 1 + sign) + "e+" + std::to_string(digits.size() - 1 - sign);
    }
    char text[64];
    if (as_double(value) == 0 && !ratio.numerator.zero()) {   // too small for a float64: some leading digits, and where they stand
      const size_t shift = ratio.denominator.text().size() - ratio.numerator.text().size() + 10;
      const std::string digits = (ratio.numerator * power(10, static_cast<unsigned>(shift)) / ratio.denominator).text();
      const size_t sign = digits[0] == '-';
      std::snprintf(text, sizeof text, "%.6ge-%zu", std::strtod((digits.substr(0, 1 + sign) + "." + digits.substr(1 + sign)).c_str(), nullptr),
                    shift + 1 + sign - digits.size());
      return text;
    }
    std::snprintf(text, sizeof text, "%.6g", as_double(value));
    return text;
  }
  if (!value.is_string()) return "unknown";
  std::string out = "\"";
  for (const char c : value.string().substr(0, 72)) {
    if (c == '"' || c == '\\') out += '\\', out += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (static_cast<unsigned char>(c) < 0x20) { char code[8]; std::snprintf(code, sizeof code, "\\x%02x", c); out += code; }
    else out += c;
  }
  return out + (value.string().size() > 72 ? "…\"" : "\"");
}

uint64_t bits_of(const Constant& value, Kind kind) {
  if (value.is_bool()) return value.truth();
  if (kind == Kind::float64) {
    const double number = as_double(value);
    uint64_t bits = 0;
    std::memcpy(&bits, &number, sizeof bits);
    return bits;
  }
  const auto whole = as_integer(value);
  assert(whole);
  return whole->low64();
}

Fit fit(const Constant& value, Kind kind, Constant& converted) {
  converted = value;
  if (kind == Kind::boolean) return value.is_bool() ? Fit::fits : Fit::other;
  if (kind == Kind::string) return value.is_string() ? Fit::fits : Fit::other;
  if (!value.is_number()) return Fit::other;
  if (kind == Kind::float64) {
    const double rounded = as_double(value);
    if (std::isinf(rounded)) return Fit::overflows;
    converted = from_double(rounded);
    return Fit::fits;
  }
  const auto whole = as_integer(value);
  if (!whole) return Fit::truncated;
  converted = {*whole};
  const auto within = [&](const BigInt& low, const BigInt& high) { return *whole >= low && *whole <= high ? Fit::fits : Fit::overflows; };
  switch (kind) {
    case Kind::int_: case Kind::int64: return within(BigInt(INT64_MIN), BigInt(INT64_MAX));
    case Kind::int32: return within(BigInt(INT32_MIN), BigInt(INT32_MAX));
    case Kind::uint32: return within(BigInt(0), BigInt(int64_t{UINT32_MAX}));
    case Kind::uint64: return within(BigInt(0), BigInt::from_unsigned(UINT64_MAX));
    default: return Fit::other;
  }
}

}  // namespace wgscope::program
