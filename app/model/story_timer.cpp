// The story of timers: what they are set for, whom they let go on, and what a Stop or a Reset finds.
#include <algorithm>

#include "app/model/telling.h"
#include "core/base/duration_text.h"

namespace wgscope::model {

namespace {

void tell_set(Telling& telling) {
  telling.gap("duration", duration_text(static_cast<int64_t>(telling.event().word)));
  const uint64_t word = telling.object_before().word;
  telling.head("timer_set");
  telling.say(word == kTicker ? "timer.set_ticker" : word == kCallsFunction ? "timer.set_calls" : "timer.set");
}

void tell_fired(Telling& telling) {
  telling.head("timer_fires");
  if (born_of(telling.event()) != kNobody) return telling.say("timer.calls");
  telling.say(telling.object_before().word == kTicker ? "timer.ticks" : "timer.fires");
}

void tell_stop(Telling& telling) {
  const bool was_set = telling.event().word != 0;
  const uint64_t word = telling.object_before().word;
  telling.gap("was", was_set ? std::string("true") : std::string("false"));
  telling.head(word == kTicker ? "ticker_stop" : "timer_stop");
  if (word == kTicker) return telling.say(was_set ? "timer.stopped_ticker" : "timer.stopped_ticker_again");
  if (word == kCallsFunction) return telling.say(was_set ? "timer.stopped_call" : "timer.stopped_call_late");
  telling.say(was_set ? "timer.stopped" : "timer.stopped_late");
}

void tell_reset(Telling& telling) {
  const bool was_set = telling.event().word != 0;
  const bool ticker = telling.object_before().word == kTicker;
  telling.gap("was", was_set ? std::string("true") : std::string("false"));
  telling.head(ticker ? "ticker_reset" : "timer_reset");
  telling.say(ticker ? "timer.reset_ticker" : was_set ? "timer.reset" : "timer.reset_late");
}

}  // namespace

std::string_view timer_receive_key(Telling& telling) {
  const ObjectNow& timer = telling.object_before();
  if (!telling.event().parked()) return "timer.expired";
  telling.gap("place", static_cast<int64_t>(timer.receivers.size() + 1));
  if (!timer.timer_set) return "timer.waits_unset";
  if (timer.receivers.empty()) return "timer.waits";
  telling.gap("other", timer.receivers.back().who);
  return "timer.waits_behind";
}

void tell_timer(Telling& telling) {
  switch (telling.event().kind) {
    case EventKind::timer_set: return tell_set(telling);
    case EventKind::timer: return tell_fired(telling);
    case EventKind::timer_stop: return tell_stop(telling);
    case EventKind::timer_reset: return tell_reset(telling);
    default:
      telling.head(telling.event().parked() ? "receive_parked" : "receive_timer");
      return telling.say(timer_receive_key(telling));
  }
}

}  // namespace wgscope::model
