// What recording an access costs, above the native one: the object's gate and version, the event, the ring with its sparse clock.
#include <cstdint>

#include "bench/rows.h"
#include "core/platform/recorded/recorded.h"
#include "core/platform/recorded/ring.h"
#include "core/sync/native_wait_group.h"
#include "core/sync/wait_group.h"

namespace wgscope::bench {
namespace {

constexpr size_t kAccesses = 20'000;

double native_add_ns() {
  WaitGroup group;
  return quickest_ns_each(kAccesses, [&] {
    for (size_t i = 0; i < kAccesses; ++i) group.add(1);
  });
}

double recorded_add_ns() {
  using Lines = sync::WaitGroup<recorded::Platform>;
  recorded::EventRing<> ring;
  recorded::Platform p(kMain);
  Lines group;
  return quickest_ns_each(kAccesses, [&] {
    for (size_t i = 0; i < kAccesses; ++i) {
      p.begin_line();
      const auto next = group.step(p, Lines::add(1));
      const Access& access = p.access();
      Event event;
      event.word = access.word;
      event.version = access.version;
      event.object = ObjectId{0};
      event.goroutine = static_cast<uint16_t>(p.self().value);
      event.kind = EventKind::add_count;
      event.flags = next.outcome == sync::Outcome::returned ? kReturned : 0;
      ring.push(event);
    }
  });
}

}  // namespace

void recorder_rows(Bench& bench) {
  const auto above = bench.measure([] { return recorded_add_ns() - native_add_ns(); });
  bench.row("a recorded access, above the native one", "ns", above, "limit", bench.limit(25), 1);
  bench.row("an event", "bytes", bench.limit(sizeof(Event)), "limit", bench.limit(24), 1);
}

}  // namespace wgscope::bench
