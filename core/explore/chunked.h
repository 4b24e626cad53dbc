// A vector that grows without moving what it holds: no doubling peak in memory, and no copy, at tens of millions of elements.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace wgscope::search {

template <class T, size_t kChunkBits = 16>
class Chunked {
 public:
  size_t size() const { return size_; }
  const T& operator[](size_t i) const { return chunks_[i >> kChunkBits][i & kMask]; }
  T& operator[](size_t i) { return chunks_[i >> kChunkBits][i & kMask]; }
  void push_back(T value) {
    if (size_ >> kChunkBits == chunks_.size()) chunks_.push_back(std::make_unique_for_overwrite<T[]>(size_t{1} << kChunkBits));
    chunks_.back()[size_++ & kMask] = value;
  }
  // Forgets what came after; keeps the memory.
  void shrink(size_t size) { size_ = size; }
  size_t memory_bytes() const { return chunks_.size() * (sizeof(T) << kChunkBits); }

 private:
  static constexpr size_t kMask = (size_t{1} << kChunkBits) - 1;
  std::vector<std::unique_ptr<T[]>> chunks_;
  size_t size_ = 0;
};

}  // namespace wgscope::search
