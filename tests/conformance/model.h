// A second opinion: a tiny explorer over a hand-written model of the contract's steps. It shares no code with core, on purpose:
// not its words, not its lines, not its search. What both say alike about a program is unlikely to be wrong in the same way.
#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace model {

inline constexpr int kObjects = 3;   // of each kind
inline constexpr int kNil = -1;      // a channel's capacity, when nobody ever made it

enum class Do {
  add, done, wait, go, load, store, atomic_add, cas, increment, gosched, panic, spin_until,
  until,                                          // a loop that asks an atomic before each turn
  leave, break_out,                               // `return`, `break`, in a body
  break_if,                                       // adds to an atomic; `break` if that makes it `b`
  send, receive, range, close, length, select,    // channels
  lock, unlock, try_lock,                         // mutexes
  rw_lock, rw_unlock, rw_try_lock, rlock, runlock, try_rlock,
  cond_wait, signal, broadcast,
  sleep, make_timer, after_func, stop, reset,     // timers; make_timer: a local variable of its function
};

enum class Kind { none, timer, ticker, func, after, tick, zero_timer, zero_ticker };
// A timer that a variable of the package holds, or of a function. `after`, `tick`: only its channel.
struct Timing {
  Kind kind = Kind::none;
  int function = 0;   // of AfterFunc
  int duration = 1;   // 0: at once; else it can take any time
};

// Where a channel is asked for, beside the program's own: that of a timer which a variable of the package holds, or one of the function; of time.After, of time.Tick, there and then.
inline constexpr int kOfTimer = 10, kOfLocal = 20, kAfter = 30, kTick = 31;

struct Case {
  int channel = 0;
  bool sends = false;
  int value = 0;     // what is sent; of kAfter: the duration
};

struct Op {
  Do what;
  int object = 0;   // which WaitGroup, atomic, channel, …; for go, after_func: which function; of timers: which of the package, or kOfLocal + which
  int a = 0, b = 0;
  std::vector<Case> cases = {};                   // select
  bool has_default = false, default_first = false;
  // What follows when … the value received, or the length, is `a` (`unless_ok`: nothing more can come); the try came off (`unless_ok`: did not); each turn of a range;
  // the case of a select was taken, and last its default. Without bodies of their own.
  std::vector<std::vector<Op>> bodies = {};
  bool unless_ok = false;
  Kind kind = Kind::none;   // of make_timer; its duration, as that of sleep, after_func and reset, is `a`; of a receive or range with kAfter or kTick, `b`
};

struct Function {
  std::vector<Op> ops;
  bool recovers = false;   // its first line is a deferred recover
  std::optional<Op> deferred = std::nullopt;   // its next line defers this one, which so runs first; not in main
};

// functions[0] is main.
struct Program {
  std::string name;
  std::vector<Function> functions;
  std::array<int, kObjects> capacity{};   // of the channels
  std::array<Timing, kObjects> timers{};
  std::array<int, kObjects> lockers{};    // of the Conds: a mutex, or kObjects + an RWMutex
};

struct Verdict {
  int steps = 0;
  int switches = 0;
  std::optional<std::string> schedules;   // none: endless
  double chance = 0;                      // when everybody who can step is equally likely to, at every step
  std::string schedule;                   // the first of the shortest with the fewest switches, by goroutine, then by choice
};

// Goroutines that one `go` started and that are on one line: "stuck" for good while the program goes on, "leak": likewise when main has returned,
// "crash": its next step would have been the crash then, "unfinished": not over then, but could have gone on.
struct Left {
  std::string kind;
  int line = 0;       // of to_go's text
  int count = 0;      // at once, at most
  int steps = 0;      // to so many, at least
  auto operator<=>(const Left&) const = default;
};

struct Answer {
  // Every ending with its shortest length, the fewest switches among the shortest, and the number of schedules. "livelock" has no schedules.
  std::map<std::string, Verdict> endings;
  std::vector<Left> left;   // sorted
};
// None: there are more worlds than `worlds_max`, or more goroutines in one than a schedule is counted for.
std::optional<Answer> explore(const Program& program, size_t worlds_max = 1'000'000);

// The package's timers that one of them can only be made behind.
std::set<int> needs_of(const Program& program, int timer);

// The same program as Go.
std::string to_go(const Program& program);

// A place in it: an operation of a function, or one in a body of that (`body` from 1).
struct Place {
  int op = 0, body = 0, at = 0;
  auto operator<=>(const Place&) const = default;
};
// The lines of to_go's text, by function and place.
std::map<std::pair<int, Place>, int> lines_of(const Program& program);

}  // namespace model
