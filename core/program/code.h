// The compiled form of a program: what the checker hands to the interpreter. Plain data, no pointers.
//
// A stack machine. A goroutine has one stack of 64-bit slots; a frame owns the slots from its base: first its
// parameters, then its locals, then its operands. Values are 64 bits each:
//   bool 0/1 · integers sign- or zero-extended to 64 bits in their own width · float64 as its bits · string as a Pool id ·
//   any as a Pool id of the tuple {type, payload, identity}, 0 for nil · func as a Pool id of the tuple {function, captures…}, 0 for nil ·
//   pointer as a Ref, 0 for nil.
// So equal bits are equal values (Pool ids are by content; an any also says where it was boxed), and a state of the program can be copied, compared and hashed.
//
// An instruction marked ACCESS is a step (docs/go_semantics.md): the interpreter stops in front of it with its operands on the
// stack, and that is where the goroutine stands. Everything else is local code and costs nothing.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/ids.h"

namespace wgscope::program {

// What a value's 64 bits are. The width of arithmetic, and how a value prints.
enum class Kind : uint8_t {
  none, boolean, int_, int32, int64, uint32, uint64, float64, string, any,
  function, pointer,
  wait_group, atomic_int32, atomic_int64, atomic_bool,   // objects: a slot holds a Ref to one
  mutex, rw_mutex, cond, timer,                          // likewise; a *time.Timer, a *time.Ticker and the channel of either are one and the same Ref
  channel,        // a value: a Ref to a channel, 0 for nil
  structure,      // struct{}: always 0
};

struct TypeId { uint16_t value = 0; auto operator<=>(const TypeId&) const = default; };

// For printing (%T, %v, Go's panic text) and for naming objects in traces.
struct TypeInfo {
  Kind kind = Kind::none;
  std::string name;        // as Go prints it: `int`, `time.Duration`, `*sync.WaitGroup`, `func()`
  bool operator==(const TypeInfo&) const = default;
};
// Types that the interpreter itself makes values of stand first, in every program.
inline constexpr TypeId kTypeNone{0}, kTypeBool{1}, kTypeInt{2}, kTypeInt32{3}, kTypeInt64{4}, kTypeUint32{5}, kTypeUint64{6},
    kTypeFloat64{7}, kTypeString{8}, kTypeDuration{9}, kTypeRuntimeError{10} /* payload: string id */, kTypePanicNil{11} /* payload: string id */;
inline constexpr uint16_t kFirstProgramType = 12;

inline constexpr std::string_view kTimeType = "time.Time";
// What a time.Time prints as: the clock stands, where the Go playground's does.
inline constexpr std::string_view kStandingClock = "2009-11-10 23:00:00 +0000 UTC";

enum class Op : uint8_t {
  // Constants, locals, stack. `a` and `b` are the instruction's operands; the stack is written before → after.
  constant,       // → Program::constants[b]
  local_get,      // → local b
  local_set,      // v →                     local b = v
  local_clear,    // →                       local b = 0; at the end of its scope, so that dead data does not split states
  capture_get,    // → capture b of this closure
  dup,            // v → v v
  pop,            // v →
  swap,           // v w → w v
  // Objects: package-level ones exist from the start, others come to be here. A Ref is a slot like any other.
  global_ref,     // → Ref of Program::globals[b]
  new_object,     // initial → Ref           of declaration b (Program::declarations); the initial value of a WaitGroup or atomic is 0
  // Shared variables (docs/go_semantics.md): captured or package-level or address-taken, and assigned after their declaration.
  var_read,       // Ref → value             ACCESS; b: 1 when it is no step (nobody assigns the variable, or any it could point to); 2: when that
                  //                         depends on which variable the pointer points to
  var_write,      // Ref value →             ACCESS; likewise
  nil_check,      // Ref → Ref               panics with Go's nil dereference when 0
  // Arithmetic: `a` is the Kind of both operands. Results wrap to their width, as Go's do.
  add, sub, mul, div, rem, bit_and, bit_or, bit_xor, and_not,   // v w → v∘w; add also joins strings; div and rem by 0 panic
  shl, shr,       // v count → …             `a` kind of v, `b` kind of count; a negative count panics
  neg, bit_not, not_,                                            // v → ∘v
  eq, ne, lt, le, gt, ge,                                        // v w → bool; any kind that Go compares
  convert,        // v → v                   from Kind b to Kind a, as Go converts
  length,         // string → int            len(s), in bytes
  box,            // v → any                 of TypeId b; a: 1 when v is a constant (Pool, identity)
  // Control
  jump,           // →                       to pc b
  jump_if_false,  // v →                     to pc b
  jump_if_true,   // v →                     to pc b
  call,           // args… → results…        function b
  call_value,     // func args… → results…   b arguments; nil panics
  ret,            // results… →              leaves the frame; b results. Deferred calls run first: see Function::result_locals. At the epilogue they have run
  closure,        // captures… → func        function b, which says how many it captures
  // Goroutines, defers, panics
  go_,            // func args… →            ACCESS; b arguments
  defer_,         // func args… →            b arguments; results of the call are dropped
  panic_,         // any →                   ACCESS
  recover_,       // → any                   b: 1 in the wrapper of a deferred `recover()`: it asks in the name of the function that deferred it
  goexit,         // →
  gosched,        // →                       ACCESS
  sleep,          // duration →              parks with a timer set; at once back when <= 0
  // WaitGroup and atomics: `a` is the Kind of the atomic
  wg_add,         // Ref delta →             ACCESS, as many as core/sync/wait_group.h makes; a nil Ref panics
  wg_wait,        // Ref →                   ACCESS, likewise
  atomic_load,    // Ref → value             ACCESS
  atomic_store,   // Ref value →             ACCESS
  atomic_add,     // Ref delta → new         ACCESS
  atomic_swap,    // Ref value → old         ACCESS
  atomic_cas,     // Ref old new → bool      ACCESS
  copy_object,    // Ref → Ref               ACCESS; a new object of declaration b with the word (and tokens) of the source
  assign_object,  // Ref(dst) Ref(src) →     ACCESS; `*p = wg`, `wg = other`: the word and tokens of src replace dst's; dst's queue stays
  // Channels (core/sync/channel.h). nil blocks for ever in send, receive and select.
  make_channel,   // capacity → Ref          of declaration b (kind channel, with its element); a capacity that is negative or too large panics
  channel_send,   // Ref value →             ACCESS
  channel_receive,// Ref → value [ok]        ACCESS; a = 1: with ok
  channel_close,  // Ref →                   ACCESS; nil and closed panic
  channel_length, // Ref → int               ACCESS; nil: 0, at no step
  channel_capacity, // Ref → int
  select_,        // (Ref | Ref value)… → case value ok   ACCESS; of Program::selects[b], in the order of its cases: a send has its value above its Ref.
                  //                         case: the place of the one taken among all that are written, default included
  // Mutexes: sync.Mutex, sync.RWMutex.
  mutex_lock,     // Ref →                   ACCESS; a: 1 RLock
  mutex_unlock,   // Ref →                   ACCESS; a: 1 RUnlock
  mutex_try,      // Ref → bool              ACCESS; a: 1 TryRLock
  // Timers: of declaration b (kind timer).
  make_timer,     // duration [func] → Ref   set; a: TimerMade
  timer_channel,  // Ref → Ref               its channel: itself, or nil where it has none; nil panics
  timer_stop,     // Ref → bool              ACCESS
  timer_reset,    // Ref duration → bool     ACCESS
  // Conds: of declaration b (kind cond). A sync.Locker is a Ref to a mutex. Wait is cond_wait, an unlock of L, cond_park, a lock of L.
  make_cond,      // Ref(L) → Ref
  cond_locker,    // Ref → Ref(L)
  cond_wait,      // Ref → Ref               ACCESS
  cond_park,      // Ref → Ref               ACCESS; none where a signal came in between
  cond_signal,    // Ref →                   ACCESS; a: 1 Broadcast
  // fmt: b values of kind any
  print_line,     // any… →                  fmt.Println
  print_format,   // string any… →           fmt.Printf
  format,         // string any… → string    fmt.Sprintf
  join,           // any… → string           fmt.Sprint; a = 1: fmt.Sprintln, a = 2: the text of fmt.Print, which print_text writes
  print_text,     // string →                writes it
  rethrow,        // any →                   panics again at no cost of a step (the prelude of WaitGroup.Go)
};

// What a make_timer is: a ticker panics when its interval is not positive, time.Tick gives nil then, and time.AfterFunc brings a function.
enum class TimerMade : uint8_t { once, ticker, tick, function };

struct Instruction {
  Op op = Op::pop;
  uint8_t a = 0;
  uint16_t site = 0;     // index into Program::sites
  int32_t b = 0;
  bool operator==(const Instruction&) const = default;
};
static_assert(sizeof(Instruction) == 8);

struct Function {
  std::string name;               // as Go names it in a crash text: `main.main`, `main.worker`, `main.main.func1`
  bool in_library = false;        // a wrapper of ours (a method value, the prelude of WaitGroup.Go): not shown; its caller's place counts
  uint16_t parameters = 0;        // slots
  uint16_t results = 0;
  uint16_t captures = 0;
  uint16_t locals = 0;            // slots in all, parameters included
  // Named results live in locals: after the deferred calls of a `ret`, and after a recovered panic, the results are read from
  // these. Empty when results are unnamed: then a `ret` keeps the values it was given, and a recovered panic gives zeros.
  std::vector<uint16_t> result_locals;
  std::vector<Kind> result_kinds;
  // Where they are read for the caller, when one of them is an object (a captured named result lives in a shared variable, and reading
  // that is an access): a `ret` goes on there after its deferred calls, and the `ret` there has the values. 0: nowhere.
  uint32_t epilogue = 0;
  std::vector<Instruction> code;
  uint16_t site = 0;              // its declaration
};

// A variable that becomes an object of the trace.
struct Declaration {
  std::string name;
  Kind kind = Kind::none;         // of its value, or wait_group, atomic_…, mutex, …
  Kind element = Kind::none;      // of a channel that `make` makes: of its values. (A variable that holds a channel has kind channel and element none)
                                  // Of a timer: channel, function (AfterFunc), none (a zero time.Timer, which nobody has set up)
  TypeId type;
  uint16_t site = 0;
  bool shared = true;             // false: nobody assigns it after its declaration, so reading it is no step
  bool operator==(const Declaration&) const = default;
};

struct Site {
  uint32_t line = 0, column = 0;  // in the file that the user edits
  uint32_t program_line = 0;      // in the Go text alone, from 1
  uint32_t program_column = 0;
  uint16_t function = 0;
};

// A select statement.
struct SelectCase {
  bool is_default = false;
  bool sends = false;
  uint16_t site = 0;
  bool operator==(const SelectCase&) const = default;
};
struct Select {
  std::vector<SelectCase> cases;   // as written
  bool operator==(const Select&) const = default;
};
// Where the case at `place` has its channel among the select's operands; of cases.size(): how many operands there are.
inline size_t slot_of_case(const std::vector<SelectCase>& cases, size_t place) {
  size_t slot = 0;
  for (size_t i = 0; i < place; ++i) slot += cases[i].is_default ? 0 : cases[i].sends ? 2 : 1;
  return slot;
}
inline size_t slots_of(const Select& select) { return slot_of_case(select.cases, select.cases.size()); }

struct Param {
  std::string name;
  int64_t value = 0;
  bool operator==(const Param&) const = default;
};

struct Program {
  std::vector<Function> functions;
  uint32_t main_function = 0;
  uint32_t init_function = 0;             // initialises package-level variables, in Go's order; run before main by main, at no cost of a step
  std::vector<Declaration> declarations;
  std::vector<uint32_t> globals;          // package-level variables that are objects: indices into declarations
  std::vector<uint64_t> constants;        // strings are ids of `strings`, which a Pool starts from
  std::vector<std::string> strings;       // [0] is the empty string
  std::vector<TypeInfo> types;
  std::vector<Select> selects;
  bool has_timers = false;                // beside time.Sleep's
  bool shows_clock = false;               // makes an any of a time.Time
  std::vector<Site> sites;                // [0] is nowhere
  std::vector<std::string> lines;         // the Go text, for panels and stories
  std::string file;                       // as crash texts name it
};

}  // namespace wgscope::program
