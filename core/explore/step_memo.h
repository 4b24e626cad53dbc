// Remembered steps: from what a step depends on to which effect it had. Open addressing in one flat array; this lookup is the search's inner loop.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace wgscope::search {

// What a step depends on, beside the program: who steps, its part, and one thing more.
struct StepKey {
  uint64_t who = 0;      // goroutine << 40 | kind << 32 | its part
  uint32_t other = 0;    // the part of the object that it touches, or what `kind` says
  bool operator==(const StepKey&) const = default;
};

class StepMemo {
 public:
  StepMemo() : entries_(256) {}

  std::optional<uint32_t> find(const StepKey& key) const {
    const size_t mask = entries_.size() - 1;
    for (size_t slot = hash(key) & mask; entries_[slot].effect != 0; slot = (slot + 1) & mask) {
      if (entries_[slot].who == key.who && entries_[slot].other == key.other) return entries_[slot].effect - 1;
    }
    return std::nullopt;
  }

  void insert(const StepKey& key, uint32_t effect) {
    if (++size_ * 2 > entries_.size()) grow();
    place({key.who, key.other, effect + 1});
  }

  size_t size() const { return size_; }
  size_t memory_bytes() const { return entries_.capacity() * sizeof(Entry); }

 private:
  struct Entry {
    uint64_t who = 0;
    uint32_t other = 0;
    uint32_t effect = 0;   // + 1; 0 is free
  };
  static uint64_t hash(const StepKey& key) {
    uint64_t h = key.who * 0x9e3779b97f4a7c15u;
    h = (h ^ h >> 32 ^ key.other) * 0xff51afd7ed558ccdu;
    return h ^ h >> 32;
  }
  void place(const Entry& entry) {
    const size_t mask = entries_.size() - 1;
    size_t slot = hash({entry.who, entry.other}) & mask;
    while (entries_[slot].effect != 0) slot = (slot + 1) & mask;
    entries_[slot] = entry;
  }
  void grow() {
    std::vector<Entry> old(entries_.size() * 2);
    old.swap(entries_);
    for (const Entry& entry : old) {
      if (entry.effect != 0) place(entry);
    }
  }

  std::vector<Entry> entries_;
  size_t size_ = 0;
};

}  // namespace wgscope::search
