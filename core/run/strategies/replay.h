// Takes a schedule's choices in order, and has had enough when it is through or when the next one is not offered.
// replay() of execution.h says in words what does not fit.
#pragma once

#include <algorithm>
#include <utility>

#include "core/run/strategies/strategy.h"

namespace wgscope {

class ReplayStrategy final : public Strategy {
 public:
  explicit ReplayStrategy(Schedule schedule) : schedule_(std::move(schedule)) {}

  std::optional<Choice> pick(const Offer& offer) override {
    if (next_ == schedule_.choices.size()) return std::nullopt;
    const Choice choice = schedule_.choices[next_];
    const auto& among = choice.timer ? offer.timers : offer.steps;
    if (std::ranges::find(among, choice) == among.end()) return std::nullopt;
    ++next_;
    return choice;
  }
  size_t taken() const { return next_; }

 private:
  Schedule schedule_;
  size_t next_ = 0;
};

}  // namespace wgscope
