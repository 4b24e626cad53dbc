// The state graph of a search: for each state that was expanded, the state each of its choices leads to, in the order of the choices.
//
// States are numbered breadth-first, so a depth is a range of numbers. What the choices are is not stored: whoever owns the rows can tell (ChoicesOf).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "core/explore/chunked.h"
#include "core/explore/state_store.h"

namespace wgscope::search {

// A choice, in the order that the contract wants for ties: by goroutine number, its step before its timer, then by what is chosen within the step.
using ChoiceCode = uint32_t;
constexpr uint32_t kTimerBit = 1u << 15;
constexpr ChoiceCode code_of(uint32_t goroutine, bool timer, std::optional<uint16_t> alternative = {}) {
  return goroutine << 16 | (timer ? kTimerBit : 0) | (alternative ? *alternative + 1u : 0u);
}
constexpr uint32_t goroutine_of(ChoiceCode code) { return code >> 16; }
constexpr bool is_timer(ChoiceCode code) { return code & kTimerBit; }
// The firing of an object's timer, which is no goroutine's: after all of theirs. It has the place of the timer among those that the search knows.
inline constexpr uint32_t kNoGoroutine = 0xffff;
inline constexpr uint32_t kTimersKnown = kTimerBit;
constexpr ChoiceCode code_of_timer(uint32_t known) { return kNoGoroutine << 16 | kTimerBit | known; }
constexpr bool is_object_timer(ChoiceCode code) { return goroutine_of(code) == kNoGoroutine; }
constexpr uint32_t known_timer(ChoiceCode code) { return code & (kTimerBit - 1); }
constexpr std::optional<uint16_t> alternative_of(ChoiceCode code) {
  const uint32_t alternative = code & (kTimerBit - 1);
  return alternative == 0 ? std::nullopt : std::optional(static_cast<uint16_t>(alternative - 1));
}

// Appends a state's choices, ascending: one for each of its edges.
using ChoicesOf = std::function<void(StateId, std::vector<ChoiceCode>&)>;

class Graph {
 public:
  Graph() { offsets_.push_back(0); }

  // Building, in order of state number: the edges of the next state, then closing it.
  void add_edge(StateId target) {
    targets_.push_back(target);
    forward_ = forward_ && target > expanded();
  }
  void drop_edges(size_t from) { targets_.shrink(from); }   // of a state that is not closed
  void close_state() { offsets_.push_back(static_cast<uint32_t>(targets_.size())); }
  void set_states(StateId states) { states_ = states; }
  void begin_layer(StateId first) { layers_.push_back(first); }

  StateId states() const { return states_; }                                          // found
  StateId expanded() const { return static_cast<StateId>(offsets_.size()) - 1; }      // those with their edges: 0 … expanded() - 1
  size_t edges() const { return targets_.size(); }
  size_t first_edge(StateId s) const { return s < expanded() ? offsets_[s] : targets_.size(); }
  size_t last_edge(StateId s) const { return s < expanded() ? offsets_[s + 1] : targets_.size(); }
  StateId target(size_t edge) const { return targets_[edge]; }
  // Every edge leads to a higher number: the numbering is a topological order.
  bool forward() const { return forward_; }

  uint32_t depth(StateId s) const;
  uint32_t depths() const { return static_cast<uint32_t>(layers_.size()); }
  StateId layer_begin(uint32_t depth) const { return layers_[depth]; }
  StateId layer_end(uint32_t depth) const { return depth + 1 < layers_.size() ? layers_[depth + 1] : states_; }

  size_t memory_bytes() const { return offsets_.memory_bytes() + targets_.memory_bytes(); }

 private:
  Chunked<uint32_t> offsets_;
  Chunked<StateId> targets_;
  std::vector<StateId> layers_;
  StateId states_ = 0;
  bool forward_ = true;
};

}  // namespace wgscope::search
