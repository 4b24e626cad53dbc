// Executions that tests of the window look at: lessons of tests/course under a schedule that is written here, so they are the same everywhere, every time.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "app/model/session.h"
#include "core/run/execution.h"
#include "core/scenario/scenario.h"

namespace wgscope::model::testing {

// A course of the tests' own, so that lessons that ship can be reworded freely.
inline std::string lesson_path(const std::string& name) { return std::string(WGSCOPE_SOURCE_DIR) + "/tests/course/" + name; }

inline std::shared_ptr<const Scenario> lesson(const std::string& name, const ParamValues& params = {}) {
  auto scenario = load_scenario(lesson_path(name), params);
  if (!scenario) ADD_FAILURE() << to_string(scenario.errors().front());
  return scenario ? std::make_shared<const Scenario>(std::move(*scenario)) : nullptr;
}

// The trace of a scenario under a schedule; where it cannot be taken the test fails.
inline std::shared_ptr<const Trace> trace_under(std::shared_ptr<const Scenario> scenario, const std::string& schedule) {
  const auto parsed = parse_schedule(schedule);
  EXPECT_TRUE(parsed.ok()) << to_string(parsed.errors().front());
  auto execution = replay(std::move(scenario), *parsed);
  if (!execution) {
    ADD_FAILURE() << to_string(execution.errors().front());
    return nullptr;
  }
  return execution->trace();
}

// Many workers, two waiters: the story of the design's picture. The first of two releases is the event before kFirstRelease.
inline constexpr const char* kBroadcast = "main*10 G5*3 timer:G2 G2 timer:G4 G4 timer:G3 G3*5 main*2 G5*2 main";
inline std::shared_ptr<const Trace> broadcast() { return trace_under(lesson("03_many_waiters.json"), kBroadcast); }

// The first cursor that has an event of this kind behind it.
inline EventIndex after_first(const Trace& trace, EventKind kind) {
  for (EventIndex i = 0; i < trace.size(); ++i)
    if (trace[i].kind == kind) return i + 1;
  ADD_FAILURE() << "no event of this kind: " << name_of(kind);
  return 0;
}

}  // namespace wgscope::model::testing
