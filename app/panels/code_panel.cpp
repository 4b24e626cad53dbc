#include "app/panels/code_panel.h"

#include <algorithm>
#include <cmath>

#include "app/model/commands.h"
#include "app/model/top_bar_view.h"
#include "app/panels/editor_panel.h"
#include "app/widgets/code_view.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

// At the right of the header: the file's name, and the way to edit it.
void edit_button(const Panel& panel, Rect header, std::string_view file) {
  Ui& ui = panel.ui;
  const std::string label = panel.say("panel.edit.title"), tip = model::tip_of(panel.strings, model::CommandId::edit_program);
  const float width = ui.canvas().width(TextStyle::small, label) + ui.px(20);
  if (header.w < width) return;
  const Rect box = header.cut_right(width, ui.px(10)).middle(width, ui.px(22));
  if (widgets::button(ui, "edit", box, {.label = label, .look = widgets::Look::plain, .tip = tip})) panel.ask(model::act::Run{model::CommandId::edit_program});
  const std::string_view name = file.substr(file.rfind('/') + 1);
  if (header.w > ui.px(60)) ui.canvas().text_in(header, TextStyle::small, ui.colours().text_muted, name, Align::right);
}

constexpr float kChipRoom = 98;          // beside the longest line: `main`, or two others, and the gap before them

// What the lesson is about and what to watch, above its program; a line of it when it is folded.
void about(const Panel& panel, Rect& inside, const CodePanelData& data) {
  if (data.about.empty()) return;
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const float mark = ui.px(12), air = ui.px(6), gap = ui.px(7), width = inside.w - 2 * m.panel_padding - mark - gap;
  const float line = canvas.line_height(TextStyle::small), all = widgets::paragraph_height(canvas, TextStyle::small, data.about, width);
  // Never more than the half of the panel: the program is what it is about.
  const float height = data.about_folded ? line : std::min(all, std::max(line, std::floor(inside.h * 0.5f / line) * line));
  Rect box = inside.cut_top(height + 2 * air, ui.px(4)).inset(m.panel_padding / 2, 0);
  const auto touch = ui.touch("about", box, data.about);
  canvas.fill(box, touch.hovered ? c.hovered : c.inset, m.card_radius);
  if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
  if (touch.clicked) panel.ask(model::act::Run{model::CommandId::fold_about});
  Rect words = box.inset(m.panel_padding / 2, air);
  canvas.icon(data.about_folded ? Icon::chevron_right : Icon::chevron_down, {words.x, words.y + (line - mark) / 2, mark, mark}, c.text_muted);
  words.cut_left(mark, gap);
  if (data.about_folded) canvas.text_in(words, TextStyle::small, c.text_muted, data.about);
  else widgets::paragraph(canvas, {words.x, words.y, width, height + 1}, TextStyle::small, c.text_body, data.about);
  panel.explain("about", {box.x, box.y, mark + m.panel_padding, box.h});
}

}  // namespace

std::vector<widgets::CodeChip> chips_of(const Ui& ui, const model::CodeLine& line) {
  std::vector<widgets::CodeChip> chips;
  for (const bool focused : {true, false})
    for (const auto& chip : line.here)
      if (chip.focused == focused) chips.push_back({chip.name, colour_of(ui, chip.who), chip.state == GoroutineState::parked});
  return chips;
}

void code_panel(const Panel& panel, const Rect& rect, const CodePanelData& data) {
  Rect header;
  Rect inside = frame(panel, "code", rect, panel.say("panel.code.title"), {}, TextStyle::small, &header);
  const Scope scope(panel.ui, "code");
  edit_button(panel, header, data.file);
  about(panel, inside, data);
  const size_t count = std::min(data.lines.size(), data.view.lines.size());
  std::vector<std::vector<widgets::CodeSpan>> spans(count);
  std::vector<std::vector<widgets::CodeChip>> chips(count);
  std::vector<widgets::CodeLine> lines(count);
  for (size_t i = 0; i < count; ++i) {
    if (i < data.tokens.size())
      for (const auto& token : data.tokens[i]) spans[i].push_back({token.begin, token.end, token_colour(panel.ui.colours(), token.kind)});
    chips[i] = chips_of(panel.ui, data.view.lines[i]);
    lines[i].text = data.lines[i];
    lines[i].spans = spans[i];
    lines[i].chips = chips[i];
    lines[i].highlighted = data.view.lines[i].latest;
  }
  widgets::CodeViewSpec spec;
  spec.lines = lines;
  spec.focus = data.view.shown_line;
  // Where the program is wider than the panel, smaller letters show more of it.
  const auto widest = [&](TextStyle style) {
    float width = 0;
    for (size_t i = 0; i < count; ++i) width = std::max(width, panel.ui.canvas().width(style, data.lines[i]));
    return width;
  };
  if (compact(panel.ui) && widest(TextStyle::mono) > inside.w - panel.ui.px(110)) spec.style = TextStyle::mono_small;
  spec.on_chips = [&](const Rect& chips_at) { panel.explain("code.line", chips_at); };
  spec.focus_version = data.place * 8191 + static_cast<uint64_t>(inside.h);
  const int clicked = widgets::code_view(panel.ui, "lines", inside, spec);
  // A click on a line goes to whoever stands there, one after the other.
  if (clicked < 0 || data.view.lines[static_cast<size_t>(clicked)].here.empty()) return;
  const auto& here = data.view.lines[static_cast<size_t>(clicked)].here;
  size_t next = 0;
  for (size_t i = 0; i < here.size(); ++i)
    if (here[i].focused) next = (i + 1) % here.size();
  if (!here[next].focused) panel.ask(model::act::FocusOn{here[next].who});
}

float code_width(const Panel& panel, const std::vector<std::string>& lines) {
  const Canvas& canvas = panel.ui.canvas();
  float widest = 0;
  for (const std::string& line : lines) widest = std::max(widest, canvas.width(TextStyle::mono, line));
  return widest + canvas.width(TextStyle::mono_small, std::to_string(lines.size())) + panel.ui.px(14) + 2 * panel.ui.metrics().panel_padding + panel.ui.px(kChipRoom);
}

}  // namespace wgscope::panels
