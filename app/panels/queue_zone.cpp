#include "app/panels/queue_zone.h"

#include <algorithm>

namespace wgscope::panels {

namespace {

void line(const Panel& panel, Rect row, const QueueZone& zone, size_t i) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const model::QueuedChip& one = zone.queued[i];
  if (zone.numbered) canvas.text_in(row.cut_left(ui.px(18)), TextStyle::mono_small, c.text_faint, std::to_string(i + 1));
  row.cut_left(chip(panel, std::string(zone.id) + "/" + std::to_string(i), {row.x, row.centre().y}, one.chip), ui.px(7));
  if (one.select_case) {
    const std::string tag = panel.say("panel.channel.select");
    const float width = widgets::tag_width(ui, tag);
    // What he sends matters more than how he waits.
    if (row.w >= width + (one.value.empty() ? 0 : ui.px(40))) {
      widgets::tag(ui, {row.x, row.centre().y}, tag, c.text_muted);
      panel.explain("channel.select", {row.x, row.y, width, row.h});
      row.cut_left(width, ui.px(7));
    }
  }
  if (!one.value.empty()) canvas.text_in(row, TextStyle::mono_small, c.token, one.value);
}

}  // namespace

void queue_zone(const Panel& panel, Rect box, const QueueZone& zone) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const Clip clip(canvas, box);
  const Rect head = box.cut_top(ui.px(20), ui.px(3));
  canvas.text_in(head, TextStyle::small, zone.queued.empty() ? c.text_faint : c.text_muted, zone.brief.empty() || canvas.width(TextStyle::small, zone.title) <= head.w ? zone.title : zone.brief);
  panel.explain(zone.id, head);
  if (zone.queued.empty()) {
    canvas.text_in(box.cut_top(ui.px(22)), TextStyle::small, c.text_faint, panel.say("panel.channel.nobody"));
    return;
  }
  const float height = ui.px(22);
  const auto lines = std::max<size_t>(1, static_cast<size_t>((box.h + 1) / height));
  const size_t shown = zone.queued.size() <= lines ? zone.queued.size() : lines - 1;
  for (size_t i = 0; i < shown; ++i) line(panel, box.cut_top(height), zone, i);
  if (shown < zone.queued.size()) canvas.text_in(box.cut_top(height), TextStyle::mono_small, c.text_muted, "+" + std::to_string(zone.queued.size() - shown));
}

void queue_zone(const Panel& panel, const Rect& box, std::string_view id, const std::string& title, const std::vector<model::Chip>& chips, bool numbered) {
  std::vector<model::QueuedChip> queued;
  for (const model::Chip& chip : chips) queued.push_back({chip, {}, {}});
  queue_zone(panel, box, {id, title, queued, numbered});
}

}  // namespace wgscope::panels
