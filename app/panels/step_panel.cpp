#include "app/panels/step_panel.h"

#include <algorithm>
#include <array>

#include "app/model/commands.h"
#include "app/model/top_bar_view.h"
#include "app/panels/flow.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

EndingLook look_of_ending(const Ui& ui, const Ending& ending) {
  const theme::Colours& c = ui.colours();
  switch (ending.kind()) {
    case Ending::Kind::exit: return {Icon::check, c.good};
    case Ending::Kind::deadlock: return {Icon::parked, c.warning};
    case Ending::Kind::livelock: return {Icon::restart, c.warning};
    case Ending::Kind::panic:
    case Ending::Kind::fatal: break;
  }
  return {Icon::panicked, c.panicked};
}

namespace {

// The endings as marks with words, wrapped. Draws or only measures.
float endings(const Panel& panel, const Rect& box, const model::StepCard& card, bool draw) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const float row = ui.px(20), icon = ui.px(12);
  Flow flow(box, row, ui.px(12));
  const auto mark = [&](const Ending& ending, Colour ink) {
    const EndingLook look = look_of_ending(ui, ending);
    const std::string_view name = ending.short_words();
    Rect place = flow.next(std::min(icon + ui.px(5) + canvas.width(TextStyle::small, name) + 1, box.w));
    if (!draw) return;
    canvas.icon(look.icon, place.cut_left(icon, ui.px(5)).middle(icon, icon), look.colour);
    canvas.text_in(place, TextStyle::small, ink, name);
  };
  const auto words = [&](const std::string& text) {
    const Rect place = flow.next(std::min(canvas.width(TextStyle::small, text) + 1, box.w));
    if (draw) canvas.text_in(place, TextStyle::small, ui.colours().text_faint, text);
  };
  if (card.ends) {
    words(panel.say("panel.step.ends"));
    mark(*card.ends, ui.colours().text);
  } else if (card.reachable) {
    words(panel.say("panel.step.then"));
    for (const Ending& ending : *card.reachable) mark(ending, ui.colours().text_body);
  } else {
    return box.y;
  }
  return flow.bottom();
}

struct CardPlaces {
  float sentence = 0, endings = 0, height = 0;
};

CardPlaces measure(const Panel& panel, float width, const model::StepCard& card) {
  Ui& ui = panel.ui;
  const float inner = width - ui.px(28);
  CardPlaces places;
  places.sentence = card.sentence.empty() ? 0 : widgets::paragraph_height(ui.canvas(), TextStyle::small, card.sentence, inner);
  places.endings = endings(panel, {0, 0, inner, 1e5f}, card, false);
  places.height = ui.px(9) + ui.px(22) + ui.px(20) + places.sentence + places.endings + ui.px(11);
  return places;
}

void draw_card(const Panel& panel, const Rect& rect, const CardPlaces& places, const model::StepCard& card, size_t number, bool chosen) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const auto touch = ui.touch("card/" + std::to_string(number), rect, card.sentence);
  canvas.fill(rect, touch.hovered ? c.control_hover : chosen ? c.selected : c.card, m.card_radius);
  canvas.fill({rect.x, rect.y, ui.px(4), rect.h}, colour_of(ui, card.chip.who), m.card_radius, widgets::Corners::left);
  if (chosen) canvas.stroke(rect, c.accent, m.line_strong, m.card_radius);
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  if (touch.clicked) panel.ask(model::act::TakeStep{card.choice});

  Rect inside = rect.inset(ui.px(14), 0);
  inside.y += ui.px(9);
  Rect head = inside.cut_top(ui.px(22));
  if (number < 9) {
    const std::string key = std::to_string(number + 1);
    const float width = widgets::key_cap_width(ui, key);
    widgets::key_cap(ui, {head.right() - width, head.centre().y}, key);
    head.cut_right(width, ui.px(8));
  }
  widgets::chip(ui, {head.x, head.centre().y}, card.chip.name, colour_of(ui, card.chip.who));
  head.cut_left(widgets::chip_width(ui, card.chip.name), ui.px(9));
  if (card.taken) {
    const std::string taken = panel.say("panel.step.taken");
    const float taken_width = canvas.width(TextStyle::small, taken), mark = ui.px(12);
    const bool roomy = head.w > taken_width + canvas.width(TextStyle::mono, card.head) + ui.px(card.choice.timer ? 48 : 30);
    if (roomy) canvas.text_in(head.cut_right(taken_width), TextStyle::small, c.accent, taken);
    canvas.icon(Icon::check, head.cut_right(mark + ui.px(6), ui.px(4)).middle(mark, mark), c.accent);
  }
  if (card.choice.timer) canvas.icon(Icon::sleeping, head.cut_left(ui.px(13), ui.px(6)).middle(ui.px(13), ui.px(13)), c.text_muted);
  canvas.text_in(head, TextStyle::mono, c.text, card.head);
  panel.explain("step", {head.x, head.y, std::min(head.w, canvas.width(TextStyle::mono, card.head)), head.h});
  Rect code = inside.cut_top(ui.px(20));
  if (card.line > 0) {
    const std::string line = panel.say("panel.step.line", {{"n", std::to_string(card.line)}});
    canvas.text_in(code.cut_left(canvas.width(TextStyle::small, line), ui.px(8)), TextStyle::small, c.text_muted, line);
  }
  canvas.text_in(code, TextStyle::mono_small, c.text_muted, card.code);
  inside.h = rect.bottom() - inside.y;
  widgets::paragraph(canvas, inside.cut_top(places.sentence + 1), TextStyle::small, c.text_body, card.sentence);
  endings(panel, inside, card, true);
  panel.explain("step.reachable", {inside.x, inside.y, inside.w, places.endings});
}

}  // namespace

void step_panel(const Panel& panel, const Rect& rect, const model::StepView& view, size_t chosen) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  Rect header;
  Rect inside = frame(panel, "step", rect, panel.say("panel.step.title"), {}, TextStyle::small, &header).inset(m.panel_padding, 0);
  const Scope scope(ui, "step");
  // Beside the title, or, where tabs take that room, below the cards.
  const std::string copy = panel.say("panel.step.copy"), let_run = panel.say("panel.step.let_run");
  const widgets::ButtonSpec copy_spec{copy, Icon::branch, false, widgets::Look::quiet, view.steps > 0, false, {}};
  const widgets::ButtonSpec run_spec{let_run, Icon::play, false, widgets::Look::quiet, !view.cards.empty(), false, {}};
  if (widgets::button_width(ui, copy_spec) + widgets::button_width(ui, run_spec) + ui.px(2) > header.w) header = inside.cut_bottom(ui.px(32), ui.px(4));
  const auto small_button = [&](model::CommandId id, widgets::ButtonSpec spec) {
    const std::string tip = model::tip_of(panel.strings, id);
    spec.tip = tip;
    const float width = widgets::button_width(ui, spec);
    if (widgets::button(ui, std::string(model::command(id).name_key), header.cut_right(width, ui.px(2)).middle(width, ui.px(28)), spec)) panel.ask(model::act::Run{id});
  };
  panel.explain("schedule", Rect(header).cut_right(widgets::button_width(ui, copy_spec)));
  small_button(model::CommandId::copy_schedule, copy_spec);
  small_button(model::CommandId::let_run, run_spec);
  if (view.cards.empty()) {
    using Reached = model::StepTree::Reached;
    const char* why = view.reached == Reached::yes ? "panel.step.over" : view.reached == Reached::not_yet ? "panel.step.catching_up" : "panel.step.too_long_before";
    widgets::paragraph(ui.canvas(), inside, TextStyle::body, ui.colours().text_muted, panel.say(why));
    return;
  }
  std::vector<CardPlaces> places;
  const float gap = ui.px(8), width = inside.w - m.scrollbar - ui.px(6);
  float height = -gap;
  for (const auto& card : view.cards) places.push_back(measure(panel, width, card)), height += places.back().height + gap;
  chosen = std::min(chosen, view.cards.size() - 1);
  float chosen_y = 0;
  for (size_t i = 0; i < chosen; ++i) chosen_y += places[i].height + gap;
  widgets::ScrollArea area(ui, "cards", inside, height, widgets::ScrollArea::Show{chosen_y, places[chosen].height, view.steps * 512 + chosen});
  float y = 0;
  for (size_t i = 0; i < view.cards.size(); ++i) {
    if (area.visible(y, places[i].height)) draw_card(panel, {area.content().x, area.at(y), width, places[i].height}, places[i], view.cards[i], i, i == chosen);
    y += places[i].height + gap;
  }
}

void branches_panel(const Panel& panel, const Rect& rect, const model::StepView& view) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const std::string note = panel.say("panel.branches.steps", {{"n", std::to_string(view.steps)}, {"all", std::to_string(view.steps_all)}});
  Rect header;
  const Rect inside = frame(panel, "branches", rect, panel.say("panel.branches.title"), {}, TextStyle::small, &header);
  const Scope scope(ui, "branches");
  // Beside the event's number, which the rest of the window counts by: pointed at, it says how the two go together.
  if (const float width = canvas.width(TextStyle::small, note); header.w > width) {
    const Rect at_right = header.cut_right(width);
    ui.note("steps", at_right, note);
    canvas.text_in(at_right, TextStyle::small, c.text_muted, note, Align::right);
    panel.explain("step.number", at_right);
  }
  const float row = ui.px(26);
  float now = 0;
  for (size_t i = 0; i < view.branches.size(); ++i)
    if (view.branches[i].current) now = static_cast<float>(i) * row;
  widgets::ScrollArea area(ui, "rows", inside, static_cast<float>(view.branches.size()) * row, widgets::ScrollArea::Show{now, row, static_cast<uint64_t>(now) + 1});
  constexpr int kDepthMax = 6;          // deeper ones are drawn no further to the right
  const float step = ui.px(14);
  std::array<float, kDepthMax + 1> parent_y{};
  for (size_t i = 0; i < view.branches.size(); ++i) {
    const auto& branch = view.branches[i];
    const float y = static_cast<float>(i) * row;
    const Rect box{area.content().x, area.at(y), area.content().w, row};
    const int depth = std::min(branch.depth, kDepthMax);
    parent_y[static_cast<size_t>(depth)] = box.centre().y;
    if (!area.visible(y, row)) continue;
    const auto touch = ui.touch("row/" + std::to_string(branch.branch), box, branch.name);
    if (branch.current) canvas.fill(box, c.selected);
    else if (touch.hovered) canvas.fill(box, c.hovered);
    if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
    if (touch.clicked) panel.ask(model::act::GoToBranch{branch.branch});
    const float x = box.x + m.panel_padding + static_cast<float>(depth) * step;
    if (depth > 0) {
      const float stem = x - step + ui.px(3);
      canvas.line({stem, parent_y[static_cast<size_t>(depth - 1)] + ui.px(4)}, {stem, box.centre().y}, c.text_faint, m.line);
      canvas.line({stem, box.centre().y}, {x - ui.px(2), box.centre().y}, c.text_faint, m.line);
    }
    canvas.disc({x + ui.px(3), box.centre().y}, ui.px(4), branch.current ? c.accent : c.text_faint);
    Rect text{x + ui.px(14), box.y, box.right() - m.panel_padding - x - ui.px(14), row};
    if (branch.ending) {
      const EndingLook look = look_of_ending(ui, *branch.ending);
      canvas.icon(look.icon, text.cut_right(ui.px(13), ui.px(6)).middle(ui.px(13), ui.px(13)), look.colour);
    }
    const std::string words = branch.choice.empty() ? panel.say("panel.branches.first", {{"n", std::to_string(branch.steps)}})
                                                    : panel.say("panel.branches.fork", {{"step", std::to_string(branch.forked_at + 1)}, {"choice", branch.choice}, {"n", std::to_string(branch.steps)}});
    canvas.text_in(text, TextStyle::small, branch.current ? c.text : c.text_body, words);
  }
}

}  // namespace wgscope::panels
