// What Go's operators and conversions yield on the 64 bits of a value (code.h): widths, wrapping, shifts, comparisons.
// No state, no goroutine; a run-time error is a value for the caller to raise.
#pragma once

#include <cstdint>

#include "core/program/code.h"
#include "core/program/pool.h"

namespace wgscope::program {

enum class Fault : uint8_t { none, divide_by_zero, negative_shift, uncomparable, string_too_long };

struct Computed {
  uint64_t bits = 0;
  Fault fault = Fault::none;
};

// To the width of an integer kind, sign- or zero-extended to 64 bits; other kinds as they are.
uint64_t wrap(Kind kind, uint64_t bits);

Computed binary(const Program& program, Pool& pool, Op op, Kind kind, uint64_t v, uint64_t w);       // add … ge
Computed shift(Op op, Kind kind, uint64_t v, Kind count_kind, uint64_t count);                       // shl, shr
uint64_t unary(Op op, Kind kind, uint64_t v);                                                        // neg, bit_not, not_
uint64_t convert(Pool& pool, Kind to, Kind from, uint64_t v);

}  // namespace wgscope::program
