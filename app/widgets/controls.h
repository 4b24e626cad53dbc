// Buttons and their kin. Each announces itself under its id, draws itself into the rectangle that it is given, and tells what happened; none keeps data.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/widgets/ui.h"

namespace wgscope::widgets {

enum class Look : uint8_t { plain, accent, quiet };   // quiet: no ground until the mouse is over it

struct ButtonSpec {
  std::string_view label = {};  // drawn, unless there is an icon and `icon_only`
  Icon icon = Icon::none;
  bool icon_only = false;
  Look look = Look::plain;
  bool enabled = true;
  bool on = false;               // a toggle that is on
  std::string_view tip = {};  // with its key: "next event (→)"
};
float button_width(const Ui& ui, const ButtonSpec& spec);
bool button(Ui& ui, std::string_view id, const Rect& rect, const ButtonSpec& spec);

// Choices side by side, one of them on. Gives the one that was clicked, or -1. Item ids: id/0, id/1, …
struct Segment {
  std::string_view label = {};
  bool enabled = true;
  std::string_view tip = {};
};
float segments_width(const Ui& ui, std::span<const Segment> segments);
// `parts_out`: where each was drawn.
int segmented(Ui& ui, std::string_view id, const Rect& rect, std::span<const Segment> segments, int on, std::span<Rect> parts_out = {});

// A button that opens a list: label, a quiet note beside it, a chevron.
float drop_down_width(const Ui& ui, std::string_view label, std::string_view note);
float drop_down_width_small(const Ui& ui, std::string_view label);    // with its label in a smaller line
float drop_down_width_of_two(const Ui& ui, std::string_view label);   // with its label in two smaller lines
bool drop_down(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, std::string_view note, bool open = false);

// A whole number between two others: drag, click, or wheel. True when `value` changed; `done` (if given) when the mouse let go after a change,
// which is the moment to act on it when acting is expensive.
bool slider(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, long long& value, long long min, long long max, bool* done = nullptr);

// One line of text to type. True when it changed. `entered` when Enter was pressed, `left` when Escape was. `focus` gives it the keyboard.
struct Typed {
  bool changed = false, entered = false, escaped = false, active = false;
};
Typed text_field(Ui& ui, std::string_view id, const Rect& rect, std::string& text, std::string_view hint, bool focus = false);

// A name in a pill of its own colour.
float chip_width(const Ui& ui, std::string_view name);
void chip(Ui& ui, Point middle_left, std::string_view name, Colour colour, bool dim = false);   // gives no touch: the row behind it has that
// The same, with its left edge and the middle of its height at the point, and touchable.
bool chip_button(Ui& ui, std::string_view id, Point middle_left, std::string_view name, Colour colour, bool dim = false, std::string_view tip = {});

// A small outlined word: a tag.
float tag_width(const Ui& ui, std::string_view text);
void tag(Ui& ui, Point middle_left, std::string_view text, Colour colour);

// A key as help shows it.
float key_cap_width(const Ui& ui, std::string_view key);
void key_cap(Ui& ui, Point middle_left, std::string_view key);

// A card on the stage: a bar of its colour at the left, a name, a line below it.
struct CardSpec {
  std::string_view name = {};
  std::string_view note = {};  // may be empty
  Colour colour = {};
  bool selected = false;
  bool dim = false;
  Icon icon = Icon::none;        // right of the name
  Colour icon_colour = {};
  float alert = 0;               // 0..1: outlined in the colour of a panic
};
float card_height(const Ui& ui, const CardSpec& spec);
bool card(Ui& ui, std::string_view id, const Rect& rect, const CardSpec& spec);

// A panel's ground and header; gives what is left inside. `note` is at the right of the header. `name` is the program's, behind the title, as it is
// written there.
Rect panel(Ui& ui, std::string_view id, const Rect& rect, float header_height, std::string_view title, std::string_view note = {},
           TextStyle note_style = TextStyle::small, std::string_view name = {});

// A message over the full width: an icon, a title, text below. Gives its height; with draw = false only that.
enum class Tone : uint8_t { info, good, warning, panic };
float banner(Ui& ui, std::string_view id, const Rect& box, Tone tone, std::string_view title, std::string_view text, bool draw = true);

// A handle between two parts; drag moves it, a double click puts it back. Gives the fraction (of `span` pixels) at which it stands now.
enum class Axis : uint8_t { x, y };
float splitter(Ui& ui, std::string_view id, Axis axis, const Rect& whole, float fraction_default, float fraction_min, float fraction_max, float gap);

// Everything behind goes dark and cannot be touched; true when it was clicked. Draw the overlay after it.
bool shade(Ui& ui, std::string_view id);
// A floating box: ground, edge and shadow; touches do not pass through it.
void floating(Ui& ui, std::string_view id, const Rect& rect);

// How far something is, 0..1; below 0: unknown.
void progress_bar(Ui& ui, const Rect& rect, float share, Colour colour);

}  // namespace wgscope::widgets
