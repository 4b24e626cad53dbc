// Movement: values that go to where they are told in a fifth of a second. Kept by id from frame to frame; time is passed in, so that a picture
// made with a fixed clock is the same every time, and with movement turned off every value is where it should be at once.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "app/widgets/geometry.h"

namespace wgscope::widgets {

inline constexpr double kTweenSeconds = 0.2;

class Tweens {
 public:
  // `settled`: no movement; every call gives its target.
  void begin_frame(double now_s, bool settled);
  void end_frame();                          // forgets ids that were not asked for lately
  bool moving() const { return moving_; }    // somebody is on the way: another frame is wanted

  // Where the value is on its way to the target. The first time an id is seen it is there already.
  float to(std::string_view id, float target, double seconds = kTweenSeconds);
  Point to(std::string_view id, Point target, double seconds = kTweenSeconds);
  Rect to(std::string_view id, const Rect& target, double seconds = kTweenSeconds);
  // 1 when `version` has just changed, falling to 0. The first time an id is seen it is 0.
  float flash(std::string_view id, uint64_t version, double seconds = 0.6);
  // 0..1, the way of something that started when `version` changed: a token's flight. 1 when it has arrived, and the first time.
  float progress(std::string_view id, uint64_t version, double seconds = 0.25);

 private:
  struct Value {
    float from[4]{}, target[4]{};
    double start_s = 0, seconds = 0;
    uint64_t version = 0, frame = 0;
  };
  template <int n>
  void advance(std::string_view id, const float (&target)[n], float (&out)[n], double seconds);
  Value& find(std::string_view id, bool& fresh);

  std::unordered_map<std::string, Value> values_;
  double now_s_ = 0;
  uint64_t frame_ = 0;
  bool settled_ = false, moving_ = false;
};

}  // namespace wgscope::widgets
