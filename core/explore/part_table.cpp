#include "core/explore/part_table.h"

#include <algorithm>

namespace wgscope::search {
namespace {

constexpr size_t kFirstBlockWords = 1024, kMostBlockWords = 1 << 16;

}  // namespace

uint64_t hash_words(const uint64_t* words, size_t count) {
  // Pairs are multiplied apart from each other, so that the processor can do them at once.
  const auto fold = [](uint64_t a, uint64_t b) {
    const auto product = static_cast<unsigned __int128>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  uint64_t h = 0x9e3779b97f4a7c15u ^ count;
  uint64_t key = 0xa0761d6478bd642fu;
  size_t i = 0;
  for (; i + 1 < count; i += 2, key += 0xe7037ed1a0b428dbu * 2) h += fold(words[i] ^ key, words[i + 1] ^ (key * 0x8ebc6af09c88c6e3u | 1));
  if (i < count) h += fold(words[i] ^ key, 0x589965cc75374cc3u);
  return fold(h, 0x1d8e4e27c47d124fu);
}

PartTable::PartTable() : next_block_words_(kFirstBlockWords), parts_(1), hashes_{0}, slots_(64) {}

PartId PartTable::intern(std::span<const uint64_t> content) {
  const uint64_t h = hash_words(content.data(), content.size());
  const size_t mask = slots_.size() - 1;
  size_t slot = h & mask;
  for (; slots_[slot] != 0; slot = (slot + 1) & mask) {
    const PartId id = slots_[slot];
    if (hashes_[id] == h && std::ranges::equal((*this)[id], content)) return id;
  }
  const auto id = static_cast<PartId>(size());
  parts_.emplace_back(keep(content), content.size());
  hashes_.push_back(h);
  slots_[slot] = id;
  if (size() * 2 > slots_.size()) grow();
  return id;
}

const uint64_t* PartTable::keep(std::span<const uint64_t> content) {
  if (content.size() > free_words_) {
    const bool large = content.size() * 4 > next_block_words_;   // it has a block to itself, and what is free stays free
    const size_t words = large ? content.size() : next_block_words_;
    blocks_.push_back(std::make_unique_for_overwrite<uint64_t[]>(words));
    block_words_ += words;
    if (large) return std::ranges::copy(content, blocks_.back().get()).out - content.size();
    free_ = blocks_.back().get();
    free_words_ = words;
    next_block_words_ = std::min(next_block_words_ * 2, kMostBlockWords);
  }
  uint64_t* const kept = free_;
  free_ = std::ranges::copy(content, free_).out;
  free_words_ -= content.size();
  return kept;
}

void PartTable::grow() {
  slots_.assign(slots_.size() * 4, 0);
  const size_t mask = slots_.size() - 1;
  for (PartId id = 1; id < size(); ++id) {
    size_t slot = hashes_[id] & mask;
    while (slots_[slot] != 0) slot = (slot + 1) & mask;
    slots_[slot] = id;
  }
}

size_t PartTable::memory_bytes() const {
  return (block_words_ + hashes_.capacity()) * sizeof(uint64_t) + parts_.capacity() * sizeof(parts_[0]) + slots_.capacity() * sizeof(uint32_t);
}

}  // namespace wgscope::search
