// A timer: what it does when its time has come, whether it is set, how much time is left, and who waits for it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

struct TimerView {
  enum class Does : uint8_t { sends, ticks, calls };
  ObjectId object = kNoObject;
  std::string name;
  Does does = Does::sends;
  bool set = false;
  std::string set_for;                 // as it was set last; empty: never
  std::optional<double> passed;        // of that, from 0 to 1, by the run's clock; none: a world without one
  std::string left;                    // likewise
  std::vector<Chip> waiting;           // parked, front first
  bool changed = false;                // by the latest step
};
// As it is read: without what changes faster than that.
std::string time_left_text(int64_t left_ns);
// Requires: the scene's object is a timer that exists.
TimerView timer_view(const Scene& scene);

}  // namespace wgscope::model
