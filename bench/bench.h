// The harness of the benchmarks: measures in shuffled rounds, takes medians, and compares with a peer in the same run.
//
// A measure does some work once and gives its cost: a time, or a size; less is better. Each round runs every measure once, in another order, so
// that what the machine does meanwhile hits all alike. A row compares two measures, or one with a limit: its ratio against its target is what
// is gated; absolute figures are only shown.
//
//   void my_rows(Bench& bench) {
//     auto ours = bench.measure([] { return time_of_our_work_ns(); });
//     auto peer = bench.measure([] { return time_of_their_work_ns(); });
//     bench.row("sort a million", "ns", ours, "std::sort", peer, 1.1);
//   }
#pragma once

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace wgscope::bench {

struct MeasureId { size_t value; };
inline constexpr double kTold = std::numeric_limits<double>::infinity();   // a target that is none: the ratio is told

class Bench {
 public:
  // `rounds_max` below the number of rounds is for what takes long; with 1 there is no warming up either.
  MeasureId measure(std::function<double()> once, int rounds_max = 1000);
  MeasureId limit(double cost);   // a peer that costs exactly this
  // met: median(ours) / median(peer) <= target
  void row(std::string name, std::string unit, MeasureId ours, std::string peer_name, MeasureId peer, double target);
  // A peer that is not on this machine: said, not measured.
  void absent(std::string name, std::string peer_name);

  struct Result {
    std::string name, unit, peer_name;
    double ours = 0, peer = 0, ratio = 0, target = 0;
    bool met = false;
  };
  // Runs what the rows whose name contains `filter` need.
  std::vector<Result> run(int rounds, std::string_view filter, unsigned seed);
  const std::vector<std::string>& absences() const { return absences_; }

 private:
  struct Measure {
    std::function<double()> once;
    int rounds_max;
    std::vector<double> costs;
  };
  struct Row {
    std::string name, unit, peer_name;
    MeasureId ours, peer;
    double target;
  };
  std::vector<Measure> measures_;
  std::vector<Row> rows_;
  std::vector<std::string> absences_;
};

// How long work() takes, in ns, for each of `count` times that it does its thing.
template <class F>
double ns_each(size_t count, F&& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - start).count() / static_cast<double>(count);
}

// The quickest of some tries, for work of a few nanoseconds: whatever makes it slower was not the work.
template <class F>
double quickest_ns_each(size_t count, F&& work) {
  double quickest = ns_each(count, work);
  for (int tries = 1; tries < 5; ++tries) quickest = std::min(quickest, ns_each(count, work));
  return quickest;
}

double median(std::vector<double> values);

// The compiler may not know what becomes of the value, nor what memory holds after.
template <class T>
inline void keep(const T& value) {
  asm volatile("" : : "g"(&value) : "memory");
}

}  // namespace wgscope::bench
