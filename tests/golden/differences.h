// What differs between two pictures of the window, a panel at a time. README.md beside this file says what this can see and what it cannot.
#pragma once

#include <string>
#include <vector>

#include "tests/golden/shown.h"

namespace wgscope::golden {

// How a panel's lines compare. `rewrapped`: the same words in the same colours, but lines end elsewhere, or are set small for lack of room (another version
// of the font), so that more or less of the panel's first or last lines may fit in.
enum class Words : uint8_t { same, rewrapped, other };
Words compare_words(const ShownPanel& one, const ShownPanel& other);

// The strongest difference of a patch of the panel: both parts are averaged over squares of 8 px (at scale 1), which evens out how letters are rasterised, and the
// largest difference of a channel (0..255) anywhere counts. 255 when their sizes are more than 2 px apart.
double strongest_patch(const Shown& one, const ShownPanel& in_one, const Shown& other, const ShownPanel& in_other);
inline constexpr double kPatchMost = 80;

// One sentence for each panel that differs; none: the same, as far as can be seen.
std::vector<std::string> differences(const Shown& kept, const Shown& now);

}  // namespace wgscope::golden
