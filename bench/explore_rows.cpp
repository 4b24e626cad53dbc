// What searching costs: states and schedules of workers (Done) and waiters (Wait) on the real code, from a Go program, beside SPIN on a model of it.
//
// SPIN's model is wait_group.pml; its verifier is compiled without partial-order reduction, for both visit every state.
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "bench/rows.h"
#include "core/explore/explore.h"

namespace wgscope::bench {
namespace {

namespace fs = std::filesystem;

ExploreResult search(int workers, int waiters) {
  const auto scenario = parse_scenario(
      "bench.go", fmt::format("var wg sync.WaitGroup\nfunc setup() {{ wg.Add({}) }}\nfunc worker() {{ wg.Done() }}\nfunc waiter() {{ wg.Wait() }}\nfunc main() {{}}\n", workers));
  ExploreOptions options;
  options.setup = "main.setup";
  options.start_functions.assign(static_cast<size_t>(workers), "main.worker");
  options.start_functions.insert(options.start_functions.end(), static_cast<size_t>(waiters), "main.waiter");
  return explore(*scenario, options);
}

double search_ns_a_state(int workers, int waiters) {
  const ExploreResult result = search(workers, waiters);
  return static_cast<double>(result.searched_ns) / static_cast<double>(result.states);
}

double seconds_of(const std::string& command) {
  return ns_each(1, [&] {
    if (std::system(command.c_str()) != 0) std::fprintf(stderr, "wgscope_bench: this failed: %s\n", command.c_str());
  }) / 1e9;
}

// SPIN's verifier of the model, made in a folder of its own, which goes with it.
class Pan {
 public:
  Pan(int workers, int waiters) : folder_(fs::temp_directory_path() / fmt::format("wgscope-bench-{}-{}", getpid(), made_++)) {
    fs::create_directories(folder_);
    making_s_ = seconds_of(fmt::format("cd '{}' && spin -a -DWORKERS={} -DWAITERS={} '{}/wait_group.pml' >/dev/null && cc -O2 -w -DSAFETY -DNOREDUCE -DMEMLIM=8000 -o pan pan.c",
                                       folder_.string(), workers, waiters, WGSCOPE_BENCH_FOLDER));
  }
  Pan(const Pan&) = delete;
  Pan& operator=(const Pan&) = delete;
  ~Pan() { fs::remove_all(folder_); }

  struct Run { double seconds, ns_a_state; };
  Run run() const {
    const fs::path said = folder_ / "said";
    const double seconds = seconds_of(fmt::format("cd '{}' && ./pan -m100000 >said 2>&1", folder_.string()));
    double states = 0;
    if (FILE* file = std::fopen(said.c_str(), "r")) {
      for (char line[512]; std::fgets(line, sizeof line, file) != nullptr;) {
        char what[64] = "";
        double number = 0;
        if (std::sscanf(line, "%lf states, %63s", &number, what) == 2 && std::string_view(what) == "stored") states = number;
      }
      std::fclose(file);
    }
    return {seconds, states > 0 ? seconds * 1e9 / states : 0};   // a peer that failed costs nothing, so that the row is missed
  }
  double making_s() const { return making_s_; }

 private:
  static inline int made_ = 0;
  fs::path folder_;
  double making_s_ = 0;
};

bool there_is(const char* command) { return std::system(fmt::format("command -v {} >/dev/null 2>&1", command).c_str()) == 0; }

double slowest_lesson_ms() {
  double slowest = 0;
  for (const auto& entry : fs::directory_iterator(WGSCOPE_LESSONS_FOLDER)) {
    const auto scenario = load_scenario(entry.path().string());
    if (scenario.ok()) slowest = std::max(slowest, static_cast<double>(explore(*scenario).elapsed_ns) / 1e6);
  }
  return slowest;
}

}  // namespace

void explore_rows(Bench& bench) {
  const auto four = bench.measure([] { return search_ns_a_state(4, 4); });
  const auto four_told = bench.measure([] { return ns_each(1, [] { keep(search(4, 4)); }) / 1e9; });
  // Eleven million states: once is enough, for us and for them.
  const auto last = std::make_shared<ExploreResult>();
  const auto five = bench.measure([last] {
    *last = search(5, 5);
    return static_cast<double>(last->searched_ns) / static_cast<double>(last->states);
  }, 1);
  const auto five_bytes = bench.measure([last] {
    if (last->states == 0) *last = search(5, 5);
    return static_cast<double>(last->memory_bytes) / static_cast<double>(last->states);
  }, 1);
  if (there_is("spin") && there_is("cc")) {
    const auto pan = [made = std::make_shared<std::optional<Pan>>()]() -> const Pan& { return *made ? **made : made->emplace(4, 4); };
    bench.row("searching 4 workers + 4 waiters, a state", "ns", four, "SPIN's pan", bench.measure([pan] { return pan().run().ns_a_state; }), 1.0 / 3);
    bench.row("searching 5 workers + 5 waiters, a state", "ns", five, "SPIN's pan", bench.measure([] { return Pan(5, 5).run().ns_a_state; }, 1), 1.0 / 3);
    bench.row("4 + 4 told whole, with counts and schedules", "s", four_told, "spin, cc and pan", bench.measure([] {
      const Pan fresh(4, 4);
      return fresh.making_s() + fresh.run().seconds;
    }, 5), 0.1);
  } else {
    bench.absent("searching 4 + 4 and 5 + 5", "SPIN");
  }
  bench.row("5 workers + 5 waiters, a state all told", "bytes", five_bytes, "limit", bench.limit(100), 1);
  bench.row("the slowest lesson explored whole", "ms", bench.measure(slowest_lesson_ms, 5), "limit", bench.limit(200), 1);
  bench.absent("visiting every schedule of 3 workers + 2 waiters", "Relacy");
}

}  // namespace wgscope::bench
