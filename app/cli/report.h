// Traces, explorations and diagnostics as the objects that --json prints (../shared/contract.md, "Command line"). The keys stand in the contract's order.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "core/base/result.h"
#include "core/explore/explore.h"
#include "core/scenario/scenario.h"
#include "core/trace/trace.h"
#include "core/trace/world_state.h"

namespace wgscope::cli {

// `file`: the FILE as given.
nlohmann::ordered_json report_of(const std::string& file, const Trace& trace);
// `expect`: what is claimed; none: nothing is.
nlohmann::ordered_json report_of(const std::string& file, const ExploreResult& result, const std::optional<std::vector<std::string>>& expect, bool outputs);
nlohmann::ordered_json report_of(const Diagnostic& diagnostic);

// Where a goroutine stands, or stood last: a line of the file that the user edits; 0 when it never stood anywhere.
uint32_t line_of(const Trace& trace, const WorldState& state, GoroutineId who);

// On one line, ending with a line break. What a program printed may be no UTF-8: such bytes become U+FFFD.
std::string one_line(const nlohmann::ordered_json& json);

}  // namespace wgscope::cli
