// wgscope::WaitGroup as a program uses it: on real threads, where a test can only ask for what holds in every order.
#include "core/sync/native_wait_group.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstring>
#include <memory>
#include <numeric>
#include <thread>
#include <type_traits>
#include <vector>

#if defined(__linux__)
#include <unistd.h>
#endif

namespace wgscope {
namespace {

constinit WaitGroup at_namespace_scope;

static_assert(sizeof(WaitGroup) == 16);
static_assert(!std::is_copy_constructible_v<WaitGroup> && !std::is_copy_assignable_v<WaitGroup>);
static_assert(!std::is_move_constructible_v<WaitGroup> && !std::is_move_assignable_v<WaitGroup>);
static_assert(std::is_trivially_destructible_v<WaitGroup>);

TEST(NativeWaitGroup, ZeroValue_IsReady) {
  at_namespace_scope.wait();
  at_namespace_scope.add(1);
  at_namespace_scope.done();
  at_namespace_scope.wait();
}

TEST(NativeWaitGroup, ZeroBytes_AreAZeroValue) {
  alignas(WaitGroup) std::array<unsigned char, sizeof(WaitGroup)> bytes{};
  const WaitGroup fresh;
  EXPECT_EQ(std::memcmp(&fresh, bytes.data(), bytes.size()), 0);
}

TEST(NativeWaitGroup, Go_RunsItAndWaitSeesWhatItDid) {
  std::vector<int> results(50, 0);
  WaitGroup wg;
  for (size_t i = 0; i < results.size(); ++i) wg.go([&results, i] { results[i] = static_cast<int>(i); });
  wg.wait();
  EXPECT_EQ(std::accumulate(results.begin(), results.end(), 0), 49 * 50 / 2);
}

TEST(NativeWaitGroup, GoOfAMoveOnlyFunction_IsTaken) {
  WaitGroup wg;
  int seen = 0;
  wg.go([value = std::make_unique<int>(7), &seen] { seen = *value; });
  wg.wait();
  EXPECT_EQ(seen, 7);
}

TEST(NativeWaitGroup, GoInsideGo_IsWaitedFor) {
  WaitGroup wg;
  std::atomic<int> ran{0};
  wg.go([&] {
    for (int i = 0; i < 4; ++i) wg.go([&] { ++ran; });
  });
  wg.wait();
  EXPECT_EQ(ran, 4);
}

TEST(NativeWaitGroup, DestroyedAsSoonAsWaitIsBack_IsNotTouchedAgain) {
  for (int round = 0; round < 500; ++round) {
    auto wg = std::make_unique<WaitGroup>();
    wg->add(2);
    std::thread a([&wg = *wg] { wg.done(); }), b([&wg = *wg] { wg.done(); });
    wg->wait();
    wg.reset();   // a and b may still be on their way out of done
    a.join();
    b.join();
  }
}

// Each thread is worker and waiter of every round. The cells are plain memory: tsan would see a wait that is back before its dones.
TEST(NativeWaitGroup, Stress_RoundsInWhichEveryoneWaitsForEveryone) {
  constexpr size_t kThreads = 12;
  constexpr int kRounds = 400;
  // Three in turn: when round r is armed again, all are out of round r - 3's wait, and out of its cells.
  std::array<WaitGroup, 3> groups;
  std::array<std::array<int, kThreads>, 3> cells{};
  groups[0].add(kThreads);
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      for (int round = 0; round < kRounds; ++round) {
        if (t == 0) groups[static_cast<size_t>(round + 1) % 3].add(kThreads);
        cells[static_cast<size_t>(round) % 3][t] = round;
        groups[static_cast<size_t>(round) % 3].done();
        groups[static_cast<size_t>(round) % 3].wait();
        for (const int cell : cells[static_cast<size_t>(round) % 3]) ASSERT_EQ(cell, round);
      }
    });
  for (auto& thread : threads) thread.join();
}

// The release meets its waiter before it has joined, before it is queued, while it spins, and when it sleeps.
TEST(NativeWaitGroup, Stress_ManyShortRoundsOfOneWorkerAndOneWaiter) {
  constexpr int kRounds = 20'000;
  std::vector<WaitGroup> start(kRounds), finish(kRounds);
  for (int i = 0; i < kRounds; ++i) start[i].add(1), finish[i].add(1);
  int value = 0;
  std::thread worker([&] {
    for (int i = 0; i < kRounds; ++i) {
      start[i].wait();
      ++value;
      finish[i].done();
    }
  });
  for (int i = 0; i < kRounds; ++i) {
    start[i].done();
    finish[i].wait();
    ASSERT_EQ(value, i + 1);
  }
  worker.join();
}

TEST(NativeWaitGroup, Stress_ManyWaitersOfOneDone) {
  constexpr int kWaiters = 600;   // three who sleep alone, each with a crowd
  for (int round = 0; round < 4; ++round) {
    WaitGroup gate, back;
    int plain = 0;
    gate.add(1);
    back.add(kWaiters);
    std::vector<std::thread> threads;
    std::atomic<int> right{0};
    for (int i = 0; i < kWaiters; ++i)
      threads.emplace_back([&] {
        gate.wait();
        right += plain == 1;
        back.done();
      });
    plain = 1;
    gate.done();
    back.wait();
    EXPECT_EQ(right, kWaiters);
    for (auto& thread : threads) thread.join();
  }
}

// A queue of which only some are readied, again and again: those who sleep in the crowd are told one by one.
TEST(NativeSema, Stress_TokensOneByOne_LetEverybodyGo) {
  constexpr int kThreads = 40, kRounds = 50;
  sync::Sema<native::Platform> sema;
  std::vector<std::thread> threads;
  std::atomic<int> taken{0};
  for (int i = 0; i < kThreads; ++i)
    threads.emplace_back([&] {
      native::Platform p;
      for (int round = 0; round < kRounds; ++round) {
        while (!sema.acquire(p)) p.park();
        ++taken;
      }
    });
  native::Platform p;
  for (int released = 0; released < kThreads * kRounds;) {
    const int more = std::min(released % 3 + 1, kThreads * kRounds - released);
    sema.release(p, static_cast<uint32_t>(more));
    released += more;
    if (released % 7 == 0) std::this_thread::yield();
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(taken, kThreads * kRounds);
}

using NativeWaitGroupDeathTest = ::testing::Test;

TEST(NativeWaitGroupDeathTest, DoneBelowZero_PrintsGosTextAndAborts) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  WaitGroup wg;
  EXPECT_EXIT(wg.done(), ::testing::KilledBySignal(SIGABRT), "^panic: sync: negative WaitGroup counter\n$");
  EXPECT_EXIT(wg.add(int64_t{1} << 31), ::testing::KilledBySignal(SIGABRT), "panic: sync: negative WaitGroup counter");
}

#if defined(__linux__)
TEST(NativeWaitGroupDeathTest, RearmingWhileOthersStillWait_IsNoticed) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_DEATH(
      {
        alarm(30);   // detection is best effort, but not in this many tries
        WaitGroup wg;
        std::thread([&] { for (;;) wg.wait(); }).detach();
        for (;;) {
          wg.add(1);
          wg.done();
        }
      },
      "panic: sync: WaitGroup (misuse: Add called concurrently with Wait|is reused before previous Wait has returned)");
}

TEST(NativeWaitGroupDeathTest, AnExceptionThatLeavesF_EndsTheProgramWithoutADone) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(
      {
        alarm(30);
        WaitGroup wg;
        wg.go([] { throw 1; });
        wg.wait();
        _exit(0);
      },
      ::testing::KilledBySignal(SIGABRT), "");
}
#endif

}  // namespace
}  // namespace wgscope
