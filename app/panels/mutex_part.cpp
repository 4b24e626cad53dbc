#include "app/panels/mutex_part.h"

#include <algorithm>
#include <string>

#include "app/panels/channel_part.h"
#include "app/panels/flow.h"
#include "app/panels/queue_zone.h"

namespace wgscope::panels {

namespace {

std::string state_of(const Panel& panel, const model::MutexView& view) {
  if (view.reads > 0) return panel.say("panel.mutex.reads", {{"n", std::to_string(view.reads)}});
  if (!view.locked) return panel.say("panel.mutex.free");
  return panel.say(view.holder.empty() ? "panel.mutex.locked" : view.rw ? "panel.mutex.written_by" : "panel.mutex.locked_by");
}

// The lock, large; beside it what it is, and who has it.
Point lock(const Panel& panel, Rect box, const model::MutexView& view, uint64_t step) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float size = std::min(ui.px(52), box.h * 0.6f);
  const Rect place = box.cut_left(size + ui.px(6), ui.px(14)).middle(size, size);
  const Colour colour = view.free() ? c.mark : c.token;
  if (const float flash = ui.tweens().flash(ui.path("lock"), view.changed ? step + 1 : 0); flash > 0) canvas.ring(place.centre(), size * 0.62f, colour.fade(flash), ui.metrics().line_strong);
  canvas.icon(view.free() ? Icon::unlocked : Icon::locked, place, colour);
  panel.explain("mutex.lock", place);
  const std::vector<model::Chip>& who = view.reads > 0 ? view.readers : view.holder;
  const float head = ui.px(26), row = ui.px(24);
  const auto lines = who.empty() ? 0.0f : view.reads > 0 ? 2.0f : 1.0f;
  box = box.middle(box.w, std::min(box.h, head + lines * row));
  const Rect words = box.cut_top(head);
  canvas.text_in(words, TextStyle::strong, view.free() ? c.text_muted : c.text, state_of(panel, view));
  panel.explain("mutex.holder", {words.x, words.y, std::min(words.w, canvas.width(TextStyle::strong, state_of(panel, view))), words.h});
  Flow flow(box, row, ui.px(6));
  for (size_t i = 0; i < who.size(); ++i) {
    const float width = widgets::chip_width(ui, who[i].name), more = canvas.width(TextStyle::mono_small, "+99");
    const bool last_line = flow.bottom() + row > box.bottom() + 0.5f;
    if (flow.full() || (last_line && i + 1 < who.size() && flow.room() < width + more + ui.px(16))) {
      canvas.text_in(flow.next(more), TextStyle::mono_small, c.text_muted, "+" + std::to_string(who.size() - i));
      break;
    }
    const Rect at = flow.next(width);
    chip(panel, "holder/" + std::to_string(i), {at.x, at.centre().y}, who[i]);
  }
  return place.centre();
}

}  // namespace

float mutex_part_height(const Panel& panel) { return channel_part_height(panel); }

Point mutex_part(const Panel& panel, Rect box, const model::MutexView& view, uint64_t step) {
  Ui& ui = panel.ui;
  const float gap = ui.px(16);
  Rect state = box.cut_left(box.w * (view.rw ? 0.36f : 0.42f), gap);
  state.h = std::min(state.h, ui.px(104));   // beside the first lines of the queues
  const Point at = lock(panel, state, view, step);
  const float zones = view.rw ? 3 : 2, width = (box.w - (zones - 1) * gap) / zones;
  queue_zone(panel, box.cut_left(width, gap), "mutex.awake", panel.say("panel.mutex.awake"), view.awake, false);
  queue_zone(panel, box.cut_left(width, gap), "mutex.queue", panel.say(view.rw ? "panel.mutex.writers" : "panel.mutex.queue"), view.waiting);
  if (view.rw) queue_zone(panel, box, "mutex.readers", panel.say("panel.mutex.readers"), view.waiting_readers);
  return at;
}

}  // namespace wgscope::panels
