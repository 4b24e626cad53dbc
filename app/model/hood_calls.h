// The operations that "under the hood" shows, as data: for each the lines of Go, and of each line who stands in front of it and which steps light it.
//
// A line is Go's in form and in its names, and short: what is left out is for the race detector, for synctest and for speed. Each step of a goroutine is the
// access of one line; the lines behind it work on what that access found, and one of them says what came of it.
// One table an object, in a file of its own (hood_channel.cpp, …); hood_calls.cpp puts them together, and nothing else knows which there are.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/model/action.h"
#include "app/model/scene.h"

namespace wgscope::model {

// A step that somebody stands in front of, or that was made.
struct HoodAccess {
  const Scene& scene;
  GoroutineId who;
  EventKind kind = EventKind::end;
  ObjectId object = kNoObject;
  uint64_t operand = 0;            // Standing::operand; of a step that was made: nothing
  const Event* event = nullptr;    // the step; null: not made yet, as far as the trace goes
  EventIndex at = 0;               // that event, or the cursor
};
// A step that was made: the latest one.
struct HoodStep {
  const Scene& scene;
  EventIndex index;
  const Event& event() const { return scene.trace[index]; }
  HoodAccess access() const { return {scene, event().who(), event().kind, event().object, 0, &event(), index}; }
  const ObjectNow& object() const { return scene.world.objects[event().object.value]; }   // Requires: it is on one
};

struct HoodLine {
  std::string_view text;
  EventKind at = EventKind::end, or_at = EventKind::end;      // a step of this kind is this line's access; `end`: it makes none
  bool (*here)(const HoodAccess&) = nullptr;                  // only such steps
  WaitReason parks = WaitReason::none;                        // whoever is parked for this reason is parked in this line
  bool (*took)(const HoodStep&) = nullptr;                    // this came of the latest step, which was one of the call's
  std::string (*holds)(const HoodAccess&) = nullptr;          // what the call holds in front of its access: `w = 2`
  std::string (*gave)(const HoodStep&) = nullptr;             // what the latest step gave: `v = 0`; an access is asked of its own steps only
  bool is_access() const { return at != EventKind::end; }
};

// Whose operations: those of one are offered beside one another.
enum class HoodGroup : uint8_t { wait_group, channel, cond, mutex, rw_mutex, timer };

struct HoodCallRow {
  HoodCall call;
  HoodGroup group;
  std::string_view name;           // on its button: `Add`
  std::string_view heading;        // `func (wg *WaitGroup) Add(delta int) {`
  std::span<const HoodLine> lines;
  std::optional<ObjectKind> on = {};   // only steps on such objects: Lock is a Mutex' and an RWMutex'
};
// All of them. Where two have a line for the same step (Cond's Wait unlocks a Mutex), the outer one comes first.
std::span<const HoodCallRow> hood_calls();
const HoodCallRow& row_of(HoodCall call);                 // Requires: not `follow`
std::span<const HoodCallRow> hood_calls_of(HoodGroup group);
// What explains the group's code.
std::string_view explanation_of(HoodGroup group);
// Whose operations an object has; none: a variable, an atomic.
std::optional<HoodGroup> hood_group_of(ObjectKind kind);

// The line that a step is the access of; none: not in this call.
const HoodLine* line_at(const HoodCallRow& row, const HoodAccess& access);
// The line that somebody is parked in.
const HoodLine* line_parked_in(const HoodCallRow& row, const Scene& scene, GoroutineId who);

// What lines ask of a step. The same goroutine's step before it, or the one before that; null: none.
const Event* step_before(const HoodAccess& access, size_t back = 1);
// Was it parked until its channel was closed? Then it has not begun another call.
bool woken_by_close(const HoodAccess& access);
// The step that somebody was parked by before an event, had he been; nothing: he was not.
std::optional<EventIndex> parked_at(const Trace& trace, GoroutineId who, EventIndex before);
// Did the step make somebody runnable whose park is such a one?
bool woke(const HoodStep& step, bool (*such)(const HoodStep& step, EventIndex parked));

namespace hood {
// Of each file.
std::span<const HoodCallRow> wait_group_calls();
std::span<const HoodCallRow> channel_calls();
std::span<const HoodCallRow> cond_calls();
std::span<const HoodCallRow> mutex_calls();
std::span<const HoodCallRow> rw_mutex_calls();
std::span<const HoodCallRow> timer_calls();
}  // namespace hood

}  // namespace wgscope::model
