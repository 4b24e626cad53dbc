// The story: each event as a short technical head (`add -1 → 0·2`) and a plain sentence that says why, in the language of a catalogue.
//
// The texts are in assets/strings.*.json under `story.`; here is only which of them is true, and what fills its gaps. A sentence claims nothing that
// the trace does not hold: who changed a word, who took a token, who reads a stale value are looked up, never supposed.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/model/strings.h"
#include "core/trace/trace.h"
#include "core/trace/world_state.h"

namespace wgscope::model {

struct StoryLine {
  EventIndex event = 0;
  GoroutineId who;              // nobody: the line after the last event
  std::string head;             // `release → main`; with several WaitGroups the object's name stands before it
  std::string sentence;
  bool operator==(const StoryLine&) const = default;
};

// `before` is the world folded at `event`, so just before it.
StoryLine story_line(const Trace& trace, const WorldState& before, EventIndex event, const Strings& strings);
// What is to be said after the last event: a deadlock, why a run was stopped. none: the last event said it, or the execution goes on.
// `end` is the world folded at the trace's end.
std::optional<StoryLine> story_ending(const Trace& trace, const WorldState& end, const Strings& strings);

// Tells the lines of an execution while it grows. Going forward costs one event a line, going elsewhere a jump.
class Story {
 public:
  void reset(std::shared_ptr<const Trace> trace);
  StoryLine line(EventIndex event, const Strings& strings);
  std::optional<StoryLine> ending(const Strings& strings);

 private:
  std::shared_ptr<const Trace> trace_;
  Folder folder_;
};

}  // namespace wgscope::model
