#include "core/trace/value_text.h"

#include <bit>
#include <charconv>
#include <cstdio>

namespace wgscope {

std::string object_name(const Trace& trace, ObjectId object) {
  if (object.value >= trace.objects().size()) return {};
  const TraceObject& about = trace.objects()[object.value];
  return about.number <= 1 ? about.name : about.name + " #" + std::to_string(about.number);
}

std::string hex_text(uint64_t word) {
  char text[19];
  std::snprintf(text, sizeof text, "0x%016llx", static_cast<unsigned long long>(word));
  return text;
}

std::string halves_text(uint64_t word) { return std::to_string(static_cast<int32_t>(word >> 32)) + "·" + std::to_string(word & 0x7fffffff); }

std::string quoted(std::string_view text, size_t length_max) {
  std::string out = "\"";
  size_t length = 0;
  for (const char c : text) {
    const bool begins_character = (c & 0xc0) != 0x80;
    if (begins_character && ++length > length_max) return out + "…\"";
    if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (c == '"' || c == '\\') out += std::string("\\") + c;
    else if (static_cast<unsigned char>(c) < 0x20) out += "·";
    else out += c;
  }
  return out + "\"";
}

std::string one_line(std::string_view text, size_t length_max) {
  std::string out;
  size_t length = 0;
  for (const char c : text) {
    const bool begins_character = (c & 0xc0) != 0x80;
    if (begins_character && ++length > length_max) return out + "…";
    const bool blank = static_cast<unsigned char>(c) <= ' ';
    if (!blank) out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  return out;
}

std::string value_text(const Trace& trace, const TraceObject& object, uint64_t word) {
  switch (object.kind) {
    case ObjectKind::wait_group: return hex_text(word);
    case ObjectKind::atomic_bool: return word ? "true" : "false";
    case ObjectKind::atomic_int32: return std::to_string(static_cast<int32_t>(word));
    case ObjectKind::atomic_int64: return std::to_string(static_cast<int64_t>(word));
    case ObjectKind::variable: break;
  }
  switch (object.word_kind) {
    case WordKind::boolean: return word ? "true" : "false";
    case WordKind::unsigned_int: return std::to_string(word);
    case WordKind::float64: {
      char text[32];
      const auto end = std::to_chars(text, text + sizeof text, std::bit_cast<double>(word)).ptr;
      return {text, end};
    }
    case WordKind::text: return word < trace.texts().size() ? quoted(trace.text(word)) : std::string("?");
    case WordKind::reference: return word == 0 ? "nil" : '&' + object_name(trace, ObjectId{static_cast<uint32_t>(word - 1)});
    case WordKind::function: return word == 0 ? "nil" : "func";
    case WordKind::none:
    case WordKind::signed_int: break;
  }
  if (object.type_name == "time.Duration") return duration_text(static_cast<int64_t>(word));
  return std::to_string(static_cast<int64_t>(word));
}

std::string duration_text(int64_t ns) {
  if (ns == 0) return "0s";
  std::string sign = ns < 0 ? "-" : "";
  const uint64_t size = ns < 0 ? 0 - static_cast<uint64_t>(ns) : static_cast<uint64_t>(ns);
  // The number of units, with as many decimals as it needs.
  const auto in = [](uint64_t amount, uint64_t unit) {
    std::string text = std::to_string(amount / unit);
    if (amount % unit == 0) return text;
    std::string decimals = std::to_string(unit + amount % unit).substr(1);
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return text + "." + decimals;
  };
  constexpr uint64_t kMicro = 1'000, kMilli = 1'000'000, kSecond = 1'000'000'000, kMinute = 60 * kSecond;
  if (size < kMicro) return sign + std::to_string(size) + "ns";
  if (size < kMilli) return sign + in(size, kMicro) + "µs";
  if (size < kSecond) return sign + in(size, kMilli) + "ms";
  const uint64_t minutes = size / kMinute;
  if (minutes >= 60) sign += std::to_string(minutes / 60) + "h";
  if (minutes > 0) sign += std::to_string(minutes % 60) + "m";
  return sign + in(size % kMinute, kSecond) + "s";
}

}  // namespace wgscope
