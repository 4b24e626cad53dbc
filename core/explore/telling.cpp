#include "core/explore/telling.h"

#include <algorithm>

#include "core/trace/world_state.h"

namespace wgscope {

namespace {

Diagnostic at(const Scenario& scenario, const program::FilePlace& place, std::string message, std::string hint) {
  return {scenario.file, place.line, place.column, place.pointer, "error", std::move(message), std::move(hint)};
}

std::string how_it_stands(const Execution& execution) {
  if (execution.ending()) return "it ends in \"" + execution.ending()->text() + "\"";
  if (execution.over()) return "it is stopped by " + std::string(name_of(execution.stopped_by()));
  std::string could;
  for (const EnabledStep& step : execution.enabled()) could += (could.empty() ? "" : ", ") + to_string(step.choice);
  return "the program is not over after it: what could step: " + could;
}

bool is_read_or_write(const EnabledStep& step) { return step.kind == EventKind::var_read || step.kind == EventKind::var_write; }

// Two accesses of one variable that nothing orders, one of them a write: both could be made next.
bool shows_race(const Execution& execution) {
  const auto enabled = execution.enabled();
  for (const EnabledStep& a : enabled)
    for (const EnabledStep& b : enabled)
      if (a.choice.who < b.choice.who && is_read_or_write(a) && is_read_or_write(b) && a.object == b.object && (a.kind == EventKind::var_write || b.kind == EventKind::var_write)) return true;
  return false;
}

bool shows_recovery(const Trace& trace) {
  for (EventIndex i = 0; i < trace.size(); ++i)
    if (trace[i].kind == EventKind::recovered) return true;
  return false;
}

// Tokens that nobody comes for: nobody is queued, or within Wait.
bool shows_token(const Trace& trace) {
  const WorldState end = fold(trace, trace.size());
  const auto comes_for = [&](ObjectId object) {
    for (uint32_t number = 1; number <= end.goroutines.size(); ++number) {
      const Standing standing = standing_at(trace, end, {number});
      if (standing.object == object && on_sema(standing.next)) return true;
    }
    return false;
  };
  for (uint32_t number = 0; number < end.objects.size(); ++number)
    if (end.objects[number].tokens > 0 && !comes_for({number})) return true;
  return false;
}

bool shows(const Execution& execution, const std::string& finding, const ExploreResult& search) {
  if (finding == name_of(FindingKind::race) && shows_race(execution)) return true;
  if (finding == name_of(FindingKind::recovered) && shows_recovery(*execution.trace())) return true;
  if (finding == name_of(FindingKind::token) && shows_token(*execution.trace())) return true;
  return std::any_of(search.findings.begin(), search.findings.end(), [&](const Finding& one) { return name_of(one.kind) == finding && one.schedule == execution.schedule(); });
}

}  // namespace

Result<Execution> take(const std::shared_ptr<const Scenario>& scenario, const WrittenSchedule& written, size_t steps_max, const TimeLimit& limit) {
  Diagnostic told = written.at;
  const auto because = [&told](const Diagnostic& why) {
    told.message = why.message, told.hint = why.hint;
    return told;
  };
  const Result<Schedule> schedule = parse_schedule(written.text);
  if (!schedule) {
    const Diagnostic& why = schedule.errors().front();
    if (told.line > 0) told.column += why.column;   // behind the quote
    else told.line = why.line, told.column = why.column;
    return because(why);
  }
  if (schedule->choices.size() > steps_max) {
    told.message = written.named + " is too long", told.hint = "at most " + std::to_string(steps_max) + " steps: it is to be watched";
    return told;
  }
  Result<Execution> execution = replay(scenario, *schedule, {}, limit);
  if (execution) return execution;
  return because(execution.errors().front());
}

Result<Execution> take(const std::shared_ptr<const Scenario>& scenario, const TellingSchedule& telling, const TimeLimit& limit) {
  return take(scenario, {telling.schedule, "the schedule \"" + telling.name + "\"", at(*scenario, telling.schedule_at, {}, {})}, kTellingSteps, limit);
}

std::vector<TellingTaken> telling_schedules(const std::shared_ptr<const Scenario>& scenario, const TimeLimit& limit) {
  std::vector<TellingTaken> taken;
  if (!scenario->program) return taken;
  for (const TellingSchedule& telling : scenario->show) {
    const auto execution = take(scenario, telling, limit);
    if (limit.over()) break;
    if (execution && (!telling.ending || execution->ending() == telling.ending)) taken.push_back({&telling, execution->schedule()});
  }
  return taken;
}

std::optional<Diagnostic> wrong(const std::shared_ptr<const Scenario>& scenario, const TellingSchedule& telling, const ExploreResult& search) {
  const Result<Execution> execution = take(scenario, telling);
  if (!execution) return execution.errors().front();
  if (telling.ending) {
    if (execution->ending() == telling.ending) return std::nullopt;
    const bool livelock = telling.ending->is(Ending::Kind::livelock);   // no execution ends so: the search knows
    if (livelock && !search.complete) return std::nullopt;
    std::string hint = how_it_stands(*execution);
    for (const FoundEnding& found : search.endings) {
      if (found.ending != *telling.ending) continue;
      if (livelock && found.schedule == execution->schedule()) return std::nullopt;
      hint += "; the shortest that leads there: " + to_string(found.schedule);
    }
    return at(*scenario, telling.reaches_at, "the schedule \"" + telling.name + "\" does not reach \"" + telling.ending->text() + "\"", hint);
  }
  if (shows(*execution, telling.finding, search) || !search.complete) return std::nullopt;
  std::string hint = "no finding of that kind exists";
  for (const Finding& found : search.findings)
    if (name_of(found.kind) == telling.finding && hint.starts_with("no ")) hint = "one that leads to such a finding: " + to_string(found.schedule);
  return at(*scenario, telling.reaches_at, "the schedule \"" + telling.name + "\" does not lead to a finding \"" + telling.finding + "\"", hint);
}

}  // namespace wgscope
