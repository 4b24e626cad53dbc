#include <algorithm>
#include <array>

#include "core/trace/trace_codec.h"
#include "core/trace/trace_file.h"

namespace wgscope {

namespace codec {

// Eight bytes a round: table[k] is what a byte does that is k bytes further on.
uint32_t checksum(std::string_view bytes, uint32_t before) {
  static const auto kTable = [] {
    std::array<std::array<uint32_t, 256>, 8> table{};
    for (uint32_t i = 0; i < 256; ++i) {
      uint32_t value = i;
      for (int bit = 0; bit < 8; ++bit) value = value & 1 ? (value >> 1) ^ 0xedb88320u : value >> 1;
      table[0][i] = value;
    }
    for (size_t k = 1; k < 8; ++k) {
      for (uint32_t i = 0; i < 256; ++i) table[k][i] = (table[k - 1][i] >> 8) ^ table[0][table[k - 1][i] & 0xff];
    }
    return table;
  }();
  uint32_t value = ~before;
  size_t i = 0;
  const auto at = [&](size_t k) { return static_cast<uint8_t>(bytes[k]); };
  for (; i + 8 <= bytes.size(); i += 8) {
    value ^= at(i) | uint32_t{at(i + 1)} << 8 | uint32_t{at(i + 2)} << 16 | uint32_t{at(i + 3)} << 24;
    value = kTable[7][value & 0xff] ^ kTable[6][(value >> 8) & 0xff] ^ kTable[5][(value >> 16) & 0xff] ^ kTable[4][value >> 24] ^ kTable[3][at(i + 4)] ^
            kTable[2][at(i + 5)] ^ kTable[1][at(i + 6)] ^ kTable[0][at(i + 7)];
  }
  for (; i < bytes.size(); ++i) value = kTable[0][(value ^ at(i)) & 0xff] ^ (value >> 8);
  return ~value;
}

}  // namespace codec

namespace {

using codec::Writer;

void put_fixed(std::string& out, uint64_t value, size_t bytes) {
  for (size_t i = 0; i < bytes; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

// Each section's checksum goes on from the one before, so that sections cannot be exchanged either.
class Sections {
 public:
  Sections() : out_(codec::kFirstLine), checksum_(codec::checksum(out_)) {}
  void add(std::string_view tag, const std::string& payload) {
    const size_t begin = out_.size();
    out_ += tag;
    put_fixed(out_, payload.size(), codec::kLengthBytes);
    out_ += payload;
    checksum_ = codec::checksum(std::string_view(out_).substr(begin), checksum_);
    put_fixed(out_, checksum_, codec::kChecksumBytes);
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
  uint32_t checksum_;
};

std::string header_bytes(const TraceHeader& header) {
  Writer out;
  out.text(header.scenario_name);
  out.text(header.program_file);
  out.text(header.scenario_text);
  out.number(header.params.size());
  for (const auto& [name, value] : header.params) {
    out.text(name);
    out.signed_number(value);
  }
  out.byte(header.prints_are_steps ? codec::kPrintsAreSteps : static_cast<uint8_t>(header.world));
  out.number(header.sites.size());
  for (const TraceSite& site : header.sites) {
    out.number(site.line);
    out.number(site.column);
    out.number(site.program_line);
    out.text(site.function);
  }
  return out.bytes();
}

std::string texts_bytes(const Trace& trace) {
  Writer out;
  out.number(trace.texts().size());
  for (const std::string& text : trace.texts()) out.text(text);
  return out.bytes();
}

std::string goroutines_bytes(const Trace& trace) {
  Writer out;
  out.number(trace.goroutines().size());
  for (const TraceGoroutine& goroutine : trace.goroutines()) {
    out.number(goroutine.parent.value);
    out.number(goroutine.created_at.value);
    out.text(goroutine.function);
  }
  return out.bytes();
}

std::string objects_bytes(const Trace& trace) {
  Writer out;
  out.number(trace.objects().size());
  for (const TraceObject& object : trace.objects()) {
    out.text(object.name);
    out.byte(static_cast<uint8_t>(object.kind));
    out.byte(static_cast<uint8_t>(object.word_kind));
    out.text(object.type_name);
    out.number(object.declared_at.value);
    out.number(object.creator.value);
    out.word(object.initial_word);
  }
  return out.bytes();
}

std::string clock_bytes(const Trace& trace) {
  Writer out;
  out.number(trace.clock().size());
  ClockSample before;
  for (const ClockSample& sample : trace.clock()) {
    out.number(sample.event - before.event);
    out.signed_number(sample.at_ns - before.at_ns);
    before = sample;
  }
  return out.bytes();
}

std::string tail_bytes(const TraceTail& tail) {
  Writer out;
  out.byte(tail.ending.has_value());
  if (tail.ending) out.text(tail.ending->text());
  out.byte(static_cast<uint8_t>(tail.stopped_by));
  out.byte(tail.over);
  out.text(tail.crash);
  out.signed_number(tail.duration_ns);
  out.number(tail.crashed.value);
  out.number(tail.panics.size());
  for (const TracePanic& panic : tail.panics) {
    out.text(panic.text);
    out.byte(static_cast<uint8_t>(panic.recovered | panic.repanicked << 1 | panic.goexit << 2 | panic.signal << 3));
  }
  out.number(tail.standing.size());
  for (const Standing& standing : tail.standing) {
    out.byte(static_cast<uint8_t>(standing.next));
    out.number(standing.object == kNoObject ? 0 : uint64_t{standing.object.value} + 1);
    out.number(standing.site.value);
    out.word(standing.operand);
    out.number(standing.stack.size());
    for (const TraceFrame& frame : standing.stack) out.number(uint64_t{frame.site.value} << 1 | frame.has_arguments);
  }
  return out.bytes();
}

void put_event(Writer& out, const Event& event, codec::ExpectedVersions& versions) {
  uint32_t& last = versions.last(event);
  const auto kind = static_cast<uint8_t>(event.kind);
  out.byte(static_cast<uint8_t>(std::min(kind, codec::kWideKind) | event.flags << 5));
  if (kind >= codec::kWideKind) out.byte(kind);
  out.number(event.goroutine);
  out.number(event.other);
  out.number(event.site);
  out.number(event.object == kNoObject ? 0 : uint64_t{event.object.value} + 1);
  out.signed_number(int64_t{event.version} - (event.object == kNoObject ? 0 : int64_t{last} + 1));
  out.word(event.word);
  if (event.object != kNoObject) last = event.version;
}

}  // namespace

std::string trace_bytes(const Trace& trace) {
  Sections sections;
  sections.add("HEAD", header_bytes(trace.header()));
  sections.add("TEXT", texts_bytes(trace));
  sections.add("GORO", goroutines_bytes(trace));
  sections.add("OBJS", objects_bytes(trace));
  sections.add("CLOK", clock_bytes(trace));
  sections.add("TAIL", tail_bytes(trace.tail()));
  codec::ExpectedVersions versions(trace.objects().size());
  Writer out;
  for (EventIndex i = 0; i < trace.size();) {
    out.clear();
    for (size_t in_section = 0; in_section < codec::kEventsPerSection && i < trace.size(); ++in_section, ++i) put_event(out, trace[i], versions);
    sections.add("EVTS", out.bytes());
  }
  out.clear();
  out.number(trace.size());
  sections.add(codec::kLastSection, out.bytes());
  return sections.take();
}

bool looks_like_trace(std::string_view bytes) { return bytes.starts_with(codec::kMagic); }

}  // namespace wgscope
