#include "app/widgets/paragraph.h"

#include <cfloat>

#include "app/theme/imgui_compat.h"
#include "core/base/utf8.h"

namespace wgscope::widgets {

namespace {

bool is_wide(char32_t c) {
  return (c >= 0x2e80 && c <= 0x9fff) || (c >= 0xac00 && c <= 0xd7af) || (c >= 0xf900 && c <= 0xfaff) || (c >= 0xff00 && c <= 0xffef);
}
bool is_blank(char32_t c) { return c == ' ' || c == '\t'; }
bool is_letter(char32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

constexpr std::u32string_view kNeverFirst = U",.;:!?)]}%’”…—·、。〉》」』】〕〗！％），．：；？］｝～";
constexpr std::u32string_view kNeverLast = U"([{‘“〈《「『【〔〖（［｛￥$";

// May a line end between these two?
bool may_break(char32_t before_last, char32_t last, char32_t next) {
  if (is_blank(next)) return false;   // blanks stay with what is before them, and fall off the line's end
  if (is_blank(last)) return next != U'%' && next != U'·';   // as in `81.5 %`, and between the items of a row
  if (kNeverFirst.find(next) != kNeverFirst.npos || kNeverLast.find(last) != kNeverLast.npos) return false;
  if (is_wide(last) || is_wide(next)) return true;
  return last == '-' && is_letter(before_last) && is_letter(next);
}

std::string_view trim_end(std::string_view line) {
  while (!line.empty() && is_blank(static_cast<uint8_t>(line.back()))) line.remove_suffix(1);
  return line;
}

// One line of the source, without its newline, into as many lines as it takes.
void wrap_line(std::string_view text, float width, const Measure& measure, std::vector<std::string_view>& out) {
  size_t start = 0;                  // of the line being filled
  size_t good = 0;                   // the latest place where it may end
  float used = 0, used_good = 0;     // widths up to here, and up to `good`
  char32_t before_last = 0, last = 0;
  for (size_t at = 0; at < text.size();) {
    const Utf8Char c = utf8_at(text, at);
    if (at > start && may_break(before_last, last, c.value)) good = at, used_good = used;
    const float wide = measure(text.substr(at, c.bytes));
    if (used + wide > width && at > start && !is_blank(c.value)) {
      const bool torn = good <= start;   // a word wider than the line
      const size_t end = torn ? at : good;
      out.push_back(trim_end(text.substr(start, end - start)));
      used -= torn ? used : used_good;
      start = good = end;
      used_good = 0;
      while (start < at && is_blank(static_cast<uint8_t>(text[start]))) used -= measure(text.substr(start++, 1));
    }
    used += wide;
    at += c.bytes;
    before_last = last;
    last = c.value;
  }
  out.push_back(trim_end(text.substr(start)));
}

}  // namespace

std::vector<std::string_view> wrap(std::string_view text, float width, const Measure& measure) {
  std::vector<std::string_view> lines;
  for (;;) {
    const size_t newline = text.find('\n');
    wrap_line(text.substr(0, newline), width, measure, lines);
    if (newline == text.npos) return lines;
    text.remove_prefix(newline + 1);
  }
}

std::vector<std::string_view> wrap(const Canvas& canvas, TextStyle style, std::string_view text, float width) {
  canvas.theme().fonts->want(style, text);
  const theme::Font& font = (*canvas.theme().fonts)[style];
  return wrap(text, width, [&font](std::string_view piece) {
    return font.font->CalcTextSizeA(font.size, FLT_MAX, 0, piece.data(), piece.data() + piece.size()).x;
  });
}

float paragraph_height(const Canvas& canvas, TextStyle style, std::string_view text, float width) {
  return static_cast<float>(wrap(canvas, style, text, width).size()) * canvas.line_height(style);
}

float paragraph(Canvas& canvas, const Rect& box, TextStyle style, Colour colour, std::string_view text) {
  const auto lines = wrap(canvas, style, text, box.w);
  const float height = canvas.line_height(style);
  float y = box.y;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool last_that_fits = i + 1 < lines.size() && y + 2 * height > box.bottom() + 0.5f;
    if (last_that_fits) {
      canvas.text_in({box.x, y, box.w, height}, style, colour, std::string(lines[i]) + "…");
      return y + height - box.y;
    }
    canvas.text_in({box.x, y, box.w + 1, height}, style, colour, lines[i]);
    y += height;
  }
  return y - box.y;
}

}  // namespace wgscope::widgets
