#include "core/base/go_quote.h"

#include <cstddef>

#include "core/base/utf8.h"

namespace wgscope {

namespace {

struct Range {
  uint32_t first, last;
};
// What has no picture of its own: controls, formats, spaces other than the ASCII one, surrogates, private use.
constexpr Range kNotPrintable[] = {
    {0x00, 0x1f},       {0x7f, 0xa0},       {0xad, 0xad},       {0x600, 0x605},     {0x61c, 0x61c},     {0x6dd, 0x6dd},
    {0x70f, 0x70f},     {0x1680, 0x1680},   {0x180e, 0x180e},   {0x2000, 0x200f},   {0x2028, 0x202f},   {0x205f, 0x206f},
    {0x3000, 0x3000},   {0xd800, 0xf8ff},   {0xfeff, 0xfeff},   {0xfff0, 0xfffb},   {0xfffe, 0xffff},   {0x1fffe, 0x1ffff},
    {0x2fffe, 0x2ffff}, {0xe0000, 0xe00ff}, {0xe01f0, 0x10ffff},
};

constexpr char32_t kReplacement = 0xfffd;   // what stands for a number that is no character

constexpr std::string_view kHex = "0123456789abcdef";

void append_hex(std::string& out, uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += kHex[value >> shift & 15];
}

void append_escaped(std::string& out, const Utf8Char& c, unsigned char byte, char quote, bool ascii) {
  if (!c.valid) {
    out += "\\x";
    append_hex(out, byte, 2);
    return;
  }
  if (c.value == static_cast<char32_t>(quote) || c.value == '\\') {
    out += '\\';
    out += static_cast<char>(c.value);
    return;
  }
  if (is_printable(c.value) && (!ascii || c.value < 0x80)) {
    out += utf8(c.value);
    return;
  }
  constexpr std::string_view kNamed = "\a\b\f\n\r\t\v", kNames = "abfnrtv";
  if (const size_t at = c.value < 0x80 ? kNamed.find(static_cast<char>(c.value)) : std::string_view::npos; at != std::string_view::npos) {
    out += '\\';
    out += kNames[at];
  } else if (c.value < ' ' || c.value == 0x7f) {
    out += "\\x";
    append_hex(out, c.value, 2);
  } else if (c.value < 0x10000) {
    out += "\\u";
    append_hex(out, c.value, 4);
  } else {
    out += "\\U";
    append_hex(out, c.value, 8);
  }
}

}  // namespace

std::string utf8(uint64_t point) {
  std::string text;
  append_utf8(text, point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff) ? kReplacement : static_cast<char32_t>(point));
  return text;
}

bool is_printable(uint32_t point) {
  for (const Range& range : kNotPrintable)
    if (point >= range.first && point <= range.last) return false;
  return point <= 0x10ffff;
}

std::string quoted(std::string_view text, bool ascii) {
  std::string out = "\"";
  while (!text.empty()) {
    const Utf8Char c = utf8_at(text, 0);
    append_escaped(out, c, static_cast<unsigned char>(text.front()), '"', ascii);
    text.remove_prefix(c.bytes);
  }
  return out + '"';
}

std::string quoted_character(uint64_t point, bool ascii) {
  std::string out = "'";
  const std::string text = utf8(point);
  append_escaped(out, utf8_at(text, 0), 0, '\'', ascii);
  return out + '\'';
}

bool can_be_backquoted(std::string_view text) {
  while (!text.empty()) {
    const Utf8Char c = utf8_at(text, 0);
    if (!c.valid || c.value == 0xfeff || (c.value < ' ' && c.value != '\t') || c.value == '`' || c.value == 0x7f) return false;
    text.remove_prefix(c.bytes);
  }
  return true;
}

}  // namespace wgscope
