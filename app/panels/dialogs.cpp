#include "app/panels/dialogs.h"

#include <algorithm>

#include "app/model/top_bar_view.h"

namespace wgscope::panels {

Rect dialog_box(const Panel& panel, std::string_view id, float width, float height, std::string_view title, std::string_view note) {
  Ui& ui = panel.ui;
  const Rect screen = ui.screen().inset(ui.px(24));
  width = std::min(width, screen.w), height = std::min(height, screen.h);
  // Below the bar, while there is room for that.
  const float top = std::min(ui.px(64), std::max(screen.y, ui.screen().bottom() - ui.px(24) - height));
  const Rect box{screen.x + (screen.w - width) / 2, top, width, height};
  if (widgets::shade(ui, std::string(id) + "#shade")) panel.ask(model::act::Show{model::Overlay::none});
  widgets::floating(ui, id, box);
  Rect inside = box.inset(ui.px(22), ui.px(16));
  Rect head = inside.cut_top(ui.px(34), ui.px(10));
  const std::string tip = model::tip_of(panel.strings, model::CommandId::close);
  if (widgets::button(ui, std::string(id) + "/close", head.cut_right(head.h, ui.px(10)), {"×", Icon::close, true, widgets::Look::quiet, true, false, tip}))
    panel.ask(model::act::Show{model::Overlay::none});
  const float drawn = ui.canvas().text_in(head, TextStyle::title, ui.colours().text, title);
  head.cut_left(drawn, ui.px(18));
  ui.canvas().text_in(head, TextStyle::small, ui.colours().text_muted, note, Align::right);
  return inside;
}

void dialog_field(const Panel& panel, const Rect& rect, const std::string& typed, std::string_view hint, bool fresh) {
  std::string text = typed;
  const auto did = widgets::text_field(panel.ui, "field", rect, text, hint, fresh);
  // Enter is a command's; Escape leaves the field and the dialog at once.
  if (did.escaped) panel.ask(model::act::Show{model::Overlay::none});
  else if (text != typed) panel.ask(model::act::DialogText{text});
}

}  // namespace wgscope::panels
