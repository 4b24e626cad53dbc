// Sleep, Stop, Reset, and what the clock does when a timer's time has come: runtime/time.go and time/sleep.go.
#include "app/model/hood_calls.h"

namespace wgscope::model::hood {

namespace {

std::string pending(const HoodStep& s) { return s.event().word != 0 ? "true" : "false"; }
bool fires(const HoodStep& s) { return s.event().kind == EventKind::timer; }

// To set a timer costs no step, so nobody is ever seen in front of a line of it.
constexpr HoodLine kSleep[] = {
    {.text = "t.init(goroutineReady, gp)"},
    {.text = "gp.sleepWhen = nanotime() + ns"},
    {.text = "gopark(resetForSleep)", .parks = WaitReason::sleep},
};

constexpr HoodLine kStop[] = {
    {.text = "pending := t.when > 0", .at = EventKind::timer_stop},
    {.text = "t.when = 0"},
    {.text = "if t.isChan && timerchandrain(t.hchan()) { pending = true }"},
    {.text = "return pending", .gave = pending},
};

constexpr HoodLine kReset[] = {
    {.text = "pending := t.when > 0", .at = EventKind::timer_reset},
    {.text = "t.when = when"},
    {.text = "if t.isChan && timerchandrain(t.hchan()) { pending = true }"},
    {.text = "return pending", .gave = pending},
};

// The clock's own step: no goroutine stands in front of it.
constexpr HoodLine kFire[] = {
    {.text = "if t.period > 0 { t.when = next } else { t.when = 0 }", .at = EventKind::timer},
    {.text = "t.f(t.arg)"},
    {.text = "func sendTime(c) { select { case c <- Now(): default: } }", .took = [](const HoodStep& s) { return fires(s) && s.event().object != kNoObject && s.event().other == 0; }},
    {.text = "func goFunc(arg) { go arg.(func())() }", .took = [](const HoodStep& s) { return fires(s) && s.event().other != 0; }},
    {.text = "func goroutineReady(gp) { goready(gp) }", .took = [](const HoodStep& s) { return fires(s) && s.event().object == kNoObject; }},
};

constexpr HoodCallRow kTimerCalls[] = {
    {HoodCall::sleep, HoodGroup::timer, "Sleep", "func timeSleep(ns int64) {", kSleep},
    {HoodCall::stop, HoodGroup::timer, "Stop", "func (t *timer) stop() bool {", kStop},
    {HoodCall::reset, HoodGroup::timer, "Reset", "func (t *timer) reset(when int64) bool {", kReset},
    {HoodCall::fire, HoodGroup::timer, "fire", "func (t *timer) unlockAndRun(now int64) {", kFire},
};

}  // namespace

std::span<const HoodCallRow> timer_calls() { return kTimerCalls; }

}  // namespace wgscope::model::hood
