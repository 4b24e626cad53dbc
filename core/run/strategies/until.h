// Another strategy, until a time limit is over: then it has had enough.
#pragma once

#include "core/base/time_limit.h"
#include "core/run/strategies/strategy.h"

namespace wgscope {

class Until final : public Strategy {
 public:
  // Both have to outlive it.
  Until(Strategy& strategy, const TimeLimit& limit) : strategy_(strategy), limit_(limit) {}
  void begin(const Execution& execution) override { strategy_.begin(execution); }
  std::optional<Choice> pick(const Offer& offer) override { return limit_.over() ? std::nullopt : strategy_.pick(offer); }

 private:
  Strategy& strategy_;
  const TimeLimit& limit_;
};

}  // namespace wgscope
