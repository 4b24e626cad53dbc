// Executions from scenarios, traces as words: what the tests of stepping have in common.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "core/program/code.h"
#include "core/program/compile.h"
#include "core/run/execution.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"

namespace wgscope {

inline std::shared_ptr<const Scenario> scenario_of(program::Program program) {
  Scenario scenario;
  scenario.file = "test.go";
  scenario.program = std::make_shared<const program::Program>(std::move(program));
  return std::make_shared<const Scenario>(std::move(scenario));
}

// From Go text, which compiles.
inline std::shared_ptr<const Scenario> go_scenario(const std::string& source) {
  auto compiled = program::compile({.file = "test.go", .text = source, .params = {}, .place_of = {}});
  if (compiled.ok()) return scenario_of(std::move(compiled).value());
  throw std::invalid_argument(to_string(compiled.errors().front()) + "\n" + source);
}

// `main add 1:0`: who, what, and of a WaitGroup's word counter:waiters, of a semaphore the tokens; facts in parentheses.
inline std::string words_of(const Trace& trace, const Event& event) {
  std::string text = goroutine_name(event.who()) + " " + std::string(name_of(event.kind));
  if (on_wait_group_word(event.kind)) {
    text += " " + std::to_string(static_cast<int32_t>(event.word >> 32)) + ":" + std::to_string(static_cast<uint32_t>(event.word));
  } else if (event.object != kNoObject) {
    text += " " + std::to_string(static_cast<int64_t>(event.word));
  }
  if (event.other != 0 && event.kind != EventKind::declare) text += " " + goroutine_name(GoroutineId{event.other});
  if (event.failed()) text += " failed";
  if (event.parked()) text += " parked";
  if (event.kind == EventKind::print || event.kind == EventKind::run_panic || event.kind == EventKind::panic_call || event.kind == EventKind::recovered ||
      event.kind == EventKind::crash || event.kind == EventKind::fatal)
    text += " " + trace.text(event.word);
  return counts_as_step(event.kind) ? text : "(" + text + ")";
}

inline std::vector<std::string> story_of(const Trace& trace) {
  std::vector<std::string> lines;
  for (EventIndex i = 0; i < trace.size(); ++i) lines.push_back(words_of(trace, trace[i]));
  return lines;
}

inline size_t steps_of(const Trace& trace) { return schedule_of(trace).choices.size(); }

}  // namespace wgscope
