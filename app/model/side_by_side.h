// Two executions on two stages under one transport. How far both are is one number of steps; the one that is over stays where it ended.
//
// The session's cursor is in the longer of the two, so that moving, playing and being at the end are what they are elsewhere.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <vector>

#include "app/model/comparison.h"
#include "app/model/scene.h"
#include "core/explore/comparing.h"
#include "core/trace/world_state.h"

namespace wgscope::model {

class SideBySide {
 public:
  static constexpr size_t kLeft = 0, kRight = 1;

  explicit SideBySide(ComparedPair pair, LocalText title = {});

  const Comparison& comparison() const { return comparison_; }
  const CountedTrace& counted(size_t side) const { return side == kLeft ? comparison_.left : comparison_.right; }
  const Scenario& scenario(size_t side) const { return *sides_[side].scenario; }
  const LocalText& title() const { return title_; }                        // of the comparison; may be empty
  // The one that has more steps.
  size_t longer() const { return comparison_.right.steps() > comparison_.left.steps() ? kRight : kLeft; }
  const CountedTrace& lead() const { return counted(longer()); }

  // Whole steps behind a cursor of the longer one. A cursor within a step's facts counts as after it.
  uint64_t steps_at(EventIndex cursor) const;
  bool over(size_t side, uint64_t steps) const { return steps >= counted(side).steps(); }
  // Valid until the next call for the same side.
  Scene scene(size_t side, uint64_t steps, const Strings& strings, GoroutineId focus);
  void choose_object(size_t side, ObjectId object) { sides_[side].object = object; }

 private:
  struct Side {
    std::shared_ptr<const Scenario> scenario;
    Folder folder = {};
    ObjectId object = kNoObject;
  };
  std::array<Side, 2> sides_;
  LocalText title_;
  Comparison comparison_;
};

}  // namespace wgscope::model
