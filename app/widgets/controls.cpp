#include "app/widgets/controls.h"

#include <algorithm>
#include <cmath>

#include "app/theme/imgui_compat.h"
#include "app/widgets/paragraph.h"

namespace wgscope::widgets {

namespace {

// A control's ground as the mouse leaves it.
Colour ground(const Ui& ui, const Touch& touch, bool enabled, Look look, bool on) {
  const theme::Colours& c = ui.colours();
  if (look == Look::accent && enabled) return touch.held ? c.accent.towards(c.window, 0.2f) : touch.hovered ? c.accent.towards(c.text, 0.2f) : c.accent;
  if (!enabled) return look == Look::quiet ? Colour{0, 0, 0, 0} : c.control.towards(c.panel, 0.6f);
  if (touch.held) return c.control_held;
  if (touch.hovered) return c.control_hover;
  if (on) return c.selected;
  return look == Look::quiet ? Colour{0, 0, 0, 0} : c.control;
}

}  // namespace

// ---- buttons

float button_width(const Ui& ui, const ButtonSpec& spec) {
  const auto& m = ui.metrics();
  if (spec.icon_only) return m.control_height + ui.px(4);
  Canvas& canvas = ui.canvas();
  return canvas.width(TextStyle::body, spec.label) + 2 * m.control_padding + (spec.icon == Icon::none ? 0 : ui.px(22));
}

bool button(Ui& ui, std::string_view id, const Rect& rect, const ButtonSpec& spec) {
  const Touch touch = ui.touch(id, rect, spec.label, spec.enabled);
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  canvas.fill(rect, ground(ui, touch, spec.enabled, spec.look, spec.on), m.control_radius);
  if (spec.on && spec.look != Look::accent) canvas.stroke(rect, c.accent.fade(0.7f), m.line, m.control_radius);
  Colour ink = spec.look == Look::accent ? c.text_on_accent : spec.on || touch.hovered ? c.text : c.text_body;
  if (!spec.enabled) ink = c.text_faint;
  const float icon_size = ui.px(15);
  if (spec.icon_only) {
    canvas.icon(spec.icon, rect.middle(icon_size, icon_size), ink);
  } else {
    Rect inside = rect.inset(m.control_padding, 0);
    if (spec.icon != Icon::none) {
      canvas.icon(spec.icon, inside.cut_left(icon_size, ui.px(7)).middle(icon_size, icon_size), ink);
      canvas.text_in({inside.x, inside.y, inside.w + m.control_padding / 2, inside.h}, TextStyle::body, ink, spec.label);
    } else {
      canvas.text_in(inside.inset(-m.control_padding / 2, 0), TextStyle::body, ink, spec.label, Align::centre);
    }
  }
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  ui.tip(touch, spec.tip);
  return touch.clicked;
}

float segments_width(const Ui& ui, std::span<const Segment> segments) {
  float width = 0;
  for (const Segment& s : segments) width += ui.canvas().width(TextStyle::body, s.label) + 2 * ui.metrics().control_padding + ui.px(4);
  return width;
}

int segmented(Ui& ui, std::string_view id, const Rect& rect, std::span<const Segment> segments, int on, std::span<Rect> parts_out) {
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  canvas.fill(rect, c.control, m.control_radius);
  // What is too narrow loses its padding first, then gets smaller words.
  const auto words = [&](TextStyle style) {
    float sum = 0;
    for (const Segment& s : segments) sum += canvas.width(style, s.label);
    return sum;
  };
  const auto count = static_cast<float>(segments.size());
  const TextStyle style = words(TextStyle::body) + count * ui.px(10) <= rect.w ? TextStyle::body : TextStyle::small;
  const float air = (rect.w - words(style)) / std::max(1.0f, count);
  int clicked = -1;
  Rect rest = rect;
  for (int i = 0; i < static_cast<int>(segments.size()); ++i) {
    const Segment& segment = segments[static_cast<size_t>(i)];
    const bool last = i + 1 == static_cast<int>(segments.size());
    const Rect part = last ? rest : rest.cut_left(std::round(canvas.width(style, segment.label) + air));
    if (static_cast<size_t>(i) < parts_out.size()) parts_out[static_cast<size_t>(i)] = part;
    const Touch touch = ui.touch(std::string(id) + "/" + std::to_string(i), part, segment.label, segment.enabled);
    const Corners corners = segments.size() == 1 ? Corners::all : i == 0 ? Corners::left : last ? Corners::right : Corners::none;
    if (i == on) {
      canvas.fill(part, c.accent.towards(c.control, 0.78f), m.control_radius, corners);
      canvas.fill({part.x, part.bottom() - m.line_strong, part.w, m.line_strong}, c.accent);
    } else if (touch.hovered || touch.held) {
      canvas.fill(part, touch.held ? c.control_held : c.control_hover, m.control_radius, corners);
    }
    const Colour ink = !segment.enabled ? c.text_faint : i == on ? c.text : touch.hovered ? c.text_body : c.text_muted;
    canvas.text_in(part, style, ink, segment.label, Align::centre);
    if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
    ui.tip(touch, segment.tip);
    if (touch.clicked) clicked = i;
  }
  return clicked;
}

float drop_down_width(const Ui& ui, std::string_view label, std::string_view note) {
  Canvas& canvas = ui.canvas();
  return canvas.width(TextStyle::body, label) + (note.empty() ? 0 : canvas.width(TextStyle::small, note) + ui.px(10)) + 2 * ui.metrics().control_padding +
         ui.px(20);
}

float drop_down_width_small(const Ui& ui, std::string_view label) { return ui.canvas().width(TextStyle::small, label) + 2 * ui.metrics().control_padding + ui.px(20); }

float drop_down_width_of_two(const Ui& ui, std::string_view label) {
  Canvas& canvas = ui.canvas();
  float width = canvas.width(TextStyle::small, label) / 2;
  while (wrap(canvas, TextStyle::small, label, width).size() > 2) width += ui.px(4);
  return width + 2 * ui.metrics().control_padding + ui.px(22);
}

bool drop_down(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, std::string_view note, bool open) {
  const Touch touch = ui.touch(id, rect, label);
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  canvas.fill(rect, ground(ui, touch, true, Look::plain, open), m.control_radius);
  if (open) canvas.stroke(rect, c.accent.fade(0.7f), m.line, m.control_radius);
  Rect inside = rect.inset(m.control_padding, 0);
  const float size = ui.px(11);
  canvas.icon(open ? Icon::chevron_up : Icon::chevron_down, inside.cut_right(size, ui.px(8)).middle(size, size), c.text_muted);
  if (canvas.width(TextStyle::body, label) > inside.w) {
    // Two smaller lines say more than one with its end cut off.
    const auto lines = wrap(canvas, TextStyle::small, label, inside.w);
    Rect rows = inside.middle(inside.w, std::min(inside.h - ui.px(2), (lines.size() > 1 ? 2 : 1) * canvas.line_height(TextStyle::small)));
    if (lines.size() > 1) canvas.text_in(rows.cut_top(rows.h / 2), TextStyle::small, c.text, lines[0]);
    if (lines.size() > 0) canvas.text_in(rows, TextStyle::small, c.text, lines.size() > 1 ? label.substr(static_cast<size_t>(lines[1].data() - label.data())) : label);
    inside.w = 0;
  } else {
    inside.cut_left(canvas.text_in(inside, TextStyle::body, c.text, label), ui.px(10));
  }
  if (!note.empty() && inside.w > ui.px(30)) canvas.text_in(inside, TextStyle::small, c.text_muted, note);
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  return touch.clicked;
}

bool slider(Ui& ui, std::string_view id, const Rect& rect, std::string_view label, long long& value, long long min, long long max, bool* done) {
  const Touch touch = ui.touch(id, rect, label, max > min, Ui::Wheel::taken);
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  const double span = max > min ? static_cast<double>(max) - static_cast<double>(min) : 1;
  const long long before = value;
  const float knob = ui.px(7);
  Rect inside = rect.inset(m.control_padding, 0);
  const std::string number = std::to_string(value);
  const float label_width = canvas.width(TextStyle::body, label);
  const float number_width = std::max({canvas.width(TextStyle::mono, number), canvas.width(TextStyle::mono, std::to_string(max)),
                                       canvas.width(TextStyle::mono, std::to_string(min))});
  canvas.fill(rect, c.control, m.control_radius);
  if (touch.hovered || touch.held) canvas.stroke(rect, c.control_held, m.line, m.control_radius);
  canvas.text_in(inside.cut_left(std::min(label_width, inside.w * 0.45f), ui.px(10)), TextStyle::body, c.text_muted, label);
  const Rect number_box = inside.cut_right(number_width, ui.px(8));
  const Rect track = inside.inset(knob, 0);
  if ((touch.held || touch.pressed) && track.w > 0) {
    const double share = std::clamp(static_cast<double>((ui.input().mouse.x - track.x) / track.w), 0.0, 1.0);
    value = min + static_cast<long long>(std::llround(share * span));
  } else if (touch.wheel.y != 0) {
    value += touch.wheel.y > 0 ? 1 : -1;
  }
  value = std::clamp(value, min, max);
  const float x = track.x + static_cast<float>((static_cast<double>(value) - static_cast<double>(min)) / span) * track.w;
  const float middle = std::round(rect.centre().y), thick = ui.px(3);
  canvas.fill({track.x, middle - thick / 2, track.w, thick}, c.control_held, thick / 2);
  canvas.fill({track.x, middle - thick / 2, x - track.x, thick}, c.accent, thick / 2);
  canvas.disc({x, middle}, knob, touch.held ? c.text : c.accent);
  canvas.text_in(number_box, TextStyle::mono, c.text, std::to_string(value), Align::right);
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);

  // A drag is done when it is let go; remember in between whether it changed anything.
  bool& moved = ui.state<bool>(std::string(id) + "#moved");
  if (value != before) moved = true;
  const bool settled = touch.released || touch.wheel.y != 0;
  if (done) *done = settled && moved;
  if (settled) moved = false;
  return value != before;
}

// ---- text

namespace {

// ImGui keeps the text in a buffer of its own and asks for more room as it grows. What somebody else made of the text meanwhile (a path that was completed)
// is put into that buffer.
struct Buffer {
  std::string* text = nullptr;
  const std::string* instead = nullptr;   // null: nothing was changed elsewhere
};
int take_part(ImGuiInputTextCallbackData* data) {
  auto& buffer = *static_cast<Buffer*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    buffer.text->resize(static_cast<size_t>(data->BufTextLen));
    data->Buf = buffer.text->data();
  } else if (buffer.instead) {
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, buffer.instead->c_str());
    buffer.instead = nullptr;
  }
  return 0;
}

ImVec4 float_colour(Colour c) { return ImGui::ColorConvertU32ToFloat4(c.packed()); }

}  // namespace

Typed text_field(Ui& ui, std::string_view id, const Rect& rect, std::string& text, std::string_view hint, bool focus) {
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  const theme::Font& font = (*ui.theme().fonts)[TextStyle::body];
  const Touch touch = ui.touch(id, rect, hint);
  bool& active_before = ui.state<bool>(std::string(id) + "#active");
  if (focus) active_before = false;   // it may have gone with its dialog while it had the keyboard
  canvas.fill(rect, c.inset, m.control_radius);
  canvas.stroke(rect, active_before ? c.accent : touch.hovered ? c.control_held : c.panel_edge, m.line, m.control_radius);
  Rect inside = rect.inset(ui.px(10), 0);
  const float size = ui.px(13);
  canvas.icon(Icon::search, inside.cut_left(size, ui.px(8)).middle(size, size), c.text_muted);

  Typed typed;
  const std::string path = ui.path(id);
  ImGui::PushID(path.c_str());
  imgui::push_font(font.font, font.size);
  ImGui::PushStyleColor(ImGuiCol_FrameBg, ImVec4(0, 0, 0, 0));
  ImGui::PushStyleColor(ImGuiCol_Text, float_colour(c.text));
  ImGui::PushStyleColor(ImGuiCol_TextDisabled, float_colour(c.text_muted));
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, float_colour(c.accent.fade(0.35f)));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(0, std::max(0.0f, (rect.h - font.size) / 2)));
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  ImGui::SetCursorScreenPos({inside.x, inside.y});
  ImGui::SetNextItemWidth(inside.w);
  if (focus) ImGui::SetKeyboardFocusHere();
  const std::string hint_text(hint);
  const std::string before = text;
  std::string& shown = ui.state<std::string>(std::string(id) + "#shown");
  Buffer buffer{&text, active_before && shown != before ? &before : nullptr};
  typed.entered = ImGui::InputTextWithHint("##text", hint_text.c_str(), text.data(), text.capacity() + 1,
                                           ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_CallbackAlways | ImGuiInputTextFlags_EnterReturnsTrue, take_part, &buffer);
  text.resize(text.c_str() ? std::char_traits<char>::length(text.c_str()) : 0);
  shown = text;
  typed.active = ImGui::IsItemActive();
  typed.escaped = active_before && !typed.active && !typed.entered && !ui.input().left;
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(4);
  ImGui::PopFont();
  ImGui::PopID();
  typed.changed = text != before;
  for (const std::string_view drawn : {std::string_view(text), hint}) ui.theme().fonts->want(TextStyle::body, drawn);
  active_before = typed.active;
  if (typed.active) {
    ui.set_typing();
    ui.wake_in(0.4);   // the caret blinks
  }
  if (touch.hovered) ui.set_pointer(Ui::Pointer::text);
  return typed;
}

// ---- chips, tags, keys

float chip_width(const Ui& ui, std::string_view name) {
  return ui.canvas().width(TextStyle::mono_chip, name) + 2 * ui.px(8);
}

void chip(Ui& ui, Point middle_left, std::string_view name, Colour colour, bool dim) {
  const float height = ui.metrics().chip;
  const Rect rect{std::round(middle_left.x), std::round(middle_left.y - height / 2), chip_width(ui, name), height};
  const Colour ground = dim ? colour.towards(ui.colours().panel, 0.6f) : colour;
  ui.canvas().fill(rect, ground, height / 2);
  ui.canvas().text_in(rect, TextStyle::mono_chip, dim ? theme::text_on(ground) : ui.colours().text_on_accent, name, Align::centre);
}

bool chip_button(Ui& ui, std::string_view id, Point middle_left, std::string_view name, Colour colour, bool dim, std::string_view tip) {
  const float height = ui.metrics().chip;
  const Rect rect{std::round(middle_left.x), std::round(middle_left.y - height / 2), chip_width(ui, name), height};
  const Touch touch = ui.touch(id, rect, name);
  if (!tip.empty()) ui.tip(touch, tip);
  chip(ui, middle_left, name, touch.hovered ? colour.towards(ui.colours().text, 0.3f) : colour, dim);
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  return touch.clicked;
}

float tag_width(const Ui& ui, std::string_view text) { return ui.canvas().width(TextStyle::small, text) + 2 * ui.px(8); }

void tag(Ui& ui, Point middle_left, std::string_view text, Colour colour) {
  const float height = ui.px(21);
  const Rect rect{std::round(middle_left.x), std::round(middle_left.y - height / 2), tag_width(ui, text), height};
  ui.canvas().fill(rect, colour.fade(0.12f), height / 2);
  ui.canvas().stroke(rect, colour.fade(0.55f), ui.metrics().line, height / 2);
  ui.canvas().text_in(rect, TextStyle::small, colour, text, Align::centre);
}

float key_cap_width(const Ui& ui, std::string_view key) {
  return std::max(ui.px(24), ui.canvas().width(TextStyle::mono_small, key) + 2 * ui.px(7));
}

void key_cap(Ui& ui, Point middle_left, std::string_view key) {
  const float height = ui.px(22);
  const Rect rect{std::round(middle_left.x), std::round(middle_left.y - height / 2), key_cap_width(ui, key), height};
  ui.canvas().fill(rect.moved({0, ui.px(1)}), ui.colours().window, ui.px(5));
  ui.canvas().fill(rect, ui.colours().control_hover, ui.px(5));
  ui.canvas().stroke(rect, ui.colours().control_held, ui.metrics().line, ui.px(5));
  ui.canvas().text_in(rect, TextStyle::mono_small, ui.colours().text, key, Align::centre);
}

}  // namespace wgscope::widgets
