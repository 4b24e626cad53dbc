// A queue of plain data: first in, first out. Copy it, compare it; equal content is equal, whatever was taken out before.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace wgscope::sync {

template <class T>
class Fifo {
 public:
  bool empty() const { return head_ == items_.size(); }
  size_t size() const { return items_.size() - head_; }
  const T& front() const { return items_[head_]; }
  auto begin() const { return items_.begin() + static_cast<std::ptrdiff_t>(head_); }
  auto end() const { return items_.end(); }
  auto begin() { return items_.begin() + static_cast<std::ptrdiff_t>(head_); }
  auto end() { return items_.end(); }

  void push_back(T item) { items_.push_back(std::move(item)); }
  void push_front(T item) {
    if (head_ > 0) items_[--head_] = std::move(item);
    else items_.insert(items_.begin(), std::move(item));
  }
  // Requires: not empty.
  T take() {
    T first = std::move(items_[head_++]);
    if (head_ * 2 >= items_.size()) {   // each item is moved at most once on average
      items_.erase(items_.begin(), items_.begin() + static_cast<std::ptrdiff_t>(head_));
      head_ = 0;
    }
    return first;
  }
  template <class Is>
  void erase_if(Is is) {
    items_.erase(std::remove_if(items_.begin() + static_cast<std::ptrdiff_t>(head_), items_.end(), is), items_.end());
  }
  void clear() {
    items_.clear();
    head_ = 0;
  }
  size_t memory_bytes() const { return items_.capacity() * sizeof(T); }

  bool operator==(const Fifo& other) const { return std::equal(begin(), end(), other.begin(), other.end()); }

 private:
  std::vector<T> items_;
  size_t head_ = 0;   // taken already
};

}  // namespace wgscope::sync
