// What a clone lacks cannot be referred to: every page of docs/ that a text of the repository names is there, and nothing beside the repository is named.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "tests/architecture/source_tree.h"

namespace wgscope::architecture {
namespace {

namespace fs = std::filesystem;

struct Text {
  std::string path;
  std::vector<std::string> lines;
};

// Everything that somebody wrote, but for pictures and traces.
std::vector<Text> all_texts() {
  const fs::path root = WGSCOPE_SOURCE_DIR;
  const std::set<std::string> written = {".h", ".cpp", ".inc", ".in", ".txt", ".cmake", ".md", ".json", ".py", ".sh", ".bash", ".go", ".pml", ".yml"};
  std::vector<fs::path> files = {root / "README.md", root / "CMakeLists.txt", root / ".clang-format"};
  for (const char* folder : {"core", "app", "tests", "docs", "bench", "cmake", "scripts", "assets", "scenarios", ".ci"}) {
    if (!fs::exists(root / folder)) continue;   // a tree without the bench, as the mutants have it
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      const std::string extension = entry.path().extension().string();
      if (entry.is_regular_file() && (extension.empty() || written.contains(extension))) files.push_back(entry.path());
    }
  }
  std::vector<Text> texts;
  for (const fs::path& file : files) {
    std::ifstream in(file);
    if (!in) continue;
    Text text{fs::relative(file, root).generic_string(), {}};
    for (std::string line; std::getline(in, line);) text.lines.push_back(std::move(line));
    texts.push_back(std::move(text));
  }
  return texts;
}

TEST(References, NothingBesideTheRepository_IsNamed) {
  const std::string beside = std::string("../") + "shared";   // in two, or this line would be found
  size_t seen = 0;
  for (const Text& text : all_texts()) {
    for (size_t i = 0; i < text.lines.size(); ++i, ++seen) EXPECT_EQ(text.lines[i].find(beside), std::string::npos) << text.path << ":" << i + 1 << ": " << text.lines[i];
  }
  EXPECT_GT(seen, 10'000u) << "the test reads the wrong folder";
}

TEST(References, EveryPageThatIsNamed_IsThere) {
  if (!fs::exists(fs::path(WGSCOPE_SOURCE_DIR) / "docs")) GTEST_SKIP() << "a tree without its pages";
  const std::regex page(R"re(\b([a-z_/]*[a-z_]+\.md)\b)re");
  for (const Text& text : all_texts()) {
    for (size_t i = 0; i < text.lines.size(); ++i) {
      const std::string& line = text.lines[i];
      if (line.find(".md") == line.npos) continue;
      for (std::sregex_iterator match(line.begin(), line.end(), page), end; match != end; ++match) {
        const fs::path root = WGSCOPE_SOURCE_DIR, named = (*match)[1].str();
        const bool there = fs::exists(root / named) || fs::exists((root / text.path).parent_path() / named);
        EXPECT_TRUE(there) << text.path << ":" << i + 1 << ": there is no " << named.string();
      }
    }
  }
}

// What docs/extending.md says that an object touches is all that it touches: seen by the one that was added last.
TEST(References, EveryFileThatKnowsOfConds_IsNamedWhereObjectsAreAdded) {
  const fs::path page = fs::path(WGSCOPE_SOURCE_DIR) / "docs/extending.md";
  if (!fs::exists(page)) GTEST_SKIP() << "a tree without its pages";
  std::set<std::string> named;
  std::ifstream in(page);
  const std::regex file(R"re(([a-z_]+)\.(\{h,cpp\}|h|cpp))re");
  for (std::string line; std::getline(in, line);) {
    for (std::sregex_iterator match(line.begin(), line.end(), file), end; match != end; ++match) {
      for (const char* extension : {"h", "cpp"})
        if ((*match)[2] == "{h,cpp}" || (*match)[2] == extension) named.insert((*match)[1].str() + '.' + extension);
    }
  }
  const std::regex cond(R"re(::cond\b|\bcond_[a-z]+|\bCond\b|\bCond(View|At)\b)re");
  size_t rows = 0;
  for (const SourceFile& source : all_sources()) {
    const std::string name = fs::path(source.path).filename().string();
    if (name.find("cond") != name.npos) continue;   // its own
    for (const std::string& line : source.lines) {
      if (line.find("ond") == line.npos || !std::regex_search(without_comment(line), cond)) continue;
      ++rows;
      EXPECT_TRUE(named.contains(name)) << source.path << " knows of Conds, and docs/extending.md does not say so: " << line;
    }
  }
  EXPECT_GT(rows, 40u) << "the test reads the wrong folder";
  EXPECT_LE(rows, 115u) << "an object touches more lines of others than it did";
}

}  // namespace
}  // namespace wgscope::architecture
