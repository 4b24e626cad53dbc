// UTF-8, one code point at a time. A byte that does not belong counts as one U+FFFD, so nothing that is drawn can be out of step.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace wgscope::theme {

struct CodePoint {
  char32_t value = 0;
  uint32_t bytes = 1;
};

constexpr CodePoint decode(std::string_view text, size_t at = 0) {
  const auto byte = [&](size_t i) { return static_cast<uint8_t>(text[at + i]); };
  const uint8_t first = byte(0);
  if (first < 0x80) return {first, 1};
  const uint32_t length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
  if (length == 1 || first >= 0xf5 || at + length > text.size()) return {0xfffd, 1};
  char32_t value = first & (0x7f >> length);
  for (uint32_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {0xfffd, 1};
    value = value << 6 | (byte(i) & 0x3f);
  }
  return {value, length};
}

constexpr bool is_ascii(std::string_view text) {
  for (const char c : text) {
    if (static_cast<uint8_t>(c) >= 0x80) return false;
  }
  return true;
}

}  // namespace wgscope::theme
