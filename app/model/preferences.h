// What the user likes, and the program remembers between runs. Kept by the session, read and written under XDG paths by the shell.
#pragma once

#include <string>
#include <vector>

namespace wgscope::model {

struct Preferences {
  std::string language = "en";      // or "zh"
  double text_scale = 1;            // kTextScaleMin..kTextScaleMax
  bool reduced_motion = false;
  bool fullscreen = false;
  std::vector<std::string> recent;  // files that were opened or saved, the latest first
  bool operator==(const Preferences&) const = default;
};

inline constexpr double kTextScaleMin = 1, kTextScaleMax = 2, kTextScaleStep = 0.25;
inline constexpr size_t kRecentMax = 12;

}  // namespace wgscope::model
