// Stands in for the front end: every `@` of the program is an error, and nothing else is.
#include "core/base/utf8.h"
#include "core/program/compile.h"

namespace wgscope::program {

Result<Program> compile(const Source& source) {
  Diagnostics errors;
  int line = 1, column = 1;
  for (size_t at = 0; at < source.text.size(); ++column) {
    const Utf8Char c = utf8_at(source.text, at);
    if (c.value == '@') {
      const FilePlace place = source.place_of ? source.place_of(line, column) : FilePlace{line, column, ""};
      errors.push_back({source.file, place.line, place.column, place.pointer, "error", "invalid character U+0040 '@'", ""});
    }
    if (c.value == '\n') {
      ++line;
      column = 0;
    }
    at += c.bytes;
  }
  if (!errors.empty()) return errors;
  return Program{};
}

}  // namespace wgscope::program
