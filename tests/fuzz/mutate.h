// Makes one Go program out of another, by tokens and by lines: what bytes changed at random never are, mostly a program still.
#pragma once

#include <random>
#include <string>
#include <string_view>

namespace wgscope::fuzz {

// `text` with one to four changes: a token or a line left out, doubled, moved, or exchanged for another of the text or of Go's words.
std::string mutate(std::string_view text, std::mt19937_64& random);

// The same until the result compiles, at most so many times; `text` itself when none did.
std::string mutate_until_it_compiles(std::string_view text, std::mt19937_64& random, int times);

}  // namespace wgscope::fuzz
