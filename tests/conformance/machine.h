// How the model's programs step: the worlds that they go through, one step of one goroutine at a time.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <vector>

#include "tests/conformance/model.h"

namespace model {

inline constexpr int kObjects = 3;

// Where a goroutine is inside an operation that takes several steps. `stage` counts from 0 at its first step.
struct Flow {
  int function = 0, op = 0, stage = 0;
  int started_in = -1, started_at = 0;   // function and operation of its `go`
  long long kept = 0;       // what the operation remembers between its steps
  bool asleep = false;      // in a queue
  bool gone = false;
  std::vector<std::string> panics;   // begun, while its deferred operation runs
  int panicked_at = -1;     // the operation of the first of them, when that was not the deferred one
  std::string dying;        // of these panics, when its next step is the end of the program
  auto key() const { return std::tie(function, op, started_in, started_at, stage, kept, asleep, gone, panics, panicked_at, dying); }
  bool operator<(const Flow& o) const { return key() < o.key(); }
};

struct Group {
  int32_t count = 0;
  uint32_t waiting = 0;
  int tokens = 0;
  std::vector<int> line;    // who is parked, first in front
  auto key() const { return std::tie(count, waiting, tokens, line); }
  bool operator<(const Group& o) const { return key() < o.key(); }
  long long word() const { return static_cast<long long>(count) * 4294967296LL + waiting; }
};

struct World {
  std::vector<Flow> flows;
  std::array<Group, kObjects> groups;
  std::array<long long, kObjects> atomics{}, variables{};
  std::string ending;
  auto key() const { return std::tie(flows, groups, atomics, variables, ending); }
  bool operator<(const World& o) const { return key() < o.key(); }
};

class Machine {
 public:
  explicit Machine(const Program& program) : program_(program) {}

  World start() const {
    World world;
    world.flows.push_back({});
    return world;
  }

  bool can_step(const World& world, size_t who) const { return world.ending.empty() && !world.flows[who].gone && !world.flows[who].asleep; }

  bool stuck(const World& world) const {
    for (size_t who = 0; who < world.flows.size(); ++who) {
      if (can_step(world, who)) return false;
    }
    return true;
  }

  World step(World world, size_t who) const {
    if (!world.flows[who].dying.empty()) {
      world.ending = world.flows[who].dying;
      return world;
    }
    const Function& function = program_.functions[world.flows[who].function];
    if (world.flows[who].op == size(function)) {   // only main stands behind its last operation
      world.ending = "exit";
      return world;
    }
    perform(world, who, world.flows[who].op == deferred_at(function) ? *function.deferred : function.ops[world.flows[who].op]);
    return world;
  }

 private:
  void next(World& world, size_t who) const {
    Flow& flow = world.flows[who];
    const Function& function = program_.functions[flow.function];
    flow.stage = 0;
    flow.kept = 0;
    if (flow.op == deferred_at(function)) return leave(flow);
    ++flow.op;
    if (who != 0 && flow.op == size(function)) begin_to_leave(flow);
  }
  static int size(const Function& function) { return static_cast<int>(function.ops.size()); }
  static int deferred_at(const Function& function) { return size(function) + 1; }
  // Behind its last operation, or with a panic: what it has deferred comes first.
  void begin_to_leave(Flow& flow) const {
    const Function& function = program_.functions[flow.function];
    if (!function.deferred) return leave(flow);
    flow.op = deferred_at(function);
    flow.stage = 0;
    flow.kept = 0;
  }
  void leave(Flow& flow) const {
    const Function& function = program_.functions[flow.function];
    if (flow.panics.empty() || function.recovers) return retire(flow);
    std::string text;   // of two alike in a row, one
    for (size_t i = 0; i < flow.panics.size(); ++i) {
      if (i == 0 || flow.panics[i] != flow.panics[i - 1]) text += (text.empty() ? "panic: " : " / ") + flow.panics[i];
    }
    flow.dying = text;
    if (flow.panics.size() == 1 && flow.panicked_at >= 0) flow.op = flow.panicked_at;
  }
  static void retire(Flow& flow) {
    flow = Flow{};
    flow.gone = true;
  }
  void blow_up(World& world, size_t who, const std::string& text) const {
    Flow& flow = world.flows[who];
    const Function& function = program_.functions[flow.function];
    if (who == 0 && function.recovers) {
      flow.stage = 0;
      flow.kept = 0;
      flow.op = size(function);
      return;
    }
    flow.panics.push_back(text);
    if (flow.op == deferred_at(function)) return leave(flow);
    flow.panicked_at = flow.op;
    begin_to_leave(flow);
  }

  void perform(World& world, size_t who, const Op& op) const {
    switch (op.what) {
      case Do::add: return add(world, who, world.groups[op.object], op.a);
      case Do::done: return add(world, who, world.groups[op.object], -1);
      case Do::wait: return wait(world, who, world.groups[op.object]);
      case Do::go: {
        Flow child;
        child.function = op.object;
        child.started_in = world.flows[who].function;
        child.started_at = world.flows[who].op;
        if (program_.functions[op.object].ops.empty()) begin_to_leave(child);
        world.flows.push_back(child);
        return next(world, who);
      }
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
      case Do::panic: return blow_up(world, who, "boom");
      case Do::spin_until:
        if (world.atomics[op.object] == op.a) next(world, who);
        return;
    }
  }

  void add(World& world, size_t who, Group& group, int delta) const {
    Flow& flow = world.flows[who];
    switch (flow.stage) {
      case 0:
        group.count = static_cast<int32_t>(static_cast<uint32_t>(group.count) + static_cast<uint32_t>(delta));
        if (group.count < 0) return blow_up(world, who, "sync: negative WaitGroup counter");
        if (group.waiting > 0 && delta > 0 && group.count == delta) return blow_up(world, who, kMisuse);
        if (group.count > 0 || group.waiting == 0) return next(world, who);
        flow.kept = group.word();
        flow.stage = 1;
        return;
      case 1:
        if (group.word() != flow.kept) return blow_up(world, who, kMisuse);
        flow.kept &= 0xffffffff;
        flow.stage = 2;
        return;
      case 2:
        group.count = 0;
        group.waiting = 0;
        flow.stage = 3;
        return;
      default:
        ++group.tokens;
        if (!group.line.empty()) {
          world.flows[group.line.front()].asleep = false;
          group.line.erase(group.line.begin());
        }
        if (--flow.kept == 0) next(world, who);
    }
  }

  void wait(World& world, size_t who, Group& group) const {
    Flow& flow = world.flows[who];
    switch (flow.stage) {
      case 0:
        if (group.count == 0) return next(world, who);
        flow.kept = group.word();
        flow.stage = 1;
        return;
      case 1:
        if (group.word() == flow.kept) {
          ++group.waiting;
          flow.stage = 2;
        } else {
          flow.stage = 0;
        }
        flow.kept = 0;
        return;
      case 2:
        if (group.tokens > 0) {
          --group.tokens;
          flow.stage = 3;
        } else {
          flow.asleep = true;
          group.line.push_back(static_cast<int>(who));
        }
        return;
      default:
        if (group.word() != 0) return blow_up(world, who, "sync: WaitGroup is reused before previous Wait has returned");
        next(world, who);
    }
  }

  static constexpr const char* kMisuse = "sync: WaitGroup misuse: Add called concurrently with Wait";
  const Program& program_;
};

}  // namespace model
