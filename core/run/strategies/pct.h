// Probabilistic concurrency testing: random priorities, and few changes of them at random steps. Finds a bug that needs d orderings with a
// probability of at least 1 / (n * k^(d-1)) for n goroutines and k steps, where plain random picks hardly ever hold anybody back for long.
//
// After Burckhardt, Kothari, Musuvathi, Nagarakatte: A Randomized Scheduler with Probabilistic Guarantees of Finding Bugs (ASPLOS 2010). They take k as known; here
// it is learnt: the program is walked ahead on a copy, and the next change falls on one of the steps that really come there and were a choice.
#pragma once

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

#include "core/run/strategies/strategy.h"

namespace wgscope {

class Pct final : public Strategy {
 public:
  // depth: d, the orderings that the bug needs: one change fewer.
  explicit Pct(uint64_t seed, uint32_t depth = 8) : priorities_random_(seed), random_(~seed), changes_left_(depth - 1) {}

  void begin(const Execution& execution) override {
    beside_.emplace(execution);
    plan();
  }

  std::optional<Choice> pick(const Offer& offer) override {
    Choice choice = best_of(offer);
    const bool change = offer.steps.size() > 1 && changes_left_ > 0 && ++choices_ == change_at_;
    if (change) {
      // Whoever would go falls behind everybody who could.
      priority_of(choice.who) = lowest_of(offer) - 1;
      choice = best_of(offer);
      --changes_left_;
    }
    if (beside_) beside_->step(choice);
    if (change && changes_left_ > 0) plan();
    if (changes_left_ == 0 || change_at_ == 0) beside_.reset();   // nothing will change any more
    return choice;
  }

 private:
  static constexpr uint64_t kAheadMost = 10'000;   // steps that are walked ahead for one change

  // How many choices come from here on if nothing changes? The next change is at one of them.
  void plan() {
    Execution ahead = *beside_;
    uint64_t choices = 0;
    for (uint64_t steps = 0; !ahead.over() && steps < kAheadMost; ++steps) {
      const Offer offer = ahead.offer();
      choices += offer.steps.size() > 1;
      ahead.step(best_of(offer));
    }
    choices_ = 0;
    change_at_ = choices == 0 ? 0 : 1 + random_() % choices;
  }

  Choice best_of(const Offer& offer) {
    if (offer.steps.empty()) return offer.timers.front();   // as every automatic strategy
    return *std::ranges::max_element(offer.steps, {}, [this](const Choice& step) { return priority_of(step.who); });
  }
  int64_t lowest_of(const Offer& offer) {
    int64_t lowest = INT64_MAX;
    for (const Choice& step : offer.steps) lowest = std::min(lowest, priority_of(step.who));
    return lowest;
  }
  // By number, so that a goroutine has the same on every way.
  int64_t& priority_of(GoroutineId who) {
    while (priorities_.size() <= who.value) priorities_.push_back(static_cast<int64_t>(priorities_random_() >> 2));
    return priorities_[who.value];
  }

  std::mt19937_64 priorities_random_, random_;
  std::vector<int64_t> priorities_;    // by goroutine number
  std::optional<Execution> beside_;    // a copy of the execution that makes the same steps, to walk ahead from
  uint32_t changes_left_;
  uint64_t choices_ = 0;               // since the last change
  uint64_t change_at_ = 0;             // of them; 0: never
};

}  // namespace wgscope
