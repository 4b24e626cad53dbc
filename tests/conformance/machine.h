// How the model's programs step: from one world to the next, one step of one goroutine at a time.
#pragma once

#include <string>
#include <vector>

#include "tests/conformance/world.h"

namespace model {

// Who steps, and where his step can go several ways, which. The clock's turns: `who` is kSleepers + the goroutine whose sleep is over, or kTimers + the timer.
struct Turn {
  int who = 0;
  int which = -1;
  auto operator<=>(const Turn&) const = default;
};
inline constexpr int kSleepers = 1000, kTimers = 2000;
inline bool is_the_clocks(const Turn& turn) { return turn.who >= kSleepers; }

// Where a communication goes: to a channel of the program, or to a timer's; to neither: its channel is nil.
struct Way {
  int channel = -1, timer = -1;
  bool nil() const { return channel < 0 && timer < 0; }
};

class Machine {
 public:
  explicit Machine(const Program& program) : program_(program) {}

  World start() const;
  bool can_step(const World& world, size_t who) const { return world.ending.empty() && !world.flows[who].gone && !world.flows[who].asleep; }
  std::vector<Turn> turns(const World& world) const;
  World step(World world, Turn turn) const;

 private:
  const Function& function_of(const Flow& flow) const { return program_.functions[flow.function]; }
  const Op& op_of(const Flow& flow) const;
  int size(const Flow& flow) const { return static_cast<int>(function_of(flow).ops.size()); }
  int deferred_at(const Flow& flow) const { return size(flow) + 1; }

  // From one operation to the next, and out of the function.
  void next(World& world, size_t who) const;
  void enter(World& world, size_t who, size_t body) const;   // the rest of the operation is this body
  void break_out(World& world, size_t who) const;
  void settle(World& world, size_t who) const;               // what costs nothing, up to where it stands
  bool costs_nothing(World& world, size_t who, const Op& op) const;   // it was done, or it was not such a one
  static void pass(Flow& flow);                              // to what stands behind its operation
  static void forget(Flow& flow);                            // what it kept for this operation
  bool turn_of_body_ends(Flow& flow) const;
  void begin_to_leave(Flow& flow) const;
  void leave(Flow& flow) const;
  static void retire(Flow& flow);
  void blow_up(World& world, size_t who, const std::string& text) const;
  static bool fatal(World& world, const std::string& text) {
    world.ending = "fatal: " + text;
    return false;
  }

  void perform(World& world, size_t who, const Op& op, int which) const;
  void start_another(World& world, size_t who, int function) const;

  // machine_groups.cpp
  void add(World& world, size_t who, Group& group, int delta) const;
  void wait(World& world, size_t who, Group& group) const;

  // machine_channels.cpp
  bool is_select(const Op& op) const { return op.what == Do::select && (op.has_default || op.cases.size() != 1); }   // else it is the plain operation
  std::vector<int> alternatives(const World& world, const Flow& flow) const;
  std::vector<int> alternatives_of_select(const World& world, const Flow& flow, const Op& op) const;
  bool ready(const World& world, const Way& way, bool sends) const;
  bool nil(int channel) const { return program_.capacity[channel] == kNil; }
  Way way_of(const World& world, const Flow& flow, const Op& op, size_t which) const;
  static Case case_of(const Op& op, size_t which);
  void communicate(World& world, size_t who, const Op& op, int which, bool time_has_come) const;
  void send(World& world, size_t who, Channel& channel, const Case& one, int which) const;
  void receive(World& world, size_t who, Channel& channel, int which) const;
  void select(World& world, size_t who, const Op& op, int which) const;
  static void stand_in_line(World& world, size_t who, const Way& way, const Case& one, int which);
  void came_through(World& world, size_t who, int which, int value, bool ok) const;
  static void take_off_all_lines(World& world, int who);
  void close(World& world, size_t who, int channel) const;
  void length(World& world, size_t who, const Op& op) const;

  // machine_timers.cpp
  void declare(World& world) const;
  static int make(World& world, Kind kind, int duration, int function, int made_in, Place made_at);
  static int held(const World& world, const Flow& flow, int object);   // which timer; none
  static bool may_have_come(const Timer& timer) { return timer.set && timer.receivers.empty() && timer.kind != Kind::func; }
  static bool has_come(const Timer& timer) { return may_have_come(timer) && timer.due; }
  static bool can_fire(const Timer& timer) { return timer.set && (timer.kind == Kind::func || !timer.receivers.empty()); }
  void make_on_the_way(World& world, size_t who, const Op& op) const;
  bool make_local(World& world, size_t who, const Op& op) const;
  bool panics_of_timer(World& world, size_t who, const Op& op) const;
  Kind kind_of(const World& world, const Flow& flow, int object) const;
  static void take_time(Timer& timer);
  void set_or_stop(World& world, size_t who, const Op& op) const;
  void fire(World& world, size_t timer) const;

  // machine_locks.cpp
  bool take(World& world, size_t who, Lock& lock) const;
  static void give(World& world, Lock& lock);
  static bool acquire(World& world, size_t who, Tokens& tokens);
  static void release(World& world, Tokens& tokens);
  void lock(World& world, size_t who, Lock& lock) const;
  void unlock(World& world, size_t who, Lock& lock) const;
  void rw_lock(World& world, size_t who, RwLock& rw) const;
  void rw_unlock(World& world, size_t who, RwLock& rw) const;
  void rlock(World& world, size_t who, RwLock& rw) const;
  void runlock(World& world, size_t who, RwLock& rw) const;
  static bool set_free(World& world, Lock& lock);     // no: that was fatal
  static bool set_free(World& world, RwLock& rw);
  void tried(World& world, size_t who, const Op& op, bool came_off) const;
  void cond_wait(World& world, size_t who, int number) const;
  static void signal(World& world, Cond& cond);

  const Program& program_;
};

}  // namespace model
