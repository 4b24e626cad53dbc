#include "app/cli/open.h"

#include <algorithm>

#include "core/base/limits.h"
#include "core/scenario/read_file.h"
#include "core/trace/trace_file.h"

namespace wgscope::cli {
namespace {

bool is_trace(const std::string& file, std::string_view beginning) { return file.ends_with(".wgtrace") || looks_like_trace(beginning); }

Result<Opened> open_scenario(const std::string& file, std::string text, const ParamValues& params) {
  Result<Scenario> scenario = parse_scenario(file, std::move(text), params);
  if (!scenario) return scenario.errors();
  Opened opened;
  if (params.empty()) opened.expect = scenario->expect;
  opened.scenario = std::make_shared<const Scenario>(std::move(*scenario));
  return opened;
}

// The scenario inside, with the values that its run used; params that are given come on top of them.
Result<Opened> open_recorded(const std::string& file, std::string_view bytes, const ParamValues& params) {
  Result<std::shared_ptr<const Trace>> trace = parse_trace(bytes, file);
  if (!trace) return trace.errors();
  const TraceHeader& header = (*trace)->header();
  Result<Opened> opened = open_scenario(header.scenario_name, header.scenario_text, {});
  if (!opened) return opened.errors();
  ParamValues values = header.params;
  values.insert(values.end(), params.begin(), params.end());
  const auto& own = opened->scenario->params;
  const auto is_own = [&](const auto& value) {
    return std::any_of(own.begin(), own.end(), [&](const ScenarioParam& p) { return p.name == value.first && p.value == value.second; });
  };
  if (!params.empty() || !std::all_of(values.begin(), values.end(), is_own)) {
    opened = open_scenario(header.scenario_name, header.scenario_text, values);
    if (!opened) return opened.errors();
  }
  opened->trace = std::move(*trace);
  return opened;
}

}  // namespace

Result<Opened> open_file(const std::string& file, const ParamValues& params) {
  // What calls itself a trace and does not begin as one is refused for what it is, not for its size: so much of it is read.
  bool no_trace = false;
  Result<std::string> bytes = read_file(file, [&](std::string_view beginning) {
    no_trace = is_trace(file, beginning) && !looks_like_trace(beginning);
    return no_trace ? beginning.size() : is_trace(file, beginning) ? limits::kTraceFileBytes : limits::kScenarioBytes;
  });
  if (no_trace && !bytes) return parse_trace({}, file).errors();
  if (!bytes) return bytes.errors();
  return is_trace(file, *bytes) ? open_recorded(file, *bytes, params) : open_scenario(file, std::move(*bytes), params);
}

}  // namespace wgscope::cli
