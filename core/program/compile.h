// From Go text to Program: lexer, parser, checker (as Go checks), code.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time_limit.h"
#include "core/program/code.h"

namespace wgscope::program {

// Where a place of the Go text stands in the file that the user edits. For a .go file: itself. For a scenario: the JSON file's line and column.
struct FilePlace {
  int line = 1, column = 1;
  std::string pointer;          // RFC 6901; empty for a .go file
};
using PlaceOf = std::function<FilePlace(int program_line, int program_column)>;   // both from 1, columns in characters

struct Source {
  std::string file;             // for messages and crash texts
  std::string text;             // the Go text, lines joined by \n
  std::vector<Param> params;    // untyped integer constants of the program
  PlaceOf place_of;             // empty: the text is the file
  TimeLimit time_limit = {};    // without a moment: limits::kCompileSeconds from now. Over it, an error says so
};

// The program, or every error of it (never just the first), each located in the user's file, ordered by place.
Result<Program> compile(const Source& source);

}  // namespace wgscope::program
