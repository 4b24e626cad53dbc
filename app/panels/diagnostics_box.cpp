// What is wrong with the file that was to be opened, each mistake at its place; a click goes there, where the text is beside it. Declared in overlays.h.
#include <algorithm>

#include "app/model/top_bar_view.h"
#include "app/panels/overlays.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

void diagnostics(const Panel& panel, const Rect& area, const model::Session& session) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& all = session.diagnostics();
  const float width = std::min(area.w, ui.px(860)), text_width = width - ui.px(44);
  const auto where_of = [](const Diagnostic& d) {
    return d.line > 0 ? d.file + ':' + std::to_string(d.line) + ':' + std::to_string(d.column) : d.file;
  };
  const auto height_of = [&](const Diagnostic& d) {
    return ui.px(24) + widgets::paragraph_height(canvas, TextStyle::body, d.message, text_width) +
           (d.hint.empty() ? 0 : widgets::paragraph_height(canvas, TextStyle::small, d.hint, text_width)) + ui.px(10);
  };
  float content = 0;
  for (const auto& d : all) content += height_of(d);
  const float head = ui.px(44);
  const Rect box{area.x + (area.w - width) / 2, area.y + ui.px(6), width, std::min(content + head + ui.px(20), area.h - ui.px(12))};
  widgets::floating(ui, "diagnostics", box);
  const Scope scope(ui, "diagnostics");
  canvas.fill({box.x, box.y, ui.px(4), box.h}, c.panicked, ui.metrics().panel_radius, widgets::Corners::left);
  Rect inside = box.inset(ui.px(22), ui.px(8));
  Rect title = inside.cut_top(head - ui.px(8), ui.px(4));
  const std::string tip = model::tip_of(panel.strings, model::CommandId::close);
  if (widgets::button(ui, "close", title.cut_right(ui.px(30), ui.px(8)), {"×", Icon::close, true, widgets::Look::quiet, true, false, tip}))
    panel.ask(model::act::Run{model::CommandId::close});
  canvas.icon(Icon::warning, title.cut_left(ui.px(18), ui.px(10)).middle(ui.px(18), ui.px(18)), c.panicked);
  canvas.text_in(title, TextStyle::strong, c.text, panel.say(session.scenario() ? "panel.diagnostics.title_kept" : "panel.diagnostics.title", {{"n", std::to_string(all.size())}}));
  widgets::ScrollArea rows(ui, "rows", inside, content);
  float y = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    const float height = height_of(all[i]);
    Rect row{rows.content().x, rows.at(y), rows.content().w, height};
    y += height;
    if (!rows.visible(y - height, height)) continue;
    // In the editor the text is beside it.
    if (session.editing() && all[i].line > 0) {
      const auto touch = ui.touch(std::to_string(i), row, all[i].message);
      if (touch.hovered) canvas.fill(row.inset(-ui.px(8), 0), c.hovered, ui.px(6)), ui.set_pointer(Ui::Pointer::hand);
      if (touch.clicked) panel.ask(model::act::GoToMistake{i});
    } else {
      ui.note(std::to_string(i), row, all[i].message);
    }
    canvas.text_in(row.cut_top(ui.px(22)), TextStyle::mono_small, c.accent, where_of(all[i]));
    row.cut_top(widgets::paragraph(canvas, {row.x, row.y, text_width, row.h}, TextStyle::body, c.text, all[i].message));
    if (!all[i].hint.empty()) widgets::paragraph(canvas, {row.x, row.y, text_width, row.h}, TextStyle::small, c.text_muted, all[i].hint);
  }
}

}  // namespace wgscope::panels
