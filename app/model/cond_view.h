// A Cond: its lock, and its line: who has a place there, and who of them has parked.
#pragma once

#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

struct CondView {
  ObjectId object = kNoObject;
  std::string name;
  std::vector<Chip> parked;     // front first
  std::vector<Chip> on_the_way; // have a place, and have not parked yet
  bool changed = false;         // by the latest step
};
// Requires: the scene's object is a Cond that exists.
CondView cond_view(const Scene& scene);

}  // namespace wgscope::model
