// The story of an execution in the terminal: per event who, where, the step, what it did to the word, and why, in a sentence.
#pragma once

#include <memory>
#include <string>

#include "app/cli/output.h"
#include "app/model/story.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"
#include "core/trace/world_state.h"

namespace wgscope::cli {

class StoryPrinter {
 public:
  StoryPrinter(Output& output, std::shared_ptr<const Scenario> scenario, const std::string& language);

  // The scenario's title, its params.
  void print_head();
  // The events of `trace` that were not printed yet. Successive traces of one growing execution.
  void print_events(std::shared_ptr<const Trace> trace);
  // What is printed next follows on this trace, which is one that an earlier one grew from.
  void go_back(std::shared_ptr<const Trace> trace);
  // After the last event: what the program printed, its crash text, its ending or why it was stopped.
  void print_ending(std::shared_ptr<const Trace> trace);

 private:
  std::string row(const Trace& trace, EventIndex index, const std::string& head) const;
  std::string source_line(const TraceSite& site) const;

  Output& output_;
  std::shared_ptr<const Scenario> scenario_;
  const model::Strings& strings_;
  model::Story story_;
  WorldState world_;        // before the next event to be printed
  EventIndex printed_ = 0;
};

}  // namespace wgscope::cli
