// Interns parts of a state (a goroutine, an object): equal content, equal id. Content is compared in full, never by hash alone.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace wgscope::search {

// A part's number within its table. 0 is "absent": a goroutine not yet created, an object that nobody can reach.
using PartId = uint32_t;
inline constexpr PartId kAbsent = 0;

class PartTable {
 public:
  PartTable();

  PartId intern(std::span<const uint64_t> content);
  // Valid until the next intern.
  std::span<const uint64_t> operator[](PartId id) const {
    return {arena_.data() + offsets_[id], offsets_[id + 1] - offsets_[id]};
  }
  size_t size() const { return offsets_.size() - 1; }   // ids in use, kAbsent included
  size_t memory_bytes() const;

 private:
  void grow();

  std::vector<uint64_t> arena_;
  std::vector<uint64_t> offsets_;
  std::vector<uint64_t> hashes_;
  std::vector<uint32_t> slots_;    // open addressing; 0 is free, since kAbsent is never looked up
};

uint64_t hash_words(const uint64_t* words, size_t count);

}  // namespace wgscope::search
