#include "app/cli/step_text.h"

#include <fmt/format.h>

#include "app/model/story.h"

namespace wgscope::cli {

std::vector<StepOffer> offers_of(const Execution& execution, const model::Strings& strings) {
  std::vector<StepOffer> offers;
  const auto trace = execution.trace();
  for (const EnabledStep& enabled : execution.enabled()) {
    StepOffer offer;
    offer.choice = enabled.choice;
    offer.line = trace->site(enabled.site).line;
    offer.step = enabled.choice.timer ? "timer" : std::string(name_of(enabled.kind));
    Execution then = execution;
    if (then.step(enabled.choice)) {
      const auto after = then.trace();
      model::Story story;
      story.reset(after);
      if (after->size() > trace->size()) {
        const model::StoryLine line = story.line(trace->size(), strings);
        offer.would_do = line.head;
        offer.why = line.sentence;
      }
    }
    offers.push_back(std::move(offer));
  }
  return offers;
}

std::string text_of(const std::vector<StepOffer>& offers, const Output& output) {
  std::string text;
  for (size_t i = 0; i < offers.size(); ++i) {
    const StepOffer& offer = offers[i];
    text += fmt::format("{:>3}  {:<9}  {}  {}\n", i + 1, to_string(offer.choice), offer.line > 0 ? fmt::format("line {:<4}", offer.line) : std::string(9, ' '), offer.would_do);
    if (!offer.why.empty()) text += "       " + output.toned(Tone::faint, offer.why) + "\n";
  }
  return text;
}

}  // namespace wgscope::cli
