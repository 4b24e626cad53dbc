// Whatever is in the file, compile() answers: with a program whose code is well formed, or with located messages. Seeded; more with the long suite.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>

#include "tests/program/front_support.h"
#include "tests/program/front_verify.h"
#include "tests/support/long.h"

namespace wgscope::program {
namespace {

std::vector<std::string> go_programs() {
  std::vector<std::string> programs;
  for (const char* name : {"language", "values", "initialisation", "newer"}) {
    std::ifstream in(std::string(WGSCOPE_SOURCE_DIR) + "/tests/program/go/" + name + ".go");
    std::stringstream text;
    text << in.rdbuf();
    programs.push_back(text.str());
  }
  return programs;
}

// True when it compiled.
bool check_one(const std::string& text) {
  const auto result = compile_text(text);
  if (result.ok()) {
    EXPECT_EQ(fault_in(*result), "") << text;
    return true;
  }
  EXPECT_FALSE(result.errors().empty());
  const auto lines = static_cast<int>(std::count(text.begin(), text.end(), '\n')) + 1;
  for (const Diagnostic& each : result.errors()) {
    EXPECT_TRUE(each.line >= 1 && each.line <= lines && each.column >= 1) << to_string(each) << "\nin\n" << text;
    EXPECT_FALSE(each.message.empty());
    EXPECT_FALSE(each.hint.empty()) << to_string(each) << "\nin\n" << text;
  }
  return false;
}

TEST(Code, OfWholePrograms_IsWellFormed) {
  for (const std::string& program : go_programs()) EXPECT_TRUE(check_one(program));
}

TEST(Compile, MutatedPrograms_NeverCrashIt) {
  static constexpr const char* kPieces[] = {
      "(", ")", "{", "}", "[", "]", ";", "\n", ",", "x", "wg", "func", "go ", "defer ", "if ", "for ", "range ", "switch ", "case ", "return", "*", "&", ":=",
      "=", "+", "1", "\"a\"", "'a'", "0x", "`", "/*", "//", "nil", "var ", "const ", "type ", "interface{}", "chan ", "<-", ".", "...", "0", "1.5", "break",
      "continue", "L:", "else", "import ", "package ", "struct{", "map[", "fallthrough", "default:", "iota", "_", "int", "string", "any", "panic(",
      "recover()", "\xff", "\xe4\xb8", "世", "sync.WaitGroup", "wg.Go", "new(", "1 << 100", "1e9999", "-", "!", "^", "goto L", "select {", "struct{}", "make(chan int, ", "close(", "case v, ok := <-c:", "for v := range c {"};
  const auto programs = go_programs();
  std::mt19937_64 random(20);
  const auto below = [&](size_t bound) { return static_cast<size_t>(random() % bound); };
  int compiled = 0;
  for (int round = 0; round < (long_suite() ? 20'000 : 400); ++round) {
    std::string text = programs[below(programs.size())];
    if (below(2) == 0) {   // half of the time only a part of it
      const size_t from = below(text.size());
      text = text.substr(from, below(1500)) + "\nfunc main() {}\n";
    }
    for (size_t changes = 1 + below(4); changes > 0 && !text.empty(); --changes) {
      const size_t at = below(text.size());
      switch (below(5)) {
        case 0: text[at] = static_cast<char>(below(256)); break;
        case 1: text.erase(at, 1 + below(8)); break;
        case 2: text.insert(at, kPieces[below(std::size(kPieces))]); break;
        case 3: text.insert(at, text.substr(below(text.size()), below(40))); break;
        default: {
          const size_t end = text.find('\n', at);
          if (end != std::string::npos) text.erase(at, end - at);
        }
      }
    }
    compiled += check_one(text);
    if (HasFailure()) break;
  }
  EXPECT_GT(compiled, 0);   // some changes are harmless: then the code was looked at
}

TEST(Compile, ArbitraryBytes_NeverCrashIt) {
  std::mt19937_64 random(21);
  for (int round = 0; round < (long_suite() ? 5'000 : 300); ++round) {
    std::string text;
    for (size_t size = random() % 300; size > 0; --size) text += static_cast<char>(random() % 4 == 0 ? random() % 256 : 32 + random() % 95);
    check_one(text);
    check_one("func main() {\n" + text + "\n}\n");
  }
}

TEST(Compile, AMegabyte_IsReadQuickly) {   // no time is asserted: quadratic work would take minutes
  const auto repeated = [](const std::string& head, const std::string& body, const std::string& tail) {
    const size_t size = long_suite() ? 1 << 20 : 1 << 17;
    std::string text = head;
    while (text.size() + body.size() + tail.size() < size) text += body;
    return text + tail;
  };
  check_one(repeated("func main() {\n\tx := 0\n", "\tx = x + 1\n", "}\n"));
  check_one(repeated("func main() {\n", "\tundefined()\n", "}\n"));
  check_one(repeated("func main() {\n", "\tx y\n", "}\n"));
  check_one(repeated("var a = 1\n", "var _ = a\n", "func main() {}\n"));
  check_one(repeated("", "(", ""));
  check_one(repeated("func main() { f(", "1,", ") }"));
  const auto result = compile_text(std::string((1 << 20) + 1, ' '));
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.errors()[0].message, "program too large");
  EXPECT_EQ(result.errors()[0].hint, "at most 1 MiB");
}

}  // namespace
}  // namespace wgscope::program
