#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <regex>

namespace wgscope::architecture {
namespace {

namespace fs = std::filesystem;

SourceFile read(const fs::path& root, const fs::path& file) {
  static const std::regex kInclude(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
  SourceFile source;
  source.path = fs::relative(file, root).generic_string();
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    source.lines.push_back(line);
    std::smatch match;
    if (!std::regex_search(line, match, kInclude)) continue;
    Include include{static_cast<int>(source.lines.size()), match[2], match[1] == "\""};
    // The sources that are installed as a package say `"word.h"`, relative to themselves.
    const fs::path relative = (file.parent_path() / include.target).lexically_normal();
    if (include.ours && fs::exists(relative)) include.target = fs::relative(relative, root).generic_string();
    source.includes.push_back(std::move(include));
  }
  return source;
}

}  // namespace

const std::vector<SourceFile>& all_sources() {
  static const std::vector<SourceFile> kSources = [] {
    const fs::path root = WGSCOPE_SOURCE_DIR;
    std::vector<fs::path> files;
    for (const char* folder : {"core", "app"}) {
      for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        const std::string extension = entry.path().extension().string();
        if (entry.is_regular_file() && (extension == ".h" || extension == ".cpp")) files.push_back(entry.path());
      }
    }
    std::sort(files.begin(), files.end());
    std::vector<SourceFile> sources;
    for (const fs::path& file : files) sources.push_back(read(root, file));
    return sources;
  }();
  return kSources;
}

std::string without_comment(const std::string& line) {
  const size_t comment = line.find("//");
  return comment == std::string::npos ? line : line.substr(0, comment);
}

}  // namespace wgscope::architecture
