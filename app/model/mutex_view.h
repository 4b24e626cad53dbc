// A Mutex or an RWMutex: who has locked it, who waits, and who has been woken and has to look again.
#pragma once

#include <string>
#include <vector>

#include "app/model/scene.h"

namespace wgscope::model {

struct MutexView {
  ObjectId object = kNoObject;
  std::string name;
  bool rw = false;
  bool locked = false;                 // for writing; by nobody when it came as a copy of a locked one
  std::vector<Chip> holder;            // one or nobody: who locked it last. Anybody may unlock it
  std::vector<Chip> readers;           // of an RWMutex: who holds it for reading
  size_t reads = 0;                    // how many; a copy's are nobody's
  std::vector<Chip> waiting;           // parked, front first; of an RWMutex those that want to write
  std::vector<Chip> waiting_readers;   // parked behind a writer
  std::vector<Chip> awake;             // woken by an unlock, and have not looked again: whoever comes first may take it before them
  bool changed = false;                // by the latest step
  bool free() const { return !locked && reads == 0; }
};
// Requires: the scene's object is a Mutex or an RWMutex that exists.
MutexView mutex_view(const Scene& scene);

}  // namespace wgscope::model
