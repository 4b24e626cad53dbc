// internal/sync/mutex.go, without the starving that takes time, and sync/rwmutex.go: each operation in one piece. Who was woken has his token: nobody takes it on the way.
#include "tests/conformance/machine.h"

namespace model {
namespace {

void into_line(World& world, size_t who, std::vector<int>& line, bool in_front) {
  line.insert(in_front ? line.begin() : line.end(), static_cast<int>(who));
  world.flows[who].asleep = true;
}

void wake_first(World& world, std::vector<int>& line) {
  world.flows[line.front()].asleep = false;
  line.erase(line.begin());
}

}  // namespace

// `stage` 0: who comes; 1: who was woken, and has to win it again.
bool Machine::take(World& world, size_t who, Lock& lock) const {
  Flow& flow = world.flows[who];
  const bool again = flow.stage == 1;
  if (again) lock.woken = false;
  if (!lock.held) return lock.held = true;
  flow.stage = 1;
  into_line(world, who, lock.line, again);
  return false;
}

void Machine::give(World& world, Lock& lock) {
  lock.held = false;
  if (lock.line.empty() || lock.woken) return;
  lock.woken = true;
  wake_first(world, lock.line);
}

bool Machine::acquire(World& world, size_t who, Tokens& tokens) {
  if (tokens.spare == 0) {
    into_line(world, who, tokens.line, false);
    return false;
  }
  --tokens.spare;
  return true;
}

void Machine::release(World& world, Tokens& tokens) {
  if (tokens.line.empty()) ++tokens.spare;
  else wake_first(world, tokens.line);
}

void Machine::lock(World& world, size_t who, Lock& lock) const {
  if (take(world, who, lock)) next(world, who);
}

bool Machine::set_free(World& world, Lock& lock) {
  if (!lock.held) return fatal(world, "sync: unlock of unlocked mutex");
  give(world, lock);
  return true;
}

void Machine::unlock(World& world, size_t who, Lock& lock) const {
  if (set_free(world, lock)) next(world, who);
}

// `stage` 2: woken by the last reader.
void Machine::rw_lock(World& world, size_t who, RwLock& rw) const {
  Flow& flow = world.flows[who];
  if (flow.stage == 2) return next(world, who);
  if (!take(world, who, rw.writers)) return;
  rw.announced = true;
  rw.departing += rw.readers;
  flow.stage = 2;
  if (rw.readers == 0 || rw.departing == 0 || acquire(world, who, rw.for_writer)) next(world, who);
}

bool Machine::set_free(World& world, RwLock& rw) {
  if (!rw.announced) return fatal(world, "sync: Unlock of unlocked RWMutex");
  rw.announced = false;
  for (int i = 0; i < rw.readers; ++i) release(world, rw.for_readers);
  return set_free(world, rw.writers);
}

void Machine::rw_unlock(World& world, size_t who, RwLock& rw) const {
  if (set_free(world, rw)) next(world, who);
}

// `stage` 1: woken by a writer.
void Machine::rlock(World& world, size_t who, RwLock& rw) const {
  Flow& flow = world.flows[who];
  if (flow.stage == 1) return next(world, who);
  ++rw.readers;
  flow.stage = 1;
  if (!rw.announced || acquire(world, who, rw.for_readers)) next(world, who);
}

void Machine::runlock(World& world, size_t who, RwLock& rw) const {
  if (rw.readers == 0) {
    fatal(world, "sync: RUnlock of unlocked RWMutex");
    return;
  }
  --rw.readers;
  if (rw.announced && --rw.departing == 0) release(world, rw.for_writer);
  next(world, who);
}

void Machine::tried(World& world, size_t who, const Op& op, bool came_off) const {
  return !op.bodies.empty() && came_off != op.unless_ok ? enter(world, who, 0) : next(world, who);
}

// sync/cond.go and notifyList of runtime/sema.go. `phase` 0: takes its place; 1: unlocks; 2: parks; 3: locks. Who was signalled before it parks does not.
void Machine::cond_wait(World& world, size_t who, int number) const {
  Flow& flow = world.flows[who];
  const int locker = program_.lockers[number];
  switch (flow.phase) {
    case 0:
      world.conds[number].places.push_back(static_cast<int>(who));
      flow.phase = 1;
      return;
    case 1:
      if (locker < kObjects ? set_free(world, world.locks[locker]) : set_free(world, world.rw_locks[locker - kObjects])) flow.phase = flow.kept == 1 ? 3 : 2;
      return;
    case 2: flow.asleep = true; return;
    default: return locker < kObjects ? lock(world, who, world.locks[locker]) : rw_lock(world, who, world.rw_locks[locker - kObjects]);
  }
}

// By place, not by who parked first.
void Machine::signal(World& world, Cond& cond) {
  if (cond.places.empty()) return;
  Flow& flow = world.flows[cond.places.front()];
  cond.places.erase(cond.places.begin());
  if (flow.phase == 1) {
    flow.kept = 1;
  } else {
    flow.asleep = false;
    flow.phase = 3;
  }
}

}  // namespace model
