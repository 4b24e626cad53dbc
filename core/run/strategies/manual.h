// Somebody else picks: a person at a terminal or in the window. Timers are offered like steps.
#pragma once

#include <functional>
#include <utility>

#include "core/run/strategies/strategy.h"

namespace wgscope {

class ManualStrategy final : public Strategy {
 public:
  using Ask = std::function<std::optional<Choice>(const Offer&)>;
  explicit ManualStrategy(Ask ask) : ask_(std::move(ask)) {}
  std::optional<Choice> pick(const Offer& offer) override { return ask_(offer); }

 private:
  Ask ask_;
};

}  // namespace wgscope
