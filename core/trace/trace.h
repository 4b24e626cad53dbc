// A trace: what came out of one execution. Immutable; every panel, exporter and test reads a trace and a cursor, and nothing else.
//
// Everything that grows is kept in chunks that successive traces of one growing execution share (shared_log.h), so a snapshot
// of a run that goes on costs a copy of a few pointers, whatever its length. TraceBuilder grows; Trace never changes.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ids.h"
#include "core/trace/ending.h"
#include "core/trace/event.h"
#include "core/trace/object_kind.h"
#include "core/trace/shared_log.h"

namespace wgscope {

// How the 64 bits of a variable's word read.
enum class WordKind : uint8_t {
  none, boolean, signed_int, unsigned_int, float64,
  text,        // a TextId
  reference,   // an ObjectId + 1; 0 nil
  function,    // 0 nil
};

struct TraceObject {
  std::string name;        // as the program calls it where it is declared: `wg`
  ObjectKind kind = ObjectKind::variable;
  WordKind word_kind = WordKind::none;   // of a channel: of the values that it carries
  std::string type_name;   // `sync.WaitGroup`, `int`
  SiteId declared_at;
  GoroutineId creator;     // nobody: package-level
  uint64_t initial_word = 0;   // package-level objects start with it; others come with a `declare` event, a channel's word is its capacity
  uint32_t number = 1;         // which of that name it is; TraceBuilder says
  bool operator==(const TraceObject&) const = default;
};

struct TraceSite {
  uint32_t line = 0, column = 0;        // in the file that the user edits (the JSON file's, for a scenario)
  uint32_t program_line = 0;            // in the Go program alone, from 1: what the code panel shows
  std::string function;                 // Go's name: `main.worker`, `main.main.func1`
  bool operator==(const TraceSite&) const = default;
};

// One frame of a goroutine's stack, innermost first, for crash texts.
struct TraceFrame {
  SiteId site;                // where it stands
  bool has_arguments = false; // Go prints `f(...)` rather than `f()`
  bool operator==(const TraceFrame&) const = default;
};

// Where a goroutine stands at the end of the trace: the access that it would make next.
struct Standing {
  EventKind next = EventKind::end;   // `end`: it makes none (finished, crashed, or cut off by the ending)
  ObjectId object = kNoObject;
  SiteId site;
  uint64_t operand = 0;              // Add's delta; the word or count that a call remembers (Call::operand)
  std::vector<TraceFrame> stack;
  bool operator==(const Standing&) const = default;
};

struct TraceGoroutine {
  GoroutineId parent;                // nobody for main
  SiteId created_at;
  std::string function;              // the name Go prints: `main.worker`
  bool operator==(const TraceGoroutine&) const = default;
};

enum class World : uint8_t { recorded, scheduled };
enum class StoppedBy : uint8_t { nothing, interrupt, events, goroutines, instructions, steps, depth, output, memory };
std::string_view name_of(World world);
std::string_view name_of(StoppedBy stopped_by);   // `nothing` is the empty string

struct ClockSample { EventIndex event = 0; int64_t at_ns = 0; bool operator==(const ClockSample&) const = default; };

// All of a trace but its events.
struct TraceHeader {
  std::string scenario_name;          // the file, as given
  std::string program_file;           // as crash texts name it (Program::file); empty: scenario_name
  std::string scenario_text;          // its whole text, so that a saved trace opens anywhere
  std::vector<std::pair<std::string, int64_t>> params;  // the values this execution used
  World world = World::recorded;
  bool prints_are_steps = false;      // scheduled, as `explore --outputs` counts: each print is a step of its own
  std::vector<TraceSite> sites;       // [0] is nowhere
  bool operator==(const TraceHeader&) const = default;
};

// One line of what Go prints of a panic that nobody recovered from, or that was recovered from by a call that then panicked itself.
struct TracePanic {
  std::string text;            // the value as Go prints it (`boom`, `main.T(3)`, `runtime error: …`); its own line breaks already followed by a tab
  bool recovered = false;      // ` [recovered]`
  bool repanicked = false;     // ` [recovered, repanicked]`: the same value was thrown again; such a panic has one line
  bool goexit = false;         // a runtime.Goexit under way: prints nothing, and the panic above it is not indented
  bool signal = false;         // came from a fault (nil dereference): Go adds a line that says so
  bool operator==(const TracePanic&) const = default;
};

// How the execution stands where the trace stops.
struct TraceTail {
  std::optional<Ending> ending;       // none while it goes on or when it was stopped
  StoppedBy stopped_by = StoppedBy::nothing;
  bool over = false;                  // nothing will be appended any more
  std::string crash;                  // Go's crash text, line for line; empty for exit
  int64_t duration_ns = 0;
  std::vector<Standing> standing;     // [i] is goroutine i + 1
  GoroutineId crashed;                // whose panic ended the program; nobody otherwise
  std::vector<TracePanic> panics;     // of `crashed`, the oldest first
  bool operator==(const TraceTail&) const = default;
};

// Which events of a full chunk belong to whom (trace_index.h).
struct ChunkIndex;

class Trace {
 public:
  static constexpr size_t kChunkEvents = 4096;
  using Events = SharedLog<Event, kChunkEvents>;
  using Objects = SharedLog<TraceObject, 64>;
  using Goroutines = SharedLog<TraceGoroutine, 64>;
  using Texts = SharedLog<std::string, 1024>;
  using Clock = SharedLog<ClockSample, 4096>;

  Trace();

  size_t size() const { return events_.size(); }
  const Event& operator[](EventIndex index) const { return events_[index]; }
  const Events& events() const { return events_; }

  const TraceHeader& header() const { return *header_; }
  const TraceTail& tail() const { return *tail_; }
  const Objects& objects() const { return objects_; }
  const Goroutines& goroutines() const { return goroutines_; }   // [0] is main
  const Texts& texts() const { return texts_; }                  // [0] is empty
  const Clock& clock() const { return clock_; }

  const TraceSite& site(SiteId id) const { return header_->sites[id.value]; }
  const std::string& text(uint64_t text_id) const { return texts_[text_id]; }

  // The next (previous) event of the goroutine at or after (before) `from`; size() (nothing) when there is none.
  EventIndex next_of(GoroutineId who, EventIndex from) const;
  std::optional<EventIndex> previous_of(GoroutineId who, EventIndex before) const;
  // The same of an object: its events are those that name it in Event::object.
  EventIndex next_of(ObjectId object, EventIndex from) const;
  std::optional<EventIndex> previous_of(ObjectId object, EventIndex before) const;

  // When an event happened, in ns since the start; interpolated between the clock's samples. at_ns(size()) is the end.
  int64_t at_ns(EventIndex index) const;

  // Steps of docs/go_semantics.md: what a schedule has a choice for.
  bool is_step(const Event& event) const { return counts_as_step(event.kind) || (header_->prints_are_steps && event.kind == EventKind::print); }

  // What the program has printed up to a cursor.
  std::string output(EventIndex cursor) const;

  // Is this the same execution, later: does it start with all of `earlier`'s events?
  bool extends(const Trace& earlier) const { return header_ == earlier.header_ && events_.extends(earlier.events_); }

 private:
  friend class TraceBuilder;
  std::shared_ptr<const TraceHeader> header_;
  std::shared_ptr<const TraceTail> tail_;
  Events events_;
  Objects objects_;
  Goroutines goroutines_;
  Texts texts_;
  Clock clock_;
  SharedLog<EventIndex, 4096> prints_;                              // the `print` events
  SharedLog<std::shared_ptr<const ChunkIndex>, 256> chunk_index_;   // of the full chunks
};

}  // namespace wgscope
