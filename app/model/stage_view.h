// The goroutines, grouped by state, and what the latest step moved between them. For the stage.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/flights.h"
#include "app/model/scene.h"

namespace wgscope::model {

struct StageCard {
  Chip chip;
  std::string doing = {};            // a few words; may be empty
  int queue_place = -1;              // parked in a queue: from 0; of a select, in the first one of several
  std::vector<std::string> waits = {};   // the channels or the mutex that it is parked at: of a select several. A WaitGroup is clear from what it is doing
  std::vector<std::string> holds = {};   // mutexes that it has locked, in the order in which the program made them
  bool latest = false;               // made the latest event
};

struct StageColumn {
  GoroutineState state = GoroutineState::running;
  std::vector<StageCard> cards;      // parked: in order of their queues, then those that are in none; else by number
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
  std::vector<Flight> flights;       // of the latest step
  EventIndex flew_at = 0;            // which step: they fly anew for each
  std::optional<EndingView> ending;
};
StageView stage_view(const Scene& scene);

}  // namespace wgscope::model
