// What a sentence of the story needs to know beyond its event: who did what before, looked up in the trace.
#pragma once

#include <optional>
#include <vector>

#include "core/trace/trace.h"
#include "core/trace/world_state.h"

namespace wgscope::model {

// The goroutine's latest step before an event; none before its first.
std::optional<EventIndex> previous_step(const Trace& trace, GoroutineId who, EventIndex before);
// Who last changed the word of an event's object, after `since` and before the event; nobody when nobody did.
GoroutineId last_writer(const Trace& trace, EventIndex event, EventIndex since);
// Who last took a token of an event's object, before it.
GoroutineId last_taker(const Trace& trace, EventIndex event);
// Who readied the goroutine of a retry: the release that let it go.
GoroutineId releaser_of(const Trace& trace, EventIndex retry);

// Goroutines that a release has readied and that have not tried again, in order of number.
std::vector<GoroutineId> readied(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object);
// Goroutines that are counted as waiters but stand before their first acquire.
std::vector<GoroutineId> registered_only(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object);
// Goroutines within Wait that have been counted as waiters and have not come back: queued, readied, registered, or about to look for the last time.
std::vector<GoroutineId> inside_wait(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object);

// Which of an Add's releases an event is: the first is 1. And of how many.
struct ReleasePlace {
  uint64_t number = 1, total = 1;
};
ReleasePlace release_place(const Trace& trace, const WorldState& before, EventIndex release);

// Did the call panic right after this event? The text when it did.
std::optional<std::string> panic_after(const Trace& trace, EventIndex event);

}  // namespace wgscope::model
