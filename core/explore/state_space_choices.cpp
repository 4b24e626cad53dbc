// What can be chosen in a state: whose step, whose timer, and which of several ready cases of a select.
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
  for (const uint32_t at : timer_cells_) {
    const PartId part = cell(row, at);
    if (part != kAbsent && program::can_fire(object_parts_[part].subspan(kPartHeader))) out.push_back(code_of_timer(at));
  }
}

uint32_t StateSpace::select_of(const program::Goroutine& goroutine) {
  const program::Instruction* in = program::chooses_at(program_, goroutine);
  if (in == nullptr) return 0;
  if (in->op == program::Op::channel_receive) {
    const program::Ref ref = goroutine.slots.back();
    if (ref == program::kNil || !program_.has_timers) return 0;
    select_cases_.push_back({{{0, false, cell_of_object(ref)}}, std::nullopt});
    return static_cast<uint32_t>(select_cases_.size() - 1);
  }
  const program::Select& select = program_.selects[static_cast<size_t>(in->b)];
  const size_t first = goroutine.slots.size() - slots_of(select);
  SelectCases all;
  if (!is_plain(select)) all.none = static_cast<uint16_t>(select.cases.size());
  for (size_t i = 0; i < select.cases.size(); ++i) {
    if (select.cases[i].is_default) continue;
    const program::Ref ref = goroutine.slots[first + slot_of_case(select.cases, i)];
    if (ref != program::kNil) all.cases.push_back({static_cast<uint16_t>(i), select.cases[i].sends, cell_of_object(ref)});
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

}  // namespace wgscope::search
