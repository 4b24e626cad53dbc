#include "app/model/program_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "core/base/utf8.h"
#include "core/scenario/json_reader.h"

namespace wgscope::model {

namespace {

std::string_view without_mark(std::string_view text) { return text.starts_with("\xef\xbb\xbf") ? text.substr(3) : text; }

bool reads_as_json(const std::string& file, std::string_view text) {
  if (file.ends_with(".go")) return false;
  const size_t first = text.find_first_not_of(" \t\r\n");
  return file.ends_with(".json") || (first != text.npos && text[first] == '{');
}

std::string with_plain_ends(std::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i)
    if (text[i] != '\r' || i + 1 >= text.size() || text[i + 1] != '\n') plain += text[i];
  return plain;
}

std::string with_crlf(std::string_view text) {
  std::string ends;
  for (const char c : text) c == '\n' ? ends += "\r\n" : ends += c;
  return ends;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (size_t from = 0;;) {
    const size_t end = text.find('\n', from);
    lines.push_back(text.substr(from, end == text.npos ? text.npos : end - from));
    if (end == text.npos) return lines;
    from = end + 1;
  }
}

// Of a place of a text, from 1, the byte.
size_t offset_of(std::string_view text, TextPlace place) {
  size_t at = 0;
  for (uint32_t line = 1; line < place.line; ++line) at = std::min(text.size(), text.find('\n', at)) + 1;
  for (uint32_t column = 1; column < place.column && at < text.size(); ++column) at += utf8_at(text, at).bytes;
  return std::min(at, text.size());
}

// One past the end of the string or array that begins here; the text is known to be JSON.
size_t end_of_value(std::string_view text, size_t at) {
  int depth = 0;
  bool quoted = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (quoted && c == '\\') ++at;
    else if (c == '"') quoted = !quoted;
    else if (!quoted && c == '[') ++depth;
    else if (!quoted && c == ']') --depth;
    if (!quoted && depth == 0 && (c == '"' || c == ']')) return at + 1;
  }
  return text.size();
}

std::string in_quotes(std::string_view line) { return nlohmann::json(line).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace); }

}  // namespace

ProgramText::ProgramText(std::string file, const std::string& text) : file_(std::move(file)), text_(text) {
  const std::string_view plain = without_mark(text_);
  crlf_ = plain.find("\r\n") != plain.npos;
  is_json_ = reads_as_json(file_, plain);
  edited_ = with_plain_ends(plain);
  if (!is_json_) return;
  Diagnostics slips;
  const JsonText json = read_json(file_, plain, slips);
  const JsonNode* program = json.root.find("program");
  if (!slips.empty() || !json.whole || !program) return;
  std::string lines;
  if (program->type == JsonNode::Type::string) {
    lines = program->text;
  } else if (program->type == JsonNode::Type::array) {
    for (const JsonNode& item : program->items) {
      if (item.type != JsonNode::Type::string) return;
      (lines += item.text) += '\n';
    }
    if (!lines.empty()) lines.pop_back();
  } else {
    return;
  }
  const size_t from = offset_of(plain, program->place);
  before_ = plain.substr(0, from);
  after_ = plain.substr(end_of_value(plain, from));
  const size_t line = before_.rfind('\n') == std::string::npos ? 0 : before_.rfind('\n') + 1;
  indent_ = before_.substr(line, std::min(before_.size(), before_.find_first_not_of(" \t", line)) - line);
  edited_ = with_plain_ends(lines);
  in_json_ = true;
}

std::string ProgramText::with(std::string_view program) const {
  if (program == edited_) return text_;
  if (!in_json_) return crlf_ ? with_crlf(program) : std::string(program);
  const std::string end = crlf_ ? "\r\n" : "\n", inner = indent_ + (indent_.empty() ? std::string("  ") : indent_);
  std::string text = before_ + "[";
  const auto lines = lines_of(program);
  for (size_t i = 0; i < lines.size(); ++i) text += (i ? "," : "") + end + inner + in_quotes(lines[i]);
  return text + end + indent_ + "]" + after_;
}

std::optional<ProgramPlace> ProgramText::place_in(std::string_view program, int line, int column) const {
  if (line < 1) return std::nullopt;
  const TextPlace wanted{static_cast<uint32_t>(line), static_cast<uint32_t>(std::max(column, 1))};
  if (!in_json_) {
    const auto lines = lines_of(program);
    if (wanted.line > lines.size()) return std::nullopt;
    return ProgramPlace{wanted.line - 1, std::min<size_t>(wanted.column - 1, utf8_length(lines[wanted.line - 1]))};
  }
  // The last character that begins at the place or before it, on its line of the JSON.
  Diagnostics ignored;
  const JsonText json = read_json(file_, without_mark(with(program)), ignored);
  const JsonNode* node = json.root.find("program");
  if (!node) return std::nullopt;
  std::optional<ProgramPlace> found;
  ProgramPlace at;
  const auto walk = [&](const JsonNode& string) {
    if (string.place.line == wanted.line) found = at;
    size_t byte = 0;
    for (const TextPlace& written : string.characters) {
      if (written.line == wanted.line && written.column <= wanted.column) found = at;
      if (byte >= string.text.size()) break;   // the closing quote
      const bool ends = string.text[byte] == '\n';
      byte += utf8_at(string.text, byte).bytes;
      at = ends ? ProgramPlace{at.line + 1, 0} : ProgramPlace{at.line, at.column + 1};
    }
    at = {at.line + 1, 0};
  };
  if (node->type == JsonNode::Type::string) walk(*node);
  for (const JsonNode& item : node->items) walk(item);
  return found;
}

}  // namespace wgscope::model
