#include "app/panels/hood_panel.h"

#include <array>

#include "app/widgets/code_view.h"

namespace wgscope::panels {

namespace {

constexpr std::string_view kIndent = "    ";

// The buttons that choose the operation, at the right of the header; the one shown again lets it follow the focus.
float call_buttons(const Panel& panel, const Rect& rect, const model::HoodView& view, bool follows) {
  const auto& m = panel.ui.metrics();
  const bool add = view.call == model::HoodCall::add;
  const std::array<widgets::Segment, 2> segments{{{"Add", true, {}}, {"Wait", true, {}}}};
  const float height = panel.ui.px(22), width = std::min(widgets::segments_width(panel.ui, segments), rect.w * 0.5f);
  const Rect box{rect.right() - m.panel_padding - width, rect.y + (m.panel_header - height) / 2 + panel.ui.px(2), width, height};
  const int clicked = widgets::segmented(panel.ui, "call", box, segments, add ? 0 : 1);
  if (clicked >= 0) {
    const auto wanted = clicked == 0 ? model::HoodCall::add : model::HoodCall::wait;
    panel.ask(model::act::ChooseCall{wanted == view.call && !follows ? model::HoodCall::follow : wanted});
  }
  return width;
}

}  // namespace

void hood_panel(const Panel& panel, const Rect& rect, const model::HoodView& view, GoroutineId focus, bool follows) {
  Ui& ui = panel.ui;
  const Rect inside = widgets::panel(ui, "hood", rect, panel.say("panel.hood.title"));
  const Scope scope(ui, "hood");
  const float buttons = call_buttons(panel, rect, view, follows);
  // Whose place it is, between the title and the buttons.
  if (focus != kNobody && view.focused_inside) {
    const float title = ui.canvas().width(TextStyle::header, panel.say("panel.hood.title")) * 1.25f + ui.px(16);
    const Rect note{rect.x + ui.metrics().panel_padding + title, rect.y + ui.px(2),
                    rect.w - 2 * ui.metrics().panel_padding - title - buttons - ui.px(10), ui.metrics().panel_header};
    const std::string text = panel.say("panel.hood.where", {{"who", goroutine_name(focus)}});
    if (note.w > ui.canvas().width(TextStyle::small, text)) ui.canvas().text_in(note, TextStyle::small, ui.colours().text_muted, text, Align::right);
  }

  const size_t count = view.rows.size() + 1;
  std::vector<std::string> texts(count), notes(count);
  std::vector<std::vector<widgets::CodeSpan>> spans(count);
  std::vector<std::vector<widgets::CodeChip>> chips(count);
  std::vector<widgets::CodeLine> lines(count);
  int focus_line = -1;
  texts[0] = view.heading;
  for (size_t i = 0; i < view.rows.size(); ++i) {
    const auto& row = view.rows[i];
    std::string& text = texts[i + 1];
    text = std::string(kIndent) + std::string(row.access ? "" : "  ") + std::string(row.text);
    if (const size_t panic = text.find("panic "); panic != text.npos)
      spans[i + 1].push_back({static_cast<uint32_t>(panic), static_cast<uint32_t>(text.size()), ui.colours().code_panic});
    notes[i + 1] = row.holds;
    if (row.latest && !row.gave.empty()) notes[i + 1] += (notes[i + 1].empty() ? "" : " · ") + row.gave;
    if (row.taken) notes[i + 1] = panel.say("panel.hood.taken");
    for (const bool focused : {true, false})
      for (const auto& chip : row.here)
        if (chip.focused == focused) chips[i + 1].push_back({chip.name, colour_of(chip.who), chip.state == GoroutineState::parked});
    lines[i + 1].highlighted = row.latest || row.taken;
    if (row.latest) focus_line = static_cast<int>(i + 1);
    if (focus_line < 0 && !row.holds.empty()) focus_line = static_cast<int>(i + 1);
  }
  for (size_t i = 0; i < count; ++i) lines[i].text = texts[i], lines[i].note = notes[i], lines[i].spans = spans[i], lines[i].chips = chips[i];
  widgets::CodeViewSpec spec;
  spec.lines = lines;
  spec.numbers = false;
  spec.focus = focus_line;
  spec.style = TextStyle::mono_small;
  const int clicked = widgets::code_view(ui, "rows", inside, spec);
  if (clicked > 0 && !view.rows[static_cast<size_t>(clicked - 1)].here.empty())
    panel.ask(model::act::FocusOn{view.rows[static_cast<size_t>(clicked - 1)].here.front().who});
}

}  // namespace wgscope::panels
