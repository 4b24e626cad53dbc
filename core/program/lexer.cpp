#include "core/program/lexer.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string>
#include <utility>

namespace wgscope::program {

namespace {

constexpr std::pair<std::string_view, Tok> kKeywords[] = {
    {"break", Tok::break_},   {"case", Tok::case_},     {"chan", Tok::chan_},       {"const", Tok::const_},
    {"continue", Tok::continue_}, {"default", Tok::default_}, {"defer", Tok::defer_}, {"else", Tok::else_},
    {"fallthrough", Tok::fallthrough_}, {"for", Tok::for_}, {"func", Tok::func_},   {"go", Tok::go_},
    {"goto", Tok::goto_},     {"if", Tok::if_},         {"import", Tok::import_},   {"interface", Tok::interface_},
    {"map", Tok::map_},       {"package", Tok::package_}, {"range", Tok::range_},   {"return", Tok::return_},
    {"select", Tok::select_}, {"struct", Tok::struct_}, {"switch", Tok::switch_},   {"type", Tok::type_},
    {"var", Tok::var_},
};

// Longest first, so that the first that fits is the one.
struct Symbol {
  std::string_view text;
  Tok kind;
  Tok op = Tok::eof;
};
constexpr Symbol kSymbols[] = {
    {"<<=", Tok::assign_op, Tok::shl}, {">>=", Tok::assign_op, Tok::shr}, {"&^=", Tok::assign_op, Tok::and_not}, {"...", Tok::ellipsis},
    {"&&", Tok::and_and}, {"||", Tok::or_or}, {"<<", Tok::shl}, {">>", Tok::shr}, {"&^", Tok::and_not}, {"<-", Tok::arrow},
    {"++", Tok::inc_dec, Tok::plus}, {"--", Tok::inc_dec, Tok::minus}, {"==", Tok::eq}, {"!=", Tok::ne}, {"<=", Tok::le},
    {">=", Tok::ge}, {":=", Tok::define}, {"+=", Tok::assign_op, Tok::plus}, {"-=", Tok::assign_op, Tok::minus},
    {"*=", Tok::assign_op, Tok::star}, {"/=", Tok::assign_op, Tok::slash}, {"%=", Tok::assign_op, Tok::percent},
    {"&=", Tok::assign_op, Tok::amp}, {"|=", Tok::assign_op, Tok::pipe}, {"^=", Tok::assign_op, Tok::caret},
    {"+", Tok::plus}, {"-", Tok::minus}, {"*", Tok::star}, {"/", Tok::slash}, {"%", Tok::percent}, {"&", Tok::amp}, {"|", Tok::pipe},
    {"^", Tok::caret}, {"~", Tok::tilde}, {"<", Tok::lt}, {">", Tok::gt}, {"=", Tok::assign}, {"!", Tok::not_}, {"(", Tok::left_paren},
    {"[", Tok::left_bracket}, {"{", Tok::left_brace}, {")", Tok::right_paren}, {"]", Tok::right_bracket}, {"}", Tok::right_brace},
    {",", Tok::comma}, {";", Tok::semicolon}, {":", Tok::colon}, {".", Tok::dot},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool starts_name(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80); }
bool in_name(char c) { return starts_name(c) || is_digit(c); }

// After these a newline ends the statement.
bool ends_statement(Tok kind) {
  switch (kind) {
    case Tok::name: case Tok::int_literal: case Tok::float_literal: case Tok::imaginary_literal: case Tok::rune_literal:
    case Tok::string_literal: case Tok::break_: case Tok::continue_: case Tok::fallthrough_: case Tok::return_: case Tok::inc_dec:
    case Tok::right_paren: case Tok::right_bracket: case Tok::right_brace: return true;
    default: return false;
  }
}

class Lexer {
 public:
  Lexer(std::string_view text, Messages& messages) : text_(text), messages_(messages) {}

  std::vector<Token> run() {
    if (text_.substr(0, 3) == "\xef\xbb\xbf") at_ = 3;
    for (;;) {
      if (skip_blanks()) {
        add(Tok::semicolon, place(), "newline");
        continue;
      }
      if (at_ >= text_.size()) break;
      one();
    }
    if (wants_semicolon_) add(Tok::semicolon, place(), "EOF");
    add(Tok::eof, place(), "EOF");
    return std::move(tokens_);
  }

 private:
  Pos place() const { return {line_, column_}; }
  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }

  void advance() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++line_;
      column_ = 1;
    } else if ((peek() & 0xc0) != 0x80 || at_ >= text_.size()) {
      ++column_;   // continuation bytes belong to the character before
    }
  }
  void advance(size_t bytes) { for (; bytes > 0 && at_ < text_.size(); --bytes) advance(); }

  void add(Tok kind, Pos pos, std::string_view text, Tok op = Tok::eof, bool bad = false) {
    tokens_.push_back({kind, op, bad, pos, text});
    wants_semicolon_ = ends_statement(kind);
  }

  // Blanks and comments. True when a newline among them ends a statement: the place is then that newline's.
  bool skip_blanks() {
    while (at_ < text_.size()) {
      const char c = peek();
      if (c == '\n') {
        if (wants_semicolon_) return true;
        advance();
      } else if (c == ' ' || c == '\t' || c == '\r') {
        advance();
      } else if (c == '/' && peek(1) == '/') {
        while (at_ < text_.size() && peek() != '\n') advance();
      } else if (c == '/' && peek(1) == '*') {
        const Pos start = place();
        const size_t end = text_.find("*/", at_ + 2);
        if (end == std::string_view::npos) {
          messages_.syntax_error(start, "comment not terminated", "close it with */");
          at_ = text_.size();
          return false;
        }
        const bool newline = text_.substr(at_, end - at_).find('\n') != std::string_view::npos;
        if (newline && wants_semicolon_) return true;   // the comment is read again, after the semicolon
        advance(end + 2 - at_);
      } else {
        break;
      }
    }
    return false;
  }

  void one() {
    const char c = peek();
    if (starts_name(c)) return word();
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return number();
    if (c == '"') return string();
    if (c == '`') return raw_string();
    if (c == '\'') return rune();
    for (const Symbol& symbol : kSymbols) {
      if (text_.substr(at_, symbol.text.size()) != symbol.text) continue;
      const Pos start = place();
      advance(symbol.text.size());
      return add(symbol.kind, start, symbol.kind == Tok::semicolon ? "semicolon" : symbol.text, symbol.op);
    }
    char code[16];
    std::snprintf(code, sizeof code, "U+%04X", static_cast<unsigned char>(c));
    std::string shown = c > ' ' && c < 0x7f ? std::string(" '") + c + "'" : "";
    messages_.syntax_error(place(), std::string("invalid character ") + code + shown, c == '#' ? "comments begin with //" : c == '?' ? "write if … { … } else { … }" : "");
    advance();
  }

  void word() {
    const Pos start = place();
    const size_t from = at_;
    while (at_ < text_.size() && in_name(peek())) {
      if ((peek() & 0x80) && !letter()) {
        if (at_ == from) return advance_character();
        break;
      }
      advance_character();
    }
    const std::string_view text = text_.substr(from, at_ - from);
    for (const auto& [keyword, kind] : kKeywords) {
      if (keyword == text) return add(kind, start, text);
    }
    add(Tok::name, start, text);
  }

  void advance_character() {
    do advance();
    while (at_ < text_.size() && (peek() & 0xc0) == 0x80);
  }

  // The character that starts here, as its code; -1 when it is no UTF-8.
  int32_t decode() const {
    const auto byte = [&](size_t i) { return static_cast<unsigned char>(peek(i)); };
    const unsigned first = byte(0);
    const auto more = [&](size_t i) { return (byte(i) & 0xc0) == 0x80; };
    if (first < 0x80) return static_cast<int32_t>(first);
    if (first >= 0xc2 && first < 0xe0 && more(1)) return static_cast<int32_t>((first & 0x1f) << 6 | (byte(1) & 0x3f));
    if (first >= 0xe0 && first < 0xf0 && more(1) && more(2)) {
      const auto code = static_cast<int32_t>((first & 0x0f) << 12 | (byte(1) & 0x3f) << 6 | (byte(2) & 0x3f));
      return code >= 0x800 && (code < 0xd800 || code > 0xdfff) ? code : -1;
    }
    if (first >= 0xf0 && first < 0xf5 && more(1) && more(2) && more(3)) {
      const auto code = static_cast<int32_t>((first & 7) << 18 | (byte(1) & 0x3f) << 12 | (byte(2) & 0x3f) << 6 | (byte(3) & 0x3f));
      return code >= 0x10000 && code <= 0x10ffff ? code : -1;
    }
    return -1;
  }

  // Whether what starts here may stand in a name. Go takes Unicode's letters and digits; we take all but what is plainly punctuation.
  bool letter() {
    const int32_t code = decode();
    if (code < 0) {
      messages_.syntax_error(place(), "invalid UTF-8 encoding", "save the text as UTF-8");
      return false;
    }
    const bool punctuation = (code >= 0x80 && code <= 0xbf && code != 0xaa && code != 0xb5 && code != 0xba) || code == 0xd7 || code == 0xf7 ||
                             (code >= 0x2000 && code <= 0x2bff) || (code >= 0x3000 && code <= 0x3004) || (code >= 0x3008 && code <= 0x3020) ||
                             (code >= 0xfe10 && code <= 0xfe6f) || (code >= 0xff00 && code <= 0xff20) || code >= 0x1f000 || code == 0xfeff ||
                             code == 0xfffd;
    if (!punctuation) return true;
    char shown[16];
    std::snprintf(shown, sizeof shown, "U+%04X", static_cast<unsigned>(code));
    const auto quoted = [&] {
      size_t size = 1;
      while ((peek(size) & 0xc0) == 0x80) ++size;
      return std::string(text_.substr(at_, size));
    };
    std::string hint;
    if (code == 0x201c || code == 0x201d) hint = "write \" for quotes";
    if (code == 0xff08 || code == 0xff09 || code == 0xff1b || code == 0xff0c || code == 0x3002) hint = "use ASCII punctuation";
    messages_.syntax_error(place(), std::string("invalid character ") + shown + " '" + quoted() + "'", hint);
    return false;
  }

  // The shape of numbers is checked here; their value is constant.h's.
  void number() {
    const Pos start = place();
    const size_t from = at_;
    int base = 10;
    bool bad = false;
    const auto fail = [&](Pos pos, const std::string& message, const std::string& hint = {}) {
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
      if (base == 8 || base == 2) fail(place(), "invalid radix point in " + std::string(base_name) + " literal");
      advance();
      read_digits(base);
    }
    if (digits == 0) fail(start, std::string(base_name) + " literal has no digits");
    const char exponent = static_cast<char>(peek() | 0x20);
    if ((exponent == 'e' && base != 16) || exponent == 'p') {
      if (exponent == 'e' && base != 10) fail(place(), "'e' exponent requires decimal mantissa");
      if (exponent == 'p' && base != 16) fail(place(), "'p' exponent requires hexadecimal mantissa");
      kind = Tok::float_literal;
      advance();
      if (peek() == '+' || peek() == '-') advance();
      const size_t before = digits;
      read_digits(10);
      if (digits == before) fail(start, "exponent has no digits");
    } else if (base == 16 && kind == Tok::float_literal) {
      fail(start, "hexadecimal mantissa requires a 'p' exponent");
    }
    if (kind == Tok::float_literal && old_octal) wrong = {};
    if (peek() == 'i') {
      kind = Tok::imaginary_literal;
      wrong = {};
      advance();
    }
    if (wrong.known()) {
      fail(wrong, std::string("invalid digit '") + wrong_digit + "' in " + std::string(old_octal ? "octal" : base_name) + " literal",
           old_octal ? "a literal that begins with 0 is octal" : "");
    }
    const std::string_view text = text_.substr(from, at_ - from);
    check_underscores(start, text, base != 10, fail);
    add(kind, start, text, Tok::eof, bad);
  }

  template <class Fail>
  static void check_underscores(Pos start, std::string_view text, bool prefixed, Fail&& fail) {
    char before = prefixed ? '0' : '.';   // a prefix counts as a digit
    for (size_t i = prefixed ? 2 : 0; i <= text.size(); ++i) {
      const char c = i < text.size() ? text[i] : '.';
      const bool digit = is_hex(c);
      if ((c == '_' && !is_hex(before)) || (before == '_' && !digit)) return fail(start, "'_' must separate successive digits", "");
      before = c;
    }
  }

  void string() {
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

  bool well_formed() {
    if (decode() >= 0) return true;
    messages_.syntax_error(place(), "invalid UTF-8 encoding", "save the text as UTF-8");
    return false;
  }

  void raw_string() {
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

  void rune() {
    const Pos start = place();
    const size_t from = at_;
    bool bad = false;
    const auto fail = [&](const std::string& message, const std::string& hint = {}) {
      if (!bad) messages_.syntax_error(start, message, hint);
      bad = true;
    };
    advance();
    size_t characters = 0;
    for (;; ++characters) {
      if (at_ >= text_.size()) {
        fail("rune literal not terminated");
        break;
      }
      if (peek() == '\n') {
        fail(characters == 0 ? "newline in rune literal" : "rune literal not terminated");
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
  bool escape(char quote) {
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
        messages_.syntax_error(start, std::string("invalid character in ") + (base == 8 ? "octal" : "hexadecimal") + " escape");
        return false;
      }
      value = value * static_cast<uint32_t>(base) + static_cast<uint32_t>(digit);
      advance();
    }
    if (value > most && base == 8) {
      messages_.syntax_error(start, "octal escape value " + std::to_string(value) + " > 255");
      return false;
    }
    if (value > most || (most > 255 && value >= 0xd800 && value < 0xe000)) {
      messages_.syntax_error(start, "escape is invalid Unicode code point");
      return false;
    }
    return true;
  }

  std::string_view text_;
  Messages& messages_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  uint32_t line_ = 1, column_ = 1;
  bool wants_semicolon_ = false;
};

}  // namespace

std::vector<Token> read_tokens(std::string_view text, Messages& messages) { return Lexer(text, messages).run(); }

std::string_view spelling(Tok kind) {
  for (const auto& [keyword, tok] : kKeywords) {
    if (tok == kind) return keyword;
  }
  for (const Symbol& symbol : kSymbols) {
    if (symbol.kind == kind && symbol.op == Tok::eof) return symbol.text;
  }
  return kind == Tok::eof ? "EOF" : "";
}

int precedence(Tok kind) {
  switch (kind) {
    case Tok::or_or: return 1;
    case Tok::and_and: return 2;
    case Tok::eq: case Tok::ne: case Tok::lt: case Tok::le: case Tok::gt: case Tok::ge: return 3;
    case Tok::plus: case Tok::minus: case Tok::pipe: case Tok::caret: return 4;
    case Tok::star: case Tok::slash: case Tok::percent: case Tok::amp: case Tok::and_not: case Tok::shl: case Tok::shr: return 5;
    default: return 0;
  }
}

}  // namespace wgscope::program
