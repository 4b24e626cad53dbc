#include "core/run/live/alarm.h"

#include "core/run/live/live_goroutine.h"
#include "core/run/live/live_world.h"

namespace wgscope::live {

void Alarm::set() {
  if (waits_) return live_.gate.nudge(place_);
  Crew::Thread* thread = live_.admit_alarm() ? live_.crew.engage() : nullptr;
  if (thread == nullptr) {
    live_.gate.halt(Halt::stopped, StoppedBy::goroutines);
    return;
  }
  waits_ = true;
  live_.gate.enter(place_);
  live_.crew.start(thread, [this] { wait(); });
}

void Alarm::look_again() {
  if (waits_) live_.gate.nudge(place_);
}

void Alarm::wait() {
  Gate& gate = live_.gate;
  while (const std::optional<int64_t> due_ns = next_due()) {
    if (gate.has_passed(*due_ns)) {
      if (!gate.probe(place_, [] {})) break;
      fire();
    } else if (gate.wait(place_, due_ns) == Gate::Woken::halted) {
      break;
    }
  }
  gate.quit();
  gate.leave();
}

// When it is to fire; never: whoever sets it anew needs another thread.
std::optional<int64_t> Alarm::next_due() {
  const KinHold hold = live_.hold_kin();
  hold.only_looked();
  if (timer_.kin.timer().set && live_.gate.halt() == Halt::none) return timer_.due_ns;
  waits_ = false;
  live_.dismiss_alarm();
  return std::nullopt;
}

// The goroutine's number is taken with the lock of all kin held, so that of two timers the one that fired first has the smaller one.
void Alarm::fire() {
  program::Fired fired;
  LiveGoroutine* goroutine = nullptr;
  {
    const KinHold hold = live_.hold_kin();
    program::Timer& timer = timer_.kin.timer();
    if (!timer.can_fire() || !live_.gate.has_passed(timer_.due_ns)) return hold.only_looked();   // it was stopped, or set anew
    goroutine = live_.new_goroutine();
    if (goroutine == nullptr) {
      hold.only_looked();
      live_.gate.halt(Halt::stopped, StoppedBy::goroutines);
      return;
    }
    fired = {timer.calls, goroutine->id(), hold.version()};
    timer.fire();
  }
  goroutine->begin_by_timer(timer_.ref, fired);
}

}  // namespace wgscope::live
