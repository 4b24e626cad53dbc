#include "app/model/playback.h"

namespace wgscope::model {

double next_speed(double speed, bool faster) {
  constexpr double kSpeeds[] = {0.1, 0.2, 0.5, 1, 2, 5, 10};
  double chosen = faster ? kSpeedMax : kSpeedMin;
  for (const double s : kSpeeds) {
    if (faster && s > speed * 1.001) return s;
    if (!faster && s < speed * 0.999) chosen = s;
  }
  return chosen;
}

}  // namespace wgscope::model
