// What the house style asks of every source that a machine can see.
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "tests/architecture/source_tree.h"

namespace wgscope::architecture {
namespace {

// Is a header of the standard library included, by the file or by one of ours that it includes?
bool brings(const std::string& path, const std::string& header, std::set<std::string>& seen) {
  const auto& sources = all_sources();
  const auto source = std::find_if(sources.begin(), sources.end(), [&](const SourceFile& one) { return one.path == path; });
  if (source == sources.end() || !seen.insert(path).second) return false;
  return std::any_of(source->includes.begin(), source->includes.end(),
                     [&](const Include& include) { return include.ours ? brings(include.target, header, seen) : include.target == header; });
}

// Which standard header brings another along differs between libraries: what compiles here does not elsewhere.
TEST(Sources, Algorithms_ComeFromTheirHeader) {
  const std::regex algorithm(R"re(std::(ranges::)?(sort|stable_sort|count|count_if|find|find_if|find_if_not|any_of|all_of|none_of|min_element|max_element|lower_bound|upper_bound|reverse|unique|copy|copy_n|copy_if|fill|equal|mismatch|transform|binary_search|nth_element|remove_if|clamp|for_each|replace|rotate)\s*\()re");
  for (const SourceFile& source : all_sources()) {
    const bool uses = std::any_of(source.lines.begin(), source.lines.end(), [&](const std::string& line) {
      return line.find("std::") != line.npos && std::regex_search(without_comment(line), algorithm);
    });
    std::set<std::string> seen;
    EXPECT_TRUE(!uses || brings(source.path, "algorithm", seen)) << source.path << " uses <algorithm> and does not include it";
  }
}

// A colour is named by its meaning, in app/theme, and only there has it a number. (Nothing at all, with an alpha of 0, is no colour.)
TEST(Sources, Colours_HaveNumbersOnlyInTheTheme) {
  const std::regex number_of_colour(R"re(IM_COL32\s*\(\s*[0-9]|ImColor\s*\(\s*[0-9]|ImVec4\s*\(\s*[0-9.]+f?\s*,\s*[0-9.]+f?\s*,\s*[0-9.]+f?\s*,\s*(1|0?\.[0-9])|0x[0-9a-fA-F]{8}u?\s*[,;)}].*([Cc]olou?r|rgba)|#[0-9a-fA-F]{6}\b)re");
  for (const SourceFile& source : all_sources()) {
    if (!source.in("app/") || source.in("app/theme/")) continue;
    for (size_t i = 0; i < source.lines.size(); ++i) {
      EXPECT_FALSE(std::regex_search(without_comment(source.lines[i]), number_of_colour)) << source.path << ":" << i + 1 << ": name the colour in app/theme: " << source.lines[i];
    }
  }
}

// How an ending is written is core/trace/ending's to know; everybody else asks for its kind.
TEST(Sources, TextsOfEndings_AreWrittenInOnePlace) {
  const std::regex text(R"re("(exit|deadlock|livelock|panic: |fatal: )")re");
  for (const SourceFile& source : all_sources()) {
    if (source.in("core/trace/ending")) continue;
    for (size_t i = 0; i < source.lines.size(); ++i) {
      if (source.lines[i].find("word == \"q\"") != std::string::npos) continue;   // the command of `step` that leaves it
      EXPECT_FALSE(std::regex_search(without_comment(source.lines[i]), text)) << source.path << ":" << i + 1 << ": ask core/trace/ending.h: " << source.lines[i];
    }
  }
}

TEST(Sources, EveryHeader_IsIncludedOnceAndSaysWhatItIsFor) {
  for (const SourceFile& source : all_sources()) {
    if (!source.is_header()) continue;
    ASSERT_FALSE(source.lines.empty()) << source.path;
    EXPECT_TRUE(source.lines[0].starts_with("//")) << source.path << " opens with what it is for";
    EXPECT_NE(std::find(source.lines.begin(), source.lines.end(), "#pragma once"), source.lines.end()) << source.path;
  }
}

TEST(Sources, NothingIsLeft_ForLater) {
  const std::regex later(R"re(\b(TODO|FIXME|XXX|HACK)\b)re");
  for (const SourceFile& source : all_sources()) {
    for (size_t i = 0; i < source.lines.size(); ++i) EXPECT_FALSE(std::regex_search(source.lines[i], later)) << source.path << ":" << i + 1;
  }
}

}  // namespace
}  // namespace wgscope::architecture
