#include "core/scenario/json_reader.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

#include "core/base/utf8.h"

namespace wgscope {
namespace {

constexpr int kDepthMax = 64;
constexpr int kSlipsMax = 50;   // beyond these the text is no JSON with slips, but no JSON

// Behind blanks and comments a word stands that opens a file of Go.
bool begins_as_go(std::string_view text) {
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
    if (!text.starts_with("//") && !text.starts_with("/*")) break;
    const bool line = text[1] == '/';
    const size_t end = text.find(line ? "\n" : "*/", 2);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + (line ? 1 : 2));
  }
  for (const std::string_view word : {"package", "import", "func", "var", "const", "type"}) {
    if (text.starts_with(word) && text.size() > word.size() && (text[word.size()] == ' ' || text[word.size()] == '\t' || text[word.size()] == '(')) return true;
  }
  return false;
}

class Reader {
 public:
  Reader(const std::string& file, std::string_view text, Diagnostics& errors) : file_(file), text_(text), errors_(errors) {}

  JsonText read() {
    JsonText result;
    if (begins_as_go(text_)) {
      fail(here(), "this is a Go program, not a scenario", "name the file .go, or write {\"wgscope\": 1, \"program\": [\"…\"]} around it");
      return {{}, false};
    }
    skip_blanks();
    if (at_end()) {
      fail(here(), "the file is empty", "a scenario is a JSON object: {\"wgscope\": 1, \"program\": […]}");
      return {{}, false};
    }
    result.root = value("", 0);
    result.whole = !given_up_;
    skip_blanks();
    pointer_.clear();
    if (!at_end()) fail(here(), "there is more after the end of the JSON value", "a file holds one scenario");
    return result;
  }

 private:
  // Where we are. `at_` moves by whole characters only, so that columns count characters.
  bool at_end() const { return given_up_ || at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  TextPlace here() const { return {line_, column_}; }
  void advance() {
    const uint32_t bytes = utf8_at(text_, at_).bytes;
    if (text_[at_] == '\n') {
      ++line_;
      column_ = 1;
    } else {
      ++column_;
    }
    at_ += bytes;
  }
  void advance(size_t characters) {
    for (size_t i = 0; i < characters && !at_end(); ++i) advance();
  }

  void slip(TextPlace place, std::string message, std::string hint) {
    errors_.push_back({file_, static_cast<int>(place.line), static_cast<int>(place.column), pointer_, "error", std::move(message), std::move(hint)});
    if (++slips_ < kSlipsMax) return;
    errors_.push_back({file_, static_cast<int>(line_), static_cast<int>(column_), pointer_, "error", "too many errors: what follows was not read", "mend these first"});
    given_up_ = true;
  }
  // An error after which nothing can be told any more.
  void fail(TextPlace place, std::string message, std::string hint) {
    if (given_up_) return;
    slip(place, std::move(message), std::move(hint));
    given_up_ = true;
  }

  void skip_blanks() {
    while (!at_end()) {
      const char c = peek();
      if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
        advance();
      } else if (c == '#' || text_.substr(at_, 2) == "//") {
        slip(here(), "JSON has no comments", "put the text into \"about\"");
        while (!at_end() && peek() != '\n') advance();
      } else if (text_.substr(at_, 2) == "/*") {
        slip(here(), "JSON has no comments", "put the text into \"about\"");
        while (!at_end() && text_.substr(at_, 2) != "*/") advance();
        advance(2);
      } else {
        return;
      }
    }
  }

  JsonNode value(const std::string& pointer, int depth) {
    pointer_ = pointer;
    JsonNode node;
    node.place = here();
    if (depth > kDepthMax) {
      fail(here(), "values are nested more than " + std::to_string(kDepthMax) + " deep", "a scenario needs four levels");
      return node;
    }
    const char c = peek();
    if (at_end()) {
      fail(here(), "the file ends where a value should be", "write the value, and close what is open");
    } else if (c == '{') {
      object(node, pointer, depth);
    } else if (c == '[') {
      array(node, pointer, depth);
    } else if (c == '"') {
      node.type = JsonNode::Type::string;
      string(node.text, &node.characters);
    } else if (c == '\'') {
      fail(here(), "a string in single quotes", "JSON strings stand in double quotes");
    } else if (c == '-' || c == '+' || c == '.' || (c >= '0' && c <= '9')) {
      number(node);
    } else {
      word(node);
    }
    return node;
  }

  void object(JsonNode& node, const std::string& pointer, int depth) {
    node.type = JsonNode::Type::object;
    std::unordered_map<std::string, TextPlace> seen;
    bool said_no_colon = false;
    advance();
    for (bool first = true;; first = false) {
      if (!separator('}', "object", pointer, node.place, first)) return;
      const TextPlace place = here();
      std::string key;
      if (peek() == '"') {
        if (!unclosed_key(key)) string(key, nullptr);
      } else {
        bare_key(key);
      }
      if (given_up_) return;
      const std::string inner = pointer_to(pointer, key);
      pointer_ = inner;
      const auto [known, is_new] = seen.emplace(key, place);
      if (!is_new) {
        slip(place, "key \"" + key + "\" is given twice",
             "it stands at " + std::to_string(known->second.line) + ":" + std::to_string(known->second.column) + " already; keep one");
      }
      skip_blanks();
      if (peek() == ':') {
        advance();
      } else if (peek() == '=') {
        slip(here(), "\"=\" after a key", "JSON writes \"key\": value");
        advance();
      } else if (at_end()) {
        fail(here(), "the file ends after the key \"" + key + "\"", "write : and its value, and close what is open");
        return;
      } else {
        if (!said_no_colon) slip(here(), "no \":\" after the key \"" + key + "\"", "JSON writes \"key\": value; what has no keys stands in [ and ]");
        said_no_colon = true;
        if (peek() == ',' || peek() == '}') continue;
      }
      skip_blanks();
      node.members.push_back({std::move(key), place, value(inner, depth + 1)});
      if (given_up_) return;
      pointer_ = pointer;
    }
  }

  void array(JsonNode& node, const std::string& pointer, int depth) {
    node.type = JsonNode::Type::array;
    advance();
    for (bool first = true;; first = false) {
      if (!separator(']', "array", pointer, node.place, first)) return;
      node.items.push_back(value(pointer + "/" + std::to_string(node.items.size()), depth + 1));
      if (given_up_) return;
      pointer_ = pointer;
    }
  }

  // Goes to the next element of an object or array: over one comma, but for the first. False: the end was reached (or the file's).
  bool separator(char close, const char* what, const std::string& pointer, TextPlace opened, bool first) {
    pointer_ = pointer;
    const TextPlace after = here();
    skip_blanks();
    std::optional<TextPlace> comma;
    while (peek() == ',') {
      if (first || comma) slip(here(), "a comma with no value before it", "remove it");
      comma = here();
      advance();
      skip_blanks();
    }
    if (at_end()) {
      fail(here(), std::string("the file ends inside the ") + what + " that begins at " + std::to_string(opened.line) + ":" + std::to_string(opened.column),
           std::string("close it with \"") + close + "\"");
      return false;
    }
    if (peek() == close) {
      if (comma && !first) slip(*comma, std::string("a comma after the last value of the ") + what, "remove it");
      advance();
      return false;
    }
    if (peek() == (close == '}' ? ']' : '}') || peek() == ':') {
      fail(here(), std::string("\"") + peek() + "\" where \"" + close + "\" should be: the " + what + " that begins at " + std::to_string(opened.line) + ":" +
                       std::to_string(opened.column) + " is still open", std::string("close it with ") + close);
      return false;
    }
    if (!first && !comma && !string_ran_on_) slip(after, "no comma between two values", "put one here");
    string_ran_on_ = false;
    return !given_up_;
  }

  // `"title: "x"`: the key without the quote behind it.
  bool unclosed_key(std::string& key) {
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

  void bare_key(std::string& key) {
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

  // Whether the quote that we are at ends its string. Go's quotes are forgotten easily: one that neither a comma, a bracket nor the line's end follows belongs
  // to the text. That is said once a string; in a line of the program the last quote of the line is then the one that ends it.
  bool ends_here(size_t& stray_until) {
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

  // Whether a comma, a closing bracket or the end of the line stands behind the quote at `at`.
  bool ends_string(size_t at) const {
    const size_t next = text_.find_first_not_of(" \t\r", at + 1);
    return next == std::string_view::npos || std::string_view(",]}\n").find(text_[next]) != std::string_view::npos;
  }

  // A string, at its opening quote. `characters`: see JsonNode.
  void string(std::string& text, std::vector<TextPlace>* characters) {
    const TextPlace opened = here();
    advance();
    rest_of_string(text, characters, opened);
  }

  void rest_of_string(std::string& text, std::vector<TextPlace>* characters, TextPlace opened) {
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

  // The character that an escape stands for, at its backslash.
  char32_t escape() {
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

  // Four, at the `u` before them.
  std::optional<char32_t> hex_digits() {
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

  void number(JsonNode& node) {
    node.type = JsonNode::Type::number;
    const size_t begin = at_;
    while (!at_end() && (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '+' || peek() == '-' || peek() == '.' || peek() == '_')) advance();
    node.text = text_.substr(begin, at_ - begin);
    if (!is_number(node.text)) {
      slip(node.place, node.text + " is no number of JSON", "decimal digits without leading zeros, a +, or _");
      node.text.clear();
    }
  }

  static bool is_number(std::string_view text) {
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

  void word(JsonNode& node) {
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

  const std::string& file_;
  std::string_view text_;
  Diagnostics& errors_;
  size_t at_ = 0;
  uint32_t line_ = 1, column_ = 1;
  std::string pointer_;   // of the value being read
  int slips_ = 0;
  bool string_ran_on_ = false;   // the string just read had no closing quote
  bool given_up_ = false;
};

}  // namespace

const JsonNode* JsonNode::find(std::string_view key) const {
  const auto found = std::find_if(members.begin(), members.end(), [&](const JsonMember& m) { return m.key == key; });
  return found == members.end() ? nullptr : &found->value;
}

std::string_view name_of(JsonNode::Type type) {
  switch (type) {
    case JsonNode::Type::null: return "null";
    case JsonNode::Type::boolean: return "a boolean";
    case JsonNode::Type::number: return "a number";
    case JsonNode::Type::string: return "a string";
    case JsonNode::Type::array: return "an array";
    case JsonNode::Type::object: return "an object";
  }
  return "";
}

std::string pointer_to(std::string_view parent, std::string_view key) {
  std::string pointer(parent);
  pointer += '/';
  for (const char c : key) {
    if (c == '~') pointer += "~0";
    else if (c == '/') pointer += "~1";
    else pointer += c;
  }
  return pointer;
}

JsonText read_json(const std::string& file, std::string_view text, Diagnostics& errors) { return Reader(file, text, errors).read(); }

}  // namespace wgscope
