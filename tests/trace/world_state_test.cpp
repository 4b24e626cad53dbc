// fold, apply, Folder and standing_at: checkpoints change nothing but the time, and the states mean what docs/architecture.md says.
#include "core/trace/world_state.h"

#include <gtest/gtest.h>

#include <initializer_list>

#include "tests/trace/random_trace.h"

namespace wgscope {
namespace {

using test::RandomTrace;
using test::RandomTraceOptions;

TEST(Folder, WithCheckpoints_EqualsFoldWithout) {
  for (uint32_t seed = 1; seed <= 3; ++seed) {
    const auto trace = test::random_trace({.events = 20'000, .goroutines = 40, .wait_groups = 5, .seed = seed, .crash_at_end = seed == 2});
    Folder folder;
    folder.reset(trace);
    std::mt19937 random(seed);
    for (int i = 0; i < 40; ++i) {
      const EventIndex cursor = i == 0 ? trace->size() : random() % (trace->size() + 1);
      ASSERT_EQ(folder.at(cursor), fold(*trace, cursor)) << "seed " << seed << ", cursor " << cursor;
    }
  }
}

TEST(Folder, GrowingExecution_KeepsItsCheckpointsAndStaysRight) {
  RandomTrace growing({.goroutines = 20, .seed = 5});
  Folder folder;
  std::mt19937 random(5);
  for (size_t size = 100; size < 15'000; size += 1700) {
    TraceBuilder& builder = growing.grow_to(size);
    builder.add_object({"late", ObjectKind::wait_group, WordKind::none, "sync.WaitGroup", {1}, kMain, 0});
    const auto trace = builder.snapshot();
    folder.reset(trace);
    EXPECT_EQ(folder.at(trace->size()), fold(*trace, trace->size()));
    const EventIndex cursor = random() % trace->size();
    EXPECT_EQ(folder.at(cursor), fold(*trace, cursor));
  }
}

TEST(Folder, AnotherExecution_StartsAgain) {
  const auto first = test::random_trace({.events = 9000, .seed = 1}), second = test::random_trace({.events = 9000, .seed = 2});
  Folder folder;
  folder.reset(first);
  folder.at(9000);
  folder.reset(second);
  EXPECT_EQ(folder.at(8500), fold(*second, 8500));
}

TEST(Folder, VeryManyObjects_ThinsItsCheckpointsOut) {
  RandomTrace growing({.seed = 3});
  for (int i = 0; i < 60'000; ++i) growing.grow_to(0).add_object({"v", ObjectKind::variable, WordKind::signed_int, "int", {1}, kMain, 0});
  const auto trace = growing.grow_to(250'000).snapshot();
  Folder folder;
  folder.reset(trace);
  folder.at(trace->size());
  for (EventIndex cursor : {0, 5000, 70'001, 131'072, 249'999}) EXPECT_EQ(folder.at(cursor).steps, fold(*trace, cursor).steps);
}

TEST(Apply, SameEvents_GiveTheSameState) {
  const auto trace = test::random_trace({.events = 3000, .seed = 9});
  WorldState a = fold(*trace, 0), b = fold(*trace, 0);
  for (EventIndex i = 0; i < trace->size(); ++i) {
    apply(a, *trace, (*trace)[i]);
    apply(b, *trace, (*trace)[i]);
    ASSERT_EQ(a, b);
    ASSERT_EQ(a.cursor, i + 1);
  }
}

// A few events by hand.
class Script {
 public:
  Script() : builder_({}) {
    builder_.add_object({"wg", ObjectKind::wait_group, WordKind::none, "sync.WaitGroup", {0}, kNobody, 0});
    for (int i = 0; i < 3; ++i) builder_.add_goroutine({i == 0 ? kNobody : kMain, {0}, "main.main"});
  }
  Script& event(EventKind kind, uint16_t who, uint64_t word = 0, uint8_t flags = 0, uint16_t other = 0) {
    Event event;
    event.kind = kind;
    event.goroutine = who;
    event.word = word;
    event.flags = flags;
    event.other = other;
    if (on_wait_group_word(kind) || on_sema(kind)) {
      event.object = {0};
      event.version = ++versions_[on_sema(kind)];
    }
    builder_.append(event);
    return *this;
  }
  WorldState state() { return fold(*trace(), builder_.size()); }
  std::shared_ptr<const Trace> trace() { return builder_.snapshot(); }
  TraceBuilder& builder() { return builder_; }

 private:
  TraceBuilder builder_;
  uint32_t versions_[2] = {0, 0};
};

std::vector<GoroutineState> states_of(const WorldState& state) {
  std::vector<GoroutineState> states;
  for (const auto& goroutine : state.goroutines) states.push_back(goroutine.state);
  return states;
}
using S = GoroutineState;
constexpr uint64_t kOne = uint64_t{1} << 32;

TEST(WorldState, Running_IsWhoeverMadeTheLatestStep) {
  Script script;
  EXPECT_EQ(states_of(script.state()), (std::vector{S::runnable})) << "before the first step nobody runs";
  script.event(EventKind::spawn, 1, 0, 0, 2).event(EventKind::spawn, 1, 0, 0, 3);
  EXPECT_EQ(states_of(script.state()), (std::vector{S::running, S::runnable, S::runnable}));
  script.event(EventKind::gosched, 3);
  EXPECT_EQ(states_of(script.state()), (std::vector{S::runnable, S::runnable, S::running}));
  script.event(EventKind::sleep, 3, 100);
  EXPECT_EQ(states_of(script.state()), (std::vector{S::runnable, S::runnable, S::parked})) << "nobody runs: the last one went to sleep";
  EXPECT_EQ(script.state().goroutines[2].wait_reason, WaitReason::sleep);
  script.event(EventKind::gosched, 2).event(EventKind::timer, 3);
  EXPECT_EQ(states_of(script.state()), (std::vector{S::runnable, S::running, S::runnable})) << "a timer's step is nobody's";
  EXPECT_EQ(script.state().last_stepped, GoroutineId{2});
  script.event(EventKind::end, 2);
  EXPECT_EQ(states_of(script.state()), (std::vector{S::runnable, S::finished, S::runnable}));
  script.event(EventKind::main_return, 1);
  EXPECT_TRUE(script.state().over);
  EXPECT_EQ(states_of(script.state()), (std::vector{S::finished, S::finished, S::runnable}));
}

TEST(WorldState, ParkAndRelease_FollowTheQueue) {
  Script script;
  script.event(EventKind::spawn, 1, 0, 0, 2).event(EventKind::spawn, 1, 0, 0, 3);
  script.event(EventKind::add_count, 1, kOne, kReturned).event(EventKind::wait_load, 2, kOne).event(EventKind::wait_join, 2, kOne + 1);
  EXPECT_EQ(script.state().goroutines[1].remembered, 0u);
  script.event(EventKind::sema_acquire, 2, 0, kParked).event(EventKind::wait_load, 3, kOne + 1);
  EXPECT_EQ(script.state().goroutines[2].remembered, kOne + 1);
  script.event(EventKind::wait_join, 3, kOne + 2).event(EventKind::sema_acquire, 3, 0, kParked);
  EXPECT_EQ(script.state().objects[0].queue, (std::vector<GoroutineId>{{2}, {3}}));
  EXPECT_EQ(script.state().objects[0].waiters(), 2u);
  script.event(EventKind::add_count, 1, 2).event(EventKind::add_recheck, 1, 2);
  EXPECT_EQ(script.state().goroutines[0].remembered, 2u) << "the waiters to release";
  script.event(EventKind::add_clear, 1, 0).event(EventKind::sema_release, 1, 1, 0, 2);
  const WorldState state = script.state();
  EXPECT_EQ(state.goroutines[0].remembered, 1u) << "one release is left";
  EXPECT_EQ(state.objects[0].tokens, 1u);
  EXPECT_EQ(state.objects[0].queue, (std::vector<GoroutineId>{{3}}));
  EXPECT_EQ(states_of(state), (std::vector{S::running, S::runnable, S::parked}));
  EXPECT_EQ(state.goroutines[2].waits_on, ObjectId{0});
  EXPECT_EQ(state.goroutines[1].waits_on, kNoObject);
}

TEST(WorldState, Panics_AreCountedWhileTheyAreInFlight) {
  Script script;
  script.event(EventKind::panic_call, 1);
  EXPECT_EQ(script.state().goroutines[0].panics_in_flight, 1u);
  script.event(EventKind::recovered, 1).event(EventKind::run_panic, 1).event(EventKind::crash, 1);
  EXPECT_EQ(script.state().goroutines[0].panics_in_flight, 1u);
  EXPECT_EQ(script.state().goroutines[0].state, S::panicked);
  EXPECT_TRUE(script.state().over);
}

TEST(StandingAt, ACursorWithin_IsTheNextStepOfThatGoroutine) {
  Script script;
  script.event(EventKind::spawn, 1, 0, 0, 2).event(EventKind::print, 1).event(EventKind::wait_load, 2, kOne).event(EventKind::add_count, 1, kOne * 3, kReturned);
  const auto trace = script.trace();
  const Standing main = standing_at(*trace, fold(*trace, 1), kMain);
  EXPECT_EQ(main.next, EventKind::add_count) << "a print is no step";
  EXPECT_EQ(static_cast<int64_t>(main.operand), 2) << "what it will add";
  EXPECT_EQ(standing_at(*trace, fold(*trace, 1), {2}).next, EventKind::wait_load);
  EXPECT_EQ(standing_at(*trace, fold(*trace, 1), {3}).next, EventKind::end) << "does not exist yet";
}

TEST(StandingAt, TheEnd_IsWhatTheTailSays) {
  Script script;
  script.event(EventKind::wait_load, 1, kOne);
  TraceTail tail;
  tail.standing = {{EventKind::wait_join, {0}, {0}, kOne, {}}};
  script.builder().set_tail(tail);
  const auto trace = script.trace();
  EXPECT_EQ(standing_at(*trace, fold(*trace, 1), kMain), tail.standing[0]);
}

}  // namespace
}  // namespace wgscope
