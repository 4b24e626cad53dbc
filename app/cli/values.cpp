#include "app/cli/values.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace wgscope::cli {
namespace {

template <class T>
std::optional<T> whole(std::string_view text) {
  T value{};
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || parsed.ec != std::errc() || parsed.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<int64_t> to_whole(std::string_view text) { return whole<int64_t>(text.starts_with('+') ? text.substr(1) : text); }

std::optional<uint64_t> to_count(std::string_view text) { return whole<uint64_t>(text); }

std::optional<double> to_decimal(std::string_view text) {
  const auto value = whole<double>(text);
  return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::pair<int, int>> to_size(std::string_view text) {
  const size_t x = text.find('x');
  if (x == std::string_view::npos) return std::nullopt;
  const auto width = whole<int>(text.substr(0, x)), height = whole<int>(text.substr(x + 1));
  if (!width || !height) return std::nullopt;
  return std::pair(*width, *height);
}

std::optional<std::pair<std::string, int64_t>> to_param(std::string_view text) {
  const size_t equals = text.find('=');
  if (equals == std::string_view::npos || equals == 0) return std::nullopt;
  const auto value = to_whole(text.substr(equals + 1));
  if (!value) return std::nullopt;
  return std::pair(std::string(text.substr(0, equals)), *value);
}

}  // namespace wgscope::cli
