// Every interleaving of a program, as a search over its states: which endings are possible, by which shortest schedule, and how many schedules there are.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/run/schedule.h"
#include "core/scenario/scenario.h"
#include "core/trace/ending.h"
#include "core/trace/world_state.h"

namespace wgscope {

struct ExploreBounds {
  uint64_t states_max = 50'000'000;
  double seconds_max = 600;
  uint64_t memory_max_bytes = uint64_t{8} << 30;
  std::optional<uint32_t> switches_max;
};

struct ExploreProgress {
  uint64_t states = 0, transitions = 0, depth = 0, frontier = 0, memory_bytes = 0;
  double seconds = 0;
};

struct FoundEnding;

struct ExploreOptions {
  ExploreBounds bounds;
  bool outputs = false;
  bool findings = true;
  bool check_memo = false;                    // tests: interpret each step anew, and compare with what was remembered of it
  std::vector<std::string> start_functions;   // tests, benchmarks: no main; after `setup` each of these is a goroutine, G2 and on
  std::string setup;
  size_t keep_graph_states = 0;               // ExploreResult::graph, for the window, when there are at most so many
  const std::atomic<bool>* cancel = nullptr;  // set by somebody else: stops soon, keeps what was found
  std::function<void(const ExploreProgress&)> on_progress;   // called about ten times a second, from the searching thread
  // Likewise, while the search goes on: what a few runs beside it came to, none proved to be shortest. none: such runs are made only after a bound.
  std::function<void(const std::vector<FoundEnding>&)> on_sampled;
};

// Somebody who steps again and again where nothing else is possible any more, and on which line.
struct Round {
  GoroutineId who;
  int line = 0, program_line = 0;   // as in Finding
};

struct FoundEnding {
  Ending ending;
  uint64_t steps = 0, switches = 0;
  std::optional<std::string> schedules = {};  // decimal; none: endless, or the search is not complete
  std::optional<double> chance = {};          // when each enabled choice is equally likely at every step; none: the search is not complete
  Schedule schedule = {};                     // shortest, fewest switches, smaller goroutine numbers
  bool proved_shortest = true;                // false: a run came to it, which the search did not
  std::vector<Round> rounds = {};             // livelock: who goes round for ever
};

enum class FindingKind : uint8_t {
  race,        // two conflicting accesses of shared memory, both enabled in one state
  stuck,       // parked, and will never step again whatever anybody does, though the program goes on
  leak,        // parked when main returned, and nobody that is left could wake it, were the program to go on
  unfinished,  // not over when main returned, but it could have gone on
  recovered,   // a panic that was recovered from
  token,       // tokens left in a semaphore that nobody waits on
  spin,        // a cycle that can be left
};
inline constexpr FindingKind kFindingKinds[] = {FindingKind::race, FindingKind::stuck, FindingKind::leak, FindingKind::unfinished, FindingKind::recovered, FindingKind::token, FindingKind::spin};
// As JSON and the catalogue's keys have it: `race`, `stuck`, …
std::string_view name_of(FindingKind kind);

// Somebody whose code still has a call that lowers a counter, and who has not come to it.
struct Owing {
  GoroutineId who;
  bool parked = false;
  int line = 0, program_line = 0;             // where it is; as in Finding
  int call_line = 0, call_program_line = 0;   // where the call is
};

// What would wake somebody who is parked on a WaitGroup, and who could bring it.
struct Need {
  enum class What : uint8_t {
    nothing,
    done,      // `count` times
    release,   // the counter is 0 already, but the token went to somebody else
    add,       // the counter, `count`, is below 0
    receive, send, any_case, unlock, signal, reset,   // of a channel, of a select's case, of a mutex, of a Cond, of a timer
  } what = What::nothing;
  int32_t count = 0;
  std::string object = {};
  std::vector<Owing> owing = {};   // done: in order of number, the first of them; the one who waits may be one
  // Of the others, but main after its return: is there anybody?
  enum class Left : uint8_t {
    somebody,
    nobody,
    waiting_too,   // all of them are parked on the same object, and none of them is in `owing`
  } left = Left::somebody;
};
std::string_view name_of(Need::What what);

struct Finding {
  FindingKind kind = FindingKind::race;
  std::string text = {};        // one sentence, English
  uint32_t count = 1;           // stuck, leak, unfinished: so many alike (one `go` statement, one line) at once, at most; the schedule leads to so many
  uint64_t steps = 0;
  Schedule schedule = {};       // leads to where it can be seen
  std::vector<Choice> loop = {};   // spin: the cycle after `schedule`
  int line = 0;                 // of the file that the user edits,
  int program_line = 0;         // and of the program alone, from 1: what stands beside it on the screen
  GoroutineId goroutine = {};   // whose finding it is, the first of those alike; nobody: an object's
  WaitReason wait_reason = WaitReason::none;
  Need need = {};
  std::string needs = {};       // the need in words; empty: nothing
  bool at_crash = false;        // unfinished: nothing was left to it but to crash
  bool also_leak = false;       // stuck: the same goroutines are told of as a leak, too
  // What the text names (`who`, `line`, `object`, …), so that it can be told in another language. Lines are the program's.
  std::vector<std::pair<std::string, std::string>> facts = {};
};

// What an answer takes for granted, and holds under only.
enum class Assumption : uint8_t {
  sequential_consistency,   // there is a data race: Go promises nothing for such a program; here every access happens at once, for everybody
  clock,                    // the program may print the time: here it is always the same
  case_order,               // a select parked in two cases on one channel: a partner takes it by the first of them, in Go by either
};
std::string_view name_of(Assumption assumption);

struct FoundOutput {
  std::string output;
  Ending ending;                // that it came with: the same text with another ending is another output
  uint64_t steps = 0, switches = 0;
  Schedule schedule;
};

// The state graph, for drawing it and for finding one's place in it. States are numbered breadth-first; 0 is the start.
struct StateGraph {
  // A timer of an object is named in an edge by its place in the search (Choice::timer_object), not by its number, which depends on the way: see Walk.
  struct Edge { uint32_t to; Choice choice; };
  std::vector<uint32_t> first_edge;        // by state, and one more: edges[first_edge[s]] … edges[first_edge[s + 1] - 1]
  std::vector<Edge> edges;
  std::vector<uint32_t> layers;            // by depth: its first state; and one more
  std::vector<int32_t> ending;             // by state: an index into ExploreResult::endings where the program is over, or can never be (livelock); else -1
  std::vector<uint64_t> word;              // by state: of the program's first WaitGroup
  std::vector<uint64_t> reachable;         // by state: bit i says that ending i can still be reached (the first 64)

  size_t size() const { return ending.size(); }
  std::map<uint32_t, std::vector<uint32_t>> timers_made;   // by edge: the places of the timers that it makes, in that order
  std::vector<uint32_t> timers_at_start;                   // made before the first step

  // Goes along the graph. Timers have the numbers here that they have in an execution that goes the same way.
  class Walk {
   public:
    explicit Walk(const StateGraph& graph);
    uint32_t at() const { return at_; }
    Choice named(uint32_t edge) const;                     // its choice as schedules write it
    std::optional<uint32_t> edge_of(const Choice& choice) const;
    void take(uint32_t edge);

   private:
    void make(const std::vector<uint32_t>& places);
    const StateGraph& graph_;
    uint32_t at_ = 0, timers_ = 0;
    std::map<uint32_t, uint32_t> numbers_;                 // by place
  };
  // Where a schedule leads; none when it cannot be taken.
  std::optional<Walk> along(const Schedule& schedule) const;
  std::optional<uint32_t> walk(const Schedule& schedule) const;
};

struct ExploreResult {
  bool complete = false;
  std::string stopped_by;       // empty: complete; else states, seconds, memory, switches, interrupt, goroutines, instructions, depth
  uint64_t states = 0, transitions = 0, depth = 0;
  bool out_of_values = false;   // stopped by memory: by what a program's values may take, not by the bound
  bool merged = false;
  std::optional<std::string> schedules;
  std::vector<FoundEnding> endings;   // in order of steps, then text
  std::vector<Finding> findings;
  std::vector<FoundOutput> outputs;
  bool findings_complete = true;      // false: of some who were parked when main returned it is not known whether they are leaks or unfinished
  std::vector<Assumption> assumes;
  bool outputs_complete = true;
  std::shared_ptr<const StateGraph> graph;
  int64_t elapsed_ns = 0, searched_ns = 0;   // in all; the search alone, without counts and schedules
  uint64_t memory_bytes = 0;
};

ExploreResult explore(const Scenario& scenario, const ExploreOptions& options = {});

// Does the result meet `expect`? none: cannot be told (not complete and nothing unexpected so far), or nothing is expected.
std::optional<bool> meets(const ExploreResult& result, const std::vector<Ending>& expect);

}  // namespace wgscope
