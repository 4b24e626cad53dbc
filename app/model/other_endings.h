// What a finished run did not show, and the search knows: which other endings there are. A run alone proves nothing; this says how much it left out.
#pragma once

#include <optional>
#include <string>

#include "core/explore/explore.h"

namespace wgscope::model {

class Session;

struct OtherEndings {
  size_t count = 0;                          // beside the run's own
  const FoundEnding* nearest = nullptr;      // the one with the shortest schedule, of those that no run has shown if there are any; of the search's result
  Schedule schedule;                         // that leads there: one that the scenario calls telling, else the shortest
  std::shared_ptr<const ExploreResult> result;
};
// None while the run goes on, while the search has no answer, and where there is no other ending.
std::optional<OtherEndings> other_endings(const Session& session);
// `This run was lucky: over all schedules Explore found 2 other endings. X shows the way to one: …`
std::string told(const OtherEndings& others, const Session& session);

}  // namespace wgscope::model
