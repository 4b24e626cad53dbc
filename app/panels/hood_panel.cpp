#include "app/panels/hood_panel.h"

#include <array>

#include "app/widgets/code_view.h"

namespace wgscope::panels {

namespace {

constexpr std::string_view kIndent = "    ";

// The buttons that choose the operation, at the right of the header, or below it where tabs take that room; the one shown again lets it follow the focus.
void call_buttons(const Panel& panel, Rect& header, Rect& inside, const model::HoodView& view, bool follows) {
  const bool add = view.call == model::HoodCall::add;
  const std::array<widgets::Segment, 2> segments{{{"Add", true, {}}, {"Wait", true, {}}}};
  const float width = widgets::segments_width(panel.ui, segments);
  if (width > header.w) {
    header = inside.cut_top(panel.ui.px(28), panel.ui.px(2));
    header = header.inset(panel.ui.metrics().panel_padding, 0);
  }
  const int clicked = widgets::segmented(panel.ui, "call", header.cut_right(width, panel.ui.px(8)).middle(width, panel.ui.px(22)), segments, add ? 0 : 1);
  if (clicked < 0) return;
  const auto wanted = clicked == 0 ? model::HoodCall::add : model::HoodCall::wait;
  panel.ask(model::act::ChooseCall{wanted == view.call && !follows ? model::HoodCall::follow : wanted});
}

// The lines that are shown, as the code view wants them. A row that is too long goes on in a second line before its panic.
struct Shown {
  std::vector<std::string> texts, notes;
  std::vector<std::vector<widgets::CodeSpan>> spans;
  std::vector<std::vector<widgets::CodeChip>> chips;
  std::vector<bool> highlighted;
  std::vector<size_t> row;           // of the view, + 1; 0: the heading
  int focus = -1;

  void add(std::string text, size_t from_row, bool marked, Colour panic_colour) {
    spans.emplace_back();
    if (const size_t panic = text.find("panic("); panic != text.npos)
      spans.back().push_back({static_cast<uint32_t>(panic), static_cast<uint32_t>(text.find(')', panic) + 1), panic_colour});
    texts.push_back(std::move(text));
    notes.emplace_back();
    chips.emplace_back();
    highlighted.push_back(marked);
    row.push_back(from_row);
  }
};

Shown lay_out(const Panel& panel, const model::HoodView& view, float width) {
  Shown shown;
  const Colour panic_colour = panel.ui.colours().code_panic;
  shown.add(std::string(view.heading), 0, false, panic_colour);
  for (size_t i = 0; i < view.rows.size(); ++i) {
    const auto& row = view.rows[i];
    const std::string indent = std::string(kIndent) + (row.access ? "" : "  ");
    const std::string text = indent + std::string(row.text);
    const size_t panic = text.find("panic(");
    const bool split = panic != text.npos && panel.ui.canvas().width(TextStyle::mono_small, text) > width;
    shown.add(split ? text.substr(0, panic - 1) : text, i + 1, row.latest || row.taken, panic_colour);
    const size_t first = shown.texts.size() - 1;
    if (split) shown.add(indent + "  " + text.substr(panic), i + 1, row.latest || row.taken, panic_colour);
    std::string& note = shown.notes[first];
    note = row.holds;
    if (row.latest && !row.gave.empty()) note += (note.empty() ? "" : " · ") + row.gave;
    if (row.taken) note = panel.say("panel.hood.taken");
    for (const bool focused : {true, false})
      for (const auto& chip : row.here)
        if (chip.focused == focused) shown.chips[first].push_back({chip.name, colour_of(chip.who), chip.state == GoroutineState::parked});
    if (row.latest || (shown.focus < 0 && !row.here.empty())) shown.focus = static_cast<int>(first);
  }
  return shown;
}

}  // namespace

void hood_panel(const Panel& panel, const Rect& rect, const model::HoodView& view, GoroutineId focus, bool follows) {
  Ui& ui = panel.ui;
  Rect header;
  Rect inside = frame(panel, "hood", rect, panel.say("panel.hood.title"), {}, TextStyle::small, &header);
  const Scope scope(ui, "hood");
  call_buttons(panel, header, inside, view, follows);
  // Whose place it is, between the title and the buttons.
  if (focus != kNobody && view.focused_inside) {
    const std::string text = panel.say("panel.hood.where", {{"who", goroutine_name(focus)}});
    if (header.w > ui.canvas().width(TextStyle::small, text)) ui.canvas().text_in(header, TextStyle::small, ui.colours().text_muted, text, Align::right);
  }
  const float row = ui.px(19), width = inside.w - 2 * ui.metrics().panel_padding;
  Shown shown = lay_out(panel, view, width);
  // Room for a scroll bar only where there is one: it would break lines, and be needed for those.
  if (static_cast<float>(shown.texts.size()) * row > inside.h) shown = lay_out(panel, view, width - ui.metrics().scrollbar - ui.px(6));
  std::vector<widgets::CodeLine> lines(shown.texts.size());
  for (size_t i = 0; i < lines.size(); ++i)
    lines[i].text = shown.texts[i], lines[i].note = shown.notes[i], lines[i].spans = shown.spans[i], lines[i].chips = shown.chips[i], lines[i].highlighted = shown.highlighted[i];
  widgets::CodeViewSpec spec;
  spec.lines = lines;
  spec.numbers = false;
  spec.focus = shown.focus;
  spec.focus_version = static_cast<uint64_t>(inside.h);
  spec.style = TextStyle::mono_small;
  spec.row = row;
  const int clicked = widgets::code_view(ui, "rows", inside, spec);
  if (clicked < 0 || shown.row[static_cast<size_t>(clicked)] == 0) return;
  const auto& here = view.rows[shown.row[static_cast<size_t>(clicked)] - 1].here;
  if (!here.empty()) panel.ask(model::act::FocusOn{here.front().who});
}

}  // namespace wgscope::panels
