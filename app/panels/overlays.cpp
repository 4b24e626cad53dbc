#include "app/panels/overlays.h"

#include <algorithm>
#include <utility>

#include "app/model/choices.h"
#include "app/panels/dialogs.h"

namespace wgscope::panels {

namespace {

using model::Overlay;

// ---- a list that hangs from a button

void choices(const Panel& panel, const Rect& from, std::string_view id, const model::Session& session) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  const std::vector<model::OpenChoice> rows = model::choices_of(session);
  float width = from.w;
  for (const auto& row : rows) width = std::max(width, ui.canvas().width(TextStyle::body, row.label) + 2 * m.control_padding + ui.px(22));
  const float height = m.control_height;
  Rect box{std::min(from.x, ui.screen().right() - width - m.gap), from.bottom() + ui.px(6), width, static_cast<float>(rows.size()) * height + ui.px(12)};
  if (box.bottom() > ui.screen().bottom()) box.y = std::max(m.gap, ui.screen().bottom() - box.h - m.gap);
  widgets::floating(ui, id, box);
  const Scope scope(ui, id);
  if (ui.pressed_outside(box) && ui.pressed_outside(from)) panel.ask(model::act::Show{Overlay::none});
  Rect rest = box.inset(ui.px(6));
  for (size_t i = 0; i < rows.size(); ++i) {
    const Rect row = rest.cut_top(height);
    const auto touch = ui.touch(std::to_string(i), row, rows[i].label);
    if (touch.hovered) ui.canvas().fill(row, ui.colours().control_hover, ui.px(6)), ui.set_pointer(Ui::Pointer::hand);
    else if (i == session.chosen_row()) ui.canvas().fill(row, ui.colours().selected, ui.px(6));
    Rect text = row.inset(ui.px(8), 0);
    const Rect mark = text.cut_left(ui.px(14), ui.px(8));
    if (rows[i].on) ui.canvas().icon(Icon::check, mark.middle(ui.px(13), ui.px(13)), ui.colours().accent);
    ui.canvas().text_in(text, TextStyle::body, rows[i].on ? ui.colours().text : ui.colours().text_body, rows[i].label);
    if (touch.clicked) panel.ask(rows[i].action);
  }
}

void params(const Panel& panel, const model::TopBarView& view, const TopBarPlaces& places, size_t chosen) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  const float width = std::max(places.params.w, ui.px(300)), row = m.control_height + ui.px(6);
  const Rect box{std::max(m.gap, places.params.right() - width), places.params.bottom() + ui.px(6), width,
                 static_cast<float>(view.params.size()) * row + ui.px(40)};
  widgets::floating(ui, "params", box);
  const Scope scope(ui, "params");
  if (ui.pressed_outside(box) && ui.pressed_outside(places.params)) panel.ask(model::act::Show{Overlay::none});
  Rect rest = box.inset(ui.px(10));
  for (size_t i = 0; i < view.params.size(); ++i) {
    const auto& param = view.params[i];
    const Rect place = rest.cut_top(m.control_height, ui.px(6));
    if (i == chosen) ui.canvas().fill(place, ui.colours().selected, ui.px(6));
    if (!param.slider) {
      Rect text = place.inset(m.control_padding, 0);
      ui.canvas().text_in(text.cut_right(text.w * 0.4f), TextStyle::mono, ui.colours().text, std::to_string(param.value), Align::right);
      ui.canvas().text_in(text, TextStyle::body, ui.colours().text_muted, param.name);
      continue;
    }
    // While it is dragged the slider shows its own value; letting go restarts the run with it.
    struct Dragged {
      std::optional<long long> value;
    };
    Dragged& dragged = ui.state<Dragged>(param.name + "#dragged");
    long long value = dragged.value.value_or(param.value);
    bool done = false;
    if (widgets::slider(ui, param.name, place, param.name, value, param.min, param.max, &done)) dragged.value = value;
    if (done && dragged.value) {
      panel.ask(model::act::SetParam{param.name, *dragged.value});
      dragged.value.reset();
    }
  }
  ui.canvas().text_in(rest.inset(m.control_padding, 0), TextStyle::small, ui.colours().text_muted, panel.say("panel.params.restarts"));
}

}  // namespace

void overlay(const Panel& panel, const model::Session& session, const model::TopBarView& view, const TopBarPlaces& places) {
  const Scope scope(panel.ui, "overlay");
  Overlay& before = panel.ui.state<Overlay>("before");
  const bool fresh = std::exchange(before, session.overlay()) != session.overlay();
  switch (session.overlay()) {
    case Overlay::none:
    case Overlay::explain:   // legend.h has these two
    case Overlay::legend: break;
    case Overlay::lessons: lessons_dialog(panel, session, fresh); break;
    case Overlay::help: help_dialog(panel, session, fresh); break;
    case Overlay::files: files_dialog(panel, session.file_dialog(), fresh); break;
    case Overlay::pace: choices(panel, places.rate, "rates", session); break;
    case Overlay::params: params(panel, view, places, session.chosen_row()); break;
    case Overlay::strategies: choices(panel, places.rate, "strategies", session); break;
    case Overlay::compare_with: choices(panel, places.rate, "compare_with", session); break;
  }
}

void notice(const Panel& panel, const Rect& area, const model::Notice& notice) {
  using Tone = model::Notice::Tone;
  const widgets::Tone tone = notice.tone == Tone::good ? widgets::Tone::good : notice.tone == Tone::warning ? widgets::Tone::warning : widgets::Tone::info;
  const float width = std::min(area.w, panel.ui.px(560));
  const float height = widgets::banner(panel.ui, "notice", {0, 0, width, 0}, tone, notice.text, {}, false);
  const Rect box{area.x + (area.w - width) / 2, area.y + panel.ui.px(4), width, height};   // over the header of the middle: it covers no lane
  panel.ui.canvas().glow(box, panel.ui.colours().shade, panel.ui.metrics().card_radius, panel.ui.px(12));
  panel.ui.canvas().fill(box, panel.ui.colours().panel, panel.ui.metrics().card_radius);
  widgets::banner(panel.ui, "notice", box, tone, notice.text, {});
  if (panel.ui.touch("notice/close", box, notice.text).clicked) panel.ask(model::act::DismissNotice{});
}

}  // namespace wgscope::panels
