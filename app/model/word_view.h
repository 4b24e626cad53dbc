// The state word of one WaitGroup bit by bit, its semaphore and queue.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

struct WordView {
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
};
// Requires: the scene's object is a WaitGroup that exists.
WordView word_view(const Scene& scene);

}  // namespace wgscope::model
