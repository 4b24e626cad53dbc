// Traces, explorations and diagnostics as --json prints them: one object on one line (docs/command_line.md), the keys in that page's order.
// Everything that knows the JSON library is in json_report.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/step_text.h"
#include "app/model/comparison.h"
#include "core/base/result.h"
#include "core/explore/explore.h"
#include "core/trace/ending.h"
#include "core/trace/trace.h"
#include "core/trace/world_state.h"

namespace wgscope::cli {

using Expect = std::optional<std::vector<Ending>>;   // none: nothing is claimed

// `file` is always the FILE as given.
std::string run_report(const std::string& file, const Trace& trace);
// `endings`: none is a run that was stopped.
std::string repeat_report(const std::string& file, uint64_t runs, const std::vector<std::pair<std::optional<Ending>, uint64_t>>& endings);
std::string step_report(const std::string& file, const Execution& execution, const std::vector<StepOffer>& offers);
std::string explore_report(const std::string& file, const ExploreResult& result, const Expect& expect, bool outputs);
// `proof`: null when there is none.
std::string check_report(const std::string& file, bool ok, const Diagnostics& diagnostics, const ExploreResult* proof, const Expect& expect);

// `left_file`, `right_file`: as given, or as a "compare" names them.
std::string compare_report(const std::string& left_file, const std::string& right_file, const model::Comparison& comparison);

// Where a goroutine stands, or stood last: a line of the file that the user edits; 0 when it never stood anywhere.
uint32_t line_of(const Trace& trace, const WorldState& state, GoroutineId who);

}  // namespace wgscope::cli
