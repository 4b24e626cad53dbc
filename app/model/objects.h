// The objects of the program beside one another: each in short, and which of them is looked at. A WaitGroup, a channel and a mutex have a picture of their own
// (word_view.h, channel_view.h, mutex_view.h); atomics and variables are only read.
#pragma once

#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

struct ObjectRow {
  ObjectId object;
  std::string name, type, value;     // a WaitGroup's value is `counter·waiters`, a channel's `2/3`: how full its buffer is
  bool pictured = false;             // can be looked at
  bool shown = false;                // is looked at
  bool wait_group = false;
  uint32_t tokens = 0;               // of a WaitGroup
  size_t queued = 0;                 // who waits there; a select that is parked waits in several places
  bool changed = false;              // by the latest step
};
// All that exist, those with a picture first. When there is but one of those, it is left out: it is in view anyway.
std::vector<ObjectRow> object_rows(const Scene& scene);

// All of them in one line: `wg 2·0, jobs 1/2`.
std::string objects_text(const Trace& trace, const WorldState& world, const Strings& strings);

// The object to look at when the user has chosen none: of those with a picture the one of the latest access, else the first that exists.
ObjectId object_to_show(const Trace& trace, const WorldState& world, ObjectId chosen);
// Did the latest step touch this object? Facts after it count as part of it.
bool touched_by_latest_step(const Scene& scene, const ObjectNow& now);
// The latest step, when it was made on this object: a select's, by the case that it took.
const Event* latest_step_on(const Scene& scene, ObjectId object);

}  // namespace wgscope::model
