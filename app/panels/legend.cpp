#include "app/panels/legend.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/model/explain.h"
#include "app/panels/dialogs.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

// Each thing once, where it was drawn first, in the order of the legend; what lies behind something is left out.
std::vector<widgets::Explained> things_of(const Ui& ui) {
  std::vector<widgets::Explained> things;
  for (const model::Explanation& one : model::explanations()) {
    const auto found = std::find_if(ui.explained().begin(), ui.explained().end(), [&](const widgets::Explained& thing) { return thing.what == one.id; });
    if (found != ui.explained().end()) things.push_back(*found);
  }
  return things;
}

// Below the thing, above it, or beside it: where there is room; always whole.
Rect card_place(const Ui& ui, const Rect& thing, float width, float height) {
  const Rect screen = ui.screen().inset(ui.px(10));
  const float gap = ui.px(12), right_most = std::max(screen.x, screen.right() - width), lowest = std::max(screen.y, screen.bottom() - height);
  if (thing.bottom() + gap <= lowest) return {std::clamp(thing.x, screen.x, right_most), thing.bottom() + gap, width, height};
  if (thing.y - gap - height >= screen.y) return {std::clamp(thing.x, screen.x, right_most), thing.y - gap - height, width, height};
  const float left = thing.x - gap - width;
  return {left >= screen.x ? left : std::min(thing.right() + gap, right_most), std::clamp(thing.y, screen.y, lowest), width, height};
}

void walk(const Panel& panel, const model::Session& session) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const auto things = things_of(ui);
  if (things.empty()) return;
  const auto count = static_cast<int64_t>(things.size());
  const auto index = static_cast<size_t>((static_cast<int64_t>(session.chosen_row()) % count + count) % count);
  const widgets::Explained& chosen = things[index];

  // The picture steps back but for what is chosen.
  const Rect all = ui.screen(), hole = chosen.rect.inset(-ui.px(4));
  const Colour veil = c.shade.fade(0.72f);
  canvas.dim({all.x, all.y, all.w, hole.y - all.y}, veil);
  canvas.dim({all.x, hole.bottom(), all.w, all.bottom() - hole.bottom()}, veil);
  canvas.dim({all.x, hole.y, hole.x - all.x, hole.h}, veil);
  canvas.dim({hole.right(), hole.y, all.right() - hole.right(), hole.h}, veil);
  for (const widgets::Explained& thing : things) canvas.stroke(thing.rect, c.accent.fade(0.75f), m.line, m.card_radius);
  canvas.stroke(hole, c.accent, ui.px(3), m.card_radius);

  const model::Explanation& about = *model::find_explanation(chosen.what);
  const std::string name = panel.say(about.name_key());
  const std::string keys = panel.say("explain.legend.walk", {{"n", std::to_string(index + 1)}, {"all", std::to_string(things.size())}});
  const float air = ui.px(16), width = std::min(ui.px(460), all.w - ui.px(20)), inner = width - 2 * air;
  const float title = canvas.line_height(TextStyle::title), text = widgets::paragraph_height(canvas, TextStyle::body, chosen.text, inner), foot = canvas.line_height(TextStyle::small);
  const Rect box = card_place(ui, hole, width, title + text + foot + 2 * air + ui.px(14));
  ui.block("walk", all);
  if (ui.touch("walk/close", all, {}).clicked) panel.ask(model::act::Show{model::Overlay::none});
  widgets::floating(ui, "walk/card", box);
  canvas.stroke(box, c.accent, m.line_strong, m.panel_radius);
  Rect inside = box.inset(air);
  ui.note("walk/" + std::string(chosen.what), box, chosen.text);
  canvas.text_in(inside.cut_top(title, ui.px(4)), TextStyle::title, c.text, name);
  widgets::paragraph(canvas, inside.cut_top(text, ui.px(10)), TextStyle::body, c.text_body, chosen.text);
  canvas.text_in(inside, TextStyle::small, c.text_muted, keys);
}

// ---- all of them

// Things in columns, under their topics: first what is on the screen, which fits into a usual window as a whole, then the rest.
class Sheet {
 public:
  Sheet(const Panel& panel, float width_in_all) : panel_(panel), canvas_(panel.ui.canvas()) {
    const Ui& ui = panel.ui;
    gap_ = ui.px(28), head_ = ui.px(30), air_ = ui.px(7);
    columns_ = static_cast<size_t>(std::clamp((width_in_all + gap_) / ui.px(320), 1.0f, 4.0f));
    width_ = (width_in_all - gap_ * static_cast<float>(columns_ - 1)) / static_cast<float>(columns_);
  }

  // A line is a topic's head, or a thing (its number in the table).
  struct Line {
    float x, y, height;
    std::optional<size_t> thing;
    model::Topic topic;
  };
  const std::vector<Line>& lines() const { return lines_; }
  float height() const { return height_; }
  float width() const { return width_; }
  float air() const { return air_; }
  // Its name goes before it, in a colour of its own.
  std::string name_of(size_t thing) const { return panel_.say(model::explanations()[thing].name_key()); }
  std::string text_of(size_t thing) const { return name_of(thing) + "  " + panel_.say(model::explanations()[thing].text_key()); }

  // A topic goes on in the next column when it must.
  void add(const std::vector<size_t>& things) {
    if (things.empty()) return;
    float sum = 0;
    std::optional<model::Topic> topic;
    for (const size_t thing : things) sum += height_of(thing) + (std::exchange(topic, model::explanations()[thing].topic) == model::explanations()[thing].topic ? 0 : head_);
    const float top = height_, share = sum / static_cast<float>(columns_) + head_;
    float y = 0;
    size_t column = 0;
    topic.reset();
    for (const size_t thing : things) {
      const model::Topic its = model::explanations()[thing].topic;
      const bool fresh = topic != its;
      if (y > 0 && column + 1 < columns_ && y + (fresh ? head_ : 0) + height_of(thing) * 0.5f > share) ++column, y = 0;
      const float x = static_cast<float>(column) * (width_ + gap_);
      if (fresh || y == 0) lines_.push_back({x, top + y, head_, std::nullopt, its}), y += head_;
      topic = its;
      lines_.push_back({x, top + y, height_of(thing), thing, its});
      y += height_of(thing);
      height_ = std::max(height_, top + y);
    }
    height_ += head_;
  }

 private:
  float height_of(size_t thing) const { return widgets::paragraph_height(canvas_, TextStyle::small, text_of(thing), width_) + air_; }

  const Panel& panel_;
  Canvas& canvas_;
  std::vector<Line> lines_;
  size_t columns_ = 1;
  float width_ = 0, gap_ = 0, head_ = 0, air_ = 0, height_ = 0;
};

void everything(const Panel& panel, const model::Session& session) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  std::vector<size_t> here, elsewhere;
  for (size_t i = 0; i < model::explanations().size(); ++i) {
    const auto shown = [&](const widgets::Explained& thing) { return thing.what == model::explanations()[i].id; };
    (std::any_of(ui.explained().begin(), ui.explained().end(), shown) ? here : elsewhere).push_back(i);
  }
  const Rect inside = dialog_box(panel, "legend", ui.screen().w, ui.screen().h, panel.say("explain.legend.title"), panel.say("explain.legend.note"));
  const Scope scope(ui, "legend");
  Sheet sheet(panel, inside.w - ui.metrics().scrollbar - ui.px(6));
  sheet.add(here);
  sheet.add(elsewhere);
  const size_t chosen = std::min(session.chosen_row(), model::explanations().size() - 1);
  widgets::ScrollArea::Show show{0, 0, chosen};
  for (const Sheet::Line& line : sheet.lines())
    if (line.thing == chosen) show.y = line.y, show.height = line.height;
  widgets::ScrollArea area(ui, "rows", inside, sheet.height(), show);
  for (const Sheet::Line& line : sheet.lines()) {
    const Rect place{inside.x + line.x, area.at(line.y), sheet.width(), line.height - sheet.air()};
    if (!line.thing) {
      canvas.text({place.x, place.y + ui.px(6)}, TextStyle::strong, c.accent, panel.say(model::topic_key(line.topic)));
      continue;
    }
    const model::Explanation& about = model::explanations()[*line.thing];
    ui.note(about.id, place, panel.strings.get(about.text_key()));
    if (!area.visible(line.y, line.height)) continue;
    if (line.thing == chosen) canvas.fill(place.inset(-ui.px(6), -ui.px(3)), c.selected, ui.px(5));
    widgets::paragraph(canvas, {place.x, place.y, place.w, place.h + 2}, TextStyle::small, c.text_body, sheet.text_of(*line.thing));
    canvas.text(place.top_left(), TextStyle::small, c.accent, sheet.name_of(*line.thing));
  }
}

}  // namespace

void legend(const Panel& panel, const model::Session& session) {
  const Scope scope(panel.ui, "overlay");
  if (session.overlay() == model::Overlay::explain) walk(panel, session);
  if (session.overlay() == model::Overlay::legend) everything(panel, session);
}

}  // namespace wgscope::panels
