// The state word of one WaitGroup bit by bit, its semaphore and queue, and every other object in a line each.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

struct ObjectRow {
  ObjectId object;
  std::string name, type, value;     // a WaitGroup's value is `counter·waiters`
  bool wait_group = false;
  uint32_t tokens = 0;
  size_t queued = 0;
  bool changed = false;              // by the latest step
};

struct WordView {
  bool present = false;              // the program has a WaitGroup by now
  ObjectId object = kNoObject;
  std::string name;
  uint64_t word = 0, before = 0;
  bool written = false;              // the latest step was an access of this word: old -> new means something
  uint64_t changed() const { return written ? word ^ before : 0; }
  uint32_t tokens = 0;
  int token_change = 0;              // by the latest step
  std::vector<Chip> queue;           // front first
  std::optional<Chip> just_left;     // whom the latest step readied, or who found a token at once
  std::optional<Chip> just_joined;   // who queued up in the latest step
  bool token_for_nobody = false;     // a token lies there, and nobody owns it
  size_t wait_groups = 0;            // that exist; more than one can be chosen from
  std::vector<ObjectRow> others;     // WaitGroups first, then what exists of atomics and variables
};
WordView word_view(const Scene& scene);

// The WaitGroup to look at when the user has chosen none: that of the latest access, else the first that exists.
ObjectId object_to_show(const Trace& trace, const WorldState& world, ObjectId chosen);

}  // namespace wgscope::model
