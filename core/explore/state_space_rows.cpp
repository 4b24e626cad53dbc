// Reading a row: who and what there is in it, and as the interpreter wants it.
#include <cassert>

#include "core/explore/state_space.h"

namespace wgscope::search {

uint32_t StateSpace::goroutines(const uint64_t* row) const {
  uint32_t number = 1;
  while (number < goroutine_cells_.size() && cell(row, goroutine_cells_[number]) != kAbsent) ++number;
  return number - 1;
}

void StateSpace::load_object(const uint64_t* row, program::Ref ref, ObjectPart& part) const {
  const auto at = object_cells_.find(ref);
  assert(at != object_cells_.end() && cell(row, at->second) != kAbsent && "an object that is still named must not have been collected");
  restore(program_, part, object_parts_[cell(row, at->second)]);
}

bool StateSpace::exists(const uint64_t* row, program::Ref ref) const {
  const auto at = object_cells_.find(ref);
  return at != object_cells_.end() && cell(row, at->second) != kAbsent;
}

void StateSpace::restore_goroutine(const uint64_t* row, uint32_t number, program::Goroutine& out) const {
  restore_part(cell(row, goroutine_cells_[number]), out);
  out.id = GoroutineId{number};
}

void StateSpace::restore_part(PartId part, program::Goroutine& out) const {
  const auto flat = goroutine_parts_[part];
  restore(out, flat);
  out.created_at = static_cast<uint16_t>(flat.back());
}

std::optional<ObjectPart> StateSpace::object(const uint64_t* row, program::Ref ref) const {
  if (!exists(row, ref)) return std::nullopt;
  ObjectPart part;
  load_object(row, ref, part);
  return part;
}

std::vector<program::Ref> StateSpace::objects(const uint64_t* row) const {
  std::vector<program::Ref> found;
  for (uint32_t at = 0; at < cells_; ++at) {
    if (refs_[at] != program::kNil && cell(row, at) != kAbsent) found.push_back(refs_[at]);
  }
  return found;
}

std::string StateSpace::output(const uint64_t* row) const {
  const PartId text = options_.outputs ? cell(row, output_cell_) : kAbsent;
  return text == kAbsent ? std::string() : std::string(pool_.text(texts_[text][0]));
}

}  // namespace wgscope::search
