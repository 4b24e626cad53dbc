// One plain context a frame: where to draw, what the mouse does, what moves, and what is on the screen.
//
// Whatever can be touched announces itself with `touch(id, rect, label)`, in drawing order. The mouse belongs to the last one announced under it in
// the frame before, so what is drawn in front is also touched in front, and no rule of ImGui's about overlapping items is needed. The same list is
// what tests read: they find an item by its id and click in its middle, with nothing rendered.
//
// Ids are paths: within `Scope s(ui, "story")`, `touch("row/7", …)` is `story/row/7`.
#pragma once

#include <any>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "app/widgets/canvas.h"
#include "app/widgets/geometry.h"
#include "app/widgets/tweens.h"

namespace wgscope::widgets {

// The mouse and the modifiers, as of this frame.
struct Input {
  Point mouse{-1e6f, -1e6f};
  bool left = false, right = false;     // buttons that are down
  Point wheel;                          // notches, up and left are positive
  bool shift = false, ctrl = false, alt = false;
};

// A key for editing text, or a character.
struct EditEvent {
  enum class Kind : uint8_t { character, key_down, key_up } kind;
  uint32_t what = 0;                    // a code point, or an imgui::EditKey
};

// What the mouse does to one item.
struct Touch {
  bool hovered = false;          // the mouse is over it (and it is enabled)
  bool held = false;             // pressed on it and not yet let go, wherever the mouse is now
  bool pressed = false;          // went down on it in this frame
  bool released = false;         // let go after a press on it, wherever
  bool clicked = false;          // let go over it
  bool double_clicked = false;   // the second click within 0.35 s; `clicked` too
  bool right_clicked = false;
  Point mouse;                   // relative to the rectangle's top left
  Point moved;                   // since the frame before, while held
  Point wheel;                   // when the mouse is over it and it takes the wheel
};

// What tests see of an item.
struct Item {
  std::string id, label;
  Rect rect, visible;            // visible: what the clip leaves of it
  bool enabled = true;
  bool takes_wheel = false;
  bool blocks = false;           // what lies behind it gets nothing of the mouse
};

// What explains itself: where it is, which of the things that have an explanation it is, and the words.
struct Explained {
  std::string_view what;         // as the table of explanations calls it
  Rect rect;                     // as much of it as can be seen
  std::string_view text;         // empty: what blocks the mouse from what lies behind it
};

struct FrameInfo {
  double now_s = 0;              // a steady clock, or a fixed one for pictures
  Rect screen;
  Input input;
  std::span<const EditEvent> edits = {};   // in this frame, in order
  bool settled = false;          // no movement: reduced motion, pictures
};

class Ui {
 public:
  explicit Ui(const theme::Theme& theme) : theme_(&theme) {}
  Ui(const Ui&) = delete;
  Ui& operator=(const Ui&) = delete;

  void begin_frame(const FrameInfo& info, ImDrawList& list);
  void end_frame();                                    // draws the tip, if any

  const theme::Theme& theme() const { return *theme_; }
  void set_theme(const theme::Theme& theme) { theme_ = &theme; }
  const theme::Colours& colours() const { return theme_->colours; }
  const theme::Metrics& metrics() const { return theme_->metrics; }
  float px(float length) const { return theme_->px(length); }
  Canvas& canvas() const { return *canvas_; }   // const: to measure with
  Tweens& tweens() { return tweens_; }
  const Rect& screen() const { return info_.screen; }
  const Input& input() const { return info_.input; }
  std::span<const EditEvent> edits() const { return info_.edits; }
  double now_s() const { return info_.now_s; }
  bool settled() const { return info_.settled; }

  // ---- items
  enum class Wheel : uint8_t { passes, taken };
  Touch touch(std::string_view id, const Rect& rect, std::string_view label, bool enabled = true, Wheel wheel = Wheel::passes);
  // Notes something that can be read but not touched, so that tests can find it.
  void note(std::string_view id, const Rect& rect, std::string_view label);
  // Nothing of the mouse goes through this rectangle to what was announced before.
  void block(std::string_view id, const Rect& rect);
  // A tip by the mouse, when it has rested on the item for a moment.
  void tip(const Touch& touch, std::string_view text);
  // Shows the words by the mouse once it has rested there, unless an item there has a tip of its own. Both views live as long as the program.
  void explain(std::string_view what, const Rect& rect, std::string_view text);
  // Of this frame so far, in drawing order.
  const std::vector<Explained>& explained() const { return explained_; }
  // Of the last complete frame; ids are full paths.
  const std::vector<Item>& items() const { return last_items_; }
  const std::vector<Item>& notes() const { return last_notes_; }
  const Item* find(std::string_view id) const;
  // The window's own parts: what was noted under an id of one word (the panels, the bar), in drawing order.
  std::vector<Item> parts() const;
  // Every line of text as it was drawn, from the next frame on; of the last complete frame.
  void keep_texts() { keeps_texts_ = true; }
  const std::vector<Written>& texts() const { return last_texts_; }
  std::string path(std::string_view id) const;
  // The mouse went down in this frame outside of this rectangle: an overlay closes on it.
  bool pressed_outside(const Rect& rect) const;

  // ---- state that a widget keeps under its id (a scroll offset, a splitter): what you would reset, never data
  template <class T>
  T& state(std::string_view id) {
    std::any& slot = states_[path(id)];
    if (!std::any_cast<T>(&slot)) slot = T{};
    return *std::any_cast<T>(&slot);
  }

  // Everything that is painted from the next frame on goes there, too; null: no longer.
  void watch_paint(PaintLog* log) { paint_log_ = log; }

  // As if nothing had been on the screen before: for a first frame that was laid out without its glyphs.
  void forget() { states_.clear(), tweens_ = {}; }

  std::string clipboard() const;
  void set_clipboard(const std::string& text);

  // ---- frames
  void animate() { animate_ = true; }                  // draw again at once
  void wake_in(double seconds);                        // draw again then
  bool wants_frame() const { return animate_ || tweens_.moving(); }
  std::optional<double> wake_after_s() const { return wake_s_; }

  enum class Pointer : uint8_t { arrow, hand, text, resize_x, resize_y };
  void set_pointer(Pointer pointer) { pointer_ = pointer; }
  Pointer pointer() const { return pointer_; }
  // A text field has the keyboard: keys without Ctrl or Alt are its own.
  void set_typing() { typing_ = true; }
  bool typing() const { return typing_; }

 private:
  friend class Scope;
  void draw_tip();
  void find_explanation();

  const theme::Theme* theme_;
  FrameInfo info_;
  mutable std::optional<Canvas> canvas_;
  Tweens tweens_;
  std::string scope_;
  std::vector<Item> items_, last_items_;   // what can be touched
  std::vector<Item> notes_, last_notes_;   // what can only be read
  std::vector<Written> texts_, last_texts_;
  bool keeps_texts_ = false;
  std::vector<Explained> explained_;
  PaintLog* paint_log_ = nullptr;
  std::unordered_map<std::string, std::any> states_;

  Input before_;
  std::string hot_, hot_wheel_, held_, last_clicked_, tip_;
  bool held_right_ = false;
  double clicked_s_ = -1, hot_since_s_ = 0;
  std::string_view pointed_at_;            // of what is explained
  double pointed_since_s_ = 0;
  bool animate_ = false, typing_ = false;
  std::optional<double> wake_s_;
  Pointer pointer_ = Pointer::arrow;
};

// A part of every id announced while it lives.
class Scope {
 public:
  Scope(Ui& ui, std::string_view name) : ui_(ui), before_(ui.scope_.size()) { (ui.scope_ += name) += '/'; }
  ~Scope() { ui_.scope_.resize(before_); }
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;

 private:
  Ui& ui_;
  size_t before_;
};

}  // namespace wgscope::widgets
