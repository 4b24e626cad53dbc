// How the model's programs step: from one world to the next, one step of one goroutine at a time.
#pragma once

#include <string>
#include <vector>

#include "tests/conformance/world.h"

namespace model {

// Who steps, and where his step can go several ways, which.
struct Turn {
  int who = 0;
  int which = -1;
  auto operator<=>(const Turn&) const = default;
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
  void settle(Flow& flow) const;                             // what costs nothing, up to where it stands
  void begin_to_leave(Flow& flow) const;
  void leave(Flow& flow) const;
  static void retire(Flow& flow);
  void blow_up(World& world, size_t who, const std::string& text) const;
  static void fatal(World& world, const std::string& text) { world.ending = "fatal: " + text; }

  void perform(World& world, size_t who, const Op& op, int which) const;
  void start_another(World& world, size_t who, int function) const;

  // machine_groups.cpp
  void add(World& world, size_t who, Group& group, int delta) const;
  void wait(World& world, size_t who, Group& group) const;

  // machine_channels.cpp
  std::vector<int> ready_cases(const World& world, const Op& op) const;
  bool ready(const World& world, const Case& one) const;
  bool nil(int channel) const { return program_.capacity[channel] == kNil; }
  void communicate(World& world, size_t who, const Case& one, int which) const;
  void select(World& world, size_t who, const Op& op, int which) const;
  void stand_in_line(World& world, size_t who, const Case& one, int which) const;
  void came_through(World& world, size_t who, int which, int value, bool ok) const;
  static void take_off_all_lines(World& world, int who);
  void close(World& world, size_t who, int channel) const;
  void length(World& world, size_t who, const Op& op) const;

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
  void tried(World& world, size_t who, const Op& op, bool came_off) const;

  const Program& program_;
};

}  // namespace model
