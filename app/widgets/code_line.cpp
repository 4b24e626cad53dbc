// One line of code, for whoever draws some: the view of a program and the editor. Declared in code_view.h.
#include <cctype>

#include "app/widgets/code_view.h"
#include "core/base/utf8.h"

namespace wgscope::widgets {

// The text in pieces of one colour each.
void draw_code(Canvas& canvas, Point at, TextStyle style, const CodeLine& line, const theme::Colours& c) {
  const auto ink = [&](Colour colour) { return line.dim ? colour.fade(0.5f) : colour; };
  float x = at.x;
  const auto piece = [&](size_t from, size_t to, Colour colour) {
    if (from < to) x += canvas.text({x, at.y}, style, ink(colour), line.text.substr(from, to - from));
  };
  size_t done = 0;
  for (const CodeSpan& span : line.spans) {
    const size_t from = std::min<size_t>(span.from, line.text.size()), to = std::min<size_t>(span.to, line.text.size());
    if (from < done || to <= from) continue;
    piece(done, from, c.code_text);
    piece(from, to, span.colour);
    done = to;
  }
  piece(done, line.text.size(), c.code_text);
}

// A wave below the place of an error, up to the end of the word there.
void draw_error_wave(Ui& ui, Point text_at, TextStyle style, const CodeLine& line, float bottom) {
  Canvas& canvas = ui.canvas();
  size_t from = 0;
  for (int column = 1; column < line.error_column && from < line.text.size(); ++column) from += utf8_at(line.text, from).bytes;
  size_t to = from;
  const auto in_word = [](char ch) { return std::isalnum(static_cast<unsigned char>(ch)) || ch == '_' || static_cast<uint8_t>(ch) >= 0x80; };
  while (to < line.text.size() && in_word(line.text[to])) ++to;
  const float x0 = text_at.x + canvas.width(style, line.text.substr(0, from));
  const float x1 = x0 + std::max(ui.px(8), canvas.width(style, line.text.substr(from, to - from)));
  std::vector<Point> wave;
  const float step = ui.px(3);
  for (float x = x0; x <= x1; x += step) wave.push_back({x, bottom - (wave.size() % 2 ? ui.px(2) : 0)});
  if (wave.size() > 1) canvas.path(wave, ui.colours().panicked, std::max(1.0f, ui.px(1)));
}

}  // namespace wgscope::widgets
