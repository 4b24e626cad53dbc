// wgscope::Mutex as a program uses it: on real threads, where a test can only ask for what holds in every order.
#include "core/sync/native_mutex.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <csignal>
#include <cstring>
#include <memory>
#include <mutex>
#include <thread>
#include <type_traits>
#include <vector>

namespace wgscope {
namespace {

constinit Mutex at_namespace_scope;

static_assert(sizeof(Mutex) == 8);
static_assert(!std::is_copy_constructible_v<Mutex> && !std::is_move_constructible_v<Mutex>);
static_assert(std::is_trivially_destructible_v<Mutex>);

// Another thread's try_lock, given back at once.
bool others_get(Mutex& mutex) {
  bool got = false;
  std::thread([&] {
    got = mutex.try_lock();
    if (got) mutex.unlock();
  }).join();
  return got;
}

TEST(NativeMutex, ZeroValue_IsReady) {
  at_namespace_scope.lock();
  at_namespace_scope.unlock();
  alignas(Mutex) std::array<unsigned char, sizeof(Mutex)> bytes{};
  const Mutex fresh;
  EXPECT_EQ(std::memcmp(&fresh, bytes.data(), bytes.size()), 0);
}

TEST(NativeMutex, WhileItIsLocked_NobodyElseGetsIt) {
  Mutex mutex;
  mutex.lock();
  EXPECT_FALSE(others_get(mutex));
  EXPECT_FALSE(mutex.try_lock());
  mutex.unlock();
  EXPECT_TRUE(others_get(mutex));
  EXPECT_TRUE(mutex.try_lock());
  EXPECT_FALSE(others_get(mutex));
  mutex.unlock();
}

// Alone in a process this is locked with no atomic instruction, by a thread that does not know yet that others will come.
TEST(NativeMutex, LockedBeforeTheFirstThread_KeepsItOut) {
  Mutex mutex;
  int plain = 0;
  mutex.lock();
  std::thread other([&] {
    const std::lock_guard hold(mutex);
    EXPECT_EQ(plain, 1);
  });
  plain = 1;
  mutex.unlock();
  other.join();
}

TEST(NativeMutex, AnotherThread_MayUnlockIt) {
  Mutex mutex;
  mutex.lock();
  std::thread([&] { mutex.unlock(); }).join();
  EXPECT_TRUE(mutex.try_lock());
  mutex.unlock();
}

TEST(NativeMutex, TheStandardsLocks_TakeIt) {
  Mutex a, b;
  {
    const std::scoped_lock both(a, b);
    EXPECT_FALSE(others_get(a));
    EXPECT_FALSE(others_get(b));
  }
  std::unique_lock lock(a, std::try_to_lock);
  EXPECT_TRUE(lock.owns_lock());
  std::condition_variable_any turned;
  bool ready = false;
  std::thread other([&] {
    const std::lock_guard hold(a);
    ready = true;
    turned.notify_one();
  });
  turned.wait(lock, [&] { return ready; });
  other.join();
}

// All of them queue up behind one holder; each unlock then wakes the next, and newcomers come in between.
TEST(NativeMutex, ManyWaiters_EachGetsItOnce) {
  constexpr int kWaiters = 64;
  for (int round = 0; round < 20; ++round) {
    Mutex mutex;
    int plain = 0;
    std::atomic<int> came{0};
    mutex.lock();
    std::vector<std::thread> threads;
    for (int i = 0; i < kWaiters; ++i)
      threads.emplace_back([&] {
        ++came;
        const std::lock_guard hold(mutex);
        ++plain;
      });
    while (came < kWaiters) std::this_thread::yield();
    mutex.unlock();
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(plain, kWaiters);
    EXPECT_TRUE(mutex.try_lock());   // nothing stayed behind
    mutex.unlock();
  }
}

// The cells are plain memory: tsan would see two in it at once. Some leave it while they have it, so that others queue up and sleep.
TEST(NativeMutex, Stress_LockAndTryLock) {
  constexpr int kThreads = 8, kRounds = 4000;
  Mutex mutex;
  long locked = 0;
  std::atomic<long> expected{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      long mine = 0;
      for (int i = 0; i < kRounds; ++i) {
        if (t % 4 == 0) {
          if (!mutex.try_lock()) continue;
        } else {
          mutex.lock();
        }
        ++locked;
        ++mine;
        if (i % 64 == t) std::this_thread::yield();
        mutex.unlock();
      }
      expected += mine;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(locked, expected);
  EXPECT_GE(locked, long{kThreads} / 4 * 3 * kRounds);
}

// Whoever takes it last destroys it, while the other one's unlock may still be on its way out.
TEST(NativeMutex, DestroyedByWhoTakesItLast_IsNotTouchedAgain) {
  for (int round = 0; round < 500; ++round) {
    struct Shared {
      Mutex mutex;
      int users = 3;
    };
    auto* const shared = new Shared;
    const auto leave = [shared] {
      shared->mutex.lock();
      const bool last = --shared->users == 0;
      shared->mutex.unlock();
      if (last) delete shared;
    };
    std::thread a(leave), b(leave);
    leave();
    a.join();
    b.join();
  }
}

using NativeMutexDeathTest = ::testing::Test;

TEST(NativeMutexDeathTest, UnlockOfUnlocked_PrintsGosTextAndAborts) {
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  Mutex mutex;
  EXPECT_EXIT(mutex.unlock(), ::testing::KilledBySignal(SIGABRT), "^fatal error: sync: unlock of unlocked mutex\n$");
  mutex.lock();
  mutex.unlock();
  EXPECT_EXIT(mutex.unlock(), ::testing::KilledBySignal(SIGABRT), "^fatal error: sync: unlock of unlocked mutex\n$");
}

}  // namespace
}  // namespace wgscope
