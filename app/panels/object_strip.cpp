#include "app/panels/object_strip.h"

#include <algorithm>
#include <string>

namespace wgscope::panels {

namespace {

std::string value_of(const Panel& panel, const model::ObjectRow& row) {
  return row.tokens > 0 ? row.value + " · " + panel.say("panel.word.tokens_short", {{"n", std::to_string(row.tokens)}}) : row.value;
}

// Its name and value, and how many are parked there.
struct Widths {
  float name, value, queued;
  std::string count;
};
Widths widths_of(const Panel& panel, const model::ObjectRow& row, const std::string& value) {
  const Canvas& canvas = panel.ui.canvas();
  Widths w{canvas.width(TextStyle::mono_small, row.name), canvas.width(TextStyle::mono_small, value), 0, row.queued > 0 ? std::to_string(row.queued) : std::string()};
  if (row.queued > 0) w.queued = canvas.width(TextStyle::mono_small, w.count) + panel.ui.px(10 + 10 + 3);
  return w;
}

void pill(const Panel& panel, const Rect& rect, const std::string& id, const model::ObjectRow& row, const std::string& value, const Widths& w) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  panel.explain("word.others", rect);
  bool hovered = false;
  if (row.pictured) {
    const auto touch = ui.touch(id, rect, row.name);
    hovered = touch.hovered;
    if (touch.clicked) panel.ask(model::act::ChooseObject{row.object});
    if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
    ui.tip(touch, panel.say("panel.word.choose", {{"name", row.name}}));
  } else {
    ui.note(id, rect, row.name + " = " + value);
  }
  canvas.fill(rect, row.shown ? c.selected : hovered ? c.control_hover : c.inset, ui.px(5));
  if (row.shown) canvas.stroke(rect, c.accent, ui.metrics().line, ui.px(5));
  else if (row.changed) canvas.stroke(rect, c.bit_changed.fade(0.8f), ui.metrics().line, ui.px(5));
  Rect text = rect.inset(ui.px(9), 0);
  canvas.text_in(text.cut_left(w.name, ui.px(10)), TextStyle::mono_small, row.pictured ? c.accent : c.text_muted, row.name);
  if (row.queued > 0) {
    Rect queued = text.cut_right(w.queued - ui.px(10), ui.px(10));
    canvas.icon(Icon::parked, queued.cut_left(ui.px(10), ui.px(3)).middle(ui.px(9), ui.px(9)), c.parked);
    canvas.text_in(queued, TextStyle::mono_small, c.text_body, w.count);
  }
  if (row.wait_group) panel.explain("word.pair", text);
  canvas.text_in(text, TextStyle::mono_small, c.text, value);
}

}  // namespace

float pill_row(const Panel& panel) { return panel.ui.px(26); }

void object_strip(const Panel& panel, const Rect& box, Flow& flow, const std::vector<model::ObjectRow>& rows, bool draw, PillPlaces* places) {
  const Ui& ui = panel.ui;
  for (size_t i = 0; i < rows.size(); ++i) {
    const std::string value = value_of(panel, rows[i]);
    const Widths w = widths_of(panel, rows[i], value);
    const Rect place = flow.next(std::min(w.name + w.value + w.queued + ui.px(30), box.w), ui.px(8));
    if (!draw) continue;
    if (flow.full() || place.bottom() > box.bottom() + 0.5f) {
      ui.canvas().text_in({box.right() - ui.px(30), box.bottom() - place.h, ui.px(30), place.h}, TextStyle::mono_small, ui.colours().text_muted, "+" + std::to_string(rows.size() - i), Align::right);
      break;
    }
    const Rect at = place.inset(0, ui.px(2));
    if (places) places->emplace_back(rows[i].object, at.centre());
    pill(panel, at, "other/" + std::to_string(i), rows[i], value, w);
  }
}

}  // namespace wgscope::panels
