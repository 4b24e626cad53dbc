#include "app/widgets/lanes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace wgscope::widgets {

namespace {

constexpr float kZoomNotch = 0.8f;
constexpr float kPanNotch = 0.1f;
constexpr float kLaneRoomy = 1.2f;   // with few lanes they are this much higher than usual
constexpr float kLaneLeast = 11;     // so high is a name: every lane has its own

// Where things are: names at the left, bars at the right of them, ticks below; lanes get thinner before they scroll.
struct Layout {
  Rect names, bars, ticks;
  float pitch = 0, bar = 0, scroll = 0, scroll_most = 0;
  double from = 0, per_pixel = 1;

  float x(double at) const { return bars.x + static_cast<float>((at - from) / per_pixel); }
  double at(float x) const { return from + static_cast<double>(x - bars.x) * per_pixel; }
  float top(size_t lane) const { return std::round(bars.y + static_cast<float>(lane) * pitch - scroll); }
};

Layout lay_out(const Ui& ui, const Rect& rect, const LanesSpec& spec) {
  Layout l;
  Rect rest = rect;
  l.ticks = rest.cut_bottom(ui.px(22));
  rest.cut_top(ui.px(4));
  l.names = rest.cut_left(ui.px(spec.name_width), ui.px(6));
  rest.cut_right(ui.px(2));
  l.bars = rest;
  l.ticks.x = rest.x;
  l.ticks.w = rest.w;
  const float count = std::max<float>(1, static_cast<float>(spec.lanes.size()));
  l.pitch = std::clamp(std::floor(rest.h / count), ui.px(kLaneLeast), std::round(ui.metrics().lane * kLaneRoomy));
  l.bar = std::max(ui.px(5), std::round(l.pitch * ui.metrics().lane_bar / ui.metrics().lane));
  // More lanes than fit: as many whole ones as there is room for.
  if (count * l.pitch > rest.h) rest.h = std::max(1.0f, std::floor(rest.h / l.pitch)) * l.pitch;
  l.scroll_most = std::max(0.0f, count * l.pitch - rest.h);
  // Few lanes: the axis comes up to them.
  l.bars.h = std::min(rest.h, count * l.pitch);
  l.ticks.y = l.bars.bottom();
  l.from = spec.view_from;
  l.per_pixel = std::max(1e-12, (spec.view_to - spec.view_from) / std::max(1.0f, rest.w));
  return l;
}

Rect place_of(const Ui& ui, const Layout& l, const Bar& bar, float y) {
  const float left = std::max(l.x(bar.from), l.bars.x - ui.px(8)), right = std::min(l.x(bar.to), l.bars.right() + ui.px(8));
  return {std::round(left), y, std::max(1.0f, std::round(right) - std::round(left)), l.bar};
}

void draw_bar(Ui& ui, const Layout& l, const Bar& bar, float y, bool dim) {
  const theme::Colours& c = ui.colours();
  Canvas& canvas = ui.canvas();
  const Rect rect = place_of(ui, l, bar, y);
  if (rect.right() < l.bars.x || rect.x > l.bars.right()) return;
  const float radius = rect.w < 5 ? 0 : ui.px(3);
  const bool thin = rect.w < ui.px(3);
  const auto ink = [&](Colour colour) { return dim ? colour.towards(c.panel, 0.5f) : colour; };
  switch (bar.look) {
    case BarLook::solid: canvas.fill(rect, ink(bar.colour.a ? bar.colour : c.running), radius); break;
    case BarLook::striped:
      if (thin) {
        canvas.fill(rect, ink(c.bar_runnable));
      } else {
        canvas.stripes(rect, ink(c.bar_runnable), ink(c.bar_runnable_stripe), radius, ui.px(5));
      }
      break;
    case BarLook::hollow:
      canvas.fill(rect, thin ? ink(c.bar_parked_edge) : ink(c.bar_parked), radius);
      if (!thin) canvas.stroke(rect, ink(c.bar_parked_edge), ui.metrics().line, radius);
      break;
    case BarLook::quiet:
      canvas.fill(rect, ink(c.bar_sleep), radius);
      if (!thin) canvas.stroke(rect, ink(c.bar_sleep_edge), ui.metrics().line, radius);
      break;
    case BarLook::dashed: {
      const float middle = std::round(rect.centre().y);
      canvas.dashes({rect.x, middle}, {rect.right(), middle}, c.mark, ui.metrics().line, ui.px(3), ui.px(3));
      return;
    }
    case BarLook::alert:
      canvas.fill(rect, thin ? c.panicked : c.bar_panicked, radius);
      if (!thin) canvas.stroke(rect, c.panicked, ui.metrics().line_strong, radius);
      break;
  }
}

Colour label_ink(const theme::Colours& c, BarLook look) {
  switch (look) {
    case BarLook::solid: return c.text_on_accent;
    case BarLook::striped: return c.text;
    case BarLook::hollow: return c.bar_parked_text;
    case BarLook::alert: return c.panicked.towards(c.text, 0.4f);
    case BarLook::quiet:
    case BarLook::dashed: return c.text_muted;
  }
  return c.text;
}

// It stays in view while its bar is.
void draw_label(Ui& ui, const Layout& l, const Bar& bar, float y, bool dim) {
  if (bar.label.empty() || l.bar < ui.px(15)) return;
  const theme::Colours& c = ui.colours();
  const Rect room = place_of(ui, l, bar, y).clipped(l.bars).inset(ui.px(8), 0);
  if (room.w <= ui.px(18) || room.w + ui.px(6) < ui.canvas().width(TextStyle::small, bar.label.substr(0, 4))) return;
  const Colour ink = label_ink(c, bar.look);
  // Marks may lie where the words are.
  if (bar.look == BarLook::quiet) ui.canvas().fill({room.x - ui.px(2), y + 1, std::min(room.w, ui.canvas().width(TextStyle::small, bar.label)) + ui.px(4), l.bar - 2}, c.bar_sleep);
  ui.canvas().text_in({room.x, y, room.w, l.bar}, TextStyle::small, dim ? ink.towards(c.panel, 0.5f) : ink, bar.label);
}

// Gives where it was drawn; nothing when it is out of the picture.
Rect draw_arrow(Ui& ui, const Layout& l, const LaneArrow& arrow) {
  Canvas& canvas = ui.canvas();
  const bool down = arrow.to_lane > arrow.from_lane;
  const Point from{l.x(arrow.from), l.top(static_cast<size_t>(arrow.from_lane)) + (down ? l.bar : 0)};
  const Point to{l.x(arrow.to), l.top(static_cast<size_t>(arrow.to_lane)) + (down ? 0 : l.bar)};
  if (std::max(from.x, to.x) < l.bars.x || std::min(from.x, to.x) > l.bars.right()) return {};
  const Colour colour = arrow.strong ? arrow.colour : arrow.colour.fade(0.75f);
  const float thick = arrow.strong ? ui.px(2.5f) : ui.px(1.5f);
  const float length = std::hypot(to.x - from.x, to.y - from.y), head = ui.px(6);
  if (length < 1) return {};
  const Point along{(to.x - from.x) / length, (to.y - from.y) / length}, across{-along.y, along.x};
  const Point base{to.x - along.x * head, to.y - along.y * head};
  const std::array line{from, base};
  canvas.path(line, colour, thick);
  const float half = ui.px(4);
  const std::array tip{to, Point{base.x + across.x * half, base.y + across.y * half}, Point{base.x - across.x * half, base.y - across.y * half}};
  canvas.polygon(tip, colour);
  return Rect{std::min(from.x, to.x), std::min(from.y, to.y), std::fabs(to.x - from.x), std::fabs(to.y - from.y)}.inset(-ui.px(5), 0);
}

// Over its bar, with a foot: a bar that ends here ends in it.
void draw_mark(Ui& ui, const Layout& l, const LaneMark& mark) {
  const float x = std::round(l.x(mark.at)), y = l.top(static_cast<size_t>(mark.lane)), half = std::min(ui.px(5), l.bar / 2), middle = y + l.bar / 2;
  if (x < l.bars.x - half || x > l.bars.right() + half || middle > l.bars.bottom() || middle < l.bars.y) return;
  const std::array diamond{Point{x, middle - half}, Point{x + half, middle}, Point{x, middle + half}, Point{x - half, middle}};
  ui.canvas().polygon(diamond, mark.colour);
}

// A line above the lanes that are of another kind. Gives where those are.
Rect draw_border(Ui& ui, const Rect& rect, const Layout& l, const LanesSpec& spec) {
  if (!spec.set_apart) return {};
  const float y = l.top(static_cast<size_t>(*spec.set_apart)) - std::ceil((l.pitch - l.bar) / 2), end = std::min(l.top(spec.lanes.size()), l.bars.bottom());
  if (y >= l.bars.bottom() || y < l.bars.y) return {};
  ui.canvas().line({rect.x, y}, {l.bars.right(), y}, ui.colours().rule, ui.metrics().line);
  return {l.bars.x, y, l.bars.w, end - y};
}

// The bubble with the cursor's label, on the axis.
Rect bubble(const Ui& ui, const Rect& rect, const Layout& l, const LanesSpec& spec) {
  const float x = std::round(l.x(spec.cursor));
  if (spec.cursor_label.empty() || x < l.bars.x - 1 || x > l.bars.right() + 1) return {};
  const float width = ui.canvas().width(TextStyle::mono_chip, spec.cursor_label) + 2 * ui.px(8), height = ui.metrics().chip;
  Rect box{std::round(x - width / 2), l.ticks.y + ui.px(3), width, height};
  box.x = std::clamp(box.x, rect.x, std::max(rect.x, rect.right() - box.w));
  return box;
}

void draw_ticks(Ui& ui, const Layout& l, std::span<const LaneTick> ticks, const Rect& taken) {
  Canvas& canvas = ui.canvas();
  float free_from = l.ticks.x - 1;
  for (const LaneTick& tick : ticks) {
    const float x = std::round(l.x(tick.at));
    if (x < l.bars.x - 1 || x > l.bars.right() + 1) continue;
    canvas.line({x, l.bars.y}, {x, l.bars.bottom()}, ui.colours().rule.fade(0.7f), ui.metrics().line);
    const float width = canvas.width(TextStyle::mono_small, tick.label);
    const float left = std::min(x, l.ticks.right() - width);
    if (left < free_from || (left < taken.right() + ui.px(4) && left + width > taken.x - ui.px(4))) continue;
    canvas.text({left, l.ticks.y + ui.px(4)}, TextStyle::mono_small, ui.colours().text_faint, tick.label);
    free_from = left + width + ui.px(10);
  }
}

// What has not happened yet, as seen from the cursor, steps back.
void draw_veil(Ui& ui, const Layout& l, const LanesSpec& spec) {
  const float veil = std::max(std::round(l.x(spec.cursor)), l.bars.x);
  if (veil < l.bars.right()) ui.canvas().fill({veil, l.bars.y, l.bars.right() - veil + ui.px(2), l.bars.h}, ui.colours().panel.fade(0.66f));
}

void draw_cursor(Ui& ui, const Rect& rect, const Layout& l, const LanesSpec& spec) {
  const theme::Colours& c = ui.colours();
  Canvas& canvas = ui.canvas();
  const float x = std::round(l.x(spec.cursor));
  if (x < l.bars.x - 1 || x > l.bars.right() + 1) return;
  const float thick = ui.metrics().line_strong;
  const Rect box = bubble(ui, rect, l, spec);
  canvas.fill({x - thick / 2, l.bars.y - ui.px(4), thick, l.ticks.y + ui.px(4) - l.bars.y + ui.px(4)}, c.accent);
  canvas.fill(box, c.accent, box.h / 2);
  canvas.text_in(box, TextStyle::mono_chip, c.text_on_accent, spec.cursor_label, Align::centre);
}

struct LaneScroll {
  float offset = 0;
  int selected = -1;
};

// More lanes than fit: the wheel over the names scrolls, and the selected lane comes into view when it changes.
void scroll(Ui& ui, std::string_view id, Layout& l, const LanesSpec& spec, float wheel) {
  LaneScroll& state = ui.state<LaneScroll>(id);
  int selected = -1;
  for (size_t i = 0; i < spec.lanes.size(); ++i) {
    if (spec.lanes[i].selected) selected = static_cast<int>(i);
  }
  state.offset -= wheel * 3 * l.pitch;
  if (selected >= 0 && selected != state.selected) {
    const float top = static_cast<float>(selected) * l.pitch;
    state.offset = std::clamp(state.offset, top + l.pitch - l.bars.h, std::max(top + l.pitch - l.bars.h, top));
  }
  state.selected = selected;
  state.offset = std::clamp(state.offset, 0.0f, l.scroll_most);
  l.scroll = std::round(ui.tweens().to(ui.path(std::string(id) + "#scroll"), std::round(state.offset / l.pitch) * l.pitch));
}

}  // namespace

float lanes_axis_width(const Ui& ui, const Rect& rect, const LanesSpec& spec) { return lay_out(ui, rect, spec).bars.w; }

LanesAsk lanes(Ui& ui, std::string_view id, const Rect& rect, const LanesSpec& spec) {
  const theme::Colours& c = ui.colours();
  Canvas& canvas = ui.canvas();
  LanesAsk ask;
  Layout l = lay_out(ui, rect, spec);
  ask.names = l.names, ask.bars = l.bars;
  const Scope scope(ui, id);

  const Touch names = ui.touch("names", l.names, {}, true, Ui::Wheel::taken);
  scroll(ui, "lanes", l, spec, names.wheel.y);
  {
    const Clip clip(canvas, {rect.x, l.bars.y - ui.px(5), rect.w, l.bars.h + ui.px(10)});   // names may be higher than their lanes
    for (size_t i = 0; i < spec.lanes.size(); ++i) {
      const Lane& lane = spec.lanes[i];
      const float y = l.top(i);
      if (y + l.pitch / 2 > l.bars.bottom() || y + l.pitch / 2 < l.bars.y) continue;
      const Rect name{l.names.x, y, l.names.w, l.bar};
      const Touch touch = ui.touch("lane/" + std::to_string(i), name, lane.name);
      if (touch.clicked) ask.lane_clicked = static_cast<int>(i);
      if (lane.selected) canvas.fill({rect.x, y - (l.pitch - l.bar) / 2, rect.w, l.pitch}, c.selected.fade(0.45f));
      const TextStyle style = l.pitch < ui.px(16) ? TextStyle::mono_small : TextStyle::mono;
      canvas.text_in(name, style, lane.dim ? lane.colour.towards(c.panel, 0.45f) : lane.colour, lane.name);
    }
  }
  draw_ticks(ui, l, spec.ticks, bubble(ui, rect, l, spec));
  {
    const Clip clip(canvas, l.bars);
    const auto each_bar = [&](auto draw) {
      for (size_t i = 0; i < spec.lanes.size(); ++i) {
        const float y = l.top(i);
        if (y + l.pitch / 2 > l.bars.bottom() || y + l.pitch / 2 < l.bars.y) continue;
        for (const Bar& bar : spec.lanes[i].bars) draw(ui, l, bar, y, spec.lanes[i].dim);
      }
    };
    each_bar(draw_bar);
    for (const LaneArrow& arrow : spec.arrows)
      if (const Rect drawn = draw_arrow(ui, l, arrow); !drawn.empty()) ask.arrow = drawn.clipped(l.bars);
    for (const LaneMark& mark : spec.marks) draw_mark(ui, l, mark);
    ask.marks = draw_border(ui, rect, l, spec);
    draw_veil(ui, l, spec);
    each_bar(draw_label);   // over the veil: what is still to come is read, too
  }
  draw_cursor(ui, rect, l, spec);

  // The whole height of the axis can be taken hold of, ticks too.
  const Rect axis{l.bars.x, l.bars.y, l.bars.w, rect.bottom() - l.bars.y};
  const Touch touch = ui.touch("axis", axis, {}, true, Ui::Wheel::taken);
  const double at = l.at(ui.input().mouse.x);
  if (touch.hovered) ask.hover = at, ui.set_pointer(Ui::Pointer::hand);
  if (touch.double_clicked) ask.fit = true;
  if (touch.held || touch.pressed) ask.scrub = std::clamp(at, spec.view_from, spec.view_to);
  const double span = spec.view_to - spec.view_from;
  if (touch.wheel.y != 0 && ui.input().shift) {
    ask.pan = -static_cast<double>(touch.wheel.y * kPanNotch) * span;
  } else if (touch.wheel.y != 0) {
    ask.zoom = std::pow(static_cast<double>(kZoomNotch), static_cast<double>(touch.wheel.y));
    ask.zoom_at = at;
  }
  if (touch.wheel.x != 0) ask.pan -= static_cast<double>(touch.wheel.x * kPanNotch) * span;
  return ask;
}

}  // namespace wgscope::widgets
