// The lessons, to choose one, and the ways to a program of one's own.
#include <algorithm>

#include "app/model/choices.h"
#include "app/model/top_bar_view.h"
#include "app/panels/dialogs.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

void lesson_row(const Panel& panel, Rect row, const model::Session& session, size_t lesson_index, const model::OpenChoice& choice, bool chosen) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const model::Lesson& lesson = session.lessons()[lesson_index];
  const auto touch = ui.touch(std::to_string(lesson_index), row, choice.label);
  if (choice.on) canvas.fill(row, c.selected, ui.px(6));
  else if (touch.hovered) canvas.fill(row, c.hovered, ui.px(6));
  if (chosen) canvas.stroke(row.inset(ui.metrics().line), c.accent, ui.metrics().line_strong, ui.px(6));
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  if (touch.clicked) panel.ask(choice.action), panel.ask(model::act::Show{model::Overlay::none});
  Rect text = row.inset(ui.px(12), ui.px(8));
  canvas.text_in(Rect(text).cut_left(ui.px(28)).cut_top(ui.px(22)), TextStyle::mono, c.text_faint, std::to_string(lesson_index + 1), Align::right);
  text.cut_left(ui.px(28), ui.px(12));
  Rect head = text.cut_top(ui.px(22), ui.px(2));
  float x = head.x + canvas.text_in(head, TextStyle::strong, c.text, choice.label) + ui.px(12);
  const std::string& language = session.preferences().language;
  for (const LocalText& by_language : lesson.tags) {
    const std::string& tag = by_language.in(language);
    if (x + widgets::tag_width(ui, tag) > head.right()) break;
    widgets::tag(ui, {x, head.centre().y}, tag, c.text_muted);
    x += widgets::tag_width(ui, tag) + ui.px(6);
  }
  widgets::paragraph(canvas, text, TextStyle::small, c.text_muted, lesson.about.in(language));
}

}  // namespace

void lessons_dialog(const Panel& panel, const model::Session& session, bool fresh) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const std::vector<model::OpenChoice> rows = model::choices_of(session);
  const auto index_of = [](const model::OpenChoice& row) { return std::get<model::act::OpenLesson>(row.action).index; };
  const float width = ui.px(760), about_width = std::min(width, ui.screen().w - ui.px(48)) - ui.px(44 + 70);
  const auto row_height = [&](const model::OpenChoice& row) {
    return ui.px(42) + widgets::paragraph_height(canvas, TextStyle::small, session.lessons()[index_of(row)].about.in(session.preferences().language), about_width);
  };
  // As high as all of them, so that the box stays where it is while one types.
  Rect inside = dialog_box(panel, "lessons", width, ui.screen().h, panel.say("panel.lessons.title"), panel.say("panel.lessons.keys"));
  const Scope scope(ui, "lessons");
  Rect bar = inside.cut_top(ui.metrics().control_height, ui.px(10));
  for (const model::CommandId id : {model::CommandId::open_file, model::CommandId::new_program}) {
    const std::string label = panel.say(id == model::CommandId::open_file ? "panel.lessons.open" : "panel.lessons.new"), tip = model::tip_of(panel.strings, id);
    const widgets::ButtonSpec spec{label, id == model::CommandId::open_file ? Icon::open : Icon::none, false, widgets::Look::plain, true, false, tip};
    if (widgets::button(ui, std::string(model::command(id).name_key), bar.cut_right(widgets::button_width(ui, spec), ui.px(8)), spec)) panel.ask(model::act::Run{id});
  }
  dialog_field(panel, bar, session.dialog_filter(), panel.say("panel.lessons.filter"), fresh);
  if (rows.empty()) {
    canvas.text_in(inside, TextStyle::body, c.text_muted, panel.say(session.lessons().empty() ? "panel.lessons.none" : "panel.lessons.nothing"), Align::centre);
    return;
  }
  const size_t chosen = std::min(session.chosen_row(), rows.size() - 1);
  std::vector<float> tops{0};
  for (const auto& row : rows) tops.push_back(tops.back() + row_height(row));
  const uint64_t version = chosen * 64 + session.dialog_filter().size();
  widgets::ScrollArea area(ui, "rows", inside, tops.back(), widgets::ScrollArea::Show{tops[chosen], tops[chosen + 1] - tops[chosen], version});
  for (size_t i = 0; i < rows.size(); ++i) {
    const float height = tops[i + 1] - tops[i];
    if (area.visible(tops[i], height)) lesson_row(panel, {area.content().x, area.at(tops[i]), area.content().w, height}, session, index_of(rows[i]), rows[i], i == chosen);
  }
}

}  // namespace wgscope::panels
