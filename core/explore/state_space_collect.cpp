// Objects that nobody can reach any more leave the state: dead data splits no states.
#include <algorithm>
#include <unordered_set>

#include "core/explore/state_space.h"

namespace wgscope::search {
namespace {

constexpr size_t kPartEntryBytes = 64;   // of what is remembered of a part, beside the cells

}  // namespace

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
    if (one.part.kin.is_pending_timer()) after.push_back(at);
    else if (!one.created && is_pending(cell(row, at))) before.push_back(at);
  }
  for (const program::Goroutine& other : world_.handed) {
    append(before, object_cells_in(cell(row, goroutine_cells_[other.id.value]), PartKind::goroutine));
    append(after, object_cells_in(intern(other), PartKind::goroutine));
  }
  for (const program::Goroutine& child : world_.started) append(after, object_cells_in(intern(child), PartKind::goroutine));
  std::ranges::sort(after);
  return std::ranges::any_of(before, [&](uint32_t at) { return program::creator_of(refs_[at]) != kNobody && !std::ranges::binary_search(after, at); });
}

// The Refs in `words`, and in the tuples that they name: each tuple once, since they may share others, and with no calls nested, since they may be deep.
// A number may look like either.
template <class Found>
void StateSpace::scan(std::span<const uint64_t> words, Found found) const {
  std::unordered_set<uint64_t> seen;
  std::vector<uint64_t> open;
  const auto look = [&](std::span<const uint64_t> at) {
    for (const uint64_t word : at) {
      if (program::is_ref(word)) found(word);
      else if (program::is_tuple(word) && pool_.names_objects(word) && seen.insert(word).second) open.push_back(word);
    }
  };
  for (look(words); !open.empty();) {
    const uint64_t tuple = open.back();
    open.pop_back();
    look(pool_.parts(tuple));
  }
}

void StateSpace::forget_what_nobody_reaches() {
  if (std::ranges::none_of(world_.touched, &StepWorld::Touched::created)) return;
  std::unordered_map<program::Ref, const StepWorld::Touched*> unreached;
  for (const StepWorld::Touched& one : world_.touched) {
    if (one.created) unreached.emplace(one.ref, &one);
  }
  std::vector<const StepWorld::Touched*> open;
  const auto reach = [&](std::span<const uint64_t> words) {
    scan(words, [&](program::Ref ref) {
      const auto at = unreached.find(ref);
      if (at == unreached.end()) return;
      open.push_back(at->second);
      unreached.erase(at);
    });
  };
  const auto reach_goroutine = [&](const program::Goroutine& goroutine) {
    flat_.clear();
    flatten(goroutine, flat_);
    reach(flat_);
  };
  const auto reach_object = [&](const StepWorld::Touched& one) {
    flat_.clear();
    flatten(one.part, flat_);
    reach(flat_);
  };
  reach_goroutine(scratch_);   // of a timer's step whoever it was before: what he names stays, which is never wrong
  for (const program::Goroutine& child : world_.started) reach_goroutine(child);
  for (const program::Goroutine& other : world_.handed) reach_goroutine(other);
  for (const StepWorld::Touched& one : world_.touched) {
    if (!one.created) reach_object(one);
  }
  for (const StepWorld::Touched& one : world_.touched) {
    if (one.created && one.part.kin.is_pending_timer() && unreached.erase(one.ref) != 0) open.push_back(&one);
  }
  while (!open.empty()) {
    const StepWorld::Touched& one = *open.back();
    open.pop_back();
    reach_object(one);
  }
  std::erase_if(world_.touched, [&](const StepWorld::Touched& one) { return one.created && unreached.contains(one.ref); });
}

const std::vector<uint32_t>& StateSpace::object_cells_in(PartId part, PartKind kind) {
  auto& known = kind == PartKind::goroutine ? named_by_goroutine_ : named_by_object_;
  const auto [at, fresh] = known.try_emplace(part);
  if (fresh) {
    std::vector<uint32_t>& cells = at->second;
    scan(kind == PartKind::goroutine ? goroutine_parts_[part] : object_parts_[part], [&](program::Ref ref) {
      if (const auto named = object_cells_.find(ref); named != object_cells_.end()) cells.push_back(named->second);
    });
    std::ranges::sort(cells);
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    cells.shrink_to_fit();
    counted_bytes_ += kPartEntryBytes + cells.size() * sizeof(uint32_t);
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
  for (const uint32_t at : timer_cells_) {
    if (is_pending(cell(row, at))) reach(at);
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
