// The values of options, read strictly: the whole text, no blanks, nothing lost.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace wgscope::cli {

std::optional<int64_t> to_whole(std::string_view text);
std::optional<uint64_t> to_count(std::string_view text);      // 0 or more
std::optional<double> to_decimal(std::string_view text);      // finite
std::optional<std::pair<int, int>> to_size(std::string_view text);              // WxH
std::optional<std::pair<std::string, int64_t>> to_param(std::string_view text);   // k=v

}  // namespace wgscope::cli
