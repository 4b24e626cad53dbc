// Lanes and Causality: states agree with fold, joined bars agree with the states, and growing changes nothing.
#include <algorithm>

#include "core/trace/lanes.h"

#include <gtest/gtest.h>

#include "core/trace/causality.h"
#include "core/trace/world_state.h"
#include "tests/trace/random_trace.h"

namespace wgscope {
namespace {

using test::RandomTrace;

LaneState lane_state_of(const GoroutineNow& goroutine) {
  switch (goroutine.state) {
    case GoroutineState::running: return LaneState::running;
    case GoroutineState::runnable: return LaneState::runnable;
    case GoroutineState::parked: return goroutine.wait_reason == WaitReason::sleep ? LaneState::sleeping : LaneState::parked;
    case GoroutineState::finished: return LaneState::finished;
    case GoroutineState::panicked: return LaneState::panicked;
  }
  return {};
}

TEST(Lanes, States_AreThoseOfFold) {
  const auto trace = test::random_trace({.events = 3000, .goroutines = 12, .seed = 4, .crash_at_end = true});
  Lanes lanes;
  lanes.reset(trace);
  WorldState world = fold(*trace, 0);
  for (EventIndex cursor = 0; cursor <= trace->size(); ++cursor) {
    for (uint32_t number = 1; number <= 12; ++number) {
      const auto state = lanes.state_at({number}, cursor);
      ASSERT_EQ(state.has_value(), number <= world.goroutines.size()) << cursor;
      if (state) { ASSERT_EQ(*state, lane_state_of(world.goroutines[number - 1])) << "G" << number << " at " << cursor; }
    }
    if (cursor < trace->size()) apply(world, *trace, (*trace)[cursor]);
  }
}

TEST(Lanes, BlocksWithoutJoining_AreTheStates) {
  const auto trace = test::random_trace({.events = 2000, .goroutines = 6, .seed = 8});
  Lanes lanes;
  lanes.reset(trace);
  for (uint32_t number = 1; number <= lanes.size(); ++number) {
    std::vector<LaneBlock> blocks;
    lanes.blocks({number}, LaneAxis::events, 100, 1900, 0, blocks);
    double at = std::max<double>(100, static_cast<double>(*lanes.begin_of({number})));
    for (const LaneBlock& block : blocks) {
      ASSERT_EQ(block.from, at) << "no gap";
      ASSERT_FALSE(block.mixed);
      for (double cursor = block.from; cursor < block.to; ++cursor) ASSERT_EQ(lanes.state_at({number}, static_cast<EventIndex>(cursor)), block.state);
      at = block.to;
    }
    EXPECT_EQ(at, 1900);
  }
}

TEST(Lanes, JoinedBlocks_CoverTheSpanAndAreBounded) {
  const auto trace = test::random_trace({.events = 50'000, .goroutines = 8, .seed = 2});
  Lanes lanes;
  lanes.reset(trace);
  for (const LaneAxis axis : {LaneAxis::events, LaneAxis::time}) {
    const double length = lanes.length(axis), from = length * 0.1, to = length * 0.9, grain = (to - from) / 500;
    for (uint32_t number = 1; number <= lanes.size(); ++number) {
      std::vector<LaneBlock> blocks;
      lanes.blocks({number}, axis, from, to, grain, blocks);
      ASSERT_FALSE(blocks.empty());
      EXPECT_LE(blocks.size(), 1200u);
      EXPECT_EQ(blocks.back().to, to);
      for (size_t i = 1; i < blocks.size(); ++i) EXPECT_EQ(blocks[i].from, blocks[i - 1].to);
    }
  }
}

TEST(Lanes, GrowingExecution_GivesTheSameAsAllAtOnce) {
  RandomTrace growing({.goroutines = 8, .seed = 6});
  Lanes step_by_step;
  std::shared_ptr<const Trace> trace;
  for (size_t size = 10; size < 6000; size += 211) step_by_step.reset(trace = growing.grow_to(size).snapshot());
  Lanes at_once;
  at_once.reset(trace);
  ASSERT_EQ(step_by_step.size(), at_once.size());
  for (const LaneAxis axis : {LaneAxis::events, LaneAxis::time}) {
    for (uint32_t number = 1; number <= at_once.size(); ++number) {
      std::vector<LaneBlock> a, b;
      step_by_step.blocks({number}, axis, 0, at_once.length(axis), at_once.length(axis) / 300, a);
      at_once.blocks({number}, axis, 0, at_once.length(axis), at_once.length(axis) / 300, b);
      EXPECT_EQ(a, b);
    }
  }
}

TEST(Lanes, PositionsAndCursors_AreInverse) {
  const auto trace = test::random_trace({.events = 1000, .seed = 2});
  Lanes lanes;
  lanes.reset(trace);
  EXPECT_EQ(lanes.length(LaneAxis::time), static_cast<double>(trace->tail().duration_ns));
  for (EventIndex cursor = 0; cursor <= 1000; cursor += 7) {
    EXPECT_EQ(lanes.cursor_at(LaneAxis::events, static_cast<double>(cursor)), cursor);
    EXPECT_NEAR(static_cast<double>(lanes.cursor_at(LaneAxis::time, lanes.position(LaneAxis::time, cursor))), static_cast<double>(cursor), 1);
  }
}

TEST(Causality, EachRetry_FollowsTheReleaseThatReadiedIt) {
  const auto trace = test::random_trace({.events = 5000, .goroutines = 12, .seed = 3});
  Causality causality;
  causality.reset(trace);
  size_t retries = 0;
  for (EventIndex i = 0; i < trace->size(); ++i) retries += (*trace)[i].kind == EventKind::sema_retry;
  EXPECT_GT(retries, 10u);
  size_t followed = 0;
  for (const Arrow& arrow : causality.arrows()) {
    if (arrow.kind != ArrowKind::wake || !arrow.to || (*trace)[*arrow.to].kind != EventKind::sema_retry) continue;
    ++followed;
    const Event& release = (*trace)[arrow.from];
    EXPECT_EQ(release.kind, EventKind::sema_release);
    EXPECT_EQ(release.other, (*trace)[*arrow.to].goroutine);
  }
  EXPECT_EQ(followed, retries);
}

TEST(Causality, GrowingExecution_GivesTheSameAsAllAtOnce) {
  RandomTrace growing({.goroutines = 8, .seed = 6});
  Causality step_by_step, at_once;
  std::shared_ptr<const Trace> trace;
  for (size_t size = 10; size < 3000; size += 97) step_by_step.reset(trace = growing.grow_to(size).snapshot());
  at_once.reset(trace);
  EXPECT_TRUE(std::equal(step_by_step.arrows().begin(), step_by_step.arrows().end(), at_once.arrows().begin(), at_once.arrows().end()));
  for (EventIndex i = 0; i <= trace->size(); i += 13) {
    EXPECT_EQ(step_by_step.next_notable(i), at_once.next_notable(i));
    EventIndex expected = i;
    while (expected < trace->size() && !is_notable((*trace)[expected])) ++expected;
    EXPECT_EQ(at_once.next_notable(i), expected);
    std::optional<EventIndex> previous;
    for (EventIndex j = 0; j < i; ++j) {
      if (is_notable((*trace)[j])) previous = j;
    }
    EXPECT_EQ(at_once.previous_notable(i), previous);
  }
}

}  // namespace
}  // namespace wgscope
