// Blanks, words and symbols; lex_literals.cpp reads the literals.
#include <algorithm>
#include <cstdio>
#include <iterator>
#include <string>
#include <utility>

#include "core/base/limits.h"
#include "core/base/utf8.h"
#include "core/program/syntax/lexer.h"
#include "core/program/syntax/lexer_state.h"

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

}  // namespace

bool is_keyword(std::string_view word) {
  return std::any_of(std::begin(kKeywords), std::end(kKeywords), [&](const auto& keyword) { return keyword.first == word; });
}

std::vector<Token> Lexer::run() {
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

void Lexer::advance() {
  const char c = text_[at_++];
  if (c == '\n') {
    ++line_;
    column_ = 1;
  } else if ((peek() & 0xc0) != 0x80 || at_ >= text_.size()) {
    ++column_;   // continuation bytes belong to the character before
  }
}

void Lexer::add(Tok kind, Pos pos, std::string_view text, Tok op, bool bad) {
  tokens_.push_back({kind, op, bad, pos, text});
  wants_semicolon_ = ends_statement(kind);
}

// Blanks and comments. True when a newline among them ends a statement: the place is then that newline's.
bool Lexer::skip_blanks() {
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

void Lexer::one() {
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
  messages_.syntax_error(place(), std::string("invalid character ") + code + shown, c == '#' ? "comments begin with //" : c == '?' ? "write if … { … } else { … }" : "remove it");
  advance();
}

void Lexer::word() {
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
  // A name stands in the messages, places and crash texts of all that it names: a text of a few KB could fill gigabytes with a long one.
  if (utf8_length(text) > limits::kNameCharacters) messages_.syntax_error(start, "name too long", "at most 1000 characters");
  add(Tok::name, start, text);
}

void Lexer::advance_character() {
  do advance();
  while (at_ < text_.size() && (peek() & 0xc0) == 0x80);
}

// The character that starts here, as its code; -1 when it is no UTF-8.
int32_t Lexer::decode() const {
  const Utf8Char character = utf8_at(text_, at_);
  return character.valid ? static_cast<int32_t>(character.value) : -1;
}

// Whether what starts here may stand in a name. Go takes Unicode's letters and digits; we take all but what is plainly punctuation.
bool Lexer::letter() {
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
  std::string hint = "remove it";
  if (code == 0x201c || code == 0x201d) hint = "write \" for quotes";
  if (code == 0xff08 || code == 0xff09 || code == 0xff1b || code == 0xff0c || code == 0x3002) hint = "use ASCII punctuation";
  messages_.syntax_error(place(), std::string("invalid character ") + shown + " '" + quoted() + "'", hint);
  return false;
}

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
