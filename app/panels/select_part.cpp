#include "app/panels/select_part.h"

#include <algorithm>
#include <string>

namespace wgscope::panels {

namespace {

using Is = model::SelectCaseView::Is;

struct CaseLook {
  Icon icon;
  Colour mark, text;
  std::string_view word;   // its key
};

CaseLook case_look(const Ui& ui, Is is) {
  const theme::Colours& c = ui.colours();
  switch (is) {
    case Is::can_go: return {Icon::arrow_right, c.running, c.text, "panel.select.can_go"};
    case Is::cannot: return {Icon::dot, c.mark, c.text_muted, "panel.select.cannot"};
    case Is::waits: return {Icon::parked, c.parked, c.text, "panel.select.waits"};
    case Is::nil: return {Icon::dot, c.mark, c.text_muted, "panel.select.nil"};
    case Is::taken: return {Icon::check, c.accent, c.text, "panel.select.taken"};
    case Is::not_taken: return {Icon::dot, c.mark, c.text_muted, {}};
    case Is::otherwise: return {Icon::dot, c.mark, c.text, "panel.select.otherwise"};
    case Is::unknown: break;
  }
  return {Icon::dot, c.mark, c.text, {}};
}

void case_row(const Panel& panel, Rect box, const model::SelectCaseView& one) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const CaseLook look = case_look(ui, one.is);
  if (one.is == Is::taken) canvas.fill(box, ui.colours().selected, ui.px(4));
  box = box.inset(ui.px(5), 0);
  const float icon = ui.px(12);
  canvas.icon(look.icon, box.cut_left(icon, ui.px(7)).middle(icon, icon), look.mark);
  const bool queued = one.is != Is::waits || one.place >= 0;   // between the facts of a step it is about to be
  std::string word = look.word.empty() || !queued ? std::string() : panel.say(look.word, {{"n", std::to_string(one.place + 1)}});
  const float wanted = canvas.width(TextStyle::mono_small, one.text), said = canvas.width(TextStyle::small, word);
  // What is written matters more than the word for its mark.
  if (!word.empty() && box.w >= std::min(wanted, ui.px(110)) + said + ui.px(10)) canvas.text_in(box.cut_right(said, ui.px(10)), TextStyle::small, look.text, word, Align::right);
  canvas.text_in(box, TextStyle::mono_small, look.text, one.text);
}

// The first of those that are shown, so that the one taken is among them.
size_t first_shown(const model::SelectView& view, size_t room) {
  const auto taken = std::ranges::find(view.cases, Is::taken, &model::SelectCaseView::is);
  const auto at = taken == view.cases.end() ? 0 : static_cast<size_t>(taken - view.cases.begin());
  return at < room ? 0 : std::min(at, view.cases.size() - room);
}

}  // namespace

float select_part_share(const Panel& panel, float width) {
  if (width < panel.ui.px(400)) return 0;
  return std::round(std::min(width * 0.4f, panel.ui.px(300)));
}

void select_part(const Panel& panel, Rect box, const model::SelectView& view) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const Scope scope(ui, "select");
  const Clip clip(canvas, box);
  ui.note("select", box, {});
  Rect head = box.cut_top(ui.px(22), ui.px(3));
  panel.explain("select.cases", head);
  head.cut_left(chip(panel, "who", {head.x, head.centre().y}, view.chip), ui.px(7));
  canvas.text_in(head, TextStyle::small, c.text_muted, panel.say("panel.select.where", {{"line", std::to_string(view.line)}}));
  const float height = ui.px(box.h < ui.px(22) * static_cast<float>(view.cases.size()) ? 19 : 22);
  const auto lines = std::max<size_t>(1, static_cast<size_t>((box.h + 1) / height));
  const size_t room = view.cases.size() <= lines ? view.cases.size() : std::max<size_t>(1, lines - 1), first = first_shown(view, room);
  const Rect rows{box.x, box.y, box.w, height * static_cast<float>(room)};
  for (size_t i = first; i < first + room; ++i) case_row(panel, box.cut_top(height), view.cases[i]);
  panel.explain("select.case", rows);
  if (room < view.cases.size()) canvas.text_in(box.cut_top(height), TextStyle::mono_small, c.text_muted, "+" + std::to_string(view.cases.size() - room));
}

}  // namespace wgscope::panels
