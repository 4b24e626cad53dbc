#include "bench/bench.h"

#include <algorithm>
#include <random>
#include <set>
#include <utility>

namespace wgscope::bench {

MeasureId Bench::measure(std::function<double()> once, int rounds_max) {
  measures_.push_back({std::move(once), rounds_max, {}});
  return MeasureId{measures_.size() - 1};
}

MeasureId Bench::limit(double cost) {
  return measure([cost] { return cost; }, 1);
}

void Bench::row(std::string name, std::string unit, MeasureId ours, std::string peer_name, MeasureId peer, double target) {
  rows_.push_back({std::move(name), std::move(unit), std::move(peer_name), ours, peer, target});
}

void Bench::absent(std::string name, std::string peer_name) { absences_.push_back(name + ": " + peer_name + " is not on this machine"); }

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

std::vector<Bench::Result> Bench::run(int rounds, std::string_view filter, unsigned seed) {
  std::set<size_t> needed;
  for (const Row& row : rows_)
    if (row.name.find(filter) != std::string::npos) needed.insert({row.ours.value, row.peer.value});
  std::vector<size_t> order(needed.begin(), needed.end());
  for (const size_t i : order)
    if (measures_[i].rounds_max > 1) measures_[i].once();   // caches, pages and branch predictors: not counted
  std::mt19937 random(seed);
  for (int round = 0; round < rounds; ++round) {
    std::shuffle(order.begin(), order.end(), random);
    for (const size_t i : order)
      if (round < measures_[i].rounds_max) measures_[i].costs.push_back(measures_[i].once());
  }
  std::vector<Result> results;
  for (const Row& row : rows_) {
    if (row.name.find(filter) == std::string::npos) continue;
    Result result{.name = row.name, .unit = row.unit, .peer_name = row.peer_name, .target = row.target};
    result.ours = median(measures_[row.ours.value].costs);
    result.peer = median(measures_[row.peer.value].costs);
    result.ratio = result.ours / result.peer;
    result.met = result.ratio <= result.target;
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace wgscope::bench
