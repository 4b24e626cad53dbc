// Conds, one critical section after another: who has a place, who parks, whom a signal lets go on.
#include "core/sync/cond.h"

#include <gtest/gtest.h>

#include <vector>

namespace wgscope::sync {
namespace {

using C = Cond<int, int>;

TEST(Cond, Signal_LetsTheFirstGoOn) {
  C cond;
  cond.wait(1), cond.wait(2);
  EXPECT_TRUE(cond.park(2));
  EXPECT_TRUE(cond.park(1));
  EXPECT_EQ(cond.signal(), 1) << "by place, not by who parked first";
  EXPECT_EQ(cond.signal(), 2);
  EXPECT_EQ(cond.signal(), std::nullopt);
}

TEST(Cond, SignalBeforeItParks_IsNotLost) {
  C cond;
  cond.wait(1);
  EXPECT_EQ(cond.signal(), std::nullopt) << "nobody has to be woken";
  EXPECT_FALSE(cond.park(1)) << "and it goes on";
  EXPECT_TRUE(cond.line.empty());
}

TEST(Cond, SignalForNobody_IsNotRemembered) {
  C cond;
  EXPECT_EQ(cond.signal(), std::nullopt);
  cond.wait(1);
  EXPECT_TRUE(cond.park(1));
}

TEST(Cond, Broadcast_LetsAllGoOnInTheirOrder) {
  C cond;
  for (int who : {3, 1, 2}) cond.wait(who);
  EXPECT_TRUE(cond.park(2) && cond.park(3));
  std::vector<int> woken;
  cond.broadcast(woken);
  EXPECT_EQ(woken, (std::vector<int>{3, 2}));
  EXPECT_FALSE(cond.park(1));
}

TEST(Cond, CopyOfOneInUse_IsRefused) {
  C cond, unused, copy;
  cond.L = 7;
  copy.copy_from(unused);
  EXPECT_TRUE(copy.check());
  EXPECT_TRUE(cond.check());
  copy.copy_from(cond);
  EXPECT_FALSE(copy.check());
  EXPECT_EQ(copy.L, 7);
  EXPECT_TRUE(cond.check());
  C second, copy_of_copy;
  second.copy_from(cond);
  copy_of_copy.copy_from(second);
  EXPECT_FALSE(copy_of_copy.check());
}

}  // namespace
}  // namespace wgscope::sync
