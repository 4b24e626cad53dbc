#include "core/trace/value_text.h"

#include <bit>
#include <charconv>
#include <cstdio>

#include "core/base/go_quote.h"
#include "core/base/utf8.h"

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

// At most so many characters, and a mark where something was left out.
static std::string_view beginning(std::string_view text, size_t length_max) {
  size_t at = 0;
  for (size_t length = 0; at < text.size() && length < length_max; ++length) at += utf8_at(text, at).bytes;
  return text.substr(0, at);
}

std::string quoted_short(std::string_view text, size_t length_max) {
  const std::string_view shown = beginning(text, length_max);
  std::string out = quoted(shown);
  if (shown.size() < text.size()) out.insert(out.size() - 1, "…");
  return out;
}

std::string one_line(std::string_view text, size_t length_max) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) > ' ') out += c;
    else if (!out.empty() && out.back() != ' ') out += ' ';
  }
  const std::string_view shown = beginning(out, length_max);
  return shown.size() < out.size() ? std::string(shown) + "…" : out;
}

std::string value_text(const Trace& trace, const TraceObject& object, uint64_t word) {
  switch (object.kind) {
    case ObjectKind::wait_group: return hex_text(word);
    case ObjectKind::atomic_bool: return word ? "true" : "false";
    case ObjectKind::atomic_int32: return std::to_string(static_cast<int32_t>(word));
    case ObjectKind::atomic_int64: return std::to_string(static_cast<int64_t>(word));
    case ObjectKind::mutex:
    case ObjectKind::rw_mutex: return word == kLockedWord ? "locked" : word == 0 ? "free" : std::to_string(word) + (word == 1 ? " reader" : " readers");
    case ObjectKind::timer: return word == kTicker ? "ticker" : word == kCallsFunction ? "calls a function" : "timer";
    case ObjectKind::cond: return std::to_string(word) + " in line";
    case ObjectKind::channel:
      if (object.word_kind == WordKind::none) return "{}";   // struct{}
      break;
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
    case WordKind::text: return word < trace.texts().size() ? quoted_short(trace.text(word)) : std::string("?");
    case WordKind::reference: return word == 0 ? "nil" : '&' + object_name(trace, ObjectId{static_cast<uint32_t>(word - 1)});
    case WordKind::function: return word == 0 ? "nil" : "func";
    case WordKind::none:
    case WordKind::signed_int: break;
  }
  if (object.type_name == "time.Duration") return duration_text(static_cast<int64_t>(word));
  return std::to_string(static_cast<int64_t>(word));
}

}  // namespace wgscope
