// What reads saved traces, and what is made of one that opens.
#include <string>

#include "core/run/execution.h"
#include "core/trace/causality.h"
#include "core/trace/lanes.h"
#include "core/trace/trace_codec.h"
#include "core/trace/trace_file.h"
#include "core/trace/value_text.h"
#include "core/trace/world_state.h"
#include "tests/fuzz/inputs.h"
#include "tests/fuzz/must.h"

namespace wgscope::fuzz {

namespace {

uint64_t little_endian(std::string_view bytes) {
  uint64_t value = 0;
  for (size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<uint8_t>(bytes[i]);
  return value;
}

// With every section's checksum as it should be, as far as there are sections: so that what lies behind the checksums is reached.
std::string with_checksums(std::string_view bytes) {
  std::string whole(bytes);
  size_t at = std::min(codec::kFirstLine.size(), whole.size());
  uint32_t sum = codec::checksum(whole.substr(0, at));
  constexpr size_t kHead = codec::kTagBytes + codec::kLengthBytes;
  while (whole.size() - at >= kHead + codec::kChecksumBytes) {
    const uint64_t length = little_endian(std::string_view(whole).substr(at + codec::kTagBytes, codec::kLengthBytes));
    if (length > whole.size() - at - kHead - codec::kChecksumBytes) break;
    const size_t end = at + kHead + static_cast<size_t>(length);
    sum = codec::checksum(std::string_view(whole).substr(at, end - at), sum);
    for (size_t i = 0; i < codec::kChecksumBytes; ++i) whole[end + i] = static_cast<char>(sum >> 8 * i);
    at = end + codec::kChecksumBytes;
  }
  return whole;
}

void try_bytes(const std::string& bytes) {
  const auto opened = parse_trace(bytes, "x.wgtrace");
  if (!opened.ok()) return;
  const Trace& trace = **opened;
  const std::string saved = trace_bytes(trace);
  if (bytes.starts_with(codec::kFirstLineOfVersion1)) {   // saved in the form of today
    const auto again = parse_trace(saved, "x.wgtrace");
    must(again.ok() && trace_bytes(**again) == saved, "a file of version 1 that opens is saved as one that opens, and is saved again as the same bytes");
  } else {
    must(saved == bytes, "a file that opens is saved again as the same bytes");
  }
  Lanes lanes;
  lanes.reset(*opened);
  Causality causality;
  causality.reset(*opened);
  for (EventIndex cursor = 0; cursor <= trace.size(); cursor += 1 + trace.size() / 16) {
    const WorldState state = fold(trace, cursor);
    must(state.cursor == cursor, "a fold is at its cursor");
    for (uint32_t i = 0; i < state.objects.size(); ++i) value_text(trace, trace.objects()[i], state.objects[i].word);
    trace.at_ns(cursor);
    trace.output(cursor);
  }
  schedule_of(trace);
}

}  // namespace

void try_trace(std::string_view bytes) {
  try_bytes(std::string(bytes));
  try_bytes(with_checksums(bytes));
}

}  // namespace wgscope::fuzz
