// The steps that could be taken now, with what each would do.
#pragma once

#include <string>
#include <vector>

#include "app/cli/output.h"
#include "app/model/strings.h"
#include "core/run/execution.h"

namespace wgscope::cli {

struct StepOffer {
  Choice choice;
  uint32_t line = 0;
  std::string step;      // `add`, `load`, …
  std::string would_do;  // `add -1 → 0·2`
  std::string why;       // the story's sentence for it
};
// What each would do is not guessed: it is done, in a copy.
std::vector<StepOffer> offers_of(const Execution& execution, const model::Strings& strings);

std::string text_of(const std::vector<StepOffer>& offers, const Output& output);

}  // namespace wgscope::cli
