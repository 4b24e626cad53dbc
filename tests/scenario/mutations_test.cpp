// Whatever stands in a file, it is read or refused with located messages: no crash, no hang, no message without a place.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "core/scenario/scenario.h"
#include "tests/support/long.h"

namespace wgscope {
namespace {

std::vector<std::string> lessons() {
  std::vector<std::string> texts;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(WGSCOPE_SOURCE_DIR) / "scenarios")) {
    std::ostringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    texts.push_back(text.str());
  }
  std::sort(texts.begin(), texts.end());
  return texts;
}

TEST(Mutations, OfLessons_AreReadOrRefusedAtTheirPlaces) {
  const auto texts = lessons();
  ASSERT_FALSE(texts.empty());
  std::mt19937 random(42);
  const auto below = [&](size_t n) { return random() % n; };
  const std::string_view pieces[] = {"\"", "\\", "{", "}", "[", "]", ",", ":", "\n", "\t", "\\u12", "\\ud800", "null", "1e999", "-", "//", "\xff", "等", "func main() {", "}", "go ", "0x", "wg.", "\"a\": 1"};
  const int rounds = long_suite() ? 100'000 : 2'000;
  for (int round = 0; round < rounds; ++round) {
    std::string text = texts[below(texts.size())];
    for (size_t n = 1 + below(4); n > 0; --n) {
      const size_t at = below(text.size() + 1), length = std::min(below(20), text.size() - at);
      switch (below(3)) {
        case 0: text.erase(at, length); break;
        case 1: text.insert(at, pieces[below(std::size(pieces))]); break;
        default: text.insert(at, text.substr(below(text.size() + 1), 1 + below(30))); break;
      }
    }
    const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
    const auto scenario = parse_scenario(round % 8 == 0 ? "-" : "f.json", text);
    if (scenario) continue;
    ASSERT_FALSE(scenario.errors().empty());
    for (const Diagnostic& d : scenario.errors()) {
      EXPECT_FALSE(d.message.empty()) << text;
      EXPECT_GE(d.line, 1) << to_string(d) << "\n" << text;
      EXPECT_GE(d.column, 1) << to_string(d) << "\n" << text;
      EXPECT_LE(d.line, lines) << to_string(d) << "\n" << text;
    }
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace wgscope
