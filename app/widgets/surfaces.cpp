// What things stand on: panels, cards, banners, overlays, and the handles between them. Declared in controls.h.
#include <algorithm>
#include <cmath>

#include "app/widgets/controls.h"
#include "app/widgets/paragraph.h"

namespace wgscope::widgets {

Rect panel(Ui& ui, std::string_view id, const Rect& rect, float header_height, std::string_view title, std::string_view note, TextStyle note_style, std::string_view name) {
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  ui.note(id, rect, title);
  canvas.fill(rect, c.panel, m.panel_radius);
  canvas.stroke(rect, c.panel_edge, m.line, m.panel_radius);
  Rect inside = rect;
  Rect header = inside.cut_top(header_height).inset(m.panel_padding, 0);
  header.y += ui.px(2);
  const theme::Font& font = (*ui.theme().fonts)[TextStyle::header];
  const float top = header.y + (header.h - font.size) / 2;
  const Clip clip(canvas, rect.inset(m.panel_padding / 2, 0));
  const float title_width = canvas.header({header.x, top}, c.text_muted, title, name);
  header.cut_left(title_width, ui.px(16));
  if (!note.empty() && header.w > ui.px(40)) canvas.text_in(header, note_style, c.text_muted, note, Align::right);
  inside.cut_bottom(m.gap / 2);
  return inside;
}

float card_height(const Ui& ui, const CardSpec& spec) { return spec.note.empty() ? ui.px(38) : ui.px(54); }

bool card(Ui& ui, std::string_view id, const Rect& rect, const CardSpec& spec) {
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  const Touch touch = ui.touch(id, rect, spec.name);
  Colour ground = spec.dim ? c.card.towards(c.inset, 0.5f) : c.card;
  if (touch.hovered) ground = ground.towards(c.control_hover, 0.8f);
  if (spec.alert > 0) canvas.glow(rect, c.panicked.fade(spec.alert), m.card_radius, ui.px(10));
  const float bar = ui.px(4);
  canvas.fill(rect, spec.dim ? spec.colour.towards(ground, 0.55f) : spec.colour, m.card_radius);
  canvas.fill({rect.x + bar, rect.y, rect.w - bar, rect.h}, ground, m.card_radius);
  if (spec.alert > 0) canvas.stroke(rect, c.panicked.fade(0.4f + 0.6f * spec.alert), m.line_strong, m.card_radius);
  if (spec.selected) canvas.stroke(rect.inset(-m.line_strong), c.accent, m.line_strong, m.card_radius + m.line_strong);
  const float air = rect.h < card_height(ui, spec) ? ui.px(3) : ui.px(6);
  const bool narrow = rect.w < ui.px(130);   // the stage counts on it: a word more fits
  Rect inside{rect.x + bar + ui.px(narrow ? 7 : 11), rect.y + air, rect.w - bar - ui.px(narrow ? 12 : 20), rect.h - 2 * air};
  Rect name_row = spec.note.empty() ? inside : inside.cut_top(ui.px(22));
  if (spec.icon != Icon::none) {
    const float size = ui.px(13);
    canvas.icon(spec.icon, name_row.cut_right(size, ui.px(4)).middle(size, size), spec.icon_colour);
  }
  canvas.text_in(name_row, TextStyle::mono_strong, spec.dim ? c.text_muted : c.text, spec.name);
  if (!spec.note.empty()) paragraph(canvas, inside, TextStyle::small, spec.dim ? c.text_faint : c.text_muted, spec.note);
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  return touch.clicked;
}

float banner(Ui& ui, std::string_view id, const Rect& box, Tone tone, std::string_view title, std::string_view text, bool draw) {
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  const float padding = ui.px(12), icon_size = ui.px(18), text_x = icon_size + ui.px(10);
  const float width = box.w - 2 * padding - text_x;
  const float title_height = title.empty() ? 0 : paragraph_height(canvas, TextStyle::strong, title, width);
  const float text_height = text.empty() ? 0 : paragraph_height(canvas, TextStyle::body, text, width);
  const float height = title_height + text_height + 2 * padding;
  if (!draw) return height;
  const Colour colour = tone == Tone::panic ? c.panicked : tone == Tone::warning ? c.warning : tone == Tone::good ? c.good : c.accent;
  const Icon icon = tone == Tone::panic || tone == Tone::warning ? Icon::warning : tone == Tone::good ? Icon::check : Icon::info;
  const Rect rect{box.x, box.y, box.w, std::min(height, box.h > 0 ? box.h : height)};
  ui.note(id, rect, title);
  canvas.fill(rect, colour, m.card_radius);
  canvas.fill({rect.x + ui.px(4), rect.y, rect.w - ui.px(4), rect.h}, colour.towards(c.panel, 0.80f), m.card_radius);
  canvas.stroke(rect, colour.fade(0.8f), m.line, m.card_radius);
  const Clip clip(canvas, rect);
  canvas.icon(icon, {rect.x + padding, rect.y + padding + ui.px(1), icon_size, icon_size}, colour);
  const Rect words{rect.x + padding + text_x, rect.y + padding, width, rect.h - 2 * padding};
  if (!title.empty()) paragraph(canvas, {words.x, words.y, words.w, title_height}, TextStyle::strong, c.text, title);
  if (!text.empty()) paragraph(canvas, {words.x, words.y + title_height, words.w, text_height}, TextStyle::body, c.text_body, text);
  return rect.h;
}

float splitter(Ui& ui, std::string_view id, Axis axis, const Rect& whole, float fraction_default, float fraction_min, float fraction_max, float gap) {
  struct Kept {
    std::optional<float> fraction;
  };
  Kept& kept = ui.state<Kept>(id);
  const bool x = axis == Axis::x;
  const float span = x ? whole.w : whole.h;
  const float fraction = std::clamp(kept.fraction.value_or(fraction_default), fraction_min, fraction_max);
  const float at = std::round((x ? whole.x : whole.y) + fraction * span);
  const Rect handle = x ? Rect{at - gap / 2, whole.y, gap, whole.h} : Rect{whole.x, at - gap / 2, whole.w, gap};
  const Touch touch = ui.touch(id, handle, {});
  if (touch.hovered || touch.held) {
    ui.set_pointer(x ? Ui::Pointer::resize_x : Ui::Pointer::resize_y);
    const float thick = ui.metrics().line_strong;
    ui.canvas().fill(x ? Rect{handle.centre().x - thick / 2, handle.y, thick, handle.h} : Rect{handle.x, handle.centre().y - thick / 2, handle.w, thick},
                     ui.colours().accent.fade(touch.held ? 0.9f : 0.5f), thick / 2);
  }
  if (touch.double_clicked) {
    kept.fraction.reset();
  } else if (touch.held && span > 0 && (touch.moved.x != 0 || touch.moved.y != 0)) {
    const float mouse = x ? ui.input().mouse.x - whole.x : ui.input().mouse.y - whole.y;
    kept.fraction = std::clamp(mouse / span, fraction_min, fraction_max);
  }
  return std::clamp(kept.fraction.value_or(fraction_default), fraction_min, fraction_max);
}

bool shade(Ui& ui, std::string_view id) {
  ui.block(std::string(id) + "#block", ui.screen());
  const Touch touch = ui.touch(id, ui.screen(), {});
  ui.canvas().dim(ui.screen(), ui.colours().shade);
  return touch.pressed;
}

void floating(Ui& ui, std::string_view id, const Rect& rect) {
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  ui.block(id, rect);
  ui.canvas().glow(rect, c.shadow, m.panel_radius, ui.px(18));
  ui.canvas().fill(rect, c.panel, m.panel_radius);
  ui.canvas().stroke(rect, c.control_held, m.line, m.panel_radius);
}

void progress_bar(Ui& ui, const Rect& rect, float share, Colour colour) {
  Canvas& canvas = ui.canvas();
  canvas.fill(rect, ui.colours().control_held, rect.h / 2);
  if (share >= 0) {
    canvas.fill({rect.x, rect.y, std::max(rect.h, rect.w * std::min(share, 1.0f)), rect.h}, colour, rect.h / 2);
    return;
  }
  const double turn = ui.settled() ? 0.5 : ui.now_s() / 1.4 - std::floor(ui.now_s() / 1.4);
  const float width = rect.w * 0.3f;
  const Clip clip(canvas, rect);
  canvas.fill({rect.x + static_cast<float>(turn) * (rect.w + width) - width, rect.y, width, rect.h}, colour, rect.h / 2);
  if (!ui.settled()) ui.animate();
}

}  // namespace wgscope::widgets
