// What the tests of live runs have in common: programs from Go text, the machine's count of our threads, and what every trace must hold.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>

#include "core/run/execution.h"
#include "core/run/live_run.h"
#include "core/scenario/scenario.h"

namespace wgscope {

inline std::shared_ptr<const Scenario> go(const std::string& text) {
  auto scenario = parse_scenario("test.go", text);
  if (!scenario) {
    for (const Diagnostic& diagnostic : scenario.errors()) ADD_FAILURE() << to_string(diagnostic);
    return nullptr;
  }
  return std::make_shared<const Scenario>(std::move(scenario).value());
}

inline std::shared_ptr<const Scenario> lesson(const std::filesystem::path& path, const ParamValues& params = {}) {
  auto scenario = load_scenario(path.string(), params);
  if (!scenario) {
    for (const Diagnostic& diagnostic : scenario.errors()) ADD_FAILURE() << to_string(diagnostic);
    return nullptr;
  }
  return std::make_shared<const Scenario>(std::move(scenario).value());
}

inline std::vector<std::filesystem::path> all_lessons() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::path(WGSCOPE_SOURCE_DIR) / "scenarios")) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

inline size_t threads_of_process() {
  static const bool warm = (std::thread([] {}).join(), true);   // a sanitizer's own thread comes with the first of ours
  EXPECT_TRUE(warm);
  const std::filesystem::directory_iterator tasks("/proc/self/task");
  return static_cast<size_t>(std::distance(begin(tasks), end(tasks)));
}

inline std::shared_ptr<const Trace> run_to_end(std::shared_ptr<const Scenario> scenario, const LiveOptions& options = {}) {
  LiveRun run(std::move(scenario), options);
  run.wait();
  return run.trace();
}

inline std::string ending_of(const Trace& trace) {
  return trace.tail().ending ? trace.tail().ending->text() : "stopped by " + std::string(name_of(trace.tail().stopped_by));
}

inline std::string text_of(const Trace& trace, EventIndex index) {
  if (index >= trace.size()) return "nothing";
  const Event& event = trace[index];
  return "#" + std::to_string(index) + " " + goroutine_name(event.who()) + " " + std::string(name_of(event.kind)) + " object " + std::to_string(event.object.value) + " version " +
         std::to_string(event.version) + " word " + std::to_string(event.word) + " other " + std::to_string(event.other) + " site " + std::to_string(event.site) + " flags " +
         std::to_string(event.flags);
}

// The trace is consistent, and its schedule makes the scheduled world tell the same, to the bit.
inline void expect_whole(const std::shared_ptr<const Scenario>& scenario, const Trace& trace) {
  const auto broken = find_inconsistency(trace);
  EXPECT_FALSE(broken.has_value()) << *broken;
  EXPECT_TRUE(trace.tail().over);
  EXPECT_NE(trace.tail().ending.has_value(), trace.tail().stopped_by != StoppedBy::nothing);
  const auto replayed = replay(scenario, schedule_of(trace));
  ASSERT_TRUE(replayed.ok()) << to_string(replayed.errors().front());
  const auto again = replayed->trace();
  EXPECT_EQ(again->size(), trace.size());
  for (EventIndex i = 0; i < std::min(trace.size(), again->size()); ++i) ASSERT_EQ(trace[i], (*again)[i]) << text_of(trace, i) << "\nreplayed: " << text_of(*again, i);
  EXPECT_TRUE(trace.objects() == again->objects());
  EXPECT_TRUE(trace.goroutines() == again->goroutines());
  EXPECT_EQ(trace.tail().ending, again->tail().ending);
  EXPECT_EQ(trace.tail().crash, again->tail().crash);
  ASSERT_EQ(trace.tail().standing.size(), again->tail().standing.size());
  for (size_t i = 0; i < trace.tail().standing.size(); ++i) {
    const Standing &live = trace.tail().standing[i], &other = again->tail().standing[i];
    EXPECT_TRUE(live == other) << "goroutine " << i + 1 << " stands at " << name_of(live.next) << " site " << live.site.value << " operand " << live.operand << ", replayed: "
                               << name_of(other.next) << " site " << other.site.value << " operand " << other.operand;
  }
}

}  // namespace wgscope
