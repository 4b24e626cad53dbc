#include "app/model/loader.h"

#include <utility>

#include "core/base/limits.h"
#include "core/scenario/read_file.h"
#include "core/trace/trace_file.h"

namespace wgscope::model {

namespace {

constexpr std::chrono::seconds kTellingsMost{2};

// The scenario that a trace carries, with the values that it ran with. A param that the text no longer knows means the text was altered: then there is none.
std::shared_ptr<const Scenario> scenario_of(const Trace& trace) {
  auto scenario = parse_scenario(trace.header().scenario_name, trace.header().scenario_text, trace.header().params);
  return scenario ? std::make_shared<const Scenario>(std::move(*scenario)) : nullptr;
}

// A pipe or a device is given up when it is cancelled, and when it does not begin as a trace does.
Result<std::shared_ptr<const Trace>> read_trace(const std::string& path, const std::atomic<bool>& cancelled) {
  bool no_trace = false;
  const auto bytes_max = [&](std::string_view beginning) {
    no_trace = !looks_like_trace(beginning);
    return no_trace ? beginning.size() : limits::kTraceFileBytes;
  };
  const auto bytes = read_file(path, bytes_max, &cancelled);
  if (!bytes && !no_trace) return bytes.errors();
  return parse_trace(bytes ? *bytes : std::string(), path);
}

Loaded read(LoadRequest request, const std::atomic<bool>& cancelled) {
  Loaded loaded;
  loaded.request = std::move(request);
  const LoadRequest& asked = loaded.request;
  if (!asked.text && asked.name.ends_with(".wgtrace")) {
    auto trace = read_trace(asked.name, cancelled);
    if (!trace) loaded.problems = trace.errors();
    else loaded.trace = *trace, loaded.scenario = scenario_of(**trace);
    return loaded;
  }
  auto text = asked.text ? Result<std::string>(*asked.text) : read_file(asked.name, limits::kScenarioBytes, &cancelled);
  if (!text) {
    loaded.problems = text.errors();
    return loaded;
  }
  loaded.text = std::move(*text);
  const TimeLimit limit{.cancel = &cancelled};
  auto scenario = parse_scenario(asked.name, loaded.text, asked.params, limit);
  if (!scenario && asked.drop_params && !asked.params.empty()) {
    auto without = parse_scenario(asked.name, loaded.text, {}, limit);
    if (without) loaded.request.params.clear(), scenario = std::move(without);
  }
  if (scenario) loaded.scenario = std::make_shared<const Scenario>(std::move(*scenario));
  else loaded.problems = scenario.errors();
  return loaded;
}

Loaded load(LoadRequest request, const std::atomic<bool>& cancelled) {
  Loaded loaded = read(std::move(request), cancelled);
  if (loaded.scenario) loaded.tellings = telling_schedules(loaded.scenario, {.cancel = &cancelled, .until = std::chrono::steady_clock::now() + kTellingsMost});
  return loaded;
}

}  // namespace

void Loader::ask(LoadRequest request) {
  answer_.reset();
  reading_.begin([this, request = std::move(request)](const TimeLimit& limit) -> Errand::Outcome {
    return [this, loaded = load(request, *limit.cancel)]() mutable { answer_ = std::move(loaded); };
  });
}

std::optional<Loaded> Loader::take() {
  reading_.take_in();
  return std::exchange(answer_, std::nullopt);
}

}  // namespace wgscope::model
