#include "core/program/unicode.h"

#include <array>

namespace wgscope::program {

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

constexpr std::string_view kHex = "0123456789abcdef";

void append_hex(std::string& out, uint32_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += kHex[value >> shift & 15];
}

void append_escaped(std::string& out, const Decoded& c, unsigned char byte, char quote, bool ascii) {
  if (!c.valid) {
    out += "\\x";
    append_hex(out, byte, 2);
    return;
  }
  if (c.point == static_cast<uint32_t>(quote) || c.point == '\\') {
    out += '\\';
    out += static_cast<char>(c.point);
    return;
  }
  if (is_printable(c.point) && (!ascii || c.point < 0x80)) {
    out += utf8(c.point);
    return;
  }
  constexpr std::string_view kNamed = "\a\b\f\n\r\t\v", kNames = "abfnrtv";
  if (const size_t at = c.point < 0x80 ? kNamed.find(static_cast<char>(c.point)) : std::string_view::npos; at != std::string_view::npos) {
    out += '\\';
    out += kNames[at];
  } else if (c.point < ' ' || c.point == 0x7f) {
    out += "\\x";
    append_hex(out, c.point, 2);
  } else if (c.point < 0x10000) {
    out += "\\u";
    append_hex(out, c.point, 4);
  } else {
    out += "\\U";
    append_hex(out, c.point, 8);
  }
}

}  // namespace

Decoded decode(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const uint32_t first = byte(0);
  if (first < 0x80) return {first, 1, true};
  const size_t length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xc2 && first < 0xe0 ? 2 : 0;
  if (length == 0) return {};
  uint32_t point = first & (0x7fu >> length);
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    point = point << 6 | (byte(i) & 0x3f);
  }
  constexpr std::array<uint32_t, 5> kSmallest{0, 0, 0x80, 0x800, 0x10000};
  if (point < kSmallest[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return {};
  return {point, length, true};
}

std::string utf8(uint64_t point) {
  if (point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) point = kReplacement;
  std::string text;
  const auto put = [&](uint64_t byte) { text += static_cast<char>(byte); };
  const auto tail = [&](int shift) { put(0x80 | (point >> shift & 0x3f)); };
  if (point < 0x80) {
    put(point);
  } else if (point < 0x800) {
    put(0xc0 | point >> 6), tail(0);
  } else if (point < 0x10000) {
    put(0xe0 | point >> 12), tail(6), tail(0);
  } else {
    put(0xf0 | point >> 18), tail(12), tail(6), tail(0);
  }
  return text;
}

size_t count_characters(std::string_view text) {
  size_t count = 0;
  while (!text.empty()) {
    text.remove_prefix(decode(text).bytes);
    ++count;
  }
  return count;
}

bool is_printable(uint32_t point) {
  for (const Range& range : kNotPrintable)
    if (point >= range.first && point <= range.last) return false;
  return point <= 0x10ffff;
}

std::string quoted(std::string_view text, bool ascii) {
  std::string out = "\"";
  while (!text.empty()) {
    const Decoded c = decode(text);
    append_escaped(out, c, static_cast<unsigned char>(text.front()), '"', ascii);
    text.remove_prefix(c.bytes);
  }
  return out + '"';
}

std::string quoted_character(uint64_t point, bool ascii) {
  std::string out = "'";
  const std::string text = utf8(point);
  append_escaped(out, decode(text), 0, '\'', ascii);
  return out + '\'';
}

bool can_be_backquoted(std::string_view text) {
  while (!text.empty()) {
    const Decoded c = decode(text);
    if (!c.valid || c.point == 0xfeff || (c.point < ' ' && c.point != '\t') || c.point == '`' || c.point == 0x7f) return false;
    text.remove_prefix(c.bytes);
  }
  return true;
}

}  // namespace wgscope::program
