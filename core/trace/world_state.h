// The world at a cursor: WorldState = fold(trace, cursor). Plain data, computed from events alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/ids.h"
#include "core/trace/event.h"
#include "core/trace/trace.h"

namespace wgscope {

enum class GoroutineState : uint8_t {
  running,    // it made the latest step, and can go on
  runnable,   // it can step
  parked,     // in a semaphore's queue, or asleep with a timer set
  finished,   // it returned, or Goexit unwound it
  panicked,   // it crashed: nobody recovered its panic, or a fatal error; the program is over
};

// Go's wait reasons, by name_of: `sync.WaitGroup.Wait`, `sleep`, `chan receive`, `chan receive (nil chan)`, `select (no cases)`, `sync.Mutex.Lock`, …
enum class WaitReason : uint8_t {
  none, wait_group, sleep, chan_receive, chan_send, nil_chan_receive, nil_chan_send, select, select_no_cases, mutex_lock, rw_mutex_lock, rw_mutex_read_lock, cond_wait
};

std::string_view name_of(GoroutineState state);
std::string_view name_of(WaitReason reason);   // none is the empty string

struct GoroutineNow {
  GoroutineState state = GoroutineState::runnable;
  WaitReason wait_reason = WaitReason::none;
  ObjectId waits_on = kNoObject;         // of a select that is parked: none
  EventKind last_kind = EventKind::end;  // its latest step; meaningless before its first
  SiteId last_site;
  uint64_t remembered = 0;    // what its call into a WaitGroup remembers (Call::operand), from its own events
  uint32_t panics_in_flight = 0;
  bool operator==(const GoroutineNow&) const = default;
};

// Who is queued on a channel: with what it sends, and for which case of a select.
struct QueuedOnChannel {
  GoroutineId who;
  uint64_t word = 0;
  std::optional<uint16_t> select_case;
  bool operator==(const QueuedOnChannel&) const = default;
};

struct ObjectNow {
  bool exists = false;
  uint64_t word = 0;
  uint64_t word_before = 0;         // before the latest event that touched it
  EventIndex touched_at = 0;        // that event + 1; 0: never
  uint32_t tokens = 0;              // WaitGroups only
  std::vector<GoroutineId> queue;   // of a WaitGroup or a mutex, front first
  std::vector<uint64_t> buffer;     // of a channel, the oldest value first; its capacity is its word
  std::vector<QueuedOnChannel> senders, receivers;   // front first. Of a Cond the second are its line; the word says who has parked
  uint32_t taken = 0;               // of a channel: how many values have left its buffer; the oldest stands in place `taken` of the ring, by its capacity
  bool closed = false;
  bool timer_set = false;           // of a timer; its word says what it is
  uint64_t set_for_ns = 0;          // when it was set last, for how long, and where that stands in the trace
  EventIndex set_at = 0;
  GoroutineId holder;               // of a mutex, or an RWMutex that is locked for writing
  std::vector<GoroutineId> readers; // of an RWMutex: who holds it, in the order in which they came to
  uint32_t word_version = 0, sema_version = 0;

  int32_t counter() const { return static_cast<int32_t>(word >> 32); }
  uint32_t waiters() const { return static_cast<uint32_t>(word) & 0x7fffffffu; }
  bool operator==(const ObjectNow&) const = default;
};

struct WorldState {
  EventIndex cursor = 0;
  uint64_t steps = 0;
  GoroutineId last_stepped;                // who made the latest step (not a timer's); nobody before the first
  std::vector<GoroutineNow> goroutines;    // those that exist; [0] is main
  std::vector<ObjectNow> objects;          // parallel to Trace::objects
  bool over = false;                       // main returned or somebody crashed within the prefix
  bool operator==(const WorldState&) const = default;
};

// Without checkpoints: from the start. The definition that everything else must equal.
WorldState fold(const Trace& trace, EventIndex cursor);
// One event more.
void apply(WorldState& state, const Trace& trace, const Event& event);

// Where a goroutine stands at a cursor: the access of its next event, else what the trace's tail says.
Standing standing_at(const Trace& trace, const WorldState& state, GoroutineId who);

// The word of an event's object before that event, and what an `add_count` event added (the low 32 bits of its delta, which alone count).
uint64_t word_before(const Trace& trace, EventIndex index);
int32_t delta_of(const Trace& trace, EventIndex index);

// fold with checkpoints: a jump costs the same wherever it lands. Keeps its checkpoints across snapshots of the same growing execution.
class Folder {
 public:
  // The trace to read from now on, at least once before `at`; checkpoints are kept when `trace` extends the one before.
  void reset(std::shared_ptr<const Trace> trace);
  // Valid until the next call. A cursor past the end is the end.
  const WorldState& at(EventIndex cursor);

 private:
  static constexpr size_t kCheckpointEvents = 4096;
  static constexpr size_t kCheckpointBytes = size_t{128} << 20;

  void keep_checkpoint();

  std::shared_ptr<const Trace> trace_;
  size_t every_ = kCheckpointEvents;      // doubles when the checkpoints would take more than kCheckpointBytes
  size_t checkpoint_bytes_ = 0;
  std::vector<WorldState> checkpoints_;   // [i] is at (i + 1) * every_
  WorldState now_;
};

}  // namespace wgscope
