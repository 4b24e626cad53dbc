// Local code: everything a goroutine does between two accesses to shared state. Costs no step, and has no shared state of its own.
//
// Not a template, and compiled once: what it needs of the world is rare (an object, a fact to tell) and goes through LocalHost.
// interpreter.h makes the accesses; frames, deferred calls and panics in flight are unwound in unwind.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/limits.h"
#include "core/program/code.h"
#include "core/program/pool.h"
#include "core/program/run/arithmetic.h"
#include "core/program/run/goroutine.h"
#include "core/program/run/raw_event.h"
#include "core/program/run/standing.h"
#include "core/trace/trace.h"

namespace wgscope::program {

// Go's words for the fault that is a signal.
inline constexpr std::string_view kNilDereference = "runtime error: invalid memory address or nil pointer dereference";

// How a goroutine's turn ended.
struct Turn {
  enum class What : uint8_t {
    stands,     // in front of its next access
    parked,     // in a semaphore's queue
    sleeping,   // its timer is set: Goroutine::sleep_ns
    finished,   // it is over, the program is not
    over,       // the program is: main returned, somebody crashed, or met a fatal error (the last event emitted says which)
    stopped,    // a limit was met, or the world said stop: it stays in the middle of its local code
  };
  What what = What::stands;
  StoppedBy stopped_by = StoppedBy::nothing;

  static Turn stands() { return {What::stands}; }
  static Turn parked() { return {What::parked}; }
  static Turn sleeping() { return {What::sleeping}; }
  static Turn finished() { return {What::finished}; }
  static Turn over() { return {What::over}; }
  static Turn stopped(StoppedBy why) { return {What::stopped, why}; }
};

struct LocalOptions {
  bool prints_are_steps = false;   // Explore's --outputs: a goroutine stands in front of each print
};

// What local code asks of the world: world.h says it in full.
class LocalHost {
 public:
  virtual void emit(const RawEvent& event) = 0;
  virtual Ref global(uint32_t index) = 0;
  virtual Ref allocate(uint32_t declaration, Goroutine& creator, uint64_t initial) = 0;
  virtual uint32_t declaration(Ref ref) = 0;
  virtual uint64_t peek(Ref ref) = 0;
  virtual void poke(Ref ref, uint64_t word) = 0;
  virtual bool print(std::string_view text) = 0;
  virtual void hold(int64_t bytes) = 0;
  virtual Ref locker(Ref cond) = 0;   // its L, which nobody assigns
  virtual void make_timer(Ref ref, int64_t duration_ns, uint64_t calls) = 0;   // of what allocate gave
  virtual StoppedBy stop() = 0;

 protected:
  ~LocalHost() = default;
};

class LocalCode {
 public:
  LocalCode(const Program& program, Pool& pool, LocalHost& host, LocalOptions options) : program_(program), pool_(pool), host_(host), options_(options) {}

  static Goroutine make_main(const Program& program);
  // From the parent's slots: the function value and `arguments` above it, which stay there.
  Goroutine make_child(const Goroutine& parent, size_t arguments, GoroutineId id, uint16_t site);
  // In front of the first local code of a function without parameters.
  Goroutine make_goroutine(uint64_t closure, GoroutineId parent, GoroutineId id, uint16_t site);

  // A new step: its instructions are counted from here.
  void refill() {
    instructions_left_ = limits::kInstructionsPerStep;
    look_at_ = instructions_left_ - kInstructionsBetweenLooks;
  }
  Turn advance(Goroutine& g);

  // The accesses that touch no object.
  Turn call_panic(Goroutine& g);                              // panic(…): `g` stands at it
  Turn begin_panic(Goroutine& g, std::string_view text);      // a panic with a string, found by an access
  Turn begin_runtime_error(Goroutine& g, std::string_view text);   // with an error of the runtime's
  Turn fatal_error(Goroutine& g, std::string_view words);     // nobody recovers from it
  Turn print_step(Goroutine& g);                              // a print that is a step: `g` stands at it
  Turn crash(Goroutine& g);                                   // nobody recovered: `g` stands at its crash

 private:
  // What comes next in the loop of run(). Returning and unwinding go round by round there, so that nothing of ours nests however deep the program does.
  enum class Flow : uint8_t {
    on,          // the next instruction of the innermost frame
    returning,   // that frame's next deferred call, or its end
    unwinding,   // the last panic's (or Goexit's) next deferred call, or its end
    turn,        // turn_ says how the turn ended
  };

  Turn run(Goroutine& g, Flow flow);
  Flow execute(Goroutine& g);
  Flow local(Goroutine& g, Frame& frame, const Instruction& in);
  Flow arithmetic(Goroutine& g, Frame& frame, const Instruction& in);
  uint64_t box(const Goroutine& g, TypeId type, uint64_t payload, bool constant);
  uint64_t box_anew(const Goroutine& g, TypeId type, uint64_t payload);
  Flow object(Goroutine& g, Frame& frame, const Instruction& in);
  Flow make_channel(Goroutine& g, Frame& frame, const Instruction& in);
  Flow make_cond(Goroutine& g, Frame& frame, const Instruction& in);
  Flow make_timer(Goroutine& g, Frame& frame, const Instruction& in);
  Flow timer_access(Goroutine& g, Frame& frame, const Instruction& in);
  Flow text_panic(Goroutine& g, std::string_view text);
  Flow kin(Goroutine& g, Frame& frame, const Instruction& in);
  uint32_t declaration_of(Ref ref);
  Flow control(Goroutine& g, Frame& frame, const Instruction& in);
  Flow flow_of_goroutine(Goroutine& g, Frame& frame, const Instruction& in);
  Flow text(Goroutine& g, Frame& frame, const Instruction& in);
  Flow stand(Goroutine& g);
  Flow stop(StoppedBy why);
  bool spend(uint64_t instructions);   // false: there are not so many left
  bool spend_on(std::string_view text);
  void spend_on_work(size_t words);
  StoppedBy look();
  bool hold(Goroutine& g);
  Flow print(Goroutine& g, Frame& frame, const Instruction& in);
  std::string text_of(const Goroutine& g, const Instruction& in) const;

  // unwind.cpp
  Flow enter(Goroutine& g, uint32_t function, uint64_t closure, size_t parameters, Entered entered);
  Flow enter_value(Goroutine& g, uint64_t closure, size_t arguments, Entered entered);
  Flow defer(Goroutine& g, size_t arguments, uint16_t site);
  Flow run_deferred(Goroutine& g, uint32_t owner, Entered entered);
  Flow begin_return(Goroutine& g, size_t results);
  void keep_results_only(Goroutine& g, uint32_t at);
  Flow go_on_returning(Goroutine& g);
  Flow leave(Goroutine& g);
  Flow raise(Goroutine& g, uint64_t value);
  Flow run_panic(Goroutine& g, uint64_t value);
  Flow runtime_error(Goroutine& g, std::string_view text);
  Flow goexit(Goroutine& g);
  Flow go_on_unwinding(Goroutine& g);
  Flow recover_into(Goroutine& g, uint32_t owner);
  uint64_t recover(Goroutine& g, bool for_the_deferring_frame);
  void tell_recovered(const Goroutine& g, uint64_t value);
  Flow finish(Goroutine& g);
  Flow stand_at_crash(Goroutine& g);
  Flow fatal(Goroutine& g, std::string_view words);
  Turn end_program(Goroutine& g, EventKind how, const Ending& ending);

  static constexpr uint64_t kInstructionsBetweenLooks = 256;   // how often the world is asked whether to go on: every few microseconds

  const Program& program_;
  Pool& pool_;
  LocalHost& host_;
  const LocalOptions options_;
  uint64_t instructions_left_ = limits::kInstructionsPerStep;
  uint64_t look_at_ = limits::kInstructionsPerStep - kInstructionsBetweenLooks;   // when no more than this are left, the world is asked
  Turn turn_;              // what Flow::turn means
};

}  // namespace wgscope::program
