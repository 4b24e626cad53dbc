#include "core/explore/visiting.h"

#include <vector>

#include "core/explore/state_space.h"

namespace wgscope::search {

Visited visit_schedules(const Scenario& scenario, const ExploreOptions& options) {
  StateSpace space(*scenario.program, {.start_functions = options.start_functions, .setup = options.setup});
  struct Level {
    std::vector<uint64_t> row;
    std::vector<ChoiceCode> choices;
    size_t next = 0;
  };
  Visited visited;
  // When the layout grows on the way, everything starts over with the wider one: what was interpreted is remembered.
  for (bool done = false; !done;) {
    visited = {};
    std::vector<Level> levels(1);
    if (!space.start(levels[0].row)) return visited;
    space.choices(levels[0].row.data(), levels[0].choices);
    size_t depth = 0;
    done = true;
    for (;;) {
      if (levels[depth].choices.empty()) ++visited.schedules;
      while (levels[depth].next == levels[depth].choices.size()) {
        if (depth-- == 0) return visited;
      }
      if (levels.size() == depth + 1) levels.emplace_back();
      Level& from = levels[depth];
      Level& to = levels[depth + 1];
      to.row.resize(space.layout().words());
      if (space.take(from.row.data(), from.choices[from.next++], to.row.data()).took != StateSpace::Took::ok) {
        space.adopt_layout();
        done = false;
        break;
      }
      ++visited.steps;
      to.choices.clear();
      to.next = 0;
      space.choices(to.row.data(), to.choices);
      ++depth;
    }
  }
  return visited;
}

}  // namespace wgscope::search
