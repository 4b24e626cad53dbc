// What stands in the rings of a live run beside events: marks for the linearizer, which never reach a trace.
#pragma once

#include "core/trace/event.h"

namespace wgscope::live {

// `word` is the time, in ns since the start, from which the events after it happened. Where the ring's own sparse clock would mislead:
// after a wake-up, and at each step below full pace.
inline constexpr EventKind kMarkTime{200};

// Behind a `copy` from one WaitGroup to another, which is one access of four cells: the versions that the event has no room for. `object` is the
// copy, `version` that of its word (0: it is new, nobody else has reached it), `word` those of the semaphores, source in the upper half.
inline constexpr EventKind kMarkCopy{201};

// The last of its goroutine: the step before it met a limit of the run, which `word`, a StoppedBy, names. The run ends there as by a crash.
inline constexpr EventKind kMarkStopped{202};

// In Event::flags, in a ring: the version is one of the count that all channels and mutexes share.
inline constexpr uint8_t kVersionOfKin = 0x80;

constexpr bool is_mark(EventKind kind) { return kind >= kMarkTime; }

}  // namespace wgscope::live
