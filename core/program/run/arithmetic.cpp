#include "core/program/run/arithmetic.h"

#include <bit>
#include <cmath>
#include <compare>
#include <limits>
#include <string>

#include "core/base/go_quote.h"
#include "core/base/limits.h"

namespace wgscope::program {

namespace {

bool is_signed(Kind kind) { return kind == Kind::int_ || kind == Kind::int32 || kind == Kind::int64; }
bool is_unsigned(Kind kind) { return kind == Kind::uint32 || kind == Kind::uint64; }
double real(uint64_t bits) { return std::bit_cast<double>(bits); }
uint64_t bits_of(double value) { return std::bit_cast<uint64_t>(value); }

Computed float_arithmetic(Op op, double v, double w) {
  switch (op) {
    case Op::add: return {bits_of(v + w)};
    case Op::sub: return {bits_of(v - w)};
    case Op::mul: return {bits_of(v * w)};
    default: return {bits_of(v / w)};
  }
}

// Go's integer division truncates; the one quotient that does not fit wraps.
Computed divide(Op op, Kind kind, uint64_t v, uint64_t w) {
  if (w == 0) return {0, Fault::divide_by_zero};
  if (is_unsigned(kind)) return {op == Op::div ? v / w : v % w};
  const auto a = static_cast<int64_t>(v), b = static_cast<int64_t>(w);
  if (b == -1) return {op == Op::div ? wrap(kind, 0 - v) : 0};
  return {wrap(kind, static_cast<uint64_t>(op == Op::div ? a / b : a % b))};
}

Computed integer_arithmetic(Op op, Kind kind, uint64_t v, uint64_t w) {
  switch (op) {
    case Op::add: return {wrap(kind, v + w)};
    case Op::sub: return {wrap(kind, v - w)};
    case Op::mul: return {wrap(kind, v * w)};
    case Op::bit_and: return {v & w};
    case Op::bit_or: return {v | w};
    case Op::bit_xor: return {wrap(kind, v ^ w)};
    case Op::and_not: return {v & ~w};
    default: return divide(op, kind, v, w);
  }
}

bool holds(Op op, std::partial_ordering order) {
  switch (op) {
    case Op::eq: return order == 0;
    case Op::ne: return !(order == 0);
    case Op::lt: return order < 0;
    case Op::le: return order <= 0;
    case Op::gt: return order > 0;
    default: return order >= 0;
  }
}

// Two `any`s: the same type, and equal values, wherever they came to be. Content ids make that equal bits, but for what Go compares otherwise or not at all.
Computed any_equal(const Program& program, Pool& pool, uint64_t v, uint64_t w) {
  const TypeId type = pool.type_of(v);
  if (type != pool.type_of(w)) return {0};
  const Kind kind = type == kTypeNone ? Kind::none : program.types[type.value].kind;
  if (kind == Kind::function) return {type.value, Fault::uncomparable};
  if (kind == Kind::float64) return {real(pool.payload_of(v)) == real(pool.payload_of(w)) ? 1u : 0u};
  return {pool.payload_of(v) == pool.payload_of(w) ? 1u : 0u};
}

Computed compare(const Program& program, Pool& pool, Op op, Kind kind, uint64_t v, uint64_t w) {
  std::partial_ordering order = std::partial_ordering::unordered;
  if (kind == Kind::any) {
    const Computed equal = any_equal(program, pool, v, w);
    if (equal.fault != Fault::none) return equal;
    return {(equal.bits != 0) == (op == Op::eq) ? 1u : 0u};
  }
  if (kind == Kind::float64) {
    order = real(v) <=> real(w);
  } else if (kind == Kind::string) {
    order = v == w ? std::partial_ordering::equivalent : std::partial_ordering(pool.text(v) <=> pool.text(w));
  } else if (is_signed(kind)) {
    order = static_cast<int64_t>(v) <=> static_cast<int64_t>(w);
  } else {
    order = v <=> w;
  }
  return {holds(op, order) ? 1u : 0u};
}

// As amd64 does it, where Go leaves it to the implementation.
int64_t truncate(double value) {
  if (!(value >= -9223372036854775808.0 && value < 9223372036854775808.0)) return std::numeric_limits<int64_t>::min();
  return static_cast<int64_t>(value);
}

uint64_t from_float(Kind to, double value) {
  switch (to) {
    case Kind::int32:
      if (!(value > -2147483649.0 && value < 2147483648.0)) return wrap(Kind::int32, 0x80000000u);
      return wrap(Kind::int32, static_cast<uint64_t>(truncate(value)));
    case Kind::uint64:
      if (value < 9223372036854775808.0) return static_cast<uint64_t>(truncate(value));
      return static_cast<uint64_t>(truncate(value - 9223372036854775808.0)) ^ (uint64_t{1} << 63);
    default: return wrap(to, static_cast<uint64_t>(truncate(value)));
  }
}

}  // namespace

uint64_t wrap(Kind kind, uint64_t bits) {
  if (kind == Kind::int32) return static_cast<uint64_t>(static_cast<int64_t>(static_cast<int32_t>(bits)));
  if (kind == Kind::uint32) return static_cast<uint32_t>(bits);
  return bits;
}

Computed binary(const Program& program, Pool& pool, Op op, Kind kind, uint64_t v, uint64_t w) {
  if (op >= Op::eq && op <= Op::ge) return compare(program, pool, op, kind, v, w);
  if (kind == Kind::float64) return float_arithmetic(op, real(v), real(w));
  if (kind != Kind::string) return integer_arithmetic(op, kind, v, w);
  const std::string_view head = pool.text(v), tail = pool.text(w);
  if (head.size() + tail.size() > limits::kStringBytes) return {0, Fault::string_too_long};
  return {pool.string(std::string(head).append(tail))};
}

Computed shift(Op op, Kind kind, uint64_t v, Kind count_kind, uint64_t count) {
  if (is_signed(count_kind) && static_cast<int64_t>(count) < 0) return {0, Fault::negative_shift};
  const uint64_t width = kind == Kind::int32 || kind == Kind::uint32 ? 32 : 64;
  if (op == Op::shl) return {count >= width ? 0 : wrap(kind, v << count)};
  if (is_signed(kind)) return {static_cast<uint64_t>(static_cast<int64_t>(v) >> (count >= width ? 63 : count))};
  return {count >= width ? 0 : v >> count};
}

uint64_t unary(Op op, Kind kind, uint64_t v) {
  if (op == Op::not_) return v == 0 ? 1 : 0;
  if (kind == Kind::float64) return v ^ (uint64_t{1} << 63);
  return wrap(kind, op == Op::neg ? 0 - v : ~v);
}

uint64_t convert(Pool& pool, Kind to, Kind from, uint64_t v) {
  if (to == from) return v;
  if (to == Kind::string) return pool.string(utf8(v));
  if (from == Kind::float64) return from_float(to, real(v));
  if (to != Kind::float64) return wrap(to, v);
  return bits_of(is_unsigned(from) ? static_cast<double>(v) : static_cast<double>(static_cast<int64_t>(v)));
}

}  // namespace wgscope::program
