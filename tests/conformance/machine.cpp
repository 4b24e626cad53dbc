#include "tests/conformance/machine.h"

namespace model {

World Machine::start() const {
  World world;
  world.flows.push_back({});
  settle(world.flows[0]);
  return world;
}

const Op& Machine::op_of(const Flow& flow) const {
  const Function& function = function_of(flow);
  if (flow.place.op == deferred_at(flow)) return *function.deferred;
  const Op& op = function.ops[flow.place.op];
  return flow.place.body == 0 ? op : op.bodies[flow.place.body - 1][flow.place.at];
}

std::vector<Turn> Machine::turns(const World& world) const {
  std::vector<Turn> turns;
  for (size_t who = 0; who < world.flows.size(); ++who) {
    if (!can_step(world, who)) continue;
    const Flow& flow = world.flows[who];
    const bool operates = flow.dying.empty() && !flow.doomed && flow.place.op != size(flow);
    if (operates && op_of(flow).what == Do::select) {
      const std::vector<int> ready = ready_cases(world, op_of(flow));
      if (ready.size() > 1) {
        const int before = op_of(flow).default_first ? 1 : 0;   // counted as written
        for (const int which : ready) turns.push_back({static_cast<int>(who), which + before});
        continue;
      }
    }
    turns.push_back({static_cast<int>(who)});
  }
  return turns;
}

World Machine::step(World world, Turn turn) const {
  const auto who = static_cast<size_t>(turn.who);
  Flow& flow = world.flows[who];
  if (!flow.dying.empty()) {
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
  flow.stage = 0;
  flow.kept = 0;
  if (flow.place.op == deferred_at(flow)) return leave(flow);
  if (flow.place.body == 0) {
    flow.place = {flow.place.op + 1, 0, 0};
  } else {
    ++flow.place.at;
  }
  settle(flow);
}

void Machine::enter(World& world, size_t who, size_t body) const {
  Flow& flow = world.flows[who];
  flow.stage = 0;
  flow.kept = 0;
  flow.place = {flow.place.op, static_cast<int>(body) + 1, 0};
  settle(flow);
}

void Machine::settle(Flow& flow) const {
  for (;;) {
    if (flow.place.body != 0) {
      const Op& around = function_of(flow).ops[flow.place.op];
      const std::vector<Op>& body = around.bodies[flow.place.body - 1];
      if (flow.place.at == static_cast<int>(body.size())) {
        flow.place = {flow.place.op + (around.what == Do::range ? 0 : 1), 0, 0};
      } else if (body[flow.place.at].what == Do::leave) {
        flow.place = {size(flow), 0, 0};
      }
    }
    if (flow.place.op >= size(flow) || op_of(flow).what != Do::length || !nil(op_of(flow).object)) break;
    const Op& op = op_of(flow);   // of nothing: 0, and nobody to ask
    if (flow.place.body != 0) ++flow.place.at;
    else flow.place = op.a <= 0 && !op.bodies.empty() ? Place{flow.place.op, 1, 0} : Place{flow.place.op + 1, 0, 0};
  }
  const bool is_main = flow.started_in < 0;
  if (!is_main && flow.place.op == size(flow)) begin_to_leave(flow);
}

// Behind its last operation, or with a panic: what it has deferred comes first.
void Machine::begin_to_leave(Flow& flow) const {
  if (!function_of(flow).deferred) return leave(flow);
  flow.place = {deferred_at(flow), 0, 0};
  flow.stage = 0;
  flow.kept = 0;
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
    flow.stage = 0;
    flow.kept = 0;
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
  settle(child);
  world.flows.push_back(child);
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
    case Do::leave: return;   // never stood at
    case Do::send: return communicate(world, who, {op.object, true, op.a}, 0);
    case Do::receive:
    case Do::range: return communicate(world, who, {op.object, false, 0}, 0);
    case Do::close: return close(world, who, op.object);
    case Do::length: return length(world, who, op);
    case Do::select: return select(world, who, op, which);
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
