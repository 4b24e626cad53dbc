// Values, objects and arrays; json_scalars.cpp reads what stands in them.
#include <algorithm>
#include <unordered_map>

#include "core/base/utf8.h"
#include "core/scenario/json_reader_state.h"

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

}  // namespace

JsonText JsonReader::read() {
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

void JsonReader::advance() {
  const uint32_t bytes = utf8_at(text_, at_).bytes;
  if (text_[at_] == '\n') {
    ++line_;
    column_ = 1;
  } else {
    ++column_;
  }
  at_ += bytes;
}

void JsonReader::advance(size_t characters) {
  for (size_t i = 0; i < characters && !at_end(); ++i) advance();
}

void JsonReader::slip(TextPlace place, std::string message, std::string hint) {
  errors_.push_back({file_, static_cast<int>(place.line), static_cast<int>(place.column), pointer_, "error", std::move(message), std::move(hint)});
  if (++slips_ < kSlipsMax) return;
  errors_.push_back({file_, static_cast<int>(line_), static_cast<int>(column_), pointer_, "error", "too many errors: what follows was not read", "mend these first"});
  given_up_ = true;
}

void JsonReader::fail(TextPlace place, std::string message, std::string hint) {
  if (given_up_) return;
  slip(place, std::move(message), std::move(hint));
  given_up_ = true;
}

void JsonReader::skip_blanks() {
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

JsonNode JsonReader::value(const std::string& pointer, int depth) {
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

void JsonReader::object(JsonNode& node, const std::string& pointer, int depth) {
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

void JsonReader::array(JsonNode& node, const std::string& pointer, int depth) {
  node.type = JsonNode::Type::array;
  advance();
  for (bool first = true;; first = false) {
    if (!separator(']', "array", pointer, node.place, first)) return;
    node.items.push_back(value(pointer + "/" + std::to_string(node.items.size()), depth + 1));
    if (given_up_) return;
    pointer_ = pointer;
  }
}

bool JsonReader::separator(char close, const char* what, const std::string& pointer, TextPlace opened, bool first) {
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

JsonText read_json(const std::string& file, std::string_view text, Diagnostics& errors) { return JsonReader(file, text, errors).read(); }

}  // namespace wgscope
