// The icons, drawn in a unit box (0..1 from the top left) that is scaled to where they stand.
#include <array>
#include <cmath>
#include <initializer_list>
#include <vector>

#include "app/widgets/canvas.h"

namespace wgscope::widgets {

namespace {

class Pen {
 public:
  Pen(Canvas& canvas, const Rect& box, Colour colour)
      : canvas_(canvas), box_(box.middle(std::min(box.w, box.h), std::min(box.w, box.h))), colour_(colour), thick_(std::max(1.5f, box_.w * 0.11f)) {}

  Point at(float x, float y) const { return {box_.x + x * box_.w, box_.y + y * box_.h}; }
  void solid(std::initializer_list<Point> points) {
    std::vector<Point> scaled;
    for (const Point p : points) scaled.push_back(at(p.x, p.y));
    canvas_.polygon(scaled, colour_);
  }
  void bar(float x, float y, float w, float h) {
    const Point from = at(x, y), to = at(x + w, y + h);
    canvas_.fill({std::round(from.x), from.y, std::max(1.0f, std::round(to.x - from.x)), to.y - from.y}, colour_, box_.w * 0.04f);
  }
  void path(std::initializer_list<Point> points, bool closed = false) {
    std::vector<Point> scaled;
    for (const Point p : points) scaled.push_back(at(p.x, p.y));
    canvas_.path(scaled, colour_, thick_, closed);
  }
  // Clockwise, in turns from 12 o'clock.
  std::vector<Point> arc(float x, float y, float radius, float from, float to) const {
    std::vector<Point> points;
    constexpr int kSteps = 24;
    for (int i = 0; i <= kSteps; ++i) {
      const float turn = (from + (to - from) * static_cast<float>(i) / kSteps) * 6.2831853f;
      points.push_back(at(x + radius * std::sin(turn), y - radius * std::cos(turn)));
    }
    return points;
  }
  void stroke_arc(float x, float y, float radius, float from, float to) { canvas_.path(arc(x, y, radius, from, to), colour_, thick_); }
  void pie(float x, float y, float radius, float from, float to) {
    auto points = arc(x, y, radius, from, to);
    points.push_back(at(x, y));
    canvas_.polygon(points, colour_);
  }
  void disc(float x, float y, float radius) { canvas_.disc(at(x, y), radius * box_.w, colour_); }
  void ring(float x, float y, float radius) { canvas_.ring(at(x, y), radius * box_.w, colour_, thick_); }

 private:
  Canvas& canvas_;
  Rect box_;
  Colour colour_;
  float thick_;
};

}  // namespace

void Canvas::icon(Icon icon, const Rect& box, Colour colour) {
  if (box.empty() || colour.a == 0) return;
  Pen pen(*this, box, colour);
  switch (icon) {
    case Icon::none: break;
    case Icon::play:
    case Icon::running: pen.solid({{0.24f, 0.12f}, {0.88f, 0.5f}, {0.24f, 0.88f}}); break;
    case Icon::pause:
    case Icon::parked: pen.bar(0.2f, 0.14f, 0.22f, 0.72f), pen.bar(0.58f, 0.14f, 0.22f, 0.72f); break;
    case Icon::stop: pen.bar(0.18f, 0.18f, 0.64f, 0.64f); break;
    case Icon::step_back: pen.solid({{0.62f, 0.14f}, {0.62f, 0.86f}, {0.08f, 0.5f}}), pen.bar(0.74f, 0.14f, 0.14f, 0.72f); break;
    case Icon::step_forward: pen.bar(0.12f, 0.14f, 0.14f, 0.72f), pen.solid({{0.38f, 0.14f}, {0.92f, 0.5f}, {0.38f, 0.86f}}); break;
    case Icon::to_start: pen.bar(0.12f, 0.14f, 0.16f, 0.72f), pen.solid({{0.9f, 0.14f}, {0.9f, 0.86f}, {0.34f, 0.5f}}); break;
    case Icon::to_end: pen.solid({{0.1f, 0.14f}, {0.66f, 0.5f}, {0.1f, 0.86f}}), pen.bar(0.72f, 0.14f, 0.16f, 0.72f); break;
    case Icon::restart:
      pen.stroke_arc(0.5f, 0.53f, 0.34f, 0.1f, 0.92f);
      pen.solid({{0.48f, 0.02f}, {0.48f, 0.38f}, {0.78f, 0.2f}});
      break;
    case Icon::runnable: pen.ring(0.5f, 0.5f, 0.38f), pen.pie(0.5f, 0.5f, 0.38f, 0.0f, 0.25f); break;
    case Icon::finished:
    case Icon::check: pen.path({{0.14f, 0.54f}, {0.4f, 0.8f}, {0.88f, 0.24f}}); break;
    case Icon::panicked:
    case Icon::warning:
      pen.path({{0.5f, 0.1f}, {0.94f, 0.88f}, {0.06f, 0.88f}}, true);
      pen.bar(0.45f, 0.38f, 0.1f, 0.24f), pen.bar(0.45f, 0.68f, 0.1f, 0.1f);
      break;
    case Icon::sleeping: pen.path({{0.2f, 0.24f}, {0.8f, 0.24f}, {0.2f, 0.78f}, {0.8f, 0.78f}}); break;
    case Icon::token: pen.disc(0.5f, 0.5f, 0.4f); break;
    case Icon::locked:
    case Icon::unlocked: {
      // The bow stands in the body at both ends, or has come out of it at one.
      const float lift = icon == Icon::unlocked ? 0.1f : 0.0f;
      pen.stroke_arc(0.5f, 0.34f - lift, 0.22f, -0.25f, 0.25f);
      pen.path({{0.28f, 0.34f - lift}, {0.28f, 0.5f}});
      pen.path({{0.72f, 0.34f - lift}, {0.72f, icon == Icon::unlocked ? 0.36f : 0.5f}});
      pen.bar(0.18f, 0.46f, 0.64f, 0.46f);
      break;
    }
    case Icon::dot: pen.disc(0.5f, 0.5f, 0.22f); break;
    case Icon::chevron_down: pen.path({{0.2f, 0.36f}, {0.5f, 0.66f}, {0.8f, 0.36f}}); break;
    case Icon::chevron_up: pen.path({{0.2f, 0.66f}, {0.5f, 0.36f}, {0.8f, 0.66f}}); break;
    case Icon::chevron_right: pen.path({{0.36f, 0.2f}, {0.66f, 0.5f}, {0.36f, 0.8f}}); break;
    case Icon::chevron_left: pen.path({{0.66f, 0.2f}, {0.36f, 0.5f}, {0.66f, 0.8f}}); break;
    case Icon::search: pen.ring(0.42f, 0.42f, 0.28f), pen.path({{0.62f, 0.62f}, {0.9f, 0.9f}}); break;
    case Icon::close: pen.path({{0.2f, 0.2f}, {0.8f, 0.8f}}), pen.path({{0.8f, 0.2f}, {0.2f, 0.8f}}); break;
    case Icon::info: pen.ring(0.5f, 0.5f, 0.42f), pen.bar(0.45f, 0.44f, 0.1f, 0.3f), pen.bar(0.45f, 0.26f, 0.1f, 0.1f); break;
    case Icon::arrow_right: pen.path({{0.1f, 0.5f}, {0.88f, 0.5f}}), pen.path({{0.6f, 0.22f}, {0.88f, 0.5f}, {0.6f, 0.78f}}); break;
    case Icon::branch:
      pen.path({{0.26f, 0.22f}, {0.26f, 0.78f}}), pen.path({{0.26f, 0.6f}, {0.74f, 0.5f}, {0.74f, 0.3f}});
      pen.disc(0.26f, 0.16f, 0.12f), pen.disc(0.26f, 0.84f, 0.12f), pen.disc(0.74f, 0.24f, 0.12f);
      break;
    case Icon::key: pen.path({{0.06f, 0.22f}, {0.94f, 0.22f}, {0.94f, 0.78f}, {0.06f, 0.78f}}, true), pen.bar(0.3f, 0.6f, 0.4f, 0.08f); break;
    case Icon::eye:
      pen.stroke_arc(0.5f, 0.78f, 0.5f, -0.14f, 0.14f), pen.stroke_arc(0.5f, 0.22f, 0.5f, 0.36f, 0.64f), pen.disc(0.5f, 0.5f, 0.13f);
      break;
    case Icon::open: pen.path({{0.08f, 0.82f}, {0.08f, 0.2f}, {0.36f, 0.2f}, {0.46f, 0.32f}, {0.9f, 0.32f}, {0.9f, 0.82f}}, true); break;
  }
}

}  // namespace wgscope::widgets
