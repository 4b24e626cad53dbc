// What the latest step moved from one place to another, for the eye to follow: a token, a value, a lock.
//
// A token flies into the semaphore's bowl or out of it, never from one goroutine to another: nothing is handed over there. Nor is a mutex: an unlock leaves it
// free. A value of a channel does go from hand to hand when somebody is parked for it; else into the buffer, or out of it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

// An end of a flight: a goroutine's card, or a place of an object: its bowl, its lock, a cell of its ring.
struct FlightEnd {
  GoroutineId who;                   // nobody: the object
  ObjectId object = kNoObject;
  uint32_t cell = 0;
  bool operator==(const FlightEnd&) const = default;
  static FlightEnd card(GoroutineId who) { return {who, kNoObject, 0}; }
  static FlightEnd at(ObjectId object, uint32_t cell = 0) { return {kNobody, object, cell}; }
};

struct Flight {
  enum class What : uint8_t { token, value, lock } what = What::token;
  FlightEnd from, to;
  std::string text;                  // of a value
};
std::vector<Flight> flights_of(const Scene& scene);

}  // namespace wgscope::model
