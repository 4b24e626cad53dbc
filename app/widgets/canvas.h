// A place to draw: filled and outlined shapes, icons, text. A thin face on Dear ImGui's draw list, so that nobody above needs ImGui's types
// (which differ between its versions) and every text passes the fonts' list of needed glyphs.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/theme/theme.h"
#include "app/widgets/geometry.h"
#include "app/widgets/paint_log.h"

struct ImDrawList;

namespace wgscope::widgets {

using theme::Colour;
using theme::TextStyle;

// Drawn with lines and shapes, so that no font has to have them.
enum class Icon : uint8_t {
  none,
  play, pause, step_back, step_forward, to_start, to_end, restart, stop,          // transport
  running, runnable, parked, finished, panicked, sleeping,                         // states
  token, locked, unlocked, chevron_down, chevron_right, chevron_left, chevron_up, search, close, check, warning, info, arrow_right, dot, branch, key, eye, open,
};

enum class Align : uint8_t { left, centre, right };
enum class Corners : uint8_t { all, left, right, top, bottom, none };

// One line of text that was drawn, for who compares what a frame says with what it said (Ui::keep_texts). Where it was too long for its box, the whole of it.
struct Written {
  Rect box;
  TextStyle style;
  Colour colour;
  std::string text;
};

class Canvas {
 public:
  Canvas(ImDrawList& list, const theme::Theme& theme) : list_(&list), theme_(&theme) {}

  void fill(const Rect& rect, Colour colour, float radius = 0, Corners corners = Corners::all);
  void dim(const Rect& rect, Colour veil);   // what is there so far lies behind what comes, and is not for reading now
  void stroke(const Rect& rect, Colour colour, float thickness = 1, float radius = 0);
  void line(Point from, Point to, Colour colour, float thickness = 1);
  void dashes(Point from, Point to, Colour colour, float thickness, float dash, float pause);
  void path(std::span<const Point> points, Colour colour, float thickness, bool closed = false);
  void polygon(std::span<const Point> points, Colour colour);   // convex
  void disc(Point centre, float radius, Colour colour);
  void ring(Point centre, float radius, Colour colour, float thickness);
  void glow(const Rect& rect, Colour colour, float radius, float reach);   // soft light around a shape
  void stripes(const Rect& rect, Colour ground, Colour stripe, float radius, float width);
  void bracket(const Rect& rect, Colour colour, float thickness);          // open at the top
  void icon(Icon icon, const Rect& box, Colour colour);

  // Width and height of one line.
  Point measure(TextStyle style, std::string_view text) const;
  float width(TextStyle style, std::string_view text) const { return measure(style, text).x; }
  float line_height(TextStyle style) const;                      // with the air between lines of a paragraph
  // One line at its top left; gives the width.
  float text(Point at, TextStyle style, Colour colour, std::string_view text);
  // The same at a share of the style's size: for digits that must fit. Blurs; not for reading texts.
  void text_sized(Point at, TextStyle style, float share, Colour colour, std::string_view text);
  // One line in a box, in the middle of its height; too long, it ends in an ellipsis. Gives the width drawn.
  float text_in(const Rect& box, TextStyle style, Colour colour, std::string_view text, Align align = Align::left);
  // A panel's name: capitals, spaced. Text without capitals (Chinese) is drawn as it is, and so is `name`, which is the program's and stands behind a dot:
  // `wg` is not `WG`. Gives the width.
  float header(Point at, Colour colour, std::string_view text, std::string_view name = {});
  float header_width(std::string_view text, std::string_view name = {}) const;
  // Moves a text's top so that its baseline stands on the other style's: for lines of two styles.
  float on_baseline(float top, TextStyle of, TextStyle style) const;

  // From now on every line that is drawn is noted there, in order; null: no more.
  void write_down(std::vector<Written>* into) { written_ = into; }

  void push_clip(const Rect& rect);
  void pop_clip();
  const Rect& clip() const { return clip_; }   // what is visible now
  void set_clip(const Rect& rect) { clip_ = rect; }

  void watch(PaintLog* log) { log_ = log; }
  ImDrawList& list() { return *list_; }
  const theme::Theme& theme() const { return *theme_; }

 private:
  void note_text(Point at, Point size, TextStyle style, Colour colour, std::string_view text);
  float draw_text(Point at, Point size, TextStyle style, Colour colour, std::string_view text);

  ImDrawList* list_;
  const theme::Theme* theme_;
  PaintLog* log_ = nullptr;
  Rect clip_{-1e6f, -1e6f, 2e6f, 2e6f};
  std::vector<Rect> clips_;
  std::vector<Written>* written_ = nullptr;
};

// What is drawn while this lives is cut off at the rectangle.
class Clip {
 public:
  Clip(Canvas& canvas, const Rect& rect) : canvas_(canvas) { canvas_.push_clip(rect); }
  ~Clip() { canvas_.pop_clip(); }
  Clip(const Clip&) = delete;
  Clip& operator=(const Clip&) = delete;

 private:
  Canvas& canvas_;
};

}  // namespace wgscope::widgets
