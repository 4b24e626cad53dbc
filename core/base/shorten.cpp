#include "core/base/shorten.h"

#include <cstdio>

#include "core/base/utf8.h"

namespace wgscope {
namespace {

// Does a terminal obey it, or does it hide what stands beside it?
bool is_obeyed(char32_t c) {
  const bool control = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0);
  const bool direction = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x061c;
  return control || direction || c == 0x2028 || c == 0x2029;
}

std::string escaped(char32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, "\\u%04x", static_cast<unsigned>(c));
  return text;
}

}  // namespace

std::string shortened(std::string_view text, size_t characters_max) {
  if (text.size() <= characters_max) return std::string(text);   // no more characters than bytes
  const size_t characters = utf8_length(text);
  if (characters <= characters_max || characters_max < 3) return std::string(text);
  const size_t behind = (characters_max - 1) / 2, before = characters_max - 1 - behind;
  size_t head = 0;
  for (size_t i = 0; i < before; ++i) head += utf8_at(text, head).bytes;
  size_t tail = head;
  for (size_t i = before; i < characters - behind; ++i) tail += utf8_at(text, tail).bytes;
  return std::string(text.substr(0, head)).append("…").append(text.substr(tail));
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte >= 0x20 && byte < 0x7f) {
      shown += text[at++];
      continue;
    }
    const Utf8Char c = utf8_at(text, at);
    if (!c.valid) shown += "\xef\xbf\xbd";
    else if (is_obeyed(c.value)) shown += escaped(c.value);
    else shown += text.substr(at, c.bytes);
    at += c.bytes;
  }
  return shown;
}

}  // namespace wgscope
