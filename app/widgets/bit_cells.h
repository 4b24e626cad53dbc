// A word as cells, one a bit, the highest at the left, with its fields bracketed. Bits that have just changed are outlined, and flash.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "app/widgets/ui.h"

namespace wgscope::widgets {

struct BitField {
  int high = 63, low = 32;
  Colour colour = {};  // of the bits that are 1, and of the bracket
};
struct BitCells {
  uint64_t value = 0;
  uint64_t changed = 0;          // bits to outline
  uint64_t version = 0;          // another number: the changed bits flash
  std::span<const BitField> fields = {};   // from the highest down; together they are the cells
  int group = 8;                 // a gap after every so many
  bool dim = false;
};
// Cells and brackets fill the rectangle's width; gives the field's part of it in `field_out` (as many as fields), for what stands below.
void bit_cells(Ui& ui, std::string_view id, const Rect& rect, const BitCells& cells, std::span<Rect> field_out = {});
// The height that suits a width.
float bit_cells_height(const Ui& ui, float width);

}  // namespace wgscope::widgets
