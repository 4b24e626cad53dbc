// Always the goroutine with the smallest number that can step: main runs until it has to wait.
#pragma once

#include "core/run/strategies/strategy.h"

namespace wgscope {

class FirstEnabled final : public AutomaticStrategy {
  Choice pick_step(const Offer& offer) override { return offer.steps.front(); }
};

}  // namespace wgscope
