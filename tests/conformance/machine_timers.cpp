// time/sleep.go and tick.go, as since Go 1.23: the clock is not in the world, so what is set may have its time at any moment. Only what was set for no time has it at once.
#include <algorithm>
#include <numeric>
#include <set>

#include "tests/conformance/machine.h"

namespace model {

int Machine::make(World& world, Kind kind, int duration, int function, int made_in, Place made_at) {
  world.timers.push_back({.kind = kind, .function = function, .due = duration <= 0, .receivers = {}, .made_in = made_in, .made_at = made_at});
  return static_cast<int>(world.timers.size()) - 1;
}

// What the package declares is made before main begins: always the first that needs nothing which is not made yet.
void Machine::declare(World& world) const {
  std::vector<int> open(kObjects);
  std::iota(open.begin(), open.end(), 0);
  while (!open.empty()) {
    const auto next = std::ranges::find_if(open, [&](int i) {
      const std::set<int> needs = needs_of(program_, i);
      return std::ranges::none_of(open, [&](int other) { return other != i && needs.contains(other); });
    });
    if (next == open.end()) return;   // they need each other: no program of Go's
    const Timing& one = program_.timers[*next];
    const bool is_zero = one.kind == Kind::zero_timer || one.kind == Kind::zero_ticker;
    const bool is_none = one.kind == Kind::none || (one.kind == Kind::tick && one.duration <= 0);
    if (is_zero) world.timers.push_back({.kind = one.kind, .set = false, .receivers = {}, .made_at = {}});   // it has its number, and no channel
    else if (!is_none) world.held[*next] = make(world, one.kind, one.duration, one.function, -2 - *next, {});
    open.erase(next);
  }
}

int Machine::held(const World& world, const Flow& flow, int object) { return object < kObjects ? world.held[object] : flow.locals[object - kOfLocal]; }

Kind Machine::kind_of(const World& world, const Flow& flow, int object) const {
  return object < kObjects ? program_.timers[object].kind : world.timers[flow.locals[object - kOfLocal]].kind;
}

// The operands of time.After and time.Tick, before its step; a loop's once.
void Machine::make_on_the_way(World& world, size_t who, const Op& op) const {
  Flow& flow = world.flows[who];
  if (op.what == Do::range) {
    if (op.object == kTick && flow.ticking < 0 && op.b > 0) flow.ticking = make(world, Kind::tick, op.b, 0, flow.function, flow.place);
    return;
  }
  if (op.what == Do::receive && op.object == kAfter) flow.made.push_back(make(world, Kind::after, op.b, 0, flow.function, flow.place));
  for (const Case& one : op.cases) {
    if (one.channel == kAfter) flow.made.push_back(make(world, Kind::after, one.value, 0, flow.function, flow.place));
  }
}

bool Machine::make_local(World& world, size_t who, const Op& op) const {
  Flow& flow = world.flows[who];
  if (op.kind == Kind::ticker && op.a <= 0) {
    blow_up(world, who, "non-positive interval for NewTicker");
    return false;
  }
  flow.locals[op.object - kOfLocal] = make(world, op.kind, op.a, op.b, flow.function, flow.place);
  pass(flow);
  return true;
}

// Before anything is asked of the timer. Stop of a zero Ticker does nothing.
bool Machine::panics_of_timer(World& world, size_t who, const Op& op) const {
  const Kind kind = kind_of(world, world.flows[who], op.object);
  const bool resets = op.what == Do::reset;
  if (kind == Kind::zero_timer) {
    blow_up(world, who, resets ? "time: Reset called on uninitialized Timer" : "time: Stop called on uninitialized Timer");
  } else if (resets && op.a <= 0 && (kind == Kind::ticker || kind == Kind::zero_ticker)) {
    blow_up(world, who, "non-positive interval for Ticker.Reset");
  } else if (kind == Kind::zero_ticker && resets) {
    blow_up(world, who, "time: Reset called on uninitialized Ticker");
  } else if (kind == Kind::zero_ticker) {
    pass(world.flows[who]);
    return true;
  }
  return false;
}

void Machine::take_time(Timer& timer) {
  timer.set = timer.repeats();
  timer.due = false;
}

// A time that nobody has received is taken back.
void Machine::set_or_stop(World& world, size_t who, const Op& op) const {
  Timer& timer = world.timers[held(world, world.flows[who], op.object)];
  const bool was_set = timer.set;
  timer.set = op.what == Do::reset;
  timer.heaped = timer.heaped || (timer.set && !timer.receivers.empty());
  timer.due = timer.set && op.a <= 0 && !timer.heaped;
  tried(world, who, op, was_set);
}

void Machine::fire(World& world, size_t number) const {
  Timer& timer = world.timers[number];
  take_time(timer);
  if (timer.kind == Kind::func) {
    Flow child;
    child.function = timer.function;
    child.started_in = timer.made_in;
    child.started_at = timer.made_at;
    world.flows.push_back(child);
    return settle(world, world.flows.size() - 1);
  }
  const Guest first = timer.receivers.front();
  take_off_all_lines(world, first.who);
  timer.heaped = timer.repeats();
  came_through(world, static_cast<size_t>(first.who), first.which, 0, true);
}

}  // namespace model
