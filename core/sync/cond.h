// sync.Cond: goroutines that wait to be told, in the order in which they came.
//
// Wait takes a place, unlocks L, parks, and locks L again; whoever is told to go on in between does not park at all. Nothing is remembered of a Signal for which
// nobody had a place. Mirrors Go 1.27 sync/cond.go and runtime/sema.go (notifyList). Go gives tickets, ever larger numbers; here a place is a place in the
// line, so that a program that waits again and again comes back to where it was.
//
//   wait:       a place at the end of the line
//   park:       still in the line:   parks there
//               else:                goes on: a signal came first
//   signal:     the first leaves the line: goes on, if it is parked
//   broadcast:  likewise all, in their order
//
// Each is one critical section, as in channel.h.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "fifo.h"

namespace wgscope::sync {

inline constexpr std::string_view kCondIsCopied = "sync.Cond is copied";

template <class Waiter, class Locker>
class Cond {
 public:
  struct Place {
    Waiter who;
    bool parked = false;
    bool operator==(const Place&) const = default;
  };

  Locker L{};
  Fifo<Place> line;
  bool used = false;
  bool copied = false;   // of one that was in use: every call on it panics

  // Before anything else; false: it is a copy.
  bool check() {
    used = used || !copied;
    return !copied;
  }
  void wait(Waiter self) { line.push_back({self, false}); }
  // True: it is parked now.
  bool park(Waiter self) {
    const auto mine = std::find_if(line.begin(), line.end(), [&](const Place& place) { return place.who == self; });
    if (mine == line.end()) return false;
    mine->parked = true;
    return true;
  }
  // Who goes on; nobody: the line was empty, or its first has not parked yet.
  std::optional<Waiter> signal() {
    if (line.empty()) return std::nullopt;
    const Place first = line.take();
    return first.parked ? std::optional(first.who) : std::nullopt;
  }
  // Appended to, in their order.
  void broadcast(std::vector<Waiter>& woken) {
    while (!line.empty()) {
      if (const auto who = signal()) woken.push_back(*who);
    }
  }
  // `*a = *b`: L and the line's length come over in Go; whoever waits does so at the other one.
  void copy_from(const Cond& other) {
    L = other.L;
    copied = other.copied || other.used;
  }

  bool operator==(const Cond&) const = default;
};

}  // namespace wgscope::sync
