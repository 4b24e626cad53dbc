// What somebody who will never step again would need, and who could bring it.
#include "core/explore/report.h"
#include "core/program/library/format.h"
#include "core/program/run/done_ahead.h"

namespace wgscope::search {
namespace {

constexpr size_t kOwingTold = 3;

std::string what_text(const Need& need) {
  switch (need.what) {
    case Need::What::nothing: return {};
    case Need::What::done: return need.count == 1 ? "a Done on " + need.object : std::to_string(need.count) + " Done on " + need.object;
    case Need::What::release: return "a release on " + need.object;
    case Need::What::receive: return "a receive from " + need.object;
    case Need::What::send: return "a send to " + need.object + ", or its close";
    case Need::What::any_case: return "a partner for one of its cases";
    case Need::What::unlock: return "an Unlock of " + need.object;
    case Need::What::signal: return "a Signal or a Broadcast of " + need.object;
    case Need::What::reset: return "a Reset of " + need.object;
    case Need::What::add: return "an Add on " + need.object + " that brings its counter from " + std::to_string(need.count) + " to 0";
  }
  return {};
}

}  // namespace

std::string text_of(const Need& need, GoroutineId whose) {
  if (need.what == Need::What::nothing) return {};
  std::string text = what_text(need);
  if (need.left == Need::Left::nobody && need.owing.empty()) text += ", and nobody else is left";
  if (need.left == Need::Left::waiting_too) text += ", and whoever else is left waits for it, too";
  for (const Owing& one : need.owing) {
    const std::string call = " still has one in its code, at line " + std::to_string(one.call_line);
    if (one.who == whose) text += "; " + goroutine_name(one.who) + " itself" + call + ", after this Wait";
    else text += "; " + goroutine_name(one.who) + (one.parked ? ", parked at line " : ", at line ") + std::to_string(one.line) + "," + call;
  }
  return text;
}

// What a goroutine that is parked would need of others; who could bring it is known of a Done alone.
Need Report::need_of(FindingKind kind, StateId state, uint32_t number) const {
  const uint64_t* row = search_.store().row(state);
  const GoroutineInfo& info = space_.info(row, number);
  if (info.status != program::Status::parked) return {};
  if (info.next.kind == EventKind::select_step) return info.next.operand == 0 ? Need{} : Need{.what = Need::What::any_case};
  const auto part = space_.object(row, info.next.object);
  if (!part) return {};
  const std::string& name = space_.program().declarations[part->declaration].name;
  if (info.next.kind == EventKind::chan_send) return {.what = Need::What::receive, .object = name};
  if (info.next.kind == EventKind::chan_receive) return {.what = part->kin.is_timer() ? Need::What::reset : Need::What::send, .object = name};
  if (on_cond(info.next.kind)) return {.what = Need::What::signal, .object = name};
  if (on_mutex(info.next.kind)) return {.what = Need::What::unlock, .object = name};
  const auto counter = static_cast<int32_t>(part->object.word >> 32);
  Need need{counter > 0 ? Need::What::done : counter == 0 ? Need::What::release : Need::What::add, counter, name};
  who_could_bring_it(need, kind, state, number);
  return need;
}

void Report::who_could_bring_it(Need& need, FindingKind kind, StateId state, uint32_t number) const {
  const uint64_t* row = search_.store().row(state);
  const program::Ref group = space_.info(row, number).next.object;
  program::Goroutine goroutine;
  bool anybody = false, all_wait = true;
  for (uint32_t one = kind == FindingKind::leak ? 2 : 1; one <= space_.goroutines(row); ++one) {
    const GoroutineInfo& info = space_.info(row, one);
    if (info.status == program::Status::finished) continue;
    space_.restore_goroutine(row, one, goroutine);
    const auto call = need.what == Need::What::done ? program::done_ahead(space_.program(), space_.pool(), goroutine, group) : std::nullopt;
    const bool waits_too = info.status == program::Status::parked && info.next.object == group;
    if (one != number) anybody = true, all_wait = all_wait && waits_too && !call;
    if (!call || need.owing.size() == kOwingTold) continue;
    const uint32_t at = info.next.site;
    need.owing.push_back({GoroutineId{one}, info.status == program::Status::parked, line_of(at), program_line_of(at), line_of(*call), program_line_of(*call)});
  }
  need.left = !anybody ? Need::Left::nobody : all_wait && need.owing.empty() ? Need::Left::waiting_too : Need::Left::somebody;
}

// The ending that a goroutine's next step, its crash, would have been.
std::string Report::crash_of(StateId state, uint32_t number) const {
  program::Goroutine goroutine;
  space_.restore_goroutine(search_.store().row(state), number, goroutine);
  std::vector<std::string> values;
  for (size_t i = 0; i < goroutine.panics.size(); ++i) {
    if (told_in_ending(goroutine, i)) values.push_back(panic_text(space_.program(), space_.pool(), goroutine.panics[i].value));
  }
  return Ending::panic(values).text();
}

}  // namespace wgscope::search
