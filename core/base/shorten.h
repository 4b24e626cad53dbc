// Texts of strangers, made fit to be read: of bounded length, and of characters that only show.
//
// Not for data: what is cut or escaped here cannot be put back.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace wgscope {

// At most so many characters: the middle of a longer text is left out, and `…` says so.
std::string shortened(std::string_view text, size_t characters_max);

// Control characters (but \n and \t), those that turn the direction of writing, and bytes that are no UTF-8, as `\u001b`: nothing that a terminal would obey.
std::string printable(std::string_view text);

}  // namespace wgscope
