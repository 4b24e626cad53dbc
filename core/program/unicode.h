// UTF-8, and Go's quoting of strings and characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace wgscope::program {

inline constexpr uint32_t kReplacement = 0xfffd;   // what stands for a byte that is no UTF-8, and for a number that is no character

struct Decoded {
  uint32_t point = kReplacement;
  size_t bytes = 1;
  bool valid = false;
};
// The first character of a text that is not empty.
Decoded decode(std::string_view text);
std::string utf8(uint64_t point);            // the replacement character for what is none
size_t count_characters(std::string_view text);
// As strconv.IsPrint, but for characters that Unicode has not assigned.
bool is_printable(uint32_t point);

std::string quoted(std::string_view text, bool ascii);           // "…"; ascii: everything else escaped
std::string quoted_character(uint64_t point, bool ascii);        // '…'
bool can_be_backquoted(std::string_view text);

}  // namespace wgscope::program
