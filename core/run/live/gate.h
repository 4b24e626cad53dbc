// The gate: who of a live run's threads may go on, and when the run is at its end.
//
// Every thread comes here before each access (the probe), when it parks, sleeps, and leaves. At full pace a probe is one load; below it, or while
// paused, the thread is held and let through one at a time, at random among those that wait. The gate also keeps the program's clock, which sleepers
// wait for, and the exact count of who is awake: when it is 0 and no timer is set, nothing can ever run again, and that is known there and then.
//
// It is not the semaphore's queue (core/sync has that) and knows nothing of events: it is told who arrives and says when he may go.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <vector>

#include "core/base/ids.h"
#include "core/run/live/program_clock.h"
#include "core/trace/trace.h"

namespace wgscope::live {

// Why a run came to a halt. The first reason stands.
enum class Halt : uint8_t {
  none,
  ended,        // an event says how: main returned, somebody crashed or met a fatal error
  deadlock,     // everybody who is left is parked for ever
  nobody_left,  // likewise, but nobody is left: main was ended by Goexit
  stopped,      // from outside or by a limit: Gate::stopped_by
};

// Set once, waited for once, by one thread. What is set before the wait is not lost.
class Signal {
 public:
  void raise() {
    set_.store(1);
    set_.notify_one();
  }
  void await() {
    while (set_.exchange(0) == 0) set_.wait(0);
  }

 private:
  std::atomic<int> set_{0};
};

struct GateOptions {
  std::optional<double> pace;
  double time_scale = 1;
  bool paused = false;
  uint64_t seed = 0;
};

class Gate {
 public:
  // One goroutine's place at the gate. Outlives its goroutine: whoever readies it late touches only this.
  class Place {
   public:
    explicit Place(GoroutineId who) : who_(who) {}
    GoroutineId who() const { return who_; }

   private:
    friend class Gate;
    // Of wait(), with the gate's lock held.
    bool waits_ = false, is_timed_ = false;
    bool handed_over_ = false, look_again_ = false;
    const GoroutineId who_;
    Signal readied_;   // out of a semaphore's queue, or of sleep
    Signal let_go_;    // through the probe
  };

  explicit Gate(const GateOptions& options);

  // What a goroutine's thread calls. Those that give a bool say false when the run has halted: unwind, and leave.
  // `before_hold` runs before the thread is held, if it is: the moment to publish where it stands.
  template <class F>
  bool probe(Place& place, F&& before_hold) {
    if (control_.load(std::memory_order_acquire) == 0) [[likely]] return true;
    if (halt() == Halt::none) before_hold();
    return hold(place);
  }
  bool park(Place& place);                             // it is in a queue already, and may have been readied already
  void ready(Place& place);                            // by the goroutine that took it out of the queue
  bool sleep(Place& place, int64_t program_ns);        // true: its timer is due; the firing is a step, so a probe comes next
  // Parks where time may be what it waits for, until hand_over; or it is to look again: the program's clock shows `due_ns`, or somebody said nudge.
  enum class Woken : uint8_t { halted, handed_over, look_again };
  Woken wait(Place& place, std::optional<int64_t> due_ns);
  void hand_over(Place& place);
  void nudge(Place& place);
  int64_t due_after(int64_t program_ns) const;         // what the clock will show then
  bool has_passed(int64_t due_ns) const;
  bool admit(uint32_t live_max);                       // one goroutine more, if that is not too many; it lives until finish or dismiss
  void dismiss();                                      // it has ended without ever entering
  void enter(Place& place);                            // before its thread starts, by the parent (main: by whoever starts the run)
  void finish();                                       // the goroutine has ended; its thread has nothing more to do here but leave
  void quit();                                         // likewise of a thread that was no goroutine's
  void leave();                                        // the thread is gone from the gate for good: finished or unwound

  // Brings the run to a halt; true: this was the first reason. Every thread is woken, and unwinds.
  bool halt(Halt why, StoppedBy stopped_by = StoppedBy::nothing);
  Halt halt() const { return static_cast<Halt>(why_.load(std::memory_order_acquire) & 0xff); }
  std::chrono::nanoseconds since_halt() const { return std::chrono::nanoseconds(now_ns() - halted_at_ns_.load()); }
  StoppedBy stopped_by() const { return static_cast<StoppedBy>(why_.load(std::memory_order_acquire) >> 8); }

  // From outside.
  void pause();
  void resume();
  void step_one();
  void set_pace(std::optional<double> pace);
  bool paused() const;

  // Fires timers and paces, on the caller's thread, until the run has halted and every thread has left.
  void conduct();

 private:
  using Steady = std::chrono::steady_clock;
  struct Sleeper {
    int64_t due_ns;
    uint64_t order;     // who began to sleep first goes first
    Place* place;
    bool operator>(const Sleeper& other) const { return due_ns != other.due_ns ? due_ns > other.due_ns : order > other.order; }
  };

  static int64_t now_ns() { return std::chrono::duration_cast<std::chrono::nanoseconds>(Steady::now().time_since_epoch()).count(); }
  bool hold(Place& place);
  void went_quiet(uint64_t now);             // after the count of the awake fell
  void let_one_go(Steady::time_point now);   // the following hold mutex_
  void let_all_go();
  void wake_due(Steady::time_point now);
  void wake_earliest_sleeper();
  void end_wait(Place& place);
  void update_control();
  void update_clock(Steady::time_point now);
  std::optional<Steady::time_point> next_appointment() const;
  void tell_conductor();
  bool nobody_in_flight() const { return static_cast<uint32_t>(count_.load()) == waiting_.size(); }

  // 0: nothing is held, and a probe is this one load.
  static constexpr uint32_t kHeld = 1, kHalted = 2;
  alignas(128) std::atomic<uint32_t> control_{0};
  // Timers that are set in the upper half, awake goroutines in the lower: one word, so that "nobody and none" is one comparison.
  static constexpr uint64_t kTimer = uint64_t{1} << 32;
  alignas(128) std::atomic<uint64_t> count_{0};
  std::atomic<uint32_t> live_{0};       // goroutines that have not ended
  std::atomic<uint32_t> why_{0};
  std::atomic<int64_t> halted_at_ns_{0};

  alignas(128) mutable std::mutex mutex_;
  std::condition_variable conductor_;
  std::optional<Steady::time_point> appointment_;  // when the conductor will look again by itself
  std::optional<double> pace_;
  bool paused_ = false;
  uint64_t steps_granted_ = 0;                      // step_one's that are still to be used
  double time_scale_;
  std::mt19937_64 random_;
  ProgramClock clock_;
  std::vector<Place*> places_;                      // every goroutine ever, for the halt
  std::vector<Place*> waiting_;                     // held at their probes
  std::vector<Sleeper> sleepers_;                   // a heap, earliest first
  uint64_t sleeps_ = 0;
  uint32_t threads_ = 0;                            // entered and not left
  Steady::time_point next_step_at_{};
};

}  // namespace wgscope::live
