#include "app/model/explore_view.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/model/finding_text.h"
#include "app/model/session.h"
#include "app/model/story.h"
#include "core/run/execution.h"
#include "core/sync/wait_group.h"
#include "core/trace/value_text.h"

namespace wgscope::model {

namespace {

// What one asks after first, when it is not among the endings found.
std::vector<Ending> asked_for() {
  using wgscope::sync::WaitGroupPanic;
  std::vector<Ending> asked = {Ending::exit(), Ending::deadlock()};
  for (const auto panic : {WaitGroupPanic::negative, WaitGroupPanic::misuse, WaitGroupPanic::reused}) asked.push_back(Ending::panic(std::string(wgscope::sync::text_of(panic))));
  asked.push_back(Ending::livelock());
  return asked;
}
constexpr size_t kOutputLength = 80;   // characters of an output in its row

std::string bytes_text(uint64_t bytes) { return bytes >= 10u << 20 ? fmt::format("{} MB", bytes >> 20) : fmt::format("{} kB", bytes >> 10); }

std::string progress_text(const ExploreProgress& progress, const Strings& strings) {
  const double rate = progress.seconds > 0 ? static_cast<double>(progress.states) / progress.seconds : 0;
  return strings.say("panel.explore.progress", {{"states", grouped(std::to_string(progress.states))},
                                                {"rate", grouped(fmt::format("{:.0f}", rate))},
                                                {"depth", std::to_string(progress.depth)},
                                                {"frontier", grouped(std::to_string(progress.frontier))},
                                                {"memory", bytes_text(progress.memory_bytes)}});
}

std::string bounded_text(const ExploreResult& result, const Strings& strings) {
  return strings.say("panel.explore.bounded." + result.stopped_by, {{"states", grouped(std::to_string(result.states))}});
}

void fill_status(const Session& session, ExploreView& view) {
  const Strings& strings = session.strings();
  const BackgroundSearch* search = session.search();
  const auto result = search ? search->result() : nullptr;
  view.searching = search && !result;
  if (!search) {
    view.status = strings.say("panel.explore.not_begun");
  } else if (!result) {
    view.status = progress_text(search->progress(), strings);
  } else if (!result->complete) {
    view.status = bounded_text(*result, strings);
  } else {
    view.complete = true;
    view.status = strings.say("panel.explore.complete", {{"states", grouped(std::to_string(result->states))},
                                                         {"transitions", grouped(std::to_string(result->transitions))},
                                                         {"schedules", result->schedules ? grouped(*result->schedules) : strings.say("panel.explore.endless")},
                                                         {"time", duration_text(result->elapsed_ns / 1000 * 1000)}});
  }
}

void fill_outputs(const Session& session, ExploreView& view) {
  const Strings& strings = session.strings();
  const BackgroundSearch* search = session.outputs_search();
  view.outputs_asked = search != nullptr;
  if (!search) return;
  const auto result = search->result();
  if (!result) {
    view.outputs_searching = true;
    view.outputs_status = progress_text(search->progress(), strings);
    return;
  }
  if (!result->complete) view.outputs_status = bounded_text(*result, strings);
  else if (!result->outputs_complete) view.outputs_status = strings.say("panel.explore.outputs_first");
  for (const FoundOutput& output : result->outputs) view.outputs.push_back({quoted_short(output.output, kOutputLength), output.steps, output.schedule});
}

void fill_absent(const Session& session, const ExploreResult& result, ExploreView& view) {
  const Strings& strings = session.strings();
  std::vector<Ending> asked = asked_for();
  const auto& expect = session.scenario()->expect;
  for (const Ending& ending : expect.value_or(std::vector<Ending>()))
    if (std::find(asked.begin(), asked.end(), ending) == asked.end()) asked.push_back(ending);
  for (const Ending& ending : asked) {
    if (std::any_of(result.endings.begin(), result.endings.end(), [&](const FoundEnding& found) { return found.ending == ending; })) continue;
    AbsentRow row{ending, {}, result.complete, expect && std::find(expect->begin(), expect->end(), ending) != expect->end()};
    row.why = strings.say(result.complete ? "panel.explore.impossible" : "panel.explore.unknown", {{"states", grouped(std::to_string(result.states))}});
    view.absent.push_back(std::move(row));
  }
}

// `uncounted`: why there is no number of schedules. `by_run`: what is said of one that only a run came to.
EndingRow ending_row(const FoundEnding& found, const char* uncounted, const char* by_run, const std::optional<std::vector<Ending>>& expect, const Strings& strings) {
  EndingRow row{found.ending, found.ending.is(Ending::Kind::exit), false, found.steps, found.switches, {}, !found.proved_shortest, found.chance, {}, found.schedule};
  row.unexpected = expect && std::find(expect->begin(), expect->end(), found.ending) == expect->end();
  row.schedules = found.schedules ? grouped(*found.schedules) : strings.say(uncounted);
  const auto note = [&](const std::string& sentence) { row.note += (row.note.empty() || sentence.empty() ? "" : " ") + sentence; };
  if (!found.proved_shortest) note(strings.say(by_run));
  if (found.steps == 0) note(strings.say("panel.explore.from_start"));
  note(rounds_text(found, strings));
  return row;
}

// What the scenario's author wants to be seen.
void fill_tellings(const Session& session, ExploreView& view) {
  const Strings& strings = session.strings();
  for (const TellingTaken& taken : session.tellings()) {
    const TellingSchedule& telling = *taken.telling;
    view.tellings.push_back({telling.title.in(session.preferences().language), telling.ending ? telling.ending->text() : strings.say("panel.explore.kind." + telling.finding),
                             taken.schedule.choices.size(), taken.schedule});
    for (EndingRow& ending : view.endings)
      if (telling.ending && ending.ending == *telling.ending && !ending.telling) ending.telling = taken.schedule;
  }
}

}  // namespace

std::string grouped(const std::string& digits) {
  std::string text;
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
    text += digits[i];
  }
  return text;
}

std::string_view caveat_of(Assumption assumption) {
  switch (assumption) {
    case Assumption::sequential_consistency: return "panel.explore.race_caveat";
    case Assumption::clock: return "panel.explore.clock_caveat";
    case Assumption::case_order: return "panel.explore.case_caveat";
  }
  return {};
}

ExploreView explore_view(const Session& session) {
  const Strings& strings = session.strings();
  ExploreView view;
  fill_status(session, view);
  fill_outputs(session, view);
  if (!session.search() || !session.scenario()) return view;
  const auto& expect = session.scenario()->expect;
  const auto result = session.search()->result();
  if (!result) {
    for (const FoundEnding& found : session.search()->sampled()) view.endings.push_back(ending_row(found, "panel.explore.not_counted", "panel.explore.by_run_so_far", expect, strings));
    return view;
  }
  for (const FoundEnding& found : result->endings)
    view.endings.push_back(ending_row(found, result->complete ? "panel.explore.endless" : "panel.explore.not_counted", "panel.explore.by_run", expect, strings));
  for (const Finding& finding : result->findings)
    if (!finding.also_leak) view.findings.push_back({finding.kind, finding_text(finding, strings), finding.steps, finding.program_line, finding.schedule});
  view.knows_chances = std::any_of(result->endings.begin(), result->endings.end(), [](const FoundEnding& found) { return found.chance.has_value(); });
  for (const Assumption assumption : result->assumes) view.caveats.push_back(strings.say(caveat_of(assumption)));
  if (!result->findings_complete) view.caveats.push_back(strings.say("panel.explore.findings_bounded"));
  fill_tellings(session, view);
  fill_absent(session, *result, view);
  if (expect) {
    const auto met = meets(*result, *expect);
    view.verdict_good = met.value_or(false);
    view.verdict = strings.say(!met ? "panel.explore.expect_unknown" : *met ? "panel.explore.expect_met" : "panel.explore.expect_broken");
  }
  return view;
}

namespace {

// The steps of one schedule, each with the head that the story gives it.
std::optional<std::vector<CompareStep>> steps_of(const std::shared_ptr<const Scenario>& scenario, const Schedule& schedule, const ExecutionOptions& options, const Strings& strings, const TimeLimit& limit,
                                                 std::optional<Ending>& ending) {
  const auto execution = replay(scenario, schedule, options, limit);
  if (!execution) return std::nullopt;
  ending = execution->ending();
  const auto trace = execution->trace();
  Story story;
  story.reset(trace);
  std::vector<CompareStep> steps;
  for (EventIndex i = 0; i < trace->size() && steps.size() < schedule.choices.size(); ++i) {
    const Event& event = (*trace)[i];
    if (!trace->is_step(event)) continue;
    if (limit.over()) break;
    steps.push_back({schedule.choices[steps.size()], static_cast<int>(trace->site(SiteId{event.site}).program_line), story.line(i, strings).head});
  }
  return steps;
}

}  // namespace

std::optional<CompareView> compare_view(const std::shared_ptr<const Scenario>& scenario, const Schedule& left, const Schedule& right, const Strings& strings, const ExecutionOptions& left_options,
                                        const TimeLimit& limit) {
  CompareView view;
  const auto left_steps = steps_of(scenario, left, left_options, strings, limit, view.left_ending), right_steps = steps_of(scenario, right, {}, strings, limit, view.right_ending);
  if (limit.over()) return CompareView{.state = CompareView::State::gave_up};
  if (!left_steps || !right_steps) return std::nullopt;
  view.left = *left_steps;
  view.right = *right_steps;
  const size_t most = std::min(left.choices.size(), right.choices.size());
  while (view.first_difference < most && left.choices[view.first_difference] == right.choices[view.first_difference]) ++view.first_difference;
  return view;
}

}  // namespace wgscope::model
