#include "core/explore/counting.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace wgscope::search {
namespace {

// Primes just below 2^61, found with Miller-Rabin; the first is 2^61 - 1. More are made when a count needs them.
uint64_t multiply(uint64_t a, uint64_t b, uint64_t modulus) {
  return static_cast<uint64_t>(static_cast<unsigned __int128>(a) * b % modulus);
}

uint64_t power(uint64_t base, uint64_t exponent, uint64_t modulus) {
  uint64_t result = 1;
  for (base %= modulus; exponent != 0; exponent >>= 1, base = multiply(base, base, modulus)) {
    if (exponent & 1) result = multiply(result, base, modulus);
  }
  return result;
}

bool is_prime(uint64_t n) {
  if (n % 2 == 0) return n == 2;
  uint64_t odd = n - 1;
  int twos = 0;
  for (; odd % 2 == 0; odd /= 2) ++twos;
  // These bases decide every 64-bit number (Sinclair 2011 and before; the first twelve primes do too).
  for (const uint64_t base : {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37}) {
    if (n % base == 0) return n == base;
    uint64_t x = power(base, odd, n);
    bool witness = x != 1 && x != n - 1;
    for (int i = 1; i < twos && witness; ++i) {
      x = multiply(x, x, n);
      witness = x != n - 1;
    }
    if (witness) return false;
  }
  return true;
}

std::vector<uint64_t> primes_below_2_61(size_t count) {
  std::vector<uint64_t> primes;
  for (uint64_t candidate = (uint64_t{1} << 61) - 1; primes.size() < count; candidate -= 2) {
    if (is_prime(candidate)) primes.push_back(candidate);
  }
  return primes;
}

// A natural number in base 10^18, least digit first: all that joining residues needs.
class Natural {
 public:
  void multiply_add(uint64_t factor, uint64_t addend) {
    unsigned __int128 carry = addend;
    for (uint64_t& digit : digits_) {
      carry += static_cast<unsigned __int128>(digit) * factor;
      digit = static_cast<uint64_t>(carry % kBase);
      carry /= kBase;
    }
    for (; carry != 0; carry /= kBase) digits_.push_back(static_cast<uint64_t>(carry % kBase));
  }
  std::string decimal() const {
    if (digits_.empty()) return "0";
    std::string text = std::to_string(digits_.back());
    for (size_t i = digits_.size() - 1; i-- > 0;) {
      const std::string part = std::to_string(digits_[i]);
      text += std::string(18 - part.size(), '0') + part;
    }
    return text;
  }

 private:
  static constexpr uint64_t kBase = 1'000'000'000'000'000'000;
  std::vector<uint64_t> digits_;
};

// Garner: residues to mixed radix, then to decimal.
std::string join(const std::vector<uint64_t>& residues, const std::vector<uint64_t>& primes) {
  std::vector<uint64_t> mixed(residues.size());
  for (size_t i = 0; i < residues.size(); ++i) {
    uint64_t value = residues[i];
    for (size_t j = 0; j < i; ++j) {
      value = multiply((value + primes[i] - mixed[j] % primes[i]) % primes[i], power(primes[j], primes[i] - 2, primes[i]), primes[i]);
    }
    mixed[i] = value;
  }
  Natural number;
  for (size_t i = mixed.size(); i-- > 0;) number.multiply_add(primes[i], mixed[i]);
  return number.decimal();
}

// One pass over the graph: at each state, `Number` sums over the paths that lead there.
template <class Number, class Add>
std::vector<Number> pass(const Graph& graph, const TopologicalOrder& order, const std::vector<Terminal>& terminals, uint32_t groups, Add add) {
  std::vector<Number> paths(graph.states());
  paths[0] = 1;
  const auto visit = [&](StateId s) {
    const Number here = paths[s];
    const size_t last = graph.last_edge(s);
    for (size_t e = graph.first_edge(s); e < last; ++e) paths[graph.target(e)] = add(paths[graph.target(e)], here);
  };
  if (order.identity) {
    for (StateId s = 0; s < graph.states(); ++s) visit(s);
  } else {
    for (const StateId s : order.states) visit(s);
  }
  std::vector<Number> sums(groups);
  for (const auto& [state, group] : terminals) sums[group] = add(sums[group], paths[state]);
  return sums;
}

}  // namespace

TopologicalOrder topological_order(const Graph& graph) {
  TopologicalOrder order;
  if (graph.forward()) {
    order.identity = true;
    return order;
  }
  std::vector<uint32_t> incoming(graph.states());
  for (size_t e = 0; e < graph.edges(); ++e) ++incoming[graph.target(e)];
  order.states.reserve(graph.states());
  if (incoming[0] == 0) order.states.push_back(0);
  for (size_t next = 0; next < order.states.size(); ++next) {
    const StateId s = order.states[next];
    for (size_t e = graph.first_edge(s); e < graph.last_edge(s); ++e) {
      if (--incoming[graph.target(e)] == 0) order.states.push_back(graph.target(e));
    }
  }
  if (order.states.size() != graph.states()) {
    order.left_out.assign(graph.states(), true);
    for (const StateId s : order.states) order.left_out[s] = false;
  }
  return order;
}

std::vector<std::optional<std::string>> count_paths(const Graph& graph, const TopologicalOrder& order, const std::vector<Terminal>& terminals,
                                                    uint32_t groups) {
  std::vector<std::optional<std::string>> counts(groups);
  std::vector<bool> endless(groups);
  for (const auto& [state, group] : terminals) {
    if (!order.acyclic() && order.left_out[state]) endless[group] = true;
  }
  if (!order.acyclic() && order.left_out[0]) return counts;  // the start itself lies on a cycle

  // How large can it get? A sum in floating point, rounded up, says how many primes are enough.
  const auto bounds = pass<double>(graph, order, terminals, groups, [](double a, double b) { return a + b; });
  double bits = 0;
  for (const double bound : bounds) bits = std::max(bits, std::isfinite(bound) && bound > 0 ? std::log2(bound) + 1 : bound > 0 ? 1e9 : 0);
  if (bits >= 1e9) {
    // Beyond a double: every state of the longest path multiplies by at most its choices.
    size_t widest = 1;
    for (StateId s = 0; s < graph.states(); ++s) widest = std::max(widest, graph.last_edge(s) - graph.first_edge(s));
    bits = std::log2(static_cast<double>(widest)) * graph.states() + 64;
  }
  const auto primes = primes_below_2_61(static_cast<size_t>(bits / 60.9) + 1);

  std::vector<std::vector<uint64_t>> residues(groups);
  for (const uint64_t prime : primes) {
    const auto sums = pass<uint64_t>(graph, order, terminals, groups, [prime](uint64_t a, uint64_t b) {
      const uint64_t sum = a + b;
      return sum >= prime ? sum - prime : sum;
    });
    for (uint32_t group = 0; group < groups; ++group) residues[group].push_back(sums[group]);
  }
  for (uint32_t group = 0; group < groups; ++group) {
    if (!endless[group]) counts[group] = join(residues[group], primes);
  }
  return counts;
}

std::string add_decimals(const std::string& a, const std::string& b) {
  std::string sum;
  int carry = 0;
  for (size_t i = 0; i < std::max(a.size(), b.size()) || carry != 0; ++i) {
    const int digit = carry + (i < a.size() ? a[a.size() - 1 - i] - '0' : 0) + (i < b.size() ? b[b.size() - 1 - i] - '0' : 0);
    sum.push_back(static_cast<char>('0' + digit % 10));
    carry = digit / 10;
  }
  std::ranges::reverse(sum);
  return sum.empty() ? "0" : sum;
}

}  // namespace wgscope::search
