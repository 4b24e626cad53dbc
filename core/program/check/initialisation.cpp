// The order in which package-level variables are initialised: again and again the first declared one that needs none that is not initialised yet
// (go.dev/ref/spec, Package initialization). Functions stand between: a variable needs what the functions that it names need.
#include <algorithm>
#include <queue>
#include <set>
#include <unordered_map>

#include "core/program/check/checker_state.h"

namespace wgscope::program {

namespace {

// Entities that need one another, found together (Tarjan), without recursion: programs may be long chains.
class Components {
 public:
  explicit Components(const std::vector<Entity*>& roots) {
    for (Entity* root : roots) {
      if (of.count(root) == 0) visit(root);
    }
  }
  std::unordered_map<const Entity*, size_t> of;
  std::vector<std::vector<Entity*>> members;   // what a component needs stands before it

 private:
  struct Visit {
    Entity* entity;
    size_t next = 0;   // in refers_to
  };

  void visit(Entity* root) {
    std::vector<Visit> path{{root}};
    enter(root);
    while (!path.empty()) {
      Visit& top = path.back();
      if (top.next < top.entity->refers_to.size()) {
        Entity* next = top.entity->refers_to[top.next++];
        if (number_.count(next) == 0) {
          enter(next);
          path.push_back({next});
        } else if (of.count(next) == 0) {
          low_[top.entity] = std::min(low_[top.entity], number_[next]);
        }
        continue;
      }
      Entity* done = top.entity;
      path.pop_back();
      if (!path.empty()) low_[path.back().entity] = std::min(low_[path.back().entity], low_[done]);
      if (low_[done] != number_[done]) continue;
      members.emplace_back();
      Entity* member = nullptr;
      do {
        member = open_.back();
        open_.pop_back();
        of[member] = members.size() - 1;
        members.back().push_back(member);
      } while (member != done);
    }
  }

  void enter(Entity* entity) {
    low_[entity] = number_[entity] = number_.size();
    open_.push_back(entity);
  }

  std::unordered_map<const Entity*, size_t> number_, low_;
  std::vector<Entity*> open_;
};

bool is_variable(const Entity* entity) { return entity->kind == EntityKind::variable; }

bool refers_to_itself(const Entity* entity) {
  return std::find(entity->refers_to.begin(), entity->refers_to.end(), entity) != entity->refers_to.end();
}

// The shortest way from `start` back to it, through its component.
std::vector<const Entity*> cycle_of(const Entity* start, const Components& components) {
  std::unordered_map<const Entity*, const Entity*> by_way_of;
  std::queue<const Entity*> open;
  open.push(start);
  while (!open.empty()) {
    const Entity* at = open.front();
    open.pop();
    for (const Entity* next : at->refers_to) {
      if (next == start) {
        std::vector<const Entity*> cycle;
        for (const Entity* step = at; step != start; step = by_way_of[step]) cycle.push_back(step);
        cycle.push_back(start);
        std::reverse(cycle.begin(), cycle.end());
        return cycle;
      }
      if (components.of.at(next) == components.of.at(start) && by_way_of.emplace(next, at).second) open.push(next);
    }
  }
  return {};
}

}  // namespace

void Checker::report_cycle(const std::vector<const Entity*>& cycle) {
  if (cycle.empty()) return;
  const std::string first(cycle[0]->name);
  if (cycle.size() == 1) return error(cycle[0]->pos, "initialization cycle: " + first + " refers to itself", "give it a value that does not need it");
  std::string chain;
  for (size_t i = 0; i < cycle.size() && chain.size() < 1000; ++i) {
    chain += (i ? ", " : "") + std::string(cycle[i]->name) + " refers to " + std::string(cycle[(i + 1) % cycle.size()]->name);
  }
  error(cycle[0]->pos, "initialization cycle for " + first + ": " + chain, "give one of them a value in main");
}

void Checker::order_initialisers() {
  const auto& globals = semantics_.globals;
  const Components components(globals);
  bool cyclic = false;
  for (const auto& members : components.members) {
    const Entity* first = nullptr;
    for (const Entity* member : members) {
      if (is_variable(member) && (!first || member->order < first->order)) first = member;
    }
    if (!first || (members.size() == 1 && !refers_to_itself(first))) continue;
    report_cycle(cycle_of(first, components));
    cyclic = true;
  }
  if (cyclic) return;
  std::vector<std::vector<size_t>> needed_by(components.members.size());
  std::vector<size_t> needs(components.members.size(), 0);
  for (size_t i = 0; i < components.members.size(); ++i) {
    for (const Entity* member : components.members[i]) {
      for (const Entity* next : member->refers_to) {
        const size_t other = components.of.at(next);
        if (other == i) continue;
        needed_by[other].push_back(i);
        ++needs[i];
      }
    }
  }
  const auto later = [](const Entity* a, const Entity* b) { return a->order > b->order; };
  std::priority_queue<Entity*, std::vector<Entity*>, decltype(later)> ready(later);
  std::vector<size_t> settled;   // functions need nothing done: they are ready at once
  const auto is_ready = [&](size_t component) {
    Entity* entity = components.members[component][0];
    if (is_variable(entity)) ready.push(entity);
    else settled.push_back(component);
  };
  const auto done = [&](size_t component) {
    for (const size_t next : needed_by[component]) {
      if (--needs[next] == 0) is_ready(next);
    }
  };
  for (size_t i = 0; i < needs.size(); ++i) {
    if (needs[i] == 0) is_ready(i);
  }
  std::set<const Decl*> together;   // `var a, b = f()` is one initialisation
  while (!settled.empty() || !ready.empty()) {
    if (!settled.empty()) {
      const size_t component = settled.back();
      settled.pop_back();
      done(component);
      continue;
    }
    Entity* variable = ready.top();
    ready.pop();
    Decl* decl = variable->decl;
    const bool one_call = decl->values.size() == 1 && decl->names.size() > 1;
    if (!one_call || together.insert(decl).second) semantics_.initialisers.push_back({decl, one_call ? 0 : variable->index});
    done(components.of.at(variable));
  }
}

}  // namespace wgscope::program
