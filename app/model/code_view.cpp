#include "app/model/code_view.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "core/program/syntax/lexer.h"

namespace wgscope::model {

namespace {

constexpr std::string_view kTypes[] = {"any", "bool", "byte", "error", "float64", "int", "int32", "int64", "rune", "string", "uint", "uint32", "uint64",
                                       "WaitGroup", "Int32", "Int64", "Bool", "Duration", "Mutex", "Context", "Group"};
constexpr std::string_view kConstants[] = {"true", "false", "nil", "iota"};

template <size_t N>
bool among(std::string_view word, const std::string_view (&words)[N]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool letter(char c) { return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool digit(char c) { return std::isdigit(static_cast<unsigned char>(c)); }

TokenKind kind_of_word(std::string_view word, bool called) {
  if (program::is_keyword(word)) return TokenKind::keyword;
  if (word == "panic" || word == "recover") return TokenKind::panic;
  if (among(word, kConstants)) return TokenKind::number;
  if (among(word, kTypes)) return TokenKind::type;
  return called ? TokenKind::call : TokenKind::plain;
}

// The end of a string or rune literal that begins at `at`, escapes skipped; the line's end when it is not closed.
size_t end_of_literal(std::string_view line, size_t at) {
  const char quote = line[at];
  for (size_t i = at + 1; i < line.size(); ++i) {
    if (line[i] == '\\' && quote != '`') ++i;
    else if (line[i] == quote) return i + 1;
  }
  return line.size();
}

}  // namespace

std::vector<CodeToken> Highlighter::tokens_of(std::string_view line) {
  std::vector<CodeToken> tokens;
  size_t at = 0;
  const auto take = [&](size_t end, TokenKind kind) {
    end = std::min(end, line.size());
    if (end > at) tokens.push_back({static_cast<uint32_t>(at), static_cast<uint32_t>(end), kind});
    at = end;
  };
  const auto through = [&](std::string_view mark, size_t from) {
    const size_t found = line.find(mark, from);
    return found == line.npos ? line.npos : found + mark.size();
  };
  while (at < line.size()) {
    if (in_comment || line.substr(at, 2) == "/*") {
      const size_t end = through("*/", in_comment ? at : at + 2);
      in_comment = end == line.npos;
      take(end, TokenKind::comment);
    } else if (in_raw_string || line[at] == '`') {
      const size_t end = through("`", in_raw_string ? at : at + 1);
      in_raw_string = end == line.npos;
      take(end, TokenKind::text);
    } else if (line.substr(at, 2) == "//") {
      take(line.size(), TokenKind::comment);
    } else if (line[at] == '"' || line[at] == '\'') {
      take(end_of_literal(line, at), TokenKind::text);
    } else if (digit(line[at])) {
      size_t end = at;
      while (end < line.size() && (letter(line[end]) || digit(line[end]) || line[end] == '.')) ++end;
      take(end, TokenKind::number);
    } else if (letter(line[at])) {
      size_t end = at;
      while (end < line.size() && (letter(line[end]) || digit(line[end]))) ++end;
      take(end, kind_of_word(line.substr(at, end - at), end < line.size() && line[end] == '('));
    } else {
      size_t end = at;
      while (end < line.size() && !letter(line[end]) && !digit(line[end]) && line[end] != '"' && line[end] != '\'' && line[end] != '`' && line[end] != '/') ++end;
      take(std::max(end, at + 1), TokenKind::plain);
    }
  }
  return tokens;
}

std::vector<std::vector<CodeToken>> highlight(const std::vector<std::string>& lines) {
  Highlighter highlighter;
  std::vector<std::vector<CodeToken>> all;
  all.reserve(lines.size());
  for (const auto& line : lines) all.push_back(highlighter.tokens_of(line));
  return all;
}

CodeView code_view(const Scene& scene) {
  CodeView view;
  view.lines.resize(scene.program.size());
  const auto line_of = [&](SiteId site) -> int {
    if (site.value == 0 || site.value >= scene.trace.header().sites.size()) return -1;
    const auto line = static_cast<int>(scene.trace.site(site).program_line) - 1;
    return line < static_cast<int>(view.lines.size()) ? line : -1;
  };
  int focused_line = -1;
  for (uint32_t number = 1; number <= scene.world.goroutines.size(); ++number) {
    const GoroutineId who{number};
    const GoroutineNow& now = scene.world.goroutines[number - 1];
    if (now.state == GoroutineState::finished) continue;
    const int line = line_of(now.state == GoroutineState::panicked ? now.last_site : standing_at(scene.trace, scene.world, who).site);
    if (line < 0) continue;
    view.lines[static_cast<size_t>(line)].here.push_back(chip_of(scene, who));
    if (who == scene.focus) focused_line = line;
  }
  if (const Event* latest = scene.latest()) {
    view.shown_line = line_of(SiteId{latest->site});
    if (view.shown_line >= 0) view.lines[static_cast<size_t>(view.shown_line)].latest = true;
  }
  if (view.shown_line < 0) view.shown_line = focused_line;
  return view;
}

}  // namespace wgscope::model
