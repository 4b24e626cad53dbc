#include "core/trace/trace_index.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace wgscope {

namespace {

// A counting sort by key: keys get small numbers in order of appearance (an open-addressed table), each counts its events, then the runs are put in order.
template <class KeyOf>
ChunkIndex::Keyed keyed(const Event* events, size_t count, KeyOf key_of) {
  constexpr uint32_t kFree = 0xffffffff;
  const size_t mask = std::bit_ceil(count * 2 + 2) - 1;
  std::vector<uint32_t> table(mask + 1, kFree);   // slot -> run
  std::vector<uint32_t> run_of(count, kFree);
  ChunkIndex::Keyed result;
  for (size_t i = 0; i < count; ++i) {
    const std::optional<uint32_t> key = key_of(events[i]);
    if (!key) continue;
    size_t slot = (*key * 2654435769u >> 7) & mask;
    while (table[slot] != kFree && result.runs[table[slot]].key != *key) slot = (slot + 1) & mask;
    if (table[slot] == kFree) {
      table[slot] = static_cast<uint32_t>(result.runs.size());
      result.runs.push_back({*key, 0, 0});
    }
    run_of[i] = table[slot];
    ++result.runs[table[slot]].end;
  }
  uint32_t begin = 0;
  for (auto& run : result.runs) {
    const uint32_t length = run.end;
    run.begin = run.end = begin;
    begin += length;
  }
  result.places.resize(begin);
  for (size_t i = 0; i < count; ++i) {
    if (run_of[i] != kFree) result.places[result.runs[run_of[i]].end++] = static_cast<uint16_t>(i);
  }
  std::sort(result.runs.begin(), result.runs.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  return result;
}

const ChunkIndex::Run* run_of(const std::vector<ChunkIndex::Run>& runs, uint32_t key) {
  const auto found = std::lower_bound(runs.begin(), runs.end(), key, [](const auto& run, uint32_t wanted) { return run.key < wanted; });
  return found != runs.end() && found->key == key ? &*found : nullptr;
}

}  // namespace

std::optional<size_t> ChunkIndex::Keyed::first_from(uint32_t key, size_t place) const {
  const Run* run = run_of(runs, key);
  if (!run) return std::nullopt;
  const auto end = places.begin() + run->end;
  const auto found = std::lower_bound(places.begin() + run->begin, end, place);
  if (found == end) return std::nullopt;
  return *found;
}

std::optional<size_t> ChunkIndex::Keyed::last_before(uint32_t key, size_t place) const {
  const Run* run = run_of(runs, key);
  if (!run) return std::nullopt;
  const auto begin = places.begin() + run->begin;
  const auto found = std::lower_bound(begin, places.begin() + run->end, place);
  if (found == begin) return std::nullopt;
  return *(found - 1);
}

ChunkIndex index_of_chunk(const Event* events, size_t count) {
  assert(count <= 65536 && "places within a chunk have 16 bits");
  return {keyed(events, count, [](const Event& event) { return std::optional<uint32_t>(event.goroutine); }),
          keyed(events, count, [](const Event& event) {
            return event.object == kNoObject ? std::nullopt : std::optional<uint32_t>(event.object.value);
          })};
}

}  // namespace wgscope
