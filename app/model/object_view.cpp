#include "app/model/object_view.h"

namespace wgscope::model {

ObjectView object_view(const Scene& scene) {
  ObjectView view;
  view.rows = object_rows(scene);
  const auto& objects = scene.trace.objects();
  for (size_t i = 0; i < objects.size(); ++i) {
    view.has_words |= objects[i].kind == ObjectKind::wait_group;
    view.has_channels |= objects[i].kind == ObjectKind::channel;
    view.has_mutexes |= objects[i].kind == ObjectKind::mutex || objects[i].kind == ObjectKind::rw_mutex;
    view.has_conds |= objects[i].kind == ObjectKind::cond;
    view.has_timers |= objects[i].kind == ObjectKind::timer;
  }
  if (scene.object.value >= scene.world.objects.size()) return view;
  switch (objects[scene.object.value].kind) {
    case ObjectKind::wait_group: view.shown = word_view(scene); break;
    case ObjectKind::channel: view.shown = channel_view(scene); break;
    case ObjectKind::mutex:
    case ObjectKind::rw_mutex: view.shown = mutex_view(scene); break;
    case ObjectKind::cond: view.shown = cond_view(scene); break;
    case ObjectKind::timer: view.shown = timer_view(scene); break;
    default: break;
  }
  return view;
}

}  // namespace wgscope::model
