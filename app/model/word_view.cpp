#include "app/model/word_view.h"

#include <algorithm>

namespace wgscope::model {

namespace {

bool is_wait_group(const Trace& trace, uint32_t object) {
  return object < trace.objects().size() && trace.objects()[object].kind == ObjectKind::wait_group;
}

// Was this object touched by the latest step (facts after it count as part of it)?
bool touched(const Scene& scene, const ObjectNow& now) {
  const EventIndex step = scene.latest_step();
  return now.touched_at != 0 && step < scene.trace.size() && now.touched_at > step;
}

ObjectRow row_of(const Scene& scene, uint32_t object) {
  const TraceObject& about = scene.trace.objects()[object];
  const ObjectNow& now = scene.world.objects[object];
  ObjectRow row{ObjectId{object}, object_name(scene.trace, ObjectId{object}), about.type_name, {}, about.kind == ObjectKind::wait_group, now.tokens,
                now.queue.size(), touched(scene, now) && now.word != now.word_before};
  row.value = row.wait_group ? halves_text(now.word) : value_text(scene.trace, about, now.word);
  return row;
}

void fill_sema(const Scene& scene, WordView& view) {
  const EventIndex step = scene.latest_step();
  if (step >= scene.trace.size()) return;
  const Event& event = scene.trace[step];
  if (!on_sema(event.kind) || event.object != view.object) return;
  if (event.kind == EventKind::sema_release) {
    view.token_change = 1;
    if (event.other != 0) view.just_left = chip_of(scene, GoroutineId{event.other});
  } else if (event.parked()) {
    view.just_joined = chip_of(scene, event.who());
  } else {
    view.token_change = -1;
  }
}

}  // namespace

ObjectId object_to_show(const Trace& trace, const WorldState& world, ObjectId chosen) {
  const auto there = [&](uint32_t object) { return is_wait_group(trace, object) && object < world.objects.size() && world.objects[object].exists; };
  if (there(chosen.value)) return chosen;
  ObjectId latest = kNoObject;
  EventIndex touched_at = 0;
  for (uint32_t object = 0; object < world.objects.size(); ++object) {
    if (!there(object)) continue;
    if (latest == kNoObject || world.objects[object].touched_at > touched_at) latest = ObjectId{object}, touched_at = world.objects[object].touched_at;
  }
  return latest;
}

WordView word_view(const Scene& scene) {
  WordView view;
  view.object = scene.object;
  for (uint32_t object = 0; object < scene.world.objects.size(); ++object) {
    if (!scene.world.objects[object].exists) continue;
    view.wait_groups += is_wait_group(scene.trace, object);
    if (ObjectId{object} != scene.object) view.others.push_back(row_of(scene, object));
  }
  std::stable_partition(view.others.begin(), view.others.end(), [](const ObjectRow& row) { return row.wait_group; });
  if (scene.object.value >= scene.world.objects.size()) return view;

  const ObjectNow& now = scene.world.objects[scene.object.value];
  view.present = true;
  view.name = object_name(scene.trace, scene.object);
  view.word = now.word;
  const EventIndex step = scene.latest_step();
  view.written = touched(scene, now) && !on_sema(scene.trace[step].kind);
  view.before = view.written ? now.word_before : now.word;
  view.tokens = now.tokens;
  view.token_for_nobody = now.tokens > 0;
  for (const GoroutineId who : now.queue) view.queue.push_back(chip_of(scene, who));
  fill_sema(scene, view);
  return view;
}

}  // namespace wgscope::model
