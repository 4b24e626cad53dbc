// The words of Go: what the lexer gives and the parser reads. Names and groups follow go/src/cmd/compile/internal/syntax/tokens.go.
#pragma once

#include <compare>
#include <cstdint>
#include <string_view>

namespace wgscope::program {

// A place in the Go text: line and column from 1, the column in characters. Line 0 is nowhere.
struct Pos {
  uint32_t line = 0, column = 0;
  bool known() const { return line > 0; }
  auto operator<=>(const Pos&) const = default;
};

enum class Tok : uint8_t {
  eof, name, int_literal, float_literal, imaginary_literal, rune_literal, string_literal,
  // Binary operators, in no order; precedence() knows.
  or_or, and_and, eq, ne, lt, le, gt, ge, plus, minus, pipe, caret, star, slash, percent, amp, and_not, shl, shr,
  not_, tilde, arrow,
  assign, define, assign_op /* `op=`: the operator beside it */, inc_dec /* `++`, `--`: likewise */,
  left_paren, left_bracket, left_brace, right_paren, right_bracket, right_brace, comma, semicolon, colon, dot, ellipsis,
  // Keywords.
  break_, case_, chan_, const_, continue_, default_, defer_, else_, fallthrough_, for_, func_, go_, goto_, if_, import_, interface_, map_,
  package_, range_, return_, select_, struct_, switch_, type_, var_,
};

struct Token {
  Tok kind = Tok::eof;
  Tok op = Tok::eof;        // of assign_op and inc_dec
  bool bad = false;         // a literal that was reported already
  Pos pos;
  std::string_view text;    // a name, a literal as written; a semicolon: `semicolon`, `newline` or `EOF`
};

// As Go writes it in messages: `+`, `:=`, `for`.
std::string_view spelling(Tok kind);
inline bool is_keyword(Tok kind) { return kind >= Tok::break_; }
// 0 for what is no binary operator, else 1 (||) to 5 (*).
int precedence(Tok kind);

}  // namespace wgscope::program
