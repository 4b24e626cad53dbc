// Keys, strings, numbers and words: with the places of a string's characters, and what was meant where a quote is missing.
#include <algorithm>
#include <cctype>

#include "core/base/utf8.h"
#include "core/scenario/json_reader_state.h"

namespace wgscope {

namespace {

bool is_number(std::string_view text) {
  size_t i = 0;
  const auto digits = [&] {
    const size_t begin = i;
    while (i < text.size() && text[i] >= '0' && text[i] <= '9') ++i;
    return i - begin;
  };
  if (i < text.size() && text[i] == '-') ++i;
  const size_t whole = i;
  if (digits() == 0 || (text[whole] == '0' && i - whole > 1)) return false;
  if (i < text.size() && text[i] == '.') {
    ++i;
    if (digits() == 0) return false;
  }
  if (i < text.size() && (text[i] | 0x20) == 'e') {
    ++i;
    if (i < text.size() && (text[i] == '+' || text[i] == '-')) ++i;
    if (digits() == 0) return false;
  }
  return i == text.size();
}

}  // namespace

bool JsonReader::unclosed_key(std::string& key) {
  const size_t end = text_.find_first_of("\"\n", at_ + 1), colon = text_.find(':', at_ + 1);
  if (end == std::string_view::npos || colon >= end) return false;
  const size_t behind = text_[end] == '"' ? text_.find_first_not_of(" \t", end + 1) : end;
  if (behind == std::string_view::npos || text_[behind] == ':') return false;   // a colon in a key
  const TextPlace place = here();
  while (at_ + 1 < colon) {
    advance();
    key += text_.substr(at_, utf8_at(text_, at_).bytes);
  }
  advance();
  slip(place, "the key that begins here has no quote behind it", "write \"" + key + "\"");
  return true;
}

void JsonReader::bare_key(std::string& key) {
  const TextPlace place = here();
  while (!at_end() && (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '_' || peek() == '$')) {
    key += peek();
    advance();
  }
  if (key.empty()) {
    fail(place, "a key should be here", "keys are strings in double quotes");
  } else if (peek() == '"') {
    slip(place, "the key " + key + " has no quote before it", "write \"" + key + "\"");
    advance();
  } else {
    slip(place, "the key " + key + " is not in double quotes", "write \"" + key + "\"");
  }
}

bool JsonReader::ends_here(size_t& stray_until) {
  if (at_ < stray_until) return false;
  const size_t next = std::min(text_.find_first_not_of(" \t\r", at_ + 1), text_.size());
  const bool between_two = next < text_.size() && text_[next] == '"' && next > at_ + 1;   // a comma is missing there
  if (ends_string(at_) || between_two || (next < text_.size() && text_[next] == ':')) return true;
  size_t last = std::min(text_.find('\n', at_), text_.size()) - 1;
  while (last > at_ && (text_[last] != '"' || !ends_string(last))) --last;
  if (last == at_) return true;   // nothing on this line could end it: then this does
  if (stray_until == 0) slip(here(), "a quote inside of a string", "write \\\" for it");
  stray_until = pointer_.starts_with("/program") ? last : at_ + 1;
  return false;
}

bool JsonReader::ends_string(size_t at) const {
  const size_t next = text_.find_first_not_of(" \t\r", at + 1);
  return next == std::string_view::npos || std::string_view(",]}\n").find(text_[next]) != std::string_view::npos;
}

void JsonReader::string(std::string& text, std::vector<TextPlace>* characters) {
  const TextPlace opened = here();
  advance();
  rest_of_string(text, characters, opened);
}

void JsonReader::rest_of_string(std::string& text, std::vector<TextPlace>* characters, TextPlace opened) {
  size_t stray_until = 0;   // quotes before it belong to the text, most likely
  while (true) {
    if (at_end()) {
      if (characters) characters->push_back(here());   // what there is of it is read
      return fail(opened, "the string that begins here does not end", "close it with \"");
    }
    const TextPlace place = here();
    const char c = peek();
    if (c == '"' && (!characters || ends_here(stray_until))) {
      if (characters) characters->push_back(place);
      advance();
      return;
    }
    if (c == '\n') {
      if (!characters) return fail(opened, "the key that begins here does not end on its line", "close it with \"");
      slip(opened, "the string that begins here does not end on its line", "close it with \", or write a line break as \\n");
      characters->push_back(place);
      string_ran_on_ = true;   // and most likely swallowed its comma
      return;
    }
    if (characters) characters->push_back(place);
    if (c == '\\') {
      append_utf8(text, escape());
      continue;
    }
    if (static_cast<unsigned char>(c) < 0x20) {
      // A carriage return before the line's end is the line break's; the next round says so.
      if (c != '\r') slip(place, "a control character (" + std::to_string(static_cast<int>(c)) + ") inside a string", c == '\t' ? "write \\t" : "write it as \\u00XX");
      if (given_up_) continue;
    }
    const uint32_t bytes = utf8_at(text_, at_).bytes;
    text += text_.substr(at_, bytes);
    advance();
  }
}

char32_t JsonReader::escape() {
  const TextPlace place = here();
  advance();
  if (at_end()) return 0xfffd;   // the string does not end: said there
  const char c = peek();
  const std::string_view known = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
  if (const size_t which = known.find(c); which != std::string_view::npos) {
    advance();
    return static_cast<char32_t>(meant[which]);
  }
  if (c != 'u') {
    const uint32_t bytes = utf8_at(text_, at_).bytes;
    slip(place, "\"\\" + (c == '\n' ? std::string() : std::string(text_.substr(at_, bytes))) + "\" is no escape of JSON", "write \\\\ for a backslash");
    return '\\';
  }
  const auto first = hex_digits();
  if (!first) {
    slip(place, "\\u needs four hexadecimal digits", "as in \\u4e2d");
    return 0xfffd;
  }
  if (*first >= 0xd800 && *first < 0xdc00 && text_.substr(at_, 2) == "\\u") {
    advance();
    if (const auto second = hex_digits(); second && *second >= 0xdc00 && *second < 0xe000) return 0x10000 + ((*first - 0xd800) << 10) + (*second - 0xdc00);
  }
  if (*first >= 0xd800 && *first < 0xe000) {
    slip(place, "half of a surrogate pair", "write both halves, as in \\ud83d\\ude00, or the character itself");
    return 0xfffd;
  }
  return *first;
}

std::optional<char32_t> JsonReader::hex_digits() {
  advance();
  char32_t number = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = peek();
    if (!std::isxdigit(static_cast<unsigned char>(c))) return std::nullopt;
    number = number * 16 + static_cast<char32_t>(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
    advance();
  }
  return number;
}

void JsonReader::number(JsonNode& node) {
  node.type = JsonNode::Type::number;
  const size_t begin = at_;
  while (!at_end() && (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '+' || peek() == '-' || peek() == '.' || peek() == '_')) advance();
  node.text = text_.substr(begin, at_ - begin);
  if (!is_number(node.text)) {
    slip(node.place, node.text + " is no number of JSON", "decimal digits without leading zeros, a +, or _");
    node.text.clear();
  }
}

void JsonReader::word(JsonNode& node) {
  const size_t begin = at_;
  while (!at_end() && (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '_' || static_cast<unsigned char>(peek()) >= 0x80)) advance();
  node.text = text_.substr(begin, at_ - begin);
  if (node.text == "true" || node.text == "false") {
    node.type = JsonNode::Type::boolean;
  } else if (node.text == "null") {
    node.text.clear();
  } else if (node.text.empty()) {
    fail(node.place, "a value should be here, not \"" + std::string(text_.substr(at_, utf8_at(text_, at_).bytes)) + "\"", "values are objects, arrays, strings and numbers");
  } else if (const size_t quote = text_.find_first_of("\"\n", at_); quote != std::string_view::npos && text_[quote] == '"' && ends_string(quote)) {
    slip(node.place, "a string without the quote before it", "write \"" + node.text + "…");
    node.type = JsonNode::Type::string;
    for (size_t i = 0; i < utf8_length(node.text); ++i) node.characters.push_back({node.place.line, node.place.column + static_cast<uint32_t>(i)});
    rest_of_string(node.text, &node.characters, node.place);
  } else {
    slip(node.place, node.text + " is no value of JSON", "strings stand in double quotes: \"" + node.text + "\"");
    node.type = JsonNode::Type::string;   // what was most likely meant; its places are good enough
    for (size_t i = 0; i <= utf8_length(node.text); ++i) node.characters.push_back({node.place.line, node.place.column + static_cast<uint32_t>(i)});
  }
}

}  // namespace wgscope
