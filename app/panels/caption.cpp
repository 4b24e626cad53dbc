#include "app/panels/caption.h"

#include <algorithm>

#include "app/panels/stage_panel.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

void caption_panel(const Panel& panel, const Rect& rect, const CaptionData& data) {
  const auto [line, ending, where, presented] = data;
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const Colour edge = ending ? look_of(ui, *ending).colour : c.accent;
  canvas.fill(rect, ending ? edge.towards(c.panel, 0.8f) : c.selected, m.card_radius);
  canvas.fill({rect.x, rect.y, ui.px(4), rect.h}, edge, m.card_radius, widgets::Corners::left);
  Rect inside = rect.inset(m.panel_padding, 0);
  const Rect at_right = inside.cut_right(canvas.width(TextStyle::small, where), ui.px(14));
  canvas.text_in(at_right, TextStyle::small, c.text_muted, where, Align::right);
  panel.explain("where", at_right);
  std::string_view text;
  if (ending) {
    text = ending->words.empty() ? std::string_view(ending->headline) : std::string_view(ending->words);
    const float icon = ui.px(16);
    canvas.icon(look_of(ui, *ending).icon, inside.cut_left(icon, ui.px(10)).middle(icon, icon), edge);
  } else if (line) {
    text = line->sentence;
    if (line->who != kNobody) {
      const std::string name = goroutine_name(line->who);
      widgets::chip(ui, {inside.x, inside.centre().y}, name, colour_of(ui, line->who));
      inside.cut_left(widgets::chip_width(ui, name), ui.px(10));
    }
  } else {
    ui.note("caption", rect, {});
    canvas.text_in(inside, TextStyle::body, c.text_muted, panel.say("panel.story.nothing_yet"));
    return;
  }
  ui.note("caption", rect, text);
  // As large as two lines allow.
  TextStyle style = presented ? TextStyle::title : TextStyle::body;
  for (const TextStyle smaller : {TextStyle::body, TextStyle::small})
    if (widgets::paragraph_height(canvas, style, text, inside.w) > inside.h) style = smaller;
  const float height = std::min(inside.h, widgets::paragraph_height(canvas, style, text, inside.w));
  widgets::paragraph(canvas, inside.middle(inside.w, height), style, c.text, text);
}

}  // namespace wgscope::panels
