// Runs the program as a user does: as a process, with arguments, standard input, and what it wrote.
#pragma once

#include <csignal>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace wgscope::testing_cli {

struct Finished {
  int status = 0;             // the exit status; negative: the signal that killed it
  std::string out, err;
  size_t peak_bytes = 0;      // of its memory: what was resident at most
  double seconds = 0;         // from its start to its end
};

struct How {
  std::string program = WGSCOPE_PROGRAM;        // another build of it
  std::string input = {};                       // standard input, then its end
  std::vector<std::string> environment = {};       // "NAME=value", on top of a small fixed one
  bool close_output_early = false;              // standard output is a pipe that nobody reads any more
  std::string output_file = {};                     // standard output goes there
  std::function<bool(const std::string& out)> interrupt_when = {};   // Ctrl-C once what was written so far says so
  int interrupt_with = SIGINT;                  // or another signal
  std::optional<double> interrupt_after_s = {};     // likewise, once so much time has passed
  bool no_threads = false;                      // the machine gives it none but its first
  std::optional<size_t> address_space_bytes = {};
  bool terminal = false;                        // standard input and output are a terminal; `out` has what it showed
};

Finished wgscope(const std::vector<std::string>& arguments, const How& how = {});

}  // namespace wgscope::testing_cli
