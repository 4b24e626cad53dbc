#include "tests/conformance/model.h"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "tests/conformance/machine.h"

namespace model {
namespace {

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
