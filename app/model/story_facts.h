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
// The release that readied the goroutine of a retry.
std::optional<EventIndex> release_before(const Trace& trace, EventIndex retry);
// Where a goroutine within Wait was counted as a waiter: its latest compare-and-swap that succeeded.
std::optional<EventIndex> registration(const Trace& trace, GoroutineId who, EventIndex before);

// The Add that ended the round in which a waiter was counted, as far as it has come.
struct RoundEnd {
  EventIndex add = 0, clear = 0;       // its addition, and its clearing of the word
  uint64_t released = 0, total = 0;    // tokens, of how many
  uint64_t kept = 0;                   // of those released, the ones that nobody has overwritten
  EventIndex kept_since = 0;           // its clearing, or the latest overwriting behind it
};
// Of the round in which `join` was counted, up to an event. None: nobody has cleared the word since; or who did had not counted it, or another WaitGroup
// was assigned to this one.
std::optional<RoundEnd> round_end(const Trace& trace, EventIndex join, EventIndex before);
// The latest assignment to a WaitGroup between two events that left it with fewer tokens than there were.
std::optional<EventIndex> tokens_overwritten(const Trace& trace, ObjectId object, EventIndex from, EventIndex to);
// Who took a token of an object between two events without having been woken for it: who came first. In order, each once.
std::vector<GoroutineId> came_first(const Trace& trace, ObjectId object, EventIndex from, EventIndex to);
// Those among them that registered after an event.
std::vector<GoroutineId> came_later(const Trace& trace, ObjectId object, EventIndex registered_after, EventIndex from, EventIndex to);
// Who last took a token of an object between two events; nobody when nobody did.
GoroutineId last_taker(const Trace& trace, ObjectId object, EventIndex from, EventIndex to);

// Goroutines that a release has readied and that have not tried again, in order of number.
std::vector<GoroutineId> readied(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object);
// Those among them whose token nobody has overwritten.
std::vector<GoroutineId> readied_and_kept(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object);
// Goroutines that are counted as waiters but stand before their first acquire.
std::vector<GoroutineId> registered_only(const Trace& trace, const WorldState& before, EventIndex event, ObjectId object);
// Goroutines for which an acquire leaves too few tokens though theirs were released, or are being released: those that are registered and have not tried yet.
std::vector<GoroutineId> robbed_by(const Trace& trace, const WorldState& before, EventIndex acquire);
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
