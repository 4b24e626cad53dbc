#include "tests/conformance/model.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <stdexcept>
#include <tuple>

namespace model {
namespace {

constexpr int kObjects = 3;

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

std::string decimal(unsigned __int128 n) {
  std::string text;
  for (; n > 0 || text.empty(); n /= 10) text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(n % 10)));
  return text;
}

}  // namespace

// Of to_go's text: where an operation stands.
int line_of(const Program& program, int function, int op) {
  const auto lines = [&](int f, int ops) {
    const Function& function = program.functions[f];
    int sum = function.recovers ? 1 : 0;
    if (function.deferred && ops > static_cast<int>(function.ops.size())) return sum;
    sum += function.deferred ? 1 : 0;
    for (int i = 0; i < ops; ++i) sum += program.functions[f].ops[i].what == Do::spin_until ? 2 : 1;
    return sum;
  };
  int line = 3 * kObjects;
  for (int f = 0; f < function; ++f) line += 3 + lines(f, static_cast<int>(program.functions[f].ops.size()));
  return line + 3 + lines(function, op);
}

Answer explore(const Program& program) {
  const Machine machine(program);
  const auto ending_of = [&](const World& world) { return !world.ending.empty() ? world.ending : machine.stuck(world) ? "deadlock" : ""; };

  // All worlds, and where each leads.
  std::map<World, int> number;
  std::vector<World> worlds;
  std::vector<std::vector<std::pair<int, int>>> leads;   // who, to
  const auto find = [&](const World& world) {
    const auto [at, fresh] = number.emplace(world, static_cast<int>(worlds.size()));
    if (fresh) worlds.push_back(world);
    return at->second;
  };
  std::vector<int> depth{0};
  find(machine.start());
  for (size_t i = 0; i < worlds.size(); ++i) {
    leads.emplace_back();
    for (size_t who = 0; who < worlds[i].flows.size(); ++who) {
      if (machine.can_step(worlds[i], who)) leads[i].emplace_back(static_cast<int>(who), find(machine.step(worlds[i], who)));
      depth.resize(worlds.size(), depth[i] + 1);
    }
  }

  // Steps and switches: cheapest first over (world, who stepped last), by steps and then switches.
  std::map<std::string, Verdict> verdicts;
  std::set<std::tuple<int, int, int, int>> open{{0, 0, 0, -1}};   // steps, switches, world, last
  std::set<std::pair<int, int>> closed;
  while (!open.empty()) {
    const auto [steps, switches, at, last] = *open.begin();
    open.erase(open.begin());
    if (!closed.emplace(at, last).second) continue;
    if (const auto ending = ending_of(worlds[at]); !ending.empty()) {
      verdicts.try_emplace(ending, Verdict{steps, switches, std::nullopt, 0});
      continue;
    }
    for (const auto& [who, to] : leads[at]) {
      const bool is_switch = last >= 0 && who != last && machine.can_step(worlds[at], last);
      open.emplace(steps + 1, switches + (is_switch ? 1 : 0), to, who);
    }
  }

  // Whence can these be reached?
  const auto sources_of = [&](const std::function<bool(const World&)>& wanted) {
    std::vector<bool> good(worlds.size());
    for (bool grew = true; grew;) {
      grew = false;
      for (size_t i = worlds.size(); i-- > 0;) {
        if (good[i]) continue;
        good[i] = wanted(worlds[i]) || std::ranges::any_of(leads[i], [&](const auto& lead) { return good[lead.second]; });
        grew = grew || good[i];
      }
    }
    return good;
  };

  // Schedules: among the worlds that can lead to the ending, hand counts onward in dependency order; what never becomes ready lies on a cycle.
  for (auto& [ending, verdict] : verdicts) {
    const auto good = sources_of([&](const World& world) { return ending_of(world) == ending; });
    std::vector<int> awaited(worlds.size());
    for (size_t i = 0; i < worlds.size(); ++i) {
      for (const auto& lead : leads[i]) awaited[lead.second] += good[i] ? 1 : 0;
    }
    std::vector<unsigned __int128> count(worlds.size());
    count[0] = 1;
    std::vector<int> ready;
    for (size_t i = 0; i < worlds.size(); ++i) {
      if (good[i] && awaited[i] == 0) ready.push_back(static_cast<int>(i));
    }
    unsigned __int128 sum = 0;
    size_t done = 0;
    for (; done < ready.size(); ++done) {
      const int at = ready[done];
      if (ending_of(worlds[at]) == ending) sum += count[at];
      for (const auto& [who, to] : leads[at]) {
        if (!good[to]) continue;
        count[to] += count[at];
        if (--awaited[to] == 0) ready.push_back(to);
      }
    }
    if (done == static_cast<size_t>(std::ranges::count(good, true))) verdict.schedules = decimal(sum);
  }

  const auto good = sources_of([&](const World& world) { return !ending_of(world).empty(); });
  closed.clear();
  open = {{0, 0, 0, -1}};
  while (!open.empty()) {
    const auto [steps, switches, at, last] = *open.begin();
    open.erase(open.begin());
    if (!closed.emplace(at, last).second) continue;
    if (!good[at]) {
      verdicts["livelock"] = {steps, switches, std::nullopt, 0};
      break;
    }
    for (const auto& [who, to] : leads[at]) {
      const bool is_switch = last >= 0 && who != last && machine.can_step(worlds[at], last);
      open.emplace(steps + 1, switches + (is_switch ? 1 : 0), to, who);
    }
  }

  // Chances: of each world the average of those that it leads to, again and again until nothing moves.
  for (auto& [ending, verdict] : verdicts) {
    std::vector<double> chance(worlds.size());
    for (double moved = 1; moved > 1e-15;) {
      moved = 0;
      for (size_t i = worlds.size(); i-- > 0;) {
        double now = 0;
        if (!good[i]) now = ending == "livelock";
        else if (leads[i].empty()) now = ending_of(worlds[i]) == ending;
        for (const auto& lead : leads[i]) now += good[i] ? chance[lead.second] / static_cast<double>(leads[i].size()) : 0;
        moved = std::max(moved, now - chance[i]);
        chance[i] = now;
      }
    }
    verdict.chance = chance[0];
  }

  // Who is left behind, by kind, `go` and line: how many at most, and how soon.
  std::map<std::tuple<std::string, int, int, int>, std::pair<int, int>> most;
  const auto note = [&](size_t at, const std::function<std::string(size_t)>& kind_of) {
    std::map<std::tuple<std::string, int, int, int>, int> counts;
    for (size_t who = 0; who < worlds[at].flows.size(); ++who) {
      const Flow& flow = worlds[at].flows[who];
      const std::string kind = kind_of(who);
      if (!kind.empty()) ++counts[{kind, flow.started_in, flow.started_at, line_of(program, flow.function, flow.op)}];
    }
    for (const auto& [key, count] : counts) {
      auto& [known, steps] = most[key];
      if (count > known) known = count, steps = depth[at];
      else if (count == known) steps = std::min(steps, depth[at]);
    }
  };
  std::map<World, std::set<size_t>> moves_on;   // by a world whose main is gone: who steps in some way on from it
  const auto movers = [&](World world) -> const std::set<size_t>& {
    world.ending.clear();
    world.flows[0] = Flow{};
    world.flows[0].gone = true;
    const auto [known, fresh] = moves_on.try_emplace(world);
    std::set<World> seen{world};
    std::vector<World> open{world};
    while (fresh && !open.empty()) {
      const World now = open.back();
      open.pop_back();
      for (size_t who = 1; who < now.flows.size(); ++who) {
        if (!machine.can_step(now, who)) continue;
        known->second.insert(who);
        if (World next = machine.step(now, who); seen.insert(next).second) open.push_back(std::move(next));
      }
    }
    return known->second;
  };
  const auto goes_on = sources_of([&](const World& world) { return !good[number.at(world)] || world.ending == "exit"; });
  std::vector<std::vector<bool>> steps_again;
  size_t most_flows = 0;
  for (const World& world : worlds) most_flows = std::max(most_flows, world.flows.size());
  for (size_t who = 0; who < most_flows; ++who) {
    steps_again.push_back(sources_of([&](const World& world) { return who < world.flows.size() && machine.can_step(world, who); }));
  }
  for (size_t i = 0; i < worlds.size(); ++i) {
    const World& world = worlds[i];
    if (world.ending == "exit") {
      note(i, [&](size_t who) -> std::string {
        if (who == 0 || world.flows[who].gone) return "";
        if (!world.flows[who].dying.empty()) return "crash";
        return world.flows[who].asleep && !movers(world).contains(who) ? "leak" : "unfinished";
      });
    } else if (ending_of(world).empty() && goes_on[i]) {
      note(i, [&](size_t who) -> std::string { return world.flows[who].asleep && !steps_again[who][i] ? "stuck" : ""; });
    }
  }
  Answer answer{verdicts, {}};
  for (const auto& [key, found] : most) answer.left.push_back({std::get<0>(key), std::get<3>(key), found.first, found.second});
  std::ranges::sort(answer.left);
  return answer;
}

std::string to_go(const Program& program) {
  std::string text;
  for (int i = 0; i < kObjects; ++i) {
    const std::string n = std::to_string(i);
    text += "var wg" + n + " sync.WaitGroup\nvar a" + n + " atomic.Int64\nvar x" + n + " int\n";
  }
  for (size_t f = 0; f < program.functions.size(); ++f) {
    text += f == 0 ? "\nfunc main() {\n" : "\nfunc f" + std::to_string(f) + "() {\n";
    if (program.functions[f].recovers) text += "\tdefer func() { recover() }()\n";
    std::vector<Op> ops = program.functions[f].ops;
    if (program.functions[f].deferred) ops.insert(ops.begin(), *program.functions[f].deferred);
    for (size_t at = 0; at < ops.size(); ++at) {
      const Op& op = ops[at];
      const std::string n = std::to_string(op.object), a = std::to_string(op.a), b = std::to_string(op.b);
      text += at == 0 && program.functions[f].deferred ? "\tdefer " : "\t";
      switch (op.what) {
        case Do::add: text += "wg" + n + ".Add(" + a + ")"; break;
        case Do::done: text += "wg" + n + ".Done()"; break;
        case Do::wait: text += "wg" + n + ".Wait()"; break;
        case Do::go: text += "go f" + n + "()"; break;
        case Do::load: text += "a" + n + ".Load()"; break;
        case Do::store: text += "a" + n + ".Store(" + a + ")"; break;
        case Do::atomic_add: text += "a" + n + ".Add(" + a + ")"; break;
        case Do::cas: text += "a" + n + ".CompareAndSwap(" + a + ", " + b + ")"; break;
        case Do::increment: text += "x" + n + "++"; break;
        case Do::gosched: text += "runtime.Gosched()"; break;
        case Do::panic: text += "panic(\"boom\")"; break;
        case Do::spin_until: text += "for a" + n + ".Load() != " + a + " {\n\t}"; break;
      }
      text += "\n";
    }
    text += "}\n";
  }
  return text;
}

}  // namespace model
