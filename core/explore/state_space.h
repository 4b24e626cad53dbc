// The states of a program as rows of interned parts, and the step from one row to the next.
//
// A column is a goroutine, an object, or one of the few facts beside them (the ending, what was printed, the last goroutine). A step
// changes a column or two, and depends on little: the goroutine's part and the part of the object that it touches. So each such
// step is interpreted once and remembered; to take it again is to patch a row.
#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/time_limit.h"
#include "core/explore/graph.h"
#include "core/explore/part_table.h"
#include "core/explore/state_store.h"
#include "core/explore/step_memo.h"
#include "core/explore/world.h"
#include "core/program/pool.h"

namespace wgscope::search {

struct SpaceOptions {
  bool outputs = false;                       // what was printed belongs to the state, and a print is a step
  std::optional<uint32_t> switches_max;       // then the last goroutine and the switches so far belong to it too
  bool check_memo = false;                    // interpret every step anew and compare with what was remembered
  // Tests: no main; package-level variables are set up, then `setup` runs to its end, then each of these functions is a goroutine, from 1 on.
  std::vector<std::string> start_functions;
  std::string setup;
  TimeLimit time_limit = {};                  // looked at within steps: over it, a step is stopped by an interrupt
  size_t memory_max_bytes = SIZE_MAX;         // of everything that is known here, and what holds() is told: what goes beyond it is stopped by memory
};

// What a goroutine's part says about what can happen next.
struct GoroutineInfo {
  program::Status status = program::Status::finished;
  program::NextAccess next;
  uint32_t object_cell = 0;   // the column of next.object; 0: none
  uint16_t created_at = 0;    // the site of its `go`; 0: main, or finished
  uint32_t select = 0;        // it stands at a select that may have a choice: its place in select_cases_; 0: none
};

// A panic that was recovered from, somewhere in the program.
struct RecoveredPanic {
  std::string text;
  uint16_t site = 0;
  auto operator<=>(const RecoveredPanic&) const = default;
};

class StateSpace {
 public:
  StateSpace(const program::Program& program, SpaceOptions options);

  // The layout that rows have. When a step says `outgrown`, the caller adopts the wider one, lays its store out anew, and tries again.
  const RowLayout& layout() const { return layout_; }
  bool has_outgrown() const { return wanted_ != layout_; }
  const RowLayout& wanted_layout() const { return wanted_; }
  const RowLayout& adopt_layout() { return layout_ = wanted_; }

  // The first row: main, standing at its first access. False: a limit was met on the way there (`stopped_by`).
  bool start(std::vector<uint64_t>& row);

  // The choices of a row, ascending; none when the program is over there.
  void choices(const uint64_t* row, std::vector<ChoiceCode>& out) const;

  enum class Took : uint8_t {
    ok,
    pruned,     // beyond switches_max
    outgrown,   // the layout has grown: nothing was done
    stopped,    // a limit was met: see stopped_by
  };
  struct Step {
    Took took = Took::ok;
    uint32_t recovered = 0;    // a set: see recovered_in
  };
  // The row after a choice. `next` may not be `row`.
  Step take(const uint64_t* row, ChoiceCode code, uint64_t* next);
  // The same of a step that the search has taken: it ends and its states fit, so that no bound stops it, also where one has stopped the search.
  void retrace(const uint64_t* row, ChoiceCode code, uint64_t* next);
  // The rows after all choices of a row, one behind the other, at `successors` and on: the search's inner loop.
  // `choices` are its choices, as choices() gives them. False: see `took` of the last step given.
  bool take_all(const uint64_t* row, const std::vector<ChoiceCode>& choices, uint64_t* successors, std::vector<Step>& steps);
  StoppedBy stopped_by() const { return stopped_by_; }
  // Makes of a row that main's return led to the row of the others, as if main had ended without ending the program. The layout may outgrow.
  void leave_main(uint64_t* row);

  // Of a row without choices: how the program ended there, an index into endings().
  uint32_t ending(const uint64_t* row);
  const std::vector<Ending>& endings() const { return endings_; }
  std::optional<uint32_t> index_of(const Ending& ending) const {
    const auto at = ending_indices_.find(ending);
    return at == ending_indices_.end() ? std::nullopt : std::optional(at->second);
  }

  // Reading rows.
  uint32_t goroutines(const uint64_t* row) const;
  // The timers that the last step taken made, in that order; and which one a choice fires.
  const std::vector<program::Ref>& timers_made() const { return made_by_step_; }
  uint32_t place_of(program::Ref object) const { return object_cells_.at(object); }
  uint32_t place_of(GoroutineId who) const { return goroutine_cells_[who.value]; }
  const std::vector<program::Ref>& timers_made_at_start() const { return timers_at_start_; }
  program::Ref timer_of(ChoiceCode code) const { return refs_[timer_cells_[known_timer(code)]]; }
  const GoroutineInfo& info(const uint64_t* row, uint32_t goroutine) const { return infos_[cell(row, goroutine_cells_[goroutine])]; }
  bool could_step(const uint64_t* row, uint32_t goroutine) const { return info(row, goroutine).status == program::Status::standing; }
  std::optional<ObjectPart> object(const uint64_t* row, program::Ref ref) const;
  std::vector<program::Ref> objects(const uint64_t* row) const;
  std::string output(const uint64_t* row) const;
  void restore_goroutine(const uint64_t* row, uint32_t number, program::Goroutine& out) const;
  bool has_plain_accesses() const { return has_plain_accesses_; }
  bool hands_over() const { return hands_over_; }   // some step has done somebody else's as well
  bool queues_twice() const { return queues_twice_; }   // some select has parked in two cases on the same side of one channel
  bool same_goroutine(const uint64_t* a, const uint64_t* b, uint32_t number) const { return cell(a, goroutine_cells_[number]) == cell(b, goroutine_cells_[number]); }

  const program::Program& program() const { return program_; }
  const std::vector<RecoveredPanic>& recovered_panics() const { return recovered_; }
  // Of Step::recovered: indices into recovered_panics(). Most steps recover from nothing, which is the set 0.
  const std::vector<uint32_t>& recovered_in(uint32_t set) const { return recovered_sets_[set]; }
  uint32_t recovered_at_start() const { return recovered_at_start_; }   // in main's first local code
  program::Pool& pool() { return pool_; }
  const program::Pool& pool() const { return pool_; }
  size_t memory_bytes() const;
  // So much of memory_max_bytes is in use elsewhere. From any thread.
  void set_bytes_elsewhere(size_t bytes) { bytes_elsewhere_.store(bytes, std::memory_order_relaxed); }
  // Stopped by memory: was it what the values of a program may take, and not memory_max_bytes?
  bool values_met_their_limit() const { return values_met_their_limit_; }

  // For StepWorld.
  void load_object(const uint64_t* row, program::Ref ref, ObjectPart& part) const;
  bool exists(const uint64_t* row, program::Ref ref) const;
  bool may_create(const uint64_t* row, size_t more) const;

 private:
  // One remembered local step: which cells it changes.
  struct Write { uint32_t cell; PartId part; bool operator==(const Write&) const = default; };
  struct Effect {
    PartId self = 0;
    uint32_t object_cell = 0;      // 0: no object changed
    PartId object = 0;
    uint32_t readied = 0;          // a goroutine's number
    uint32_t looks_at = 0;         // a cell + 1: no effect yet, since the step depends on that cell's part, too
    uint32_t more_begin = 0, more_end = 0;   // further writes, in more_
    uint32_t ending = 0;           // index + 1
    uint32_t recovered = 0;        // a set: see recovered_in
    bool collect = false;          // something may have become unreachable
    bool plain = false;            // changes cells, and that is all
  };
  uint32_t cell(const uint64_t* row, uint32_t index) const {
    return index < layout_.cells ? RowView(const_cast<uint64_t*>(row), layout_).get(index) : 0;
  }
  void set(uint64_t* row, uint32_t index, uint32_t value) const { RowView(row, layout_).set(index, value); }
  // What a step that may have a choice asks: a select its cases' channels, a receive its own; where they are.
  struct SelectCases {
    struct Case { uint16_t place; bool sends; uint32_t cell; };
    std::vector<Case> cases;
    std::optional<uint16_t> none;   // the alternative that no case is ready; nothing: a receive, whose alternatives are 0 and 1
  };
  uint32_t select_of(const program::Goroutine& goroutine);
  void select_choices(const uint64_t* row, uint32_t number, const SelectCases& select, std::vector<ChoiceCode>& out) const;
  uint32_t new_cell();
  uint32_t cell_of_goroutine(uint32_t number);
  uint32_t cell_of_object(program::Ref ref);
  PartId intern(const program::Goroutine& goroutine);
  PartId intern(const ObjectPart& part);
  void fit(PartId part);
  bool know_timer(uint32_t cell);   // false: it stopped the search
  // It will call a function, though nobody may know of it any more.
  bool is_pending(PartId object) const;
  std::vector<program::Ref> timers_of_step() const;
  bool start_functions(std::vector<uint64_t>& row);
  Ending ending_of_step() const;   // of the step that the world has just made, which was the program's last
  uint32_t ending_index(const Ending& ending);
  uint32_t recovered_set();   // what the world says that has just been recovered from
  void restore_part(PartId part, program::Goroutine& out) const;

  // What a choice's step depends on, beside the program. It may turn out to depend on more: then `interpret` says so.
  template <class Cell>
  bool take_all_as(const uint64_t* row, const std::vector<ChoiceCode>& choices, uint64_t* successors, std::vector<Step>& steps);
  StepKey memo_key(const uint64_t* row, ChoiceCode code) const;
  StepKey key_behind(const uint64_t* row, uint32_t look) const;
  const Effect* remembered(const uint64_t* row, StepKey key) const;
  bool pays_to_look() const;
  void remember(const uint64_t* row, StepKey key, const Effect& effect);
  // False: stopped by a limit. `depends_on_more`: it must not be remembered under its key.
  bool interpret(const uint64_t* row, ChoiceCode code, Effect& effect, bool& may_remember);
  bool write_touched(const uint64_t* row, Effect& effect, std::vector<Write>& more);
  bool drops_something(const uint64_t* row, PartId self_before, PartId self_after);
  bool same(const Effect& a, const Effect& b) const;
  size_t memory_left() const;
  void stop(StoppedBy why);
  // Objects that the step made and left behind were never there for anybody.
  void forget_what_nobody_reaches();
  void patch(const uint64_t* row, ChoiceCode code, const Effect& effect, uint64_t* next);
  bool count_switch(const uint64_t* row, ChoiceCode code, uint64_t* next) const;
  PartId woken(PartId part);

  // Objects that nobody can reach any more go: dead data splits no states.
  void collect(uint64_t* row);
  enum class PartKind : uint8_t { goroutine, object };
  const std::vector<uint32_t>& object_cells_in(PartId part, PartKind kind);
  template <class Found>
  void scan(std::span<const uint64_t> words, Found found) const;

  // A step's values are there several times over while it is put away: as they are, flat, and interned.
  static constexpr size_t kCopiesOfAStep = 4;

  const program::Program& program_;
  const SpaceOptions options_;
  program::Pool pool_;
  StepWorld world_;
  program::Interpreter<StepWorld> interpreter_;
  StoppedBy stopped_by_ = StoppedBy::nothing;

  RowLayout layout_, wanted_;
  uint32_t cells_ = 0;                              // in use
  uint32_t ending_cell_ = 0, output_cell_ = 0, last_cell_ = 0, switches_cell_ = 0;
  std::vector<uint32_t> goroutine_cells_{0};        // by number; [0] unused
  std::unordered_map<program::Ref, uint32_t> object_cells_;
  std::vector<program::Ref> refs_;                  // by cell; kNil for other columns

  PartTable goroutine_parts_, object_parts_, texts_;
  std::vector<GoroutineInfo> infos_;                // by goroutine part
  std::vector<PartId> woken_;                       // by goroutine part; 0 not made yet
  std::unordered_map<PartId, std::vector<uint32_t>> named_by_goroutine_, named_by_object_;   // the object cells that a part names
  std::vector<SelectCases> select_cases_{{}};
  std::vector<uint32_t> timer_cells_;               // of every object that is a timer in some state, as they became known: known_timer is a place here
  std::vector<program::Ref> timers_at_start_, made_by_step_;
  StepMemo memo_;
  std::vector<Effect> effects_;
  uint64_t steps_ = 0;   // taken by take_all
  std::vector<Write> more_;
  std::vector<Ending> endings_;
  std::vector<RecoveredPanic> recovered_;
  std::vector<std::vector<uint32_t>> recovered_sets_{{}};
  std::map<Ending, uint32_t> ending_indices_;
  std::map<RecoveredPanic, uint32_t> recovered_indices_;
  std::map<std::vector<uint32_t>, uint32_t> recovered_set_indices_;
  size_t counted_bytes_ = 0;                        // of the maps and lists that have no capacity to be asked for
  std::atomic<size_t> bytes_elsewhere_{0};
  bool values_met_their_limit_ = false;
  uint32_t recovered_at_start_ = 0;
  bool has_plain_accesses_ = false;
  bool hands_over_ = false, queues_twice_ = false, retraces_ = false;
  program::Goroutine scratch_;
  std::vector<uint64_t> flat_;
};

}  // namespace wgscope::search
