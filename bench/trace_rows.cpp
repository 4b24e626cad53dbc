// What reading a trace of a million events costs: folding it, jumping in it, drawing its timeline, taking a snapshot of it while it grows.
#include <array>
#include <memory>
#include <random>
#include <vector>

#include "bench/rows.h"
#include "core/trace/lanes.h"
#include "core/trace/trace_builder.h"
#include "core/trace/world_state.h"

namespace wgscope::bench {
namespace {

constexpr size_t kEvents = 1'000'000;

// A program without end: each goroutine adds, or parks until another releases it.
TraceBuilder busy_trace(uint32_t goroutines) {
  std::mt19937 random(goroutines);
  TraceBuilder builder({});
  const ObjectId object = builder.add_object({"wg", ObjectKind::wait_group, WordKind::none, "sync.WaitGroup", {}, kNobody, 0});
  std::vector<uint16_t> free, queue;
  for (uint32_t i = 1; i <= goroutines; ++i) {
    builder.add_goroutine({i == 1 ? kNobody : kMain, {}, "main.worker"});
    free.push_back(static_cast<uint16_t>(i));
  }
  auto append = [&, versions = std::array<uint32_t, 2>{}](EventKind kind, uint16_t who, uint64_t word, uint8_t flags, uint16_t other) mutable {
    if (builder.size() % 16 == 0) builder.add_clock_sample(static_cast<int64_t>(builder.size()) * 20);
    Event event;
    event.kind = kind;
    event.goroutine = who;
    event.other = other;
    event.word = word;
    event.flags = flags;
    event.object = kind == EventKind::spawn ? kNoObject : object;
    event.version = kind == EventKind::spawn ? 0 : ++versions[on_sema(kind)];
    builder.append(event);
  };
  for (uint32_t i = 2; i <= goroutines; ++i) append(EventKind::spawn, 1, 0, 0, static_cast<uint16_t>(i));
  for (uint64_t word = 0; builder.size() < kEvents;) {
    const size_t place = random() % free.size();
    const uint16_t who = free[place];
    const unsigned what = random() % 8;
    if (what == 0 && free.size() > 1) {
      append(EventKind::sema_acquire, who, 0, kParked, 0);
      queue.push_back(who);
      free.erase(free.begin() + static_cast<ptrdiff_t>(place));
    } else if (what <= 1 && !queue.empty()) {
      append(EventKind::sema_release, who, 1, 0, queue.front());
      free.push_back(queue.front());
      queue.erase(queue.begin());
    } else {
      append(EventKind::add_count, who, word = (uint64_t{random() % 100} << 32), kReturned, 0);
    }
  }
  return builder;
}

std::shared_ptr<const Trace> trace_of(uint32_t goroutines) {
  static std::vector<std::pair<uint32_t, std::shared_ptr<const Trace>>> made;
  for (const auto& [count, trace] : made) {
    if (count == goroutines) return trace;
  }
  made.emplace_back(goroutines, busy_trace(goroutines).snapshot());
  return made.back().second;
}

double fold_ms(uint32_t goroutines) {
  const auto trace = trace_of(goroutines);
  return ns_each(1, [&] { keep(fold(*trace, trace->size())); }) / 1e6;
}

// To where a jump costs most: just before a checkpoint, from far away.
double jump_ms(uint32_t goroutines) {
  constexpr size_t kJumps = 40, kFar = 4096;
  const auto trace = trace_of(goroutines);
  static Folder folder;
  folder.reset(trace);
  keep(folder.at(trace->size()));
  std::mt19937 random(1);
  return ns_each(kJumps, [&] {
           for (size_t i = 0; i < kJumps; ++i) keep(folder.at((1 + random() % (trace->size() / kFar)) * kFar - 1));
         }) / 1e6;
}

double timeline_ms(uint32_t goroutines) {
  constexpr double kPixels = 1300;
  const auto trace = trace_of(goroutines);
  static Lanes lanes;
  lanes.reset(trace);
  std::vector<LaneBlock> blocks;
  return ns_each(1, [&] {
           for (uint32_t number = 1; number <= goroutines; ++number) {
             blocks.clear();
             lanes.blocks({number}, LaneAxis::events, 0, lanes.length(LaneAxis::events), lanes.length(LaneAxis::events) / kPixels, blocks);
             keep(blocks);
           }
         }) / 1e6;
}

double snapshot_us() {
  static const TraceBuilder builder = busy_trace(8);
  return ns_each(10, [&] {
           for (int i = 0; i < 10; ++i) keep(builder.snapshot());
         }) / 1e3;
}

}  // namespace

void trace_rows(Bench& bench) {
  const auto row = [&](const char* name, const char* unit, auto measure, double limit) {
    bench.row(name, unit, bench.measure(measure, 9), "limit", bench.limit(limit), 1);
  };
  row("1 M events folded", "ms", [] { return fold_ms(8); }, 50);
  row("1 M events of 512 goroutines folded", "ms", [] { return fold_ms(512); }, 50);
  row("a jump anywhere in 1 M events", "ms", [] { return jump_ms(8); }, 1);
  row("a jump anywhere, 512 goroutines", "ms", [] { return jump_ms(512); }, 1);
  row("a timeline of 1 M events, 8 lanes", "ms", [] { return timeline_ms(8); }, 4);   // of the 4 ms that a frame may take
  row("a snapshot at 1 M events", "us", [] { return snapshot_us(); }, 100);
}

}  // namespace wgscope::bench
