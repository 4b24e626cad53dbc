#include "core/base/big_int.h"

#include <algorithm>
#include <cassert>

namespace wgscope {

BigInt::BigInt(int64_t value) {
  *this = from_unsigned(value < 0 ? 0 - static_cast<uint64_t>(value) : static_cast<uint64_t>(value));
  negative_ = value < 0;
}

BigInt BigInt::from_unsigned(uint64_t value) {
  BigInt result;
  for (; value != 0; value >>= 32) result.limbs_.push_back(static_cast<uint32_t>(value));
  return result;
}

BigInt BigInt::from_digits(std::string_view digits, unsigned base) {
  BigInt result;
  for (const char c : digits) {
    if (c == '_') continue;
    uint64_t carry = static_cast<uint64_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    for (uint32_t& limb : result.limbs_) {
      carry += static_cast<uint64_t>(limb) * base;
      limb = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
    if (carry) result.limbs_.push_back(static_cast<uint32_t>(carry));
  }
  return result;
}

void BigInt::trim() {
  while (!limbs_.empty() && limbs_.back() == 0) limbs_.pop_back();
  if (limbs_.empty()) negative_ = false;
}

size_t BigInt::bits() const {
  if (limbs_.empty()) return 0;
  size_t count = (limbs_.size() - 1) * 32;
  for (uint32_t top = limbs_.back(); top != 0; top >>= 1) ++count;
  return count;
}

uint64_t BigInt::low64() const {
  uint64_t low = limbs_.empty() ? 0 : limbs_[0];
  if (limbs_.size() > 1) low |= static_cast<uint64_t>(limbs_[1]) << 32;
  return negative_ ? 0 - low : low;
}

std::optional<int64_t> BigInt::as_int64() const {
  if (bits() < 64 || (negative_ && *this == BigInt(INT64_MIN))) return static_cast<int64_t>(low64());
  return std::nullopt;
}

std::optional<uint64_t> BigInt::as_uint64() const {
  if (negative_ || bits() > 64) return std::nullopt;
  return low64();
}

std::string BigInt::text() const {
  if (limbs_.empty()) return "0";
  std::string digits;
  std::vector<uint32_t> rest = limbs_;
  while (!rest.empty()) {
    uint64_t remainder = 0;
    for (size_t i = rest.size(); i-- > 0;) {
      remainder = remainder << 32 | rest[i];
      rest[i] = static_cast<uint32_t>(remainder / 1'000'000'000);
      remainder %= 1'000'000'000;
    }
    while (!rest.empty() && rest.back() == 0) rest.pop_back();
    for (int i = 0; i < 9; ++i, remainder /= 10) digits += static_cast<char>('0' + remainder % 10);
  }
  while (digits.size() > 1 && digits.back() == '0') digits.pop_back();
  if (negative_) digits += '-';
  std::reverse(digits.begin(), digits.end());
  return digits;
}

BigInt BigInt::operator-() const {
  BigInt result = *this;
  result.negative_ = !result.negative_ && !result.limbs_.empty();
  return result;
}

int BigInt::compare_magnitude(const BigInt& a, const BigInt& b) {
  if (a.limbs_.size() != b.limbs_.size()) return a.limbs_.size() < b.limbs_.size() ? -1 : 1;
  for (size_t i = a.limbs_.size(); i-- > 0;) {
    if (a.limbs_[i] != b.limbs_[i]) return a.limbs_[i] < b.limbs_[i] ? -1 : 1;
  }
  return 0;
}

BigInt BigInt::sum_magnitude(const BigInt& a, const BigInt& b) {
  BigInt result;
  uint64_t carry = 0;
  for (size_t i = 0; i < std::max(a.limbs_.size(), b.limbs_.size()) || carry; ++i) {
    if (i < a.limbs_.size()) carry += a.limbs_[i];
    if (i < b.limbs_.size()) carry += b.limbs_[i];
    result.limbs_.push_back(static_cast<uint32_t>(carry));
    carry >>= 32;
  }
  return result;
}

BigInt BigInt::difference_magnitude(const BigInt& a, const BigInt& b) {
  BigInt result;
  int64_t borrow = 0;
  for (size_t i = 0; i < a.limbs_.size(); ++i) {
    int64_t value = static_cast<int64_t>(a.limbs_[i]) - borrow - (i < b.limbs_.size() ? b.limbs_[i] : 0);
    borrow = value < 0;
    if (borrow) value += int64_t{1} << 32;
    result.limbs_.push_back(static_cast<uint32_t>(value));
  }
  result.trim();
  return result;
}

BigInt operator+(const BigInt& a, const BigInt& b) {
  if (a.negative_ == b.negative_) {
    BigInt result = BigInt::sum_magnitude(a, b);
    result.negative_ = a.negative_;
    result.trim();
    return result;
  }
  const bool a_larger = BigInt::compare_magnitude(a, b) >= 0;
  BigInt result = a_larger ? BigInt::difference_magnitude(a, b) : BigInt::difference_magnitude(b, a);
  result.negative_ = a_larger ? a.negative_ : b.negative_;
  result.trim();
  return result;
}

BigInt operator*(const BigInt& a, const BigInt& b) {
  BigInt result;
  result.limbs_.assign(a.limbs_.size() + b.limbs_.size(), 0);
  for (size_t i = 0; i < a.limbs_.size(); ++i) {
    if (a.limbs_[i] == 0) continue;   // most of a number that was shifted far
    uint64_t carry = 0;
    for (size_t j = 0; j < b.limbs_.size() || carry; ++j) {
      carry += result.limbs_[i + j];
      if (j < b.limbs_.size()) carry += static_cast<uint64_t>(a.limbs_[i]) * b.limbs_[j];
      result.limbs_[i + j] = static_cast<uint32_t>(carry);
      carry >>= 32;
    }
  }
  result.negative_ = a.negative_ != b.negative_;
  result.trim();
  return result;
}

std::pair<BigInt, BigInt> BigInt::divide(const BigInt& a, const BigInt& b) {
  assert(!b.zero());
  BigInt quotient, remainder;
  quotient.limbs_.assign(a.limbs_.size(), 0);
  if (b.limbs_.size() == 1) {
    uint64_t rest = 0;
    for (size_t i = a.limbs_.size(); i-- > 0;) {
      rest = rest << 32 | a.limbs_[i];
      quotient.limbs_[i] = static_cast<uint32_t>(rest / b.limbs_[0]);
      rest %= b.limbs_[0];
    }
    remainder = from_unsigned(rest);
  } else if (compare_magnitude(a, b) < 0) {
    remainder = a;
  } else {   // Knuth, The Art of Computer Programming 2, 4.3.1, algorithm D
    size_t shift = 0;
    while (!(b.limbs_.back() << shift >> 31)) ++shift;
    std::vector<uint32_t> u = (a << shift).limbs_;
    const std::vector<uint32_t> v = (b << shift).limbs_;
    u.resize(a.limbs_.size() + 1, 0);
    const size_t n = v.size();
    for (size_t j = u.size() - n; j-- > 0;) {
      const uint64_t top = static_cast<uint64_t>(u[j + n]) << 32 | u[j + n - 1];
      uint64_t guess = top / v[n - 1], rest = top % v[n - 1];
      while (guess >> 32 || guess * v[n - 2] > (rest << 32 | u[j + n - 2])) {
        --guess;
        rest += v[n - 1];
        if (rest >> 32) break;
      }
      int64_t borrow = 0;
      uint64_t carry = 0;
      for (size_t i = 0; i < n; ++i) {
        carry += guess * v[i];
        const int64_t value = static_cast<int64_t>(u[i + j]) - borrow - static_cast<int64_t>(carry & 0xffffffff);
        u[i + j] = static_cast<uint32_t>(value);
        borrow = value < 0;
        carry >>= 32;
      }
      const int64_t value = static_cast<int64_t>(u[j + n]) - borrow - static_cast<int64_t>(carry);
      u[j + n] = static_cast<uint32_t>(value);
      if (value < 0) {   // one too many: put one back
        --guess;
        uint64_t sum = 0;
        for (size_t i = 0; i < n; ++i) {
          sum += static_cast<uint64_t>(u[i + j]) + v[i];
          u[i + j] = static_cast<uint32_t>(sum);
          sum >>= 32;
        }
        u[j + n] += static_cast<uint32_t>(sum);
      }
      quotient.limbs_[j] = static_cast<uint32_t>(guess);
    }
    remainder.limbs_ = std::move(u);
    remainder.trim();
    remainder = remainder >> shift;
  }
  quotient.negative_ = a.negative_ != b.negative_;
  remainder.negative_ = a.negative_;
  quotient.trim();
  remainder.trim();
  return {quotient, remainder};
}

BigInt operator<<(const BigInt& a, size_t count) {
  BigInt result;
  result.negative_ = a.negative_;
  result.limbs_.assign(count / 32, 0);
  uint64_t carry = 0;
  for (const uint32_t limb : a.limbs_) {
    carry |= static_cast<uint64_t>(limb) << (count % 32);
    result.limbs_.push_back(static_cast<uint32_t>(carry));
    carry >>= 32;
  }
  result.limbs_.push_back(static_cast<uint32_t>(carry));
  result.trim();
  return result;
}

BigInt operator>>(const BigInt& a, size_t count) {
  if (a.negative_) return -((-a - BigInt(1)) >> count) - BigInt(1);
  BigInt result;
  for (size_t i = count / 32; i < a.limbs_.size(); ++i) {
    uint64_t pair = a.limbs_[i];
    if (i + 1 < a.limbs_.size()) pair |= static_cast<uint64_t>(a.limbs_[i + 1]) << 32;
    result.limbs_.push_back(static_cast<uint32_t>(pair >> (count % 32)));
  }
  result.trim();
  return result;
}

BigInt BigInt::bitwise(const BigInt& a, const BigInt& b, char op) {
  const size_t size = std::max(a.limbs_.size(), b.limbs_.size()) + 1;   // one more, for the sign
  const auto complement = [size](const BigInt& value) {
    std::vector<uint32_t> limbs = value.negative_ ? (-value - BigInt(1)).limbs_ : value.limbs_;
    limbs.resize(size, 0);
    if (value.negative_) for (uint32_t& limb : limbs) limb = ~limb;
    return limbs;
  };
  const std::vector<uint32_t> left = complement(a), right = complement(b);
  BigInt result;
  for (size_t i = 0; i < size; ++i) {
    result.limbs_.push_back(op == '&' ? left[i] & right[i] : op == '|' ? left[i] | right[i] : op == '^' ? left[i] ^ right[i] : left[i] & ~right[i]);
  }
  if (result.limbs_.back() >> 31) {
    for (uint32_t& limb : result.limbs_) limb = ~limb;
    result.trim();
    return -(result + BigInt(1));
  }
  result.trim();
  return result;
}

std::strong_ordering operator<=>(const BigInt& a, const BigInt& b) {
  if (a.negative_ != b.negative_) return a.negative_ ? std::strong_ordering::less : std::strong_ordering::greater;
  const int order = BigInt::compare_magnitude(a, b) * (a.negative_ ? -1 : 1);
  return order <=> 0;
}

BigInt BigInt::greatest_common_divisor(BigInt a, BigInt b) {
  a.negative_ = b.negative_ = false;
  while (!b.zero()) {
    BigInt rest = a % b;
    a = std::move(b);
    b = std::move(rest);
  }
  return a;
}

}  // namespace wgscope
