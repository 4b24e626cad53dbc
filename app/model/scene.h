// What every view is computed from: a trace, a cursor, and the world folded there. Nothing in it knows which world made the trace.
// Views are plain structs; a panel gets one and a rectangle, and nothing else.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/trace/trace.h"
#include "core/trace/value_text.h"
#include "core/trace/world_state.h"

namespace wgscope::model {

class Strings;

struct Scene {
  const Trace& trace;
  const WorldState& world;                     // folded at world.cursor
  const std::vector<std::string>& program;     // the lines of Go
  const Strings& strings;                      // of the language that is on
  GoroutineId focus;                           // chosen by the user, else whoever made the latest event; nobody before the first
  ObjectId object = kNoObject;                 // that is looked at: a WaitGroup, a channel, a mutex; none when the program has none yet

  EventIndex cursor() const { return world.cursor; }
  // What happened last; null at the start.
  const Event* latest() const { return world.cursor == 0 ? nullptr : &trace[world.cursor - 1]; }
  // The latest step: facts that cost none (what was printed, that somebody ended) belong to the step before them. trace.size() before the first.
  EventIndex latest_step() const;
};

// A goroutine as panels show it in a pill.
struct Chip {
  GoroutineId who;
  std::string name;
  GoroutineState state = GoroutineState::runnable;
  bool focused = false;
  bool operator==(const Chip&) const = default;
};
Chip chip_of(const Scene& scene, GoroutineId who);

}  // namespace wgscope::model
