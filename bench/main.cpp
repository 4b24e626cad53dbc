// wgscope_bench: prints the table of figures, or with --json the same for programs. Exit status: 0 when every target is met, 1 when not, 2 for bad usage.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "bench/rows.h"

namespace {

constexpr std::string_view kUsage =
    "usage: wgscope_bench [--json] [--rounds N] [--filter TEXT] [--seed N]\n"
    "  Medians over N rounds (25), each in another order. Less is better; a ratio is ours / peer, in this one run.\n"
    "  --filter  only the rows whose name contains TEXT\n";

struct Options {
  bool json = false;
  int rounds = 25;
  std::string filter;
  unsigned seed = 1;
};

bool parse(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    const char* value = i + 1 < argc ? argv[i + 1] : nullptr;
    if (argument == "--json") {
      options.json = true;
    } else if (argument == "--rounds" && value != nullptr && std::atoi(value) > 0) {
      options.rounds = std::atoi(argv[++i]);
    } else if (argument == "--filter" && value != nullptr) {
      options.filter = argv[++i];
    } else if (argument == "--seed" && value != nullptr) {
      options.seed = static_cast<unsigned>(std::atoi(argv[++i]));
    } else {
      return false;
    }
  }
  return true;
}

// Three significant digits, whatever the unit.
std::string figure(double value) { return fmt::format("{:.{}f}", value, value >= 100 ? 0 : value >= 10 ? 1 : 2); }

void print_table(const std::vector<wgscope::bench::Bench::Result>& results) {
  size_t name = 4, peer = 4;
  for (const auto& row : results) {
    name = std::max(name, row.name.size() + row.unit.size() + 3);
    peer = std::max(peer, row.peer_name.size());
  }
  fmt::print("{:<{}}  {:>9}  {:>9}  {:<{}}  {:>6}  {:>7}\n", "what", name, "ours", "peer", "", peer, "ratio", "target");
  for (const auto& row : results)
    fmt::print("{:<{}}  {:>9}  {:>9}  {:<{}}  {:>6.2f}  {:>7}  {}\n", row.name + " (" + row.unit + ")", name, figure(row.ours), figure(row.peer), row.peer_name, peer,
               row.ratio, row.target == wgscope::bench::kTold ? std::string() : fmt::format("<= {:.2f}", row.target),
               row.target == wgscope::bench::kTold ? "told" : row.met ? "met" : "MISSED");
}

void print_json(const std::vector<wgscope::bench::Bench::Result>& results) {
  auto rows = nlohmann::ordered_json::array();
  for (const auto& row : results)
    rows.push_back({{"name", row.name + " (" + row.unit + "; " + row.peer_name + ")"},
                    {"ours", row.ours},
                    {"peer", row.peer},
                    {"ratio", row.ratio},
                    {"target", row.target},
                    {"met", row.met}});
  fmt::print("{}\n", nlohmann::ordered_json{{"rows", rows}}.dump(2));
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!parse(argc, argv, options)) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  wgscope::bench::Bench bench;
  wgscope::bench::add_rows(bench);
  wgscope::bench::fan_in_rows(bench);
  wgscope::bench::wake_rows(bench);
  wgscope::bench::mutex_rows(bench);
  wgscope::bench::channel_rows(bench);
  wgscope::bench::job_rows(bench);
  wgscope::bench::recorder_rows(bench);
  wgscope::bench::trace_rows(bench);
  wgscope::bench::explore_rows(bench);
#if defined(WGSCOPE_BENCH_MODEL)
  wgscope::bench::edit_rows(bench);
#else
  bench.absent("from an edit to the graph", "the window");
#endif
  const auto results = bench.run(options.rounds, options.filter, options.seed);
  if (options.json) print_json(results); else print_table(results);
  for (const std::string& absence : bench.absences()) fmt::print(stderr, "wgscope_bench: left out: {}\n", absence);
  return std::all_of(results.begin(), results.end(), [](const auto& row) { return row.met; }) ? 0 : 1;
}
