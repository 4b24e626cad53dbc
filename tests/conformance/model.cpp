#include "tests/conformance/model.h"

#include <algorithm>
#include <functional>
#include <queue>
#include <set>
#include <tuple>
#include <unordered_map>

#include "tests/conformance/machine.h"

namespace model {
namespace {

std::string decimal(unsigned __int128 n) {
  std::string text;
  for (; n > 0 || text.empty(); n /= 10) text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(n % 10)));
  return text;
}

constexpr size_t kFlowsMax = 8;   // in a world, ended ones too

struct Lead {
  Turn turn;
  int to = 0;
};

// All worlds that a program can come to, numbered breadth-first, and what is to be said of them.
class Atlas {
 public:
  Atlas(const Program& program, size_t worlds_max) : program_(program), machine_(program) {
    find(machine_.start());
    depth_.push_back(0);
    for (size_t i = 0; i < worlds_.size() && worlds_.size() <= worlds_max; ++i) {
      if (worlds_[i].flows.size() > kFlowsMax) return;
      leads_.emplace_back();
      for (const Turn turn : machine_.turns(worlds_[i])) leads_[i].push_back({turn, find(machine_.step(worlds_[i], turn))});
      depth_.resize(worlds_.size(), depth_[i] + 1);
    }
    if (worlds_.size() > worlds_max) return;
    fits_ = true;
    for (size_t i = 0; i < worlds_.size(); ++i) {
      endings_.push_back(!worlds_[i].ending.empty() ? worlds_[i].ending : leads_[i].empty() ? "deadlock" : "");
    }
    goes_on_ = sources_of([&](size_t i) { return !endings_[i].empty(); });
  }
  bool fits() const { return fits_; }

  std::map<std::string, Verdict> verdicts() {
    link_moments();
    std::map<std::string, Verdict> verdicts;
    for (const std::string& ending : std::set<std::string>(endings_.begin(), endings_.end())) {
      if (ending.empty()) continue;
      const auto at = [&](size_t i) { return endings_[i] == ending; };
      Verdict& verdict = verdicts[ending] = shortest_to(at);
      verdict.schedules = schedules_to(at);
      verdict.chance = chance_of(at);
    }
    const auto lost = [&](size_t i) { return !goes_on_[i]; };
    if (std::ranges::count(goes_on_, false) > 0) {
      verdicts["livelock"] = shortest_to(lost);
      verdicts["livelock"].chance = chance_of(lost);
    }
    return verdicts;
  }

  std::vector<Left> left() const;

 private:
  using Test = std::function<bool(size_t)>;

  int find(const World& world) {
    const auto [at, fresh] = number_.emplace(written(world), static_cast<int>(worlds_.size()));
    if (fresh) worlds_.push_back(world);
    return at->second;
  }

  // Whence can these be reached?
  std::vector<bool> sources_of(const Test& wanted) const {
    std::vector<bool> good(worlds_.size());
    for (size_t i = 0; i < worlds_.size(); ++i) good[i] = wanted(i);
    for (bool grew = true; grew;) {
      grew = false;
      for (size_t i = worlds_.size(); i-- > 0;) {
        if (good[i] || std::ranges::none_of(leads_[i], [&](const Lead& lead) { return good[lead.to]; })) continue;
        good[i] = grew = true;
      }
    }
    return good;
  }

  // A moment is a world and who stepped last: only so is it known what a switch is.
  struct Move {
    int from = 0, to = 0;
    bool is_switch = false;
  };
  // The clock's step is nobody's switch, and who stepped last still is.
  static int last_after(const Turn& turn, int last) { return is_the_clocks(turn) ? last : turn.who; }
  bool is_switch(const World& world, const Turn& turn, int last) const { return !is_the_clocks(turn) && last >= 0 && turn.who != last && machine_.can_step(world, last); }
  void link_moments() {
    const auto moment = [&](int world, int last) {
      std::vector<int>& by_last = moment_of_.try_emplace(world, std::vector<int>(kFlowsMax + 1, -1)).first->second;
      int& at = by_last[last + 1];
      if (at < 0) at = static_cast<int>(moments_.size()), moments_.emplace_back(world, last);
      return at;
    };
    moment(0, -1);
    for (size_t i = 0; i < moments_.size(); ++i) {
      const auto [world, last] = moments_[i];
      into_.resize(moments_.size());
      for (const Lead& lead : leads_[world]) {
        const int to = moment(lead.to, last_after(lead.turn, last));
        into_.resize(moments_.size());
        into_[to].push_back({static_cast<int>(i), to, is_switch(worlds_[world], lead.turn, last)});
      }
    }
  }

  // From behind: how far it is from each moment, in steps and then in switches; from the start on, always the first lead that is on a shortest way.
  Verdict shortest_to(const Test& there) const {
    using Far = std::pair<int, int>;
    constexpr Far kNever{1'000'000'000, 0};
    std::vector<Far> far(moments_.size(), kNever);
    std::set<std::pair<Far, int>> open;
    for (size_t i = 0; i < moments_.size(); ++i) {
      if (there(moments_[i].first)) open.insert({far[i] = {0, 0}, static_cast<int>(i)});
    }
    while (!open.empty()) {
      const auto [distance, at] = *open.begin();
      open.erase(open.begin());
      for (const Move& move : into_[at]) {
        const Far now{distance.first + 1, distance.second + (move.is_switch ? 1 : 0)};
        if (now >= far[move.from]) continue;
        open.erase({far[move.from], move.from});
        open.insert({far[move.from] = now, move.from});
      }
    }
    Verdict verdict{far[0].first, far[0].second, std::nullopt, 0, ""};
    std::vector<Turn> way;
    for (int at = 0; far[at].first > 0;) {
      const auto [world, last] = moments_[at];
      for (const Lead& lead : leads_[world]) {   // in order of number, then of choice
        const int to = moment_of_.at(lead.to)[last_after(lead.turn, last) + 1];
        if (far[to] != Far{far[at].first - 1, far[at].second - (is_switch(worlds_[world], lead.turn, last) ? 1 : 0)}) continue;
        way.push_back(lead.turn);
        at = to;
        break;
      }
    }
    verdict.schedule = text_of(way);
    return verdict;
  }

  static std::string name_of(int who) {
    if (who >= kTimers) return "timer:T" + std::to_string(who - kTimers + 1);
    if (who >= kSleepers) return "timer:" + name_of(who - kSleepers);
    return who == 0 ? "main" : "G" + std::to_string(who + 1);
  }
  static std::string text_of(const std::vector<Turn>& way) {
    std::string text;
    for (size_t i = 0; i < way.size();) {
      size_t n = 1;
      while (way[i].which < 0 && i + n < way.size() && way[i + n] == way[i]) ++n;
      text += (text.empty() ? "" : " ") + name_of(way[i].who);
      if (way[i].which >= 0) text += "/" + std::to_string(way[i].which);
      if (n > 1) text += "*" + std::to_string(n);
      i += n;
    }
    return text;
  }

  // Among the worlds that can lead there, hand counts onward in dependency order; what never becomes ready lies on a cycle.
  std::optional<std::string> schedules_to(const Test& there) const {
    const auto good = sources_of(there);
    std::vector<int> awaited(worlds_.size());
    for (size_t i = 0; i < worlds_.size(); ++i) {
      for (const Lead& lead : leads_[i]) awaited[lead.to] += good[i] ? 1 : 0;
    }
    std::vector<unsigned __int128> count(worlds_.size());
    count[0] = 1;
    std::vector<int> ready;
    for (size_t i = 0; i < worlds_.size(); ++i) {
      if (good[i] && awaited[i] == 0) ready.push_back(static_cast<int>(i));
    }
    unsigned __int128 sum = 0;
    size_t done = 0;
    for (; done < ready.size(); ++done) {
      const int at = ready[done];
      if (there(at)) sum += count[at];
      for (const Lead& lead : leads_[at]) {
        if (!good[lead.to]) continue;
        count[lead.to] += count[at];
        if (--awaited[lead.to] == 0) ready.push_back(lead.to);
      }
    }
    if (done != static_cast<size_t>(std::ranges::count(good, true))) return std::nullopt;
    return decimal(sum);
  }

  // Of each world the average of those that it leads to, again and again until nothing moves.
  double chance_of(const Test& there) const {
    std::vector<double> chance(worlds_.size());
    for (double moved = 1; moved > 1e-15;) {
      moved = 0;
      for (size_t i = worlds_.size(); i-- > 0;) {
        double now = there(i) ? 1 : 0;
        for (const Lead& lead : leads_[i]) now += goes_on_[i] ? chance[lead.to] / static_cast<double>(leads_[i].size()) : 0;
        moved = std::max(moved, now - chance[i]);
        chance[i] = now;
      }
    }
    return chance[0];
  }

  std::set<int> woken_or_stepping_from(World world) const;

  const Program& program_;
  const Machine machine_;
  bool fits_ = false;
  std::unordered_map<std::string, int> number_;   // of a world, as it is written
  std::vector<World> worlds_;
  std::vector<std::vector<Lead>> leads_;
  std::vector<int> depth_;
  std::vector<std::string> endings_;   // "": not over
  std::vector<bool> goes_on_;          // some ending can be reached
  std::vector<std::pair<int, int>> moments_;
  std::unordered_map<int, std::vector<int>> moment_of_;   // by world, then by who stepped last
  std::vector<std::vector<Move>> into_;
};

// Were the program to go on without main: who is not asleep for good?
std::set<int> Atlas::woken_or_stepping_from(World world) const {
  world.ending.clear();
  world.flows[0] = Flow{};
  world.flows[0].gone = true;
  std::set<int> up;
  std::set<std::string> seen{written(world)};
  std::vector<World> open{world};
  while (!open.empty()) {
    const World now = open.back();
    open.pop_back();
    for (size_t who = 1; who < now.flows.size(); ++who) {
      if (!now.flows[who].asleep) up.insert(static_cast<int>(who));
    }
    for (const Turn turn : machine_.turns(now)) {
      if (World next = machine_.step(now, turn); seen.insert(written(next)).second) open.push_back(std::move(next));
    }
  }
  return up;
}

// Who is left behind, by kind, `go` and line: how many at most, and how soon.
std::vector<Left> Atlas::left() const {
  const auto lines = lines_of(program_);
  std::map<std::tuple<std::string, int, Place, int>, std::pair<int, int>> most;
  const auto note = [&](size_t at, const std::function<std::string(size_t)>& kind_of) {
    std::map<std::tuple<std::string, int, Place, int>, int> counts;
    for (size_t who = 0; who < worlds_[at].flows.size(); ++who) {
      const Flow& flow = worlds_[at].flows[who];
      const std::string kind = kind_of(who);
      if (!kind.empty()) ++counts[{kind, flow.started_in, flow.started_at, lines.at({flow.function, flow.place})}];
    }
    for (const auto& [key, count] : counts) {
      auto& [known, steps] = most[key];
      if (count > known) known = count, steps = depth_[at];
      else if (count == known) steps = std::min(steps, depth_[at]);
    }
  };
  std::map<size_t, std::vector<bool>> up_again;   // by goroutine: from which worlds it is not asleep for good
  for (size_t who = 0; who < kFlowsMax; ++who) {
    up_again[who] = sources_of([&](size_t i) { return who < worlds_[i].flows.size() && !worlds_[i].flows[who].asleep && worlds_[i].ending.empty(); });
  }
  const std::vector<bool> told = sources_of([&](size_t i) { return !goes_on_[i] || endings_[i] == "exit"; });   // other endings say by themselves what is wrong
  for (size_t i = 0; i < worlds_.size(); ++i) {
    const World& world = worlds_[i];
    if (world.ending == "exit") {
      std::optional<std::set<int>> up;
      note(i, [&](size_t who) -> std::string {
        if (who == 0 || world.flows[who].gone) return "";
        if (!world.flows[who].dying.empty()) return "crash";
        if (!world.flows[who].asleep) return "unfinished";
        if (!up) up = woken_or_stepping_from(world);
        return up->contains(static_cast<int>(who)) ? "unfinished" : "leak";
      });
    } else if (endings_[i].empty() && told[i]) {
      note(i, [&](size_t who) -> std::string { return world.flows[who].asleep && !up_again[who][i] ? "stuck" : ""; });
    }
  }
  std::vector<Left> left;
  for (const auto& [key, found] : most) left.push_back({std::get<0>(key), std::get<3>(key), found.first, found.second});
  std::ranges::sort(left);
  return left;
}

}  // namespace

std::optional<Answer> explore(const Program& program, size_t worlds_max) {
  Atlas atlas(program, worlds_max);
  if (!atlas.fits()) return std::nullopt;
  return Answer{atlas.verdicts(), atlas.left()};
}

}  // namespace model
