// The schedule to show for an ending or a finding: shortest, then fewest switches, then smaller goroutine numbers (docs/go_semantics.md).
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/explore/graph.h"

namespace wgscope::search {

struct ShortestSchedule {
  std::vector<ChoiceCode> choices;
  uint64_t switches = 0;
  StateId reached = 0;     // the goal; with a `then`, the state before it
};

// A state to reach, and what to do there, if anything: a finding may lie in a step rather than in the state that it leads to.
struct Goal {
  StateId state;
  std::optional<ChoiceCode> then;
};

// Of one graph, as often as asked. Keeps what it needs by state, so it is made once, and goes before counting wants the memory.
class ShortestSchedules {
 public:
  // `goroutines` is the highest goroutine number.
  ShortestSchedules(const Graph& graph, ChoicesOf choices_of, uint32_t goroutines);

  // `goals` all stand at the same depth, the smallest at which any such goal stands; all of them have a `then`, or none.
  ShortestSchedule to(const std::vector<Goal>& goals);

 private:
  // By state, how many switches it takes from there: see shortest.cpp.
  class Distances {
   public:
    Distances(StateId states, uint32_t goroutines) : words_(goroutines / 64 + 1), free_(states, kUnmarked), extra_(size_t{states} * words_) {}
    static constexpr uint32_t kUnmarked = 0xffffffff;

    bool marked(StateId s) const { return free_[s] != kUnmarked; }
    uint32_t free(StateId s) const { return free_[s]; }
    // `last` 0: nobody.
    uint32_t from(StateId s, uint32_t last) const { return free_[s] + (last != 0 && (extra_[word(s, last)] >> (last % 64) & 1) != 0 ? 1 : 0); }
    void set(StateId s, uint32_t free) { free_[s] = free; }
    void set_extra(StateId s, uint32_t last) { extra_[word(s, last)] |= uint64_t{1} << (last % 64); }
    void clear_extra(StateId s, uint32_t last) { extra_[word(s, last)] &= ~(uint64_t{1} << (last % 64)); }
    void forget(StateId s) {
      free_[s] = kUnmarked;
      for (uint32_t i = 0; i < words_; ++i) extra_[size_t{s} * words_ + i] = 0;
    }

   private:
    size_t word(StateId s, uint32_t last) const { return size_t{s} * words_ + last / 64; }
    uint32_t words_;
    std::vector<uint32_t> free_;
    std::vector<uint64_t> extra_;
  };
  struct Way { ChoiceCode code; StateId target; };

  void mark_goals(const std::vector<Goal>& goals);
  void mark_before(uint32_t depth);
  void candidates(uint32_t depth, std::vector<StateId>& states);
  bool collect_ways(StateId s, uint32_t depth);
  void build_sources();
  uint32_t cost(const Way& way, uint32_t last, bool last_could) const;
  uint32_t best(uint32_t last) const;
  bool could_step(uint32_t who) const;

  const Graph& graph_;
  const ChoicesOf choices_of_;
  const uint32_t goroutines_;
  Distances distances_;
  std::vector<StateId> marked_;              // all that have a distance
  std::vector<StateId> layer_, before_;      // those of the depth at hand, and of the one before
  std::vector<ChoiceCode> choices_;          // of the state at hand
  std::vector<Way> ways_;                    // those of its choices that lead on along a shortest path
  // The edges from a depth to the next, backward: made once it is known that many schedules are asked for.
  uint32_t asked_ = 0;
  std::vector<uint32_t> first_source_;
  std::vector<StateId> sources_;
};

}  // namespace wgscope::search
