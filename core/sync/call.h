// How an operation is written: a list of lines, each making one access to shared state (docs/seam.md).
//
// A call in progress is where it stands and one operand: plain data that can be copied, compared, hashed and put back.
#pragma once

#include <cstdint>
#include <string_view>

namespace wgscope::sync {

// A call in progress: the line that it makes next, and all that it remembers there. What is not in the operand is forgotten.
template <class At>
struct Call {
  At at{};
  uint64_t operand = 0;
  bool operator==(const Call&) const = default;
};

// What a line did to its call.
enum class Outcome : uint8_t {
  go_on,     // the call stands at the next line
  park,      // likewise, but its caller is in a queue: run the line once somebody has readied it
  returned,  // the call is over
  panicked,  // the call is over; the operand says which panic. Native prints and aborts; the interpreter runs Go's defers
};

// What a line gives back. Two registers: a driver loops over these at no cost.
template <class At>
struct Next {
  Outcome outcome = Outcome::returned;
  At at{};
  uint64_t operand = 0;

  static constexpr Next go_on(At at, uint64_t operand = 0) { return {Outcome::go_on, at, operand}; }
  static constexpr Next park(At at) { return {Outcome::park, at, 0}; }
  static constexpr Next returned() { return {}; }
  template <class Panic>
  static constexpr Next panicked(Panic panic) { return {Outcome::panicked, At{}, static_cast<uint64_t>(panic)}; }

  constexpr Call<At> call() const { return {at, operand}; }
};

// One row of "under the hood": Go's own code in short, kept beside the line that it describes.
// A row that only works on what an access gave carries that access's line.
template <class At>
struct Row {
  At at;
  bool access;             // each line is the access of exactly one row (a test)
  std::string_view text;
  std::string_view holds;  // what the call remembers when it stands here; empty for nothing
};

}  // namespace wgscope::sync
