// A field of a word, bit by bit, the highest at the left: all of it as a strip of cells, and below, as through a lens, its low bits and every bit that has
// just changed, large enough for the back row. Bits that have changed are outlined, and flash.
#pragma once

#include <cstdint>
#include <string_view>

#include "app/widgets/ui.h"

namespace wgscope::widgets {

struct BitField {
  int high = 63, low = 32;       // of the word
  int apart = 0;                 // so many of the highest bits are no part of the number: they stand apart, in no colour of its
  Colour colour = {};            // of the bits that are 1
};
struct BitCells {
  uint64_t value = 0;            // the whole word
  uint64_t changed = 0;          // bits to outline
  uint64_t version = 0;          // another number: the changed bits flash
  BitField field;
};
// Where the parts of it were drawn, for what explains them.
struct BitParts {
  Rect strip, apart, lens;
};
BitParts bit_cells(Ui& ui, std::string_view id, const Rect& rect, const BitCells& cells);
// The height that suits a width: the strip alone when it is too narrow for more.
float bit_cells_height(const Ui& ui, float width);
// Which bits the lens shows at a width, from the highest down: of the low ones whole groups of eight, as many as fit at their full size.
std::vector<int> bits_under_lens(const Ui& ui, float width, const BitCells& cells);

}  // namespace wgscope::widgets
