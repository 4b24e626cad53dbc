// What runs programs and searches them, within bounds.
#include <algorithm>
#include <cstring>
#include <random>
#include <string>

#include "core/explore/explore.h"
#include "core/run/execution.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace_file.h"
#include "tests/fuzz/inputs.h"
#include "tests/fuzz/must.h"
#include "tests/support/generated_program.h"

namespace wgscope::fuzz {

namespace {

constexpr uint64_t kStepsMost = 400, kStatesMost = 300;
constexpr size_t kTextMost = 4096;

struct Run {
  std::optional<Ending> ending;
  StoppedBy stopped_by = StoppedBy::nothing;
};

// A random execution: its schedule makes the same trace again, and that trace survives its file.
Run run_once(const std::shared_ptr<const Scenario>& scenario, uint64_t seed) {
  std::mt19937_64 random(seed);
  Execution execution(scenario);
  for (uint64_t steps = 0; !execution.over() && steps < kStepsMost; ++steps) {
    const auto enabled = execution.enabled();
    must(!enabled.empty(), "what is not over can step");
    must(execution.step(enabled[random() % enabled.size()].choice), "what is enabled can be taken");
  }
  const Run run{execution.ending(), execution.stopped_by()};
  if (run.stopped_by != StoppedBy::nothing) return run;
  const std::string bytes = trace_bytes(*execution.trace());
  const auto opened = parse_trace(bytes, "x.wgtrace");
  must(opened.ok(), "a trace that was made can be opened: " + (opened.ok() ? "" : to_string(opened.errors().front())));
  must(schedule_of(**opened) == execution.schedule(), "a trace knows its schedule");
  const auto again = replay(scenario, execution.schedule());
  must(again.ok() && trace_bytes(*again->trace()) == bytes, "the same schedule makes the same trace: " + to_string(execution.schedule()));
  return run;
}

void must_replay(const std::shared_ptr<const Scenario>& scenario, const Schedule& schedule, const Ending& ending, ExecutionOptions options = {}) {
  const auto replayed = replay(scenario, schedule, options);
  must(replayed.ok(), "what was found can be replayed: " + to_string(schedule) + (replayed.ok() ? "" : ": " + to_string(replayed.errors().front())));
  must(replayed->ending() == ending, "a schedule leads to its ending: " + to_string(schedule) + " to " + ending.text() + ", not " + (replayed->ending() ? replayed->ending()->text() : "none"));
}

void search(const std::shared_ptr<const Scenario>& scenario, const std::vector<Run>& runs) {
  ExploreOptions options;
  options.bounds.states_max = kStatesMost;
  options.check_memo = true;
  const ExploreResult found = explore(*scenario, options);
  for (const FoundEnding& each : found.endings)
    if (!each.ending.is(Ending::Kind::livelock)) must_replay(scenario, each.schedule, each.ending);
  for (const Finding& each : found.findings) must(replay(scenario, each.schedule).ok(), "a finding's schedule can be taken: " + to_string(each.schedule));
  if (!found.complete) return;
  for (const Run& run : runs) {
    if (!run.ending) continue;
    must(std::any_of(found.endings.begin(), found.endings.end(), [&](const FoundEnding& each) { return each.ending == *run.ending; }), "what happened is among what was found: " + run.ending->text());
  }
  options.outputs = true;
  options.findings = false;
  const ExploreResult printed = explore(*scenario, options);
  if (!printed.complete) return;
  for (const FoundOutput& each : printed.outputs) must_replay(scenario, each.schedule, each.ending, {.prints_are_steps = true});
  for (const FoundEnding& each : found.endings) {
    must(std::any_of(printed.endings.begin(), printed.endings.end(), [&](const FoundEnding& other) { return other.ending == each.ending; }), "the endings are the same with outputs: " + each.ending.text());
  }
}

void try_run(const std::string& text) {
  auto parsed = parse_scenario("x.go", text);
  if (!parsed.ok()) return;
  const auto scenario = std::make_shared<const Scenario>(std::move(parsed).value());
  std::vector<Run> runs;
  for (uint64_t seed = 1; seed <= 3; ++seed) runs.push_back(run_once(scenario, seed));
  // A limit of local code: correct, and slow to meet in every state.
  if (std::any_of(runs.begin(), runs.end(), [](const Run& run) { return run.stopped_by != StoppedBy::nothing; })) return;
  search(scenario, runs);
}

}  // namespace

void try_mutant(std::string_view text) {
  if (text.size() <= kTextMost) try_run(std::string(text));
}

void try_program(std::string_view bytes) {
  uint64_t seed = 0;
  std::memcpy(&seed, bytes.data(), std::min(bytes.size(), sizeof seed));
  try_run(GeneratedProgram::text(seed, GeneratedProgram::small()));
}

}  // namespace wgscope::fuzz
