// What many threads look up by number while others add to it: entries never move, and looking up takes no lock.
//
// Not a map: numbers are dense, each is set once, and whoever asks for one has been told it by whoever set it.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "core/base/segments.h"

namespace wgscope::live {

template <class T, bool kOwns>
class Directory {
 public:
  Directory() = default;
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  ~Directory() {
    for (size_t i = 0; i < kSegments; ++i) {
      std::atomic<T*>* segment = segments_[i].load(std::memory_order_relaxed);
      if (segment == nullptr) continue;
      if constexpr (kOwns) {
        for (size_t at = 0; at < kFirst << i; ++at) delete segment[at].load(std::memory_order_relaxed);
      }
      delete[] segment;
    }
  }

  // Null when it has not been set.
  T* find(uint32_t index) const {
    const SegmentPlace place = place_in_segments<kFirst>(index);
    const std::atomic<T*>* segment = segments_[place.segment].load(std::memory_order_acquire);
    return segment == nullptr ? nullptr : segment[place.offset].load(std::memory_order_acquire);
  }
  T& operator[](uint32_t index) const {
    const SegmentPlace place = place_in_segments<kFirst>(index);
    return *segments_[place.segment].load(std::memory_order_acquire)[place.offset].load(std::memory_order_acquire);
  }
  void set(uint32_t index, T* entry) {
    const SegmentPlace place = place_in_segments<kFirst>(index);
    std::atomic<T*>* segment = segments_[place.segment].load(std::memory_order_acquire);
    if (segment == nullptr) {
      auto fresh = std::make_unique<std::atomic<T*>[]>(kFirst << place.segment);
      if (segments_[place.segment].compare_exchange_strong(segment, fresh.get(), std::memory_order_acq_rel)) segment = fresh.release();
    }
    segment[place.offset].store(entry, std::memory_order_release);
  }

 private:
  static constexpr size_t kFirst = 16, kSegments = 29;   // segment k holds 16 << k
  std::atomic<std::atomic<T*>*> segments_[kSegments] = {};
};

}  // namespace wgscope::live
