// What the model's programs go through: goroutines and objects at one moment, as plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "tests/conformance/model.h"

namespace model {

// Where a goroutine is inside an operation that takes several steps. `stage` counts from 0 at its first step.
struct Flow {
  int function = 0;
  Place place;
  int stage = 0;
  int started_in = -1;      // function and place of its `go`
  Place started_at;
  long long kept = 0;       // what the operation remembers between its steps
  bool asleep = false;      // in a queue, or
  bool sleeping = false;    // until its own timer fires
  int phase = 0;            // of a Cond's Wait, around the stages of its Lock
  std::vector<int> made;    // the timers that its operation asked for on the way in
  int ticking = -1;         // the one of its loop
  std::array<int, 2> locals{-1, -1};   // those that its variables hold
  bool gone = false;
  bool doomed = false;      // its next step is a panic: a send that a close woke
  std::vector<std::string> panics;   // begun, while its deferred operation runs
  std::optional<Place> panicked_at;  // of the first of them, when that was not in the deferred one
  std::string dying;        // of these panics, when its next step is the end of the program
};

struct Group {
  int32_t count = 0;
  uint32_t waiting = 0;
  int tokens = 0;
  std::vector<int> line;    // who is parked, first in front
  long long word() const { return static_cast<long long>(count) * 4294967296LL + waiting; }
};

// Somebody in a channel's line: with what, and by which case of a select.
struct Guest {
  int who = 0, which = 0, value = 0;
  auto operator<=>(const Guest&) const = default;
};

struct Channel {
  bool closed = false;
  std::vector<int> buffer;
  std::vector<Guest> senders, receivers;
};

struct Lock {
  bool held = false, woken = false;
  std::vector<int> line;
};

// A semaphore whose tokens go to him who was woken with them.
struct Tokens {
  int spare = 0;
  std::vector<int> line;
};

struct RwLock {
  Lock writers;
  bool announced = false;   // readerCount is below zero
  int readers = 0;          // readerCount, without the writer's part
  int departing = 0;        // readerWait
  Tokens for_writer, for_readers;
};

// Set: it will have its time, or has had it and nobody knows. Nothing lies in its channel.
struct Timer {
  Kind kind = Kind::timer;
  int function = 0;         // of AfterFunc
  bool set = true;
  bool due = false;         // its time has come for certain: it was set for none, and whoever looks finds that
  bool heaped = false;      // in the clock's heap, where only the clock looks: from when somebody is parked on it until it fires
  std::vector<Guest> receivers;
  int made_in = 0;          // as with a goroutine's `go`
  Place made_at;
  bool repeats() const { return kind == Kind::ticker || kind == Kind::tick; }
};

struct Cond {
  std::vector<int> places;  // of those who have one and were not signalled, first in front
};

struct World {
  std::vector<Flow> flows;
  std::array<Group, kObjects> groups;
  std::array<long long, kObjects> atomics{}, variables{};
  std::array<Channel, kObjects> channels;
  std::array<Lock, kObjects> locks;
  std::array<RwLock, kObjects> rw_locks;
  std::array<Cond, kObjects> conds;
  std::vector<Timer> timers;                    // in order of creation
  std::array<int, kObjects> held{-1, -1, -1};   // by the package's variables
  std::string ending;
};

// All of a world: equal worlds are written alike, others are not.
std::string written(const World& world);

}  // namespace model
