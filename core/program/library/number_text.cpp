#include "core/program/library/number_text.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <string_view>

namespace wgscope::program {

namespace {

// d0.d1d2… * 10^exponent, without trailing zeros. Zero is one digit 0.
struct Decimal {
  std::string digits;
  int exponent = 0;
  bool shortest = false;
};

// `after_point`: how many digits behind the first; -1: as few as read back the same.
Decimal decimal_of(double magnitude, int after_point) {
  // No double has more than 767 significant digits: those behind are zeros, and are put there by whoever writes them.
  char text[1100];
  const auto written = after_point < 0 ? std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific)
                                       : std::to_chars(text, text + sizeof text, magnitude, std::chars_format::scientific, std::min(after_point, 800));
  const std::string_view all(text, static_cast<size_t>(written.ptr - text));
  const size_t e = all.find('e');
  Decimal decimal{.digits = {}, .exponent = std::atoi(std::string(all.substr(e + 1)).c_str()), .shortest = after_point < 0};
  for (const char c : all.substr(0, e))
    if (c != '.') decimal.digits += c;
  while (decimal.digits.size() > 1 && decimal.digits.back() == '0') decimal.digits.pop_back();
  return decimal;
}

std::string exponent_text(int exponent, char letter) {
  std::string text{letter, exponent < 0 ? '-' : '+'};
  const std::string digits = std::to_string(std::abs(exponent));
  return text + (digits.size() < 2 ? "0" : "") + digits;
}

std::string scientific(const Decimal& decimal, int after_point, char letter) {
  std::string text = decimal.digits.substr(0, 1);
  if (after_point > 0) {
    text += '.';
    for (int i = 1; i <= after_point; ++i) text += static_cast<size_t>(i) < decimal.digits.size() ? decimal.digits[static_cast<size_t>(i)] : '0';
  }
  return text + exponent_text(decimal.exponent, letter);
}

std::string fixed(const Decimal& decimal, int after_point) {
  const int before = decimal.exponent + 1;   // digits in front of the point
  const auto digit = [&](int i) { return i >= 0 && static_cast<size_t>(i) < decimal.digits.size() ? decimal.digits[static_cast<size_t>(i)] : '0'; };
  std::string text;
  for (int i = 0; i < before; ++i) text += digit(i);
  if (before <= 0) text = "0";
  if (after_point > 0) text += '.';
  for (int i = 0; i < after_point; ++i) text += digit(before + i);
  return text;
}

std::string fixed_with(double magnitude, int after_point) {
  const int exact = std::min(after_point, 1100);
  std::string text(static_cast<size_t>(exact) + 400, '\0');
  const auto written = std::to_chars(text.data(), text.data() + text.size(), magnitude, std::chars_format::fixed, exact);
  text.resize(static_cast<size_t>(written.ptr - text.data()));
  return text.append(static_cast<size_t>(after_point - exact), '0');
}

std::string general(double magnitude, int precision, char letter) {
  const bool shortest = precision < 0;
  if (precision == 0) precision = 1;
  const Decimal decimal = decimal_of(magnitude, shortest ? -1 : precision - 1);
  const auto count = static_cast<int>(decimal.digits.size());
  if (shortest) precision = count;
  // Go's threshold: the shortest text counts as precision 6, but a number with all its digits in front of the point is not cut.
  int threshold = precision;
  if (threshold > count && count >= decimal.exponent + 1) threshold = count;
  if (shortest) threshold = 6;
  if (decimal.exponent < -4 || decimal.exponent >= threshold) return scientific(decimal, std::min(precision, count) - 1, letter);
  if (precision > decimal.exponent + 1) precision = count;
  return fixed(decimal, std::max(precision - (decimal.exponent + 1), 0));
}

// Mantissa and exponent of two as they are stored.
std::string binary(double magnitude) {
  const auto bits = std::bit_cast<uint64_t>(magnitude);
  uint64_t mantissa = bits & ((uint64_t{1} << 52) - 1);
  int exponent = static_cast<int>(bits >> 52 & 0x7ff);
  if (exponent == 0) ++exponent; else mantissa |= uint64_t{1} << 52;
  exponent -= 1023 + 52;
  return std::to_string(mantissa) + "p" + (exponent >= 0 ? "+" : "") + std::to_string(exponent);
}

// 0x1.…p±dd: the mantissa in base 16 behind a leading 1, whatever the number's size.
std::string hexadecimal(double magnitude, int precision, bool upper) {
  constexpr int kDigits = 13;
  int exponent = 0;
  const double fraction = std::frexp(magnitude, &exponent);   // 0, or 0.5 … 1
  auto mantissa = static_cast<uint64_t>(std::ldexp(fraction, 4 * kDigits + 1));
  if (mantissa != 0) --exponent;
  if (precision >= 0 && precision < kDigits) {
    const uint64_t unit = uint64_t{1} << 4 * (kDigits - precision), rest = mantissa % unit;
    mantissa -= rest;
    if (rest > unit / 2 || (rest == unit / 2 && (mantissa & unit) != 0)) mantissa += unit;
    if (mantissa >> (4 * kDigits + 1) != 0) {
      mantissa >>= 1;
      ++exponent;
    }
  }
  const std::string_view hex = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string digits;
  for (int at = kDigits - 1; at >= 0; --at) digits += hex[mantissa >> 4 * at & 15];
  if (precision < 0) digits.resize(digits.find_last_not_of('0') + 1); else digits.resize(static_cast<size_t>(precision), '0');
  std::string text = upper ? "0X" : "0x";
  text += mantissa == 0 ? '0' : '1';
  return text + (digits.empty() ? "" : "." + digits) + exponent_text(exponent, upper ? 'P' : 'p');
}

}  // namespace

std::string float_text(double value, char verb, int precision) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value < 0 ? "-Inf" : "+Inf";
  const double magnitude = std::fabs(value);
  std::string text;
  switch (verb) {
    case 'e':
    case 'E': {
      const Decimal decimal = decimal_of(magnitude, precision);
      text = scientific(decimal, precision < 0 ? static_cast<int>(decimal.digits.size()) - 1 : precision, verb);
      break;
    }
    case 'f':
    case 'F': {
      if (precision >= 0) {
        text = fixed_with(magnitude, precision);
      } else {
        const Decimal decimal = decimal_of(magnitude, -1);
        text = fixed(decimal, std::max(static_cast<int>(decimal.digits.size()) - (decimal.exponent + 1), 0));
      }
      break;
    }
    case 'b': text = binary(magnitude); break;
    case 'x':
    case 'X': text = hexadecimal(magnitude, precision, verb == 'X'); break;
    default: text = general(magnitude, precision, verb == 'G' ? 'E' : 'e'); break;
  }
  return std::signbit(value) ? "-" + text : text;
}

}  // namespace wgscope::program
