#include "app/panels/story_panel.h"

#include <cmath>

#include "app/model/explain.h"

#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

struct FilterState {
  bool open = false;
  bool focus = false;
  std::string text;
};

// The head says what kind of step it is; a word's two numbers in it, what they are.
void explain_head(const Panel& panel, const Rect& head, const model::StoryLine& line, const Trace& trace) {
  if (line.who == kNobody || line.event >= trace.size()) return;
  const Canvas& canvas = panel.ui.canvas();
  const float width = std::min(head.w, canvas.width(TextStyle::mono_small, line.head));
  panel.explain(model::explanation_of(trace[line.event].kind), {head.x, head.y, width, head.h});
  constexpr std::string_view kDot = "·";
  const size_t dot = line.head.rfind(kDot);
  if (dot == line.head.npos) return;
  const size_t blank = line.head.rfind(' ', dot);
  const float from = canvas.width(TextStyle::mono_small, std::string_view(line.head).substr(0, blank == line.head.npos ? 0 : blank + 1));
  if (from < width) panel.explain("word.pair", {head.x + from, head.y, width - from, head.h});
}

void draw_row(const Panel& panel, const Rect& row, const StoryPanelData& data, size_t id, bool selected) {
  const model::StoryLine& line = data.story.line(id);
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const auto touch = ui.touch("row/" + std::to_string(id), row, line.sentence);
  if (selected) {
    canvas.fill(row, c.selected);
    canvas.fill({row.x, row.y, ui.px(3), row.h}, c.accent);
  } else {
    if (touch.hovered) canvas.fill(row, c.hovered);
    canvas.line({row.x + m.panel_padding, row.bottom() - 1}, {row.right() - m.panel_padding, row.bottom() - 1}, c.rule, m.line);
  }
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  if (touch.clicked) panel.ask(model::act::GoTo{data.story.cursor_of(id)});

  Rect inside = row.inset(m.panel_padding, ui.px(8));
  Rect head = inside.cut_top(m.chip, ui.px(3));
  if (line.who != kNobody) {
    const std::string name = goroutine_name(line.who);
    widgets::chip(ui, {head.x, head.centre().y}, name, colour_of(ui, line.who));
    panel.explain("goroutine", {head.x, head.y, widgets::chip_width(ui, name), head.h});
    head.cut_left(widgets::chip_width(ui, name), ui.px(9));
    const std::string index = std::to_string(line.event + 1);
    const Rect number_place = head.cut_right(canvas.width(TextStyle::mono_small, index), ui.px(8));
    canvas.text_in(number_place, TextStyle::mono_small, selected ? c.text_muted : c.text_faint, index, Align::right);
    panel.explain("story.number", number_place);
  } else {
    const float icon = ui.px(14);
    canvas.icon(Icon::stop, head.cut_left(icon, ui.px(8)).middle(icon, icon), c.text_muted);
  }
  canvas.text_in(head, TextStyle::mono_small, selected ? c.text_body : c.text_muted, line.head);
  explain_head(panel, head, line, data.trace);
  widgets::paragraph(canvas, {inside.x, inside.y, inside.w, inside.h + ui.px(4)}, TextStyle::body, selected ? c.text : c.text_body, line.sentence);
}

// The field under the header, while there is a filter or one is being typed.
void filter_field(const Panel& panel, Rect& inside, const StoryPanelData& data) {
  Ui& ui = panel.ui;
  FilterState& state = ui.state<FilterState>("filter#state");
  if (data.focus_filter) state.open = state.focus = true;
  if (!data.story.filter().empty()) state.open = true;
  if (!state.open) return;
  if (!ui.state<bool>("filter#typing")) state.text = data.story.filter();   // somebody else may have cleared it
  Rect row = inside.cut_top(ui.px(32), ui.px(6)).inset(ui.metrics().panel_padding, 0);
  if (data.story.filtered()) {
    const std::string found = panel.say(data.story.pending() ? "panel.story.searching" : "panel.story.found", {{"n", std::to_string(data.story.count())}});
    ui.canvas().text_in(row.cut_right(ui.canvas().width(TextStyle::small, found), ui.px(8)), TextStyle::small, ui.colours().text_muted, found);
  }
  const widgets::Typed typed = widgets::text_field(ui, "filter", row, state.text, panel.say("panel.story.filter_hint"), std::exchange(state.focus, false));
  ui.state<bool>("filter#typing") = typed.active;
  if (typed.escaped) state.text.clear(), state.open = false;
  if (typed.changed || typed.escaped) panel.ask(model::act::SetFilter{state.text});
  if (!typed.active && state.text.empty() && !data.focus_filter && typed.entered) state.open = false;
}

}  // namespace

void story_panel(const Panel& panel, const Rect& rect, const StoryPanelData& data) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const auto& m = ui.metrics();
  Rect inside = frame(panel, "story", rect, panel.say("panel.story.title"), panel.say("panel.story.keys"));
  const Scope scope(ui, "story");
  filter_field(panel, inside, data);
  const size_t count = data.story.count();
  if (count == 0) {
    canvas.text_in(inside.inset(m.panel_padding, 0).cut_top(ui.px(40)), TextStyle::body, ui.colours().text_muted,
                   panel.say(data.story.filtered() ? "panel.story.nothing_found" : "panel.story.nothing_yet"));
    return;
  }
  const float text_width = inside.w - 2 * m.panel_padding - m.scrollbar - ui.px(6);
  const size_t selected = data.story.row_at(data.cursor);
  widgets::ListSpec spec;
  spec.count = count;
  spec.selected = selected < count ? selected : 0;
  spec.at_end = data.at_end;
  spec.height = [&](size_t row) {
    return std::round(widgets::paragraph_height(canvas, TextStyle::body, data.story.line(row).sentence, text_width) + m.chip + ui.px(3 + 16));
  };
  spec.draw = [&](size_t row, const Rect& box) { draw_row(panel, box, data, row, row == selected); };
  widgets::list(ui, "rows", inside, spec);
}

}  // namespace wgscope::panels
