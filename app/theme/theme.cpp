#include "app/theme/theme.h"

namespace wgscope::theme {

Metrics metrics_at(float scale) {
  Metrics m;
  for (float* length : {&m.gap, &m.window_edge, &m.panel_padding, &m.panel_header, &m.panel_radius, &m.control_height, &m.control_radius,
                        &m.control_padding, &m.row, &m.lane, &m.lane_bar, &m.chip, &m.card_radius, &m.line, &m.line_strong, &m.scrollbar}) {
    *length = std::fmax(1.0f, std::round(*length * scale));
  }
  return m;
}

Theme make_theme(Fonts& fonts, float scale, Scheme scheme) {
  Theme theme;
  theme.scale = scale;
  theme.scheme = scheme;
  theme.colours = colours_of(scheme);
  theme.metrics = metrics_at(scale);
  theme.fonts = &fonts;
  return theme;
}

}  // namespace wgscope::theme
