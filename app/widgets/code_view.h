// Lines of code: numbers, coloured words, chips of who stands where, a highlighted line, marks of errors. It knows nothing of Go: spans come coloured.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "app/widgets/ui.h"

namespace wgscope::widgets {

struct CodeSpan {
  uint32_t from = 0, to = 0;     // bytes of the line
  Colour colour = {};
};
struct CodeChip {
  std::string_view name = {};
  Colour colour = {};
  bool dim = false;
};
struct CodeLine {
  std::string_view text = {};
  std::span<const CodeSpan> spans = {};  // what no span covers has the colour of code
  std::span<const CodeChip> chips = {};  // at the right; those that do not fit become "+3"
  std::string_view note = {};  // muted, after the text: the values it holds
  bool highlighted = false;
  bool dim = false;
  std::string_view error = {};  // underlined, with this message below the line
  int error_column = 0;                  // from 1, in characters
};
struct CodeViewSpec {
  std::span<const CodeLine> lines = {};
  bool numbers = true;
  int focus = -1;                        // the line kept in view
  uint64_t focus_version = 0;            // when this changes
  TextStyle style = TextStyle::mono;
  float row = 0;                         // the height of a line; 0: the usual one
  std::function<void(const Rect& chips)> on_chips = {};   // told where the chips of a line are
};
// Gives the line that was clicked, or -1. Item ids: id/line/1, …
int code_view(Ui& ui, std::string_view id, const Rect& rect, const CodeViewSpec& spec);

// ---- of one line
void draw_code(Canvas& canvas, Point at, TextStyle style, const CodeLine& line, const theme::Colours& colours);
// Who stands there, from the right end of the row; those that do not fit beside the line's own text are counted. Gives their left end.
float draw_chips(Ui& ui, const Rect& row, std::span<const CodeChip> chips, float text_width);
// Below the place of its error, up to the end of the word there. `bottom`: of the line.
void draw_error_wave(Ui& ui, Point text_at, TextStyle style, const CodeLine& line, float bottom);

}  // namespace wgscope::widgets
