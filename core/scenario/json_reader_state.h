// The JSON reader's workings, shared by json_reader.cpp (values, objects, arrays) and json_scalars.cpp (keys, strings, numbers, words).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/scenario/json_reader.h"

namespace wgscope {

class JsonReader {
 public:
  JsonReader(const std::string& file, std::string_view text, Diagnostics& errors) : file_(file), text_(text), errors_(errors) {}
  JsonText read();

 private:
  // --- the text
  // Where we are. `at_` moves by whole characters only, so that columns count characters.
  bool at_end() const { return given_up_ || at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  TextPlace here() const { return {line_, column_}; }
  void advance();
  void advance(size_t characters);
  void slip(TextPlace place, std::string message, std::string hint);
  // An error after which nothing can be told any more.
  void fail(TextPlace place, std::string message, std::string hint);
  void skip_blanks();

  // --- values (json_reader.cpp)
  JsonNode value(const std::string& pointer, int depth);
  void object(JsonNode& node, const std::string& pointer, int depth);
  void array(JsonNode& node, const std::string& pointer, int depth);
  // Goes to the next element of an object or array: over one comma, but for the first. False: the end was reached (or the file's).
  bool separator(char close, const char* what, const std::string& pointer, TextPlace opened, bool first);

  // --- scalars (json_scalars.cpp)
  // `"title: "x"`: the key without the quote behind it.
  bool unclosed_key(std::string& key);
  void bare_key(std::string& key);
  // Whether the quote that we are at ends its string. Go's quotes are forgotten easily: one that neither a comma, a bracket nor the line's end follows belongs
  // to the text. That is said once a string; in a line of the program the last quote of the line is then the one that ends it.
  bool ends_here(size_t& stray_until);
  // Whether a comma, a closing bracket or the end of the line stands behind the quote at `at`.
  bool ends_string(size_t at) const;
  // A string, at its opening quote. `characters`: see JsonNode.
  void string(std::string& text, std::vector<TextPlace>* characters);
  void rest_of_string(std::string& text, std::vector<TextPlace>* characters, TextPlace opened);
  // The character that an escape stands for, at its backslash.
  char32_t escape();
  // Four, at the `u` before them.
  std::optional<char32_t> hex_digits();
  void number(JsonNode& node);
  void word(JsonNode& node);

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

}  // namespace wgscope
