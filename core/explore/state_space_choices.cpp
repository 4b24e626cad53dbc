// What can be chosen in a state: whose step, whose timer, and which of several ready cases of a select.
#include <algorithm>

#include "core/explore/state_space.h"

namespace wgscope::search {

void StateSpace::choices(const uint64_t* row, std::vector<ChoiceCode>& out) const {
  if (cell(row, ending_cell_) != 0) return;
  for (uint32_t number = 1; number < goroutine_cells_.size(); ++number) {
    const PartId part = cell(row, goroutine_cells_[number]);
    if (part == kAbsent) break;
    if (infos_[part].status == program::Status::standing) {
      if (infos_[part].select == 0) out.push_back(code_of(number, false));
      else select_choices(row, number, select_cases_[infos_[part].select], out);
    }
    if (infos_[part].status == program::Status::sleeping) out.push_back(code_of(number, true));
  }
  for (uint32_t known = 0; known < timer_cells_.size(); ++known) {
    const PartId part = cell(row, timer_cells_[known]);
    if (part != kAbsent && program::can_fire(object_parts_[part].subspan(kPartHeader))) out.push_back(code_of_timer(known));
  }
}

uint32_t StateSpace::select_of(const program::Goroutine& goroutine) {
  const program::Instruction* in = program::chooses_at(program_, goroutine);
  if (in == nullptr) return 0;
  SelectCases all;
  const auto add = [&](size_t place, bool sends, program::Ref ref) {
    if (ref != program::kNil) all.cases.push_back({static_cast<uint16_t>(place), sends, cell_of_object(ref)});
  };
  if (in->op == program::Op::channel_receive) {
    if (program_.has_timers) add(0, false, goroutine.slots.back());
    if (all.cases.empty()) return 0;
  } else {
    const program::Select& select = program_.selects[static_cast<size_t>(in->b)];
    const size_t first = goroutine.slots.size() - slots_of(select);
    if (!is_plain(select)) all.none = static_cast<uint16_t>(select.cases.size());
    for (size_t i = 0; i < select.cases.size(); ++i) {
      if (!select.cases[i].is_default) add(i, select.cases[i].sends, goroutine.slots[first + slot_of_case(select.cases, i)]);
    }
  }
  counted_bytes_ += sizeof(SelectCases) + all.cases.size() * sizeof(SelectCases::Case);
  select_cases_.push_back(std::move(all));
  return static_cast<uint32_t>(select_cases_.size() - 1);
}

// More than one case is ready: each is a choice. Else the step has none.
void StateSpace::select_choices(const uint64_t* row, uint32_t number, const SelectCases& select, std::vector<ChoiceCode>& out) const {
  using program::Readiness;
  const size_t before = out.size();
  bool certainly = false;
  for (const SelectCases::Case& one : select.cases) {
    const auto flat = object_parts_[cell(row, one.cell)].subspan(kPartHeader);
    const Readiness here = program::readiness(flat, one.sends);
    certainly = certainly || here == Readiness::yes;
    if (here != Readiness::no) out.push_back(code_of(number, false, one.place));
  }
  // Ready only if timers have expired, of which nothing is known.
  if (out.size() > before && !certainly) out.push_back(code_of(number, false, select.none.value_or(1)));
  if (out.size() - before > 1) return;
  out.resize(before);
  out.push_back(code_of(number, false));
}

bool StateSpace::know_timer(uint32_t at) {
  if (std::ranges::find(timer_cells_, at) != timer_cells_.end()) return true;
  if (timer_cells_.size() == kTimersKnown) {   // no choice could name another
    stop(StoppedBy::memory);
    return false;
  }
  timer_cells_.push_back(at);
  return true;
}

bool StateSpace::is_pending(PartId object) const {
  if (object == kAbsent || timer_cells_.empty()) return false;
  const auto flat = object_parts_[object];
  return program_.declarations[flat[0] >> 32].kind == program::Kind::timer && program::is_pending(flat.subspan(kPartHeader));
}

std::vector<program::Ref> StateSpace::timers_of_step() const {
  std::vector<program::Ref> made;
  for (const StepWorld::Touched& one : world_.touched) {
    if (one.created && one.part.kin && one.part.kin.is_timer()) made.push_back(one.ref);
  }
  return made;
}

}  // namespace wgscope::search
