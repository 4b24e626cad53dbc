#include "app/panels/word_part.h"

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
  float cells, numbers, sema_row;
};

constexpr float kBetweenHalves = 22;

float half_width(const Panel& panel, float inside) { return std::round((inside - panel.ui.px(kBetweenHalves)) / 2); }

// `width`: inside the panel.
Sizes sizes(const Panel& panel, float width) {
  const Ui& ui = panel.ui;
  const Room room = room_of(ui);
  const float cells = widgets::bit_cells_height(ui, half_width(panel, width));
  return {room >= Room::small ? std::min(cells, ui.px(46)) : cells, ui.px(room == Room::roomy ? 54 : room == Room::compact ? 46 : 36), ui.px(room == Room::roomy ? 30 : room == Room::compact ? 26 : 24)};
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
void sema(const Panel& panel, const Rect& box, Flow& flow, const WordPartData& data, bool draw, Point* token) {
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

void cells(const Panel& panel, const Rect& box, const WordPartData& data, const Half& half) {
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
void halves(const Panel& panel, Rect& inside, const WordPartData& data, const Sizes& s) {
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

}  // namespace

float sema_row(const Panel& panel) { return sizes(panel, 0).sema_row; }

float word_bits_height(const Panel& panel, float width) {
  const Sizes s = sizes(panel, width);
  const float gap = panel.ui.metrics().gap;
  return s.cells + s.numbers + (compact(panel.ui) ? gap / 2 : gap);
}

void word_bits(const Panel& panel, Rect& inside, const WordPartData& data) {
  halves(panel, inside, data, sizes(panel, inside.w));
  panel.ui.canvas().line({inside.x, inside.y}, {inside.right(), inside.y}, panel.ui.colours().rule, panel.ui.metrics().line);
  inside.cut_top(panel.ui.metrics().gap / 2);
}

Flow word_sema(const Panel& panel, const Rect& box, const WordPartData& data, bool draw, Point* bowl) {
  Flow flow(box, sema_row(panel), panel.ui.px(16));
  sema(panel, box, flow, data, draw, bowl);
  return flow;
}

std::string word_note(const Panel& panel, const model::WordView& view, float panel_width) {
  const std::string hex = hex_text(view.word);
  return view.changed() != 0 && panel_width > panel.ui.px(620) ? hex_text(view.before) + " → " + hex : hex;
}

}  // namespace wgscope::panels
