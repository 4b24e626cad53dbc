#include "app/panels/hood_panel.h"

#include <algorithm>
#include <array>
#include <string>

#include "app/panels/editor_panel.h"
#include "app/widgets/code_view.h"

namespace wgscope::panels {

namespace {

constexpr float kRow = 19;
constexpr std::string_view kIndent = "    ", kOpen = "{ ";   // a statement that is too long goes on after its brace

// The buttons that choose the operation, at the right of the header, or below it where tabs take that room; the one shown again lets it follow the focus.
void call_buttons(const Panel& panel, Rect& header, Rect& inside, const model::HoodView& view, bool follows) {
  std::vector<widgets::Segment> segments;
  int on = 0;
  for (const model::HoodCallRow& row : view.offered) {
    if (row.call == view.call) on = static_cast<int>(segments.size());
    segments.push_back({row.name, true, {}});
  }
  const float width = widgets::segments_width(panel.ui, segments);
  if (width > header.w) {
    header = inside.cut_top(panel.ui.px(28), panel.ui.px(2));
    header = header.inset(panel.ui.metrics().panel_padding, 0);
  }
  const Rect box = header.cut_right(std::min(width, header.w), panel.ui.px(8)).middle(width, panel.ui.px(22));
  const int clicked = widgets::segmented(panel.ui, "call", box, segments, on);
  panel.explain(model::explanation_of(view.group), box);
  if (clicked < 0) return;
  const model::HoodCall wanted = view.offered[static_cast<size_t>(clicked)].call;
  panel.ask(model::act::ChooseCall{wanted == view.call && !follows ? model::HoodCall::follow : wanted});
}

// The lines that are shown, as the code view wants them. A row that is too long goes on in a second line after its brace.
struct Shown {
  std::vector<std::string> texts, notes;
  std::vector<std::vector<widgets::CodeSpan>> spans;
  std::vector<std::vector<widgets::CodeChip>> chips;
  std::vector<bool> highlighted;
  std::vector<size_t> row;           // of the view, + 1; 0: the heading
  int focus = -1;

  void add(const Ui& ui, std::string text, size_t from_row, bool marked) {
    spans.emplace_back();
    for (const model::CodeToken& token : model::Highlighter().tokens_of(text)) spans.back().push_back({token.begin, token.end, token_colour(ui.colours(), token.kind)});
    texts.push_back(std::move(text));
    notes.emplace_back();
    chips.emplace_back();
    highlighted.push_back(marked);
    row.push_back(from_row);
  }
};

Shown lay_out(const Panel& panel, const model::HoodView& view, float width) {
  const Ui& ui = panel.ui;
  Shown shown;
  shown.add(ui, std::string(view.heading), 0, false);
  for (size_t i = 0; i < view.rows.size(); ++i) {
    const auto& row = view.rows[i];
    const std::string text = "  " + std::string(row.text);
    const bool marked = row.latest || row.taken;
    std::string note = row.taken ? panel.say("panel.hood.taken") : row.holds;
    if (!row.gave.empty()) note += (note.empty() ? "" : " · ") + row.gave;
    const Canvas& canvas = ui.canvas();
    const float beside = note.empty() ? 0 : ui.px(14) + canvas.width(TextStyle::mono_small, note);
    const size_t open = text.find(kOpen);
    const bool split = open != text.npos && canvas.width(TextStyle::mono_small, text) + beside > width;
    shown.add(ui, split ? text.substr(0, open + 1) : text, i + 1, marked);
    const size_t first = shown.texts.size() - 1;
    if (split) shown.add(ui, std::string(text.find_first_not_of(' '), ' ') + std::string(kIndent) + text.substr(open + kOpen.size()), i + 1, marked);
    shown.notes[first] = std::move(note);
    for (const bool focused : {true, false})
      for (const auto& chip : row.here)
        if (chip.focused == focused) shown.chips[first].push_back({chip.name, colour_of(ui, chip.who), chip.state == GoroutineState::parked});
    if (row.latest || row.taken || (shown.focus < 0 && !row.here.empty())) shown.focus = static_cast<int>(first);
  }
  return shown;
}

}  // namespace

float hood_width(const Panel& panel, const model::HoodView& view) {
  const Canvas& canvas = panel.ui.canvas();
  float widest = 0;
  const auto measure = [&](const model::HoodCallRow& call) {
    for (const model::HoodLine& line : call.lines) {
      const size_t open = line.text.find(kOpen);
      widest = std::max(widest, canvas.width(TextStyle::mono_small, "  ") + canvas.width(TextStyle::mono_small, line.text.substr(0, open == line.text.npos ? open : open + 1)) + (line.is_access() ? panel.ui.px(70) : 0));
    }
  };
  for (const model::HoodCallRow& call : view.offered) measure(call);
  for (const model::HoodCall call : view.come_forward) measure(model::row_of(call));
  return widest + 2 * panel.ui.metrics().panel_padding + panel.ui.metrics().scrollbar + panel.ui.px(6);
}

float hood_height(const Panel& panel, float width, const model::HoodView& view) {
  const auto& m = panel.ui.metrics();
  const float inner = width - 2 * m.panel_padding;
  constexpr size_t kRowsKept = 12;   // a select has more, and scrolls: the program needs its room
  size_t most = view.come_forward.empty() ? lay_out(panel, view, inner).texts.size() : 0;
  for (const model::HoodCall call : view.come_forward) {
    const model::HoodCallRow& row = model::row_of(call);
    model::HoodView other;
    other.heading = row.heading;
    for (const model::HoodLine& line : row.lines) other.rows.push_back({.text = line.text});
    most = std::max(most, std::min(kRowsKept, lay_out(panel, other, inner).texts.size()));
  }
  return header_height(panel.ui) + static_cast<float>(most) * panel.ui.px(kRow) + m.gap;
}

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
  const float row = ui.px(kRow), width = inside.w - 2 * ui.metrics().panel_padding;
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
  spec.on_chips = [&](const Rect& chips) { panel.explain("hood.row", chips); };
  const int clicked = widgets::code_view(ui, "rows", inside, spec);
  if (const auto last = static_cast<float>(lines.size()); view.call == model::HoodCall::add && last * row <= inside.h)   // the loop of releases
    panel.explain("broadcast", {inside.x, inside.y + (last - 1) * row, inside.w * 0.6f, row});
  if (clicked < 0 || shown.row[static_cast<size_t>(clicked)] == 0) return;
  const auto& here = view.rows[shown.row[static_cast<size_t>(clicked)] - 1].here;
  if (!here.empty()) panel.ask(model::act::FocusOn{here.front().who});
}

}  // namespace wgscope::panels
