// Mutex and RWMutex, one critical section after another: who holds it, who waits, whom an unlock readies.
#include "core/sync/mutex.h"

#include <gtest/gtest.h>

#include <vector>

namespace wgscope::sync {
namespace {

using Woken = std::vector<int>;
using Got = RWMutex<int>::Got;
constexpr bool kFirst = false, kRetry = true;

Woken unlock(Mutex<int>& mutex) {
  Woken woken;
  EXPECT_EQ(mutex.unlock(woken), MutexFault::none);
  return woken;
}
Woken unlock(RWMutex<int>& mutex) {
  Woken woken;
  EXPECT_EQ(mutex.unlock(woken), MutexFault::none);
  return woken;
}
Woken read_unlock(RWMutex<int>& mutex) {
  Woken woken;
  EXPECT_EQ(mutex.read_unlock(woken), MutexFault::none);
  return woken;
}

TEST(Mutex, Free_IsTaken_AndUnlockReadiesNobody) {
  Mutex<int> mutex;
  EXPECT_TRUE(mutex.lock(1, kFirst));
  EXPECT_FALSE(mutex.try_lock());
  EXPECT_EQ(unlock(mutex), Woken{});
  EXPECT_TRUE(mutex.try_lock());
  unlock(mutex);
  EXPECT_EQ(mutex, Mutex<int>{});
}

TEST(Mutex, Unlock_ReadiesTheFirst_AndGivesItToNobody) {
  Mutex<int> mutex;
  mutex.lock(1, kFirst);
  EXPECT_FALSE(mutex.lock(2, kFirst));
  EXPECT_FALSE(mutex.lock(3, kFirst));
  EXPECT_EQ(unlock(mutex), Woken{2});
  EXPECT_FALSE(mutex.locked);
  EXPECT_TRUE(mutex.lock(2, kRetry));
  EXPECT_EQ(unlock(mutex), Woken{3});
  EXPECT_TRUE(mutex.lock(3, kRetry));
  EXPECT_EQ(unlock(mutex), Woken{});
  EXPECT_EQ(mutex, Mutex<int>{});
}

TEST(Mutex, Newcomer_MayTakeItFirst_AndTheLoserQueuesUpAtTheHead) {
  Mutex<int> mutex;
  mutex.lock(1, kFirst);
  mutex.lock(2, kFirst);
  mutex.lock(3, kFirst);
  EXPECT_EQ(unlock(mutex), Woken{2});
  EXPECT_TRUE(mutex.lock(4, kFirst));
  EXPECT_FALSE(mutex.lock(2, kRetry));
  EXPECT_EQ(unlock(mutex), Woken{2}) << "before 3, who came later";
}

TEST(Mutex, TryLock_TakesItFromAReadiedWaiterToo) {
  Mutex<int> mutex;
  mutex.lock(1, kFirst);
  mutex.lock(2, kFirst);
  unlock(mutex);
  EXPECT_TRUE(mutex.try_lock());
  EXPECT_FALSE(mutex.lock(2, kRetry));
}

TEST(Mutex, WhileOneIsOnTheWay_AnUnlockReadiesNoSecond) {
  Mutex<int> mutex;
  mutex.lock(1, kFirst);
  mutex.lock(2, kFirst);
  mutex.lock(3, kFirst);
  EXPECT_EQ(unlock(mutex), Woken{2});
  EXPECT_TRUE(mutex.lock(4, kFirst));
  EXPECT_EQ(unlock(mutex), Woken{}) << "2 has not looked again yet";
  EXPECT_TRUE(mutex.lock(2, kRetry));
  EXPECT_EQ(unlock(mutex), Woken{3});
}

TEST(Mutex, UnlockOfUnlocked_IsFatal) {
  Mutex<int> mutex;
  Woken woken;
  EXPECT_EQ(mutex.unlock(woken), MutexFault::unlock_of_unlocked);
  EXPECT_TRUE(woken.empty());
}

TEST(RWMutex, ReadersShareIt_AWriterWaitsForTheLastOfThem) {
  RWMutex<int> mutex;
  EXPECT_TRUE(mutex.read_lock(1, kFirst));
  EXPECT_TRUE(mutex.read_lock(2, kFirst));
  EXPECT_EQ(mutex.lock(3, WriterAt::nothing), Got::queued_behind_readers);
  EXPECT_EQ(mutex.holding_readers(), 2);
  EXPECT_FALSE(mutex.is_write_locked());
  EXPECT_EQ(read_unlock(mutex), Woken{});
  EXPECT_EQ(read_unlock(mutex), Woken{3});
  EXPECT_EQ(mutex.lock(3, WriterAt::queued_behind_readers), Got::locked);
  EXPECT_TRUE(mutex.is_write_locked());
  unlock(mutex);
  EXPECT_EQ(mutex, RWMutex<int>{});
}

TEST(RWMutex, ReaderWhoComesAfterAWaitingWriter_WaitsBehindHim) {
  RWMutex<int> mutex;
  mutex.read_lock(1, kFirst);
  mutex.lock(2, WriterAt::nothing);
  EXPECT_FALSE(mutex.read_try_lock());
  EXPECT_FALSE(mutex.read_lock(3, kFirst));
  EXPECT_EQ(read_unlock(mutex), Woken{2}) << "the writer, not the reader";
  EXPECT_EQ(mutex.lock(2, WriterAt::queued_behind_readers), Got::locked);
  EXPECT_EQ(unlock(mutex), Woken{3});
}

TEST(RWMutex, WritersUnlock_LetsAllReadersIn_InTheirOrder_BeforeTheNextWriter) {
  RWMutex<int> mutex;
  EXPECT_EQ(mutex.lock(1, WriterAt::nothing), Got::locked);
  EXPECT_FALSE(mutex.read_lock(2, kFirst));
  EXPECT_EQ(mutex.lock(3, WriterAt::nothing), Got::queued_at_mutex);
  EXPECT_FALSE(mutex.read_lock(4, kFirst));
  EXPECT_EQ(unlock(mutex), (Woken{2, 4, 3}));
  EXPECT_EQ(mutex.holding_readers(), 2);
  EXPECT_TRUE(mutex.read_lock(2, kRetry));
  EXPECT_EQ(mutex.lock(3, WriterAt::queued_at_mutex), Got::queued_behind_readers);
  EXPECT_TRUE(mutex.read_lock(4, kRetry));
  EXPECT_EQ(read_unlock(mutex), Woken{});
  EXPECT_EQ(read_unlock(mutex), Woken{3});
}

TEST(RWMutex, TryLock_OnlyWhenNobodyIsThere) {
  RWMutex<int> mutex;
  EXPECT_TRUE(mutex.read_try_lock());
  EXPECT_FALSE(mutex.try_lock());
  EXPECT_TRUE(mutex.read_try_lock());
  read_unlock(mutex);
  read_unlock(mutex);
  EXPECT_TRUE(mutex.try_lock());
  EXPECT_FALSE(mutex.try_lock());
  EXPECT_FALSE(mutex.read_try_lock());
  unlock(mutex);
  EXPECT_EQ(mutex, RWMutex<int>{});
}

// Go does not see that: the reader counts as one who waits, and his token is there for whoever comes behind a writer next. Go 1.27.3 prints "reader came in" for it.
TEST(RWMutex, UnlockByAReaderWhileAWriterWaits_LeavesATokenForTheNextReader) {
  RWMutex<int> mutex;
  mutex.read_lock(1, kFirst);
  EXPECT_EQ(mutex.lock(2, WriterAt::nothing), Got::queued_behind_readers);
  EXPECT_EQ(unlock(mutex), Woken{});
  EXPECT_EQ(mutex.lock(3, WriterAt::nothing), Got::queued_behind_readers);
  EXPECT_TRUE(mutex.read_lock(4, kFirst));
  EXPECT_FALSE(mutex.read_lock(5, kFirst));
}

TEST(RWMutex, TokenOfAReaderOnTheWay_IsNobodyElses) {
  RWMutex<int> mutex;
  mutex.lock(1, WriterAt::nothing);
  EXPECT_FALSE(mutex.read_lock(2, kFirst));
  EXPECT_EQ(unlock(mutex), Woken{2});
  EXPECT_EQ(mutex.lock(3, WriterAt::nothing), Got::queued_behind_readers);
  EXPECT_FALSE(mutex.read_lock(4, kFirst));
  EXPECT_TRUE(mutex.read_lock(2, kRetry));
}

TEST(RWMutex, UnlockOfWhatNobodyHolds_IsFatal) {
  Woken woken;
  EXPECT_EQ(RWMutex<int>{}.unlock(woken), MutexFault::unlock_of_unlocked_rw);
  EXPECT_EQ(RWMutex<int>{}.read_unlock(woken), MutexFault::read_unlock_of_unlocked_rw);
  RWMutex<int> read;
  read.read_lock(1, kFirst);
  EXPECT_EQ(read.unlock(woken), MutexFault::unlock_of_unlocked_rw);
  RWMutex<int> written;
  written.lock(1, WriterAt::nothing);
  EXPECT_EQ(written.read_unlock(woken), MutexFault::read_unlock_of_unlocked_rw);
  EXPECT_TRUE(woken.empty());
}

TEST(MutexFault, HasGosWords) {
  EXPECT_EQ(text_of(MutexFault::unlock_of_unlocked), "sync: unlock of unlocked mutex");
  EXPECT_EQ(text_of(MutexFault::unlock_of_unlocked_rw), "sync: Unlock of unlocked RWMutex");
  EXPECT_EQ(text_of(MutexFault::read_unlock_of_unlocked_rw), "sync: RUnlock of unlocked RWMutex");
}

}  // namespace
}  // namespace wgscope::sync
