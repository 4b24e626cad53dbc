// The JSON envelope of a scenario, checked by hand: each mistake at its place, with its pointer and what would be right, all of them at once.
#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/program/compile.h"
#include "core/scenario/scenario.h"

namespace wgscope {

// What an envelope holds; `scenario.program` is not compiled yet.
struct Envelope {
  Scenario scenario;
  std::string program_text;
  program::PlaceOf place_of;      // from the Go text to the JSON file
  bool has_program = false;       // program_text is whole: there is something to compile
  bool params_known = true;       // false: "params" could not be read, so the program may miss names
};

// Requires: `text` went through checked_text. Appends what is wrong to `errors`.
Envelope read_envelope(const std::string& file, std::string_view text, Diagnostics& errors);

// Exactly the whole number that a JSON number stands for, or why there is none: "is not a whole number", "is out of range".
struct WholeNumber {
  int64_t value = 0;
  std::string problem;
};
WholeNumber whole_number(std::string_view text);

}  // namespace wgscope
