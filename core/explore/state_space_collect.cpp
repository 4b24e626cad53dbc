// Objects that nobody can reach any more leave the state: dead data splits no states.
#include <algorithm>

#include "core/explore/state_space.h"

namespace wgscope::search {

// May an object that somebody could reach before have become unreachable?
bool StateSpace::drops_something(const uint64_t* row, PartId self_before, PartId self_after) {
  std::vector<uint32_t> before = object_cells_in(self_before, PartKind::goroutine);
  std::vector<uint32_t> after = object_cells_in(self_after, PartKind::goroutine);
  const auto append = [](std::vector<uint32_t>& cells, const std::vector<uint32_t>& more) { cells.insert(cells.end(), more.begin(), more.end()); };
  for (const auto& one : world_.touched) {
    const uint32_t at = cell_of_object(one.ref);
    if (one.created) {
      before.push_back(at);
    } else {
      append(before, object_cells_in(cell(row, at), PartKind::object));
    }
    append(after, object_cells_in(intern(one.part), PartKind::object));
  }
  for (const program::Goroutine& child : world_.started) append(after, object_cells_in(intern(child), PartKind::goroutine));
  return std::ranges::any_of(before, [&](uint32_t at) { return program::creator_of(refs_[at]) != kNobody && std::ranges::find(after, at) == after.end(); });
}

void StateSpace::scan(std::span<const uint64_t> words, std::vector<uint32_t>& cells) const {
  for (const uint64_t word : words) {
    if (program::is_ref(word)) {
      if (const auto at = object_cells_.find(word); at != object_cells_.end()) cells.push_back(at->second);
    } else if (program::is_tuple(word)) {
      scan(pool_.parts(word), cells);
    }
  }
}

const std::vector<uint32_t>& StateSpace::object_cells_in(PartId part, PartKind kind) {
  auto& known = kind == PartKind::goroutine ? named_by_goroutine_ : named_by_object_;
  const auto [at, fresh] = known.try_emplace(part);
  if (fresh) {
    scan(kind == PartKind::goroutine ? goroutine_parts_[part] : object_parts_[part], at->second);
    std::ranges::sort(at->second);
    at->second.erase(std::unique(at->second.begin(), at->second.end()), at->second.end());
  }
  return at->second;
}

void StateSpace::collect(uint64_t* row) {
  std::vector<bool> reached(cells_);
  std::vector<uint32_t> open;
  const auto reach = [&](uint32_t at) {
    if (reached[at]) return;
    reached[at] = true;
    open.push_back(at);
  };
  for (uint32_t number = 1; number <= goroutines(row); ++number) {
    for (const uint32_t at : object_cells_in(cell(row, goroutine_cells_[number]), PartKind::goroutine)) reach(at);
  }
  for (uint32_t at = 0; at < cells_; ++at) {
    if (refs_[at] != program::kNil && program::creator_of(refs_[at]) == kNobody) reach(at);
  }
  while (!open.empty()) {
    const uint32_t at = open.back();
    open.pop_back();
    for (const uint32_t named : object_cells_in(cell(row, at), PartKind::object)) reach(named);
  }
  for (uint32_t at = 0; at < cells_; ++at) {
    if (refs_[at] != program::kNil && !reached[at]) set(row, at, kAbsent);
  }
}

}  // namespace wgscope::search
