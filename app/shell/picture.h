// Pictures in memory, and as PNG files.
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

}  // namespace wgscope::shell
