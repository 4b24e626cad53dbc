// The states that a search has found: rows of part ids, each stored once, numbered in the order in which they were found.
//
// A row is plain data of a fixed stride: `cells` numbers of 16 or 32 bits. It starts narrow; when a part id no longer fits,
// or a column appears that no row has had so far, everything is laid out anew, wider (`relayout`), and goes on.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

namespace wgscope::search {

using StateId = uint32_t;
inline constexpr StateId kNoState = 0xffffffff;

struct RowLayout {
  uint32_t cells = 16;
  uint32_t cell_bytes = 2;
  uint32_t words() const { return (cells * cell_bytes + 7) / 8; }   // the stride
  uint32_t largest() const { return cell_bytes == 2 ? 0xffff : 0xffffffff; }
  bool operator==(const RowLayout&) const = default;
};

// A row outside of the store, in the store's layout. Cells that no column uses are 0.
class RowView {
 public:
  RowView(uint64_t* words, const RowLayout& layout) : bytes_(reinterpret_cast<unsigned char*>(words)), narrow_(layout.cell_bytes == 2) {}
  uint32_t get(uint32_t cell) const {
    if (narrow_) {
      uint16_t value;
      std::memcpy(&value, bytes_ + cell * 2, 2);
      return value;
    }
    uint32_t value;
    std::memcpy(&value, bytes_ + cell * 4, 4);
    return value;
  }
  void set(uint32_t cell, uint32_t value) {
    if (narrow_) {
      const auto small = static_cast<uint16_t>(value);
      std::memcpy(bytes_ + cell * 2, &small, 2);
    } else {
      std::memcpy(bytes_ + cell * 4, &value, 4);
    }
  }

 private:
  unsigned char* bytes_;
  bool narrow_;
};

class StateStore {
 public:
  StateStore();

  const RowLayout& layout() const { return layout_; }
  void relayout(RowLayout wider);

  struct Inserted { StateId id; bool fresh; };
  // kNoState: it is not there, and there are `states_max` already.
  Inserted insert(const uint64_t* row, uint64_t hash, StateId states_max = kNoState);
  void prefetch(uint64_t hash) const { __builtin_prefetch(&index_[slot_of(hash)]); }
  uint64_t hash(const uint64_t* row) const;

  StateId size() const { return size_; }
  // Rows never move (but in relayout): another thread may read those that it knows of while this one inserts.
  const uint64_t* row(StateId id) const { return chunks_[id >> chunk_bits_].get() + size_t{id & (chunk_rows() - 1)} * stride_; }
  // Once its index line is there: the row that it may have to be compared with.
  void prefetch_row(uint64_t hash) const {
    const uint64_t entry = index_[slot_of(hash)];
    if (entry != 0) __builtin_prefetch(row(static_cast<StateId>(entry) - 1));
  }
  size_t memory_bytes() const;
  // What the rows would take in another layout.
  size_t memory_bytes_in(RowLayout layout) const { return size_t{size_} * layout.words() * sizeof(uint64_t) + index_bytes(); }
  // There is no room for another chunk in the list of them, which never moves.
  bool is_full() const { return chunks_.size() == chunks_.capacity(); }
  size_t index_bytes() const { return index_.size() * sizeof(uint64_t); }
  // What the next doubling of the index will need on top.
  size_t growth_bytes() const { return index_bytes() * 2; }
  // The search is over: give the index back.
  void drop_index() {
    index_ = std::vector<uint64_t>(2);
    index_bits_ = 1;
  }

 private:
  static uint32_t chunk_bits_of(uint32_t stride);
  uint32_t chunk_rows() const { return 1u << chunk_bits_; }
  size_t slot_of(uint64_t hash_or_entry) const { return hash_or_entry >> (64 - index_bits_); }
  void grow();

  RowLayout layout_;
  uint32_t stride_ = layout_.words();
  uint32_t chunk_bits_ = chunk_bits_of(stride_);
  StateId size_ = 0;
  std::vector<std::unique_ptr<uint64_t[]>> chunks_;
  // tag (the high 32 bits of the hash) << 32 | id + 1; 0 is free. The tag's highest bits are the slot, so that growing needs no row.
  uint32_t index_bits_ = 10;
  std::vector<uint64_t> index_;
};

}  // namespace wgscope::search
