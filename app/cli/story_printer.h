// The story of an execution in the terminal: per event who, where, the step, what it did to the word, and why, in a sentence.
#pragma once

#include <memory>
#include <string>

#include "app/cli/output.h"
#include "app/model/story.h"
#include "core/base/limits.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"
#include "core/trace/world_state.h"

namespace wgscope::cli {

class StoryPrinter {
 public:
  StoryPrinter(Output& output, std::shared_ptr<const Scenario> scenario, const std::string& language);

  // The scenario's title, its params.
  void print_head();
  // The events of `trace` that were not printed yet, up to limits::kStoryEvents of them in all. Successive traces of one growing execution.
  void print_events(std::shared_ptr<const Trace> trace);
  // What that left out: how many, and the last ones. From here on as many as at first may be printed.
  void print_rest(std::shared_ptr<const Trace> trace);
  // What is printed next follows on so many events of this trace, which is one that an earlier one grew from, or the latest.
  void go_back(std::shared_ptr<const Trace> trace, EventIndex to);
  // After the last event, and what was left out: what the program printed, its crash text, its ending or why it was stopped.
  void print_ending(std::shared_ptr<const Trace> trace);

 private:
  void print_until(const std::shared_ptr<const Trace>& trace, EventIndex end);
  std::string row(const Trace& trace, EventIndex index, const std::string& head) const;
  std::string source_line(const TraceSite& site) const;

  Output& output_;
  std::shared_ptr<const Scenario> scenario_;
  const model::Strings& strings_;
  model::Story story_;
  WorldState world_;        // before the next event to be printed
  EventIndex printed_ = 0;
  size_t left_ = limits::kStoryEvents;   // that may still be printed
};

}  // namespace wgscope::cli
