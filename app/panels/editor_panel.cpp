#include "app/panels/editor_panel.h"

#include <algorithm>

#include "app/model/top_bar_view.h"
#include "app/panels/code_panel.h"
#include "app/widgets/code_edit.h"

namespace wgscope::panels {

namespace {

using model::Motion;
using model::TextEdit;
using widgets::CodeDeed;

Motion motion_of(const CodeDeed& deed) {
  using Key = CodeDeed::Key;
  switch (deed.key) {
    case Key::left: return deed.ctrl ? Motion::word_left : Motion::left;
    case Key::right: return deed.ctrl ? Motion::word_right : Motion::right;
    case Key::up: return Motion::up;
    case Key::down: return Motion::down;
    case Key::home: return deed.ctrl ? Motion::text_start : Motion::line_start;
    case Key::end: return deed.ctrl ? Motion::text_end : Motion::line_end;
    case Key::page_up: return Motion::page_up;
    default: return Motion::page_down;
  }
}

size_t offset_of(const TextEdit& text, const widgets::CodePlace& place) {
  const size_t line = std::min(place.line, text.line_count() - 1);
  return text.start_of_line(line) + std::min(place.byte, text.line(line).size());
}

widgets::CodePlace place_of(const TextEdit& text, size_t offset) {
  const size_t line = text.line_of(offset);
  return {line, offset - text.start_of_line(line)};
}

// What was pasted may come from elsewhere.
std::string with_plain_ends(std::string text) {
  text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
  return text;
}

void ask_for(const Panel& panel, const CodeDeed& deed, const TextEdit& text, size_t page) {
  using Kind = CodeDeed::Kind;
  const auto change = [&](std::function<void(TextEdit&)> what) { panel.ask(model::act::EditText{std::move(what)}); };
  switch (deed.kind) {
    case Kind::type: change([typed = with_plain_ends(deed.text)](TextEdit& edit) { edit.type(typed); }); break;
    case Kind::enter: change([](TextEdit& edit) { edit.new_line(); }); break;
    case Kind::tab: change([out = deed.shift](TextEdit& edit) { edit.indent(out); }); break;
    case Kind::erase: change([forward = deed.key == CodeDeed::Key::del, word = deed.ctrl](TextEdit& edit) { edit.erase(forward, word); }); break;
    case Kind::move: change([motion = motion_of(deed), select = deed.shift, page](TextEdit& edit) { edit.move(motion, select, page); }); break;
    case Kind::put: change([place = deed.place, select = deed.shift](TextEdit& edit) { edit.put(offset_of(edit, place), select); }); break;
    case Kind::word: change([place = deed.place](TextEdit& edit) { edit.select_word(offset_of(edit, place)); }); break;
    case Kind::all: change([](TextEdit& edit) { edit.select_all(); }); break;
    case Kind::copy:
    case Kind::cut:
      if (!text.selecting()) break;
      panel.ui.set_clipboard(text.selected());
      if (deed.kind == Kind::cut) change([](TextEdit& edit) { edit.erase(true, false); });
      break;
    case Kind::leave: panel.ask(model::act::EditorKeys{false}); break;
    case Kind::take: panel.ask(model::act::EditorKeys{true}); break;
  }
}

// What is said in the header: whether it is saved, how many mistakes there are; at the right the way back to the program.
void header(const Panel& panel, Rect place, const model::Session& session) {
  Ui& ui = panel.ui;
  const theme::Colours& c = ui.colours();
  const Rect close = place.cut_right(ui.px(24), ui.px(8)).middle(ui.px(24), ui.px(22));
  if (widgets::button(ui, "close", close, {"×", Icon::close, true, widgets::Look::quiet, true, false, panel.say("panel.edit.done")})) panel.ask(model::act::HideEditor{});
  const size_t mistakes = session.editor()->marks().size();
  const std::string file = session.editor()->file().substr(session.editor()->file().rfind('/') + 1);
  std::string says = session.unsaved() ? "● " + file : file;
  Colour ink = c.text_muted;
  if (mistakes > 0) says = panel.say("panel.edit.mistakes", {{"n", std::to_string(mistakes)}}), ink = c.panicked;
  else if (session.editor_has_keys() && place.w > ui.px(200)) says += " · " + panel.say("panel.edit.keys");
  ui.canvas().text_in(place, TextStyle::small, ink, says, Align::right);
}

}  // namespace

Colour token_colour(const theme::Colours& c, model::TokenKind kind) {
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

void EditedLines::follow(const model::Editor& editor) {
  if (version == editor.edit().version()) return;
  version = editor.edit().version();
  lines = editor.edit().lines();
  tokens = model::highlight(lines);
}

void editor_panel(const Panel& panel, const Rect& rect, const model::Session& session, const EditedLines& edited, const model::CodeView& view) {
  Ui& ui = panel.ui;
  const model::Editor& editor = *session.editor();
  Rect top;
  const Rect inside = frame(panel, "code", rect, panel.say("panel.edit.title"), {}, TextStyle::small, &top);
  const Scope scope(ui, "editor");
  header(panel, top, session);

  // Where somebody stands is true of the text that runs, and of no other.
  const bool runs = session.program() == edited.lines || (edited.lines.size() == session.program().size() + 1 && edited.lines.back().empty() && std::equal(session.program().begin(), session.program().end(), edited.lines.begin()));
  std::vector<std::vector<widgets::CodeSpan>> spans(edited.lines.size());
  std::vector<std::vector<widgets::CodeChip>> chips(edited.lines.size());
  std::vector<widgets::CodeLine> lines(edited.lines.size());
  for (size_t i = 0; i < lines.size(); ++i) {
    for (const auto& token : edited.tokens[i]) spans[i].push_back({token.begin, token.end, token_colour(ui.colours(), token.kind)});
    lines[i].text = edited.lines[i];
    lines[i].spans = spans[i];
    if (runs && i < view.lines.size()) chips[i] = chips_of(ui, view.lines[i]);
    lines[i].chips = chips[i];
    lines[i].highlighted = runs && i < view.lines.size() && view.lines[i].latest;
  }
  for (const model::EditorMark& mark : editor.marks()) {
    if (mark.line >= lines.size() || !lines[mark.line].error.empty()) continue;   // the first of a line
    lines[mark.line].error = mark.text;
    lines[mark.line].error_column = mark.column;
  }
  const TextEdit& text = editor.edit();
  const auto [from, to] = text.selection();
  widgets::CodeEditSpec spec;
  spec.lines = lines;
  spec.caret = place_of(text, text.caret());
  spec.selected_from = place_of(text, from);
  spec.selected_to = place_of(text, to);
  spec.keys = session.editor_has_keys();
  spec.caret_version = text.version() * 1'000'003 + text.caret();
  spec.on_chips = [&](const Rect& chips_at) { panel.explain("code.line", chips_at); };
  if (compact(ui)) spec.style = TextStyle::mono_small;
  const widgets::CodeEdited did = widgets::code_edit(ui, "text", inside, spec);
  for (const CodeDeed& deed : did.deeds) ask_for(panel, deed, text, did.page);
}

}  // namespace wgscope::panels
