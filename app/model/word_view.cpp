#include "app/model/word_view.h"

#include "app/model/objects.h"

namespace wgscope::model {

namespace {

void fill_sema(const Scene& scene, WordView& view) {
  const Event* event = latest_step_on(scene, view.object);
  if (!event || !on_sema(event->kind)) return;
  if (event->kind == EventKind::sema_release) {
    view.token_change = 1;
    if (event->other != 0) view.just_left = chip_of(scene, GoroutineId{event->other});
  } else if (event->parked()) {
    view.just_joined = chip_of(scene, event->who());
  } else {
    view.token_change = -1;
  }
}

}  // namespace

WordView word_view(const Scene& scene) {
  WordView view;
  view.object = scene.object;
  const ObjectNow& now = scene.world.objects[scene.object.value];
  view.name = object_name(scene.trace, scene.object);
  view.word = now.word;
  view.written = touched_by_latest_step(scene, now) && !on_sema(scene.trace[scene.latest_step()].kind);
  view.before = view.written ? now.word_before : now.word;
  view.tokens = now.tokens;
  view.token_for_nobody = now.tokens > 0;
  for (const GoroutineId who : now.queue) view.queue.push_back(chip_of(scene, who));
  fill_sema(scene, view);
  return view;
}

}  // namespace wgscope::model
