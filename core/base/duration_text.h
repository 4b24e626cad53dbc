// Durations as Go's time.Duration.String writes them.
#pragma once

#include <cstdint>
#include <string>

namespace wgscope {

std::string duration_text(int64_t ns);   // 0s, 300ms, 1.5s, 1h2m3s

}  // namespace wgscope
