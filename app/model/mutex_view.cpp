#include "app/model/mutex_view.h"

#include "app/model/objects.h"

namespace wgscope::model {

namespace {

// Woken, and before the look that follows: a token may lie there for it, but it has not taken it.
bool has_to_look_again(const Scene& scene, GoroutineId who) {
  const GoroutineState state = scene.world.goroutines[who.value - 1].state;
  if (state != GoroutineState::runnable && state != GoroutineState::running) return false;
  const Standing standing = standing_at(scene.trace, scene.world, who);
  return standing.object == scene.object && (standing.next == EventKind::mutex_retry || standing.next == EventKind::read_retry);
}

}  // namespace

MutexView mutex_view(const Scene& scene) {
  const ObjectNow& now = scene.world.objects[scene.object.value];
  MutexView view;
  view.object = scene.object;
  view.name = object_name(scene.trace, scene.object);
  view.rw = scene.trace.objects()[scene.object.value].kind == ObjectKind::rw_mutex;
  view.locked = (now.word & kLockedWord) != 0;
  view.reads = view.rw && !view.locked ? now.word : 0;
  if (now.holder != kNobody) view.holder.push_back(chip_of(scene, now.holder));
  for (const GoroutineId who : now.readers) view.readers.push_back(chip_of(scene, who));
  for (const GoroutineId who : now.queue) {
    const bool reads = scene.world.goroutines[who.value - 1].wait_reason == WaitReason::rw_mutex_read_lock;
    (reads ? view.waiting_readers : view.waiting).push_back(chip_of(scene, who));
  }
  for (uint32_t number = 1; number <= scene.world.goroutines.size(); ++number)
    if (has_to_look_again(scene, GoroutineId{number})) view.awake.push_back(chip_of(scene, GoroutineId{number}));
  view.changed = latest_step_on(scene, scene.object) != nullptr;
  return view;
}

}  // namespace wgscope::model
