// What searching costs: states and schedules of workers (Done) and waiters (Wait) on the real code, from a Go program, beside SPIN on a model of it.
//
// SPIN's models are wait_group.pml and channel.pml; its verifier is compiled without partial-order reduction, for both visit every state.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "bench/commands.h"
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

double ns_a_state(const ExploreResult& result) { return static_cast<double>(result.searched_ns) / static_cast<double>(result.states); }
double search_ns_a_state(int workers, int waiters) { return ns_a_state(search(workers, waiters)); }

// Producers of three jobs each, workers who pass on what they receive, and one who collects.
double search_channels_ns_a_state(int producers, int workers) {
  const auto scenario = parse_scenario("bench.go", fmt::format(R"(var jobs, results = make(chan int, 2), make(chan int, 2)
func producer() {{ for i := 0; i < 3; i++ {{ jobs <- 1 }} }}
func worker() {{ for {{ results <- <-jobs }} }}
func collector() {{ for i := 0; i < {}; i++ {{ <-results }} }}
func main() {{}}
)", 3 * producers));
  ExploreOptions options;
  options.setup = "main.main";
  options.start_functions.assign(static_cast<size_t>(producers), "main.producer");
  options.start_functions.insert(options.start_functions.end(), static_cast<size_t>(workers), "main.worker");
  options.start_functions.push_back("main.collector");
  return ns_a_state(explore(*scenario, options));
}

// SPIN's verifier of a model.
class Pan {
 public:
  // `model`: a file of this folder; `defines`: what it is given.
  Pan(std::string_view model, std::string_view defines) {
    making_s_ = seconds_of(fmt::format("cd '{}' && spin -a {} '{}/{}' >/dev/null && cc -O2 -w -DSAFETY -DNOREDUCE -DMEMLIM=8000 -o pan pan.c", folder_.path().string(), defines,
                                       WGSCOPE_BENCH_FOLDER, model));
  }

  struct Run { double seconds, ns_a_state; };
  Run run() const {
    const double seconds = seconds_of(fmt::format("cd '{}' && ./pan -m100000 >said 2>&1", folder_.path().string()));
    double states = 0, searching_s = seconds;
    for (const std::string& line : lines_of(folder_.path() / "said")) {
      std::sscanf(line.c_str(), "pan: elapsed time %lf seconds", &searching_s);   // without its start, which clears a large table
      char what[64] = "";
      double number = 0;
      if (std::sscanf(line.c_str(), "%lf states, %63s", &number, what) == 2 && std::string_view(what) == "stored") states = number;
    }
    return {seconds, states > 0 ? searching_s * 1e9 / states : 0};   // a peer that failed costs nothing, so that the row is missed
  }
  double making_s() const { return making_s_; }

 private:
  const WorkFolder folder_;
  double making_s_ = 0;
};

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
    constexpr std::string_view kFour = "-DWORKERS=4 -DWAITERS=4";
    const auto pan_of = [](std::string_view model, std::string_view defines) {
      return [model, defines, made = std::make_shared<std::optional<Pan>>()]() -> const Pan& { return *made ? **made : made->emplace(model, defines); };
    };
    const auto pan = pan_of("wait_group.pml", kFour), channel_pan = pan_of("channel.pml", "-DPRODUCERS=4 -DWORKERS=3");
    bench.row("searching 4 workers + 4 waiters, a state", "ns", four, "SPIN's pan", bench.measure([pan] { return pan().run().ns_a_state; }), 1.0 / 3);
    bench.row("searching 5 workers + 5 waiters, a state", "ns", five, "SPIN's pan", bench.measure([] { return Pan("wait_group.pml", "-DWORKERS=5 -DWAITERS=5").run().ns_a_state; }, 1), 1.0 / 3);
    bench.row("4 + 4 told whole, with counts and schedules", "s", four_told, "spin, cc and pan", bench.measure([] {
      const Pan fresh("wait_group.pml", kFour);
      return fresh.making_s() + fresh.run().seconds;
    }, 5), 0.1);
    bench.row("searching 4 producers, 3 workers, 1 collector, a state", "ns", bench.measure([] { return search_channels_ns_a_state(4, 3); }, 5),
              "SPIN's pan, its own channels", bench.measure([channel_pan] { return channel_pan().run().ns_a_state; }, 5), 1.0 / 3);
  } else {
    bench.absent("searching 4 + 4, 5 + 5 and channels", "SPIN");
  }
  bench.row("5 workers + 5 waiters, a state all told", "bytes", five_bytes, "limit", bench.limit(100), 1);
  bench.row("the slowest lesson explored whole", "ms", bench.measure(slowest_lesson_ms, 5), "limit", bench.limit(200), 1);
  bench.absent("visiting every schedule of 3 workers + 2 waiters", "Relacy");
}

}  // namespace wgscope::bench
