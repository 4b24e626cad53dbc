// Exact whole numbers out of JSON: nothing passes through a double.
#include <algorithm>
#include <charconv>
#include <string>

#include "core/scenario/envelope.h"

namespace wgscope {

WholeNumber whole_number(std::string_view text) {
  // digits × 10^exponent, with every digit kept.
  const bool negative = text.starts_with('-');
  std::string digits;
  int64_t exponent = 0;
  size_t i = negative ? 1 : 0;
  bool fraction = false;
  for (; i < text.size() && (text[i] | 0x20) != 'e'; ++i) {
    if (text[i] == '.') {
      fraction = true;
      continue;
    }
    digits += text[i];
    if (fraction) --exponent;
  }
  if (i < text.size()) {
    ++i;
    if (text[i] == '+') ++i;
    int64_t written = 0;
    const auto parsed = std::from_chars(text.data() + i, text.data() + text.size(), written);
    if (parsed.ec != std::errc()) written = text[i] == '-' ? -1'000'000'000 : 1'000'000'000;
    exponent += std::clamp<int64_t>(written, -1'000'000'000, 1'000'000'000);
  }
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++exponent;
  }
  if (digits.empty()) return {0, ""};
  if (exponent < 0) return {0, "is not a whole number"};
  if (exponent > 20) return {0, "is out of range"};
  digits.append(static_cast<size_t>(exponent), '0');
  if (negative) digits.insert(digits.begin(), '-');
  WholeNumber number;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), number.value);
  if (parsed.ec != std::errc()) return {0, "is out of range"};
  return number;
}

}  // namespace wgscope
