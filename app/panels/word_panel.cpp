#include "app/panels/word_panel.h"

#include <algorithm>
#include <array>
#include <span>

#include "app/panels/flow.h"
#include "app/widgets/bit_cells.h"
#include "core/sync/wait_group.h"
#include "core/trace/value_text.h"

namespace wgscope::panels {

using sync::Halves;

namespace {

struct Sizes {
  float cells, numbers, sema_row, other_row;
};

Sizes sizes(const Panel& panel, float width) {
  const Ui& ui = panel.ui;
  const Room room = room_of(ui);
  return {widgets::bit_cells_height(ui, width - 2 * ui.metrics().panel_padding), ui.px(room == Room::roomy ? 58 : room == Room::compact ? 44 : 36),
          ui.px(room == Room::roomy ? 30 : room == Room::compact ? 26 : 24), ui.px(26)};
}

constexpr float kHalfCells = 30, kHalfNumber = 36;

// A narrow panel that is high enough has a line for each half, so that its cells stay wide enough to be read.
bool one_below_the_other(const Panel& panel, const Rect& inside) {
  return inside.w < panel.ui.px(400) && inside.h >= 2 * panel.ui.px(kHalfCells + kHalfNumber) + sizes(panel, inside.w).sema_row;
}

// Draws (or only measures) the semaphore: tokens, and the queue from its front.
void sema(const Panel& panel, const Rect& box, Flow& flow, const model::WordView& view, bool draw, Point* token) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto words = [&](TextStyle style, Colour colour, const std::string& text, float gap = -1) {
    const Rect place = flow.next(std::min(canvas.width(style, text) + 1, box.w), gap);
    if (draw) canvas.text_in(place, style, colour, text);
  };
  words(TextStyle::body, c.text_muted, panel.say("panel.word.semaphore"));
  const float disc = ui.px(9);
  const Rect place = flow.next(2 * disc);
  if (token) *token = place.centre();
  if (draw) {
    if (view.tokens > 0) {
      canvas.glow(place.middle(2 * disc, 2 * disc), c.token.fade(0.5f), disc, ui.px(6));
      canvas.disc(place.centre(), disc, c.token);
    } else {
      canvas.ring(place.centre(), disc - ui.px(1), c.text_faint, ui.metrics().line_strong);
    }
    if (view.token_change != 0) {
      const float flash = ui.tweens().flash(ui.path("token"), view.tokens * 4 + static_cast<uint64_t>(view.token_change + 2));
      if (flash > 0) canvas.ring(place.centre(), disc + ui.px(6) * (1 - flash), c.token.fade(flash), ui.metrics().line_strong);
    }
  }
  const std::string count = std::to_string(view.tokens);
  words(TextStyle::strong, view.tokens > 0 ? c.text : c.text_muted, count, ui.px(8));
  const bool brief = compact(ui);
  words(TextStyle::body, c.text_muted, panel.say(view.tokens > 0 && !brief ? "panel.word.tokens_nobodys" : "panel.word.tokens", {{"n", count}}), ui.px(6));
  words(TextStyle::body, c.text_muted, panel.say(view.queue.empty() ? "panel.word.queue_empty" : brief ? "panel.word.queue_brief" : "panel.word.queue"));
  for (size_t i = 0; i < view.queue.size(); ++i) {
    const model::Chip& waiter = view.queue[i];
    // Two lines of a queue are enough to see it; the stage has them all.
    const float width = widgets::chip_width(ui, waiter.name);
    // Nor is there a line below the box.
    const bool no_line = flow.bottom() + sizes(panel, box.w).sema_row > box.bottom() + 0.5f, last = i + 1 == view.queue.size();
    if (flow.full() || (no_line && flow.room() < width + ui.px(last ? 10 : 40)) || (flow.bottom() > box.y + 1.5f * sizes(panel, box.w).sema_row && flow.room() < width + ui.px(60))) {
      words(TextStyle::mono_small, c.text_muted, "+" + std::to_string(view.queue.size() - i), ui.px(6));
      break;
    }
    const Rect spot = flow.next(width, ui.px(i == 0 ? 10 : 6));
    if (draw) chip(panel, "queue/" + std::to_string(i), {spot.x, spot.centre().y}, waiter);
  }
  if (view.just_left && !brief) words(TextStyle::body, c.text_faint.towards(c.text_muted, 0.6f), panel.say("panel.word.just_left", {{"who", view.just_left->name}}));
}

// The half's number: `2 → 1`, and what it is.
void number(const Panel& panel, const Rect& box, int64_t before, int64_t now, Colour colour, const std::string& caption) {
  Canvas& canvas = panel.ui.canvas();
  const theme::Colours& c = panel.ui.colours();
  float x = box.x;
  const float top = box.y + (box.h - canvas.measure(TextStyle::number, "0").y) / 2;
  const auto beside = [&](TextStyle style) { return canvas.on_baseline(top, TextStyle::number, style); };
  if (before != now) {
    const std::string old = std::to_string(before) + " → ";
    x += canvas.text({x, beside(TextStyle::title)}, TextStyle::title, c.text_muted, old);
  }
  x += canvas.text({x, top}, TextStyle::number, colour, std::to_string(now)) + panel.ui.px(12);
  const Rect rest{x, beside(TextStyle::body), box.right() - x, canvas.measure(TextStyle::body, "x").y};
  if (rest.w > panel.ui.px(30)) canvas.text_in(rest, TextStyle::body, c.text_muted, caption);
}

// The cells of both halves, and their numbers below; takes its room from the top of `inside`.
void halves(const Panel& panel, Rect& inside, const model::WordView& view, const Sizes& s, uint64_t step) {
  Ui& ui = panel.ui;
  const theme::Colours& c = ui.colours();
  const uint64_t changed = view.changed(), version = changed != 0 ? step + 1 : 0;
  const std::array<widgets::BitField, 2> fields{{{63, 32, c.counter}, {31, 0, c.waiters}}};
  const Halves now{view.word}, before{view.before};
  const bool brief = compact(ui);
  const std::string counter = brief ? "counter" : panel.say("panel.word.counter"), waiters = brief ? "waiters" : panel.say("panel.word.waiters");
  std::array<Rect, 2> parts;
  if (one_below_the_other(panel, inside)) {
    for (const size_t half : {size_t{0}, size_t{1}}) {
      widgets::bit_cells(ui, half == 0 ? "bits" : "bits/low", inside.cut_top(ui.px(kHalfCells)), {view.word, changed, version, std::span(&fields[half], 1), 8, false});
      const Rect line = inside.cut_top(ui.px(kHalfNumber));
      if (half == 0) number(panel, line, before.counter(), now.counter(), c.counter, counter);
      else number(panel, line, before.waiters(), now.waiters(), c.waiters, waiters);
    }
    return;
  }
  widgets::bit_cells(ui, "bits", inside.cut_top(s.cells), {view.word, changed, version, fields, 8, false}, parts);
  const Rect numbers = inside.cut_top(s.numbers);
  number(panel, {parts[0].x, numbers.y, parts[0].w, numbers.h}, before.counter(), now.counter(), c.counter, counter);
  number(panel, {parts[1].x, numbers.y, parts[1].w, numbers.h}, before.waiters(), now.waiters(), c.waiters, waiters);
}

// Other WaitGroups can be chosen; atomics and variables are only read. Draws or only measures.
void others(const Panel& panel, const Rect& box, Flow& flow, const model::WordView& view, bool draw) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  for (size_t i = 0; i < view.others.size(); ++i) {
    const model::ObjectRow& other = view.others[i];
    std::string value = other.value;
    if (other.wait_group) value += other.tokens > 0 ? " · " + panel.say("panel.word.tokens_short", {{"n", std::to_string(other.tokens)}}) : "";
    const float name_width = canvas.width(TextStyle::mono_small, other.name), value_width = canvas.width(TextStyle::mono_small, value);
    const Rect place = flow.next(std::min(name_width + value_width + ui.px(30), box.w), ui.px(8));
    if (!draw) continue;
    if (flow.full() || place.bottom() > box.bottom() + 0.5f) {
      canvas.text_in({box.right() - ui.px(30), box.bottom() - place.h, ui.px(30), place.h}, TextStyle::mono_small, c.text_muted, "+" + std::to_string(view.others.size() - i), Align::right);
      break;
    }
    const Rect pill = place.inset(0, ui.px(2));
    bool hovered = false;
    if (other.wait_group) {
      const auto touch = ui.touch("other/" + std::to_string(i), pill, other.name);
      hovered = touch.hovered;
      if (touch.clicked) panel.ask(model::act::ChooseObject{other.object});
      if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
      ui.tip(touch, panel.say("panel.word.choose", {{"name", other.name}}));
    } else {
      ui.note("other/" + std::to_string(i), pill, other.name + " = " + value);
    }
    canvas.fill(pill, hovered ? c.control_hover : c.inset, ui.px(5));
    if (other.changed) canvas.stroke(pill, c.bit_changed.fade(0.8f), ui.metrics().line, ui.px(5));
    Rect text = pill.inset(ui.px(9), 0);
    canvas.text_in(text.cut_left(name_width, ui.px(10)), TextStyle::mono_small, other.wait_group ? c.accent : c.text_muted, other.name);
    canvas.text_in(text, TextStyle::mono_small, c.text, value);
  }
}

// Both, one after the other: in rows of their own where there is room, else in the same ones. Gives the bottom.
float below_the_word(const Panel& panel, const Rect& box, const model::WordView& view, bool draw, Point* token) {
  const Ui& ui = panel.ui;
  const Sizes s = sizes(panel, box.w);
  Flow flow(box, s.sema_row, ui.px(16));
  if (view.present) sema(panel, box, flow, view, draw, token);
  if (view.others.empty()) return flow.bottom();
  if (view.present && compact(panel.ui)) {
    flow.next(ui.px(1));
    others(panel, box, flow, view, draw);
    return flow.bottom();
  }
  Rect rest = box;
  if (view.present) rest.cut_top(flow.bottom() - box.y, ui.px(4));
  Flow own(rest, s.other_row, ui.px(8));
  others(panel, rest, own, view, draw);
  return own.bottom();
}

}  // namespace

float word_panel_height(const Panel& panel, float width, const model::WordView& view) {
  const auto& m = panel.ui.metrics();
  const Sizes s = sizes(panel, width);
  const Rect box{0, 0, width - 2 * m.panel_padding, 1e5f};
  float height = m.panel_header + m.gap / 2;
  const bool brief = compact(panel.ui);
  if (view.present) height += s.cells + s.numbers + (brief ? m.gap / 2 : m.gap);
  if (view.present || !view.others.empty()) height += std::min(below_the_word(panel, box, view, false, nullptr), 2 * s.sema_row + 2 * s.other_row);
  if (!view.present && view.others.empty()) height += panel.ui.px(60);
  return height + panel.ui.px(brief ? 2 : 6);
}

Point word_panel(const Panel& panel, const Rect& rect, const model::WordView& view, uint64_t step) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const uint64_t changed = view.changed();
  const std::string title = panel.say("panel.word.title") + (view.present ? " · " + view.name : std::string());
  std::string hex = hex_text(view.word);
  if (changed != 0 && rect.w > ui.px(620)) hex = hex_text(view.before) + " → " + hex;
  Rect inside = frame(panel, "word", rect, title, view.present ? hex : std::string(), TextStyle::mono_small).inset(m.panel_padding, 0);
  const Scope scope(ui, "word");
  const Clip clip(canvas, rect);
  const Sizes s = sizes(panel, rect.w);
  Point token = inside.centre();
  if (!view.present) {
    if (view.others.empty()) canvas.text_in(inside, TextStyle::body, c.text_muted, panel.say("panel.word.none"), Align::centre);
  } else {
    halves(panel, inside, view, s, step);
    canvas.line({inside.x, inside.y}, {inside.right(), inside.y}, c.rule, m.line);
    inside.cut_top(m.gap / 2);
  }
  if (view.present || !view.others.empty()) below_the_word(panel, inside, view, true, &token);
  return token;
}

}  // namespace wgscope::panels
