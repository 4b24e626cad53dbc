// From what a search left behind to what the user is told: endings with their schedules and counts, findings, outputs, the graph.
#pragma once

#include "core/explore/cycles.h"
#include "core/explore/explore.h"
#include "core/explore/left_behind.h"
#include "core/explore/search.h"
#include "core/explore/shortest.h"

namespace wgscope::search {

// By steps, then by their text.
void sort_endings(ExploreResult& result);

// In words; `whose` needs it.
std::string text_of(const Need& need, GoroutineId whose);

class Report {
 public:
  Report(StateSpace& space, Search& search, const ExploreOptions& options) : space_(space), search_(search), options_(options) {}

  void write(ExploreResult& result);

 private:
  struct Told { Schedule schedule; uint64_t switches; StateId reached; };
  Told tell(const std::vector<Goal>& goals);
  // From the start; then on from where the last one led. Timers get their numbers on the way.
  Schedule schedule_of(const std::vector<ChoiceCode>& codes);
  Schedule go_on(const std::vector<ChoiceCode>& codes);
  Choice named(ChoiceCode code) const;

  bool out_of_time(ExploreResult& result) const;   // true: what is still to be told is left out, and the answer says so
  void endings(ExploreResult& result);
  void count(ExploreResult& result, const TopologicalOrder& order);
  void chance(ExploreResult& result, const Sequence& sequence, const std::vector<bool>& ends_somehow);
  void livelock(ExploreResult& result, const Components& components, const std::vector<bool>& ends_somehow);
  std::vector<Round> rounds(const Components& components, const std::vector<bool>& ends_somehow) const;
  void outputs(ExploreResult& result);
  void graph(ExploreResult& result);
  void timers_made_by(const uint64_t* row, ChoiceCode code, uint32_t edge, StateGraph& graph);

  // report_findings.cpp
  void spins(ExploreResult& result, const Components& components, const std::vector<bool>& ends_somehow);
  void findings(ExploreResult& result, const LeftBehind& left);
  static Finding finding_of(FindingKind kind, Told told);
  Finding describe(const SightingKey& key, const Told& told) const;
  Finding describe_left(const LeftKey& key, const Left& left, Told told) const;
  Need need_of(FindingKind kind, StateId state, uint32_t number) const;                        // report_needs.cpp
  void who_could_bring_it(Need& need, FindingKind kind, StateId state, uint32_t number) const;
  std::string crash_of(StateId state, uint32_t number) const;
  void tell_race(const SightingKey& key, StateId state, Finding& finding) const;

  int line_of(uint32_t site) const { return static_cast<int>(space_.program().sites[site].line); }
  int program_line_of(uint32_t site) const { return static_cast<int>(space_.program().sites[site].program_line); }
  void place(Finding& finding, uint32_t site) const {
    finding.line = line_of(site);
    finding.program_line = program_line_of(site);
  }
  uint32_t goroutines_ever() const;

  StateSpace& space_;
  Search& search_;
  const ExploreOptions& options_;
  std::optional<ShortestSchedules> shortest_;
  std::vector<uint64_t> row_;                       // where the last schedule led, and which timers were made on the way: only for programs that have any
  std::map<program::Ref, uint32_t> timer_numbers_;
  uint32_t timers_ = 0;
};

}  // namespace wgscope::search
