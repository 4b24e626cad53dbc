// The JSON envelope around a Go program (docs/scenario_format.md), and the ways to read one.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/base/time_limit.h"
#include "core/program/code.h"
#include "core/program/compile.h"
#include "core/trace/ending.h"

namespace wgscope {

// A text in one language or several. `in("zh")` falls back to English, then to whatever there is.
struct LocalText {
  std::vector<std::pair<std::string, std::string>> by_language;   // "" is the language of a plain string
  const std::string& in(std::string_view language) const;
  bool empty() const { return by_language.empty(); }
  bool operator==(const LocalText&) const = default;
};

struct ScenarioParam {
  std::string name;
  int64_t value = 0;
  std::optional<int64_t> min, max;     // both: a slider
};

// A schedule that shows something worth seeing. core/explore/telling.h proves what it claims.
struct TellingSchedule {
  std::string name;                    // its key in "show"
  LocalText title;                     // without one, the name
  std::string schedule;                // as written
  std::optional<Ending> ending;        // what it reaches: an ending,
  std::string finding;                 // or a kind of finding, by its name
  program::FilePlace schedule_at, reaches_at;
};

// What is to be looked at beside this program: another one, or this one again under another schedule. core/explore/comparing.h takes it.
struct CompareSpec {
  LocalText title;                     // empty: none
  std::string with;                    // a file, named from the folder that this one is in; empty: this program
  std::optional<std::string> schedule, with_schedule;   // as written; without, main goes first
  program::FilePlace at, with_at, schedule_at, with_schedule_at;
};

struct Scenario {
  std::string file;                    // as given on the command line
  std::string text;                    // the whole file
  LocalText title, about;
  std::vector<LocalText> tags;
  std::vector<ScenarioParam> params;
  std::vector<std::string> lines;      // the Go program
  std::optional<std::vector<Ending>> expect;
  std::vector<TellingSchedule> show;   // in the file's order
  std::optional<CompareSpec> compare;
  std::shared_ptr<const program::Program> program;   // compiled with the params' values
};

using ParamValues = std::vector<std::pair<std::string, int64_t>>;

// Reads a scenario (.json: text starts with {) or a Go program. `overrides` replace params' values; an unknown name, or a value outside min..max, is an error.
// Past the time limit (limits::kCompileSeconds, unless it has a moment) it is an error, too.
Result<Scenario> parse_scenario(std::string file, std::string text, const ParamValues& overrides = {}, const TimeLimit& time_limit = {});
// The same from a path, or standard input for "-". A .wgtrace is not a scenario: see core/trace/trace_file.h.
Result<Scenario> load_scenario(const std::string& path, const ParamValues& overrides = {});

}  // namespace wgscope
