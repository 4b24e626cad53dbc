#include "app/panels/timer_part.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <string>
#include <vector>

#include "app/panels/channel_part.h"
#include "app/panels/queue_zone.h"

namespace wgscope::panels {

namespace {

// From the top, clockwise.
Point on_dial(Point centre, float radius, double turn) {
  const double angle = 2 * std::numbers::pi * turn - std::numbers::pi / 2;
  return {centre.x + radius * static_cast<float>(std::cos(angle)), centre.y + radius * static_cast<float>(std::sin(angle))};
}

Point dial(const Panel& panel, const Rect& place, const model::TimerView& view, uint64_t step) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float line = ui.metrics().line_strong, radius = place.w / 2 - line;
  const Point centre = place.centre();
  const Colour colour = view.set ? c.token : c.mark;
  if (const float flash = ui.tweens().flash(ui.path("dial"), view.changed ? step + 1 : 0); flash > 0) canvas.ring(centre, radius + ui.px(4), colour.fade(flash), line);
  canvas.ring(centre, radius, c.mark, line);
  constexpr int kMarks = 12, kArcParts = 48;
  for (int i = 0; i < kMarks; ++i) canvas.line(on_dial(centre, radius * 0.82f, i / double{kMarks}), on_dial(centre, radius * 0.92f, i / double{kMarks}), c.mark, 1);
  const double passed = view.passed.value_or(0);
  if (passed > 0) {
    std::vector<Point> arc;
    for (int i = 0; i <= kArcParts; ++i) arc.push_back(on_dial(centre, radius, passed * i / kArcParts));
    canvas.path(arc, colour, line * 2);
  }
  canvas.line(centre, on_dial(centre, radius * 0.72f, passed), colour, line);
  canvas.disc(centre, line * 1.5f, colour);
  panel.explain("timer.dial", place);
  return centre;
}

std::string state_of(const Panel& panel, const model::TimerView& view) {
  if (view.set_for.empty()) return panel.say("panel.timer.never_set");
  if (!view.set) return panel.say("panel.timer.not_set");
  return panel.say(view.does == model::TimerView::Does::ticks ? "panel.timer.every" : "panel.timer.set_for", {{"time", view.set_for}});
}

std::string purpose_of(const Panel& panel, const model::TimerView& view) {
  if (view.set && view.passed) return panel.say("panel.timer.left", {{"time", view.left}});
  if (view.set) return panel.say("panel.timer.any_moment");
  return view.does == model::TimerView::Does::calls ? panel.say("panel.timer.calls") : std::string();
}

}  // namespace

float timer_part_height(const Panel& panel) { return channel_part_height(panel); }

Point timer_part(const Panel& panel, Rect box, const model::TimerView& view, uint64_t step) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float gap = ui.px(16);
  // Nobody can wait for one that calls; beside a select, whoever does is told there.
  const bool alone = view.does == model::TimerView::Does::calls || box.w < ui.px(360);
  Rect state = alone ? box : box.cut_left(box.w * (box.w < ui.px(480) ? 0.66f : 0.52f), gap);
  state.h = std::min(state.h, ui.px(104));
  const float size = std::min(ui.px(76), state.h);
  const Rect place = state.cut_left(size, gap).middle(size, size);
  Rect words = state.middle(state.w, ui.px(26) + ui.px(24));
  const Rect upper = words.cut_top(ui.px(26));
  const std::string text = state_of(panel, view);
  canvas.text_in(upper, TextStyle::strong, view.set ? c.text : c.text_muted, text);
  panel.explain("timer.set", {upper.x, upper.y, std::min(upper.w, canvas.width(TextStyle::strong, text)), upper.h});
  canvas.text_in(words, TextStyle::small, c.text_muted, purpose_of(panel, view));
  if (!alone) queue_zone(panel, box, "timer.queue", panel.say("panel.timer.queue"), view.waiting);
  return dial(panel, place, view, step);
}

}  // namespace wgscope::panels
