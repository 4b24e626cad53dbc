// The scheduled world as a search sees it: one row's parts, put back on demand, for one step of one goroutine.
//
// Not an Execution: it keeps no trace and no history, only what a step touched, so that the search can intern exactly that.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/base/limits.h"
#include "core/base/time_limit.h"
#include "core/platform/scheduled/scheduled.h"
#include "core/program/run/interpreter.h"
#include "core/program/run/kin.h"
#include "core/sync/wait_group.h"

namespace wgscope::search {

class StateSpace;

// An object of the studied program: a WaitGroup, or a variable or an atomic, of which only the word counts.
struct ObjectPart {
  uint32_t declaration = 0;
  sync::WaitGroup<scheduled::Platform> object;
  program::Kin kin;   // then the object above is nothing
};
constexpr size_t kPartHeader = 1;   // words of a flat part in front of what a Kin wrote
void flatten(const ObjectPart& part, std::vector<uint64_t>& out);
void restore(const program::Program& program, ObjectPart& part, std::span<const uint64_t> flat);

class StepWorld {
 public:
  using Platform = scheduled::Platform;

  struct Touched {
    program::Ref ref;
    ObjectPart part;
    bool created = false;   // by this step
  };
  struct Recovered {
    uint64_t text;   // a Pool string
    uint16_t site;
  };

  explicit StepWorld(StateSpace& space, const TimeLimit& limit) : space_(space), time_limit_(limit) {}

  // Before each step: the row that it starts from.
  void begin(const uint64_t* row, uint32_t goroutines);

  // What the step did.
  std::deque<Touched> touched;                  // stable addresses: the interpreter holds references across allocations
  std::vector<program::Goroutine> started;
  std::vector<GoroutineId> readied;
  std::deque<program::Goroutine> handed;        // those that it handed something, as they came out: stable addresses, too
  std::vector<uint32_t> looked_at;              // the cells of objects and of those it handed something, in the order in which it came to them
  std::vector<uint64_t> queued_at;              // a parked select's channels, with the side that it stands on
  bool queued_twice = false;                    // on one side of one channel
  bool over = false;
  bool crashed = false;                         // over by a crash or a fatal error, whose text is
  uint64_t crash_text = 0;                      // a Pool string
  std::vector<Recovered> recovered;
  std::string printed;

  // The interpreter's world.
  Platform platform(GoroutineId self) { return Platform(self); }
  sync::WaitGroup<Platform>& wait_group(program::Ref ref) { return find(ref).object; }
  Platform::Word& word(program::Ref ref) { return find(ref).object.word; }
  program::Ref global(uint32_t index) { return program::make_ref(kNobody, index); }
  program::Ref allocate(uint32_t declaration, program::Goroutine& creator, uint64_t initial);
  program::CopiedObject copy(GoroutineId self, program::Ref from, program::Ref to);
  struct Hold {
    static uint32_t version() { return 0; }
    static void only_looked() {}
  };
  Hold hold_kin(GoroutineId) { return {}; }   // there is nobody else
  program::Kin& kin(program::Ref ref) { return find(ref).kin; }
  size_t choose(size_t) { return 0; }         // each alternative is a choice of its own
  bool may_fire(program::Ref timer) { return find(timer).kin.timer().can_fire(); }
  bool expired(program::Ref) { return false; }
  void set_timer(program::Ref, int64_t) {}    // a state holds which timers are set, not for when
  void stop_timer(program::Ref) {}
  program::Goroutine& take_woken(GoroutineId who);
  void give_back(GoroutineId, const program::Turn&) {}
  uint32_t declaration(program::Ref ref) { return find(ref).declaration; }
  uint64_t peek(program::Ref ref) {
    const ObjectPart& part = find(ref);
    return part.kin ? part.kin.word() : part.object.word;
  }
  void poke(program::Ref ref, uint64_t value) { find(ref).object.word = value; }
  GoroutineId new_goroutine();
  void start(program::Goroutine&& child) { started.push_back(std::move(child)); }
  void ready(GoroutineId who) { readied.push_back(who); }
  void emit(const program::RawEvent& event);
  bool print(std::string_view text);
  void hold(int64_t bytes) { held_bytes_ += bytes; }
  StoppedBy stop();
  program::Pool& pool();

  // Is there a bound on time and memory? Not on a step that has been taken before.
  bool bounded = true;
  // What the values of one step may take: limits::kValueBytes, or what the search's memory has room for.
  size_t values_max_bytes = limits::kValueBytes;

 private:
  Touched* touched_already(program::Ref ref);
  Touched& touch(Touched&& one);
  ObjectPart& find(program::Ref ref);

  StateSpace& space_;
  const TimeLimit time_limit_;
  const uint64_t* row_ = nullptr;
  uint32_t goroutines_ = 0;
  // A step that touches many objects finds them here: by Ref, their place in `touched`.
  std::unordered_map<program::Ref, size_t> places_;
  std::vector<uint32_t> free_serials_;   // by creator: below this, no serial is free any more
  int64_t held_bytes_ = 0;
  size_t pool_bytes_before_ = 0;
  uint32_t looks_ = 0;
};

static_assert(program::World<StepWorld>);

}  // namespace wgscope::search
