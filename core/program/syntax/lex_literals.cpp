// Literals: numbers, strings, runes and their escapes. Their shape is checked here; their value is constant.h's.
#include <string>

#include "core/program/syntax/lexer_state.h"

namespace wgscope::program {

namespace {

constexpr const char* kNumberHint = "numbers are written like 42, 0x2a, 0b101, 0o52 or 1.5e3";
constexpr const char* kExponentHint = "write 1e9";
constexpr const char* kEscapeHint = "write \\\\ for a backslash, \\n, \\t, \\x41 or \\u00e9";
constexpr const char* kRuneHint = "close it with '";

template <class Fail>
void check_underscores(Pos start, std::string_view text, bool prefixed, Fail&& fail) {
  char before = prefixed ? '0' : '.';   // a prefix counts as a digit
  for (size_t i = prefixed ? 2 : 0; i <= text.size(); ++i) {
    const char c = i < text.size() ? text[i] : '.';
    const bool digit = is_hex(c);
    if ((c == '_' && !is_hex(before)) || (before == '_' && !digit)) return fail(start, "'_' must separate successive digits", "write 1_000_000");
    before = c;
  }
}

}  // namespace

void Lexer::number() {
  const Pos start = place();
  const size_t from = at_;
  int base = 10;
  bool bad = false;
  const auto fail = [&](Pos pos, const std::string& message, const std::string& hint) {
    if (!bad) messages_.syntax_error(pos, message, hint);
    bad = true;
  };
  std::string_view base_name = "decimal";
  if (peek() == '0') {
    const char next = static_cast<char>(peek(1) | 0x20);
    if (next == 'x') base = 16, base_name = "hexadecimal";
    if (next == 'o') base = 8, base_name = "octal";
    if (next == 'b') base = 2, base_name = "binary";
    if (base != 10) advance(2);
  }
  const bool old_octal = base == 10 && peek() == '0';
  size_t digits = 0;
  Pos wrong;
  char wrong_digit = 0;
  const auto read_digits = [&](int of_base) {
    while (at_ < text_.size() && (is_digit(peek()) || peek() == '_' || (of_base == 16 && is_hex(peek())))) {
      if (peek() != '_') {
        ++digits;
        const int value = is_digit(peek()) ? peek() - '0' : 10;
        if (of_base < 10 && value >= of_base && !wrong.known()) wrong = place(), wrong_digit = peek();
        if (old_octal && value >= 8 && !wrong.known()) wrong = place(), wrong_digit = peek();
      }
      advance();
    }
  };
  read_digits(base);
  Tok kind = Tok::int_literal;
  if (peek() == '.') {
    kind = Tok::float_literal;
    if (base == 8 || base == 2) fail(place(), "invalid radix point in " + std::string(base_name) + " literal", kNumberHint);
    advance();
    read_digits(base);
  }
  if (digits == 0) fail(start, std::string(base_name) + " literal has no digits", kNumberHint);
  const char exponent = static_cast<char>(peek() | 0x20);
  if ((exponent == 'e' && base != 16) || exponent == 'p') {
    if (exponent == 'e' && base != 10) fail(place(), "'e' exponent requires decimal mantissa", kExponentHint);
    if (exponent == 'p' && base != 16) fail(place(), "'p' exponent requires hexadecimal mantissa", kExponentHint);
    kind = Tok::float_literal;
    advance();
    if (peek() == '+' || peek() == '-') advance();
    const size_t before = digits;
    read_digits(10);
    if (digits == before) fail(start, "exponent has no digits", kExponentHint);
  } else if (base == 16 && kind == Tok::float_literal) {
    fail(start, "hexadecimal mantissa requires a 'p' exponent", kExponentHint);
  }
  if (kind == Tok::float_literal && old_octal) wrong = {};
  if (peek() == 'i') {
    kind = Tok::imaginary_literal;
    wrong = {};
    advance();
  }
  if (wrong.known()) {
    fail(wrong, std::string("invalid digit '") + wrong_digit + "' in " + std::string(old_octal ? "octal" : base_name) + " literal",
         old_octal ? "a literal that begins with 0 is octal" : kNumberHint);
  }
  const std::string_view text = text_.substr(from, at_ - from);
  check_underscores(start, text, base != 10, fail);
  add(kind, start, text, Tok::eof, bad);
}

void Lexer::string() {
  const Pos start = place();
  const size_t from = at_;
  bool bad = false;
  advance();
  for (;;) {
    if (at_ >= text_.size() || peek() == '\n') {
      if (at_ >= text_.size()) messages_.syntax_error(start, "string not terminated", "close it with \"");
      else messages_.syntax_error(place(), "newline in string", "close it with \"");
      bad = true;
      break;
    }
    if (peek() == '"') {
      advance();
      break;
    }
    if (peek() == '\\') {
      if (!escape('"')) bad = true;
    } else {
      if (!well_formed()) bad = true;
      advance_character();
    }
  }
  add(Tok::string_literal, start, text_.substr(from, at_ - from), Tok::eof, bad);
}

bool Lexer::well_formed() {
  if (decode() >= 0) return true;
  messages_.syntax_error(place(), "invalid UTF-8 encoding", "save the text as UTF-8");
  return false;
}

void Lexer::raw_string() {
  const Pos start = place();
  const size_t from = at_;
  const size_t end = text_.find('`', at_ + 1);
  bool bad = false;
  if (end == std::string_view::npos) {
    messages_.syntax_error(start, "string not terminated", "close it with `");
    bad = true;
    advance(text_.size() - at_);
  } else {
    advance(end + 1 - at_);
  }
  add(Tok::string_literal, start, text_.substr(from, at_ - from), Tok::eof, bad);
}

void Lexer::rune() {
  const Pos start = place();
  const size_t from = at_;
  bool bad = false;
  const auto fail = [&](const std::string& message, const std::string& hint) {
    if (!bad) messages_.syntax_error(start, message, hint);
    bad = true;
  };
  advance();
  size_t characters = 0;
  for (;; ++characters) {
    if (at_ >= text_.size()) {
      fail("rune literal not terminated", kRuneHint);
      break;
    }
    if (peek() == '\n') {
      fail(characters == 0 ? "newline in rune literal" : "rune literal not terminated", kRuneHint);
      break;
    }
    if (peek() == '\'') {
      if (characters == 0) fail("empty rune literal or unescaped ' in rune literal", "write '\\'' for a quote");
      if (characters > 1) fail("more than one character in rune literal", "write \"…\" for a string");
      advance();
      break;
    }
    if (peek() == '\\') {
      if (!escape('\'')) bad = true;
    } else {
      if (!well_formed()) bad = true;
      advance_character();
    }
  }
  add(Tok::rune_literal, start, text_.substr(from, at_ - from), Tok::eof, bad);
}

// Reads an escape; reports what Go would not take.
bool Lexer::escape(char quote) {
  const Pos start = place();
  advance();
  const char c = peek();
  if (c == quote || std::string_view("abfnrtv\\").find(c) != std::string_view::npos) {
    if (at_ < text_.size()) advance();
    return true;
  }
  int digits = 0, base = 16;
  uint32_t most = 255;
  if (c >= '0' && c <= '7') digits = 3, base = 8;
  else if (c == 'x') digits = 2;
  else if (c == 'u') digits = 4, most = 0x10ffff;
  else if (c == 'U') digits = 8, most = 0x10ffff;
  else {
    if (at_ < text_.size()) messages_.syntax_error(start, "unknown escape", "write \\\\ for a backslash");
    return false;
  }
  if (base == 16) advance();
  uint32_t value = 0;
  for (int i = 0; i < digits; ++i) {
    const char d = peek();
    const int digit = is_digit(d) ? d - '0' : is_hex(d) ? (d | 0x20) - 'a' + 10 : 99;
    if (digit >= base) {
      messages_.syntax_error(start, std::string("invalid character in ") + (base == 8 ? "octal" : "hexadecimal") + " escape", kEscapeHint);
      return false;
    }
    value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(digit);
    advance();
  }
  if (value > most && base == 8) {
    messages_.syntax_error(start, "octal escape value " + std::to_string(value) + " > 255", kEscapeHint);
    return false;
  }
  if (value > most || (most > 255 && value >= 0xd800 && value < 0xe000)) {
    messages_.syntax_error(start, "escape is invalid Unicode code point", kEscapeHint);
    return false;
  }
  return true;
}

}  // namespace wgscope::program
