// What everything is drawn with: colours, styles of text, sizes. A Theme is a value made once a frame; at another text scale every size follows.
#pragma once

#include <cmath>

#include "app/theme/colours.h"
#include "app/theme/fonts.h"

namespace wgscope::theme {

// Sizes in pixels, on a grid of 8 at scale 1. Whole numbers, so that edges stay crisp at any scale.
struct Metrics {
  float gap = 8;               // between panels
  float window_edge = 10;      // around all panels
  float panel_padding = 14;
  float panel_header = 32;
  float panel_radius = 10;
  float control_height = 34;
  float control_radius = 8;
  float control_padding = 14;
  float row = 22;              // a line of code
  float lane = 29;             // a lane and the gap below it
  float lane_bar = 21;
  float chip = 18;             // a goroutine's name in a pill
  float card_radius = 6;
  float line = 1;
  float line_strong = 2;
  float scrollbar = 6;
};

Metrics metrics_at(float scale);

struct Theme {
  float scale = 1;             // text scale and the display's, multiplied
  Colours colours;
  Metrics metrics;
  Fonts* fonts = nullptr;
  Scheme scheme = Scheme::dark;

  // A length given at scale 1, as whole pixels; never less than one for a positive length.
  float px(float length) const { return length <= 0 ? std::round(length * scale) : std::fmax(1.0f, std::round(length * scale)); }
};

Theme make_theme(Fonts& fonts, float scale, Scheme scheme = Scheme::dark);

}  // namespace wgscope::theme
