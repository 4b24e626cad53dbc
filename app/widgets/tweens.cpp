#include "app/widgets/tweens.h"

#include <algorithm>

namespace wgscope::widgets {

namespace {

constexpr uint64_t kForgottenAfterFrames = 600;

// Fast at first, then gently into place.
float ease(double share) {
  const double rest = 1 - std::clamp(share, 0.0, 1.0);
  return static_cast<float>(1 - rest * rest * rest);
}

}  // namespace

void Tweens::begin_frame(double now_s, bool settled) {
  now_s_ = now_s;
  settled_ = settled;
  moving_ = false;
  ++frame_;
}

void Tweens::end_frame() {
  if (frame_ % kForgottenAfterFrames != 0) return;
  std::erase_if(values_, [this](const auto& entry) { return entry.second.frame + kForgottenAfterFrames < frame_; });
}

Tweens::Value& Tweens::find(std::string_view id, bool& fresh) {
  const auto [at, made] = values_.try_emplace(std::string(id));
  // An id that was not on the screen in the frame before has no place to come from.
  fresh = made || at->second.frame + 1 < frame_;
  at->second.frame = frame_;
  return at->second;
}

template <int n>
void Tweens::advance(std::string_view id, const float (&target)[n], float (&out)[n], double seconds) {
  bool fresh = false;
  Value& value = find(id, fresh);
  if (fresh || settled_ || seconds <= 0) {
    std::copy(target, target + n, value.from);
    std::copy(target, target + n, value.target);
    value.seconds = 0;
    std::copy(target, target + n, out);
    return;
  }
  const auto share = [&] { return value.seconds <= 0 ? 1.0 : (now_s_ - value.start_s) / value.seconds; };
  if (!std::equal(target, target + n, value.target)) {
    const float eased = ease(share());
    for (int i = 0; i < n; ++i) {
      value.from[i] += (value.target[i] - value.from[i]) * eased;
      value.target[i] = target[i];
    }
    value.start_s = now_s_;
    value.seconds = seconds;
  }
  const double done = share();
  const float eased = ease(done);
  for (int i = 0; i < n; ++i) out[i] = done >= 1 ? target[i] : value.from[i] + (target[i] - value.from[i]) * eased;
  if (done < 1) moving_ = true;
}

float Tweens::to(std::string_view id, float target, double seconds) {
  float out[1];
  advance<1>(id, {target}, out, seconds);
  return out[0];
}

Point Tweens::to(std::string_view id, Point target, double seconds) {
  float out[2];
  advance<2>(id, {target.x, target.y}, out, seconds);
  return {out[0], out[1]};
}

Rect Tweens::to(std::string_view id, const Rect& target, double seconds) {
  float out[4];
  advance<4>(id, {target.x, target.y, target.w, target.h}, out, seconds);
  return {out[0], out[1], out[2], out[3]};
}

float Tweens::progress(std::string_view id, uint64_t version, double seconds) {
  bool fresh = false;
  Value& value = find(id, fresh);
  if (fresh || settled_) {
    value.version = version;
    value.seconds = 0;
    return 1;
  }
  if (value.version != version) {
    value.version = version;
    value.start_s = now_s_;
    value.seconds = seconds;
  }
  const double share = value.seconds <= 0 ? 1 : (now_s_ - value.start_s) / value.seconds;
  if (share < 1) moving_ = true;
  return ease(share);
}

float Tweens::flash(std::string_view id, uint64_t version, double seconds) { return 1 - progress(id, version, seconds); }

}  // namespace wgscope::widgets
