// What can be chosen in a state: whose step, whose timer, and which of several ready cases of a select.
#include "core/explore/state_space.h"

namespace wgscope::search {

void StateSpace::choices(const uint64_t* row, std::vector<ChoiceCode>& out) const {
  if (cell(row, ending_cell_) != 0) return;
  for (uint32_t number = 1; number < goroutine_cells_.size(); ++number) {
    const PartId part = cell(row, goroutine_cells_[number]);
    if (part == kAbsent) return;
    if (infos_[part].status == program::Status::standing) {
      if (infos_[part].select == 0) out.push_back(code_of(number, false));
      else select_choices(row, number, select_cases_[infos_[part].select], out);
    }
    if (infos_[part].status == program::Status::sleeping) out.push_back(code_of(number, true));
  }
}

uint32_t StateSpace::select_of(const program::Goroutine& goroutine) {
  const program::Instruction* in = program::select_at(program_, goroutine);
  if (in == nullptr) return 0;
  const program::Select& select = program_.selects[static_cast<size_t>(in->b)];
  const size_t first = goroutine.slots.size() - slots_of(select);
  SelectCases all;
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
  const size_t before = out.size();
  for (const SelectCases::Case& one : select.cases) {
    const auto flat = object_parts_[cell(row, one.cell)].subspan(kPartHeader);
    if (one.sends ? program::can_send(flat) : program::can_receive(flat)) out.push_back(code_of(number, false, one.place));
  }
  if (out.size() - before > 1) return;
  out.resize(before);
  out.push_back(code_of(number, false));
}

}  // namespace wgscope::search
