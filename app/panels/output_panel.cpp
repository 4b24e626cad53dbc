#include "app/panels/output_panel.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

constexpr size_t kLinesMax = 2000;     // of the end of what was printed; the terminal has it all
constexpr size_t kLineBytesMax = 2000; // of one line; likewise

struct Line {
  std::string text;
  bool crash;
};

// As it was printed, line for line; what is wider than the panel goes on in the next one.
void add_lines(std::string_view text, bool crash, std::vector<Line>& lines) {
  while (!text.empty()) {
    const size_t end = text.find('\n');
    std::string line(text.substr(0, std::min(end, kLineBytesMax)));
    if (line.size() < std::min(end, text.size())) line += "…";
    for (size_t tab; (tab = line.find('\t')) != line.npos;) line.replace(tab, 1, "    ");
    lines.push_back({std::move(line), crash});
    if (end == text.npos) break;
    text.remove_prefix(end + 1);
  }
}

std::vector<Line> wrapped(Canvas& canvas, std::span<const Line> lines, float width) {
  std::vector<Line> rows;
  const float letter = canvas.width(TextStyle::mono_small, "0");
  for (const Line& line : lines) {
    // No letter is wider than its bytes are many.
    if (static_cast<float>(line.text.size()) * letter <= width) {
      rows.push_back(line);
      continue;
    }
    for (const std::string_view part : widgets::wrap(canvas, TextStyle::mono_small, line.text, width)) rows.push_back({std::string(part), line.crash});
  }
  return rows;
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
    canvas.text_in(Rect(inside).cut_top(ui.px(22)), TextStyle::small, c.text_faint, panel.say("panel.output.nothing"));
    return;
  }
  const size_t left_out = lines.size() > kLinesMax ? lines.size() - kLinesMax : 0;
  lines = wrapped(canvas, std::span(lines).subspan(left_out), inside.w - m.scrollbar - ui.px(6));
  const float row = canvas.line_height(TextStyle::mono_small), first = left_out > 0 ? row : 0;
  const float height = first + static_cast<float>(lines.size()) * row;
  // The first line of a crash says what happened, so that is what comes into view; else the last line printed.
  size_t shown = lines.size() - 1;
  if (!data.crash.empty())
    for (shown = 0; !lines[shown].crash; ++shown) {}
  const auto y_of = [&](size_t line) { return first + static_cast<float>(line) * row; };
  const float show_height = data.crash.empty() ? row : std::min(inside.h, row * static_cast<float>(lines.size() - shown));
  widgets::ScrollArea area(ui, "lines", inside, height, widgets::ScrollArea::Show{y_of(shown), show_height, left_out + lines.size()});
  if (left_out > 0)
    canvas.text_in({inside.x, area.at(0), area.content().w, row}, TextStyle::mono_small, c.text_faint, panel.say("panel.output.left_out", {{"n", std::to_string(left_out)}}));
  for (size_t i = 0; i < lines.size(); ++i) {
    if (!area.visible(y_of(i), row)) continue;
    canvas.text({inside.x, area.at(y_of(i))}, TextStyle::mono_small, lines[i].crash ? c.code_panic : c.text_body, lines[i].text);
  }
}

}  // namespace wgscope::panels
