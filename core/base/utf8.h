// UTF-8, as much of it as places in files need: one character at a time, and the first byte that is none.
// Not a text library: no classes of characters, no normal forms, no widths.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace wgscope {

// The character at `at` and how many bytes it has. A byte that starts no character counts as one of its own, with value 0xfffd.
struct Utf8Char {
  char32_t value = 0;
  uint32_t bytes = 1;
  bool valid = true;
};
Utf8Char utf8_at(std::string_view text, size_t at = 0);

// The first byte that is not UTF-8 (overlong forms, surrogates and what lies beyond U+10FFFF are not); none when all of it is.
std::optional<size_t> first_not_utf8(std::string_view text);

// How many characters `text` has.
size_t utf8_length(std::string_view text);

void append_utf8(std::string& text, char32_t character);

}  // namespace wgscope
