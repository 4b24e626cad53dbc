#include "app/panels/cond_part.h"

#include <algorithm>
#include <string>

#include "app/panels/channel_part.h"
#include "app/panels/queue_zone.h"

namespace wgscope::panels {

float cond_part_height(const Panel& panel) { return channel_part_height(panel); }

Point cond_part(const Panel& panel, Rect box, const model::CondView& view, uint64_t step) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float gap = ui.px(16), width = (box.w - 2 * gap) / 3;
  Rect state = box.cut_left(width, gap);
  state.h = std::min(state.h, ui.px(104));
  const size_t places = view.parked.size() + view.on_the_way.size();
  const float size = std::min(ui.px(60), state.h * 0.7f);
  const Rect mark = state.cut_left(size, ui.px(14)).middle(size, size);
  const Colour colour = places == 0 ? c.mark : c.token;
  if (const float flash = ui.tweens().flash(ui.path("bell"), view.changed ? step + 1 : 0); flash > 0) canvas.ring(mark.centre(), size * 0.56f, colour.fade(flash), ui.metrics().line_strong);
  canvas.ring(mark.centre(), size / 2, colour, ui.metrics().line_strong);
  canvas.text_in(mark, TextStyle::strong, places == 0 ? c.text_muted : c.text, std::to_string(places), Align::centre);
  panel.explain("cond.line", mark);
  const std::string words = panel.say("panel.cond.places", {{"n", std::to_string(places)}});
  canvas.text_in(state.middle(state.w, ui.px(26)), TextStyle::small, c.text_muted, words);
  queue_zone(panel, box.cut_left(width, gap), "cond.on_the_way", panel.say("panel.cond.on_the_way"), view.on_the_way, false);
  queue_zone(panel, box, "cond.parked", panel.say("panel.cond.parked"), view.parked);
  return mark.centre();
}

}  // namespace wgscope::panels
