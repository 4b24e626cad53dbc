// A goroutine between two accesses: plain data, without a pointer. Copy it, compare it, hash it, put it back.
//
// It is not a thread and has no stack of C++'s: the frames of its Go functions are here, and in front of its next access
// nothing of ours is in flight. What it holds is what can matter later: popped slots are gone, a finished goroutine holds nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/base/ids.h"
#include "core/program/ref.h"
#include "core/sync/wait_group.h"

namespace wgscope::program {

enum class Status : uint8_t {
  running,    // in local code: whoever advances it is not done, or was stopped there for good
  standing,   // in front of an access: the instruction at its pc, with the operands on its slots; or at its crash (at_crash)
  parked,     // in a semaphore's queue; whoever releases takes it out and readies it, and then it stands in front of the retry
  sleeping,   // its timer is set; it runs local code once the timer has fired
  finished,   // returned, or unwound by Goexit; holds nothing
  crashed,    // nobody recovered its panic (or it made a fatal error): the program is over. Keeps its frames and panics, for the crash text
};

enum class Entered : uint8_t {
  called,              // by the frame below, which stands at its call and gets the results
  deferred_by_return,  // by the frame below, which is returning
  deferred_by_panic,   // by the panic (or Goexit) last in flight: it belongs to the frame Panic::owner
};

struct Frame {
  uint32_t function = 0;
  uint32_t pc = 0;           // the instruction that it makes next or, with a frame above it, the one that is not over yet
  uint32_t base = 0;         // its first slot
  uint32_t deferred = 0;     // how many of Goroutine::deferred's calls are its
  uint64_t closure = 0;      // the Pool's tuple {function, captures…}; 0 when it was called by name
  Entered entered = Entered::called;
  bool returning = false;    // its results stand (see Function::result_locals), its deferred calls are run
  uint16_t deferred_at = 0;  // of a deferred call: the site of its `defer`
  bool operator==(const Frame&) const = default;
};

// A panic in flight, or a Goexit, which unwinds likewise but cannot be recovered from. They nest: the last one is the one that unwinds.
struct Panic {
  uint64_t value = 0;        // an `any`; never nil
  uint32_t began = 0;        // the frame in which it began
  uint32_t owner = 0;        // the frame whose deferred call it is running
  bool recovered = false;    // by the deferred call that runs: once that has returned, so does `owner`
  bool goexit = false;
  bool unwound = false;      // its deferred calls are over, and nobody recovered it: what is left is the crash
  bool operator==(const Panic&) const = default;
};

// What is kept of a deferred call beside its function and arguments.
struct DeferredCall {
  uint32_t arguments = 0;
  uint16_t site = 0;         // of the `defer`
  uint64_t packed() const { return uint64_t{site} << 32 | arguments; }
  static DeferredCall unpack(uint64_t word) { return {static_cast<uint32_t>(word), static_cast<uint16_t>(word >> 32)}; }
};

struct Goroutine {
  // What it is.
  GoroutineId id;
  Status status = Status::running;
  uint32_t created = 0;      // objects that it created so far: the serial of its next one's Ref
  sync::Call<sync::WaitGroupAt> call;   // standing or parked at wg_add, wg_wait: where within. Else all zero
  std::vector<Frame> frames;            // outermost first
  std::vector<uint64_t> slots;
  std::vector<uint64_t> deferred;       // per deferred call: its arguments, the function value, a DeferredCall; the last deferred is on top
  std::vector<Panic> panics;            // the first one first

  // What is told of it. No part of its state: equality and the flat form leave these out.
  GoroutineId parent{};
  uint32_t function = 0;     // the one it was started with
  uint16_t created_at = 0;   // the site of its `go`
  bool readied = false;      // its next acquire is a retry
  uint32_t held = 0;         // how much of the world's values it was said to hold: LocalCode::hold
  int64_t sleep_ns = 0;      // sleeping: for how long,
  uint16_t sleep_site = 0;   // and where it went to sleep

  bool operator==(const Goroutine& other) const {
    return id == other.id && status == other.status && created == other.created && call == other.call && frames == other.frames &&
           slots == other.slots && deferred == other.deferred && panics == other.panics;
  }
};

// Does it stand at its crash? Others go on meanwhile, and main may return.
inline bool at_crash(const Goroutine& g) { return g.status == Status::standing && !g.panics.empty() && g.panics.back().unwound; }

// The flat form: appended to `out`. Equal goroutines (the id aside: so that those of equal content are one part) have equal flat forms, and only they.
void flatten(const Goroutine& goroutine, std::vector<uint64_t>& out);
// Puts back what flatten wrote; gives how many words that were. Keeps the id and what is no part of the state.
size_t restore(Goroutine& goroutine, std::span<const uint64_t> flat);

// Takes what lies on top of its stack.
inline uint64_t pop(Goroutine& g) {
  const uint64_t value = g.slots.back();
  g.slots.pop_back();
  return value;
}

}  // namespace wgscope::program
