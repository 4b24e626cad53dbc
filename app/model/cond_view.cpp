#include "app/model/cond_view.h"

#include "app/model/objects.h"

namespace wgscope::model {

CondView cond_view(const Scene& scene) {
  CondView view;
  view.object = scene.object;
  view.name = object_name(scene.trace, scene.object);
  for (const QueuedOnChannel& one : scene.world.objects[scene.object.value].receivers) (one.word != 0 ? view.parked : view.on_the_way).push_back(chip_of(scene, one.who));
  view.changed = latest_step_on(scene, scene.object) != nullptr;
  return view;
}

}  // namespace wgscope::model
