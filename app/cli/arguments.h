// What was asked for on the command line, as plain data: one struct a command. docs/command_line.md has what they print.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/limits.h"
#include "core/scenario/scenario.h"
#include "core/trace/ending.h"

namespace wgscope::cli {

struct WindowArguments {
  std::string file;                        // empty: the first lesson
  ParamValues params;
  std::optional<double> pace = {};              // none: what the window remembers
  bool full_pace = false;
  std::optional<std::string> language = {};     // likewise, as with the next
  std::optional<double> text_scale = {};
  std::optional<std::string> theme = {};
  bool presenting = false;
  std::optional<double> scale = {};             // none: what the monitor says
  std::optional<std::string> stats = {};        // a file to write numbers to on exit
  std::optional<double> quit_after_seconds = {};
};

struct RunArguments {
  std::string file;
  ParamValues params;
  std::optional<double> pace = {};              // none: full
  double time_scale = 1;
  uint64_t events_max = limits::kEventsKept;
  bool anew = false;                       // asked for what only a new run has: of a saved trace, too, the program is run
  uint64_t repeat = 0;                     // 0: once, and told; else so many times, and counted
  std::optional<Ending> until = {};
  std::optional<std::string> trace = {};
  std::string language = "en";
  bool json = false;
};

struct Bounds {
  std::optional<uint64_t> states = {}, memory_mib = {}, switches = {};
  std::optional<double> seconds = {};
};

struct CheckArguments {
  std::vector<std::string> files;
  Bounds bounds;
  bool json = false;
};

struct RenderArguments {
  std::string file;
  ParamValues params;
  std::string out;
  std::optional<uint64_t> at = {};              // a cursor; none: the end
  int width = 1600, height = 900;
  std::string language = "en";
  std::optional<double> text_scale = {};   // without: as suits the size
  std::string mode = "live", theme = "dark";
  bool presenting = false;
};

struct StepArguments {
  std::string file;
  ParamValues params;
  std::optional<std::string> schedule = {}, strategy = {}, trace = {};
  uint64_t seed = 0;
  bool outputs = false;
  std::string language = "en";
  bool json = false;
};

struct ExploreArguments {
  std::vector<std::string> files;
  ParamValues params;
  Bounds bounds;
  bool outputs = false;
  std::string language = "en";             // of the title and the sentences; figures are as they are, JSON is English
  bool json = false;
};

struct CompareArguments {
  std::string file;
  std::optional<std::string> with = {};         // none: itself, or what its "compare" names
  std::optional<std::string> schedule = {}, with_schedule = {};
  std::string language = "en";
  bool json = false;
};

using Arguments = std::variant<WindowArguments, RunArguments, CheckArguments, RenderArguments, StepArguments, ExploreArguments, CompareArguments>;

// Either what to do, or what is left to do: to print what --help or --version asked for; nothing, after a mistake that has been said on standard error.
struct Parsed {
  std::optional<Arguments> arguments;
  int status = 0;
  std::string text = {};
};
Parsed parse_arguments(int argc, char** argv);

}  // namespace wgscope::cli
