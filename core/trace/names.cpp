// The words for what a trace holds, as command lines, panels, files and tests write them.
#include <array>

#include "core/trace/event.h"
#include "core/trace/trace.h"
#include "core/trace/world_state.h"

namespace wgscope {

std::string_view name_of(World world) { return world == World::recorded ? "recorded" : "scheduled"; }

std::string_view name_of(StoppedBy stopped_by) {
  constexpr std::array<std::string_view, 9> kNames{"", "interrupt", "events", "goroutines", "instructions", "steps", "depth", "output", "memory"};
  return kNames[static_cast<size_t>(stopped_by)];
}

std::string_view name_of(GoroutineState state) {
  constexpr std::array<std::string_view, 5> kNames{"running", "runnable", "parked", "finished", "panicked"};
  return kNames[static_cast<size_t>(state)];
}

std::string_view name_of(WaitReason reason) {
  constexpr std::array<std::string_view, 13> kNames{
      "", "sync.WaitGroup.Wait", "sleep", "chan receive", "chan send", "chan receive (nil chan)", "chan send (nil chan)", "select", "select (no cases)",
      "sync.Mutex.Lock", "sync.RWMutex.Lock", "sync.RWMutex.RLock", "sync.Cond.Wait"};
  return kNames[static_cast<size_t>(reason)];
}

}  // namespace wgscope
