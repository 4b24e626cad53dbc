#include "app/model/scene.h"

namespace wgscope::model {

EventIndex Scene::latest_step() const {
  for (EventIndex i = world.cursor; i-- > 0;)
    if (trace.is_step(trace[i])) return i;
  return trace.size();
}

Chip chip_of(const Scene& scene, GoroutineId who) {
  Chip chip{who, goroutine_name(who), GoroutineState::runnable, who == scene.focus};
  if (who.value >= 1 && who.value <= scene.world.goroutines.size()) chip.state = scene.world.goroutines[who.value - 1].state;
  return chip;
}

}  // namespace wgscope::model
