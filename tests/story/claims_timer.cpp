// Steps on timers: what they are set for, whom they let go on, what a Stop or a Reset finds.
#include "core/base/duration_text.h"
#include "tests/story/claims.h"

namespace wgscope::model::testing {

namespace {

using K = EventKind;

const KinSeen& timer(const Claim& c) { return c.object().kin; }
bool is(const Claim& c, uint64_t what) { return c.object().word == what; }
bool says_duration(const Claim& c) { return c.says("duration", duration_text(static_cast<int64_t>(c.event().word))); }
// The first in line goes on, and the timer was set.
bool fires(const Claim& c) {
  return c.event().object != kNoObject && born_of(c.event()) == kNobody && timer(c).set && !timer(c).receivers.empty() && timer(c).receivers.front().who == c.event().goroutine;
}
bool parks(const Claim& c) { return c.event().parked(); }
bool waits(const Claim& c) { return parks(c) && timer(c).set; }
int64_t place(const Claim& c) { return static_cast<int64_t>(timer(c).receivers.size()) + 1; }
bool was_set(const Claim& c) { return timer(c).set && c.event().word == 1; }
bool was_not_set(const Claim& c) { return !timer(c).set && c.event().word == 0; }

}  // namespace

std::vector<Row> timer_rows() {
  return {
      {"timer.set", {K::timer_set}, [](const Claim& c) { return is(c, 0) && says_duration(c); }},
      {"timer.set_ticker", {K::timer_set}, [](const Claim& c) { return is(c, kTicker) && says_duration(c); }},
      {"timer.set_calls", {K::timer_set}, [](const Claim& c) { return is(c, kCallsFunction) && says_duration(c); }},
      {"timer.fires", {K::timer}, [](const Claim& c) { return is(c, 0) && fires(c); }},
      {"timer.ticks", {K::timer}, [](const Claim& c) { return is(c, kTicker) && fires(c); }},
      {"timer.calls", {K::timer}, [](const Claim& c) { return is(c, kCallsFunction) && timer(c).set && !c.going().exists && born_of(c.event()) == c.event().who(); }},
      {"timer.expired", {K::chan_receive}, [](const Claim& c) { return !parks(c) && timer(c).set && timer(c).receivers.empty(); }},
      {"timer.waits", {K::chan_receive}, [](const Claim& c) { return waits(c) && timer(c).receivers.empty(); }},
      {"timer.waits_behind", {K::chan_receive}, [](const Claim& c) { return waits(c) && c.says("other", Who{timer(c).receivers.back().who}) && c.says("place", place(c)); }},
      {"timer.waits_unset", {K::chan_receive}, [](const Claim& c) { return parks(c) && !timer(c).set && c.says("place", place(c)); }},
      {"timer.stopped", {K::timer_stop}, [](const Claim& c) { return is(c, 0) && was_set(c); }},
      {"timer.stopped_late", {K::timer_stop}, [](const Claim& c) { return is(c, 0) && was_not_set(c); }},
      {"timer.stopped_call", {K::timer_stop}, [](const Claim& c) { return is(c, kCallsFunction) && was_set(c); }},
      {"timer.stopped_call_late", {K::timer_stop}, [](const Claim& c) { return is(c, kCallsFunction) && was_not_set(c); }},
      {"timer.stopped_ticker", {K::timer_stop}, [](const Claim& c) { return is(c, kTicker) && timer(c).set; }},
      {"timer.stopped_ticker_again", {K::timer_stop}, [](const Claim& c) { return is(c, kTicker) && !timer(c).set; }},
      {"timer.reset", {K::timer_reset}, [](const Claim& c) { return !is(c, kTicker) && was_set(c); }},
      {"timer.reset_late", {K::timer_reset}, [](const Claim& c) { return !is(c, kTicker) && was_not_set(c); }},
      {"timer.reset_ticker", {K::timer_reset}, [](const Claim& c) { return is(c, kTicker); }},
      {"declare.timer", {K::declare}, [](const Claim& c) { return !c.object().exists && c.event().word == 0; }},
      {"declare.ticker", {K::declare}, [](const Claim& c) { return !c.object().exists && c.event().word == kTicker; }},
      {"declare.timer_calls", {K::declare}, [](const Claim& c) { return !c.object().exists && c.event().word == kCallsFunction; }},
  };
}

}  // namespace wgscope::model::testing
