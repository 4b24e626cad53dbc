#include "tests/conformance/machine.h"

namespace model {

World Machine::start() const {
  World world;
  declare(world);
  world.flows.push_back({});
  settle(world, 0);
  return world;
}

const Op& Machine::op_of(const Flow& flow) const {
  const Function& function = function_of(flow);
  if (flow.place.op == deferred_at(flow)) return *function.deferred;
  const Op& op = function.ops[flow.place.op];
  return flow.place.body == 0 ? op : op.bodies[flow.place.body - 1][flow.place.at];
}

// In order: a goroutine, its sleep; and then the timers.
std::vector<Turn> Machine::turns(const World& world) const {
  std::vector<Turn> turns;
  if (!world.ending.empty()) return turns;
  for (size_t i = 0; i < world.flows.size(); ++i) {
    const Flow& flow = world.flows[i];
    const int who = static_cast<int>(i);
    if (flow.sleeping) turns.push_back({kSleepers + who});
    if (!can_step(world, i)) continue;
    const bool operates = flow.dying.empty() && !flow.doomed && flow.place.op != size(flow);
    const std::vector<int> several = operates ? alternatives(world, flow) : std::vector<int>{};
    if (several.size() < 2) turns.push_back({who});
    else for (const int which : several) turns.push_back({who, which});
  }
  for (size_t i = 0; i < world.timers.size(); ++i) {
    if (can_fire(world.timers[i])) turns.push_back({kTimers + static_cast<int>(i)});
  }
  return turns;
}

World Machine::step(World world, Turn turn) const {
  if (turn.who >= kTimers) {
    fire(world, static_cast<size_t>(turn.who - kTimers));
    return world;
  }
  const auto who = static_cast<size_t>(turn.who % kSleepers);
  Flow& flow = world.flows[who];
  if (is_the_clocks(turn)) {
    flow.sleeping = flow.asleep = false;
    next(world, who);
  } else if (!flow.dying.empty()) {
    world.ending = flow.dying;
  } else if (flow.doomed) {
    flow.doomed = false;
    blow_up(world, who, "send on closed channel");
  } else if (flow.place.op == size(flow)) {   // only main stands behind its last operation
    world.ending = "exit";
  } else {
    perform(world, who, op_of(flow), turn.which);
  }
  return world;
}

void Machine::next(World& world, size_t who) const {
  Flow& flow = world.flows[who];
  forget(flow);
  if (flow.place.op == deferred_at(flow)) return leave(flow);
  pass(flow);
  settle(world, who);
}

void Machine::enter(World& world, size_t who, size_t body) const {
  Flow& flow = world.flows[who];
  forget(flow);
  flow.place = {flow.place.op, static_cast<int>(body) + 1, 0};
  settle(world, who);
}

void Machine::break_out(World& world, size_t who) const {
  Flow& flow = world.flows[who];
  forget(flow);
  flow.place = {flow.place.op + 1, 0, 0};
  flow.ticking = -1;
  settle(world, who);
}

void Machine::forget(Flow& flow) {
  flow.stage = flow.phase = 0;
  flow.kept = 0;
  flow.made.clear();
}

void Machine::pass(Flow& flow) {
  if (flow.place.body != 0) {
    ++flow.place.at;
  } else {
    flow.place = {flow.place.op + 1, 0, 0};
    flow.ticking = -1;
  }
}

// Behind the last operation of a body, or where one says so. A loop comes round again.
bool Machine::turn_of_body_ends(Flow& flow) const {
  if (flow.place.body == 0) return false;
  const Op& around = function_of(flow).ops[flow.place.op];
  const std::vector<Op>& body = around.bodies[flow.place.body - 1];
  const bool is_over = flow.place.at == static_cast<int>(body.size());
  if (is_over && (around.what == Do::range || around.what == Do::until)) {
    flow.place = {flow.place.op, 0, 0};
    return true;
  }
  const Do last = is_over ? Do::break_out : body[flow.place.at].what;
  if (last != Do::break_out && last != Do::leave) return false;
  flow.place = {last == Do::leave ? size(flow) : flow.place.op + 1, 0, 0};
  flow.ticking = -1;
  return true;
}

void Machine::settle(World& world, size_t who) const {
  Flow& flow = world.flows[who];
  for (;;) {
    if (turn_of_body_ends(flow)) continue;
    if (flow.place.op >= size(flow) || !costs_nothing(world, who, op_of(flow))) break;
  }
  if (who != 0 && !flow.gone && flow.dying.empty() && flow.place.op == size(flow)) begin_to_leave(flow);
}

bool Machine::costs_nothing(World& world, size_t who, const Op& op) const {
  Flow& flow = world.flows[who];
  switch (op.what) {
    case Do::length:
      if (op.object >= kObjects || !nil(op.object)) return false;
      if (flow.place.body == 0 && op.a <= 0 && !op.bodies.empty()) flow.place = {flow.place.op, 1, 0};   // of nothing: 0, and nobody to ask
      else pass(flow);
      return true;
    case Do::sleep:
      flow.asleep = flow.sleeping = op.a > 0;
      if (!flow.sleeping) pass(flow);
      return !flow.sleeping;
    case Do::after_func:
      make(world, Kind::func, op.a, op.object, flow.function, flow.place);
      pass(flow);
      return true;
    case Do::make_timer: return make_local(world, who, op);
    case Do::stop:
    case Do::reset: return panics_of_timer(world, who, op);
    case Do::receive:
    case Do::range:
    case Do::select: make_on_the_way(world, who, op); return false;
    default: return false;
  }
}

// Behind its last operation, or with a panic: what it has deferred comes first.
void Machine::begin_to_leave(Flow& flow) const {
  if (!function_of(flow).deferred) return leave(flow);
  flow.place = {deferred_at(flow), 0, 0};
  flow.ticking = -1;
  forget(flow);
}

void Machine::leave(Flow& flow) const {
  if (flow.panics.empty() || function_of(flow).recovers) return retire(flow);
  std::string text;   // of two alike in a row, one
  for (size_t i = 0; i < flow.panics.size(); ++i) {
    if (i == 0 || flow.panics[i] != flow.panics[i - 1]) text += (text.empty() ? "panic: " : " / ") + flow.panics[i];
  }
  flow.dying = text;
  if (flow.panics.size() == 1 && flow.panicked_at) flow.place = *flow.panicked_at;
}

void Machine::retire(Flow& flow) {
  flow = Flow{};
  flow.gone = true;
}

void Machine::blow_up(World& world, size_t who, const std::string& text) const {
  Flow& flow = world.flows[who];
  if (who == 0 && function_of(flow).recovers) {
    forget(flow);
    flow.ticking = -1;
    flow.place = {size(flow), 0, 0};
    return;
  }
  flow.panics.push_back(text);
  if (flow.place.op == deferred_at(flow)) return leave(flow);
  flow.panicked_at = flow.place;
  begin_to_leave(flow);
}

void Machine::start_another(World& world, size_t who, int function) const {
  Flow child;
  child.function = function;
  child.started_in = world.flows[who].function;
  child.started_at = world.flows[who].place;
  world.flows.push_back(child);
  settle(world, world.flows.size() - 1);
  next(world, who);
}

void Machine::perform(World& world, size_t who, const Op& op, int which) const {
  switch (op.what) {
    case Do::add: return add(world, who, world.groups[op.object], op.a);
    case Do::done: return add(world, who, world.groups[op.object], -1);
    case Do::wait: return wait(world, who, world.groups[op.object]);
    case Do::go: return start_another(world, who, op.object);
    case Do::load:
    case Do::gosched: return next(world, who);
    case Do::store: world.atomics[op.object] = op.a; return next(world, who);
    case Do::atomic_add: world.atomics[op.object] += op.a; return next(world, who);
    case Do::cas:
      if (world.atomics[op.object] == op.a) world.atomics[op.object] = op.b;
      return next(world, who);
    case Do::increment:
      if (world.flows[who].stage == 0) {
        world.flows[who].kept = world.variables[op.object];
        world.flows[who].stage = 1;
        return;
      }
      world.variables[op.object] = world.flows[who].kept + 1;
      return next(world, who);
    case Do::panic: return blow_up(world, who, op.a == 0 ? "boom" : "boom " + std::to_string(op.a));
    case Do::spin_until:
      if (world.atomics[op.object] == op.a) next(world, who);
      return;
    case Do::until: return world.atomics[op.object] == op.a ? next(world, who) : enter(world, who, 0);
    case Do::break_if:
      world.atomics[op.object] += op.a;
      return world.atomics[op.object] == op.b ? break_out(world, who) : next(world, who);
    case Do::leave:
    case Do::break_out:
    case Do::sleep:
    case Do::make_timer:
    case Do::after_func: return;   // never stood at, to step
    case Do::send:
    case Do::receive:
    case Do::range: return communicate(world, who, op, 0, which == 1);
    case Do::close: return close(world, who, op.object);
    case Do::length: return length(world, who, op);
    case Do::select: return is_select(op) ? select(world, who, op, which) : communicate(world, who, op, 0, which == 1);
    case Do::stop:
    case Do::reset: return set_or_stop(world, who, op);
    case Do::cond_wait: return cond_wait(world, who, op.object);
    case Do::signal: signal(world, world.conds[op.object]); return next(world, who);
    case Do::broadcast:
      while (!world.conds[op.object].places.empty()) signal(world, world.conds[op.object]);
      return next(world, who);
    case Do::lock: return lock(world, who, world.locks[op.object]);
    case Do::unlock: return unlock(world, who, world.locks[op.object]);
    case Do::try_lock: {
      Lock& lock = world.locks[op.object];
      const bool free = !lock.held;
      lock.held = true;
      return tried(world, who, op, free);
    }
    case Do::rw_lock: return rw_lock(world, who, world.rw_locks[op.object]);
    case Do::rw_unlock: return rw_unlock(world, who, world.rw_locks[op.object]);
    case Do::rw_try_lock: {
      RwLock& rw = world.rw_locks[op.object];
      const bool free = !rw.writers.held && !rw.announced && rw.readers == 0;
      if (free) rw.writers.held = rw.announced = true;
      return tried(world, who, op, free);
    }
    case Do::rlock: return rlock(world, who, world.rw_locks[op.object]);
    case Do::runlock: return runlock(world, who, world.rw_locks[op.object]);
    case Do::try_rlock: {
      RwLock& rw = world.rw_locks[op.object];
      if (!rw.announced) ++rw.readers;
      return tried(world, who, op, !rw.announced);
    }
  }
}

}  // namespace model
