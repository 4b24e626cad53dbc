// Runs the program as a user does: as a process, with arguments, standard input, and what it wrote.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace wgscope::testing_cli {

struct Finished {
  int status = 0;             // the exit status; negative: the signal that killed it
  std::string out, err;
};

struct How {
  std::string program = WGSCOPE_PROGRAM;        // another build of it
  std::string input = {};                       // standard input, then its end
  std::vector<std::string> environment = {};       // "NAME=value", on top of a small fixed one
  bool close_output_early = false;              // standard output is a pipe that nobody reads any more
  std::string output_file = {};                     // standard output goes there
  std::function<bool(const std::string& out)> interrupt_when = {};   // Ctrl-C once what was written so far says so
  bool terminal = false;                        // standard input and output are a terminal; `out` has what it showed
};

Finished wgscope(const std::vector<std::string>& arguments, const How& how = {});

}  // namespace wgscope::testing_cli
