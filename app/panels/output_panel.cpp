#include "app/panels/output_panel.h"

#include "app/widgets/list.h"

namespace wgscope::panels {

namespace {

constexpr size_t kLinesMax = 2000;     // of the end of what was printed; the terminal has it all

struct Line {
  std::string_view text;
  bool crash;
};

void add_lines(std::string_view text, bool crash, std::vector<Line>& lines) {
  while (!text.empty()) {
    const size_t end = text.find('\n');
    lines.push_back({text.substr(0, end), crash});
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
}

}  // namespace

void output_panel(const Panel& panel, const Rect& rect, const OutputPanelData& data) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  const Rect inside = frame(panel, "output", rect, panel.say("panel.output.title")).inset(m.panel_padding, 0);
  const Scope scope(ui, "output");
  std::vector<Line> lines;
  add_lines(data.output, false, lines);
  add_lines(data.crash, true, lines);
  ui.note("text", inside, data.crash.empty() ? data.output : data.crash);
  if (lines.empty()) {
    canvas.text_in(Rect(inside).cut_top(ui.px(22)), TextStyle::small, c.text_faint.towards(c.text_muted, 0.5f), panel.say("panel.output.nothing"));
    return;
  }
  const size_t left_out = lines.size() > kLinesMax ? lines.size() - kLinesMax : 0;
  const float row = canvas.line_height(TextStyle::mono_small);
  const float height = static_cast<float>(lines.size() - left_out + (left_out > 0 ? 1 : 0)) * row;
  // The first line of a crash says what happened, so that is what comes into view; else the last line printed.
  size_t shown = lines.size() - 1;
  if (!data.crash.empty())
    for (shown = 0; !lines[shown].crash; ++shown) {}
  const auto y_of = [&](size_t line) { return static_cast<float>(line - left_out + (left_out > 0 ? 1 : 0)) * row; };
  const float show_height = data.crash.empty() ? row : std::min(inside.h, row * static_cast<float>(lines.size() - shown));
  widgets::ScrollArea area(ui, "lines", inside, height, widgets::ScrollArea::Show{y_of(std::max(shown, left_out)), show_height, lines.size()});
  if (left_out > 0)
    canvas.text_in({inside.x, area.at(0), area.content().w, row}, TextStyle::mono_small, c.text_faint, panel.say("panel.output.left_out", {{"n", std::to_string(left_out)}}));
  for (size_t i = left_out; i < lines.size(); ++i) {
    if (!area.visible(y_of(i), row)) continue;
    std::string text(lines[i].text);
    for (size_t tab; (tab = text.find('\t')) != text.npos;) text.replace(tab, 1, "    ");
    canvas.text_in({inside.x, area.at(y_of(i)), area.content().w, row}, TextStyle::mono_small, lines[i].crash ? c.code_panic : c.text_body, text);
  }
}

}  // namespace wgscope::panels
