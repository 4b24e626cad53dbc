#include "app/model/objects.h"

#include <algorithm>
#include <iterator>

#include "app/model/strings.h"

namespace wgscope::model {

namespace {

std::string word_text(const Scene&, const TraceObject&, const ObjectNow& now) { return halves_text(now.word); }

std::string variable_text(const Scene& scene, const TraceObject& about, const ObjectNow& now) { return value_text(scene.trace, about, now.word); }

std::string channel_text(const Scene& scene, const TraceObject&, const ObjectNow& now) {
  std::string text = now.word == 0 ? scene.strings.say("panel.channel.unbuffered_short") : std::to_string(now.buffer.size()) + "/" + std::to_string(now.word);
  if (now.closed) text += " · " + scene.strings.say("panel.channel.closed");
  return text;
}

std::string mutex_text(const Scene& scene, const TraceObject&, const ObjectNow& now) {
  if (!now.readers.empty()) return scene.strings.say("panel.mutex.readers_short", {{"n", std::to_string(now.readers.size())}});
  if (now.holder != kNobody) return goroutine_name(now.holder);
  return scene.strings.say(now.word == 0 ? "panel.mutex.free" : "panel.mutex.locked");
}

std::string timer_text(const Scene& scene, const TraceObject&, const ObjectNow& now) {
  return now.timer_set ? duration_text(static_cast<int64_t>(now.set_for_ns)) : scene.strings.say("panel.timer.not_set");
}

std::string cond_text(const Scene& scene, const TraceObject&, const ObjectNow& now) {
  return scene.strings.say("panel.cond.places", {{"n", std::to_string(now.receivers.size())}});
}

// In the order of ObjectKind.
constexpr std::string (*kTexts[])(const Scene&, const TraceObject&, const ObjectNow&) = {word_text,    variable_text, variable_text, variable_text, variable_text,
                                                                                         channel_text, mutex_text,    mutex_text,    timer_text,    cond_text};
static_assert(std::size(kTexts) == kObjectKindCount);

ObjectRow in_short(const Scene& scene, uint32_t object) {
  const TraceObject& about = scene.trace.objects()[object];
  const ObjectNow& now = scene.world.objects[object];
  const bool changed = touched_by_latest_step(scene, now) && (row_of(about.kind).is_kin || now.word != now.word_before);
  return {ObjectId{object}, object_name(scene.trace, ObjectId{object}), about.type_name, kTexts[static_cast<size_t>(about.kind)](scene, about, now), row_of(about.kind).has_picture,
          ObjectId{object} == scene.object, about.kind == ObjectKind::wait_group, now.tokens, now.queue.size() + now.senders.size() + now.receivers.size(), changed};
}

}  // namespace

std::string objects_text(const Trace& trace, const WorldState& world, const Strings& strings) {
  std::string text;
  for (const ObjectRow& row : object_rows({trace, world, {}, strings, kNobody})) text += (text.empty() ? "" : ", ") + row.name + ' ' + row.value;
  return text;
}

bool touched_by_latest_step(const Scene& scene, const ObjectNow& now) {
  const EventIndex step = scene.latest_step();
  return now.touched_at != 0 && step < scene.trace.size() && now.touched_at > step;
}

const Event* latest_step_on(const Scene& scene, ObjectId object) {
  const EventIndex step = scene.latest_step();
  return step < scene.trace.size() && scene.trace[step].object == object ? &scene.trace[step] : nullptr;
}

ObjectId object_to_show(const Trace& trace, const WorldState& world, ObjectId chosen) {
  const auto there = [&](uint32_t object) {
    return object < trace.objects().size() && row_of(trace.objects()[object].kind).has_picture && object < world.objects.size() && world.objects[object].exists;
  };
  if (there(chosen.value)) return chosen;
  ObjectId latest = kNoObject;
  EventIndex touched_at = 0;
  for (uint32_t object = 0; object < world.objects.size(); ++object) {
    if (!there(object)) continue;
    if (latest == kNoObject || world.objects[object].touched_at > touched_at) latest = ObjectId{object}, touched_at = world.objects[object].touched_at;
  }
  return latest;
}

std::vector<ObjectRow> object_rows(const Scene& scene) {
  std::vector<ObjectRow> rows;
  for (uint32_t object = 0; object < scene.world.objects.size(); ++object)
    if (scene.world.objects[object].exists) rows.push_back(in_short(scene, object));
  const auto plain = std::stable_partition(rows.begin(), rows.end(), [](const ObjectRow& row) { return row.pictured; });
  if (plain - rows.begin() == 1 && rows.front().shown) rows.erase(rows.begin());
  return rows;
}

}  // namespace wgscope::model
