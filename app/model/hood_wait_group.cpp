// Add and Wait, from the rows that stand beside the algorithm itself (core/sync/wait_group.h).
#include <fmt/format.h>

#include <array>

#include "app/model/hood_calls.h"
#include "core/sync/wait_group.h"

namespace wgscope::model::hood {

namespace {

using sync::Halves;
using sync::WaitGroupAt;
using At = WaitGroupAt;

constexpr bool of_add(At at) { return at <= At::add_release; }
constexpr size_t count_of(bool add) {
  size_t count = 0;
  for (const auto& row : sync::kWaitGroupRows) count += of_add(row.at) == add ? 1 : 0;
  return count;
}

constexpr EventKind kind_of_line(At at) {
  switch (at) {
    case At::add_count: return EventKind::add_count;
    case At::add_recheck: return EventKind::add_recheck;
    case At::add_clear: return EventKind::add_clear;
    case At::add_release: return EventKind::sema_release;
    case At::wait_load: return EventKind::wait_load;
    case At::wait_join: return EventKind::wait_join;
    case At::wait_acquire: return EventKind::sema_acquire;
    case At::wait_check: return EventKind::wait_check;
  }
  return EventKind::end;
}

// What a call remembers in front of its line, by the name that the row gives it.
using Holds = std::string (*)(const HoodAccess&);
constexpr Holds holds_of(const sync::Row<At>& row) {
  if (!row.access) return nullptr;
  switch (row.at) {
    case At::add_count: return [](const HoodAccess& a) { return fmt::format("delta = {}", static_cast<int64_t>(a.operand)); };
    case At::add_recheck:
    case At::wait_join: return [](const HoodAccess& a) { return "state = " + halves_text(a.operand); };
    case At::add_clear:
    case At::add_release: return [](const HoodAccess& a) { return fmt::format("w = {}", a.operand); };
    default: return nullptr;
  }
}

bool is(const HoodStep& s, EventKind kind) { return s.event().kind == kind; }
bool counts(const HoodStep& s) { return is(s, EventKind::add_count) || is(s, EventKind::wait_load); }

// What an access gave, at the row that names it: an Add and a look take the word apart in the rows behind their own.
using Gave = std::string (*)(const HoodStep&);
constexpr Gave gave_of(const sync::Row<At>& row) {
  if (row.text.starts_with("v := ")) return [](const HoodStep& s) { return counts(s) ? fmt::format("v = {}", Halves{s.event().word}.counter()) : std::string(); };
  if (row.text.starts_with("w := ")) return [](const HoodStep& s) { return counts(s) ? fmt::format("w = {}", Halves{s.event().word}.waiters()) : std::string(); };
  if (!row.access) return nullptr;
  if (row.at == At::add_recheck || row.at == At::wait_check) return [](const HoodStep& s) { return halves_text(s.event().word); };
  if (row.at == At::wait_join) return [](const HoodStep& s) { return std::string(s.event().failed() ? "false" : "true"); };
  return nullptr;
}

bool returned(const HoodStep& s) { return is(s, EventKind::add_count) && (s.event().flags & kReturned) != 0; }
bool negative(const HoodStep& s) { return is(s, EventKind::add_count) && !returned(s) && Halves{s.event().word}.counter() < 0; }
bool misuse(const HoodStep& s) {
  if (!is(s, EventKind::add_count) || returned(s) || negative(s)) return false;
  const EventIndex next = s.scene.trace.next_of(s.event().who(), s.index + 1);
  return next < s.scene.trace.size() && s.scene.trace[next].kind == EventKind::run_panic;
}
bool at_zero(const HoodStep& s) { return is(s, EventKind::wait_load) && Halves{s.event().word}.counter() == 0; }

// The tests of what an Add gave, and of what Wait saw, in the order of their rows.
constexpr bool (*kAddTests[])(const HoodStep&) = {negative, misuse, returned};
constexpr bool (*kLoadTests[])(const HoodStep&) = {at_zero};

template <bool Add>
constexpr auto lines_of() {
  std::array<HoodLine, count_of(Add)> lines{};
  size_t line = 0, test = 0;
  for (const auto& row : sync::kWaitGroupRows) {
    if (of_add(row.at) != Add) continue;
    HoodLine& made = lines[line++];
    made.text = row.text;
    made.holds = holds_of(row);
    made.gave = gave_of(row);
    if (row.access) {
      made.at = kind_of_line(row.at);
      if (row.at == At::wait_acquire) made.or_at = EventKind::sema_retry, made.parks = WaitReason::wait_group;
      test = 0;
    } else if (row.text.starts_with("if ")) {
      if (row.at == At::add_count && test < std::size(kAddTests)) made.took = kAddTests[test];
      if (row.at == At::wait_load && test < std::size(kLoadTests)) made.took = kLoadTests[test];
      ++test;
    }
  }
  return lines;
}

constexpr auto kAdd = lines_of<true>();
constexpr auto kWait = lines_of<false>();
constexpr HoodCallRow kWaitGroupCalls[] = {
    {HoodCall::add, HoodGroup::wait_group, "Add", "func (wg *WaitGroup) Add(delta int) {", kAdd},
    {HoodCall::wait, HoodGroup::wait_group, "Wait", "func (wg *WaitGroup) Wait() {", kWait},
};

}  // namespace

std::span<const HoodCallRow> wait_group_calls() { return kWaitGroupCalls; }

}  // namespace wgscope::model::hood
