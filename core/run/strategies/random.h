// Any step that can be taken, each as likely as the others. The same seed, the same picks, on every machine.
#pragma once

#include <random>

#include "core/run/strategies/strategy.h"

namespace wgscope {

class RandomStrategy final : public AutomaticStrategy {
 public:
  explicit RandomStrategy(uint64_t seed) : random_(seed) {}

 private:
  // Not a standard distribution: those may differ from one library to another.
  Choice pick_step(const Offer& offer) override { return offer.steps[random_() % offer.steps.size()]; }
  std::mt19937_64 random_;
};

}  // namespace wgscope
