// The Pool: strings and tuples by content, so that a value is 64 bits and equal values have equal bits.
//
// Grows only, and is shared: by all goroutines of an execution, by its copies, by every state of a search. Any number of threads may use it
// at once; reading by id takes no lock. What ids come out depends on who was first, so an id never leaves the program: a trace has texts.
//
//   string: an index, from 0; the first are Program::strings, and 0 is the empty string
//   tuple:  kTupleTag << 48 | an index; a function value {function, captures…} or an `any` {type, payload, identity}. 0, nil, is no tuple.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/segments.h"
#include "core/program/code.h"
#include "core/program/ref.h"

namespace wgscope::program {

// A list that only grows; what stands in it never moves, so it can be read while others append.
template <class T>
class GrowingList {
 public:
  GrowingList() = default;
  GrowingList(const GrowingList&) = delete;
  GrowingList& operator=(const GrowingList&) = delete;
  ~GrowingList() {
    for (auto& segment : segments_) delete[] segment.load(std::memory_order_relaxed);
  }

  const T& operator[](uint64_t index) const {
    const SegmentPlace at = place_in_segments<kFirst>(index);
    return segments_[at.segment].load(std::memory_order_acquire)[at.offset];
  }
  // One caller at a time. Whoever is told the index may read it.
  uint64_t append(T value) {
    const uint64_t index = size_.load(std::memory_order_relaxed);
    const SegmentPlace at = place_in_segments<kFirst>(index);
    T* segment = segments_[at.segment].load(std::memory_order_relaxed);
    if (segment == nullptr) {
      segment = new T[kFirst << at.segment];
      segments_[at.segment].store(segment, std::memory_order_release);
    }
    segment[at.offset] = std::move(value);
    size_.store(index + 1, std::memory_order_release);
    return index;
  }
  uint64_t size() const { return size_.load(std::memory_order_acquire); }

 private:
  static constexpr uint64_t kFirst = 64;   // segment k holds 64 << k
  std::atomic<T*> segments_[48] = {};
  std::atomic<uint64_t> size_{0};
};

class Pool {
 public:
  explicit Pool(const std::vector<std::string>& strings);   // Program::strings: each keeps its index as its id

  uint64_t string(std::string_view text);
  std::string_view text(uint64_t string_id) const { return strings_[string_id]; }

  uint64_t tuple(std::span<const uint64_t> parts);
  std::span<const uint64_t> parts(uint64_t tuple_id) const { return tuples_[tuple_id & kIndex].parts; }
  // May an object be reached through it? Of any bits that look like a tuple, if there is one or not.
  bool names_objects(uint64_t bits) const { return (bits & kIndex) < tuples_.size() && tuples_[bits & kIndex].names_objects; }

  // What it holds by now, about.
  size_t bytes() const { return bytes_.load(std::memory_order_relaxed); }

  // An `any`: 0 is nil, of kTypeNone. Its identity stands for the pointer that Go's interface holds: two with the same type and payload are equal, but one and the
  // same only with the same identity, too. Nothing asks for that but the text of a crash, which tells identical panics once.
  uint64_t box(TypeId type, uint64_t payload, uint64_t identity = kOwnIdentity) { return tuple(std::array<uint64_t, 3>{type.value, payload, identity}); }
  static constexpr uint64_t kOwnIdentity = 0;        // the value is its own: a bool, a pointer, a function, an error of the runtime's
  static constexpr uint64_t kConstantIdentity = 1;   // read-only data, one copy a program
  static constexpr uint64_t kSmallIdentity = 2;      // computed, and in the runtime's table of small integers, or its zero
  static constexpr uint64_t kMadeIdentity = 256;     // and on: allocated when it was boxed
  TypeId type_of(uint64_t any) const { return any == 0 ? kTypeNone : TypeId{static_cast<uint16_t>(parts(any)[0])}; }
  uint64_t payload_of(uint64_t any) const { return any == 0 ? 0 : parts(any)[1]; }

 private:
  static constexpr uint64_t kIndex = (uint64_t{1} << 48) - 1;
  struct TupleHash {
    size_t operator()(std::span<const uint64_t> parts) const;
  };
  struct TupleEqual {
    bool operator()(std::span<const uint64_t> a, std::span<const uint64_t> b) const;
  };

  static constexpr size_t kEntryBytes = 96;   // beside the content, for the list and the map

  std::atomic<size_t> bytes_{0};
  std::mutex strings_mutex_, tuples_mutex_;   // for appending and for the maps
  GrowingList<std::string> strings_;
  std::unordered_map<std::string_view, uint64_t> string_ids_;   // views of what stands in strings_
  struct Tuple {
    std::vector<uint64_t> parts;
    bool names_objects = false;   // itself, or one that it is made of
  };
  GrowingList<Tuple> tuples_;
  std::unordered_map<std::span<const uint64_t>, uint64_t, TupleHash, TupleEqual> tuple_ids_;
};

}  // namespace wgscope::program
