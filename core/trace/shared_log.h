// A sequence that only grows, and whose copies share all that they have in common.
//
// Not a container for everything: nothing is ever changed or taken out. A copy costs one pointer a chunk, whatever the
// elements are, so a trace of a million events can be copied every frame. Copies grow on their own from there:
//
//   the last chunk has room left, and counts the places that are taken in it
//   push_back: when my size is that count, I take the next place (the chunk's other holders read only below their own size)
//              else another copy has grown first: I copy the last chunk and go on in the copy
//
// Thread safety: different copies may be read and grown by different threads at the same time; one copy, like any value, may not.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

namespace wgscope {

template <class T, size_t kPerChunk>
class SharedLog {
 public:
  using value_type = T;

  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const T& operator[](size_t index) const { return chunks_[index / kPerChunk]->items()[index % kPerChunk]; }
  const T& front() const { return (*this)[0]; }
  const T& back() const { return (*this)[size_ - 1]; }

  // The elements of a chunk stand side by side: the fast way to go through all of them.
  size_t chunk_count() const { return chunks_.size(); }
  const T* chunk(size_t number) const { return chunks_[number]->items(); }

  void push_back(T value) {
    const size_t place = size_ % kPerChunk;
    if (place == 0) {
      chunks_.push_back(std::make_shared<Chunk>());
      chunks_.back()->taken.store(1, std::memory_order_relaxed);
    } else if (!chunks_.back()->take(place)) {
      auto own = std::make_shared<Chunk>();
      for (; own->taken < place; ++own->taken) std::construct_at(own->items() + own->taken, chunks_.back()->items()[own->taken]);
      own->taken.store(place + 1, std::memory_order_relaxed);
      chunks_.back() = std::move(own);
    }
    std::construct_at(chunks_.back()->items() + place, std::move(value));
    ++size_;
  }

  // Whether this log is a later state of `start`: a chunk that both hold says that all before it is the same; of the last, what is compared are the elements.
  bool extends(const SharedLog& start) const {
    if (start.size_ > size_) return false;
    const size_t whole = start.size_ / kPerChunk;
    if (whole > 0 && chunks_[whole - 1] != start.chunks_[whole - 1]) return false;
    if (start.size_ % kPerChunk == 0 || chunks_[whole] == start.chunks_[whole]) return true;
    for (size_t i = whole * kPerChunk; i < start.size_; ++i) {
      if (!((*this)[i] == start[i])) return false;
    }
    return true;
  }

  bool operator==(const SharedLog& other) const { return size_ == other.size_ && std::equal(begin(), end(), other.begin()); }

  class const_iterator {
   public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = const T&;

    const_iterator() = default;
    const_iterator(const SharedLog* log, size_t index) : log_(log), index_(index) {}
    reference operator*() const { return (*log_)[index_]; }
    pointer operator->() const { return &(*log_)[index_]; }
    reference operator[](difference_type n) const { return (*log_)[index_ + n]; }
    const_iterator& operator++() { return ++index_, *this; }
    const_iterator& operator--() { return --index_, *this; }
    const_iterator operator++(int) { auto old = *this; return ++index_, old; }
    const_iterator operator--(int) { auto old = *this; return --index_, old; }
    const_iterator& operator+=(difference_type n) { return index_ += n, *this; }
    const_iterator& operator-=(difference_type n) { return index_ -= n, *this; }
    friend const_iterator operator+(const_iterator it, difference_type n) { return it += n; }
    friend const_iterator operator+(difference_type n, const_iterator it) { return it += n; }
    friend const_iterator operator-(const_iterator it, difference_type n) { return it -= n; }
    friend difference_type operator-(const_iterator a, const_iterator b) {
      return static_cast<difference_type>(a.index_) - static_cast<difference_type>(b.index_);
    }
    bool operator==(const const_iterator& other) const { return index_ == other.index_; }
    auto operator<=>(const const_iterator& other) const { return index_ <=> other.index_; }

   private:
    const SharedLog* log_ = nullptr;
    size_t index_ = 0;
  };
  const_iterator begin() const { return {this, 0}; }
  const_iterator end() const { return {this, size_}; }

 private:
  // Room for kPerChunk elements, of which the first `taken` exist (or are about to, for whoever took the place).
  struct Chunk {
    std::atomic<size_t> taken{0};
    std::allocator<T> allocator;
    T* const room = allocator.allocate(kPerChunk);

    Chunk() = default;
    Chunk(const Chunk&) = delete;
    Chunk& operator=(const Chunk&) = delete;
    ~Chunk() {
      std::destroy_n(room, taken.load(std::memory_order_relaxed));
      allocator.deallocate(room, kPerChunk);
    }
    T* items() { return room; }
    const T* items() const { return room; }
    bool take(size_t place) { return taken.compare_exchange_strong(place, place + 1, std::memory_order_acq_rel); }
  };

  std::vector<std::shared_ptr<Chunk>> chunks_;
  size_t size_ = 0;
};

}  // namespace wgscope
