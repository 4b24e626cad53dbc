#include "core/run/live/gate.h"

#include <algorithm>
#include <cassert>
#include <utility>

#ifdef __linux__
#include <sys/prctl.h>
#endif

namespace wgscope::live {
namespace {

constexpr double kPaceMin = 1e-3, kPaceMax = 1e9;
constexpr std::chrono::milliseconds kCatchUpMax{20};   // what late wake-ups may be made up for, so that the mean pace is the one asked for

std::chrono::nanoseconds interval_of(double pace) {
  return std::chrono::nanoseconds(static_cast<int64_t>(1e9 / std::clamp(pace, kPaceMin, kPaceMax)));
}

int64_t scaled(int64_t program_ns, double scale) {
  constexpr double kLongest = 9e17;   // about 28 years
  return static_cast<int64_t>(std::clamp(static_cast<double>(program_ns) * scale, 0.0, kLongest));
}

}  // namespace

Gate::Gate(const GateOptions& options) : pace_(options.pace), paused_(options.paused), time_scale_(options.time_scale), random_(options.seed) {
  const auto now = Steady::now();
  next_step_at_ = now;
  update_control();
  update_clock(now);
}

// What a goroutine's thread calls.

bool Gate::hold(Place& place) {
  {
    std::lock_guard lock(mutex_);
    if (halt() != Halt::none) return false;
    if (!paused_ && !pace_) return true;
    const auto now = Steady::now();
    waiting_.push_back(&place);
    update_clock(now);
    let_one_go(now);
  }
  place.let_go_.await();
  return halt() == Halt::none;
}

bool Gate::park(Place& place) {
  went_quiet(count_.fetch_sub(1) - 1);
  // A halt sets its reason before it raises the signals, so whoever does not see the one gets the other.
  if (halt() == Halt::none) place.readied_.await();
  return halt() == Halt::none;
}

void Gate::ready(Place& place) {
  count_.fetch_add(1);
  place.readied_.raise();
}

Gate::Woken Gate::wait(Place& place, std::optional<int64_t> due_ns) {
  std::optional<uint64_t> awake;
  {
    std::lock_guard lock(mutex_);
    if (!place.handed_over_ && !place.look_again_) {
      place.waits_ = true;
      place.is_timed_ = due_ns.has_value();
      if (due_ns) {
        sleepers_.push_back({*due_ns, sleeps_++, &place});
        std::push_heap(sleepers_.begin(), sleepers_.end(), std::greater<>{});
      }
      const uint64_t change = (due_ns ? kTimer : 0) - 1;
      awake = count_.fetch_add(change) + change;
      if (due_ns) tell_conductor();
    }
  }
  if (awake) {
    went_quiet(*awake);
    if (halt() == Halt::none) place.readied_.await();
  }
  if (halt() != Halt::none) return Woken::halted;
  std::lock_guard lock(mutex_);
  place.look_again_ = false;
  return std::exchange(place.handed_over_, false) ? Woken::handed_over : Woken::look_again;
}

void Gate::hand_over(Place& place) {
  std::lock_guard lock(mutex_);
  place.handed_over_ = true;
  end_wait(place);
}

void Gate::nudge(Place& place) {
  std::lock_guard lock(mutex_);
  place.look_again_ = true;
  end_wait(place);
}

void Gate::end_wait(Place& place) {
  if (!std::exchange(place.waits_, false)) return;
  if (place.is_timed_) {
    std::erase_if(sleepers_, [&](const Sleeper& sleeper) { return sleeper.place == &place; });
    std::make_heap(sleepers_.begin(), sleepers_.end(), std::greater<>{});
  }
  count_.fetch_add(1 - (place.is_timed_ ? kTimer : 0));
  place.readied_.raise();
}

int64_t Gate::due_after(int64_t program_ns) const {
  std::lock_guard lock(mutex_);
  return clock_.now_ns(Steady::now()) + scaled(program_ns, time_scale_);
}

bool Gate::has_passed(int64_t due_ns) const {
  std::lock_guard lock(mutex_);
  return clock_.now_ns(Steady::now()) >= due_ns;
}

bool Gate::sleep(Place& place, int64_t program_ns) {
  {
    std::lock_guard lock(mutex_);
    const auto now = Steady::now();
    sleepers_.push_back({clock_.now_ns(now) + scaled(program_ns, time_scale_), sleeps_++, &place});
    std::push_heap(sleepers_.begin(), sleepers_.end(), std::greater<>{});
    count_.fetch_add(kTimer - 1);   // one timer more, one awake less, in one act
    let_one_go(now);
    tell_conductor();
  }
  if (halt() == Halt::none) place.readied_.await();
  return halt() == Halt::none;
}

bool Gate::admit(uint32_t live_max) {
  if (live_.fetch_add(1) < live_max) return true;
  live_.fetch_sub(1);
  return false;
}

void Gate::dismiss() { live_.fetch_sub(1); }

void Gate::enter(Place& place) {
  std::lock_guard lock(mutex_);
  places_.push_back(&place);
  ++threads_;
  count_.fetch_add(1);
}

void Gate::finish() {
  live_.fetch_sub(1);
  quit();
}

void Gate::quit() { went_quiet(count_.fetch_sub(1) - 1); }

void Gate::leave() {
  std::lock_guard lock(mutex_);
  assert(threads_ > 0);
  if (--threads_ == 0) conductor_.notify_one();
}

void Gate::went_quiet(uint64_t now) {
  if (now == 0) {
    halt(live_.load() == 0 ? Halt::nobody_left : Halt::deadlock);
  } else if (control_.load() == kHeld) {   // after the count, as update_control comes before a look at it: one of the two sees the other
    std::lock_guard lock(mutex_);
    let_one_go(Steady::now());
  }
}

bool Gate::halt(Halt why, StoppedBy stopped_by) {
  uint32_t none = 0;
  int64_t never = 0;
  halted_at_ns_.compare_exchange_strong(never, now_ns());   // before the reason, so that whoever sees that knows since when
  const bool first = why_.compare_exchange_strong(none, static_cast<uint32_t>(why) | static_cast<uint32_t>(stopped_by) << 8);
  std::lock_guard lock(mutex_);
  update_control();
  waiting_.clear();
  for (Place* place : places_) {
    place->readied_.raise();
    place->let_go_.raise();
  }
  conductor_.notify_one();
  return first;
}

// From outside.

void Gate::pause() {
  std::lock_guard lock(mutex_);
  paused_ = true;
  steps_granted_ = 0;
  update_control();
  update_clock(Steady::now());
}

void Gate::resume() {
  std::lock_guard lock(mutex_);
  paused_ = false;
  steps_granted_ = 0;
  const auto now = Steady::now();
  next_step_at_ = std::max(next_step_at_, now);
  update_control();
  if (!pace_) let_all_go();
  update_clock(now);
  let_one_go(now);
  tell_conductor();
}

void Gate::step_one() {
  std::lock_guard lock(mutex_);
  if (!paused_ || halt() != Halt::none) return;
  ++steps_granted_;
  let_one_go(Steady::now());
}

void Gate::set_pace(std::optional<double> pace) {
  std::lock_guard lock(mutex_);
  const auto now = Steady::now();
  pace_ = pace;
  next_step_at_ = pace ? std::clamp(next_step_at_, now, now + interval_of(*pace)) : now;
  update_control();
  if (!pace_ && !paused_) let_all_go();
  update_clock(now);
  let_one_go(now);
  tell_conductor();
}

bool Gate::paused() const {
  std::lock_guard lock(mutex_);
  return paused_;
}

// The conductor, and what it shares with everybody under the lock.

void Gate::conduct() {
#ifdef __linux__
  prctl(PR_SET_TIMERSLACK, 1000);   // ns; the usual 50 µs are steps lost at a high pace
#endif
  std::unique_lock lock(mutex_);
  while (halt() == Halt::none || threads_ > 0) {
    const auto now = Steady::now();
    appointment_.reset();
    if (halt() == Halt::none) {
      wake_due(now);
      let_one_go(now);
      appointment_ = next_appointment();
    }
    if (appointment_) {
      conductor_.wait_until(lock, *appointment_);
    } else {
      conductor_.wait(lock);
    }
  }
}

void Gate::let_one_go(Steady::time_point now) {
  if ((!paused_ && !pace_) || halt() != Halt::none || !nobody_in_flight()) return;
  if (waiting_.empty()) {
    // Only time could go on. A step that was asked for makes it, as everywhere: a timer fires when nothing else can step, earliest first.
    if (paused_ && steps_granted_ > 0) wake_earliest_sleeper();
    return;
  }
  if (paused_) {
    if (steps_granted_ == 0) return;
    --steps_granted_;
  } else {
    if (now < next_step_at_) {
      tell_conductor();
      return;
    }
    next_step_at_ = std::max(next_step_at_ + interval_of(*pace_), now - kCatchUpMax);
  }
  // In order of numbers, so that the seed alone decides, not who came first.
  const auto chosen = waiting_.begin() + static_cast<ptrdiff_t>(random_() % waiting_.size());
  std::nth_element(waiting_.begin(), chosen, waiting_.end(), [](const Place* a, const Place* b) { return a->who() < b->who(); });
  Place* place = *chosen;
  waiting_.erase(chosen);
  update_clock(now);
  place->let_go_.raise();
}

void Gate::let_all_go() {
  for (Place* place : waiting_) place->let_go_.raise();
  waiting_.clear();
}

void Gate::wake_due(Steady::time_point now) {
  if (!clock_.running()) return;
  while (!sleepers_.empty() && sleepers_.front().due_ns <= clock_.now_ns(now)) wake_earliest_sleeper();
}

void Gate::wake_earliest_sleeper() {
  if (sleepers_.empty()) return;
  std::pop_heap(sleepers_.begin(), sleepers_.end(), std::greater<>{});
  const Sleeper sleeper = sleepers_.back();
  sleepers_.pop_back();
  clock_.advance_to(sleeper.due_ns, Steady::now());
  count_.fetch_add(1 - kTimer);
  sleeper.place->waits_ = false;
  sleeper.place->readied_.raise();
}

void Gate::update_control() { control_.store(halt() != Halt::none ? kHalted : paused_ || pace_ ? kHeld : 0); }

void Gate::update_clock(Steady::time_point now) {
  clock_.run(!paused_ && (!pace_ || waiting_.empty()), now);
  tell_conductor();   // who may have looked while it stood, and seen no timer to wait for
}

std::optional<Gate::Steady::time_point> Gate::next_appointment() const {
  std::optional<Steady::time_point> next;
  if (clock_.running() && !sleepers_.empty()) next = clock_.when(sleepers_.front().due_ns);
  if (pace_ && !paused_ && !waiting_.empty() && nobody_in_flight()) next = next ? std::min(*next, next_step_at_) : next_step_at_;
  return next;
}

void Gate::tell_conductor() {
  const auto next = next_appointment();
  if (next && (!appointment_ || *next < *appointment_)) conductor_.notify_one();
}

}  // namespace wgscope::live
