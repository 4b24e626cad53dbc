// What was painted in a frame, for a test to ask what colour lies under a text. Kept only while somebody watches (Ui::watch_paint): a window costs nothing.
// Shapes count as the rectangles around them, which is what texts stand on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/theme/theme.h"
#include "app/widgets/geometry.h"

namespace wgscope::widgets {

struct PaintLog {
  struct Fill {
    Rect rect;
    theme::Colour colour;
  };
  struct Text {
    std::string text;
    theme::TextStyle style;
    Rect rect;
    theme::Colour ink, ground;     // both as they are seen: opaque
  };
  std::vector<Fill> fills;
  std::vector<Text> texts;

  // A veil takes from what it lies on; what is covered is not read at all.
  void filled(const Rect& rect, theme::Colour colour) {
    fills.push_back({rect, colour});
    if (colour.a == 255) set_aside(rect);
    for (Text& text : texts)
      if (rect.contains(text.rect.centre())) text.ink = over(colour, text.ink), text.ground = over(colour, text.ground);
  }
  // What was written there is not for reading any longer.
  void set_aside(const Rect& rect) {
    std::erase_if(texts, [&rect](const Text& text) { return rect.contains(text.rect.centre()); });
  }
  // Takes the ground under the text's middle, where what lies to its left and right (a card's bar) does not count.
  void wrote(const Rect& rect, theme::TextStyle style, theme::Colour ink, std::string_view text) {
    theme::Colour ground{0, 0, 0, 255};
    const Point middle = rect.centre();
    for (const Fill& fill : fills)
      if (fill.rect.contains(middle)) ground = over(fill.colour, ground);
    texts.push_back({std::string(text), style, rect, over(ink, ground), ground});
  }
  static theme::Colour over(theme::Colour colour, theme::Colour ground) {
    const float share = static_cast<float>(colour.a) / 255;
    colour.a = 255;
    return ground.towards(colour, share);
  }
};

}  // namespace wgscope::widgets
