// Interns parts of a state (a goroutine, an object): equal content, equal id. Content is compared in full, never by hash alone.
#pragma once

#include <cstdint>
#include <memory>
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
  // Stays where it is.
  std::span<const uint64_t> operator[](PartId id) const { return parts_[id]; }
  size_t size() const { return parts_.size(); }   // ids in use, kAbsent included
  size_t memory_bytes() const;

 private:
  const uint64_t* keep(std::span<const uint64_t> content);
  void grow();

  // Content lies in blocks that are never moved: at a few hundred MB, a copy beside the original would be what breaks the bound on memory.
  std::vector<std::unique_ptr<uint64_t[]>> blocks_;
  uint64_t* free_ = nullptr;
  size_t free_words_ = 0, next_block_words_, block_words_ = 0;   // the last: in all blocks
  std::vector<std::span<const uint64_t>> parts_;
  std::vector<uint64_t> hashes_;
  std::vector<uint32_t> slots_;    // open addressing; 0 is free, since kAbsent is never looked up
};

uint64_t hash_words(const uint64_t* words, size_t count);

}  // namespace wgscope::search
