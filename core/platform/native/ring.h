// Places for values, first in, first out, as many as were asked for: memory is taken once, and only what holds a value has one.
#pragma once

#include <cassert>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

namespace wgscope::native {

template <class T>
class Ring {
 public:
  Ring() = default;
  Ring(const Ring&) = delete;
  Ring& operator=(const Ring&) = delete;
  ~Ring() {
    while (!empty()) take();
    if (slots_ != nullptr) std::allocator<T>().deallocate(slots_, places_);
  }

  // Once, before anything else.
  void make_places(uint32_t places) {
    if (places > 0) slots_ = std::allocator<T>().allocate(places);
    places_ = places;
  }

  bool empty() const { return held_ == 0; }
  size_t size() const { return held_; }

  // Requires: a place is free.
  void push_back(T&& value) {
    assert(held_ < places_ && "push_back: no place is free");
    std::construct_at(slots_ + wrapped(size_t{first_} + held_), std::move(value));
    ++held_;
  }
  // Requires: there is a value.
  void push_back(std::optional<T>&& value) { push_back(*std::move(value)); }
  // Requires: not empty. As an optional, since whoever passes it on may have none.
  std::optional<T> take() {
    T* const slot = slots_ + first_;
    std::optional<T> value(std::move(*slot));
    std::destroy_at(slot);
    first_ = static_cast<uint32_t>(wrapped(size_t{first_} + 1));
    --held_;
    return value;
  }

 private:
  size_t wrapped(size_t i) const { return i < places_ ? i : i - places_; }

  T* slots_ = nullptr;
  uint32_t places_ = 0, first_ = 0, held_ = 0;
};

}  // namespace wgscope::native
