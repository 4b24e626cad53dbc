// Pictures in memory, as PNG files, and compared.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"

namespace wgscope::shell {

struct Picture {
  int width = 0, height = 0;
  std::vector<uint8_t> rgba;     // row by row from the top
  bool operator==(const Picture&) const = default;
};

// A file that could not be written whole is removed again.
Result<std::monostate> write_png(const std::string& path, const Picture& picture);
Result<Picture> read_png(const std::string& path);

// How far two pictures are apart. Rasterisers differ by a shade at the edges of letters from one version of Mesa or ImGui to the next, so a pixel counts as
// different only beyond `shade_tolerance` in some channel, and only when no neighbour of it matches either: a shift by one pixel is forgiven.
struct Difference {
  bool same_size = true;
  double share = 0;              // of all pixels, those that differ
  int worst = 0;                 // the largest difference of a channel
};
Difference compare(const Picture& one, const Picture& other, int shade_tolerance = 48);
// The second picture with the differing pixels marked, for a person to look at.
Picture mark_differences(const Picture& one, const Picture& other, int shade_tolerance = 48);

}  // namespace wgscope::shell
