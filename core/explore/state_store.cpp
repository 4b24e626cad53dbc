#include "core/explore/state_store.h"

#include <algorithm>
#include <bit>

#include "core/explore/part_table.h"

namespace wgscope::search {
namespace {

constexpr size_t kChunkWords = 1 << 16, kMostChunks = 1 << 20;
constexpr uint64_t kTag = 0xffff'ffff'0000'0000u;

// Rows are a few words: a loop of its own is quicker than a call.
bool equal(const uint64_t* a, const uint64_t* b, size_t words) {
  uint64_t difference = 0;
  for (size_t i = 0; i < words; ++i) difference |= a[i] ^ b[i];
  return difference == 0;
}

}  // namespace

StateStore::StateStore() : index_(size_t{1} << index_bits_) {
  chunks_.reserve(kMostChunks);   // so that it never moves; pages that are not touched cost nothing
}

// Chunks of about the same size, however long a row is: a chunk is taken whole.
uint32_t StateStore::chunk_bits_of(uint32_t stride) {
  const size_t rows = kChunkWords / std::max<size_t>(stride, 1);
  return rows < 2 ? 0 : static_cast<uint32_t>(std::bit_width(rows)) - 1;
}

uint64_t StateStore::hash(const uint64_t* row) const { return hash_words(row, stride_); }

StateStore::Inserted StateStore::insert(const uint64_t* row_words, uint64_t h, StateId states_max) {
  const size_t mask = index_.size() - 1;
  const uint64_t tag = h & kTag;
  size_t slot = slot_of(h);
  for (; index_[slot] != 0; slot = (slot + 1) & mask) {
    if ((index_[slot] & kTag) != tag) continue;
    const auto id = static_cast<StateId>(index_[slot]) - 1;
    if (equal(row_words, row(id), stride_)) return {id, false};
  }
  if (size_ >= states_max) return {kNoState, false};
  const StateId id = size_++;
  if ((id & (chunk_rows() - 1)) == 0) chunks_.push_back(std::make_unique_for_overwrite<uint64_t[]>(size_t{chunk_rows()} * stride_));
  std::copy_n(row_words, stride_, chunks_.back().get() + size_t{id & (chunk_rows() - 1)} * stride_);
  index_[slot] = tag | (id + 1);
  if (size_t{size_} * 4 > index_.size() * 3) grow();
  return {id, true};
}

void StateStore::grow() {
  std::vector<uint64_t> old(index_.size() * 2);
  old.swap(index_);
  ++index_bits_;
  const size_t mask = index_.size() - 1;
  for (const uint64_t entry : old) {
    if (entry == 0) continue;
    size_t slot = slot_of(entry);
    while (index_[slot] != 0) slot = (slot + 1) & mask;
    index_[slot] = entry;
  }
}

void StateStore::relayout(RowLayout wider) {
  StateStore next;
  next.layout_ = wider;
  next.stride_ = wider.words();
  next.chunk_bits_ = chunk_bits_of(next.stride_);
  next.index_.assign(index_.size(), 0);
  next.index_bits_ = index_bits_;
  std::vector<uint64_t> from(stride_), to(next.stride_);
  for (StateId id = 0; id < size_; ++id) {
    std::copy_n(row(id), stride_, from.begin());
    std::ranges::fill(to, 0);
    const RowView source(from.data(), layout_);
    RowView target(to.data(), wider);
    for (uint32_t cell = 0; cell < layout_.cells; ++cell) target.set(cell, source.get(cell));
    next.insert(to.data(), next.hash(to.data()));
    if (((id + 1) & (chunk_rows() - 1)) == 0) chunks_[id >> chunk_bits_].reset();   // never both layouts whole
  }
  *this = std::move(next);
}

size_t StateStore::memory_bytes() const {
  return chunks_.size() * size_t{chunk_rows()} * stride_ * sizeof(uint64_t) + index_bytes();
}

}  // namespace wgscope::search
