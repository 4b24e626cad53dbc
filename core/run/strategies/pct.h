// Probabilistic concurrency testing: random priorities, and few changes of them at random steps. Finds a bug that needs d orderings with a
// probability of at least 1 / (n * k^(d-1)) for n goroutines and k steps, where plain random picks hardly ever hold anybody back for long.
//
// After Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs (ASPLOS 2010).
#pragma once

#include <algorithm>
#include <random>
#include <vector>

#include "core/run/strategies/strategy.h"

namespace wgscope {

class Pct final : public AutomaticStrategy {
 public:
  // depth: d, the orderings that the bug needs; steps: k, an estimate.
  explicit Pct(uint64_t seed, uint32_t depth = 3, uint64_t steps = 100) : random_(seed) {
    for (uint32_t i = 1; i < depth; ++i) changes_.push_back(1 + random_() % steps);
  }

 private:
  Choice pick_step(const Offer& offer) override {
    for (const Choice& step : offer.steps) give_priority(step.who);
    const auto best = [&] { return *std::ranges::max_element(offer.steps, {}, [&](const Choice& step) { return priorities_[step.who.value]; }); };
    ++taken_;
    // At a change, whoever would go falls behind everybody else, and behind those who fell before.
    for (const uint64_t change : changes_)
      if (change == taken_) priorities_[best().who.value] = lowest_--;
    return best();
  }
  void give_priority(GoroutineId who) {
    if (priorities_.size() <= who.value) priorities_.resize(who.value + 1, 0);
    if (priorities_[who.value] == 0) priorities_[who.value] = static_cast<int64_t>(1 + (random_() >> 2));
  }

  std::mt19937_64 random_;
  std::vector<uint64_t> changes_;
  std::vector<int64_t> priorities_;   // by goroutine number; 0: not seen yet
  int64_t lowest_ = -1;
  uint64_t taken_ = 0;
};

}  // namespace wgscope
