// A second opinion: a tiny explorer over a hand-written model of the contract's steps. It shares no code with core, on purpose:
// not its words, not its lines, not its search. What both say alike about a program is unlikely to be wrong in the same way.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace model {

enum class Do { add, done, wait, go, load, store, atomic_add, cas, increment, gosched, panic, spin_until };

struct Op {
  Do what;
  int object = 0;   // which WaitGroup, atomic or variable; for go: which function
  int a = 0, b = 0;
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
};

struct Verdict {
  int steps = 0;
  int switches = 0;
  std::optional<std::string> schedules;   // none: endless
  double chance = 0;                      // when everybody who can step is equally likely to, at every step
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
Answer explore(const Program& program);

// The same program as Go.
std::string to_go(const Program& program);

}  // namespace model
