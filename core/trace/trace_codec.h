// The bytes of a `.wgtrace` file, one by one: what trace_encode.cpp writes and trace_decode.cpp reads. docs/trace_format.md says the same in words.
//
// Not the layout of any struct: a member added to one changes no file until it is written here, under a new version.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/trace/event.h"

namespace wgscope::codec {

inline constexpr std::string_view kMagic = "wgscope trace ";   // then the version in decimal and a line feed
inline constexpr std::string_view kFirstLine = "wgscope trace 2\n";
inline constexpr std::string_view kFirstLineOfVersion1 = "wgscope trace 1\n";   // of the same length; still read
static_assert(kFirstLine.size() == kFirstLineOfVersion1.size());

// Sections, in this order; `events` as often as needed, the others once.
inline constexpr std::array<std::string_view, 7> kSections{"HEAD", "TEXT", "GORO", "OBJS", "CLOK", "TAIL", "EVTS"};
inline constexpr std::string_view kLastSection = "DONE";
inline constexpr uint8_t kPrintsAreSteps = 2;   // in the place of a World: the scheduled one, with each print a step
inline constexpr uint8_t kWideKind = 31;   // in an event's first byte: its kind, which is at least this, has a byte of its own
inline constexpr size_t kTagBytes = 4, kLengthBytes = 8, kChecksumBytes = 4;
inline constexpr size_t kEventsPerSection = 65536;

// CRC-32 (the one of zip and PNG), going on from `before`.
uint32_t checksum(std::string_view bytes, uint32_t before = 0);

constexpr uint64_t zigzag(int64_t value) { return (static_cast<uint64_t>(value) << 1) ^ static_cast<uint64_t>(value >> 63); }
constexpr int64_t unzigzag(uint64_t value) { return static_cast<int64_t>(value >> 1) ^ -static_cast<int64_t>(value & 1); }

// Versions go up by one on each of an object's two counts, so an event holds only by how much its version is not that.
class ExpectedVersions {
 public:
  explicit ExpectedVersions(size_t objects) : last_(objects * 2, 0) {}
  uint32_t& last(const Event& event) { return event.object.value * 2 < last_.size() ? last_[event.object.value * 2 + on_sema(event.kind)] : none_; }

 private:
  std::vector<uint32_t> last_;
  uint32_t none_ = 0;
};

class Writer {
 public:
  void byte(uint8_t value) { bytes_.push_back(static_cast<char>(value)); }
  void number(uint64_t value) {
    for (; value >= 0x80; value >>= 7) byte(static_cast<uint8_t>(value | 0x80));
    byte(static_cast<uint8_t>(value));
  }
  void signed_number(int64_t value) { number(zigzag(value)); }
  // Each half on its own: counters and small negative numbers stay short.
  void word(uint64_t value) {
    signed_number(static_cast<int32_t>(value >> 32));
    signed_number(static_cast<int32_t>(value));
  }
  void text(std::string_view value) {
    number(value.size());
    bytes_ += value;
  }
  const std::string& bytes() const { return bytes_; }
  void clear() { bytes_.clear(); }

 private:
  std::string bytes_;
};

// Reads what Writer wrote. After the first thing that is wrong it gives zeros, and `wrong` says what and where.
class Reader {
 public:
  Reader(std::string_view bytes, size_t offset) : bytes_(bytes), base_(offset) {}

  uint8_t byte() {
    if (failed() || at_ == bytes_.size()) return static_cast<uint8_t>(fail("ends too early"));
    return static_cast<uint8_t>(bytes_[at_++]);
  }
  uint64_t number() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      const uint8_t next = byte();
      if (failed()) return 0;
      if (shift == 63 && next > 1) return fail("holds a number of more than 64 bits");
      value |= uint64_t{next & 0x7fu} << shift;
      if (next < 0x80) return next == 0 && shift > 0 ? fail("holds a number that is longer than it need be") : value;
    }
    return fail("holds a number of more than 64 bits");
  }
  int64_t signed_number() { return unzigzag(number()); }
  uint64_t word() {
    const int64_t high = half(), low = half();
    return (uint64_t{static_cast<uint32_t>(high)} << 32) | static_cast<uint32_t>(low);
  }
  // A number below a limit; `what` names it when it is not.
  uint64_t below(uint64_t limit, const char* what) {
    const uint64_t value = number();
    return failed() || value < limit ? value : fail(what);
  }
  bool truth(const char* what) { return below(2, what) == 1; }
  // How many things follow, each of at least one byte.
  size_t count() {
    const uint64_t value = number();
    return failed() || value <= bytes_.size() - at_ ? value : fail("names more than it holds");
  }
  std::string_view text() {
    const size_t size = count();
    if (failed()) return {};
    at_ += size;
    return bytes_.substr(at_ - size, size);
  }

  size_t offset() const { return base_ + at_; }
  bool at_end() const { return at_ == bytes_.size(); }
  bool failed() const { return !wrong_.empty(); }
  const std::string& wrong() const { return wrong_; }
  size_t wrong_at() const { return wrong_at_; }
  uint64_t fail(std::string what) {
    if (!failed()) {
      wrong_ = std::move(what);
      wrong_at_ = offset();
    }
    return 0;
  }

 private:
  int64_t half() {
    const int64_t value = signed_number();
    return value == static_cast<int32_t>(value) ? value : static_cast<int64_t>(fail("holds half a word of more than 32 bits"));
  }

  std::string_view bytes_;
  size_t base_;
  size_t at_ = 0;
  std::string wrong_;
  size_t wrong_at_ = 0;
};

}  // namespace wgscope::codec
