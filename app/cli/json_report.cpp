#include "app/cli/json_report.h"

#include <bit>
#include <cmath>
#include <iterator>
#include <nlohmann/json.hpp>

#include "core/trace/value_text.h"

namespace wgscope::cli {
namespace {

using Json = nlohmann::ordered_json;

Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

// A word as the value that the program sees in it.
Json value_of(const Trace& trace, const TraceObject& object, uint64_t word) {
  switch (object.kind) {
    case ObjectKind::atomic_bool: return word != 0;
    case ObjectKind::atomic_int32: return static_cast<int32_t>(word);
    case ObjectKind::atomic_int64: return static_cast<int64_t>(word);
    case ObjectKind::wait_group:
    case ObjectKind::mutex:
    case ObjectKind::rw_mutex:
    case ObjectKind::cond: return word;
    default: break;
  }
  switch (object.word_kind) {
    case WordKind::boolean: return word != 0;
    case WordKind::signed_int: return static_cast<int64_t>(word);
    case WordKind::unsigned_int: return word;
    case WordKind::float64: {
      const double value = std::bit_cast<double>(word);
      return std::isfinite(value) ? Json(value) : Json(value_text(trace, object, word));
    }
    case WordKind::text: return trace.text(word);
    default: return value_text(trace, object, word);
  }
}

Json names_of(const std::vector<GoroutineId>& goroutines) {
  Json names = Json::array();
  for (const GoroutineId who : goroutines) names.push_back(goroutine_name(who));
  return names;
}

Json names_of(const std::vector<QueuedOnChannel>& queue) {
  Json names = Json::array();
  for (const QueuedOnChannel& one : queue) names.push_back(goroutine_name(one.who));
  return names;
}

struct ReportedObject {
  const Trace& trace;
  const TraceObject& about;
  const ObjectNow& now;
};

// A variable and an atomic have the keys of a WaitGroup, too.
Json word_report(const ReportedObject& object, Json report) {
  report["word"] = value_of(object.trace, object.about, object.now.word);
  for (const char* key : {"counter", "waiters", "sema", "queue"}) report[key] = nullptr;
  return report;
}

Json wait_group_report(const ReportedObject& object, Json report) {
  report["word"] = object.now.word;
  report["counter"] = object.now.counter();
  report["waiters"] = object.now.waiters();
  report["sema"] = object.now.tokens;
  report["queue"] = names_of(object.now.queue);
  return report;
}

Json channel_report(const ReportedObject& object, Json report) {
  report["capacity"] = object.now.word;
  report["buffer"] = Json::array();
  for (const uint64_t word : object.now.buffer) report["buffer"].push_back(value_of(object.trace, object.about, word));
  report["senders"] = names_of(object.now.senders);
  report["receivers"] = names_of(object.now.receivers);
  report["closed"] = object.now.closed;
  return report;
}

Json mutex_report(const ReportedObject& object, Json report) {
  report["holder"] = object.now.holder == kNobody ? Json(nullptr) : Json(goroutine_name(object.now.holder));
  report["readers"] = names_of(object.now.readers);
  report["queue"] = names_of(object.now.queue);
  return report;
}

Json cond_report(const ReportedObject& object, Json report) {
  report["queue"] = Json::array();
  for (const QueuedOnChannel& one : object.now.receivers) report["queue"].push_back({{"goroutine", goroutine_name(one.who)}, {"parked", one.word != 0}});
  return report;
}

Json timer_report(const ReportedObject& object, Json report) {
  report["set"] = object.now.timer_set;
  report["duration_ns"] = object.now.set_for_ns;
  report["repeats"] = object.now.word == kTicker;
  report["receivers"] = names_of(object.now.receivers);
  return report;
}

// In the order of ObjectKind.
using Report = Json (*)(const ReportedObject&, Json);
constexpr Report kReports[] = {wait_group_report, word_report, word_report, word_report, word_report, channel_report, mutex_report, mutex_report, timer_report, cond_report};
static_assert(std::size(kReports) == kObjectKindCount);

Json object_report(const Trace& trace, const WorldState& state, uint32_t number) {
  const TraceObject& about = trace.objects()[number];
  return kReports[static_cast<size_t>(about.kind)]({trace, about, state.objects[number]}, {{"name", object_name(trace, ObjectId{number})}, {"kind", row_of(about.kind).name}});
}

Json report_of(const std::string& file, const Trace& trace) {
  const WorldState state = fold(trace, trace.size());
  const TraceTail& tail = trace.tail();
  Json goroutines = Json::array(), objects = Json::array();
  for (uint32_t i = 0; i < state.goroutines.size(); ++i) {
    const GoroutineNow& g = state.goroutines[i];
    const GoroutineId who{i + 1};
    goroutines.push_back({{"name", goroutine_name(who)}, {"state", name_of(g.state)}, {"wait_reason", name_of(g.wait_reason)}, {"line", line_of(trace, state, who)}});
  }
  for (uint32_t i = 0; i < state.objects.size(); ++i) {
    if (state.objects[i].exists) objects.push_back(object_report(trace, state, i));
  }
  return {{"scenario", file},
          {"world", name_of(trace.header().world)},
          {"ending", tail.ending ? Json(tail.ending->text()) : Json(nullptr)},
          {"stopped_by", text_or_null(name_of(tail.stopped_by))},
          {"events", trace.size()},
          {"goroutines", std::move(goroutines)},
          {"objects", std::move(objects)},
          {"duration_ns", tail.duration_ns},
          {"output", trace.output(trace.size())},
          {"crash", tail.crash}};
}

Json report_of(const std::string& file, const ExploreResult& result, const Expect& expect, bool outputs) {
  const auto count = [](const std::optional<std::string>& number) { return number ? Json(*number) : Json(nullptr); };
  Json endings = Json::array(), findings = Json::array();
  for (const FoundEnding& e : result.endings) {
    endings.push_back({{"ending", e.ending.text()}, {"steps", e.steps}, {"switches", e.switches}, {"schedules", count(e.schedules)}, {"chance", e.chance ? Json(*e.chance) : Json(nullptr)}, {"schedule", to_string(e.schedule)}});
    if (e.rounds.empty()) continue;
    Json& rounds = endings.back()["rounds"] = Json::array();
    for (const Round& round : e.rounds) rounds.push_back({{"goroutine", goroutine_name(round.who)}, {"line", round.line}});
  }
  for (const Finding& f : result.findings) {
    Json finding{{"kind", name_of(f.kind)}, {"text", f.text}, {"count", f.count}, {"steps", f.steps}, {"schedule", to_string(f.schedule)}, {"line", f.line}};
    finding["goroutine"] = f.goroutine == kNobody ? Json(nullptr) : Json(goroutine_name(f.goroutine));
    finding["wait_reason"] = text_or_null(name_of(f.wait_reason));
    finding["needs"] = text_or_null(f.needs);
    if (!f.loop.empty()) finding["loop"] = to_string(Schedule{f.loop});
    findings.push_back(std::move(finding));
  }
  Json expected = nullptr, met = nullptr;
  if (expect) {
    expected = Json::array();
    for (const Ending& ending : *expect) expected.push_back(ending.text());
    if (const auto m = meets(result, *expect)) met = *m;
  }
  Json report{{"scenario", file},
              {"complete", result.complete},
              {"stopped_by", text_or_null(result.stopped_by)},
              {"states", result.states},
              {"transitions", result.transitions},
              {"merged", result.merged},
              {"schedules", count(result.schedules)},
              {"endings", std::move(endings)},
              {"findings", std::move(findings)}};
  if (!result.findings_complete) report["findings_complete"] = false;
  if (outputs) {
    Json texts = Json::array();
    for (const FoundOutput& o : result.outputs) {
      texts.push_back({{"output", o.output}, {"ending", o.ending.text()}, {"steps", o.steps}, {"switches", o.switches}, {"schedule", to_string(o.schedule)}});
    }
    report["outputs"] = std::move(texts);
    report["outputs_complete"] = result.outputs_complete;
  }
  report["assumes"] = Json::array();
  for (const Assumption assumption : result.assumes) report["assumes"].push_back(name_of(assumption));
  report["expect"] = std::move(expected);
  report["expect_met"] = std::move(met);
  report["elapsed_ns"] = result.elapsed_ns;
  return report;
}

Json report_of(const Diagnostic& d) {
  return {{"line", d.line}, {"column", d.column}, {"pointer", d.pointer}, {"severity", d.severity}, {"message", d.message}, {"hint", d.hint}};
}

// What a program printed may be no UTF-8: such bytes become U+FFFD.
std::string printed(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

uint32_t line_of(const Trace& trace, const WorldState& state, GoroutineId who) {
  const size_t i = who.value - 1;
  SiteId site;
  if (state.cursor == trace.size() && i < trace.tail().standing.size()) site = trace.tail().standing[i].site;
  if (site.value == 0) site = state.goroutines[i].last_site;
  if (site.value == 0 && i < trace.goroutines().size()) site = trace.goroutines()[i].created_at;
  return trace.site(site).line;
}

std::string run_report(const std::string& file, const Trace& trace) { return printed(report_of(file, trace)); }

std::string repeat_report(const std::string& file, uint64_t runs, const std::vector<std::pair<std::optional<Ending>, uint64_t>>& endings) {
  Json rows = Json::array();
  for (const auto& [ending, count] : endings) rows.push_back({{"ending", ending ? Json(ending->text()) : Json(nullptr)}, {"count", count}});
  return printed({{"scenario", file}, {"runs", runs}, {"endings", std::move(rows)}});
}

std::string step_report(const std::string& file, const Execution& execution, const std::vector<StepOffer>& offers) {
  Json report = report_of(file, *execution.trace());
  report["schedule"] = to_string(execution.schedule());
  report["steps"] = execution.schedule().choices.size();
  report["switches"] = execution.switches();
  report["enabled"] = Json::array();
  for (const StepOffer& offer : offers) {   // one row a step, with all that it may choose
    const std::string who = offer.choice.timer_object != 0 ? to_string(offer.choice) : goroutine_name(offer.choice.who);
    Json& rows = report["enabled"];
    if (!offer.choice.alternative || rows.empty() || rows.back()["goroutine"] != who) {
      rows.push_back({{"goroutine", who}, {"line", offer.line}, {"step", offer.step}, {"alternatives", Json::array()}});
    }
    if (offer.choice.alternative) rows.back()["alternatives"].push_back(*offer.choice.alternative);
  }
  return printed(report);
}

std::string explore_report(const std::string& file, const ExploreResult& result, const Expect& expect, bool outputs) {
  return printed(report_of(file, result, expect, outputs));
}

std::string compare_report(const std::string& left_file, const std::string& right_file, const model::Comparison& comparison) {
  const auto side = [&](const std::string& file, const model::CountedTrace& one) -> Json {
    const model::Figures figures = one.figures();
    const TraceTail& tail = one.trace().tail();
    return {{"scenario", file},
            {"schedule", to_string(one.schedule())},
            {"ending", tail.ending ? Json(tail.ending->text()) : Json(nullptr)},
            {"stopped_by", text_or_null(name_of(tail.stopped_by))},
            {"steps", figures.steps},
            {"switches", figures.switches},
            {"parks", figures.parks},
            {"wake_ups", figures.wake_ups},
            {"copies", figures.copies},
            {"readied", names_of(one.readied())},
            {"stepped", names_of(one.stepped())}};
  };
  Json report{{"left", side(left_file, comparison.left)}, {"right", side(right_file, comparison.right)}, {"one_program", comparison.one_program}, {"alike", comparison.alike}};
  report["first_difference"] = comparison.same() ? Json(nullptr) : Json(comparison.alike + 1);
  return printed(report);
}

std::string check_report(const std::string& file, bool ok, const Diagnostics& diagnostics, const ExploreResult* proof, const Expect& expect) {
  Json list = Json::array();
  for (const Diagnostic& d : diagnostics) list.push_back(report_of(d));
  return printed({{"file", file}, {"ok", ok}, {"diagnostics", std::move(list)}, {"proof", proof ? report_of(file, *proof, expect, false) : Json(nullptr)}});
}

}  // namespace wgscope::cli
