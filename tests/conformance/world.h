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
  bool asleep = false;      // in a queue
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

struct World {
  std::vector<Flow> flows;
  std::array<Group, kObjects> groups;
  std::array<long long, kObjects> atomics{}, variables{};
  std::array<Channel, kObjects> channels;
  std::array<Lock, kObjects> locks;
  std::array<RwLock, kObjects> rw_locks;
  std::string ending;
};

// All of a world: equal worlds are written alike, others are not.
std::string written(const World& world);

}  // namespace model
