// Trace and TraceBuilder: what snapshots share, what copies do not, and the searches by goroutine and by object.
#include "core/trace/trace.h"

#include <gtest/gtest.h>

#include <mutex>
#include <random>
#include <thread>

#include "core/trace/trace_builder.h"

namespace wgscope {
namespace {

Event event_of(uint16_t goroutine, uint32_t object, uint64_t word = 0) {
  Event event;
  event.kind = EventKind::var_read;
  event.goroutine = goroutine;
  event.object = {object};
  event.word = word;
  return event;
}

TEST(TraceBuilder, SnapshotOfAGrowingExecution_DoesNotChange) {
  TraceBuilder builder({});
  for (uint64_t i = 0; i < 5000; ++i) builder.append(event_of(1, 0, i));
  const auto early = builder.snapshot();
  for (uint64_t i = 5000; i < 9000; ++i) builder.append(event_of(1, 0, i));
  const auto late = builder.snapshot();
  ASSERT_EQ(early->size(), 5000u);
  ASSERT_EQ(late->size(), 9000u);
  for (uint64_t i = 0; i < 9000; ++i) EXPECT_EQ((*late)[i].word, i);
  EXPECT_EQ(&(*early)[4999], &(*late)[4999]) << "snapshots share their events";
  EXPECT_TRUE(late->extends(*early));
  EXPECT_FALSE(early->extends(*late));
}

TEST(TraceBuilder, Copy_GrowsOnItsOwn) {
  TraceBuilder first({});
  for (uint64_t i = 0; i < 100; ++i) first.append(event_of(1, 0, i));
  const TextId shared = first.text("shared");
  TraceBuilder second = first;
  first.append(event_of(1, 0, 1000));
  second.append(event_of(2, 0, 2000));
  const TextId in_first = first.text("one"), in_second = second.text("two");
  EXPECT_EQ(first.text("shared"), shared);
  EXPECT_EQ(in_first, in_second);
  const auto a = first.snapshot(), b = second.snapshot();
  EXPECT_EQ((*a)[100].word, 1000u);
  EXPECT_EQ((*b)[100].word, 2000u);
  EXPECT_EQ(a->text(in_first.value), "one");
  EXPECT_EQ(b->text(in_second.value), "two");
  EXPECT_FALSE(a->extends(*b));
}

// One thread appends while another reads what it was given; two copies grow at once from one chunk. The thread sanitizer watches.
TEST(TraceBuilder, SnapshotsAndCopies_MayBeUsedByOtherThreads) {
  TraceBuilder builder({});
  for (uint64_t i = 0; i < 100; ++i) builder.append(event_of(1, 0, i));
  TraceBuilder copy = builder;
  std::mutex mutex;
  std::shared_ptr<const Trace> latest = builder.snapshot();
  const auto grow = [&mutex, &latest](TraceBuilder& mine, bool publish) {
    for (uint64_t i = 100; i < 20'000; ++i) {
      mine.append(event_of(1, 0, i));
      if (!publish || i % 500 != 0) continue;
      const std::lock_guard lock(mutex);
      latest = mine.snapshot();
    }
  };
  std::thread first([&] { grow(builder, true); }), second([&] { grow(copy, false); });
  for (size_t seen = 0; seen < 19'000;) {
    std::shared_ptr<const Trace> trace;
    {
      const std::lock_guard lock(mutex);
      trace = latest;
    }
    seen = trace->size();
    ASSERT_EQ((*trace)[seen - 1].word, seen - 1);
    ASSERT_EQ(trace->previous_of(kMain, seen), seen - 1);
    std::this_thread::yield();
  }
  first.join();
  second.join();
  for (uint64_t i = 0; i < 20'000; ++i) ASSERT_EQ(copy.now()[i].word, builder.now()[i].word);
}

TEST(Trace, NextAndPrevious_AgreeWithASearchThroughAll) {
  std::mt19937 random(7);
  TraceBuilder builder({});
  for (int i = 0; i < 3 * 4096 + 321; ++i) {
    const bool rare = random() % 3000 == 0;
    builder.append(event_of(rare ? 900 : 1 + random() % 5, random() % 50 == 0 ? kNoObject.value : random() % 300));
  }
  const auto trace = builder.snapshot();
  for (int trial = 0; trial < 300; ++trial) {
    const EventIndex from = random() % (trace->size() + 2);
    const GoroutineId who{random() % 8 == 0 ? 900 : 1 + static_cast<uint32_t>(random() % 6)};
    const ObjectId object{static_cast<uint32_t>(random() % 301)};
    EventIndex next = std::min(from, trace->size()), next_object = next;
    while (next < trace->size() && (*trace)[next].who() != who) ++next;
    while (next_object < trace->size() && (*trace)[next_object].object != object) ++next_object;
    EXPECT_EQ(trace->next_of(who, from), next);
    EXPECT_EQ(trace->next_of(object, from), next_object);
    std::optional<EventIndex> previous, previous_object;
    for (EventIndex i = 0; i < std::min(from, trace->size()); ++i) {
      if ((*trace)[i].who() == who) previous = i;
      if ((*trace)[i].object == object) previous_object = i;
    }
    EXPECT_EQ(trace->previous_of(who, from), previous);
    EXPECT_EQ(trace->previous_of(object, from), previous_object);
  }
}

TEST(Trace, AtNs_LiesBetweenTheSamples) {
  TraceBuilder builder({});
  for (int i = 0; i < 40; ++i) {
    if (i % 10 == 0) builder.add_clock_sample(i * 100);
    builder.append(event_of(1, 0));
  }
  TraceTail tail;
  tail.duration_ns = 5000;
  builder.set_tail(tail);
  const auto trace = builder.snapshot();
  EXPECT_EQ(trace->at_ns(0), 0);
  EXPECT_EQ(trace->at_ns(10), 1000);
  EXPECT_EQ(trace->at_ns(15), 1500);
  EXPECT_EQ(trace->at_ns(35), 4000) << "half way from the last sample to the end";
  EXPECT_EQ(trace->at_ns(40), 5000);
}

TEST(Trace, Output_IsWhatWasPrintedBeforeTheCursor) {
  TraceBuilder builder({});
  for (const char* text : {"a\n", "b\n", "a\n"}) {
    Event event;
    event.kind = EventKind::print;
    event.goroutine = 1;
    event.word = builder.text(text).value;
    builder.append(event);
  }
  const auto trace = builder.snapshot();
  EXPECT_EQ(trace->output(0), "");
  EXPECT_EQ(trace->output(2), "a\nb\n");
  EXPECT_EQ(trace->output(3), "a\nb\na\n");
  EXPECT_EQ(trace->texts().size(), 3u) << "the same text, the same id";
}

}  // namespace
}  // namespace wgscope
