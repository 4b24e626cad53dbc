// How a finished trace plays: 1x is two events a second. Knows numbers only, no trace.
#pragma once

#include <cstddef>
#include <cstdint>

namespace wgscope::model {

inline constexpr double kEventsPerSecond = 2, kSpeedMin = 0.1, kSpeedMax = 10;

class Playback {
 public:
  bool playing() const { return playing_; }
  double speed() const { return speed_; }
  void set_speed(double factor) { speed_ = factor < kSpeedMin ? kSpeedMin : factor > kSpeedMax ? kSpeedMax : factor; }
  void play() { playing_ = true, owed_ = 0; }
  void stop() { playing_ = false; }

  // How many events to go on by, `elapsed_ns` after the last call. What is left over counts next time.
  size_t advance(int64_t elapsed_ns) {
    if (!playing_) return 0;
    owed_ += static_cast<double>(elapsed_ns) * 1e-9 * kEventsPerSecond * speed_;
    const auto whole = static_cast<size_t>(owed_);
    owed_ -= static_cast<double>(whole);
    return whole;
  }

 private:
  bool playing_ = false;
  double speed_ = 1;
  double owed_ = 0;
};

// The next slower or faster of 0.1, 0.2, 0.5, 1, 2, 5, 10.
double next_speed(double speed, bool faster);

}  // namespace wgscope::model
