// Text in several lines. English breaks at blanks and after hyphens; Chinese between any two characters, but never before a closing mark or after an
// opening one; a word wider than the line is broken where it must be.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "app/widgets/canvas.h"

namespace wgscope::widgets {

// The width of a piece of text in pixels.
using Measure = std::function<float(std::string_view)>;

// The lines, as pieces of `text` without the blanks at their ends. At least one; a newline always ends a line.
std::vector<std::string_view> wrap(std::string_view text, float width, const Measure& measure);
std::vector<std::string_view> wrap(const Canvas& canvas, TextStyle style, std::string_view text, float width);

// How high it is when wrapped to this width.
float paragraph_height(const Canvas& canvas, TextStyle style, std::string_view text, float width);
// Draws it from the top left of the box, as many lines as fit (the last ends in an ellipsis when more would follow). Gives the height drawn.
float paragraph(Canvas& canvas, const Rect& box, TextStyle style, Colour colour, std::string_view text);

}  // namespace wgscope::widgets
