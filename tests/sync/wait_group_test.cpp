// The WaitGroup's lines in every world, in orders that are forced. What a misuse leaves behind is Go's too.
#include "core/sync/wait_group.h"

#include <cstdint>
#include <limits>
#include <memory>

#include "tests/sync/worlds.h"

namespace wgscope::test {
namespace {

using At = sync::WaitGroupAt;
using Panic = sync::WaitGroupPanic;

template <class World>
class WaitGroup : public ::testing::Test {
 protected:
  using Platform = typename World::Platform;
  using Group = sync::WaitGroup<Platform>;
  using Caller = test::Caller<World>;

  static constexpr uint64_t word_of(int32_t counter, uint32_t waiters) { return static_cast<uint64_t>(static_cast<uint32_t>(counter)) << 32 | waiters; }
  uint64_t word() {
    typename World::Actor observer;
    return observer.line([&](Platform& p) { return p.load(group.word); });
  }
  uint32_t tokens() {
    typename World::Actor observer;
    return observer.line([&](Platform& p) {
      typename Platform::Section section(p, group.sema.guard);
      return uint32_t{section.tokens};
    });
  }
  // A whole Add by somebody else.
  void add(int64_t delta) { EXPECT_TRUE(Caller(group).begins(Group::add(delta)).run().returned()); }

  Group group;
};
TYPED_TEST_SUITE(WaitGroup, Worlds, WorldName);

TYPED_TEST(WaitGroup, AddAndDone_AreOneLineEachAndCount) {
  typename TestFixture::Caller a(this->group);
  EXPECT_EQ(a.begins(this->group.add(3)).run().lines(), 1);
  EXPECT_EQ(this->word(), this->word_of(3, 0));
  EXPECT_EQ(a.begins(this->group.add(-1)).run().lines(), 1);
  EXPECT_EQ(this->word(), this->word_of(2, 0));
  EXPECT_EQ(a.begins(this->group.add(-2)).run().lines(), 1);
  EXPECT_EQ(this->word(), 0u);
}

TYPED_TEST(WaitGroup, WaitAtZero_IsOneLoad) {
  typename TestFixture::Caller waiter(this->group);
  waiter.begins(this->group.wait()).run();
  EXPECT_TRUE(waiter.returned());
  EXPECT_EQ(waiter.lines(), 1);
}

TYPED_TEST(WaitGroup, WaitAboveZero_ParksAndTheLastDoneReleasesIt) {
  typename TestFixture::Caller waiter(this->group), worker(this->group);
  this->add(1);
  waiter.begins(this->group.wait()).run();
  EXPECT_TRUE(waiter.parked());
  EXPECT_EQ(waiter.lines(), 3);
  EXPECT_EQ(this->word(), this->word_of(1, 1));
  worker.begins(this->group.add(-1)).run();
  EXPECT_TRUE(worker.returned());
  EXPECT_EQ(worker.lines(), 4);
  EXPECT_EQ(this->word(), 0u);
  ASSERT_TRUE(waiter.resume());
  EXPECT_TRUE(waiter.run().returned());
  EXPECT_EQ(waiter.lines(), 5);
  EXPECT_EQ(this->tokens(), 0u);
}

TYPED_TEST(WaitGroup, ManyWaiters_AreAllReleasedByOneDone) {
  constexpr int kWaiters = 9;
  std::vector<std::unique_ptr<typename TestFixture::Caller>> waiters;
  this->add(1);
  for (int i = 0; i < kWaiters; ++i) {
    waiters.push_back(std::make_unique<typename TestFixture::Caller>(this->group));
    EXPECT_TRUE(waiters.back()->begins(this->group.wait()).run().parked());
  }
  EXPECT_EQ(this->word(), this->word_of(1, kWaiters));
  this->add(-1);
  EXPECT_EQ(this->tokens(), static_cast<uint32_t>(kWaiters));
  for (auto& waiter : waiters) {
    ASSERT_TRUE(waiter->resume());
    EXPECT_TRUE(waiter->run().returned());
  }
  EXPECT_EQ(this->tokens(), 0u);
}

TYPED_TEST(WaitGroup, DoneAboveZeroWithWaiters_ReleasesNobody) {
  typename TestFixture::Caller waiter(this->group);
  this->add(2);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  EXPECT_EQ(typename TestFixture::Caller(this->group).begins(this->group.add(-1)).run().lines(), 1);
  EXPECT_FALSE(waiter.resume());
  EXPECT_EQ(this->word(), this->word_of(1, 1));
}

TYPED_TEST(WaitGroup, AddAboveZeroWithWaiters_IsAllowed) {
  typename TestFixture::Caller waiter(this->group), adder(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  EXPECT_TRUE(adder.begins(this->group.add(2)).run().returned());
  EXPECT_EQ(this->word(), this->word_of(3, 1));
}

TYPED_TEST(WaitGroup, CompareAndSwapThatLoses_LooksAgain) {
  typename TestFixture::Caller waiter(this->group);
  this->add(1);
  waiter.begins(this->group.wait()).until(At::wait_join);
  this->add(1);
  EXPECT_TRUE(waiter.line().stands_at(At::wait_load));
  this->add(-2);
  EXPECT_TRUE(waiter.line().returned()) << "and then finds that there is nothing to wait for";
}

TYPED_TEST(WaitGroup, TheWordIsCleared_BeforeAnybodyIsReleased) {
  typename TestFixture::Caller waiter(this->group), worker(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  worker.begins(this->group.add(-1)).until(At::add_release);
  EXPECT_EQ(this->word(), 0u);
  EXPECT_EQ(this->tokens(), 0u);
  EXPECT_FALSE(waiter.resume());
  EXPECT_TRUE(worker.run().returned());
  EXPECT_TRUE(waiter.resume());
}

TYPED_TEST(WaitGroup, AWaiterThatHasNotParkedYet_TakesItsTokenWithoutParking) {
  typename TestFixture::Caller waiter(this->group);
  this->add(1);
  waiter.begins(this->group.wait()).until(At::wait_acquire);
  this->add(-1);
  EXPECT_EQ(this->tokens(), 1u);
  EXPECT_TRUE(waiter.run().returned());
  EXPECT_EQ(this->tokens(), 0u);
}

TYPED_TEST(WaitGroup, ReuseInRounds_WorksOnceAllWaitsHaveReturned) {
  typename TestFixture::Caller waiter(this->group);
  for (int round = 0; round < 3; ++round) {
    this->add(2);
    EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
    this->add(-1);
    this->add(-1);
    ASSERT_TRUE(waiter.resume());
    EXPECT_TRUE(waiter.run().returned());
  }
}

// The four panic sites.

TYPED_TEST(WaitGroup, DoneBelowZero_PanicsNegativeAndKeepsTheDelta) {
  typename TestFixture::Caller a(this->group);
  EXPECT_TRUE(a.begins(this->group.add(-1)).run().panicked_with(Panic::negative));
  EXPECT_EQ(this->word(), this->word_of(-1, 0));
  EXPECT_TRUE(a.begins(this->group.add(1)).run().returned());
  EXPECT_EQ(this->word(), 0u);
}

TYPED_TEST(WaitGroup, AddWhileWaitersAreReleased_PanicsMisuseAtBothSites) {
  typename TestFixture::Caller waiter(this->group), worker(this->group), adder(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  worker.begins(this->group.add(-1)).until(At::add_recheck);
  EXPECT_EQ(this->word(), this->word_of(0, 1));
  EXPECT_TRUE(adder.begins(this->group.add(1)).run().panicked_with(Panic::misuse));
  EXPECT_EQ(adder.lines(), 1);
  EXPECT_TRUE(worker.line().panicked_with(Panic::misuse));
  // Both recovered: nobody is left to release the waiter.
  EXPECT_EQ(this->word(), this->word_of(1, 1));
  EXPECT_EQ(this->tokens(), 0u);
  EXPECT_FALSE(waiter.resume());
}

TYPED_TEST(WaitGroup, AddAfterTheSecondLook_PanicsAndItsDeltaIsWiped) {
  typename TestFixture::Caller waiter(this->group), worker(this->group), adder(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  worker.begins(this->group.add(-1)).until(At::add_clear);
  EXPECT_TRUE(adder.begins(this->group.add(1)).run().panicked_with(Panic::misuse));
  EXPECT_TRUE(worker.run().returned());
  EXPECT_EQ(this->word(), 0u);
  ASSERT_TRUE(waiter.resume());
  EXPECT_TRUE(waiter.run().returned());
}

TYPED_TEST(WaitGroup, AddBeforeTheResumedWaiterLooks_PanicsReusedInWait) {
  typename TestFixture::Caller waiter(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  this->add(-1);
  this->add(1);
  ASSERT_TRUE(waiter.resume());
  EXPECT_TRUE(waiter.run().panicked_with(Panic::reused));
  EXPECT_EQ(this->word(), this->word_of(1, 0));
}

TYPED_TEST(WaitGroup, AddAndDoneBeforeTheResumedWaiterLooks_GoUnnoticed) {
  typename TestFixture::Caller waiter(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  this->add(-1);
  this->add(1);
  this->add(-1);
  ASSERT_TRUE(waiter.resume());
  EXPECT_TRUE(waiter.run().returned());
}

// What Go's words do not say.

TYPED_TEST(WaitGroup, WaitBelowZero_ParksAndAnAddToZeroRepairsIt) {
  typename TestFixture::Caller a(this->group), waiter(this->group);
  EXPECT_TRUE(a.begins(this->group.add(-1)).run().panicked_with(Panic::negative));
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  EXPECT_EQ(this->word(), this->word_of(-1, 1));
  EXPECT_TRUE(a.begins(this->group.add(1)).run().returned());
  ASSERT_TRUE(waiter.resume());
  EXPECT_TRUE(waiter.run().returned());
}

TYPED_TEST(WaitGroup, ExtraDoneWithAWaiter_LeavesItParked) {
  typename TestFixture::Caller a(this->group), waiter(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  EXPECT_TRUE(a.begins(this->group.add(-2)).run().panicked_with(Panic::negative));
  EXPECT_EQ(this->word(), this->word_of(-1, 1));
  EXPECT_FALSE(waiter.resume());
}

TYPED_TEST(WaitGroup, DeltasThatDoNotFitAnInt32_CountByTheirLow32Bits) {
  typename TestFixture::Caller a(this->group);
  EXPECT_TRUE(a.begins(this->group.add(int64_t{1} << 32)).run().returned());
  EXPECT_EQ(this->word(), 0u);
  EXPECT_TRUE(a.begins(this->group.add((int64_t{1} << 32) + 1)).run().returned());
  EXPECT_EQ(this->word(), this->word_of(1, 0));
  EXPECT_TRUE(a.begins(this->group.add(std::numeric_limits<int64_t>::min())).run().returned());
  EXPECT_EQ(this->word(), this->word_of(1, 0));
  EXPECT_TRUE(a.begins(this->group.add(std::numeric_limits<int64_t>::max())).run().returned());
  EXPECT_EQ(this->word(), 0u) << "it acts as -1";
}

TYPED_TEST(WaitGroup, CounterBeyondTheLargestInt32_PanicsNegative) {
  typename TestFixture::Caller a(this->group);
  EXPECT_TRUE(a.begins(this->group.add(2147483647)).run().returned());
  EXPECT_TRUE(a.begins(this->group.add(1)).run().panicked_with(Panic::negative));
  EXPECT_EQ(this->word(), this->word_of(std::numeric_limits<int32_t>::min(), 0));
  typename TestFixture::Group other;
  EXPECT_TRUE(typename TestFixture::Caller(other).begins(other.add(int64_t{1} << 31)).run().panicked_with(Panic::negative));
}

TYPED_TEST(WaitGroup, AddOfTwoToThe32AtZeroWithWaiters_PanicsMisuse) {
  typename TestFixture::Caller waiter(this->group), worker(this->group), adder(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  worker.begins(this->group.add(-1)).until(At::add_recheck);
  EXPECT_TRUE(adder.begins(this->group.add(int64_t{1} << 32)).run().panicked_with(Panic::misuse)) << "delta > 0 is asked of all 64 bits";
  EXPECT_TRUE(worker.run().returned()) << "the word is what it was";
}

TYPED_TEST(WaitGroup, AddOfZeroAtZeroWithAWaiter_ReleasesItTwice) {
  typename TestFixture::Caller waiter(this->group), worker(this->group), zero(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  worker.begins(this->group.add(-1)).until(At::add_recheck);
  zero.begins(this->group.add(0)).until(At::add_clear);
  EXPECT_TRUE(worker.run().returned());
  EXPECT_TRUE(zero.run().returned());
  ASSERT_TRUE(waiter.resume());
  EXPECT_TRUE(waiter.run().returned());
  EXPECT_EQ(this->tokens(), 1u) << "a stray token";
}

TYPED_TEST(WaitGroup, LateStoreOfAnAddOfZero_WipesTheNextRound) {
  typename TestFixture::Caller waiter(this->group), worker(this->group), zero(this->group), next(this->group);
  this->add(1);
  EXPECT_TRUE(waiter.begins(this->group.wait()).run().parked());
  worker.begins(this->group.add(-1)).until(At::add_recheck);
  zero.begins(this->group.add(0)).until(At::add_clear);
  EXPECT_TRUE(worker.run().returned());
  ASSERT_TRUE(waiter.resume());
  EXPECT_TRUE(waiter.run().returned());
  this->add(1);
  EXPECT_TRUE(zero.run().returned());
  EXPECT_EQ(this->word(), 0u);
  EXPECT_TRUE(next.begins(this->group.add(-1)).run().panicked_with(Panic::negative));
}

TYPED_TEST(WaitGroup, AddOfZeroAtZeroWithNobody_DoesNothing) {
  typename TestFixture::Caller a(this->group);
  EXPECT_EQ(a.begins(this->group.add(0)).run().lines(), 1);
  EXPECT_EQ(this->word(), 0u);
}

TYPED_TEST(WaitGroup, TokenTheft_PanicsTheInnocentAndParksTheOldWaiterInTheNewRound) {
  typename TestFixture::Caller old_waiter(this->group), new_waiter(this->group);
  this->add(1);
  old_waiter.begins(this->group.wait()).until(At::wait_acquire);   // has joined, has not parked
  this->add(-1);
  this->add(1);                                                    // armed again
  EXPECT_TRUE(new_waiter.begins(this->group.wait()).run().panicked_with(Panic::reused));
  EXPECT_TRUE(old_waiter.run().parked());
  EXPECT_EQ(this->word(), this->word_of(1, 1));
}

}  // namespace
}  // namespace wgscope::test
