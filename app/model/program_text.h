// Where the Go program stands in the file that holds it: a .go file is the program, a scenario's JSON holds it as the value of "program". The editor shows the
// program alone; saving puts it back, and every other character of the file stays as it was.
//
// A JSON file with a slip in it cannot be taken apart: then the whole file is what is edited.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace wgscope::model {

struct ProgramPlace {
  size_t line = 0, column = 0;     // of the edited text, both from 0, the column in characters
  bool operator==(const ProgramPlace&) const = default;
};

class ProgramText {
 public:
  ProgramText() = default;
  ProgramText(std::string file, const std::string& text);

  const std::string& file() const { return file_; }
  bool in_json() const { return in_json_; }                  // the edited text is the "program" of a JSON file
  bool is_json() const { return is_json_; }                  // the file is JSON, whichever of its text is edited
  const std::string& edited() const { return edited_; }      // as it was in the file; lines end in \n
  // The file with another program in it. The program that was there gives the very text that was there.
  std::string with(std::string_view program) const;
  // Where a place of that file (line and column from 1) is in the program; none when it lies outside of it.
  std::optional<ProgramPlace> place_in(std::string_view program, int line, int column) const;

 private:
  std::string file_, text_, edited_;
  bool in_json_ = false, is_json_ = false, crlf_ = false;
  std::string before_, after_;                               // of the JSON, around the value of "program"
  std::string indent_;                                       // of the line with the key
};

}  // namespace wgscope::model
