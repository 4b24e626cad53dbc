// What was found on the way, told: who, where, and what would be needed.
#include <algorithm>
#include <set>

#include "core/explore/report.h"

namespace wgscope::search {
namespace {

// What a goroutine would do to an object that another uses likewise.
std::string_view verb_of(EventKind kind) {
  switch (kind) {
    case EventKind::var_write: return "writes";
    case EventKind::var_read: return "reads";
    case EventKind::copy: return "copies";
    case EventKind::add_count:
    case EventKind::add_recheck:
    case EventKind::add_clear:
    case EventKind::sema_release: return "adds";
    case EventKind::wait_load:
    case EventKind::wait_join:
    case EventKind::sema_acquire:
    case EventKind::sema_retry:
    case EventKind::wait_check: return "waits";
    default: return "uses";
  }
}

std::string name_of_choice(ChoiceCode code) { return goroutine_name(GoroutineId{goroutine_of(code)}); }

WaitReason wait_reason_of(const GoroutineInfo& info) {
  if (info.status == program::Status::sleeping) return WaitReason::sleep;
  if (info.status != program::Status::parked) return WaitReason::none;
  const bool nil = info.next.object == program::kNil;
  switch (info.next.kind) {
    case EventKind::chan_send: return nil ? WaitReason::nil_chan_send : WaitReason::chan_send;
    case EventKind::chan_receive: return nil ? WaitReason::nil_chan_receive : WaitReason::chan_receive;
    case EventKind::select_step: return info.next.operand == 0 ? WaitReason::select_no_cases : WaitReason::select;
    case EventKind::read_retry: return WaitReason::rw_mutex_read_lock;
    case EventKind::mutex_retry: return info.next.operand == program::kRetries ? WaitReason::mutex_lock : WaitReason::rw_mutex_lock;
    case EventKind::cond_park: return WaitReason::cond_wait;
    default: return WaitReason::wait_group;
  }
}

}  // namespace

void Report::spins(ExploreResult& result, const Components& components, const std::vector<bool>& ends_somehow) {
  std::set<std::vector<uint32_t>> told_of;   // the places of a loop: the same loop beside other states of the others is no news
  std::vector<ChoiceCode> choices;
  for (const Cycle& cycle : cycles(search_.graph(), components)) {
    if (out_of_time(result)) return;
    if (!cycle.can_be_left || !ends_somehow[cycle.entry]) continue;   // within a livelock, every way on is one
    std::vector<ChoiceCode> loop;
    std::vector<uint32_t> places;
    for (size_t i = 0; i < cycle.states.size(); ++i) {
      const StateId from = cycle.states[i], to = cycle.states[(i + 1) % cycle.states.size()];
      choices.clear();
      search_.choices_of(from, choices);
      size_t edge = search_.graph().first_edge(from);
      while (search_.graph().target(edge) != to) ++edge;
      loop.push_back(choices[edge - search_.graph().first_edge(from)]);
      if (!is_object_timer(loop.back())) places.push_back(space_.info(search_.store().row(from), goroutine_of(loop.back())).next.site);
    }
    std::ranges::sort(places);
    if (!told_of.insert(places).second) continue;
    Finding finding = finding_of(FindingKind::spin, tell({{cycle.entry, std::nullopt}}));
    finding.loop = go_on(loop).choices;
    place(finding, places.front());
    const ChoiceCode first = *std::ranges::find_if_not(loop, is_object_timer);   // whom a timer lets go on steps, sooner or later
    finding.goroutine = GoroutineId{goroutine_of(first)};
    const std::string who = name_of_choice(first), line = std::to_string(finding.line), steps = std::to_string(loop.size());
    finding.text = who + " can go round for ever at line " + line + ": it comes back to the same state after " + steps + (loop.size() == 1 ? " step" : " steps");
    finding.facts = {{"who", who}, {"line", std::to_string(finding.program_line)}, {"n", steps}};
    result.findings.push_back(std::move(finding));
  }
}

void Report::findings(ExploreResult& result, const LeftBehind& left) {
  const auto leave_out = [&] {
    const bool over = !result.findings.empty() && out_of_time(result);
    if (over) result.findings_complete = false;
    return over;
  };
  for (const auto& [key, sighting] : search_.sightings()) {
    if (leave_out()) break;
    result.findings.push_back(describe(key, tell(sighting.goals)));
  }
  for (const auto& [key, one] : left) {
    if (leave_out()) break;
    Finding finding = describe_left(key, one, tell(one.goals));
    finding.also_leak = key.kind == FindingKind::stuck && left.contains({FindingKind::leak, key.started_at, key.line});
    result.findings.push_back(std::move(finding));
  }
  std::ranges::stable_sort(result.findings, {}, &Finding::kind);
  if (std::ranges::find(result.findings, FindingKind::race, &Finding::kind) != result.findings.end()) result.assumes.push_back(Assumption::sequential_consistency);
  if (space_.program().shows_clock) result.assumes.push_back(Assumption::clock);
  if (space_.queues_twice()) result.assumes.push_back(Assumption::case_order);
}

Finding Report::finding_of(FindingKind kind, Told told) {
  Finding finding;
  finding.kind = kind;
  finding.steps = told.schedule.choices.size();
  finding.schedule = std::move(told.schedule);
  return finding;
}

Finding Report::describe(const SightingKey& key, const Told& told) const {
  switch (key.kind) {
    case SightingKey::Kind::race: {
      Finding finding = finding_of(FindingKind::race, told);
      place(finding, key.a);
      tell_race(key, told.reached, finding);
      return finding;
    }
    case SightingKey::Kind::recovered: {
      Finding finding = finding_of(FindingKind::recovered, told);
      const RecoveredPanic& panic = space_.recovered_panics()[key.a];
      place(finding, panic.site);
      finding.text = "a panic is recovered from: " + panic.text;
      finding.facts = {{"panic", panic.text}};
      return finding;
    }
    case SightingKey::Kind::token: break;
  }
  Finding finding = finding_of(FindingKind::token, told);
  const program::Declaration& declaration = space_.program().declarations[key.a];
  place(finding, declaration.site);
  finding.text = "tokens are left in the semaphore of " + declaration.name + ", and nobody waits on it";
  finding.facts = {{"object", declaration.name}};
  return finding;
}

Finding Report::describe_left(const LeftKey& key, const Left& left, Told told) const {
  const auto at = std::ranges::find(left.goals, told.reached, &Goal::state) - left.goals.begin();
  const uint32_t number = left.first[static_cast<size_t>(at)];
  const StateId state = told.reached;
  Finding finding = finding_of(key.kind, std::move(told));
  const GoroutineInfo& info = space_.info(search_.store().row(state), number);
  place(finding, info.next.site);
  finding.count = left.count;
  finding.goroutine = GoroutineId{number};
  finding.wait_reason = wait_reason_of(info);
  finding.at_crash = key.at_crash;
  if (key.kind != FindingKind::unfinished) finding.need = need_of(key.kind, state, number);
  finding.needs = text_of(finding.need, finding.goroutine);
  const std::string who = goroutine_name(finding.goroutine), line = std::to_string(finding.line), started = std::to_string(key.started_at == 0 ? 0 : line_of(key.started_at));
  const bool many = finding.count > 1;
  const std::string them = many ? std::to_string(finding.count) + " goroutines that line " + started + " started (" + who + " is the first)" : who;
  const std::string needs = finding.needs.empty() ? "" : (many ? "; they would need " : "; it would need ") + finding.needs;
  switch (key.kind) {
    case FindingKind::stuck: finding.text = them + (many ? " are" : " is") + " parked at line " + line + " and will never step again, whatever anybody does" + needs; break;
    case FindingKind::leak: finding.text = them + (many ? " are" : " is") + " parked at line " + line + " when main returns, and nobody that is left could wake " + (many ? "them" : "it") + needs; break;
    default: finding.text = them + (many ? " are" : " is") + " not over when main returns, but could have gone on, at line " + line; break;
  }
  if (finding.at_crash) {
    const std::string whose = many ? std::to_string(finding.count) + " goroutines that line " + started + " started are" : who + " is";
    finding.text = "main returns while " + whose + " about to crash the program, at line " + line + (many ? "; the first, " + who : "") + ": " + crash_of(state, number);
  }
  finding.facts = {{"who", who}, {"line", std::to_string(finding.program_line)}, {"n", std::to_string(finding.count)},
                   {"started_line", std::to_string(key.started_at == 0 ? 0 : program_line_of(key.started_at))}};
  if (finding.at_crash) finding.facts.emplace_back("panic", crash_of(state, number));
  return finding;
}

void Report::tell_race(const SightingKey& key, StateId state, Finding& finding) const {
  const uint64_t* row = search_.store().row(state);
  std::string who, object;
  for (const uint32_t site : {key.a, key.b}) {
    for (uint32_t number = 1; number <= space_.goroutines(row); ++number) {
      const std::string name = goroutine_name(GoroutineId{number});
      const GoroutineInfo& info = space_.info(row, number);
      if (info.status != program::Status::standing || info.next.site != site || who.find(name + " (") != std::string::npos) continue;
      const std::string does(verb_of(info.next.kind));
      const std::string line = std::to_string(line_of(site)), which = who.empty() ? "" : "other_";
      if (who.empty()) finding.goroutine = GoroutineId{number};
      who += (who.empty() ? "" : " and ") + name + " (" + does + ", line " + line + ")";
      finding.facts.insert(finding.facts.end(), {{which + "who", name}, {which + "does", does}, {which + "line", std::to_string(program_line_of(site))}});
      if (const auto part = space_.object(row, info.next.object)) object = space_.program().declarations[part->declaration].name;
      break;
    }
  }
  finding.facts.emplace_back("object", object);
  finding.text = who + " use " + object + " at the same time, with nothing to order them";
}

}  // namespace wgscope::search
