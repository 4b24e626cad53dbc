#include "core/platform/recorded/ring.h"

#include <gtest/gtest.h>

#include <thread>

namespace wgscope::recorded {
namespace {

Event numbered(uint64_t n) {
  Event event;
  event.word = n;
  return event;
}

TEST(EventRing, AMillionEventsBeforeAnybodyLooks_AreAllKeptInOrder) {
  EventRing<NoClock> ring;
  constexpr uint64_t kEvents = 1'000'000;
  for (uint64_t i = 0; i < kEvents; ++i) ring.push(numbered(i));
  uint64_t expected = 0;
  EXPECT_EQ(ring.drain([&](const Event& event, int64_t) { EXPECT_EQ(event.word, expected++); }), kEvents);
  EXPECT_EQ(ring.drain([](const Event&, int64_t) { ADD_FAILURE() << "taken twice"; }), 0u);
  EXPECT_EQ(ring.pushed(), kEvents);
}

TEST(EventRing, EverySixteenthEvent_CarriesATime) {
  EventRing<> ring;
  for (uint64_t i = 0; i < 1000; ++i) ring.push(numbered(i));
  int64_t last = 0;
  ring.drain([&](const Event& event, int64_t at_ns) {
    EXPECT_EQ(at_ns != 0, event.word % EventRing<>::kClockEvery == 0) << event.word;
    if (at_ns == 0) return;
    EXPECT_GE(at_ns, last);
    last = at_ns;
  });
}

TEST(EventRing, DrainedWhileItIsFilled_LosesNothing) {
  EventRing<NoClock> ring;
  constexpr uint64_t kEvents = 300'000;
  std::thread producer([&] {
    for (uint64_t i = 0; i < kEvents; ++i) ring.push(numbered(i));
  });
  uint64_t expected = 0;
  while (expected < kEvents)
    if (ring.drain([&](const Event& event, int64_t) { ASSERT_EQ(event.word, expected++); }) == 0) std::this_thread::yield();
  producer.join();
}

}  // namespace
}  // namespace wgscope::recorded
