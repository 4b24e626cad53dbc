// What the window does after each key in the editor: it compiles the text, and where that can be done it searches the program and lays out its graph of states.
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/model/graph_view.h"
#include "bench/rows.h"
#include "core/explore/telling.h"
#include "core/scenario/scenario.h"

namespace wgscope::bench {
namespace {

constexpr size_t kGraphStatesKept = 300'000;   // as many as the window keeps

// Some 300 lines: workers that add, wait and send.
std::string long_program() {
  std::string text = "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\n";
  constexpr int kFunctions = 28;
  for (int i = 0; i < kFunctions; ++i)
    text += fmt::format("func work{0}(wg *sync.WaitGroup, results chan<- int) {{\n\tdefer wg.Done()\n\tsum := {0}\n\tfor i := range 10 {{\n\t\tif i%2 == 0 {{\n\t\t\tsum += i * {0}\n\t\t}}\n\t}}\n\tresults <- sum\n}}\n\n", i);
  text += "func main() {\n\tvar wg sync.WaitGroup\n\tresults := make(chan int, 1)\n";
  for (int i = 0; i < 2; ++i) text += fmt::format("\twg.Add(1)\n\tgo work{}(&wg, results)\n", i);
  return text + "\tfmt.Println(<-results + <-results)\n\twg.Wait()\n}\n";
}

struct Edited {
  std::string file, text;
};

std::vector<Edited> lessons() {
  std::vector<Edited> all;
  for (const auto& entry : std::filesystem::directory_iterator(WGSCOPE_LESSONS_FOLDER))
    if (const auto scenario = load_scenario(entry.path().string())) all.push_back({scenario->file, scenario->text});
  return all;
}

// From a text to its graph, of the lesson that takes longest.
double slowest_graph_ms() {
  static const std::vector<Edited> kLessons = lessons();
  double slowest = 0;
  for (const auto& [file, text] : kLessons) {
    slowest = std::max(slowest, ns_each(1, [&name = file, &program = text] {
      auto parsed = parse_scenario(name, program);
      const auto scenario = std::make_shared<const Scenario>(std::move(*parsed));
      keep(telling_schedules(scenario).size());
      ExploreOptions options;
      options.keep_graph_states = kGraphStatesKept;
      keep(model::GraphView(std::make_shared<const ExploreResult>(explore(*scenario, options))).widest());
    }) / 1e6);
  }
  return slowest;
}

}  // namespace

void edit_rows(Bench& bench) {
  const std::string text = long_program();
  const auto compiled = bench.measure([text] { return ns_each(10, [&] { for (int i = 0; i < 10; ++i) keep(parse_scenario("bench.go", text).ok()); }) / 1e6; });
  bench.row("a program of 300 lines compiled", "ms", compiled, "limit", bench.limit(10), 1);
  bench.row("from an edit to the graph, the slowest lesson", "ms", bench.measure(slowest_graph_ms, 5), "limit", bench.limit(100), 1);
}

}  // namespace wgscope::bench
