// A step each: after whoever stepped last comes the next higher number that can step, then from the start again.
#pragma once

#include <algorithm>

#include "core/run/strategies/strategy.h"

namespace wgscope {

class RoundRobin final : public AutomaticStrategy {
  Choice pick_step(const Offer& offer) override {
    const auto next = std::ranges::find_if(offer.steps, [&](const Choice& step) { return step.who > offer.last; });
    return next == offer.steps.end() ? offer.steps.front() : *next;
  }
};

}  // namespace wgscope
