// Wait, Signal and Broadcast: sync/cond.go, with what runtime/sema.go (notifyList) does in them. A place in the line is a ticket there.
#include "app/model/hood_calls.h"

namespace wgscope::model::hood {

namespace {

// L's Unlock and Lock, as steps of Wait: they are whatever the same goroutine does next.
bool behind_place(const HoodAccess& a) {
  const Event* before = step_before(a);
  return before && before->kind == EventKind::cond_wait && !before->failed();
}
// Whoever was signalled before it had parked makes no step of parking.
bool behind_park(const HoodAccess& a) {
  const Event *before = step_before(a), *earlier = step_before(a, 2);
  if (!before || before->kind == EventKind::cond_park) return before;
  return (before->kind == EventKind::mutex_unlock || before->kind == EventKind::read_unlock) && earlier && earlier->kind == EventKind::cond_wait && !earlier->failed();
}
bool is_copied(const HoodStep& s) { return on_cond(s.event().kind) && s.event().failed(); }
bool wakes_somebody(const HoodStep& s) { return s.event().other != 0; }
// Nobody had a place before. One who has, and is on his way there, leaves the line without being woken.
bool line_was_empty(const HoodStep& s) { return !s.event().failed() && s.event().other == 0 && s.object().word_before == 0; }

constexpr HoodLine kCondWait[] = {
    {.text = "c.checker.check()", .took = is_copied},
    {.text = "t := runtime_notifyListAdd(&c.notify)", .at = EventKind::cond_wait},
    {.text = "c.L.Unlock()", .at = EventKind::mutex_unlock, .or_at = EventKind::read_unlock, .here = behind_place},
    {.text = "if less(t, c.notify.notify) { goto awake }", .at = EventKind::cond_park, .gave = [](const HoodStep&) { return std::string("false"); }},
    {.text = "runtime_notifyListWait(&c.notify, t)", .parks = WaitReason::cond_wait},
    {.text = "awake: c.L.Lock()", .at = EventKind::mutex_lock, .or_at = EventKind::read_lock, .here = behind_park},
};

constexpr HoodLine kSignal[] = {
    {.text = "c.checker.check()", .took = is_copied},
    {.text = "if l.wait == l.notify { return }", .at = EventKind::cond_signal, .gave = [](const HoodStep& s) { return std::string(s.event().failed() ? "" : line_was_empty(s) ? "true" : "false"); }},
    {.text = "t := l.notify; l.notify++"},
    {.text = "for s := range l.list { if s.ticket == t { ready(s) } }", .took = wakes_somebody},
};

constexpr HoodLine kBroadcast[] = {
    {.text = "c.checker.check()", .took = is_copied},
    {.text = "if l.wait == l.notify { return }", .at = EventKind::cond_broadcast, .gave = [](const HoodStep& s) { return std::string(s.event().failed() ? "" : line_was_empty(s) ? "true" : "false"); }},
    {.text = "l.notify = l.wait"},
    {.text = "for s := range l.list { ready(s) }", .took = wakes_somebody},
};

constexpr HoodCallRow kCondCalls[] = {
    {HoodCall::cond_wait, HoodGroup::cond, "Wait", "func (c *Cond) Wait() {", kCondWait},
    {HoodCall::signal, HoodGroup::cond, "Signal", "func (c *Cond) Signal() {", kSignal},
    {HoodCall::broadcast, HoodGroup::cond, "Broadcast", "func (c *Cond) Broadcast() {", kBroadcast},
};

}  // namespace

std::span<const HoodCallRow> cond_calls() { return kCondCalls; }

}  // namespace wgscope::model::hood
