#include "app/widgets/code_view.h"

#include <cmath>
#include <string>

#include "app/widgets/controls.h"
#include "app/widgets/list.h"
#include "app/widgets/paragraph.h"

namespace wgscope::widgets {

float draw_chips(Ui& ui, const Rect& row, std::span<const CodeChip> chips, float text_width) {
  if (chips.empty()) return row.right();
  const float gap = ui.px(4), room = std::clamp(row.w - text_width - ui.px(34), row.w * 0.2f, row.w * 0.5f);
  size_t shown = 0;
  float width = 0;
  for (const CodeChip& chip : chips) {
    const float more = chip_width(ui, chip.name) + gap;
    if (shown > 0 && width + more > room) break;
    width += more;
    ++shown;
  }
  const std::string rest = shown < chips.size() ? "+" + std::to_string(chips.size() - shown) : "";
  float x = row.right() - width - (rest.empty() ? 0 : ui.canvas().width(TextStyle::mono_small, rest) + gap);
  const float left = x;
  for (size_t i = 0; i < shown; ++i) {
    x += gap;
    chip(ui, {x, row.centre().y}, chips[i].name, chips[i].colour, chips[i].dim);
    x += chip_width(ui, chips[i].name);
  }
  if (!rest.empty()) ui.canvas().text_in({x + gap, row.y, row.right() - x, row.h}, TextStyle::mono_small, ui.colours().text_muted, rest);
  return left;
}

namespace {

struct Rows {
  std::vector<float> y;   // of each line, and the end
  float numbers = 0;      // width of the column of numbers
  float row = 0;          // height of a line
};

Rows lay_out(const Ui& ui, const CodeViewSpec& spec, float width) {
  Rows rows;
  Canvas& canvas = ui.canvas();
  if (spec.numbers) rows.numbers = canvas.width(TextStyle::mono_small, std::to_string(spec.lines.size())) + ui.px(14);
  float y = 0;
  rows.row = spec.row > 0 ? spec.row : ui.metrics().row;
  for (const CodeLine& line : spec.lines) {
    rows.y.push_back(y);
    y += rows.row;
    if (!line.error.empty()) y += paragraph_height(canvas, TextStyle::small, line.error, width - rows.numbers - 2 * ui.metrics().panel_padding) + ui.px(6);
  }
  rows.y.push_back(y);
  return rows;
}

}  // namespace

int code_view(Ui& ui, std::string_view id, const Rect& rect, const CodeViewSpec& spec) {
  const theme::Colours& c = ui.colours();
  const auto& m = ui.metrics();
  Canvas& canvas = ui.canvas();
  const Rows rows = lay_out(ui, spec, rect.w);
  std::optional<ScrollArea::Show> show;
  if (spec.focus >= 0 && spec.focus < static_cast<int>(spec.lines.size())) {
    show = ScrollArea::Show{rows.y[static_cast<size_t>(spec.focus)], rows.row, spec.focus_version * 4096 + static_cast<uint64_t>(spec.focus)};
  }
  ScrollArea area(ui, id, rect, rows.y.back(), show);
  const float text_height = canvas.measure(spec.style, "x").y;
  int clicked = -1;
  for (size_t i = 0; i < spec.lines.size(); ++i) {
    const CodeLine& line = spec.lines[i];
    if (!area.visible(rows.y[i], rows.y[i + 1] - rows.y[i])) continue;
    const Rect row{rect.x, area.at(rows.y[i]), rect.w, rows.row};
    const Touch touch = ui.touch(std::string(id) + "/line/" + std::to_string(i + 1), row, line.text);
    if (touch.clicked) clicked = static_cast<int>(i);
    if (line.highlighted) {
      canvas.fill(row, c.selected);
      canvas.fill({row.x, row.y, ui.px(3), row.h}, c.accent);
    } else if (!line.error.empty()) {
      canvas.fill(row, c.panicked.towards(c.panel, 0.85f));
    }
    Rect inside{area.content().x + m.panel_padding, row.y, area.content().w - 2 * m.panel_padding, row.h};
    if (spec.numbers) {
      const Colour ink = line.highlighted ? c.text_muted : c.text_faint;
      canvas.text_in({inside.x, inside.y, rows.numbers - ui.px(14), inside.h}, TextStyle::mono_small, ink, std::to_string(i + 1), Align::right);
      inside.cut_left(rows.numbers);
    }
    const float chips_left = draw_chips(ui, inside, line.chips, canvas.width(spec.style, line.text));
    if (spec.on_chips && chips_left < inside.right()) spec.on_chips({chips_left, row.y, inside.right() - chips_left, row.h});
    const Point at{inside.x, row.y + (row.h - text_height) / 2};
    // What goes on beyond the room says so, and whole when it is pointed at.
    float room = std::max(0.0f, chips_left - inside.x);
    if (const float mark = canvas.width(spec.style, "…"); canvas.width(spec.style, line.text) > room + 1 && room > mark) {
      room -= mark;
      canvas.text({inside.x + room, at.y}, spec.style, c.text_muted, "…");
      ui.tip(touch, line.text.substr(std::min(line.text.size(), line.text.find_first_not_of(" \t"))));
    }
    const Clip clip(canvas, {inside.x, row.y, room, rows.y[i + 1] - rows.y[i] + rows.row});
    draw_code(canvas, at, spec.style, line, c);
    if (!line.note.empty()) {
      const float x = at.x + canvas.width(spec.style, line.text) + ui.px(14);
      canvas.text_in({x, row.y, std::max(0.0f, chips_left - x), row.h}, TextStyle::mono_small, c.text_muted, line.note);
    }
    if (!line.error.empty()) {
      draw_error_wave(ui, at, spec.style, line, row.bottom() - ui.px(1));
      paragraph(canvas, {inside.x, row.bottom() + ui.px(1), inside.w, rows.y[i + 1] - rows.y[i]}, TextStyle::small, c.panicked, line.error);
    }
  }
  return clicked;
}

}  // namespace wgscope::widgets
