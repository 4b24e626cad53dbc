#include "core/run/live/live_world.h"

#include "core/run/live/live_goroutine.h"

namespace wgscope::live {
namespace {

constexpr uint64_t kEventsCountedOneByOne = 20'000;   // below that a limit is met soon after, not 64 events of each goroutine later
constexpr uint32_t kEventsLot = 64;

}  // namespace

LiveWorld::LiveWorld(const program::Program& the_program, const GateOptions& options, uint64_t events_max, size_t threads_max)
    : program(the_program),
      pool(the_program.strings),
      gate(options),
      crew(threads_max),
      events_max_(events_max),
      events_lot_(events_max <= kEventsCountedOneByOne ? 1 : kEventsLot) {
  for (uint32_t i = 0; i < program.globals.size(); ++i) make_object(kNobody, i, program.globals[i], 0);
}

LiveWorld::~LiveWorld() = default;

LiveGoroutine* LiveWorld::new_goroutine() {
  if (!gate.admit(limits::kLiveGoroutines)) return nullptr;
  Crew::Thread* thread = crew.engage();
  // The number last: one that was taken is the next goroutine's, or the order of creation would have a gap.
  uint32_t ever = goroutines_ever_.load();
  while (thread != nullptr && ever < limits::kGoroutinesEver && !goroutines_ever_.compare_exchange_weak(ever, ever + 1)) continue;
  if (thread == nullptr || ever >= limits::kGoroutinesEver) {
    if (thread != nullptr) crew.release(thread);
    gate.dismiss();
    return nullptr;
  }
  auto* goroutine = new LiveGoroutine(*this, GoroutineId{ever + 1}, thread);
  goroutines_.set(ever + 1, goroutine);
  return goroutine;
}

LiveObject& LiveWorld::object(program::Ref ref) const {
  const GoroutineId creator = program::creator_of(ref);
  const uint32_t serial = program::serial_of(ref);
  return creator == kNobody ? globals_[serial] : goroutines_[creator.value].objects[serial];
}

LiveObject& LiveWorld::make_object(GoroutineId creator, uint32_t serial, uint32_t declaration, uint64_t word) {
  auto* object = new LiveObject{program::make_ref(creator, serial), objects_ever_.fetch_add(1), declaration, {}, program::Kin(program.declarations[declaration], word)};
  object->group.word.poke(word);
  hold(static_cast<int64_t>(sizeof(LiveObject) + object->kin.memory_bytes()));
  numbered_.set(object->number, object);
  (creator == kNobody ? globals_ : goroutines_[creator.value].objects).set(serial, object);
  return *object;
}

void LiveWorld::count_events(uint64_t events) {
  if (events_.fetch_add(events, std::memory_order_relaxed) + events > events_max_) gate.halt(Halt::stopped, StoppedBy::events);
}

}  // namespace wgscope::live
