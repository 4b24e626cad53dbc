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

void Machine::unlock(World& world, size_t who, Lock& lock) const {
  if (!lock.held) return fatal(world, "sync: unlock of unlocked mutex");
  give(world, lock);
  next(world, who);
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

void Machine::rw_unlock(World& world, size_t who, RwLock& rw) const {
  if (!rw.announced) return fatal(world, "sync: Unlock of unlocked RWMutex");
  rw.announced = false;
  for (int i = 0; i < rw.readers; ++i) release(world, rw.for_readers);
  if (!rw.writers.held) return fatal(world, "sync: unlock of unlocked mutex");
  give(world, rw.writers);
  next(world, who);
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
  if (rw.readers == 0) return fatal(world, "sync: RUnlock of unlocked RWMutex");
  --rw.readers;
  if (rw.announced && --rw.departing == 0) release(world, rw.for_writer);
  next(world, who);
}

void Machine::tried(World& world, size_t who, const Op& op, bool came_off) const {
  return !op.bodies.empty() && came_off != op.unless_ok ? enter(world, who, 0) : next(world, who);
}

}  // namespace model
