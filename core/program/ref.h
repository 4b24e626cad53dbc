// A Ref: how a slot names an object (a variable, an atomic, a WaitGroup) of the running program. 0 is nil.
//
// Don't think of it as an address: nothing can be reached through it but by asking the world. It is made of who created the object and how
// many that goroutine had created before, so that another interleaving of the same steps gives the same objects the same Refs.
// Its upper 16 bits, and those of a Pool's tuples, are patterns that no ordinary number has: so a scan of slots for Refs may be conservative.
#pragma once

#include <cstdint>

#include "core/base/ids.h"

namespace wgscope::program {

using Ref = uint64_t;
inline constexpr Ref kNil = 0;

inline constexpr uint64_t kRefTag = 0xfff5;     // a NaN that no arithmetic makes; as an integer, below -2^51
inline constexpr uint64_t kTupleTag = 0xfff6;   // Pool::tuple

// Package-level objects were created by nobody; their serial is their place in Program::globals.
constexpr Ref make_ref(GoroutineId creator, uint32_t serial) { return kRefTag << 48 | uint64_t{creator.value & 0xffff} << 32 | serial; }
constexpr bool is_ref(uint64_t bits) { return bits >> 48 == kRefTag; }
constexpr bool is_tuple(uint64_t bits) { return bits >> 48 == kTupleTag; }
constexpr GoroutineId creator_of(Ref ref) { return GoroutineId{static_cast<uint32_t>(ref >> 32 & 0xffff)}; }
constexpr uint32_t serial_of(Ref ref) { return static_cast<uint32_t>(ref); }

}  // namespace wgscope::program
