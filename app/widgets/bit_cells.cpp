#include "app/widgets/bit_cells.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace wgscope::widgets {

namespace {

struct Pitch {
  float cell, gap, group_gap, field_gap;
};

Pitch pitch(const Ui& ui, float width, int cells, int groups, int fields) {
  Pitch p{0, ui.px(2), ui.px(6), ui.px(14)};
  const float gaps = static_cast<float>(groups - fields) * p.group_gap + static_cast<float>(fields - 1) * p.field_gap;
  p.cell = std::max(2.0f, (width - gaps) / static_cast<float>(cells));   // with the gap after it
  if (p.cell < 5 * p.gap / 2) p.gap = 1;
  return p;
}

}  // namespace

float bit_cells_height(const Ui& ui, float width) {
  const float cell = pitch(ui, width, 64, 8, 2).cell;
  return std::round(std::clamp(cell * 3.2f, ui.px(22), ui.px(44))) + ui.px(16);
}

void bit_cells(Ui& ui, std::string_view id, const Rect& rect, const BitCells& cells, std::span<Rect> field_out) {
  const theme::Colours& c = ui.colours();
  Canvas& canvas = ui.canvas();
  int count = 0, groups = 0;
  for (const BitField& field : cells.fields) {
    count += field.high - field.low + 1;
    groups += (field.high - field.low + cells.group) / cells.group;
  }
  if (count == 0) return;
  const Pitch p = pitch(ui, rect.w, count, groups, static_cast<int>(cells.fields.size()));
  const float bracket_height = ui.px(9), bracket_gap = ui.px(5);
  const float height = rect.h - bracket_height - bracket_gap;
  const float flash = ui.tweens().flash(ui.path(std::string(id) + "#flash"), cells.version);
  // Digits as large as cells allow; where they would be unreadable, cells alone say it.
  const Point natural = canvas.measure(TextStyle::mono_small, "0");
  const float share = std::min(1.0f, (p.cell - p.gap + 1) / natural.x);
  const bool digits = share >= 0.55f;
  const float outline = ui.metrics().line_strong;
  ui.note(id, rect, {});

  float x = rect.x;
  size_t index = 0;
  for (const BitField& field : cells.fields) {
    const float field_x = x;
    for (int bit = field.high; bit >= field.low; --bit) {
      const bool on = cells.value >> bit & 1, changed = cells.changed >> bit & 1;
      // Cells begin and end on whole pixels; what rounding takes from one it gives to the next.
      const float left = std::round(x), right = std::round(x + p.cell) - p.gap;
      const Rect cell{left, rect.y, std::max(1.0f, right - left), height};
      Colour ground = on ? field.colour : c.bit_off;
      if (cells.dim) ground = ground.towards(c.panel, 0.5f);
      canvas.fill(cell, ground, ui.px(2));
      if (changed) {
        if (flash > 0) canvas.fill(cell, c.bit_changed.fade(0.75f * flash), ui.px(2));
        canvas.stroke(cell.inset(-outline / 2), c.bit_changed, outline, ui.px(3));
      }
      if (digits) {
        const Colour ink = on ? theme::text_on(field.colour) : changed ? c.text : c.bit_off_text;
        const Point at{cell.centre().x - share * natural.x / 2, cell.centre().y - share * natural.y / 2};
        canvas.text_sized(at, TextStyle::mono_small, share, ink, on ? "1" : "0");
      }
      x += p.cell;
      if (bit > field.low && (bit - field.low) % cells.group == 0) x += p.group_gap;
    }
    const Rect part{field_x, rect.y, x - p.gap - field_x, rect.h};
    canvas.bracket({std::round(part.x), rect.y + height + bracket_gap, std::round(part.w), bracket_height}, cells.dim ? field.colour.fade(0.5f) : field.colour, outline);
    if (index < field_out.size()) field_out[index] = part;
    ++index;
    x += p.field_gap;
  }
}

}  // namespace wgscope::widgets
