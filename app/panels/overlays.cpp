#include "app/panels/overlays.h"

#include <algorithm>

#include "app/model/choices.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::panels {

namespace {

using model::Overlay;

// ---- a list that hangs from a button

void choices(const Panel& panel, const Rect& from, std::string_view id, const model::Session& session) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  const std::vector<model::OpenChoice> rows = model::choices_of(session);
  float width = from.w;
  for (const auto& row : rows) width = std::max(width, ui.canvas().width(TextStyle::body, row.label) + 2 * m.control_padding + ui.px(22));
  const float height = m.control_height;
  Rect box{std::min(from.x, ui.screen().right() - width - m.gap), from.bottom() + ui.px(6), width, static_cast<float>(rows.size()) * height + ui.px(12)};
  if (box.bottom() > ui.screen().bottom()) box.y = std::max(m.gap, ui.screen().bottom() - box.h - m.gap);
  widgets::floating(ui, id, box);
  const Scope scope(ui, id);
  if (ui.pressed_outside(box) && ui.pressed_outside(from)) panel.ask(model::act::Show{Overlay::none});
  Rect rest = box.inset(ui.px(6));
  for (size_t i = 0; i < rows.size(); ++i) {
    const Rect row = rest.cut_top(height);
    const auto touch = ui.touch(std::to_string(i), row, rows[i].label);
    if (touch.hovered) ui.canvas().fill(row, ui.colours().control_hover, ui.px(6)), ui.set_pointer(Ui::Pointer::hand);
    else if (i == session.chosen_row()) ui.canvas().fill(row, ui.colours().selected, ui.px(6));
    Rect text = row.inset(ui.px(8), 0);
    const Rect mark = text.cut_left(ui.px(14), ui.px(8));
    if (rows[i].on) ui.canvas().icon(Icon::check, mark.middle(ui.px(13), ui.px(13)), ui.colours().accent);
    ui.canvas().text_in(text, TextStyle::body, rows[i].on ? ui.colours().text : ui.colours().text_body, rows[i].label);
    if (touch.clicked) panel.ask(rows[i].action);
  }
}

void params(const Panel& panel, const model::TopBarView& view, const TopBarPlaces& places, size_t chosen) {
  Ui& ui = panel.ui;
  const auto& m = ui.metrics();
  const float width = std::max(places.params.w, ui.px(300)), row = m.control_height + ui.px(6);
  const Rect box{std::max(m.gap, places.params.right() - width), places.params.bottom() + ui.px(6), width,
                 static_cast<float>(view.params.size()) * row + ui.px(40)};
  widgets::floating(ui, "params", box);
  const Scope scope(ui, "params");
  if (ui.pressed_outside(box) && ui.pressed_outside(places.params)) panel.ask(model::act::Show{Overlay::none});
  Rect rest = box.inset(ui.px(10));
  for (size_t i = 0; i < view.params.size(); ++i) {
    const auto& param = view.params[i];
    const Rect place = rest.cut_top(m.control_height, ui.px(6));
    if (i == chosen) ui.canvas().fill(place, ui.colours().selected, ui.px(6));
    if (!param.slider) {
      Rect text = place.inset(m.control_padding, 0);
      ui.canvas().text_in(text.cut_right(text.w * 0.4f), TextStyle::mono, ui.colours().text, std::to_string(param.value), Align::right);
      ui.canvas().text_in(text, TextStyle::body, ui.colours().text_muted, param.name);
      continue;
    }
    // While it is dragged the slider shows its own value; letting go restarts the run with it.
    struct Dragged {
      std::optional<long long> value;
    };
    Dragged& dragged = ui.state<Dragged>(param.name + "#dragged");
    long long value = dragged.value.value_or(param.value);
    bool done = false;
    if (widgets::slider(ui, param.name, place, param.name, value, param.min, param.max, &done)) dragged.value = value;
    if (done && dragged.value) {
      panel.ask(model::act::SetParam{param.name, *dragged.value});
      dragged.value.reset();
    }
  }
  ui.canvas().text_in(rest.inset(m.control_padding, 0), TextStyle::small, ui.colours().text_muted, panel.say("panel.params.restarts"));
}

// ---- boxes in the middle

// Draws the shade and the box; a press outside closes. Gives the inside below the title.
Rect middle_box(const Panel& panel, std::string_view id, float width, float height, std::string_view title, std::string_view note) {
  Ui& ui = panel.ui;
  const Rect screen = ui.screen().inset(ui.px(24));
  const Rect box = screen.middle(std::min(width, screen.w), std::min(height, screen.h));
  if (widgets::shade(ui, std::string(id) + "#shade")) panel.ask(model::act::Show{Overlay::none});
  widgets::floating(ui, id, box);
  Rect inside = box.inset(ui.px(22), ui.px(16));
  Rect head = inside.cut_top(ui.px(34), ui.px(10));
  const std::string tip = model::tip_of(panel.strings, model::CommandId::close);
  if (widgets::button(ui, std::string(id) + "/close", head.cut_right(head.h, ui.px(10)), {"×", Icon::close, true, widgets::Look::quiet, true, false, tip}))
    panel.ask(model::act::Show{Overlay::none});
  const float drawn = ui.canvas().text_in(head, TextStyle::title, ui.colours().text, title);
  head.cut_left(drawn, ui.px(18));
  ui.canvas().text_in(head, TextStyle::small, ui.colours().text_muted, note, Align::right);
  return inside;
}

void lessons(const Panel& panel, const model::Session& session) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& lessons = session.lessons();
  const float width = ui.px(760), about_width = std::min(width, ui.screen().w - ui.px(48)) - ui.px(44 + 70);
  const std::string& language = session.preferences().language;
  const auto row_height = [&](const model::Lesson& lesson) {
    return ui.px(42) + widgets::paragraph_height(canvas, TextStyle::small, lesson.about.in(language), about_width);
  };
  float all = 0;
  for (const auto& lesson : lessons) all += row_height(lesson);
  const Rect inside = middle_box(panel, "lessons", width, all + ui.px(84), panel.say("panel.lessons.title"), panel.say("panel.lessons.keys"));
  const Scope scope(ui, "lessons");
  if (lessons.empty()) {
    canvas.text_in(inside, TextStyle::body, c.text_muted, panel.say("panel.lessons.none"), Align::centre);
    return;
  }
  const auto now = session.lesson();
  const size_t chosen = std::min(session.chosen_row(), lessons.size() - 1);
  float y = 0, chosen_y = 0;
  for (size_t i = 0; i < chosen; ++i) chosen_y += row_height(lessons[i]);
  widgets::ScrollArea area(ui, "rows", inside, all, widgets::ScrollArea::Show{chosen_y, row_height(lessons[chosen]), chosen});
  for (size_t i = 0; i < lessons.size(); ++i) {
    const float height = row_height(lessons[i]);
    const Rect row{area.content().x, area.at(y), area.content().w, height};
    y += height;
    if (!area.visible(y - height, height)) continue;
    const std::string& title = lessons[i].title.in(language);
    const auto touch = ui.touch(std::to_string(i), row, title);
    if (now == i) canvas.fill(row, c.selected, ui.px(6));
    else if (touch.hovered) canvas.fill(row, c.hovered, ui.px(6));
    if (i == chosen) canvas.stroke(row.inset(ui.metrics().line), c.accent, ui.metrics().line_strong, ui.px(6));
    if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
    if (touch.clicked) panel.ask(model::act::OpenLesson{i});
    Rect text = row.inset(ui.px(12), ui.px(8));
    canvas.text_in(Rect(text).cut_left(ui.px(28)).cut_top(ui.px(22)), TextStyle::mono, c.text_faint, std::to_string(i + 1), Align::right);
    text.cut_left(ui.px(28), ui.px(12));
    Rect head = text.cut_top(ui.px(22), ui.px(2));
    float x = head.x + canvas.text_in(head, TextStyle::strong, c.text, title) + ui.px(12);
    for (const LocalText& by_language : lessons[i].tags) {
      const std::string& tag = by_language.in(language);
      if (x + widgets::tag_width(ui, tag) > head.right()) break;
      widgets::tag(ui, {x, head.centre().y}, tag, c.text_muted);
      x += widgets::tag_width(ui, tag) + ui.px(6);
    }
    widgets::paragraph(canvas, text, TextStyle::small, c.text_muted, lessons[i].about.in(language));
  }
}

// The table of commands with its keys; what can be done now can be done from here, too.
void help(const Panel& panel, const model::Session& session) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const float row = ui.px(27), head = ui.px(36);
  struct Line {
    const model::Command* command;       // null: the head of a group
    model::CommandGroup group;
  };
  std::vector<Line> lines;
  float height = 0;
  for (const model::Command* command : model::listed_commands()) {
    if (lines.empty() || lines.back().group != command->group) lines.push_back({nullptr, command->group}), height += head;
    lines.push_back({command, command->group});
    height += row;
  }
  const bool two = ui.screen().w > ui.px(760);
  // Where the second column begins: at the group that leaves both as even as can be.
  size_t second = lines.size();
  float column_height = height, so_far = 0;
  for (size_t i = 0; two && i < lines.size(); ++i) {
    if (!lines[i].command && std::max(so_far, height - so_far) < column_height) second = i, column_height = std::max(so_far, height - so_far);
    so_far += lines[i].command ? row : head;
  }
  const Rect inside = middle_box(panel, "help", two ? ui.px(940) : ui.px(480), column_height + ui.px(90), panel.say("panel.help.title"), panel.say("panel.help.note"));
  const Scope scope(ui, "help");
  // Where the chosen one is, for keys to bring it into view.
  const size_t chosen = session.chosen_row();
  float chosen_y = 0, walked = 0;
  size_t number = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i == second) walked = 0;
    if (lines[i].command && number++ == chosen) chosen_y = walked;
    walked += lines[i].command ? row : head;
  }
  number = 0;
  widgets::ScrollArea area(ui, "rows", inside, column_height, widgets::ScrollArea::Show{chosen_y, row, chosen});
  const float gap = ui.px(36), width = two ? (area.content().w - gap) / 2 : area.content().w;
  float x = area.content().x, y = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    if (i == second) x += width + gap, y = 0;
    if (!lines[i].command) {
      const float air = y > 0 ? ui.px(10) : 0;
      canvas.text_in({x, area.at(y + air), width, head - air}, TextStyle::strong, c.accent, panel.say(model::group_key(lines[i].group)));
      y += head;
      continue;
    }
    Rect box{x, area.at(y), width, row};
    y += row;
    const bool possible = lines[i].command->enabled(session);
    const auto touch = ui.touch(std::string(lines[i].command->name_key), box, panel.strings.get(lines[i].command->name_key), possible);
    const bool is_chosen = number++ == chosen;
    if (is_chosen || touch.hovered) canvas.fill(box.inset(-ui.px(6), 0), touch.hovered ? c.hovered : c.selected, ui.px(5));
    if (touch.hovered) ui.set_pointer(Ui::Pointer::hand);
    if (touch.clicked) {
      panel.ask(model::act::Show{Overlay::none});
      panel.ask(model::act::Run{lines[i].command->id});
    }
    float right = box.right();
    for (const model::Chord& chord : {lines[i].command->keys[1], lines[i].command->keys[0]}) {
      if (chord.key == model::Key::none) continue;
      std::string key = model::to_string(chord);
      if (lines[i].command->id == model::CommandId::take_1) key = "1 – 9";
      if (lines[i].command->id == model::CommandId::lesson_1) key = "Alt+1 – Alt+0";
      right -= widgets::key_cap_width(ui, key);
      widgets::key_cap(ui, {right, box.centre().y}, key);
      right -= ui.px(6);
    }
    box.w = right - box.x - ui.px(8);
    std::string_view name = panel.strings.get(lines[i].command->name_key);
    if (lines[i].command->id == model::CommandId::take_1) name = panel.strings.get("command.take_digit");
    if (lines[i].command->id == model::CommandId::lesson_1) name = panel.strings.get("command.lesson_digit");
    canvas.text_in(box, TextStyle::body, possible ? c.text_body : c.text_muted, name);
  }
}

void open_file(const Panel& panel) {
  Ui& ui = panel.ui;
  struct Typing {
    std::string path;
    bool fresh = true;
  };
  const Rect box = middle_box(panel, "open", ui.px(640), ui.px(190), panel.say("panel.open.title"), {});
  const Scope scope(ui, "open");
  Typing& typing = ui.state<Typing>("typing");
  Rect inside = box;
  const auto typed = widgets::text_field(ui, "path", inside.cut_top(ui.metrics().control_height, ui.px(12)), typing.path, panel.say("panel.open.hint"),
                                         std::exchange(typing.fresh, false));
  if (typed.entered && !typing.path.empty()) {
    panel.ask(model::act::OpenPath{typing.path});
    typing.fresh = true;
  }
  if (typed.escaped) panel.ask(model::act::Show{Overlay::none}), typing.fresh = true;
  widgets::paragraph(ui.canvas(), inside, TextStyle::small, ui.colours().text_muted, panel.say("panel.open.ways"));
}

}  // namespace

void overlay(const Panel& panel, const model::Session& session, const model::TopBarView& view, const TopBarPlaces& places) {
  const Scope scope(panel.ui, "overlay");
  switch (session.overlay()) {
    case Overlay::none: break;
    case Overlay::lessons: lessons(panel, session); break;
    case Overlay::help: help(panel, session); break;
    case Overlay::open_file: open_file(panel); break;
    case Overlay::pace: choices(panel, places.rate, "rates", session); break;
    case Overlay::params: params(panel, view, places, session.chosen_row()); break;
    case Overlay::strategies: choices(panel, places.rate, "strategies", session); break;
  }
}

void diagnostics(const Panel& panel, const Rect& area, const model::Session& session) {
  Ui& ui = panel.ui;
  Canvas& canvas = ui.canvas();
  const theme::Colours& c = ui.colours();
  const auto& all = session.diagnostics();
  const float width = std::min(area.w, ui.px(860)), text_width = width - ui.px(44);
  
  const auto where_of = [](const Diagnostic& d) {
    return d.line > 0 ? d.file + ':' + std::to_string(d.line) + ':' + std::to_string(d.column) : d.file;
  };
  const auto height_of = [&](const Diagnostic& d) {
    return ui.px(24) + widgets::paragraph_height(canvas, TextStyle::body, d.message, text_width) +
           (d.hint.empty() ? 0 : widgets::paragraph_height(canvas, TextStyle::small, d.hint, text_width)) + ui.px(10);
  };
  float content = 0;
  for (const auto& d : all) content += height_of(d);
  const float head = ui.px(44);
  const Rect box{area.x + (area.w - width) / 2, area.y + ui.px(6), width, std::min(content + head + ui.px(20), area.h - ui.px(12))};
  widgets::floating(ui, "diagnostics", box);
  const Scope scope(ui, "diagnostics");
  canvas.fill({box.x, box.y, ui.px(4), box.h}, c.panicked, ui.metrics().panel_radius, widgets::Corners::left);
  Rect inside = box.inset(ui.px(22), ui.px(8));
  Rect title = inside.cut_top(head - ui.px(8), ui.px(4));
  const std::string tip = model::tip_of(panel.strings, model::CommandId::close);
  if (widgets::button(ui, "close", title.cut_right(ui.px(30), ui.px(8)), {"×", Icon::close, true, widgets::Look::quiet, true, false, tip}))
    panel.ask(model::act::Run{model::CommandId::close});
  canvas.icon(Icon::warning, title.cut_left(ui.px(18), ui.px(10)).middle(ui.px(18), ui.px(18)), c.panicked);
  canvas.text_in(title, TextStyle::strong, c.text, panel.say(session.scenario() ? "panel.diagnostics.title_kept" : "panel.diagnostics.title", {{"n", std::to_string(all.size())}}));
  widgets::ScrollArea rows(ui, "rows", inside, content);
  float y = 0;
  for (size_t i = 0; i < all.size(); ++i) {
    const float height = height_of(all[i]);
    Rect row{rows.content().x, rows.at(y), rows.content().w, height};
    y += height;
    if (!rows.visible(y - height, height)) continue;
    ui.note(std::to_string(i), row, all[i].message);
    canvas.text_in(row.cut_top(ui.px(22)), TextStyle::mono_small, c.accent, where_of(all[i]));
    row.cut_top(widgets::paragraph(canvas, {row.x, row.y, text_width, row.h}, TextStyle::body, c.text, all[i].message));
    if (!all[i].hint.empty()) widgets::paragraph(canvas, {row.x, row.y, text_width, row.h}, TextStyle::small, c.text_muted, all[i].hint);
  }
}

void notice(const Panel& panel, const Rect& area, const model::Notice& notice) {
  using Tone = model::Notice::Tone;
  const widgets::Tone tone = notice.tone == Tone::good ? widgets::Tone::good : notice.tone == Tone::warning ? widgets::Tone::warning : widgets::Tone::info;
  const float width = std::min(area.w, panel.ui.px(560));
  const float height = widgets::banner(panel.ui, "notice", {0, 0, width, 0}, tone, notice.text, {}, false);
  const Rect box{area.x + (area.w - width) / 2, area.bottom() - height - panel.ui.px(14), width, height};
  panel.ui.canvas().glow(box, panel.ui.colours().shade, panel.ui.metrics().card_radius, panel.ui.px(12));
  panel.ui.canvas().fill(box, panel.ui.colours().panel, panel.ui.metrics().card_radius);
  widgets::banner(panel.ui, "notice", box, tone, notice.text, {});
  if (panel.ui.touch("notice/close", box, notice.text).clicked) panel.ask(model::act::DismissNotice{});
}

}  // namespace wgscope::panels
