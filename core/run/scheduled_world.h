// The scheduled world as a value: the goroutines, the objects, what was printed. Copy it, and the copy goes its own way.
//
// It is what the interpreter asks its questions of (core/program/run/world.h), and holds the program's state and nothing of how one got there: no trace,
// no schedule, no clock. Events are left in `told` for whoever drives it.
#pragma once

#include <algorithm>
#include <deque>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/limits.h"
#include "core/base/time_limit.h"
#include "core/platform/scheduled/scheduled.h"
#include "core/program/code.h"
#include "core/program/pool.h"
#include "core/program/run/goroutine.h"
#include "core/program/run/interpreter.h"
#include "core/program/run/kin.h"
#include "core/program/run/raw_event.h"

namespace wgscope {

class ScheduledWorld {
 public:
  using Platform = scheduled::Platform;
  using Goroutine = program::Goroutine;
  using Ref = program::Ref;

  ScheduledWorld(const program::Program& program, program::Pool& pool, program::LocalOptions options = {});

  // main's local code up to its first access: what comes before the first step.
  program::Turn begin();
  // `who` makes its step. Requires: it stands (timer: it sleeps). `alternative`: of alternatives(), where there are several.
  program::Turn step(GoroutineId who, bool timer, std::optional<uint16_t> alternative = {});
  // The timers of objects, in order of creation: [i] is timer:T(i + 1). There may be many that nobody knows of any more.
  const std::vector<Ref>& timers() const { return timers_; }
  uint32_t number_of_timer(Ref timer) const { return timer_numbers_.at(timer); }
  bool can_fire(Ref timer) const { return object(timer).kin.timer().can_fire(); }
  // The numbers of those that can, from small to large.
  std::vector<uint32_t> timers_that_can_fire() const;
  program::Turn fire(Ref timer);
  // What the step that `who` stands at would choose among; empty where there is no choice.
  std::vector<uint16_t> alternatives(GoroutineId who) const;
  // Does that one say that a timer's time has come?
  bool lets_time_pass(GoroutineId who, uint16_t alternative) const;

  const std::deque<Goroutine>& goroutines() const { return goroutines_; }   // [i] is goroutine i + 1
  const Goroutine& goroutine(GoroutineId id) const { return goroutines_[id.value - 1]; }
  // Those that have not finished, in order of number: a program may make many more than ever live at once.
  const std::vector<GoroutineId>& alive() const { return alive_; }

  std::vector<program::RawEvent> told;   // since whoever drives it last emptied it

  // What the interpreter asks.
  Platform platform(GoroutineId self) { return Platform(self); }
  sync::WaitGroup<Platform>& wait_group(Ref ref) { return object(ref).group; }
  Platform::Word& word(Ref ref) { return object(ref).group.word; }
  Ref global(uint32_t index) { return program::make_ref(kNobody, index); }
  Ref allocate(uint32_t declaration, Goroutine& creator, uint64_t initial);
  program::CopiedObject copy(GoroutineId self, Ref from, Ref to);
  struct Hold {
    static uint32_t version() { return 0; }
    static void only_looked() {}
  };
  Hold hold_kin(GoroutineId) { return {}; }   // there is nobody else
  program::Kin& kin(Ref ref) { return object(ref).kin; }
  size_t choose(size_t) { return 0; }
  bool may_fire(Ref timer) { return can_fire(timer); }
  bool expired(Ref) { return false; }
  void set_timer(Ref timer, int64_t) {   // what was told says when it is due
    if (object(timer).kin.is_pending_timer()) pending_.insert(number_of_timer(timer));
  }
  void stop_timer(Ref timer) { pending_.erase(number_of_timer(timer)); }
  Goroutine& take_woken(GoroutineId who) { return goroutines_[who.value - 1]; }
  void give_back(GoroutineId, const program::Turn&) {}
  uint32_t declaration(Ref ref) { return object(ref).declaration; }
  uint64_t peek(Ref ref) { return object(ref).group.word; }
  void poke(Ref ref, uint64_t word) { object(ref).group.word = word; }
  GoroutineId new_goroutine();
  void start(Goroutine&& child);
  void ready(GoroutineId who) { program::Interpreter<ScheduledWorld>::wake(goroutines_[who.value - 1]); }
  void emit(const program::RawEvent& event);
  bool print(std::string_view text);
  void hold(int64_t bytes) { held_bytes_ += bytes; }
  StoppedBy stop() const;
  // Of the program's values: texts, boxed values, variables, and the frames of its calls.
  size_t value_bytes() const { return pool_->bytes() + object_bytes_ + static_cast<size_t>(std::max<int64_t>(held_bytes_, 0)); }
  program::Pool& pool() { return *pool_; }

  // How long a step may take: over it, the step is stopped by an interrupt.
  void set_time_limit(const TimeLimit& limit) { time_limit_ = limit; }

 private:
  struct Object {
    sync::WaitGroup<Platform> group;   // a variable or an atomic uses the word alone
    program::Kin kin;
    uint32_t declaration = 0;
  };
  const Object& object(Ref ref) const { return objects_[program::creator_of(ref).value][program::serial_of(ref)]; }
  Object& object(Ref ref) { return objects_[program::creator_of(ref).value][program::serial_of(ref)]; }

  const program::Program* program_;
  program::Pool* pool_;
  program::LocalOptions options_;
  std::deque<Goroutine> goroutines_;             // a deque: a step may add one while another is in hand
  std::vector<std::vector<Object>> objects_;     // by creator, then by serial; nobody's are the package's
  std::vector<Ref> timers_;
  std::unordered_map<Ref, uint32_t> timer_numbers_;
  std::set<uint32_t> pending_;                   // those that will call a function
  std::vector<GoroutineId> alive_{kMain};
  size_t output_bytes_ = 0, object_bytes_ = 0;
  int64_t held_bytes_ = 0;
  TimeLimit time_limit_;
};

static_assert(program::World<ScheduledWorld>);

}  // namespace wgscope
