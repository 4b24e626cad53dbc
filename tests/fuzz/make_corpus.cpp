// Grows what the fuzzers begin with from what the repository has: fuzz_corpus FOLDER writes a folder a target.
//
//   scenario   the lessons, tests' own course      go, mutant   their programs, tests' Go programs, generated ones
//   schedule   of the endings of the lessons       trace        of executions under those schedules
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "core/explore/explore.h"
#include "core/run/execution.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace_file.h"
#include "tests/support/generated_program.h"

namespace {

namespace fs = std::filesystem;
using namespace wgscope;

std::string read(const fs::path& file) {
  std::ostringstream text;
  text << std::ifstream(file, std::ios::binary).rdbuf();
  return text.str();
}

class Corpus {
 public:
  explicit Corpus(fs::path root) : root_(std::move(root)) {}
  void add(const std::string& target, const std::string& bytes) {
    fs::create_directories(root_ / target);
    std::ofstream(root_ / target / ("seed-" + std::to_string(count_++)), std::ios::binary) << bytes;
  }
  void add_program(const std::string& text) { add("go", text), add("mutant", text); }
  size_t count() const { return count_; }

 private:
  fs::path root_;
  size_t count_ = 0;
};

void add_scenario(Corpus& corpus, const fs::path& file) {
  const std::string text = read(file);
  corpus.add("scenario", text);
  auto parsed = parse_scenario(file.string(), text);
  if (!parsed.ok()) return;
  const auto scenario = std::make_shared<const Scenario>(std::move(parsed).value());
  std::string program;
  for (const std::string& line : scenario->lines) program += line + "\n";
  if (scenario->params.empty()) corpus.add_program(program);
  ExploreOptions options;
  options.bounds.states_max = 5'000;
  for (const FoundEnding& each : explore(*scenario, options).endings) {
    corpus.add("schedule", to_string(each.schedule));
    if (const auto execution = replay(scenario, each.schedule); execution.ok()) corpus.add("trace", trace_bytes(*execution->trace()));
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return std::fprintf(stderr, "fuzz_corpus FOLDER\n"), 2;
  Corpus corpus(argv[1]);
  const fs::path source = WGSCOPE_SOURCE_DIR;
  for (const char* folder : {"scenarios", "tests/course"}) {
    for (const auto& entry : fs::directory_iterator(source / folder))
      if (entry.path().extension() == ".json") add_scenario(corpus, entry.path());
  }
  for (const auto& entry : fs::directory_iterator(source / "tests/program/go"))
    if (entry.path().extension() == ".go") corpus.add("go", read(entry.path()));
  for (uint64_t seed = 1; seed <= 60; ++seed) {
    corpus.add_program(GeneratedProgram::text(seed, GeneratedProgram::small()));
    corpus.add("program", std::string(reinterpret_cast<const char*>(&seed), sizeof seed));
  }
  for (const char* text : {"main*3 G2 main*2 timer:G3 G3", "G2/1 G2/0", "timer:G2*4"}) corpus.add("schedule", text);
  std::printf("%zu inputs in %s\n", corpus.count(), argv[1]);
  return 0;
}
