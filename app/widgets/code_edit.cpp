#include "app/widgets/code_edit.h"

#include <algorithm>
#include <cmath>

#include "app/theme/imgui_compat.h"
#include "app/widgets/controls.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"
#include "core/base/utf8.h"

namespace wgscope::widgets {

namespace {

constexpr double kBlink_s = 0.53;

struct EditState {
  double moved_s = 0;                  // the caret, so that it does not blink away while it goes
  uint64_t caret_version = 0;
  float scrolled_x = 0;
  Point pressed;                       // the latest press, and whether it was where the one before was
  bool twice = false;
};

CodeDeed::Key key_of(imgui::EditKey key) {
  using From = imgui::EditKey;
  using To = CodeDeed::Key;
  switch (key) {
    case From::left: return To::left;
    case From::right: return To::right;
    case From::up: return To::up;
    case From::down: return To::down;
    case From::home: return To::home;
    case From::end: return To::end;
    case From::page_up: return To::page_up;
    case From::page_down: return To::page_down;
    case From::del: return To::del;
    case From::backspace: return To::backspace;
    default: return To::none;
  }
}

// What the keys of this frame do. Ctrl+Z and its like are commands of the window, not ours.
void take_keys(Ui& ui, std::vector<CodeDeed>& deeds) {
  using Kind = CodeDeed::Kind;
  const bool shift = ui.input().shift, ctrl = ui.input().ctrl;
  const auto type = [&](const std::string& text) {
    if (text.empty()) return;
    if (!deeds.empty() && deeds.back().kind == Kind::type) deeds.back().text += text;
    else deeds.push_back({Kind::type, text});
  };
  for (const EditEvent& event : ui.edits()) {
    if (event.kind == EditEvent::Kind::character) {
      std::string text;
      if (event.what >= ' ' && event.what != 0x7f && event.what < 0x110000) append_utf8(text, event.what);
      type(text);
      continue;
    }
    if (event.kind != EditEvent::Kind::key_down) continue;
    const auto key = static_cast<imgui::EditKey>(event.what);
    switch (key) {
      case imgui::EditKey::enter: if (!ctrl) deeds.push_back({Kind::enter}); break;
      case imgui::EditKey::tab: if (!ctrl) deeds.push_back({.kind = Kind::tab, .shift = shift}); break;
      case imgui::EditKey::escape: deeds.push_back({Kind::leave}); break;
      case imgui::EditKey::a: if (ctrl) deeds.push_back({Kind::all}); break;
      case imgui::EditKey::c: if (ctrl) deeds.push_back({Kind::copy}); break;
      case imgui::EditKey::x: if (ctrl) deeds.push_back({Kind::cut}); break;
      case imgui::EditKey::v: if (ctrl) type(ui.clipboard()); break;
      case imgui::EditKey::y:
      case imgui::EditKey::z: break;
      default: {
        const CodeDeed::Key what = key_of(key);
        const bool erases = what == CodeDeed::Key::del || what == CodeDeed::Key::backspace;
        if (what != CodeDeed::Key::none) deeds.push_back({.kind = erases ? Kind::erase : Kind::move, .key = what, .shift = shift, .ctrl = ctrl});
      }
    }
  }
}

// The byte of a line that is nearest to x.
size_t byte_at(const Canvas& canvas, TextStyle style, std::string_view line, float x) {
  float before = 0;
  for (size_t at = 0; at < line.size();) {
    const size_t next = at + utf8_at(line, at).bytes;
    const float width = canvas.width(style, line.substr(0, next));
    if (x < (before + width) / 2) return at;
    before = width;
    at = next;
  }
  return line.size();
}

}  // namespace

CodeEdited code_edit(Ui& ui, std::string_view id, const Rect& rect, const CodeEditSpec& spec) {
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  EditState& state = ui.state<EditState>(std::string(id) + "#state");
  CodeEdited edited;

  // Where each line is: those with an error are higher by its words.
  const float numbers = canvas.width(TextStyle::mono_small, std::to_string(spec.lines.size())) + ui.px(14), row = m.row;
  const float words_width = rect.w - numbers - 2 * m.panel_padding - m.scrollbar;
  std::vector<float> tops{0};
  tops.reserve(spec.lines.size() + 1);
  for (const CodeLine& line : spec.lines) tops.push_back(tops.back() + row + (line.error.empty() ? 0 : paragraph_height(canvas, TextStyle::small, line.error, words_width) + ui.px(6)));
  const size_t caret_line = std::min(spec.caret.line, spec.lines.size() - 1);
  const bool caret_moved = state.caret_version != spec.caret_version;
  if (caret_moved) state.moved_s = ui.now_s();
  state.caret_version = spec.caret_version;
  ScrollArea area(ui, id, rect, tops.back() + row, widgets::ScrollArea::Show{tops[caret_line], row, spec.caret_version});
  edited.page = static_cast<size_t>(std::max(1.0f, rect.h / row - 2));
  const Rect text_box{area.content().x + m.panel_padding + numbers, rect.y, area.content().w - 2 * m.panel_padding - numbers, rect.h};
  const std::string_view caret_text = spec.lines[caret_line].text;
  const float caret_x = canvas.width(spec.style, caret_text.substr(0, std::min(spec.caret.byte, caret_text.size())));
  if (caret_moved) state.scrolled_x = std::clamp(state.scrolled_x, std::max(0.0f, caret_x + ui.px(24) - text_box.w), std::max(0.0f, caret_x - ui.px(24)));

  // The mouse puts the caret and selects.
  const Touch touch = ui.touch(std::string(id) + "/text", {rect.x, rect.y, area.content().w, rect.h}, {});
  if (touch.hovered) ui.set_pointer(Ui::Pointer::text);
  if (touch.pressed) {
    const Point by = ui.input().mouse - state.pressed;
    state.twice = std::abs(by.x) + std::abs(by.y) < ui.px(5);
    state.pressed = ui.input().mouse;
  }
  const bool word = touch.double_clicked && state.twice;
  if (touch.pressed || word || (touch.held && (touch.moved.x != 0 || touch.moved.y != 0))) {
    const Point mouse = ui.input().mouse;
    const auto below = std::upper_bound(tops.begin(), tops.end(), mouse.y - area.at(0));
    const size_t line = std::min(spec.lines.size() - 1, static_cast<size_t>(std::max<ptrdiff_t>(0, below - tops.begin() - 1)));
    CodeDeed deed{.kind = word ? CodeDeed::Kind::word : CodeDeed::Kind::put, .shift = touch.pressed ? ui.input().shift : true};
    deed.place = {line, byte_at(canvas, spec.style, spec.lines[line].text, mouse.x - text_box.x + state.scrolled_x)};
    if (touch.pressed && !spec.keys) edited.deeds.push_back({CodeDeed::Kind::take});
    edited.deeds.push_back(deed);
  }
  if (spec.keys) {
    ui.set_typing();
    take_keys(ui, edited.deeds);
    if (ui.pressed_outside(rect)) edited.deeds.push_back({CodeDeed::Kind::leave});
  }

  const float text_height = canvas.measure(spec.style, "x").y;
  for (size_t i = 0; i < spec.lines.size(); ++i) {
    const CodeLine& line = spec.lines[i];
    if (!area.visible(tops[i], tops[i + 1] - tops[i])) continue;
    const Rect place{rect.x, area.at(tops[i]), rect.w, row};
    ui.note(std::string(id) + "/line/" + std::to_string(i + 1), place, line.text);
    if (!line.error.empty()) canvas.fill(place, c.panicked.towards(c.panel, 0.85f));
    else if (line.highlighted || (spec.keys && i == caret_line)) canvas.fill(place, line.highlighted ? c.selected : c.hovered);
    if (line.highlighted) canvas.fill({place.x, place.y, ui.px(3), place.h}, c.accent);
    canvas.text_in({area.content().x + m.panel_padding, place.y, numbers - ui.px(14), place.h}, TextStyle::mono_small, i == caret_line && spec.keys ? c.text_muted : c.text_faint,
                   std::to_string(i + 1), Align::right);
    const Point at{text_box.x - state.scrolled_x, place.y + (row - text_height) / 2};
    const float chips_left = draw_chips(ui, {text_box.x, place.y, text_box.w, row}, line.chips, canvas.width(spec.style, line.text) - state.scrolled_x);
    if (spec.on_chips && !line.chips.empty()) spec.on_chips({chips_left, place.y, text_box.right() - chips_left, row});
    {
      const Clip clip(canvas, {text_box.x - ui.px(2), place.y, (line.chips.empty() ? text_box.w : chips_left - text_box.x) + ui.px(4), row});
      // What is selected of it, its end of line too.
      if (spec.selected_from < spec.selected_to && i >= spec.selected_from.line && i <= spec.selected_to.line) {
        const auto x_of = [&](size_t byte) { return at.x + canvas.width(spec.style, line.text.substr(0, std::min(byte, line.text.size()))); };
        const float from = i == spec.selected_from.line ? x_of(spec.selected_from.byte) : at.x;
        const float to = i == spec.selected_to.line ? x_of(spec.selected_to.byte) : x_of(line.text.size()) + ui.px(6);
        canvas.fill({from, place.y, std::max(0.0f, to - from), row}, c.accent.fade(0.35f));
      }
      draw_code(canvas, at, spec.style, line, c);
      if (!line.error.empty()) draw_error_wave(ui, at, spec.style, line, place.bottom() - ui.px(1));
      const double since = ui.now_s() - state.moved_s;
      if (spec.keys && i == caret_line && (ui.settled() || static_cast<int64_t>(since / kBlink_s) % 2 == 0))
        canvas.fill({std::round(text_box.x - state.scrolled_x + caret_x), place.y + ui.px(2), std::max(1.0f, ui.px(1.5f)), row - ui.px(4)}, c.text);
    }
    if (!line.error.empty()) paragraph(canvas, {text_box.x, place.bottom() + ui.px(1), words_width, tops[i + 1] - tops[i]}, TextStyle::small, c.panicked, line.error);
  }
  if (spec.keys && !ui.settled()) ui.wake_in(kBlink_s);
  return edited;
}

}  // namespace wgscope::widgets
