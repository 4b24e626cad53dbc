// What Explore found: every ending with its shortest schedule, findings, outputs, what cannot happen; or how far the search is.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/explore/explore.h"
#include "core/run/execution.h"
#include "core/trace/trace.h"

namespace wgscope::model {

class Session;
class Strings;

// The text that says what an answer takes for granted: its key in the catalogues.
std::string_view caveat_of(Assumption assumption);

struct EndingRow {
  Ending ending;
  bool good = false;                  // exit
  bool unexpected = false;            // `expect` does not name it
  uint64_t steps = 0, switches = 0;
  std::string schedules;              // `1,234`; `endless`; `not counted`
  bool sampled = false;               // a run came to it, so that it is not proved shortest
  std::optional<double> chance;       // under a random scheduler; none: not known
  std::string note;                   // who goes round for ever; that it is not proved shortest; empty: nothing
  Schedule schedule;
  std::optional<Schedule> telling;    // what "Show me" plays instead: it shows why
  const Schedule& shown() const { return telling ? *telling : schedule; }
};
// A schedule that the scenario's author thinks worth seeing.
struct TellingRow {
  std::string title, reaches;
  uint64_t steps = 0;
  Schedule schedule;
};
struct FindingRow {
  FindingKind kind = FindingKind::race;
  std::string text;                   // in the language that is on
  uint64_t steps = 0;
  int line = 0;
  Schedule schedule;
};
struct OutputRow {
  std::string output;                 // on one line
  uint64_t steps = 0;
  Schedule schedule;
};
struct AbsentRow {
  Ending ending;
  std::string why;                    // why it cannot happen, or that this is not known
  bool proved = false;
  bool expected = false;              // `expect` names it all the same
};

struct ExploreView {
  bool searching = false, complete = false;
  std::string status;                 // one sentence: how far, or what was searched
  std::string verdict;                // does it meet `expect`? empty: nothing is expected
  bool verdict_good = false;
  std::vector<std::string> caveats;   // what the answer does not promise
  bool knows_chances = false;
  std::vector<EndingRow> endings;
  std::vector<TellingRow> tellings;
  std::vector<FindingRow> findings;
  bool outputs_asked = false, outputs_searching = false;
  std::string outputs_status;         // how far that search is, or why it does not know them all; empty: these are all
  std::vector<OutputRow> outputs;
  std::vector<AbsentRow> absent;
};
ExploreView explore_view(const Session& session);

// `339,469,536`.
std::string grouped(const std::string& digits);

// Two schedules step by step beside each other; before they are there, or instead of them, a state.
struct CompareStep {
  Choice choice;
  int line = 0;
  std::string head;
};
struct CompareView {
  enum class State : uint8_t { whole, going, gave_up } state = State::whole;
  std::optional<Ending> left_ending, right_ending;
  std::vector<CompareStep> left, right;
  size_t first_difference = 0;        // the step, from 0; the shorter one's length when one begins the other
};
// none: one of them cannot be taken.
std::optional<CompareView> compare_view(const std::shared_ptr<const Scenario>& scenario, const Schedule& left, const Schedule& right, const Strings& strings,
                                        const ExecutionOptions& left_options = {}, const TimeLimit& limit = {});

}  // namespace wgscope::model
