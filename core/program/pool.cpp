#include "core/program/pool.h"

#include <algorithm>
#include <cassert>

namespace wgscope::program {

Pool::Pool(const std::vector<std::string>& strings) {
  assert((strings.empty() || strings.front().empty()) && "Program::strings[0] is the empty string");
  if (strings.empty()) string("");
  for (const std::string& text : strings) {
    const uint64_t id = strings_.append(text);
    const bool fresh = string_ids_.try_emplace(strings_[id], id).second;
    assert(fresh && "Program::strings holds each text once");
    static_cast<void>(fresh);
  }
}

uint64_t Pool::string(std::string_view text) {
  const std::lock_guard lock(strings_mutex_);
  if (const auto found = string_ids_.find(text); found != string_ids_.end()) return found->second;
  const uint64_t id = strings_.append(std::string(text));
  string_ids_.emplace(strings_[id], id);
  bytes_.fetch_add(text.size() + kEntryBytes, std::memory_order_relaxed);
  return id;
}

uint64_t Pool::tuple(std::span<const uint64_t> parts) {
  const std::lock_guard lock(tuples_mutex_);
  if (const auto found = tuple_ids_.find(parts); found != tuple_ids_.end()) return found->second;
  const bool names = std::ranges::any_of(parts, [this](uint64_t part) { return is_ref(part) || (is_tuple(part) && names_objects(part)); });
  const uint64_t index = tuples_.append({std::vector<uint64_t>(parts.begin(), parts.end()), names});
  const uint64_t id = kTupleTag << 48 | index;
  tuple_ids_.emplace(std::span<const uint64_t>(tuples_[index].parts), id);
  bytes_.fetch_add(parts.size() * sizeof(uint64_t) + kEntryBytes, std::memory_order_relaxed);
  return id;
}

size_t Pool::TupleHash::operator()(std::span<const uint64_t> parts) const {
  uint64_t hash = parts.size();
  for (const uint64_t part : parts) {
    hash = (hash ^ part) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 29;
  }
  return hash;
}

bool Pool::TupleEqual::operator()(std::span<const uint64_t> a, std::span<const uint64_t> b) const { return std::ranges::equal(a, b); }

}  // namespace wgscope::program
