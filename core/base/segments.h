// The places of a list that grows without moving what it holds: segment k holds kFirst << k elements, so an index is a segment and an offset in it.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

namespace wgscope {

struct SegmentPlace {
  size_t segment;
  uint64_t offset;
};

template <uint64_t kFirst>
constexpr SegmentPlace place_in_segments(uint64_t index) {
  static_assert(std::has_single_bit(kFirst));
  const auto segment = static_cast<size_t>(std::bit_width(index / kFirst + 1) - 1);
  return {segment, index + kFirst - (kFirst << segment)};
}

}  // namespace wgscope
