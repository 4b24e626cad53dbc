// The lexer's workings, shared by lexer.cpp (blanks, words, symbols) and lex_literals.cpp (numbers, strings, runes).
#pragma once

#include <string_view>
#include <vector>

#include "core/program/syntax/lexer.h"

namespace wgscope::program {

class Lexer {
 public:
  Lexer(std::string_view text, Messages& messages) : text_(text), messages_(messages) {}
  std::vector<Token> run();

 private:
  // --- the text
  Pos place() const { return {line_, column_}; }
  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void advance();
  void advance(size_t bytes) { for (; bytes > 0 && at_ < text_.size(); --bytes) advance(); }
  void advance_character();
  int32_t decode() const;
  bool letter();

  // --- tokens (lexer.cpp)
  void add(Tok kind, Pos pos, std::string_view text, Tok op = Tok::eof, bool bad = false);
  bool skip_blanks();
  void one();
  void word();

  // --- literals (lex_literals.cpp)
  void number();
  void string();
  bool well_formed();
  void raw_string();
  void rune();
  bool escape(char quote);

  std::string_view text_;
  Messages& messages_;
  std::vector<Token> tokens_;
  size_t at_ = 0;
  uint32_t line_ = 1, column_ = 1;
  bool wants_semicolon_ = false;
};

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

}  // namespace wgscope::program
