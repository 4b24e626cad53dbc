#include "app/panels/panel.h"

#include "app/model/explain.h"

namespace wgscope::panels {

StateLook look_of(const Ui& ui, GoroutineState state) {
  const theme::Colours& c = ui.colours();
  switch (state) {
    case GoroutineState::running: return {c.running, Icon::running};
    case GoroutineState::runnable: return {c.runnable, Icon::runnable};
    case GoroutineState::parked: return {c.parked, Icon::parked};
    case GoroutineState::finished: return {c.finished, Icon::finished};
    case GoroutineState::panicked: return {c.panicked, Icon::panicked};
  }
  return {c.finished, Icon::none};
}

void Panel::explain(std::string_view what, const Rect& rect) const {
  if (const model::Explanation* found = model::find_explanation(what)) ui.explain(found->id, rect, strings.get(found->text_key()));
}

Rect frame(const Panel& panel, std::string_view id, const Rect& rect, std::string_view title, std::string_view note, TextStyle note_style, Rect* header_out, std::string_view name) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  Rect inside, header{rect.x + m.panel_padding, rect.y + ui.px(2), rect.w - 2 * m.panel_padding, header_height(ui)};
  if (panel.tabs) {
    inside = widgets::panel(ui, id, rect, header.h, {});
    std::vector<widgets::Segment> names;
    for (const std::string& name : panel.tabs->names) names.push_back({name, true, {}});
    const float width = std::min(widgets::segments_width(ui, names), header.w), height = ui.px(24);
    const Rect box = header.cut_left(width, ui.px(10));
    const int clicked = widgets::segmented(ui, panel.tabs->id, box.middle(width, height), names, panel.tabs->on);
    if (clicked >= 0) ui.state<int>(panel.tabs->id + "#on") = clicked;
    panel.explain("panel." + std::string(id), box);
  } else {
    inside = widgets::panel(ui, id, rect, header.h, title, note, note_style, name);
    panel.explain("panel." + std::string(id), header.cut_left(ui.canvas().header_width(title, name), ui.px(14)));
  }
  if (header_out) *header_out = header;
  return inside;
}

float chip(const Panel& panel, std::string_view id, Point middle_left, const model::Chip& chip, std::string_view tip) {
  const bool over = chip.state == GoroutineState::finished;
  panel.explain("goroutine", {middle_left.x, middle_left.y - panel.ui.metrics().chip / 2, widgets::chip_width(panel.ui, chip.name), panel.ui.metrics().chip});
  if (widgets::chip_button(panel.ui, id, middle_left, chip.name, colour_of(panel.ui, chip.who), over, tip)) panel.ask(model::act::FocusOn{chip.who});
  return widgets::chip_width(panel.ui, chip.name);
}

}  // namespace wgscope::panels
