// What a step may choose among, and the channels that it looks at for that: of a select, of a receive.
#pragma once

#include <cstdint>
#include <vector>

#include "core/program/code.h"
#include "core/program/ref.h"
#include "core/program/run/goroutine.h"
#include "core/program/run/kin.h"
#include "core/program/run/standing.h"

namespace wgscope::program {

// Of one case, and no default: Go makes the plain operation of it.
inline bool is_plain(const Select& select) { return select.cases.size() == 1 && !select.cases[0].is_default; }

// What the step that `g` stands at may come to, of chooses_at: with two or more, it is a choice. Of a select the cases that are ready, by their places, and,
// when that is only because of timers that may have expired, the number of cases: none is. Of a receive from such a timer: 0 not yet, 1 expired.
// `look(ref, sends)`: the Readiness of a channel that is not nil.
template <class Look>
std::vector<uint16_t> alternatives_of(const Program& program, const Goroutine& g, const Instruction& in, Look&& look) {
  if (in.op == Op::channel_receive) {
    const Ref ref = g.slots.back();
    return ref != kNil && look(ref, false) == Readiness::maybe ? std::vector<uint16_t>{0, 1} : std::vector<uint16_t>{};
  }
  const Select& select = program.selects[static_cast<size_t>(in.b)];
  const std::vector<SelectCase>& cases = select.cases;
  const size_t first = g.slots.size() - slots_of(select);
  std::vector<uint16_t> ready;
  bool certainly = false;
  for (size_t i = 0; i < cases.size(); ++i) {
    const Ref ref = cases[i].is_default ? kNil : g.slots[first + slot_of_case(cases, i)];
    const Readiness here = ref == kNil ? Readiness::no : look(ref, cases[i].sends);
    if (here != Readiness::no) ready.push_back(static_cast<uint16_t>(i));
    certainly = certainly || here == Readiness::yes;
  }
  if (is_plain(select)) return ready.empty() || certainly ? std::vector<uint16_t>{} : std::vector<uint16_t>{0, 1};
  if (!ready.empty() && !certainly) ready.push_back(static_cast<uint16_t>(cases.size()));
  return ready;
}

// The channels that `g` stands at or is parked on: a send's, a receive's, those of a select. `visit(ref)`: not of nil.
template <class Visit>
void for_each_channel(const Program& program, const Goroutine& g, Visit&& visit) {
  const Frame& frame = g.frames.back();
  const Instruction& in = program.functions[frame.function].code[frame.pc];
  const auto look = [&](size_t slot) { if (g.slots[slot] != kNil) visit(Ref{g.slots[slot]}); };
  if (in.op == Op::channel_send || in.op == Op::channel_receive) return look(g.slots.size() - operands_of(in.op));
  if (in.op != Op::select_) return;
  const std::vector<SelectCase>& cases = program.selects[static_cast<size_t>(in.b)].cases;
  const size_t first = g.slots.size() - slot_of_case(cases, cases.size());
  for (size_t i = 0; i < cases.size(); ++i) {
    if (!cases[i].is_default) look(first + slot_of_case(cases, i));
  }
}

}  // namespace wgscope::program
