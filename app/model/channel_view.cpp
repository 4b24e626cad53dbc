#include "app/model/channel_view.h"

#include <algorithm>

#include "app/model/objects.h"

namespace wgscope::model {

namespace {

std::vector<QueuedChip> queue_of(const Scene& scene, const std::vector<QueuedOnChannel>& queued, bool sends) {
  std::vector<QueuedChip> chips;
  for (const QueuedOnChannel& one : queued)
    chips.push_back({chip_of(scene, one.who), sends ? carried_text(scene.trace, scene.object, one.word) : std::string(), one.select_case});
  return chips;
}

}  // namespace

bool is_send(const Event& step) { return step.kind == EventKind::chan_send || (step.kind == EventKind::select_step && (step.flags & kSends) != 0); }
bool is_receive(const Event& step) { return step.kind == EventKind::chan_receive || (step.kind == EventKind::select_step && (step.flags & kSends) == 0); }

std::string carried_text(const Trace& trace, ObjectId channel, uint64_t word) {
  const TraceObject& about = trace.objects()[channel.value];
  // A `struct{}` has no value but its only one.
  return about.type_name.ends_with("struct {}") ? "{}" : value_text(trace, about, word);
}

RingStep ring_step(const Event& step, const ObjectNow& after) {
  const auto capacity = static_cast<uint32_t>(after.word);
  if (capacity == 0 || step.parked() || step.failed() || (!is_send(step) && !is_receive(step))) return {};
  RingStep moved;
  const uint32_t last = (after.taken + static_cast<uint32_t>(after.buffer.size()) + capacity - 1) % capacity;
  // A value goes into the ring when it is nobody's yet, and when a parked sender's follows the one that was taken out.
  if (is_send(step) ? step.other == 0 : step.other != 0) moved.put = last;
  if (is_receive(step)) moved.took = (after.taken + capacity - 1) % capacity;
  return moved;
}

const std::string* ChannelView::at(uint32_t place) const {
  const uint32_t behind_first = (place + capacity - first) % capacity;
  return behind_first < length && behind_first < values.size() ? &values[behind_first] : nullptr;
}

ChannelView channel_view(const Scene& scene) {
  const ObjectNow& now = scene.world.objects[scene.object.value];
  ChannelView view;
  view.object = scene.object;
  view.name = object_name(scene.trace, scene.object);
  view.type = scene.trace.objects()[scene.object.value].type_name;
  view.capacity = static_cast<uint32_t>(now.word);
  view.length = static_cast<uint32_t>(now.buffer.size());
  view.first = view.capacity == 0 ? 0 : now.taken % view.capacity;
  for (size_t i = 0; i < std::min(now.buffer.size(), kRingValues); ++i) view.values.push_back(carried_text(scene.trace, scene.object, now.buffer[i]));
  view.senders = queue_of(scene, now.senders, true);
  view.receivers = queue_of(scene, now.receivers, false);
  view.closed = now.closed;
  const Event* step = latest_step_on(scene, scene.object);
  if (!step) return view;
  const RingStep moved = ring_step(*step, now);
  view.put = moved.put, view.took = moved.took;
  if (step->other != 0 && !moved.put && !moved.took && (is_send(*step) || is_receive(*step))) {
    const Chip self = chip_of(scene, step->who()), partner = chip_of(scene, GoroutineId{step->other});
    view.handed = is_send(*step) ? Handed{self, partner, {}} : Handed{partner, self, {}};
    view.handed->value = carried_text(scene.trace, scene.object, step->word);
  }
  view.closes = step->kind == EventKind::chan_close && !step->failed();
  if (const GoroutineId woken = woken_by(*step); woken != kNobody) view.woken.push_back(chip_of(scene, woken));
  for (EventIndex i = scene.latest_step() + 1; i < scene.cursor(); ++i)
    if (scene.trace[i].kind == EventKind::readied && scene.trace[i].object == scene.object) view.woken.push_back(chip_of(scene, GoroutineId{scene.trace[i].other}));
  return view;
}

}  // namespace wgscope::model
