// Points and rectangles, in pixels, y downward. Layout is cutting: a panel gets a rectangle, cuts a header off its top, and hands on the rest.
#pragma once

#include <algorithm>

namespace wgscope::widgets {

struct Point {
  float x = 0, y = 0;
  bool operator==(const Point&) const = default;
};
constexpr Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
constexpr Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }

struct Rect {
  float x = 0, y = 0, w = 0, h = 0;
  bool operator==(const Rect&) const = default;

  constexpr float right() const { return x + w; }
  constexpr float bottom() const { return y + h; }
  constexpr Point top_left() const { return {x, y}; }
  constexpr Point centre() const { return {x + w / 2, y + h / 2}; }
  constexpr bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
  constexpr bool empty() const { return w <= 0 || h <= 0; }

  constexpr Rect inset(float d) const { return inset(d, d); }
  constexpr Rect inset(float dx, float dy) const { return {x + dx, y + dy, std::max(0.0f, w - 2 * dx), std::max(0.0f, h - 2 * dy)}; }
  constexpr Rect moved(Point by) const { return {x + by.x, y + by.y, w, h}; }
  constexpr Rect clipped(Rect to) const {
    const float left = std::max(x, to.x), top = std::max(y, to.y);
    return {left, top, std::max(0.0f, std::min(right(), to.right()) - left), std::max(0.0f, std::min(bottom(), to.bottom()) - top)};
  }
  // A rectangle of this size in the middle of this one.
  constexpr Rect middle(float width, float height) const { return {x + (w - width) / 2, y + (h - height) / 2, width, height}; }

  // Each takes a piece off this rectangle, and `gap` beyond it, and returns the piece.
  constexpr Rect cut_top(float height, float gap = 0) {
    height = std::min(height, h);
    const Rect piece{x, y, w, height};
    const float taken = std::min(h, height + gap);
    y += taken, h -= taken;
    return piece;
  }
  constexpr Rect cut_bottom(float height, float gap = 0) {
    height = std::min(height, h);
    const Rect piece{x, bottom() - height, w, height};
    h -= std::min(h, height + gap);
    return piece;
  }
  constexpr Rect cut_left(float width, float gap = 0) {
    width = std::min(width, w);
    const Rect piece{x, y, width, h};
    const float taken = std::min(w, width + gap);
    x += taken, w -= taken;
    return piece;
  }
  constexpr Rect cut_right(float width, float gap = 0) {
    width = std::min(width, w);
    const Rect piece{right() - width, y, width, h};
    w -= std::min(w, width + gap);
    return piece;
  }
};

}  // namespace wgscope::widgets
