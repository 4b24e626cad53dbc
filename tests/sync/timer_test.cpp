// Timers, one critical section after another: when they may have expired, whom they let go on, what Stop and Reset find.
#include "core/sync/timer.h"

#include <gtest/gtest.h>

namespace wgscope::sync {
namespace {

using T = Timer<int, int>;
using What = T::Channel::Done::What;

TEST(Timer, SetAndNobodyWaits_OnlyTheClockKnows) {
  T timer;
  EXPECT_TRUE(timer.may_have_expired());
  EXPECT_FALSE(timer.can_fire() || timer.is_pending()) << "it does nothing by itself";
  EXPECT_EQ(timer.receive(1, true).what, What::went_over);
  EXPECT_FALSE(timer.may_have_expired()) << "its time is received once";
}

TEST(Timer, SomebodyWaits_FiringLetsTheFirstGoOn) {
  T timer;
  EXPECT_EQ(timer.receive(1, false).what, What::parked);
  EXPECT_EQ(timer.receive(2, false).what, What::parked);
  EXPECT_FALSE(timer.may_have_expired()) << "it would have let him go on";
  ASSERT_TRUE(timer.can_fire());
  EXPECT_EQ(timer.fire()->who, 1);
  EXPECT_FALSE(timer.can_fire()) << "two receivers, one time";
  EXPECT_TRUE(timer.channel.receivers.front().who == 2);
}

TEST(Timer, Ticker_StaysSet) {
  T ticker;
  ticker.repeats = true;
  EXPECT_EQ(ticker.receive(1, true).what, What::went_over);
  EXPECT_TRUE(ticker.may_have_expired());
  EXPECT_EQ(ticker.receive(1, false).what, What::parked);
  EXPECT_EQ(ticker.fire()->who, 1);
  EXPECT_TRUE(ticker.set);
}

// Since Go 1.23: what has expired and was not received is taken back, and counts as set.
TEST(Timer, StopAndReset_SayWhetherItWasSet) {
  T timer;
  EXPECT_TRUE(timer.stop());
  EXPECT_FALSE(timer.stop());
  EXPECT_FALSE(timer.may_have_expired());
  EXPECT_FALSE(timer.reset(1));
  EXPECT_TRUE(timer.reset(1));
  EXPECT_TRUE(timer.may_have_expired());
}

TEST(Timer, SetForNoTime_HasExpiredForWhoeverLooks) {
  T timer;
  timer.begin(0);
  EXPECT_TRUE(timer.has_expired());
  EXPECT_EQ(timer.receive(1, false).what, What::went_over) << "and nobody parks";
  EXPECT_FALSE(timer.set || timer.has_expired());
  EXPECT_FALSE(timer.reset(-1));
  EXPECT_TRUE(timer.has_expired());
  EXPECT_TRUE(timer.reset(1));
  EXPECT_TRUE(timer.may_have_expired() && !timer.has_expired());
  timer.reset(0);
  EXPECT_TRUE(timer.stop()) << "nobody has received it";
  EXPECT_FALSE(timer.has_expired());
}

// Once somebody has parked on it, it is in the clock's heap until it fires, and only the clock lets it expire.
TEST(Timer, SetForNoTimeAfterSomebodyWaited_OnlyTheClockKnows) {
  T timer;
  timer.receive(1, false);
  timer.reset(0);
  EXPECT_FALSE(timer.has_expired() || timer.may_have_expired()) << "he would be first";
  timer.leave(1);
  EXPECT_TRUE(timer.may_have_expired() && !timer.has_expired());
  timer.reset(0);
  EXPECT_FALSE(timer.has_expired());
  timer.stop();
  timer.reset(0);
  EXPECT_FALSE(timer.has_expired()) << "a Stop leaves it in the heap";
  timer.receive(1, false);
  timer.fire();
  timer.reset(0);
  EXPECT_TRUE(timer.has_expired());

  T stopped;
  stopped.stop();
  stopped.receive(1, false);
  stopped.reset(0);
  EXPECT_FALSE(stopped.has_expired()) << "it goes into the heap at once";
  EXPECT_TRUE(stopped.can_fire());
}

TEST(Timer, Function_BeginsWithoutAnybodyWaiting) {
  T timer;
  timer.calls = 7;
  EXPECT_FALSE(timer.may_have_expired());
  ASSERT_TRUE(timer.is_pending() && timer.can_fire());
  EXPECT_EQ(timer.fire(), std::nullopt);
  EXPECT_FALSE(timer.is_pending());
  EXPECT_FALSE(timer.stop()) << "the function has begun";
  EXPECT_FALSE(timer.reset(1));
  EXPECT_TRUE(timer.can_fire()) << "it runs again";
}

}  // namespace
}  // namespace wgscope::sync
