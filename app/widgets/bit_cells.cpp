#include "app/widgets/bit_cells.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace wgscope::widgets {

namespace {

constexpr int kGroup = 8;
constexpr float kStrip = 11, kFunnel = 13, kLens = 58;   // heights at scale 1
constexpr float kRoomyPitch = 36, kLeastPitch = 17;      // of a digit in the lens

struct Sizes {
  float strip, funnel, lens;
};
Sizes sizes(const Ui& ui, float height) {
  const float strip = ui.px(kStrip), funnel = ui.px(kFunnel);
  return {strip, funnel, std::max(0.0f, height - strip - funnel)};
}

// Cells of the strip begin and end on whole pixels; what rounding takes from one it gives to the next.
struct Strip {
  Rect rect;
  float cell = 0, gap = 0, group_gap = 0;
  int high = 0, apart = 0;

  float x(int bit) const {
    const int before = high - bit;
    const int groups = (high + 1) / kGroup - (bit + kGroup) / kGroup;   // gaps between groups, counted from the field's top
    return rect.x + static_cast<float>(before) * cell + static_cast<float>(groups) * group_gap + (apart > 0 && before >= apart ? group_gap : 0);
  }
  Rect place(int bit) const {
    const float left = std::round(x(bit)), right = std::round(x(bit) + cell) - gap;
    return {left, rect.y, std::max(1.0f, right - left), rect.h};
  }
};

Strip strip_of(const Ui& ui, const Rect& rect, const BitField& field) {
  Strip strip{rect, 0, ui.px(2), ui.px(5), field.high, field.apart};
  const int count = field.high - field.low + 1;
  const float gaps = static_cast<float>((count - 1) / kGroup) * strip.group_gap + (field.apart > 0 ? strip.group_gap : 0);
  strip.cell = std::max(2.0f, (rect.w - gaps + strip.gap) / static_cast<float>(count));
  if (strip.cell < 2.5f * strip.gap) strip.gap = 1;
  return strip;
}

Colour colour_of(const Ui& ui, const BitField& field, int bit) { return bit > field.high - field.apart ? ui.colours().text_muted : field.colour; }

struct LensCell {
  int bit;
  Rect rect;
};

// One row of digits, or two where there are many; a gap where bits are left out.
std::vector<LensCell> lens_cells(const Ui& ui, const Rect& rect, const std::vector<int>& bits) {
  std::vector<LensCell> cells;
  const float least = ui.px(kLeastPitch), skip = ui.px(12), gap = ui.px(3);
  const bool two = static_cast<float>(bits.size()) * least > rect.w;
  const size_t in_row = two ? (bits.size() + 1) / 2 : bits.size();
  const float height = two ? (rect.h - gap) / 2 : rect.h;
  for (size_t first = 0; first < bits.size(); first += in_row) {
    const size_t end = std::min(bits.size(), first + in_row);
    int skips = 0;
    for (size_t i = first + 1; i < end; ++i) skips += bits[i] + 1 != bits[i - 1];
    const float pitch = (rect.w + gap - static_cast<float>(skips) * skip) / static_cast<float>(in_row), y = rect.y + (first == 0 ? 0 : height + gap);
    float x = rect.x;
    for (size_t i = first; i < end; ++i) {
      if (i > first && bits[i] + 1 != bits[i - 1]) x += skip;
      const float left = std::round(x), right = std::round(x + pitch - gap);
      cells.push_back({bits[i], {left, std::round(y), right - left, std::round(height)}});
      x += pitch;
    }
  }
  return cells;
}

// From the strip down to the lens: which cells those are. Each run of neighbours widens as one.
void draw_funnels(Ui& ui, const Strip& strip, const std::vector<LensCell>& cells, float top, float bottom, Colour colour) {
  for (size_t first = 0; first < cells.size();) {
    size_t last = first;
    while (last + 1 < cells.size() && cells[last + 1].bit + 1 == cells[last].bit && cells[last + 1].rect.y == cells[first].rect.y) ++last;
    const Rect from = strip.place(cells[first].bit), to = strip.place(cells[last].bit);
    if (cells[first].rect.y == cells.front().rect.y) {
      const std::array shape{Point{from.x, top}, Point{to.right(), top}, Point{cells[last].rect.right(), bottom}, Point{cells[first].rect.x, bottom}};
      ui.canvas().polygon(shape, colour.fade(0.24f));
    }
    first = last + 1;
  }
}

void draw_cell(Ui& ui, const Rect& rect, const BitCells& cells, int bit, float flash, float radius, bool digit) {
  const theme::Colours& c = ui.colours();
  Canvas& canvas = ui.canvas();
  const bool on = cells.value >> bit & 1, changed = cells.changed >> bit & 1;
  const Colour colour = colour_of(ui, cells.field, bit);
  canvas.fill(rect, on ? colour : c.bit_off, radius);
  if (changed) {
    if (flash > 0) canvas.fill(rect, c.bit_changed.fade(0.6f * flash), radius);
    // Where many are narrow, the frame leaves room for what it frames.
    const float line = rect.w >= ui.px(24) ? ui.px(3) : rect.w >= ui.px(9) ? ui.metrics().line_strong : ui.metrics().line;
    canvas.stroke(digit ? rect : rect.inset(-line / 2), c.bit_changed, line, radius);
  }
  if (!digit) return;
  // As large as the cell allows: a digit is much lower than its line.
  const Point natural = canvas.measure(TextStyle::digit, "0");
  const float share = std::min({1.0f, (rect.w - ui.px(3)) / natural.x, rect.h / (0.8f * natural.y)});
  const Colour ink = on ? theme::text_on(colour) : changed ? c.text : c.bit_off_text;
  canvas.text_sized({rect.centre().x - share * natural.x / 2, rect.centre().y - share * natural.y / 2}, TextStyle::digit, share, ink, on ? "1" : "0");
}

}  // namespace

float bit_cells_height(const Ui& ui, float width) {
  const float strip = ui.px(kStrip) + ui.px(kFunnel);
  return width < 8 * ui.px(kLeastPitch) ? strip : strip + std::round(std::clamp(width / kGroup * 1.35f, ui.px(32), ui.px(kLens)));
}

std::vector<int> bits_under_lens(const Ui& ui, float width, const BitCells& cells) {
  const BitField& field = cells.field;
  const int count = field.high - field.low + 1;
  const int groups = std::max(1, static_cast<int>(width / (kGroup * ui.px(kRoomyPitch))));
  const int low = std::min(count, groups * kGroup);
  std::vector<int> bits;
  for (int bit = field.high; bit >= field.low; --bit)
    if (bit < field.low + low || (cells.changed >> bit & 1)) bits.push_back(bit);
  return bits;
}

BitParts bit_cells(Ui& ui, std::string_view id, const Rect& rect, const BitCells& cells) {
  const BitField& field = cells.field;
  const Sizes s = sizes(ui, rect.h);
  const float flash = ui.tweens().flash(ui.path(std::string(id) + "#flash"), cells.version);
  ui.note(id, rect, {});
  BitParts parts;
  parts.strip = {rect.x, rect.y, rect.w, s.strip};
  const Strip strip = strip_of(ui, parts.strip, field);
  for (int bit = field.high; bit >= field.low; --bit) draw_cell(ui, strip.place(bit), cells, bit, flash, ui.px(2), false);
  if (field.apart > 0) {
    parts.apart = strip.place(field.high);
    parts.apart.w = strip.place(field.high - field.apart + 1).right() - parts.apart.x;
  }
  if (s.lens < ui.px(16)) return parts;
  parts.lens = {rect.x, rect.y + s.strip + s.funnel, rect.w, s.lens};
  const auto shown = lens_cells(ui, parts.lens, bits_under_lens(ui, rect.w, cells));
  draw_funnels(ui, strip, shown, parts.strip.bottom() + ui.px(1), parts.lens.y - ui.px(1), field.colour);
  for (const LensCell& cell : shown) {
    ui.note(std::string(id) + "/" + std::to_string(cell.bit), cell.rect, cells.value >> cell.bit & 1 ? "1" : "0");
    draw_cell(ui, cell.rect, cells, cell.bit, flash, ui.px(4), true);
  }
  return parts;
}

}  // namespace wgscope::widgets
