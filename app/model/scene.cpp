#include "app/model/scene.h"

#include <fmt/format.h>

#include <bit>

namespace wgscope::model {

EventIndex Scene::latest_step() const {
  for (EventIndex i = world.cursor; i-- > 0;)
    if (counts_as_step(trace[i].kind)) return i;
  return trace.size();
}

Chip chip_of(const Scene& scene, GoroutineId who) {
  Chip chip{who, goroutine_name(who), GoroutineState::runnable, who == scene.focus};
  if (who.value >= 1 && who.value <= scene.world.goroutines.size()) chip.state = scene.world.goroutines[who.value - 1].state;
  return chip;
}

std::string object_name(const Trace& trace, ObjectId object) {
  const auto& objects = trace.objects();
  if (object.value >= objects.size()) return {};
  const std::string& name = objects[object.value].name;
  uint32_t same_before = 0;
  for (uint32_t i = 0; i < object.value; ++i) same_before += objects[i].name == name;
  return same_before == 0 ? name : fmt::format("{} #{}", name, same_before + 1);
}

std::string hex_text(uint64_t word) { return fmt::format("0x{:016x}", word); }

std::string value_text(const Trace& trace, const TraceObject& object, uint64_t word) {
  switch (object.kind) {
    case ObjectKind::wait_group: return hex_text(word);
    case ObjectKind::atomic_bool: return word ? "true" : "false";
    case ObjectKind::atomic_int32: return std::to_string(static_cast<int32_t>(word));
    case ObjectKind::atomic_int64: return std::to_string(static_cast<int64_t>(word));
    case ObjectKind::variable: break;
  }
  switch (object.word_kind) {
    case WordKind::boolean: return word ? "true" : "false";
    case WordKind::unsigned_int: return std::to_string(word);
    case WordKind::float64: return fmt::format("{}", std::bit_cast<double>(word));
    case WordKind::text: return word < trace.texts().size() ? '"' + trace.text(word) + '"' : std::string();
    case WordKind::reference: return word == 0 ? "nil" : '&' + object_name(trace, ObjectId{static_cast<uint32_t>(word - 1)});
    case WordKind::function: return word == 0 ? "nil" : "func";
    case WordKind::none:
    case WordKind::signed_int: break;
  }
  return std::to_string(static_cast<int64_t>(word));
}

std::string duration_text(int64_t ns) {
  const auto in = [ns](int64_t unit, const char* name) { return fmt::format("{:g}{}", static_cast<double>(ns) / static_cast<double>(unit), name); };
  const int64_t size = ns < 0 ? -ns : ns;
  if (size >= 1'000'000'000) return in(1'000'000'000, "s");
  if (size >= 1'000'000) return in(1'000'000, "ms");
  if (size >= 1'000) return in(1'000, "µs");
  return in(1, "ns");
}

}  // namespace wgscope::model
