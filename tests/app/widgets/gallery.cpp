#include "tests/app/widgets/gallery.h"

#include <array>
#include <string>

#include "app/widgets/bit_cells.h"
#include "app/widgets/code_view.h"
#include "app/widgets/controls.h"
#include "app/widgets/lanes.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::widgets {

namespace {

Colour goroutine(uint32_t n) { return theme::Colours().goroutine(n); }

void toolbar(Ui& ui, Rect row) {
  Canvas& canvas = ui.canvas();
  const auto& c = ui.colours();
  const float gap = ui.metrics().gap;
  float x = canvas.text({row.x, row.y + ui.px(5)}, TextStyle::title, c.text, "wg");
  canvas.text({row.x + x, row.y + ui.px(5)}, TextStyle::title, c.accent, "scope");
  row.cut_left(ui.px(90), gap);
  drop_down(ui, "lesson", row.cut_left(drop_down_width(ui, "3 · Many workers, two waiters", "broadcast"), 2 * gap), "3 · Many workers, two waiters", "broadcast");
  const std::array segments = {Segment{"Live"}, Segment{"Step"}, Segment{"Explore", false}, Segment{"Interview"}};
  segmented(ui, "mode", row.cut_left(segments_width(ui, segments), 2 * gap), segments, 0);
  for (const Icon icon : {Icon::to_start, Icon::step_back, Icon::play, Icon::step_forward, Icon::to_end}) {
    button(ui, "b" + std::to_string(static_cast<int>(icon)), row.cut_left(ui.px(38), ui.px(4)),
           {.label = "", .icon = icon, .icon_only = true, .look = icon == Icon::play ? Look::accent : Look::plain, .tip = "next event (→)"});
  }
  row.cut_left(gap);
  button(ui, "pace", row.cut_left(button_width(ui, {.label = "pace 2 /s"}), gap), {.label = "pace 2 /s"});
  canvas.text_in(row, TextStyle::body, c.text_muted, "event 22 · paused");
  button(ui, "help", row.cut_right(ui.px(38), gap), {.label = "?"});
  button(ui, "larger", row.cut_right(button_width(ui, {.label = "A+"}), gap), {.label = "A+"});
  button(ui, "language", row.cut_right(button_width(ui, {.label = "中文"}), gap), {.label = "中文"});
  button(ui, "off", row.cut_right(button_width(ui, {.label = "off"}), gap), {.label = "off", .enabled = false});
  button(ui, "on", row.cut_right(button_width(ui, {.label = "on", .icon = Icon::eye}), gap), {.label = "on", .icon = Icon::eye, .on = true});
}

void code(Ui& ui, const Rect& rect) {
  const Rect inside = panel(ui, "code", rect, ui.metrics().panel_header, "Program", "many_waiters.json");
  const auto& c = ui.colours();
  const std::array spans0 = {CodeSpan{0, 3, c.code_keyword}, CodeSpan{7, 21, c.code_type}};
  const std::array spans1 = {CodeSpan{4, 9, c.code_keyword}};
  const std::array spans2 = {CodeSpan{15, 18, c.code_number}, CodeSpan{39, 80, c.code_comment}};
  const std::array chips = {CodeChip{"G3", goroutine(3)}, CodeChip{"main", goroutine(1)}};
  std::vector<CodeChip> many;
  static const std::array<std::string, 12> names = {"G4", "G5", "G6", "G7", "G8", "G9", "G10", "G11", "G12", "G13", "G14", "G15"};
  for (uint32_t i = 0; i < names.size(); ++i) many.push_back({names[i], goroutine(i + 4), i % 3 == 2});
  const std::array lines = {
      CodeLine{.text = "var wg sync.WaitGroup", .spans = spans0},
      CodeLine{.text = "func worker(id int) {"},
      CodeLine{.text = "    defer wg.Done()", .spans = spans1, .chips = chips, .highlighted = true},
      CodeLine{.text = "    time.Sleep(300 * time.Millisecond) // 等一会儿", .spans = spans2, .chips = many},
      CodeLine{.text = "    return undefinedName + 1", .error = "undefined: undefinedName; declare it, or did you mean worker?", .error_column = 12},
      CodeLine{.text = "}", .dim = true},
      CodeLine{.text = "wg.Wait()", .note = "v=0 w=2"},
  };
  code_view(ui, "view", inside, {.lines = lines});
}

void word(Ui& ui, const Rect& rect) {
  Rect inside = panel(ui, "word", rect, ui.metrics().panel_header, "State word · wg", "0x0000000200000002 → 0x0000000100000002", TextStyle::mono_small).inset(ui.metrics().panel_padding, 0);
  Canvas& canvas = ui.canvas();
  const auto& c = ui.colours();
  const std::array fields = {BitField{63, 32, 0, c.counter}, BitField{31, 0, 1, c.waiters}};
  Rect cells = inside.cut_top(bit_cells_height(ui, inside.w / 2), ui.px(6)), numbers = inside.cut_top(ui.px(52), ui.px(8));
  for (size_t i = 0; i < 2; ++i) {
    const float width = (inside.w - ui.px(20)) / 2;
    bit_cells(ui, i == 0 ? "bits" : "bits/low", cells.cut_left(width, ui.px(20)), {0x0000000100000002, 0x0000000300000000, 1, fields[i]});
    const Rect below = numbers.cut_left(width, ui.px(20));
    const float x = below.x + canvas.text(below.top_left(), TextStyle::number, fields[i].colour, i == 0 ? "1" : "2") + ui.px(12);
    canvas.text({x, canvas.on_baseline(below.y, TextStyle::number, TextStyle::body)}, TextStyle::body, c.text_muted, i == 0 ? "counter · bits 63–32" : "waiters · bits 30–0");
  }
  canvas.line({inside.x, inside.y}, {inside.right(), inside.y}, c.rule, ui.metrics().line);
  Rect row = inside.cut_top(ui.px(40));
  row.cut_left(canvas.text_in(row, TextStyle::body, c.text_muted, "semaphore"), ui.px(14));
  const Rect token = row.cut_left(ui.px(16), ui.px(8)).middle(ui.px(16), ui.px(16));
  canvas.glow(token, c.token, ui.px(8), ui.px(6));
  canvas.icon(Icon::token, token.inset(-ui.px(2)), c.token);
  row.cut_left(canvas.text_in(row, TextStyle::strong, c.text, "1"), ui.px(6));
  row.cut_left(canvas.text_in(row, TextStyle::body, c.text_body, "token, nobody's yet"), ui.px(16));
  chip(ui, {row.x, row.centre().y}, "G5", goroutine(5));
  chip(ui, {row.x + ui.px(50), row.centre().y}, "G6", goroutine(6), true);
  tag(ui, {row.x + ui.px(100), row.centre().y}, "misuse", c.warning);
  key_cap(ui, {row.x + ui.px(180), row.centre().y}, "Space");
  key_cap(ui, {row.x + ui.px(250), row.centre().y}, "←");
}

void stage(Ui& ui, const Rect& rect) {
  Rect inside = panel(ui, "stage", rect, ui.metrics().panel_header, "Stage").inset(ui.metrics().panel_padding, 0);
  const auto& c = ui.colours();
  struct Column {
    Icon icon;
    const char* name;
    Colour colour;
  };
  const std::array columns = {Column{Icon::running, "running", c.running}, Column{Icon::runnable, "runnable", c.runnable}, Column{Icon::parked, "parked", c.parked},
                              Column{Icon::finished, "finished", c.finished}, Column{Icon::panicked, "panicked", c.panicked}};
  const float width = (inside.w - 4 * ui.metrics().gap) / 5;
  for (size_t i = 0; i < columns.size(); ++i) {
    Rect column = inside.cut_left(width, ui.metrics().gap);
    ui.canvas().fill(column, c.inset, ui.metrics().card_radius);
    column = column.inset(ui.px(8), ui.px(6));
    Rect head = column.cut_top(ui.px(24), ui.px(6));
    ui.canvas().icon(columns[i].icon, head.cut_left(ui.px(14), ui.px(6)).middle(ui.px(14), ui.px(14)), columns[i].colour);
    ui.canvas().text_in(head, TextStyle::small, c.text_faint, "1", Align::right);
    ui.canvas().text_in(head, TextStyle::strong, columns[i].colour, columns[i].name);
    const std::string name = i == 1 ? "main" : "G" + std::to_string(i + 2);
    const CardSpec spec{.name = name, .note = i == 3 ? "" : "Done · releasing 1 of 2", .colour = goroutine(static_cast<uint32_t>(i + 1)), .selected = i == 0,
                        .dim = i == 3, .icon = i == 4 ? Icon::panicked : Icon::none, .icon_colour = c.panicked, .alert = i == 4 ? 1.0f : 0.0f};
    card(ui, "card" + std::to_string(i), column.cut_top(card_height(ui, spec), ui.px(8)), spec);
  }
}

void story(Ui& ui, const Rect& rect) {
  const auto& c = ui.colours();
  Rect inside = panel(ui, "story", rect, ui.metrics().panel_header, "Story", "/ filter · n next park or wake");
  static std::string filter;
  text_field(ui, "filter", inside.cut_top(ui.px(34), ui.px(8)).inset(ui.px(10), 0), filter, "filter");
  const std::array<std::string, 4> sentences = {
      "Last Done. Counter 1 → 0, and two are waiting: G3 must release them.",
      "再看一遍：字没有变，所以这期间没有人调用 Add。如果有人在 Wait 返回之前又调用了 Add（计数变了），这里就会报 misuse。",
      "Clears the whole word at once. Add is legal again from here.",
      "First release: one token; main, first in the queue, becomes runnable. The token is not its own yet."};
  ListSpec spec;
  spec.count = 40;
  spec.selected = 3;
  const float padding = ui.metrics().panel_padding;
  spec.height = [&](size_t row) {
    return ui.px(44) + paragraph_height(ui.canvas(), TextStyle::body, sentences[row % 4], rect.w - 2 * padding - ui.px(14));
  };
  spec.draw = [&](size_t row, const Rect& box) {
    if (row == 3) ui.canvas().fill(box, c.selected);
    Rect content = box.inset(padding, ui.px(8));
    Rect head = content.cut_top(ui.px(20), ui.px(4));
    chip(ui, {head.x, head.centre().y}, "G3", goroutine(3));
    head.cut_left(ui.px(44));
    ui.canvas().text_in(head, TextStyle::mono_small, c.text_faint, std::to_string(19 + row), Align::right);
    ui.canvas().text_in(head, TextStyle::mono_small, c.text_muted, "add -1 → 0·2");
    paragraph(ui.canvas(), content, TextStyle::body, row == 3 ? c.text : c.text_body, sentences[row % 4]);
    ui.canvas().line({box.x, box.bottom()}, {box.right(), box.bottom()}, c.rule, ui.metrics().line);
  };
  Rect bottom = inside.cut_bottom(ui.px(190), ui.px(8)).inset(ui.px(10), 0);
  list(ui, "rows", inside, spec);
  long long workers = 3;
  slider(ui, "workers", bottom.cut_top(ui.px(34), ui.px(8)), "workers", workers, 1, 16);
  bottom.cut_top(banner(ui, "panic", {bottom.x, bottom.y, bottom.w, 0}, Tone::panic, "panic: sync: negative WaitGroup counter", "G3 called Done once too often."), ui.px(8));
  banner(ui, "info", {bottom.x, bottom.y, bottom.w, 0}, Tone::info, "", "reloaded: many_waiters.json");
}

void timeline(Ui& ui, const Rect& rect) {
  const auto& c = ui.colours();
  const Rect inside = panel(ui, "timeline", rect, ui.metrics().panel_header, "Timeline", "drag to scrub · wheel to zoom · F fit").inset(ui.metrics().panel_padding, 0);
  const std::array b1 = {Bar{0, 80, BarLook::solid}, Bar{80, 92, BarLook::striped}, Bar{92, 132, BarLook::solid}, Bar{132, 337, BarLook::hollow, {0, 0, 0, 0}, "parked · sync.WaitGroup.Wait"},
                         Bar{337, 345, BarLook::striped}, Bar{345, 400, BarLook::solid}};
  const std::array b2 = {Bar{24, 44, BarLook::striped}, Bar{44, 60, BarLook::solid}, Bar{60, 160, BarLook::quiet, {0, 0, 0, 0}, "sleep"}, Bar{160, 176, BarLook::solid}, Bar{176, 400, BarLook::dashed}};
  const std::array b3 = {Bar{40, 68, BarLook::striped}, Bar{68, 84, BarLook::solid}, Bar{84, 304, BarLook::quiet, {0, 0, 0, 0}, "sleep"}, Bar{304, 345, BarLook::solid}, Bar{345, 400, BarLook::solid}};
  const std::array b4 = {Bar{56, 92, BarLook::striped}, Bar{92, 93, BarLook::solid}, Bar{93.5, 94, BarLook::hollow}, Bar{95, 250, BarLook::solid, {0, 0, 0, 0}, "running"}, Bar{250, 330, BarLook::alert, {0, 0, 0, 0}, "panic: sync: negative WaitGroup counter"}};
  const std::array lanes_of = {Lane{"main", goroutine(1), b1}, Lane{"G2", goroutine(2), b2, true}, Lane{"G3", goroutine(3), b3, false, true}, Lane{"G4", goroutine(4), b4}};
  const std::array arrows = {LaneArrow{2, 0, 337, 337, c.token, true}, LaneArrow{0, 3, 56, 56, c.text_faint}};
  const std::array ticks = {LaneTick{0, "0 ms"}, LaneTick{100, "100"}, LaneTick{200, "200"}, LaneTick{300, "300"}, LaneTick{400, "400 ms"}};
  lanes(ui, "lanes", inside, {.lanes = lanes_of, .arrows = arrows, .ticks = ticks, .view_from = 0, .view_to = 400, .cursor = 345, .cursor_label = "22", .known_to = 400});
}

}  // namespace

void draw_gallery(Ui& ui) {
  const auto& m = ui.metrics();
  Rect rest = ui.screen().inset(m.window_edge);
  toolbar(ui, rest.cut_top(m.control_height, m.gap + ui.px(6)));
  timeline(ui, rest.cut_bottom(rest.h * 0.27f, m.gap));
  code(ui, rest.cut_left(std::round(rest.w * 0.25f), m.gap));
  story(ui, rest.cut_right(std::round(rest.w * 0.27f), m.gap));
  word(ui, rest.cut_top(std::round(rest.h * 0.42f), m.gap));
  stage(ui, rest);
}

}  // namespace wgscope::widgets
