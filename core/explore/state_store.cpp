#include "core/explore/state_store.h"

#include <algorithm>

#include "core/explore/part_table.h"

namespace wgscope::search {

StateStore::StateStore() : index_(1024) {}

uint64_t StateStore::hash(const uint64_t* row) const { return hash_words(row, stride_); }

StateStore::Inserted StateStore::insert(const uint64_t* row_words, uint64_t h) {
  const size_t mask = index_.size() - 1;
  const uint64_t tag = h & 0xffff'ffff'0000'0000u;
  size_t slot = h & mask;
  for (; index_[slot] != 0; slot = (slot + 1) & mask) {
    if ((index_[slot] & 0xffff'ffff'0000'0000u) != tag) continue;
    const auto id = static_cast<StateId>(index_[slot]) - 1;
    if (std::equal(row_words, row_words + stride_, row(id))) return {id, false};
  }
  const StateId id = size_++;
  if ((id & (kChunkRows - 1)) == 0) chunks_.push_back(std::make_unique_for_overwrite<uint64_t[]>(size_t{kChunkRows} * stride_));
  std::copy_n(row_words, stride_, chunks_.back().get() + size_t{id & (kChunkRows - 1)} * stride_);
  index_[slot] = tag | (id + 1);
  if (size_t{size_} * 4 > index_.size() * 3) grow();
  return {id, true};
}

void StateStore::place(std::vector<uint64_t>& index, uint64_t entry, uint64_t h) const {
  const size_t mask = index.size() - 1;
  size_t slot = h & mask;
  while (index[slot] != 0) slot = (slot + 1) & mask;
  index[slot] = entry;
}

void StateStore::grow() {
  std::vector<uint64_t> wider(index_.size() * 2);
  for (StateId id = 0; id < size_; ++id) {
    const uint64_t h = hash(row(id));
    place(wider, (h & 0xffff'ffff'0000'0000u) | (id + 1), h);
  }
  index_ = std::move(wider);
}

void StateStore::relayout(RowLayout wider) {
  StateStore next;
  next.layout_ = wider;
  next.stride_ = wider.words();
  next.index_.assign(index_.size(), 0);
  std::vector<uint64_t> from(stride_), to(next.stride_);
  for (StateId id = 0; id < size_; ++id) {
    std::copy_n(row(id), stride_, from.begin());
    std::ranges::fill(to, 0);
    const RowView source(from.data(), layout_);
    RowView target(to.data(), wider);
    for (uint32_t cell = 0; cell < layout_.cells; ++cell) target.set(cell, source.get(cell));
    next.insert(to.data(), next.hash(to.data()));
    if (((id + 1) & (kChunkRows - 1)) == 0) chunks_[id >> kChunkBits].reset();   // never both layouts whole
  }
  *this = std::move(next);
}

size_t StateStore::memory_bytes() const {
  return chunks_.size() * size_t{kChunkRows} * stride_ * sizeof(uint64_t) + index_.capacity() * sizeof(uint64_t);
}

}  // namespace wgscope::search
