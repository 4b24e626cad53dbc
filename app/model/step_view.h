// What Step offers at the cursor: each step that could be taken, what it would do, which endings stay possible after it; and the branches taken so far.
//
// What a step would do is not predicted: it is taken in a copy of the execution, and the story of that is told.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/scene.h"
#include "app/model/step_tree.h"
#include "core/explore/explore.h"
#include "core/run/schedule.h"

namespace wgscope::model {

class Session;

struct StepCard {
  Choice choice;
  Chip chip;
  int line = 0;                         // of the program, from 1; 0: none
  std::string code;                     // that line, trimmed
  std::string head, sentence;           // as the story tells it
  bool taken = false;                   // the branch goes on this way
  bool looked_ahead = false;            // what follows is known, or takes too long to be known
  std::optional<size_t> takes_case;     // of a select, its place among the cases; none: it parks, or is no select
  std::optional<Ending> ends;           // the ending that this step makes; none: it goes on
  std::optional<std::vector<Ending>> reachable;   // endings still possible afterwards; none: not known (yet)
};

struct BranchRow {
  size_t branch = 0;
  int depth = 0;                        // how far from the first
  std::string name;                     // `1`, `2`, …
  uint64_t forked_at = 0, steps = 0;
  std::string choice;                   // what it took there instead
  std::optional<Ending> ending;         // none while it has none
  bool current = false;
};

struct StepView {
  std::vector<StepCard> cards;
  std::vector<BranchRow> branches;      // a parent before its children
  std::string schedule;                 // up to the cursor
  uint64_t steps = 0, steps_all = 0;
  StepTree::Reached reached = StepTree::Reached::yes;   // the place of the cursor; there are no cards before
  bool whole = false;                   // nothing is left for look_ahead
};
// Requires: session.tree(). Looks ahead as look_ahead does.
StepView step_view(Session& session);
// Goes on trying what the steps would do, for as long as the session may keep a frame waiting. Requires: the session is where it was.
void look_ahead(Session& session, StepView& view);

}  // namespace wgscope::model
