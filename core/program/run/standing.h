// What a goroutine stands at, read off its plain data: the access it would make next, to what, where.
#pragma once

#include <cstdint>
#include <vector>

#include "core/program/code.h"
#include "core/program/pool.h"
#include "core/program/run/goroutine.h"
#include "core/trace/event.h"
#include "core/trace/trace.h"

namespace wgscope::program {

struct NextAccess {
  EventKind kind = EventKind::end;   // of the event that it would make; `end`: it makes none (finished, crashed); `timer`: it sleeps
  Ref object = kNil;
  Ref target = kNil;                 // assign_object: the object written
  uint16_t site = 0;
  // Add: delta. Within a call on a WaitGroup: what the call remembers. select_step: the number of its cases. Lock, RLock: a sync::WriterAt. A write, send, store, add, swap, compare-and-swap: the (new) value's bits.
  // panic_call: the value, an `any`. spawn: the function value. Else 0.
  uint64_t operand = 0;
};
NextAccess next_access(const Program& program, const Goroutine& g);

// The instruction that it stands at, if that is one whose step may have a choice, depending on the channels: a select, a receive; else null.
const Instruction* chooses_at(const Program& program, const Goroutine& g);

// Where it is in the program: what it runs or stands at; a wrapper of ours counts as the place of its caller, or of
// the `defer` whose call it is. 0 once it has finished.
uint16_t site_of(const Program& program, const Goroutine& g);
// Its frames, innermost first, without ours.
std::vector<TraceFrame> stack_of(const Program& program, const Goroutine& g);

// Its panics as Go prints them when it has crashed: the oldest first; of identical ones in a row, the first.
std::vector<TracePanic> panics_of(const Program& program, const Pool& pool, const Goroutine& g);

// Does an ending name it? Not what was recovered, and of identical ones in a row one.
bool told_in_ending(const Goroutine& g, size_t panic);
// Were they raised with one and the same value (Pool, identity)?
bool identical(const Panic& a, const Panic& b);

EventKind kind_of(sync::WaitGroupAt at, bool retry);
EventKind kind_of(Op op);            // of the ACCESS instructions that make one event, WaitGroups', mutexes' and selects aside
EventKind kind_of(const Program& program, const Goroutine& g, const Instruction& in);   // of these too: `g` stands at it, or is parked there
size_t operands_of(Op op);           // slots that an access to a word takes

}  // namespace wgscope::program
