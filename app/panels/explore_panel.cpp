#include "app/panels/explore_panel.h"

#include <algorithm>
#include <cmath>

#include "app/model/commands.h"
#include "app/model/finding_text.h"
#include "app/model/top_bar_view.h"
#include "app/panels/step_panel.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

// Rows from top to bottom in a scrolled area: everything is drawn through this, so that measuring and drawing cannot disagree.
class Rows {
 public:
  Rows(const Panel& panel, const Rect& box, bool draw, float y) : panel_(panel), box_(box), draw_(draw), y_(y) {}

  Rect take(float height, float gap = 0) {
    const Rect row{box_.x, y_, box_.w, height};
    y_ += height + gap;
    return row;
  }
  bool draws(const Rect& row) const { return draw_ && row.y < clip_bottom && row.bottom() > clip_top; }
  float y() const { return y_; }
  const Rect& box() const { return box_; }
  // Each row that can be shown, in order; true for the one that keys have chosen.
  bool next_is_chosen() { return shown_++ == chosen; }
  size_t chosen = SIZE_MAX;
  float chosen_y = 0, chosen_height = 0;
  float outputs_y = 0;                 // where what can be printed begins
  const Panel& panel() const { return panel_; }
  float clip_top = -1e6f, clip_bottom = 1e6f;

 private:
  const Panel& panel_;
  Rect box_;
  bool draw_;
  float y_;
  size_t shown_ = 0;
};

void heading(Rows& rows, std::string_view explained, const std::string& text, const std::string& note = {}) {
  rows.take(rows.panel().ui.px(6));
  Rect row = rows.take(rows.panel().ui.px(26));
  if (!rows.draws(row)) return;
  const theme::Colours& c = rows.panel().ui.colours();
  Canvas& canvas = rows.panel().ui.canvas();
  const float width = canvas.text_in(row, TextStyle::strong, c.text_muted, text);
  rows.panel().explain(explained, row.cut_left(width, rows.panel().ui.px(10)));
  canvas.text_in(row, TextStyle::small, c.text_faint.towards(c.text_muted, 0.6f), note);
}

void words(Rows& rows, TextStyle style, Colour colour, std::string_view text, std::string_view explained = {}) {
  Canvas& canvas = rows.panel().ui.canvas();
  const Rect row = rows.take(widgets::paragraph_height(canvas, style, text, rows.box().w), rows.panel().ui.px(4));
  if (!rows.draws(row)) return;
  rows.panel().explain(explained, row);
  widgets::paragraph(canvas, row, style, colour, text);
}

// The buttons at the right of a row. Gives what is left of it. Narrow: a mark instead of the word. `shortest`: another schedule to show, null for none.
Rect buttons(const Panel& panel, Rect row, const std::string& id, const model::act::ShowSchedule& shown, bool compare, bool narrow, const Schedule* shortest = nullptr) {
  Ui& ui = panel.ui;
  const std::string show = panel.say("panel.explore.show_me"), beside = panel.say("panel.explore.compare"), show_tip = show + ": " + to_string(shown.schedule),
                    beside_tip = beside + ": " + panel.say("panel.explore.compare_tip");
  const auto place = [&](const widgets::ButtonSpec& spec) {
    const float width = widgets::button_width(ui, spec);
    return row.cut_right(width, ui.px(6)).middle(width, ui.px(28));
  };
  const widgets::ButtonSpec show_spec{show, Icon::play, narrow, widgets::Look::plain, true, false, show_tip};
  if (widgets::button(ui, id + "/show", place(show_spec), show_spec)) panel.ask(shown);
  if (shortest) {
    const std::string label = panel.say("panel.explore.shortest"), tip = label + ": " + to_string(*shortest);
    const widgets::ButtonSpec spec{label, Icon::step_forward, true, widgets::Look::quiet, true, false, tip};
    if (widgets::button(ui, id + "/shortest", place(spec), spec)) panel.ask(model::act::ShowSchedule{*shortest});
  }
  if (compare) {
    const widgets::ButtonSpec beside_spec{beside, Icon::branch, true, widgets::Look::quiet, true, false, beside_tip};
    if (widgets::button(ui, id + "/compare", place(beside_spec), beside_spec)) panel.ask(model::act::CompareWith{shown.schedule});
  }
  return row;
}

bool is_narrow(const Rows& rows) { return rows.box().w < rows.panel().ui.px(400); }

std::string_view explained_as(const model::EndingRow& ending) {
  return ending.sampled ? "search.sampled" : ending.ending.is(Ending::Kind::livelock) ? "search.livelock" : "search.ending";
}

// The figures of an ending, the chance among them where they have a line for themselves.
void explain_figures(const Panel& panel, const Rect& box, const std::string& figures, const std::string& chance) {
  const Canvas& canvas = panel.ui.canvas();
  const float before = canvas.width(TextStyle::small, figures), all = canvas.width(TextStyle::small, figures + chance), line = canvas.line_height(TextStyle::small);
  panel.explain("search.figures", {box.x, box.y, std::min(before, box.w), line});
  if (!chance.empty() && all <= box.w) panel.explain("search.chance", {box.x + before, box.y, all - before, line});
}

// Its name and the buttons; below, over the full width, its figures.
void ending(Rows& rows, const model::EndingRow& ending, size_t index) {
  const Panel& panel = rows.panel();
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const bool narrow = is_narrow(rows);
  const std::string id = "ending/" + std::to_string(index);
  const std::string counts = panel.say("panel.explore.figures", {{"steps", std::to_string(ending.steps)}, {"switches", std::to_string(ending.switches)}, {"schedules", ending.schedules}});
  const std::string chance = ending.chance ? " · " + panel.say("panel.explore.chance", {{"chance", model::chance_text(*ending.chance)}}) : std::string();
  const std::string figures = counts + chance + (ending.note.empty() ? "" : "\n" + ending.note);
  const float padding = ui.px(12), mark = ui.px(14), inner = rows.box().w - 2 * padding;
  // What is left of the first line for the name, which may take two.
  const std::string show_label = panel.say("panel.explore.show_me");
  const widgets::ButtonSpec show{show_label, Icon::play, narrow};
  const std::string unexpected = panel.say("panel.explore.unexpected");
  const float name_width = inner - widgets::button_width(ui, show) - widgets::button_width(ui, {"", Icon::branch, true}) * (ending.telling ? 2 : 1) - ui.px(ending.telling ? 18 : 12) - mark - ui.px(8) -
                           (ending.unexpected ? widgets::tag_width(ui, unexpected) + ui.px(6) : 0);
  const float name_height = std::max(ui.px(28), widgets::paragraph_height(canvas, TextStyle::strong, ending.ending.text(), name_width) + ui.px(4));
  const float figures_height = widgets::paragraph_height(canvas, TextStyle::small, figures, inner);
  const Rect row = rows.take(ui.px(6) + name_height + figures_height + ui.px(9), ui.px(6));
  const bool chosen = rows.next_is_chosen();
  if (chosen) rows.chosen_y = row.y, rows.chosen_height = row.h;
  if (!rows.draws(row)) return;
  const EndingLook look = look_of_ending(ui, ending.ending);
  ui.note(id, row, ending.ending.text());
  panel.explain(explained_as(ending), row);
  canvas.fill(row, chosen ? c.selected : c.card, ui.metrics().card_radius);
  canvas.fill({row.x, row.y, ui.px(4), row.h}, look.colour, ui.metrics().card_radius, widgets::Corners::left);
  // The chance, as a strip along the foot.
  if (ending.chance) canvas.fill({row.x + ui.px(4), row.bottom() - ui.px(3), (row.w - ui.px(8)) * static_cast<float>(*ending.chance), ui.px(3)}, look.colour.fade(0.6f));
  Rect inside{row.x + padding, row.y + ui.px(6), inner, row.h - ui.px(9)};
  Rect name = buttons(panel, inside.cut_top(name_height), id, {ending.shown()}, true, narrow, ending.telling ? &ending.schedule : nullptr);
  canvas.icon(look.icon, name.cut_left(mark, ui.px(8)).middle(mark, mark), look.colour);
  if (ending.unexpected) {
    const float width = widgets::tag_width(ui, unexpected);
    const Rect place = name.cut_right(width, ui.px(6));
    widgets::tag(ui, {place.x, place.centre().y}, unexpected, c.bad);
  }
  widgets::paragraph(canvas, name.middle(name.w, widgets::paragraph_height(canvas, TextStyle::strong, ending.ending.text(), name_width)), TextStyle::strong, c.text, ending.ending.text());
  widgets::paragraph(canvas, inside, TextStyle::small, c.text_muted, figures);
  explain_figures(panel, inside, counts, chance);
}

std::string tag_of(const Panel& panel, FindingKind kind) { return panel.say("panel.explore.kind." + std::string(name_of(kind))); }

// A finding, an output, a telling schedule: a tag and how many steps, the buttons; the text beside the tag, or below it where that is too narrow.
struct Plain {
  std::string id, explained, tag, text;
  Colour colour;
  uint64_t steps = 0;
  model::act::ShowSchedule shown;
  TextStyle style = TextStyle::small;
  float tag_column = 0;   // tags stand in a column, so that the texts beside them begin at one line
};

void plain(Rows& rows, const Plain& what) {
  const Panel& panel = rows.panel();
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const bool narrow = is_narrow(rows), below = narrow && !what.tag.empty();
  const std::string count = panel.say("panel.explore.steps", {{"n", std::to_string(what.steps)}});
  const float buttons_width = widgets::button_width(ui, {panel.say("panel.explore.show_me"), Icon::play, narrow}) + ui.px(6);
  const float count_width = canvas.width(TextStyle::small, count) + 1 + ui.px(8);
  const float text_width = below ? rows.box().w : std::max(ui.px(60), rows.box().w - what.tag_column - count_width - buttons_width);
  const float text_height = widgets::paragraph_height(canvas, what.style, what.text, text_width);
  const Rect row = rows.take(below ? ui.px(32) + text_height + ui.px(8) : std::max(ui.px(34), text_height + ui.px(12)), ui.px(3));
  const bool chosen = rows.next_is_chosen();
  if (chosen) rows.chosen_y = row.y, rows.chosen_height = row.h;
  if (!rows.draws(row)) return;
  ui.note(what.id, row, what.text);
  panel.explain(what.explained, row);
  if (chosen) canvas.fill(row, c.selected, ui.metrics().card_radius);
  canvas.line({row.x, row.bottom() + 1}, {row.right(), row.bottom() + 1}, c.rule, ui.metrics().line);
  Rect rest = row;
  Rect line = below ? rest.cut_top(ui.px(32)) : rest;
  line = buttons(panel, line, what.id, what.shown, false, narrow);
  canvas.text_in(line.cut_right(count_width - ui.px(8), ui.px(8)), TextStyle::small, c.text_muted, count, Align::right);
  if (!what.tag.empty()) widgets::tag(ui, {line.x, line.centre().y}, what.tag, what.colour);
  line.cut_left(what.tag_column);
  widgets::paragraph(canvas, below ? rest : line.middle(line.w, text_height), what.style, c.text_body, what.text);
}

void absent(Rows& rows, const model::AbsentRow& row_data) {
  const Panel& panel = rows.panel();
  Ui& ui = panel.ui;
  const theme::Colours& c = ui.colours();
  Rect row = rows.take(ui.px(24));
  if (!rows.draws(row)) return;
  const auto touch = ui.touch("absent/" + row_data.ending.text(), row, row_data.ending.text());
  ui.tip(touch, row_data.why);
  panel.explain("search.absent", row);
  const Colour ink = row_data.expected ? c.bad : c.text_muted;
  ui.canvas().icon(row_data.proved ? Icon::close : Icon::info, row.cut_left(ui.px(12), ui.px(9)).middle(ui.px(12), ui.px(12)), ink);
  ui.canvas().text_in(row, TextStyle::small, ink, row_data.ending.text());
}

void button(Rows& rows, const std::string& id, const std::string& text, Icon icon, const model::Action& action) {
  Ui& ui = rows.panel().ui;
  Rect row = rows.take(ui.px(34), ui.px(6));
  const widgets::ButtonSpec spec{text, icon};
  if (rows.draws(row) && widgets::button(ui, id, row.cut_left(widgets::button_width(ui, spec)), spec)) rows.panel().ask(action);
}

void all(Rows& rows, const model::ExploreView& view) {
  const Panel& panel = rows.panel();
  Ui& ui = panel.ui;
  const theme::Colours& c = ui.colours();
  words(rows, view.complete ? TextStyle::small : TextStyle::body, view.complete ? c.text_muted : c.text, view.status, "search.status");
  if (view.searching) {
    const Rect bar = rows.take(ui.px(6), ui.px(8));
    if (rows.draws(bar)) widgets::progress_bar(ui, bar, -1, c.accent);
    button(rows, "stop", panel.say("panel.explore.stop"), Icon::stop, model::act::StopSearch{});
    if (!view.endings.empty()) heading(rows, "search.endings", panel.say("panel.explore.endings"), panel.say("panel.explore.so_far"));
    for (size_t i = 0; i < view.endings.size(); ++i) ending(rows, view.endings[i], i);
    return;
  }
  if (!view.verdict.empty()) {
    const float icon = ui.px(14), text_width = rows.box().w - icon - ui.px(8), height = widgets::paragraph_height(ui.canvas(), TextStyle::small, view.verdict, text_width);
    Rect row = rows.take(std::max(ui.px(24), height), ui.px(4));
    if (rows.draws(row)) {
      const Colour colour = view.verdict_good ? c.good : c.warning;
      panel.explain("search.verdict", row);
      ui.canvas().icon(view.verdict_good ? Icon::check : Icon::warning, row.cut_left(icon, ui.px(8)).middle(icon, icon), colour);
      widgets::paragraph(ui.canvas(), row.middle(row.w, height), TextStyle::small, colour, view.verdict);
    }
  }
  for (const std::string& caveat : view.caveats) words(rows, TextStyle::small, c.warning, caveat);
  heading(rows, "search.endings", panel.say("panel.explore.endings"), view.complete ? "" : panel.say("panel.explore.so_far"));
  for (size_t i = 0; i < view.endings.size(); ++i) ending(rows, view.endings[i], i);
  if (view.knows_chances) words(rows, TextStyle::small, c.text_muted, panel.say("panel.explore.chance_note"), "search.chance");
  if (!view.tellings.empty()) {
    heading(rows, "search.telling", panel.say("panel.explore.tellings"));
    for (size_t i = 0; i < view.tellings.size(); ++i) {
      const auto& telling = view.tellings[i];
      plain(rows, {"telling/" + std::to_string(i), "search.telling", {}, telling.title + "\n" + telling.reaches, c.text, telling.steps, {telling.schedule}});
    }
  }
  if (!view.findings.empty()) {
    heading(rows, "search.findings", panel.say("panel.explore.findings"));
    float tag_column = 0;
    for (const auto& finding : view.findings) tag_column = std::max(tag_column, widgets::tag_width(ui, tag_of(panel, finding.kind)) + ui.px(10));
    for (size_t i = 0; i < view.findings.size(); ++i) {
      const auto& finding = view.findings[i];
      plain(rows, {"finding/" + std::to_string(i), "finding." + std::string(name_of(finding.kind)), tag_of(panel, finding.kind), finding.text, c.warning, finding.steps, {finding.schedule}, TextStyle::small, tag_column});
    }
  }
  if (!view.absent.empty()) {
    heading(rows, "search.absent", panel.say(view.complete ? "panel.explore.cannot" : "panel.explore.not_seen"));
    words(rows, TextStyle::small, c.text_muted, view.absent.front().why);
    for (const auto& row : view.absent) absent(rows, row);
  }
  rows.outputs_y = rows.y();
  heading(rows, "search.outputs", panel.say("panel.explore.outputs"));
  if (!view.outputs_asked) {
    button(rows, "outputs", panel.say("panel.explore.ask_outputs"), Icon::search, model::act::ExploreOutputs{});
    return;
  }
  if (!view.outputs_status.empty()) words(rows, TextStyle::small, c.text_muted, view.outputs_status);
  if (view.outputs_searching) button(rows, "outputs/stop", panel.say("panel.explore.stop"), Icon::stop, model::act::StopSearch{});
  for (size_t i = 0; i < view.outputs.size(); ++i)
    plain(rows, {"output/" + std::to_string(i), "search.outputs", {}, view.outputs[i].output, c.text, view.outputs[i].steps, {view.outputs[i].schedule, {.prints_are_steps = true}}, TextStyle::mono_small});
}

}  // namespace

void explore_panel(const Panel& panel, const Rect& rect, const model::ExploreView& view, std::optional<size_t> lit, bool by_keys) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  const Rect inside = frame(panel, "explore", rect, panel.say("panel.explore.title"), panel.say("panel.explore.note")).inset(m.panel_padding, 0);
  const Scope scope(ui, "explore");
  const float width = inside.w - m.scrollbar - ui.px(6);
  const size_t chosen = lit.value_or(SIZE_MAX);
  Rows measured(panel, {inside.x, 0, width, 0}, false, 0);
  measured.chosen = chosen;
  all(measured, view);
  std::optional<widgets::ScrollArea::Show> show;
  if (lit && by_keys && chosen > 0) show = widgets::ScrollArea::Show{measured.chosen_y, measured.chosen_height, chosen};
  // What was asked for last comes into view: the chosen row, or the outputs, when they come and when they are all there.
  struct Asked {
    size_t chosen = 0;
    int outputs = 0;                   // 1: searching, 2: there
    bool in_view = false;
  };
  Asked& asked = ui.state<Asked>("asked");
  const int outputs = !view.outputs_asked ? 0 : view.outputs_searching ? 1 : 2;
  if (asked.outputs != outputs) asked = {chosen, outputs, outputs > 0};
  if (asked.chosen != chosen) asked = {chosen, outputs, false};
  if (asked.in_view) show = widgets::ScrollArea::Show{measured.outputs_y, std::min(inside.h, measured.y() - measured.outputs_y), 1'000'000 + static_cast<uint64_t>(outputs)};
  widgets::ScrollArea area(ui, "rows", inside, measured.y() + ui.px(8), show);
  Rows rows(panel, {inside.x, 0, width, 0}, true, area.at(0));
  rows.chosen = chosen;
  rows.clip_top = inside.y, rows.clip_bottom = inside.bottom();
  all(rows, view);
}

void compare_panel(const Panel& panel, const Rect& rect, const model::CompareView& view, uint64_t made) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Rect header;
  Rect inside = frame(panel, "compare", rect, panel.say("panel.compare.title"), {}, TextStyle::small, &header);
  const Scope scope(ui, "compare");
  const std::string tip = model::tip_of(panel.strings, model::CommandId::close);
  if (widgets::button(ui, "close", header.cut_right(ui.px(28)).middle(ui.px(28), ui.px(26)), {"×", Icon::close, true, widgets::Look::quiet, true, false, tip}))
    panel.ask(model::act::Run{model::CommandId::close});
  if (view.state != model::CompareView::State::whole) {
    const bool going = view.state == model::CompareView::State::going;
    widgets::paragraph(canvas, inside.inset(m.panel_padding, 0), TextStyle::body, c.text_muted, panel.say(going ? "panel.compare.going" : "panel.compare.gave_up"));
    return;
  }
  const std::string at = panel.say(view.first_difference < std::max(view.left.size(), view.right.size()) ? "panel.compare.differ" : "panel.compare.same",
                                   {{"n", std::to_string(view.first_difference + 1)}});
  canvas.text_in(header, TextStyle::small, c.text_muted, at, Align::right);

  Rect heads = inside.cut_top(ui.px(24)).inset(m.panel_padding, 0);
  const float number = ui.px(34), column = (heads.w - number) / 2;
  const auto head = [&](const Rect& box, const std::string& name, const std::optional<Ending>& ending) {
    Rect text = box;
    const float width = canvas.text_in(text, TextStyle::small, c.text_muted, name);
    text.cut_left(width, ui.px(8));
    if (!ending) return;
    const EndingLook look = look_of_ending(ui, *ending);
    canvas.icon(look.icon, text.cut_left(ui.px(13), ui.px(5)).middle(ui.px(13), ui.px(13)), look.colour);
    canvas.text_in(text, TextStyle::small, c.text_body, ending->text());
  };
  head({heads.x + number, heads.y, column - ui.px(8), heads.h}, panel.say("panel.compare.here"), view.left_ending);
  head({heads.x + number + column, heads.y, column - ui.px(8), heads.h}, panel.say("panel.compare.there"), view.right_ending);
  const size_t count = std::max(view.left.size(), view.right.size());
  const float row = ui.px(24);
  // The first difference to begin with, then whichever row the cursor goes to.
  struct Seen {
    uint64_t rows = 0, made = 0;
    bool cursor = false;
  };
  Seen& seen = ui.state<Seen>("seen");
  const uint64_t rows = view.first_difference * 4099 + count;
  if (seen.rows != rows) seen = {rows, made, false};
  else if (seen.made != made) seen.made = made, seen.cursor = true;
  const auto shown = static_cast<float>(std::min<size_t>(seen.cursor ? (made > 0 ? made - 1 : 0) : view.first_difference, count > 0 ? count - 1 : 0)) * row;
  widgets::ScrollArea area(ui, "rows", inside, static_cast<float>(count) * row, widgets::ScrollArea::Show{shown, 3 * row, rows * 131 + (seen.cursor ? made + 1 : 0)});
  for (size_t i = 0; i < count; ++i) {
    const float y = static_cast<float>(i) * row;
    if (!area.visible(y, row)) continue;
    Rect box{area.content().x, area.at(y), area.content().w, row};
    if (i == view.first_difference) canvas.line({box.x, box.y}, {box.right(), box.y}, c.accent, m.line);
    if (i + 1 == made) {
      // Where the open branch is: as the program marks its line.
      ui.note("made", box, std::to_string(made));
      canvas.fill(box, c.selected);
      canvas.fill({box.x, box.y, ui.px(3), box.h}, c.accent);
    }
    box = box.inset(m.panel_padding, 0);
    canvas.text_in(box.cut_left(number - ui.px(10), ui.px(10)), TextStyle::mono_small, c.text_faint, std::to_string(i + 1), Align::right);
    const auto side = [&](const Rect& at_side, const std::vector<model::CompareStep>& steps) {
      if (i >= steps.size()) return;
      const bool shared = i < view.first_difference;
      widgets::chip(ui, {at_side.x, at_side.centre().y}, actor_name(steps[i].choice), colour_of(ui, steps[i].choice.who), shared);
      Rect text = at_side;
      text.cut_left(widgets::chip_width(ui, actor_name(steps[i].choice)), ui.px(8));
      text.w -= ui.px(8);
      canvas.text_in(text, TextStyle::mono_small, shared ? c.text_muted : c.text, steps[i].head);
    };
    side({box.x, box.y, column, row}, view.left);
    side({box.x + column, box.y, column, row}, view.right);
  }
}

}  // namespace wgscope::panels
