#include "app/panels/channel_part.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "app/panels/queue_zone.h"

namespace wgscope::panels {

namespace {

// Room for each place of the ring while it is more than this wide; else only the first ones from the oldest value on.
constexpr float kCellLeast = 30, kCellMost = 84;

struct Ring {
  Rect box;
  float cell = 0;
  std::vector<uint32_t> places;      // in the order in which they are drawn
  Rect at(size_t i) const { return {box.x + static_cast<float>(i) * cell, box.y, cell, box.h}; }
};

Ring ring_in(const Ui& ui, const Rect& box, const model::ChannelView& view) {
  const auto fit = std::max(1u, static_cast<uint32_t>(box.w / ui.px(kCellLeast)));
  const bool whole = view.capacity <= fit;
  Ring ring;
  const uint32_t count = whole ? view.capacity : fit;
  for (uint32_t i = 0; i < count; ++i) ring.places.push_back(whole ? i : (view.first + i) % view.capacity);
  ring.cell = std::min(ui.px(kCellMost), std::floor(box.w / static_cast<float>(count)));
  const float width = ring.cell * static_cast<float>(count);
  ring.box = {std::round(box.x + (box.w - width) / 2), box.y, width, box.h};
  return ring;
}

void cell(const Panel& panel, const Rect& rect, const ChannelPartData& data, uint32_t place) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const bool on_its_way = std::ranges::any_of(data.flights, [&](const model::Flight& flight) { return flight.to == model::FlightEnd::at(data.view.object, place); });
  const std::string* value = on_its_way ? nullptr : data.view.at(place);
  const Rect inner = rect.inset(ui.px(2));
  canvas.fill(inner, value ? c.control_held : c.bit_off, ui.px(4));
  if (value) {
    // As large as it fits: from the back row, too.
    const auto fits = [&](TextStyle style) { return canvas.measure(style, *value).x <= inner.w - ui.px(6) && canvas.measure(style, *value).y <= inner.h; };
    const TextStyle style = fits(TextStyle::digit) ? TextStyle::digit : fits(TextStyle::mono_strong) ? TextStyle::mono_strong : TextStyle::mono_small;
    canvas.text_in(inner.inset(ui.px(3), 0), style, c.text, *value, fits(style) ? Align::centre : Align::left);
  }
  if (data.view.put == place || data.view.took == place) canvas.stroke(inner, c.bit_changed.fade(0.85f), m.line_strong, ui.px(4));
  if (const float flash = ui.tweens().flash(ui.path("cell/" + std::to_string(place)), data.view.put == place || data.view.took == place ? data.step + 1 : 0); flash > 0)
    canvas.glow(inner, c.token.fade(0.5f * flash), ui.px(4), ui.px(7));
}

// Where the next value goes in and the oldest comes out, over the cells; the places' numbers below them.
void marks(const Panel& panel, const Ring& ring, const model::ChannelView& view, const Rect& above, const Rect& below) {
  Canvas& canvas = panel.ui.canvas();
  const theme::Colours& c = panel.ui.colours();
  for (size_t i = 0; i < ring.places.size(); ++i) {
    const Rect at = ring.at(i);
    const uint32_t place = ring.places[i];
    canvas.text_in({at.x, below.y, at.w, below.h}, TextStyle::mono_small, c.text_faint, std::to_string(place), Align::centre);
    const bool out = place == view.first && view.length > 0, in = place == view.next() && view.length < view.capacity;
    if (!out && !in) continue;
    const Rect mark{at.x - at.w / 2, above.y, at.w * 2, above.h};
    canvas.text_in(mark, TextStyle::small, out ? c.text_muted : c.text_faint, panel.say(out ? "panel.channel.out" : "panel.channel.in"), Align::centre);
  }
}

// Nobody can send any more: a bar before the buffer.
void gate(const Panel& panel, const Rect& middle, float x, const ChannelPartData& data) {
  Ui& ui = panel.ui;
  const Colour colour = ui.colours().bad;
  const Rect bar{x - ui.px(3), middle.y - ui.px(3), ui.px(4), middle.h + ui.px(6)};
  const float flash = ui.tweens().flash(ui.path("close"), data.view.closes ? data.step + 1 : 0);
  if (flash > 0) ui.canvas().glow(bar, colour.fade(0.7f * flash), ui.px(2), ui.px(12));
  ui.canvas().fill(bar, colour, ui.px(2));
  panel.explain("channel.closed", bar.inset(-ui.px(3), 0));
}

// A value that has just gone over, on its way: who gave it, and who has it.
void handed(const Panel& panel, const Rect& middle, const model::Handed& handed) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float y = middle.centre().y, from = widgets::chip_width(ui, handed.from.name), to = widgets::chip_width(ui, handed.to.name), air = ui.px(10);
  const float arrow = ui.px(16), most = middle.w - from - to - 2 * (arrow + 2 * air), value = std::min(canvas.width(TextStyle::mono_strong, handed.value) + ui.px(18), most);
  if (value < ui.px(24)) return;
  float x = middle.x + (middle.w - from - to - value - 2 * (arrow + 2 * air)) / 2;
  chip(panel, "handed/from", {x, y}, handed.from);
  x += from + air;
  canvas.icon(Icon::arrow_right, {x, y - arrow / 2, arrow, arrow}, c.mark);
  x += arrow + air;
  const Rect pill{x, y - ui.px(15), value, ui.px(30)};
  canvas.fill(pill, c.control_held, ui.px(5));
  canvas.stroke(pill, c.bit_changed.fade(0.85f), ui.metrics().line_strong, ui.px(5));
  canvas.text_in(pill.inset(ui.px(6), 0), TextStyle::mono_strong, c.text, handed.value, Align::centre);
  x += value + air;
  canvas.icon(Icon::arrow_right, {x, y - arrow / 2, arrow, arrow}, c.mark);
  x += arrow + air;
  chip(panel, "handed/to", {x, y}, handed.to);
}

// Without a buffer there is only the way from one hand to the other.
void no_buffer(const Panel& panel, const Rect& middle) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float y = std::round(middle.centre().y), head = ui.px(6);
  const Point from{middle.x + ui.px(10), y}, to{middle.right() - ui.px(10), y};
  canvas.dashes(from, to, c.mark, ui.metrics().line_strong, ui.px(6), ui.px(5));
  const Point tip[] = {{to.x - head, to.y - head}, to, {to.x - head, to.y + head}};
  canvas.path(tip, c.mark, ui.metrics().line_strong);
}

std::string title_of(const Panel& panel, const model::ChannelView& view, float room) {
  if (view.capacity > 0) return panel.say("panel.channel.buffer", {{"n", std::to_string(view.length)}, {"all", std::to_string(view.capacity)}});
  std::string text = panel.say("panel.channel.unbuffered");
  return panel.ui.canvas().width(TextStyle::small, text) <= room ? text : panel.say("panel.channel.unbuffered_short");
}

void buffer_head(const Panel& panel, Rect head, const model::ChannelView& view) {
  Canvas& canvas = panel.ui.canvas();
  const theme::Colours& c = panel.ui.colours();
  const std::string closed = view.closed ? panel.say("panel.channel.closed") : std::string();
  const float gap = closed.empty() ? 0 : panel.ui.px(8);
  const std::string title = title_of(panel, view, head.w - gap - canvas.width(TextStyle::strong, closed));
  const float width = canvas.width(TextStyle::small, title) + gap + canvas.width(TextStyle::strong, closed);
  if (width < head.w) head.cut_left((head.w - width) / 2);
  panel.explain("channel.buffer", {head.x, head.y, std::min(head.w, canvas.width(TextStyle::small, title)), head.h});
  head.cut_left(canvas.text_in(head, TextStyle::small, c.text_muted, title), gap);
  if (!closed.empty()) canvas.text_in(head, TextStyle::strong, c.bad, closed), panel.explain("channel.closed", head);
}

// Below the buffer: what went past it, who was woken.
void what_happened(const Panel& panel, const Rect& box, const model::ChannelView& view) {
  if (view.handed && view.capacity > 0) {
    handed(panel, box, *view.handed);
    return;
  }
  if (view.woken.empty() || view.handed) return;
  std::string who;
  for (const model::Chip& one : view.woken) who += (who.empty() ? "" : ", ") + one.name;
  panel.ui.canvas().text_in(box, TextStyle::small, panel.ui.colours().text_muted, panel.say("panel.channel.woken", {{"who", who}}), Align::centre);
}

}  // namespace

float channel_part_height(const Panel& panel) {
  const Room room = room_of(panel.ui);
  return panel.ui.px(room == Room::roomy ? 140 : room == Room::compact ? 116 : 96);
}

Point channel_part(const Panel& panel, Rect box, const ChannelPartData& data, std::vector<std::pair<uint32_t, Point>>& cells) {
  Ui& ui = panel.ui;
  const float gap = ui.px(14), side = std::round(std::min(box.w * 0.25f, ui.px(200)));
  const Rect senders = box.cut_left(side, gap), receivers = box.cut_right(side, gap);
  queue_zone(panel, senders, {"channel.senders", panel.say("panel.channel.senders"), data.view.senders, true, panel.say("panel.channel.senders_short")});
  queue_zone(panel, receivers, {"channel.receivers", panel.say("panel.channel.receivers"), data.view.receivers, true, panel.say("panel.channel.receivers_short")});

  buffer_head(panel, box.cut_top(ui.px(20), ui.px(3)), data.view);
  const float line = ui.px(16), last = ui.px(30), high = std::clamp(box.h - 2 * line - last, ui.px(20), ui.px(64));
  const Rect above = box.cut_top(line), middle = box.cut_top(high), below = box.cut_top(line);
  if (data.view.capacity == 0) {
    if (data.view.handed) handed(panel, middle, *data.view.handed);
    else no_buffer(panel, middle);
    if (data.view.closed) gate(panel, middle, middle.x + ui.px(8), data);
  } else {
    const Ring ring = ring_in(ui, middle.inset(ui.px(8), 0), data.view);
    for (size_t i = 0; i < ring.places.size(); ++i) {
      cell(panel, ring.at(i), data, ring.places[i]);
      cells.emplace_back(ring.places[i], ring.at(i).centre());
    }
    marks(panel, ring, data.view, above, below);
    if (ring.places.size() < data.view.capacity)
      ui.canvas().text_in({ring.box.x, above.y, ring.box.w, above.h}, TextStyle::mono_small, ui.colours().text_muted, "+" + std::to_string(data.view.capacity - ring.places.size()), Align::right);
    if (data.view.closed) gate(panel, middle, ring.box.x - ui.px(4), data);
  }
  what_happened(panel, box.cut_top(last), data.view);
  return middle.centre();
}

}  // namespace wgscope::panels
