#include "app/panels/code_panel.h"

#include <algorithm>

#include "app/widgets/code_view.h"

namespace wgscope::panels {

namespace {

Colour colour_of(const theme::Colours& c, model::TokenKind kind) {
  switch (kind) {
    case model::TokenKind::plain: return c.code_text;
    case model::TokenKind::keyword: return c.code_keyword;
    case model::TokenKind::type: return c.code_type;
    case model::TokenKind::text: return c.code_string;
    case model::TokenKind::number: return c.code_number;
    case model::TokenKind::comment: return c.code_comment;
    case model::TokenKind::call: return c.code_text;
    case model::TokenKind::panic: return c.code_panic;
  }
  return c.code_text;
}

}  // namespace

void code_panel(const Panel& panel, const Rect& rect, const CodePanelData& data) {
  const Rect inside = frame(panel, "code", rect, panel.say("panel.code.title"), data.file.substr(data.file.rfind('/') + 1));
  const Scope scope(panel.ui, "code");
  const size_t count = std::min(data.lines.size(), data.view.lines.size());
  std::vector<std::vector<widgets::CodeSpan>> spans(count);
  std::vector<std::vector<widgets::CodeChip>> chips(count);
  std::vector<widgets::CodeLine> lines(count);
  for (size_t i = 0; i < count; ++i) {
    if (i < data.tokens.size())
      for (const auto& token : data.tokens[i]) spans[i].push_back({token.begin, token.end, colour_of(panel.ui.colours(), token.kind)});
    // The focused goroutine stands first, so that it is never one of "+3".
    for (const bool focused : {true, false})
      for (const auto& chip : data.view.lines[i].here)
        if (chip.focused == focused) chips[i].push_back({chip.name, panels::colour_of(chip.who), chip.state == GoroutineState::parked});
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

}  // namespace wgscope::panels
