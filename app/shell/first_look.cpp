#include "app/shell/first_look.h"

#include <algorithm>
#include <cmath>

#include "app/model/preferences.h"

namespace wgscope::shell {

FirstLook first_look(const Monitor& monitor) {
  const FirstLook reference;
  if (monitor.width <= 0 || monitor.height <= 0) return reference;   // a monitor that tells nothing of itself
  const double own = std::max(1.0, monitor.scale);
  const double room = std::min(monitor.width / static_cast<double>(reference.width), monitor.height / static_cast<double>(reference.height));
  const double quarters = std::floor(room / own / model::kTextScaleStep) * model::kTextScaleStep;
  FirstLook look;
  look.text_scale = std::clamp(quarters, model::kTextScaleMin, model::kTextScaleMax);
  const double magnified = own * look.text_scale;
  look.width = std::min(monitor.width, static_cast<int>(reference.width * magnified));
  look.height = std::min(monitor.height, static_cast<int>(reference.height * magnified));
  return look;
}

}  // namespace wgscope::shell
