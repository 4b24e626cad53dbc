// How the window did, for `--stats FILE`: how soon it showed something, what a frame costs us (without GL), what it costs to do nothing.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"

namespace wgscope::shell {

class Stats {
 public:
  // After the first swap. Counts from the start of the process, as the kernel knows it.
  void first_picture();
  // Our own work of one frame: taking in what happened, laying out, applying. No GL, no baking of glyphs.
  void frame(double ms);
  // Once a turn of the loop. A stretch counts as idle from a second after anything last happened, and then all of it counts.
  void turn(bool busy);

  std::string renderer;
  double fonts_ms = 0;                           // the first baking of glyphs
  std::optional<int64_t> first_explore_ns;       // from opening a scenario to the first answer about all its schedules

  std::string json() const;
  // Writes the file; the error says what went wrong.
  Diagnostics write(const std::string& path) const;

 private:
  std::optional<double> first_picture_ms_;
  std::vector<float> frames_ms_;                 // up to a million; from then on only counted
  uint64_t frames_ = 0;
  double worst_ms_ = 0;
  double busy_s_ = 0, turn_s_ = 0, turn_cpu_s_ = 0, idle_s_ = 0, idle_cpu_s_ = 0;
  bool turned_ = false;
};

}  // namespace wgscope::shell
