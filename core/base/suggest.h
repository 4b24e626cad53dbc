// "Did you mean": the known word nearest to one that is not known.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wgscope {

// The candidate that differs from `word` by the fewest insertions, deletions, changes and swaps of neighbours (case counts for little);
// none when even the nearest is another word altogether. Of equals, the first.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

// `did you mean "x"?`, or, when nothing is near, `known are "a", "b"`.
std::string suggestion(std::string_view word, const std::vector<std::string>& candidates, std::string_view known_are = "known are");

}  // namespace wgscope
