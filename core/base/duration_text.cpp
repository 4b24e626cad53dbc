#include "core/base/duration_text.h"

namespace wgscope {

std::string duration_text(int64_t ns) {
  if (ns == 0) return "0s";
  const bool negative = ns < 0;
  const uint64_t magnitude = negative ? 0 - static_cast<uint64_t>(ns) : static_cast<uint64_t>(ns);
  // A whole part and a fraction of `unit`, without trailing zeros.
  const auto with_fraction = [](uint64_t value, uint64_t unit) {
    std::string text = std::to_string(value / unit);
    std::string fraction = std::to_string(unit + value % unit).substr(1);
    while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
    return fraction.empty() ? text : text + "." + fraction;
  };
  constexpr uint64_t kMicrosecond = 1'000, kMillisecond = 1'000'000, kSecond = 1'000'000'000;
  std::string text;
  if (magnitude < kMicrosecond) {
    text = std::to_string(magnitude) + "ns";
  } else if (magnitude < kMillisecond) {
    text = with_fraction(magnitude, kMicrosecond) + "µs";
  } else if (magnitude < kSecond) {
    text = with_fraction(magnitude, kMillisecond) + "ms";
  } else {
    const uint64_t minutes = magnitude / kSecond / 60;
    if (minutes >= 60) text += std::to_string(minutes / 60) + "h";
    if (minutes > 0) text += std::to_string(minutes % 60) + "m";
    text += with_fraction(magnitude % (60 * kSecond), kSecond) + "s";
  }
  return negative ? "-" + text : text;
}

}  // namespace wgscope
