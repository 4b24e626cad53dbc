// An event as the interpreter makes it: in Refs and Pool ids. It becomes a trace's Event once objects and texts have the trace's numbers.
// The same for both interpreted worlds, made in one place, so that neither can say something else about the same access.
#pragma once

#include <cstdint>

#include "core/base/ids.h"
#include "core/program/ref.h"
#include "core/trace/event.h"

namespace wgscope::program {

struct RawEvent {
  EventKind kind = EventKind::end;
  uint8_t flags = 0;
  uint16_t site = 0;
  GoroutineId who{};
  GoroutineId other{};       // whom it readied or created
  uint32_t version = 0;      // as the platform counts: 0 in the scheduled world, which counts beside the state
  uint32_t code = 0;         // declare: its place in Program::declarations; spawn: the function that it starts
  uint32_t tokens = 0;       // declare, copy: the semaphore's tokens that came to the new holder
  Ref object = kNil;
  Ref target = kNil;         // copy: the object that was written
  uint64_t word = 0;         // as Event::word says, but a text is a Pool string id, and a variable's word is its slot's 64 bits
};

}  // namespace wgscope::program
