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
  std::string theme = "dark";       // or "light", for a bright room
  bool about_folded = false;        // the lesson's words above its program
  bool presenting = false;          // large, without bars: for this time only, never remembered
  int window_width = 0, window_height = 0;   // as it was left; 0: never yet, so as large as suits the monitor
  bool operator==(const Preferences&) const = default;
};

inline constexpr double kTextScaleMin = 1, kTextScaleMax = 2, kTextScaleStep = 0.25;
inline constexpr size_t kRecentMax = 12;

// Who presents is read from the back row.
inline constexpr double kPresentingScale = 1.5;
inline double shown_text_scale(const Preferences& p) { return p.presenting && p.text_scale < kPresentingScale ? kPresentingScale : p.text_scale; }

}  // namespace wgscope::model
