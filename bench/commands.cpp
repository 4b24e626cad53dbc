#include "bench/commands.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <fmt/format.h>

#include "bench/bench.h"

namespace wgscope::bench {

namespace fs = std::filesystem;

bool there_is(const std::string& command) { return std::system(fmt::format("command -v {} >/dev/null 2>&1", command).c_str()) == 0; }

double seconds_of(const std::string& command) {
  return ns_each(1, [&] {
    if (std::system(command.c_str()) != 0) std::fprintf(stderr, "wgscope_bench: this failed: %s\n", command.c_str());
  }) / 1e9;
}

std::vector<std::string> lines_of(const fs::path& file) {
  std::ifstream in(file);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

WorkFolder::WorkFolder() {
  static int made = 0;
  path_ = fs::temp_directory_path() / fmt::format("wgscope-bench-{}-{}", getpid(), made++);
  fs::create_directories(path_);
}

WorkFolder::~WorkFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

}  // namespace wgscope::bench
