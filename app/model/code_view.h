// The Go program with a chip a goroutine on the line where it stands. For the code panel.
#pragma once

#include <cstdint>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

enum class TokenKind : uint8_t { plain, keyword, type, text, number, comment, call, panic };

struct CodeToken {
  uint32_t begin = 0, end = 0;       // bytes of its line
  TokenKind kind = TokenKind::plain;
  bool operator==(const CodeToken&) const = default;
};

// Colours for one line after another of Go; `in_comment` and `in_raw_string` go on from line to line.
struct Highlighter {
  bool in_comment = false, in_raw_string = false;
  std::vector<CodeToken> tokens_of(std::string_view line);
};
std::vector<std::vector<CodeToken>> highlight(const std::vector<std::string>& lines);

struct CodeLine {
  std::vector<Chip> here;            // in order of number
  bool latest = false;               // the latest event happened here
};

struct CodeView {
  std::vector<CodeLine> lines;       // parallel to the program
  int shown_line = -1;               // keep this one in the picture: the latest event's, else the focused goroutine's; -1: none
};
CodeView code_view(const Scene& scene);

}  // namespace wgscope::model
