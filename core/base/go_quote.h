// Characters as Go's strings and fmt treat them, and Go's quoting. UTF-8 itself is utf8.h's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wgscope {

std::string utf8(uint64_t point);            // the replacement character for what is none
// As strconv.IsPrint, but for characters that Unicode has not assigned.
bool is_printable(uint32_t point);

std::string quoted(std::string_view text, bool ascii = false);   // "…"; ascii: everything else escaped
std::string quoted_character(uint64_t point, bool ascii);        // '…'
bool can_be_backquoted(std::string_view text);

}  // namespace wgscope
