// One goroutine of a live run: its plain data, its thread's body, and the world that the interpreter sees from there.
//
// A thread's round: publish the step that is over, pass the gate, make one access, run the local code behind it. What a step recorded is published as a
// whole, so nobody sees an access without the facts that belong to it.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

#include "core/platform/recorded/recorded.h"
#include "core/platform/recorded/ring.h"
#include "core/program/run/goroutine.h"
#include "core/program/run/interpreter.h"
#include "core/program/run/raw_event.h"
#include "core/run/live/crew.h"
#include "core/run/live/directory.h"
#include "core/run/live/gate.h"
#include "core/run/live/live_world.h"
#include "core/run/live/marks.h"
#include "core/run/trace_recorder.h"

namespace wgscope::live {

class LiveGoroutine {
 public:
  LiveGoroutine(LiveWorld& live, GoroutineId id, Crew::Thread* thread) : live_(live), id_(id), thread_(thread), place_(id), platform_(id), interpreter_(live.program, *this),
        random_(static_cast<std::minstd_rand::result_type>(live.now_ns() + id.value)) {}

  GoroutineId id() const { return id_; }

  // main, from nothing, on its own thread. Everybody else is started by his parent, with start().
  void begin_main();
  // The goroutine of a function of time.AfterFunc, by the thread of the timer that fired.
  void begin_by_timer(program::Ref timer, const program::Fired& fired);

  // What it recorded so far, whole steps only.
  uint64_t published() const { return published_.load(std::memory_order_acquire); }
  recorded::EventRing<>& ring() { return ring_; }
  // Where it last said it stands, and after how many of its events that was. By whoever snapshots.
  struct Look { RawStanding standing; uint64_t published = UINT64_MAX; };
  Look look() const;
  // Once no thread runs any more.
  const program::Goroutine& data() const { return goroutine_; }
  bool was_cut() const { return pushed_ != published() || overtaken_; }   // in the middle of a step, which therefore was not published

  Directory<LiveObject, false> objects;   // that it created, by serial

  // The interpreter's world (core/program/run/world.h).
  using Platform = recorded::Platform;
  Platform& platform(GoroutineId) { return platform_; }
  sync::WaitGroup<Platform>& wait_group(program::Ref ref) { return live_.object(ref).group; }
  Platform::Word& word(program::Ref ref) { return live_.object(ref).group.word; }
  program::Ref global(uint32_t index) { return live_.global(index); }
  program::Ref allocate(uint32_t declaration, program::Goroutine& creator, uint64_t initial) {
    fresh_ = true;
    return live_.make_object(creator.id, creator.created++, declaration, initial).ref;
  }
  program::CopiedObject copy(GoroutineId self, program::Ref from, program::Ref to);
  KinHold hold_kin(GoroutineId) { return live_.hold_kin(); }
  program::Kin& kin(program::Ref ref) { return live_.object(ref).kin; }
  size_t choose(size_t n) { return random_() % n; }
  bool expired(program::Ref timer) { return live_.gate.has_passed(live_.object(timer).due_ns); }
  bool may_fire(program::Ref timer) { return live_.object(timer).kin.timer().can_fire() && expired(timer); }
  void set_timer(program::Ref timer, int64_t duration_ns);
  void stop_timer(program::Ref timer);
  program::Goroutine& take_woken(GoroutineId who);
  void give_back(GoroutineId who, const program::Turn& turn);
  uint64_t peek(program::Ref ref) { return live_.object(ref).group.word.peek(); }
  uint32_t declaration(program::Ref ref) const { return live_.object(ref).declaration; }
  void poke(program::Ref ref, uint64_t word) { live_.object(ref).group.word.poke(word); }
  GoroutineId new_goroutine();
  void start(program::Goroutine&& child);
  void ready(GoroutineId who);
  void emit(const program::RawEvent& event);
  bool print(std::string_view text) { return live_.print(text.size()); }
  void hold(int64_t bytes) { live_.hold(bytes); }
  StoppedBy stop();
  program::Pool& pool() { return live_.pool; }

 private:
  void live_on(program::Turn turn);   // the thread's body, until the goroutine has ended or the run has
  void publish() { published_.store(pushed_, std::memory_order_release); }
  void tell_where();
  void park(program::Turn& turn, bool& goes_on);
  void end_step(const program::Turn& turn);
  void set_out();
  void find_timers();
  bool wait_with_timers(program::Turn& turn);
  bool is_due(const LiveObject& timer) const;
  const LiveObject* next_timer() const;
  void nudge_waiters(const LiveObject& timer);
  void push(const Event& event) {
    ring_.push(event);
    ++pushed_;
  }
  void mark_time() { push({.word = static_cast<uint64_t>(live_.now_ns()), .kind = kMarkTime}); }

  LiveWorld& live_;
  const GoroutineId id_;
  Crew::Thread* const thread_;
  Gate::Place place_;
  Platform platform_;
  program::Interpreter<LiveGoroutine> interpreter_;
  program::Goroutine goroutine_;
  bool stepped_ = false;
  bool cut_ = false;                      // the run halted from outside while this was in local code
  bool fresh_ = false;                    // the object made last has not been told of yet, so nobody else can reach it
  Event copy_mark_;                       // of the copy that was made and is about to be told
  // What another's step has done to this one while it was parked.
  std::atomic<bool> settled_{false};          // it is parked, and its thread does not touch its data until it is woken
  std::optional<program::Turn> handed_;       // how its local code, run by the one that woke it, came out
  std::vector<const LiveObject*> timers_;     // that it is parked on
  bool handed_to_itself_ = false;
  bool overtaken_ = false;                    // that step was cut, so the data are ahead of the trace
  std::vector<LiveGoroutine*> handed_to_;     // by this one, in the step at hand
  std::minstd_rand random_;
  uint64_t pushed_ = 0;
  uint32_t uncounted_ = 0;                // events that the run's limit does not know of yet
  recorded::EventRing<> ring_;
  std::atomic<uint64_t> published_{0};
  mutable std::mutex look_mutex_;
  Look look_;
};

static_assert(program::World<LiveGoroutine>);

// An event of a ring as the interpreter told it.
program::RawEvent raw_event(const LiveWorld& live, const Event& event, const Event* mark);

}  // namespace wgscope::live
