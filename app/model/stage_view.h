// The goroutines, grouped by state, and what the latest step moved between them. For the stage.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

struct StageCard {
  Chip chip;
  std::string doing;                 // a few words; may be empty
  int queue_place = -1;              // parked in a queue: from 0
  bool latest = false;               // made the latest event
};

struct StageColumn {
  GoroutineState state = GoroutineState::running;
  std::vector<StageCard> cards;      // parked: in order of the queue, then sleepers; else by number
};

// A token on its way: from who releases it into the semaphore's bowl, or from the bowl to who takes it. Never from one goroutine to another: nothing is
// handed over.
struct TokenFlight {
  ObjectId sema;
  GoroutineId who;                   // who releases, or takes
  bool taken = false;
  EventIndex at = 0;                 // which step: a new flight for each
};

// How it ended, once the cursor is there.
struct EndingView {
  std::optional<Ending> ending;      // none when it was stopped
  std::string headline;              // in the language that is on: what it means
  std::string words;                 // Go's own: `panic: sync: negative WaitGroup counter`; empty for exit
  GoroutineId who;                   // whose panic; nobody otherwise
};
std::optional<EndingView> ending_view(const Scene& scene);

struct StageView {
  std::vector<StageColumn> columns;  // running, runnable, parked, finished; panicked when there is one
  std::optional<TokenFlight> flight; // of the latest step
  std::optional<EndingView> ending;
};
StageView stage_view(const Scene& scene);

}  // namespace wgscope::model
