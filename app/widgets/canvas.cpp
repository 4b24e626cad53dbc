#include "app/widgets/canvas.h"

#include <cmath>
#include <vector>

#include "app/theme/imgui_compat.h"
#include "core/base/utf8.h"

namespace wgscope::widgets {

namespace {

ImVec2 vec(Point p) { return {p.x, p.y}; }
ImVec2 low(const Rect& r) { return {r.x, r.y}; }
ImVec2 high(const Rect& r) { return {r.right(), r.bottom()}; }

ImDrawFlags flags(Corners corners) {
  switch (corners) {
    case Corners::all: return ImDrawFlags_RoundCornersAll;
    case Corners::left: return ImDrawFlags_RoundCornersLeft;
    case Corners::right: return ImDrawFlags_RoundCornersRight;
    case Corners::top: return ImDrawFlags_RoundCornersTop;
    case Corners::bottom: return ImDrawFlags_RoundCornersBottom;
    case Corners::none: return ImDrawFlags_RoundCornersNone;
  }
  return 0;
}

constexpr std::string_view kEllipsis = "…";

}  // namespace

void Canvas::fill(const Rect& rect, Colour colour, float radius, Corners corners) {
  if (rect.empty() || colour.a == 0) return;
  if (log_) log_->filled(rect.clipped(clip_), colour);
  list_->AddRectFilled(low(rect), high(rect), colour.packed(), radius, flags(corners));
}

void Canvas::dim(const Rect& rect, Colour veil) {
  if (log_) log_->set_aside(rect);
  fill(rect, veil);
}

void Canvas::stroke(const Rect& rect, Colour colour, float thickness, float radius) {
  if (rect.empty() || colour.a == 0) return;
  const float half = thickness / 2;   // the line stays inside the rectangle
  list_->AddRect({rect.x + half - 0.5f, rect.y + half - 0.5f}, {rect.right() - half + 0.5f, rect.bottom() - half + 0.5f}, colour.packed(), radius,
                 ImDrawFlags_RoundCornersAll, thickness);
}

void Canvas::line(Point from, Point to, Colour colour, float thickness) {
  if (from.y == to.y) {   // level and plumb lines as rectangles: crisp at any thickness
    fill({std::min(from.x, to.x), from.y, std::fabs(to.x - from.x), thickness}, colour);
  } else if (from.x == to.x) {
    fill({from.x, std::min(from.y, to.y), thickness, std::fabs(to.y - from.y)}, colour);
  } else {
    list_->AddLine(vec(from), vec(to), colour.packed(), thickness);
  }
}

void Canvas::dashes(Point from, Point to, Colour colour, float thickness, float dash, float pause) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  if (length <= 0) return;
  const Point step{(to.x - from.x) / length, (to.y - from.y) / length};
  for (float at = 0; at < length; at += dash + pause) {
    const float end = std::min(length, at + dash);
    line({from.x + step.x * at, from.y + step.y * at}, {from.x + step.x * end, from.y + step.y * end}, colour, thickness);
  }
}

void Canvas::path(std::span<const Point> points, Colour colour, float thickness, bool closed) {
  for (const Point p : points) list_->PathLineTo(vec(p));
  list_->PathStroke(colour.packed(), closed ? ImDrawFlags_Closed : 0, thickness);
}

void Canvas::polygon(std::span<const Point> points, Colour colour) {
  for (const Point p : points) list_->PathLineTo(vec(p));
  list_->PathFillConvex(colour.packed());
}

void Canvas::disc(Point centre, float radius, Colour colour) { list_->AddCircleFilled(vec(centre), radius, colour.packed()); }
void Canvas::ring(Point centre, float radius, Colour colour, float thickness) { list_->AddCircle(vec(centre), radius, colour.packed(), 0, thickness); }

void Canvas::glow(const Rect& rect, Colour colour, float radius, float reach) {
  constexpr int kLayers = 10;
  for (int i = kLayers; i > 0; --i) {
    const float share = static_cast<float>(i) / kLayers, out = reach * share;
    fill(rect.inset(-out), colour.fade(0.12f * (1.1f - share)), radius + out);
  }
}

void Canvas::stripes(const Rect& rect, Colour ground, Colour stripe, float radius, float width) {
  fill(rect, ground, radius);
  const Rect inside = rect.clipped(clip_);
  if (inside.empty()) return;
  const Clip clip(*this, rect.inset(std::min(1.0f, radius), 0));
  // Slanted by 45 degrees; begun at a multiple of the pitch, so that neighbouring bars do not seem to move against each other.
  const float pitch = 2 * width;
  const float first = std::floor((inside.x - rect.h) / pitch) * pitch;
  for (float x = first; x < inside.right(); x += pitch) {
    const ImVec2 quad[] = {{x, rect.bottom()}, {x + rect.h, rect.y}, {x + rect.h + width, rect.y}, {x + width, rect.bottom()}};
    list_->AddQuadFilled(quad[0], quad[1], quad[2], quad[3], stripe.packed());
  }
}

void Canvas::bracket(const Rect& rect, Colour colour, float thickness) {
  // The corners point by point: in some versions of ImGui an arc drawn anticlockwise overshoots.
  constexpr int kSteps = 6;
  constexpr float kQuarter = 1.5707963f;
  const float half = thickness / 2, radius = std::min(rect.h - half, 3 * thickness);
  const Point left{rect.x + half + radius, rect.bottom() - half - radius}, right{rect.right() - half - radius, rect.bottom() - half - radius};
  std::vector<Point> points = {{rect.x + half, rect.y}};
  for (int i = 0; i <= kSteps; ++i) {
    const float turn = kQuarter * static_cast<float>(i) / kSteps;
    points.push_back({left.x - radius * std::cos(turn), left.y + radius * std::sin(turn)});
  }
  for (int i = 0; i <= kSteps; ++i) {
    const float turn = kQuarter * static_cast<float>(i) / kSteps;
    points.push_back({right.x + radius * std::sin(turn), right.y + radius * std::cos(turn)});
  }
  points.push_back({rect.right() - half, rect.y});
  path(points, colour, thickness);
}

Point Canvas::measure(TextStyle style, std::string_view text) const {
  const theme::Font& font = (*theme_->fonts)[style];
  if (text.empty()) return {0, font.size};   // to ImGui, no end means the text ends by itself
  theme_->fonts->want(style, text);
  const ImVec2 size = font.font->CalcTextSizeA(font.size, FLT_MAX, 0, text.data(), text.data() + text.size());
  return {size.x, font.size};
}

float Canvas::line_height(TextStyle style) const { return std::round((*theme_->fonts)[style].size * 1.18f); }

// What the clip leaves less than half of is not read.
void Canvas::note_text(Point at, Point size, TextStyle style, Colour colour, std::string_view text) {
  const Rect box{at.x, at.y, size.x, size.y};
  if (written_ && !text.empty() && clip_.contains(box.centre())) written_->push_back({box, style, colour, std::string(text)});
}

float Canvas::text(Point at, TextStyle style, Colour colour, std::string_view text) {
  const Point size = measure(style, text);
  note_text(at, size, style, colour, text);
  return draw_text(at, size, style, colour, text);
}

float Canvas::draw_text(Point at, Point size, TextStyle style, Colour colour, std::string_view text) {
  if (text.empty() || at.y > clip_.bottom() || at.y + size.y < clip_.y) return size.x;
  const theme::Font& font = (*theme_->fonts)[style];
  if (log_) log_->wrote(Rect{at.x, at.y, size.x, size.y}.clipped(clip_), style, colour, text);
  list_->AddText(font.font, font.size, {std::round(at.x), std::round(at.y)}, colour.packed(), text.data(), text.data() + text.size());
  return size.x;
}

void Canvas::text_sized(Point at, TextStyle style, float share, Colour colour, std::string_view text) {
  if (text.empty()) return;
  const theme::Font& font = (*theme_->fonts)[style];
  theme_->fonts->want(style, text);
  const Point size = measure(style, text);
  note_text(at, {share * size.x, share * size.y}, style, colour, text);
  if (log_) log_->wrote(Rect{at.x, at.y, share * size.x, share * size.y}.clipped(clip_), style, colour, text);
  list_->AddText(font.font, font.size * share, {std::round(at.x), std::round(at.y)}, colour.packed(), text.data(), text.data() + text.size());
}

float Canvas::text_in(const Rect& box, TextStyle style, Colour colour, std::string_view text, Align align) {
  float width = this->width(style, text);
  const std::string_view whole = text;
  std::string shortened;
  if (width > box.w + 0.5f) {   // half a pixel is rounding
    size_t bytes = 0;
    float used = this->width(style, kEllipsis);
    while (bytes < text.size()) {
      const uint32_t next = utf8_at(text, bytes).bytes;
      const float more = this->width(style, text.substr(0, bytes + next)) + this->width(style, kEllipsis);
      if (more > box.w) break;
      bytes += next;
      used = more;
    }
    if (bytes == 0 && used > box.w) return 0;
    while (bytes > 0 && text[bytes - 1] == ' ') --bytes;
    shortened = std::string(text.substr(0, bytes)) + std::string(kEllipsis);
    text = shortened;
    width = this->width(style, text);
  }
  const float height = (*theme_->fonts)[style].size;
  const float x = align == Align::left ? box.x : align == Align::right ? box.right() - width : box.x + (box.w - width) / 2;
  const Point at{x, box.y + (box.h - height) / 2}, size{width, height};
  note_text(at, size, style, colour, whole);   // not where it was cut off: that is the font's doing
  return draw_text(at, size, style, colour, text);
}

namespace {

std::string capitals_of(std::string_view text) {
  std::string capitals(text);
  for (char& c : capitals)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return capitals;
}

}  // namespace

float Canvas::header(Point at, Colour colour, std::string_view text, std::string_view name) {
  const float spacing = std::round(theme_->scale * 10) / 10;
  const std::string capitals = capitals_of(text);
  float x = at.x;
  for (size_t i = 0; i < capitals.size();) {
    const uint32_t bytes = utf8_at(capitals, i).bytes;
    x += this->text({x, at.y}, TextStyle::header, colour, std::string_view(capitals).substr(i, bytes)) + (bytes == 1 ? spacing : 0);
    i += bytes;
  }
  if (!name.empty()) {
    x += this->text({x, at.y}, TextStyle::header, colour, " · ");
    x += this->text({x, on_baseline(at.y, TextStyle::header, TextStyle::mono_chip)}, TextStyle::mono_chip, colour, name);
  }
  return x - at.x;
}

float Canvas::header_width(std::string_view text, std::string_view name) const {
  const float title = width(TextStyle::header, capitals_of(text)) + static_cast<float>(text.size()) * std::round(theme_->scale * 10) / 10;
  return name.empty() ? title : title + width(TextStyle::header, " · ") + width(TextStyle::mono_chip, name);
}

float Canvas::on_baseline(float top, TextStyle of, TextStyle style) const { return top + (*theme_->fonts)[of].ascent - (*theme_->fonts)[style].ascent; }

void Canvas::push_clip(const Rect& rect) {
  clips_.push_back(clip_);
  clip_ = rect.clipped(clip_);
  list_->PushClipRect(low(clip_), high(clip_), true);
}

void Canvas::pop_clip() {
  list_->PopClipRect();
  clip_ = clips_.back();
  clips_.pop_back();
}

}  // namespace wgscope::widgets
