// Hand-made rings: what must come before what, and what must not come at all.
#include "core/run/live/linearizer.h"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "core/run/live/marks.h"

namespace wgscope::live {
namespace {

constexpr GoroutineId kG2{2}, kG3{3};
constexpr ObjectId kWg{0}, kOther{1};

Event access(GoroutineId who, EventKind kind, ObjectId object, uint32_t version) {
  return {.word = version, .version = version, .object = object, .goroutine = static_cast<uint16_t>(who.value), .kind = kind};
}
Event spawn(GoroutineId who, GoroutineId child) {
  return {.goroutine = static_cast<uint16_t>(who.value), .other = static_cast<uint16_t>(child.value), .kind = EventKind::spawn};
}
Event fact(GoroutineId who, EventKind kind) { return {.goroutine = static_cast<uint16_t>(who.value), .kind = kind}; }
Event time_mark(uint64_t at_ns) { return {.word = at_ns, .kind = kMarkTime}; }

struct Taker {
  Linearizer linearizer;
  size_t steps = 0;

  void offer(GoroutineId who, const std::vector<Event>& events, int64_t at_ns = 0) {
    for (const Event& event : events) linearizer.offer(who, event, at_ns);
    linearizer.complete(who);
  }
  // One word an event or mark: who, and the version or the kind's name.
  std::string advance(bool all = false) {
    std::string taken;
    linearizer.advance(all, [&](const Linearizer::Step& step) {
      ++steps;
      for (const Event& event : step.events) {
        if (!taken.empty()) taken += " ";
        if (is_mark(event.kind)) taken += "mark";
        else taken += goroutine_name(event.who()) + ":" + (event.version != 0 ? std::to_string(event.version) : std::string(name_of(event.kind)));
      }
      return true;
    });
    return taken;
  }
};

TEST(Linearizer, VersionsOfOneObject_DecideTheOrder) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2), access(kMain, EventKind::add_count, kWg, 2), access(kMain, EventKind::wait_load, kWg, 4)});
  taker.offer(kG2, {access(kG2, EventKind::add_count, kWg, 1), access(kG2, EventKind::add_count, kWg, 3)});
  EXPECT_EQ(taker.advance(), "main:go G2:1 main:2 G2:3 main:4");
}

TEST(Linearizer, WordAndSemaphore_CountApart) {
  Taker taker;
  taker.offer(kMain, {access(kMain, EventKind::add_count, kWg, 1), access(kMain, EventKind::sema_release, kWg, 1), access(kMain, EventKind::add_count, kOther, 1)});
  EXPECT_EQ(taker.advance(), "main:1 main:1 main:1");
}

// The first thing in a ring may be a fact: what main did before its first access. A declaration keeps its place in the program where others keep a version.
TEST(Linearizer, DeclarationBeforeTheFirstAccess_ClaimsNoVersion) {
  Taker taker;
  taker.offer(kMain, {access(kMain, EventKind::declare, kOther, 1), access(kMain, EventKind::add_count, kWg, 1), access(kMain, EventKind::var_read, kOther, 1)});
  EXPECT_EQ(taker.advance(), "main:1 main:1 main:1");
}

TEST(Linearizer, MissingPredecessor_HoldsBackWhatDependsOnItAndNothingElse) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2), access(kMain, EventKind::add_count, kWg, 2), access(kMain, EventKind::atomic_load, kOther, 2)});
  EXPECT_EQ(taker.advance(), "main:go");
  taker.offer(kG2, {access(kG2, EventKind::atomic_load, kOther, 1)});
  EXPECT_EQ(taker.advance(), "G2:1");
  EXPECT_EQ(taker.advance(), "");
  ASSERT_NE(taker.linearizer.first_left(kMain), nullptr);
  EXPECT_EQ(taker.linearizer.first_left(kMain)->version, 2u);
  taker.offer(kG2, {access(kG2, EventKind::add_count, kWg, 1)});
  EXPECT_EQ(taker.advance(), "G2:1 main:2 main:2");
  EXPECT_EQ(taker.linearizer.first_left(kMain), nullptr);
}

TEST(Linearizer, Child_ComesAfterItsCreation) {
  Taker taker;
  taker.offer(kG3, {access(kG3, EventKind::add_count, kWg, 1)});
  taker.offer(kG2, {spawn(kG2, kG3)});
  EXPECT_EQ(taker.advance(), "");
  taker.offer(kMain, {spawn(kMain, kG2)});
  EXPECT_EQ(taker.advance(), "main:go G2:go G3:1");
}

TEST(Linearizer, TwoParentsAtOnce_NumbersDecide) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2), spawn(kMain, {4})}, 1);
  taker.offer(kG2, {spawn(kG2, kG3)}, 100);   // later by the clock, but earlier by its number
  EXPECT_EQ(taker.advance(), "main:go G2:go main:go");
}

TEST(Linearizer, Facts_StayWithTheirStep) {
  Taker taker;
  taker.offer(kMain, {fact(kMain, EventKind::print), spawn(kMain, kG2), fact(kG2, EventKind::print), fact(kMain, EventKind::print), access(kMain, EventKind::add_count, kWg, 1)}, 1);
  taker.offer(kG2, {access(kG2, EventKind::atomic_load, kOther, 1), fact(kG2, EventKind::end)}, 1);
  EXPECT_EQ(taker.advance(), "main:print main:go G2:print main:print main:1 G2:1 G2:end");
  EXPECT_EQ(taker.steps, 4u);
}

TEST(Linearizer, IndependentSteps_FollowTheClock) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2)}, 1);
  taker.offer(kMain, {access(kMain, EventKind::atomic_load, kOther, 1)}, 50);
  taker.offer(kG2, {access(kG2, EventKind::atomic_load, kWg, 1)}, 40);
  taker.offer(kG2, {access(kG2, EventKind::atomic_load, kWg, 2)}, 60);
  EXPECT_EQ(taker.advance(), "main:go G2:1 main:1 G2:2");
}

TEST(Linearizer, TimeMarks_GiveTimesAndAreNotGivenOut) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2), time_mark(90), access(kMain, EventKind::atomic_load, kOther, 1)}, 1);
  taker.offer(kG2, {access(kG2, EventKind::atomic_load, kWg, 1)}, 80);
  EXPECT_EQ(taker.advance(), "main:go G2:1 main:1");
}

TEST(Linearizer, Ending_ComesLastOfAllThatDoesNotDependOnIt) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2), fact(kMain, EventKind::main_return)}, 1);
  taker.offer(kG2, {access(kG2, EventKind::add_count, kWg, 1)}, 500);
  EXPECT_EQ(taker.advance(), "main:go G2:1");
  taker.offer(kG2, {access(kG2, EventKind::add_count, kWg, 2)}, 600);
  EXPECT_EQ(taker.advance(true), "G2:2 main:return");
}

TEST(Linearizer, WhatAPanicLetsGo_MayComeBeforeItsCrash) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2), access(kMain, EventKind::var_read, kOther, 2), time_mark(20), fact(kMain, EventKind::main_return)}, 1);
  taker.offer(kG2, {access(kG2, EventKind::var_write, kOther, 1), fact(kG2, EventKind::run_panic), time_mark(30), fact(kG2, EventKind::crash)}, 5);
  EXPECT_EQ(taker.advance(true), "main:go G2:1 G2:panic main:2 main:return");
}

TEST(Linearizer, WhatDependsOnAFatalError_NeverHappened) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2), access(kMain, EventKind::var_read, kOther, 2), fact(kMain, EventKind::main_return)}, 1);
  taker.offer(kG2, {access(kG2, EventKind::var_write, kOther, 1), fact(kG2, EventKind::run_panic), fact(kG2, EventKind::fatal)}, 5);
  EXPECT_EQ(taker.advance(true), "main:go G2:1 G2:panic G2:fatal");
  ASSERT_NE(taker.linearizer.first_left(kMain), nullptr);
  EXPECT_EQ(taker.linearizer.first_left(kMain)->kind, EventKind::var_read);
}

TEST(Linearizer, TwoEndings_TheEarlierCounts) {
  Taker taker;
  taker.offer(kMain, {spawn(kMain, kG2), time_mark(20), fact(kMain, EventKind::main_return)}, 1);
  taker.offer(kG2, {access(kG2, EventKind::var_write, kOther, 1), fact(kG2, EventKind::crash)}, 10);
  EXPECT_EQ(taker.advance(true), "main:go G2:1 G2:crash");
}

TEST(Linearizer, CopyOfAWaitGroup_ClaimsAllItsCells) {
  Taker taker;
  // main assigns WaitGroup 0 to WaitGroup 1: the words' versions 1 and 2, the semaphores' 2 and 1.
  const Event mark{.word = uint64_t{2} << 32 | 1, .version = 2, .object = kOther, .kind = kMarkCopy};
  taker.offer(kMain, {spawn(kMain, kG2), access(kMain, EventKind::copy, kWg, 1), mark, access(kMain, EventKind::wait_load, kOther, 3)}, 1);
  taker.offer(kG2, {access(kG2, EventKind::add_count, kOther, 1), access(kG2, EventKind::sema_release, kWg, 1)}, 5);
  EXPECT_EQ(taker.advance(), "main:go G2:1 G2:1 main:1 mark main:3");
}

// Cuts one sequential history into rings, offers them bit by bit in any order, and expects one with the same order within each goroutine and object.
TEST(Linearizer, AnyHistoryInAnyPieces_ComesBackWhole) {
  for (uint32_t seed = 1; seed <= 50; ++seed) {
    std::mt19937 random(seed);
    constexpr uint32_t kGoroutines = 8, kObjects = 3, kEvents = 400;
    std::vector<std::vector<Event>> rings(kGoroutines + 1);
    std::vector<uint32_t> versions(kObjects, 0);
    for (uint32_t g = 2; g <= kGoroutines; ++g) rings[1].push_back(spawn(kMain, {g}));
    for (uint32_t i = 0; i < kEvents; ++i) {
      const uint32_t who = random() % kGoroutines + 1, object = random() % kObjects;
      rings[who].push_back(access({who}, EventKind::atomic_add, {object}, ++versions[object]));
    }
    Linearizer linearizer;
    std::vector<size_t> offered(kGoroutines + 1, 0);
    std::vector<Event> out;
    const auto take = [&](const Linearizer::Step& step) {
      out.insert(out.end(), step.events.begin(), step.events.end());
      return true;
    };
    while (out.size() < kEvents + kGoroutines - 1) {
      const uint32_t who = random() % kGoroutines + 1;
      for (size_t n = random() % 20; n > 0 && offered[who] < rings[who].size(); --n) linearizer.offer({who}, rings[who][offered[who]++], static_cast<int64_t>(random() % 1000));
      linearizer.complete({who});
      linearizer.advance(false, take);
    }
    std::vector<uint32_t> seen(kObjects, 0);
    std::vector<size_t> next(kGoroutines + 1, 0);
    for (const Event& event : out) {
      ASSERT_EQ(event, rings[event.goroutine][next[event.goroutine]++]) << "seed " << seed;
      if (event.kind != EventKind::spawn) {
        ASSERT_EQ(event.version, ++seen[event.object.value]) << "seed " << seed;
      }
    }
  }
}

}  // namespace
}  // namespace wgscope::live
