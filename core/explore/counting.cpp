#include "core/explore/counting.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <utility>

#include "core/base/big_int.h"

namespace wgscope::search {
namespace {

// Primes just below 2^61, found with Miller-Rabin; the first is 2^61 - 1. As many are made as a count needs.
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

// Appends the next largest primes below 2^61.
void add_primes_below_2_61(std::vector<uint64_t>& primes, size_t count) {
  uint64_t candidate = primes.empty() ? (uint64_t{1} << 61) - 1 : primes.back() - 2;
  for (const size_t enough = primes.size() + count; primes.size() < enough; candidate -= 2) {
    if (is_prime(candidate)) primes.push_back(candidate);
  }
}
constexpr double kBitsOfPrime = 60.9;

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
  BigInt number;
  for (size_t i = mixed.size(); i-- > 0;) number = number * BigInt::from_unsigned(primes[i]) + BigInt::from_unsigned(mixed[i]);
  return number.text();
}

// A pass costs the memory that it waits for, not the additions: so several numbers a state go together, and what comes soon is fetched ahead.
constexpr size_t kFetchAhead = 12;

template <class T>
void fetch_targets(const Graph& graph, StateId s, const std::vector<T>& by_state) {
  const size_t last = graph.last_edge(s);
  for (size_t e = graph.first_edge(s); e < last; ++e) __builtin_prefetch(&by_state[graph.target(e)], 1);
}

// One pass over the graph: at each state, `Number` sums over the paths that lead there.
template <class Number, class Add>
std::vector<Number> pass(const Graph& graph, const TopologicalOrder& order, const std::vector<Terminal>& terminals, uint32_t groups, Number one, Add add) {
  std::vector<Number> paths(graph.states());
  paths[0] = one;
  const size_t count = order.identity ? graph.states() : order.states.size();
  const auto state = [&](size_t i) { return order.identity ? static_cast<StateId>(i) : order.states[i]; };
  for (size_t i = 0; i < count; ++i) {
    if (i + kFetchAhead < count) fetch_targets(graph, state(i + kFetchAhead), paths);
    const StateId s = state(i);
    const Number here = paths[s];
    const size_t last = graph.last_edge(s);
    for (size_t e = graph.first_edge(s); e < last; ++e) add(paths[graph.target(e)], here);
  }
  std::vector<Number> sums(groups);
  for (const auto& [state, group] : terminals) add(sums[group], paths[state]);
  return sums;
}

// Paths modulo a few primes, and how many there are, nearly.
constexpr size_t kPrimesAtOnce = 3;
struct Paths {
  double nearly = 0;
  std::array<uint64_t, kPrimesAtOnce> residues{};
};

std::vector<Paths> pass_modulo(const Graph& graph, const TopologicalOrder& order, const std::vector<Terminal>& terminals, uint32_t groups, const uint64_t* primes) {
  return pass(graph, order, terminals, groups, Paths{1, {1, 1, 1}}, [&](Paths& to, const Paths& from) {
    to.nearly += from.nearly;
    for (size_t i = 0; i < kPrimesAtOnce; ++i) {
      const uint64_t sum = to.residues[i] + from.residues[i];
      to.residues[i] = sum >= primes[i] ? sum - primes[i] : sum;
    }
  });
}

// A number beyond a double, nearly: mantissa * 2^(512 * scale).
struct Huge {
  double mantissa = 0;
  uint32_t scale = 0;
};

void add_huge(Huge& to, Huge from) {
  if (to.scale < from.scale) std::swap(to, from);
  if (to.scale - from.scale < 2) to.mantissa += to.scale == from.scale ? from.mantissa : std::ldexp(from.mantissa, -512);
  if (to.mantissa < 0x1p512) return;
  to.mantissa = std::ldexp(to.mantissa, -512);
  ++to.scale;
}

// How many bits the largest of the counts has, at most.
double bits_of(const Graph& graph, const TopologicalOrder& order, const std::vector<Terminal>& terminals, uint32_t groups, const std::vector<Paths>& sums) {
  double most = 0;
  for (const Paths& sum : sums) most = std::max(most, sum.nearly);
  if (std::isfinite(most)) return most > 0 ? std::log2(most) + 1 : 0;
  double bits = 0;
  for (const Huge& sum : pass(graph, order, terminals, groups, Huge{1, 0}, add_huge)) {
    if (sum.mantissa > 0) bits = std::max(bits, std::log2(sum.mantissa) + 512.0 * sum.scale + 1);
  }
  return bits;
}

}  // namespace

TopologicalOrder topological_order(const Graph& graph) {
  TopologicalOrder order;
  if (graph.forward()) {
    order.identity = true;
    return order;
  }
  std::vector<uint32_t> incoming(graph.states());
  constexpr size_t kEdgesAhead = 32;
  for (size_t e = 0; e < graph.edges(); ++e) {
    if (e + kEdgesAhead < graph.edges()) __builtin_prefetch(&incoming[graph.target(e + kEdgesAhead)], 1);
    ++incoming[graph.target(e)];
  }
  order.states.reserve(graph.states());
  if (incoming[0] == 0) order.states.push_back(0);
  for (size_t next = 0; next < order.states.size(); ++next) {
    if (next + kFetchAhead < order.states.size()) fetch_targets(graph, order.states[next + kFetchAhead], incoming);
    const StateId s = order.states[next];
    const size_t last = graph.last_edge(s);
    for (size_t e = graph.first_edge(s); e < last; ++e) {
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
                                                    uint32_t groups, const std::function<bool()>& out_of_time) {
  std::vector<std::optional<std::string>> counts(groups);
  std::vector<bool> endless(groups);
  for (const auto& [state, group] : terminals) {
    if (!order.acyclic() && order.left_out[state]) endless[group] = true;
  }
  if (!order.acyclic() && order.left_out[0]) return counts;  // the start itself lies on a cycle

  std::vector<std::vector<uint64_t>> residues(groups);
  std::vector<uint64_t> primes;
  for (double bits = 1; static_cast<double>(primes.size()) * kBitsOfPrime < bits;) {
    if (out_of_time && out_of_time()) return counts;
    const bool first = primes.empty();
    add_primes_below_2_61(primes, kPrimesAtOnce);
    const auto sums = pass_modulo(graph, order, terminals, groups, &primes[primes.size() - kPrimesAtOnce]);
    for (uint32_t group = 0; group < groups; ++group) residues[group].insert(residues[group].end(), sums[group].residues.begin(), sums[group].residues.end());
    if (first) bits = bits_of(graph, order, terminals, groups, sums);   // from here on it is known how many primes are enough
  }
  for (uint32_t group = 0; group < groups; ++group) {
    if (out_of_time && out_of_time()) return std::vector<std::optional<std::string>>(groups);
    if (!endless[group]) counts[group] = join(residues[group], primes);
  }
  return counts;
}

std::string add_decimals(const std::string& a, const std::string& b) { return (BigInt::from_digits(a, 10) + BigInt::from_digits(b, 10)).text(); }

}  // namespace wgscope::search
