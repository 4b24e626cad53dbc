#include "app/panels/word_panel.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

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

constexpr float kBetweenHalves = 22;

float half_width(const Panel& panel, float inside) { return std::round((inside - panel.ui.px(kBetweenHalves)) / 2); }

// `width`: inside the panel.
Sizes sizes(const Panel& panel, float width) {
  const Ui& ui = panel.ui;
  const Room room = room_of(ui);
  const float cells = widgets::bit_cells_height(ui, half_width(panel, width));
  return {room >= Room::small ? std::min(cells, ui.px(46)) : cells, ui.px(room == Room::roomy ? 54 : room == Room::compact ? 46 : 36), ui.px(room == Room::roomy ? 30 : room == Room::compact ? 26 : 24),
          ui.px(26)};
}

constexpr float kHalfCells = 44, kHalfNumber = 36;

// A narrow panel that is high enough has a line for each half, so that its digits stay large enough to be read.
bool one_below_the_other(const Panel& panel, const Rect& inside) {
  return inside.w < panel.ui.px(400) && inside.h >= 2 * panel.ui.px(kHalfCells + kHalfNumber) + sizes(panel, inside.w).sema_row;
}

// The bowl with its tokens, which look over its rim: up to three are seen, the number says how many.
void bowl(const Panel& panel, const Rect& box, uint32_t tokens) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float line = ui.metrics().line_strong, disc = ui.px(6), rim = std::round(box.y + box.h * 0.5f), foot = box.bottom() - line;
  const float across = box.w / 2, base = across * 0.55f, x = box.centre().x;
  const auto seen = static_cast<int>(std::min<uint32_t>(tokens, 3));
  for (int i = 0; i < seen; ++i) {
    const float at = x + (static_cast<float>(i) - static_cast<float>(seen - 1) / 2) * disc * 1.45f;
    canvas.glow({at - disc, rim - disc - ui.px(2), 2 * disc, 2 * disc}, c.token.fade(0.35f), disc, ui.px(5));
    canvas.disc({at, rim - ui.px(2)}, disc, c.token);
  }
  const std::array shape{Point{x - across, rim}, Point{x + across, rim}, Point{x + base, foot}, Point{x - base, foot}};
  canvas.polygon(shape, c.control_held);
  const std::array walls{shape[0], shape[3], shape[2], shape[1]};
  canvas.path(walls, tokens > 0 ? c.token : c.mark, line);
  canvas.line({x - across, rim}, {x + across, rim}, tokens > 0 ? c.token : c.mark, ui.metrics().line);
}

// Draws (or only measures) the semaphore: tokens, and the queue from its front.
void sema(const Panel& panel, const Rect& box, Flow& flow, const WordPanelData& data, bool draw, Point* token) {
  const model::WordView& view = data.view;
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto words = [&](TextStyle style, Colour colour, const std::string& text, float gap = -1) {
    const Rect place = flow.next(std::min(canvas.width(style, text) + 1, box.w), gap);
    if (draw) canvas.text_in(place, style, colour, text);
    return place;
  };
  const bool brief = compact(ui);
  Rect place = words(TextStyle::body, c.text_muted, panel.say("panel.word.semaphore"));
  if (!brief) place.w = words(TextStyle::mono_small, c.text_faint, view.name + ".sema", ui.px(8)).right() - place.x;
  if (draw) panel.explain("sema", place);
  const Rect spot = flow.next(ui.px(32));
  if (token) *token = {spot.centre().x, spot.y + spot.h * 0.45f};
  if (draw) {
    bowl(panel, spot.middle(spot.w, ui.px(24)), view.tokens - (data.token_comes && view.tokens > 0 ? 1 : 0));
    if (view.token_change < 0) {
      const float flash = ui.tweens().flash(ui.path("token"), data.step + 1);
      if (flash > 0) canvas.ring(spot.centre(), ui.px(15) - ui.px(6) * flash, c.token.fade(flash), ui.metrics().line_strong);
    }
  }
  const std::string count = std::to_string(view.tokens);
  Rect tokens = words(TextStyle::strong, view.tokens > 0 ? c.text : c.text_muted, count, ui.px(8));
  tokens.w = words(TextStyle::body, c.text_muted, panel.say(view.tokens > 0 && !brief ? "panel.word.tokens_nobodys" : "panel.word.tokens", {{"n", count}}), ui.px(6)).right() - tokens.x;
  if (draw) panel.explain("sema.token", tokens), panel.explain("sema.token", spot);
  const Rect queue = words(TextStyle::body, c.text_muted, panel.say(view.queue.empty() ? "panel.word.queue_empty" : brief ? "panel.word.queue_brief" : "panel.word.queue"));
  if (draw) panel.explain("sema.queue", queue);
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
    const Rect at = flow.next(width, ui.px(i == 0 ? 10 : 6));
    if (draw) chip(panel, "queue/" + std::to_string(i), {at.x, at.centre().y}, waiter);
  }
  if (view.just_left && !brief) words(TextStyle::body, c.text_faint, panel.say("panel.word.just_left", {{"who", view.just_left->name}}));
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

// A thin line between the halves, as high as their bits.
void divide(const Panel& panel, const Rect& bits, float at) {
  panel.ui.canvas().line({std::round(bits.x + at), bits.y}, {std::round(bits.x + at), bits.bottom()}, panel.ui.colours().rule, panel.ui.metrics().line);
}

struct Half {
  std::string_view id, explained;
  widgets::BitField field;
  int64_t before, now;
  std::string caption;
};

void cells(const Panel& panel, const Rect& box, const WordPanelData& data, const Half& half) {
  const uint64_t changed = data.view.changed();
  const widgets::BitParts parts = widgets::bit_cells(panel.ui, half.id, box, {data.view.word, changed, changed != 0 ? data.step + 1 : 0, half.field});
  panel.explain("word.strip", parts.strip.inset(0, -panel.ui.px(2)));
  if (half.field.apart > 0) panel.explain("word.flag", parts.apart.inset(-panel.ui.px(1), -panel.ui.px(2)));
  if (!parts.lens.empty()) panel.explain("word.lens", parts.lens);
}

void number(const Panel& panel, const Rect& box, const Half& half) {
  panel.explain(half.explained, box);
  number(panel, box, half.before, half.now, half.field.colour, half.caption);
}

// The bits of both halves, and their numbers below; takes its room from the top of `inside`.
void halves(const Panel& panel, Rect& inside, const WordPanelData& data, const Sizes& s) {
  Ui& ui = panel.ui;
  const theme::Colours& c = ui.colours();
  const Halves now{data.view.word}, before{data.view.before};
  const bool brief = compact(ui);
  const std::array<Half, 2> both{{{"bits", "word.counter", {63, 32, 0, c.counter}, before.counter(), now.counter(), brief ? "counter" : panel.say("panel.word.counter")},
                                  {"bits/low", "word.waiters", {31, 0, 1, c.waiters}, before.waiters(), now.waiters(), brief ? "waiters" : panel.say("panel.word.waiters")}}};
  if (one_below_the_other(panel, inside)) {
    for (const Half& half : both) {
      cells(panel, inside.cut_top(ui.px(kHalfCells)), data, half);
      number(panel, inside.cut_top(ui.px(kHalfNumber)), half);
    }
    return;
  }
  Rect bits = inside.cut_top(s.cells), numbers = inside.cut_top(s.numbers);
  const float width = half_width(panel, inside.w), between = ui.px(kBetweenHalves);
  // Why both are in one word is said where they meet.
  panel.explain("word.together", Rect{bits.x + width, bits.y, between, bits.h + numbers.h});
  divide(panel, bits, width + between / 2);
  for (const Half& half : both) {
    cells(panel, bits.cut_left(width, between), data, half);
    number(panel, numbers.cut_left(width, between), half);
  }
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
    panel.explain("word.others", pill);
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
    if (other.wait_group) panel.explain("word.pair", text);
    canvas.text_in(text, TextStyle::mono_small, c.text, value);
  }
}

// Both, one after the other: in rows of their own where there is room, else in the same ones. Gives the bottom.
float below_the_word(const Panel& panel, const Rect& box, const WordPanelData& data, bool draw, Point* token) {
  const model::WordView& view = data.view;
  const Ui& ui = panel.ui;
  const Sizes s = sizes(panel, box.w);
  Flow flow(box, s.sema_row, ui.px(16));
  if (view.present) sema(panel, box, flow, data, draw, token);
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
  const Rect box{0, 0, width - 2 * m.panel_padding, 1e5f};
  const Sizes s = sizes(panel, box.w);
  float height = header_height(panel.ui) + m.gap / 2;
  const bool brief = compact(panel.ui);
  if (view.present) height += s.cells + s.numbers + (brief ? m.gap / 2 : m.gap);
  if (view.present || !view.others.empty()) height += std::min(below_the_word(panel, box, {view, 0}, false, nullptr), 2 * s.sema_row + 2 * s.other_row);
  if (!view.present && view.others.empty()) height += panel.ui.px(60);
  return height + panel.ui.px(brief ? 2 : 6);
}

Point word_panel(const Panel& panel, const Rect& rect, const WordPanelData& data) {
  const model::WordView& view = data.view;
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const std::string name = view.present ? view.name + ".state" : std::string();
  std::string hex = hex_text(view.word);
  if (view.changed() != 0 && rect.w > ui.px(620)) hex = hex_text(view.before) + " → " + hex;
  Rect header;
  Rect inside = frame(panel, "word", rect, panel.say("panel.word.title"), view.present ? hex : std::string(), TextStyle::mono_small, &header, name).inset(m.panel_padding, 0);
  const Scope scope(ui, "word");
  const Clip clip(canvas, rect);
  const Sizes s = sizes(panel, inside.w);
  Point token = inside.centre();
  if (!view.present) {
    if (view.others.empty()) canvas.text_in(inside, TextStyle::body, c.text_muted, panel.say("panel.word.none"), Align::centre);
  } else {
    if (!panel.tabs) {
      const float title = ui.canvas().header_width(panel.say("panel.word.title")), whole = ui.canvas().header_width(panel.say("panel.word.title"), name);
      panel.explain("word.type", {rect.x + m.panel_padding + title, header.y, whole - title, header.h});
      const float digits = canvas.width(TextStyle::mono_small, hex);
      panel.explain("word.hex", {header.right() - digits, header.y, digits, header.h});
    }
    halves(panel, inside, data, s);
    canvas.line({inside.x, inside.y}, {inside.right(), inside.y}, c.rule, m.line);
    inside.cut_top(m.gap / 2);
  }
  if (view.present || !view.others.empty()) below_the_word(panel, inside, data, true, &token);
  return token;
}

}  // namespace wgscope::panels
