// Whole numbers of any size: Go's untyped constants are exact, and so are counts of schedules. Small and plain; not fast, and nothing here needs it to be.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wgscope {

class BigInt {
 public:
  BigInt() = default;
  BigInt(int64_t value);
  static BigInt from_unsigned(uint64_t value);
  // Digits of `base` only; underscores are skipped.
  static BigInt from_digits(std::string_view digits, unsigned base);

  bool zero() const { return limbs_.empty(); }
  int sign() const { return limbs_.empty() ? 0 : negative_ ? -1 : 1; }
  size_t bits() const;                              // of the magnitude
  bool odd() const { return !limbs_.empty() && (limbs_[0] & 1); }
  std::optional<int64_t> as_int64() const;
  std::optional<uint64_t> as_uint64() const;
  uint64_t low64() const;                           // of the two's complement
  std::string text() const;                         // decimal

  BigInt operator-() const;
  friend BigInt operator+(const BigInt& a, const BigInt& b);
  friend BigInt operator-(const BigInt& a, const BigInt& b) { return a + -b; }
  friend BigInt operator*(const BigInt& a, const BigInt& b);
  // Towards zero, as Go. Requires b != 0.
  friend BigInt operator/(const BigInt& a, const BigInt& b) { return divide(a, b).first; }
  friend BigInt operator%(const BigInt& a, const BigInt& b) { return divide(a, b).second; }
  friend BigInt operator<<(const BigInt& a, size_t count);
  friend BigInt operator>>(const BigInt& a, size_t count);   // rounds down, as Go
  // Bit by bit on the endless two's complement.
  static BigInt bitwise(const BigInt& a, const BigInt& b, char op);   // '&' '|' '^' '~' (and not)

  friend std::strong_ordering operator<=>(const BigInt& a, const BigInt& b);
  friend bool operator==(const BigInt& a, const BigInt& b) { return a.negative_ == b.negative_ && a.limbs_ == b.limbs_; }

  static BigInt greatest_common_divisor(BigInt a, BigInt b);

 private:
  static std::pair<BigInt, BigInt> divide(const BigInt& a, const BigInt& b);
  static int compare_magnitude(const BigInt& a, const BigInt& b);
  static BigInt sum_magnitude(const BigInt& a, const BigInt& b);
  static BigInt difference_magnitude(const BigInt& a, const BigInt& b);   // Requires |a| >= |b|
  void trim();

  bool negative_ = false;
  std::vector<uint32_t> limbs_;                     // little end first, no leading zeros; empty is 0
};

}  // namespace wgscope
