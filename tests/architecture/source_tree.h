// The sources of core/ and app/ as text, for the tests that read them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace wgscope::architecture {

struct Include {
  int line = 0;
  std::string target;    // from the repository's root for our own (`core/trace/event.h`), else as written (`vector`)
  bool ours = false;
};

struct SourceFile {
  std::string path;      // from the repository's root
  std::vector<std::string> lines;
  std::vector<Include> includes;

  bool is_header() const { return path.ends_with(".h"); }
  bool in(std::string_view folder) const { return path.starts_with(folder); }
};

// Every .h and .cpp of core/ and app/, in order of their paths. Read once.
const std::vector<SourceFile>& all_sources();

// The line without what stands in a // comment.
std::string without_comment(const std::string& line);

}  // namespace wgscope::architecture
