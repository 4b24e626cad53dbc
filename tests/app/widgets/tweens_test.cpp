#include "app/widgets/tweens.h"

#include <gtest/gtest.h>

namespace wgscope::widgets {
namespace {

TEST(Tweens, FirstTime_IsThereAtOnce) {
  Tweens tweens;
  tweens.begin_frame(0, false);
  EXPECT_EQ(tweens.to("x", 7), 7);
  EXPECT_FALSE(tweens.moving());
}

TEST(Tweens, NewTarget_IsReachedInTimeAndNoSooner) {
  Tweens tweens;
  tweens.begin_frame(0, false);
  tweens.to("x", 0, 0.2);
  tweens.begin_frame(0.01, false);
  EXPECT_EQ(tweens.to("x", 100, 0.2), 0);
  EXPECT_TRUE(tweens.moving());
  tweens.begin_frame(0.11, false);
  const float halfway = tweens.to("x", 100, 0.2);
  EXPECT_GT(halfway, 50);
  EXPECT_LT(halfway, 100);
  tweens.begin_frame(0.22, false);
  EXPECT_EQ(tweens.to("x", 100, 0.2), 100);
  EXPECT_FALSE(tweens.moving());
}

TEST(Tweens, TargetChangedOnTheWay_GoesOnFromWhereItIs) {
  Tweens tweens;
  tweens.begin_frame(0, false);
  tweens.to("x", 0, 0.2);
  tweens.begin_frame(0.01, false);
  tweens.to("x", 100, 0.2);
  tweens.begin_frame(0.06, false);
  const float before = tweens.to("x", 100, 0.2);
  tweens.begin_frame(0.06, false);
  EXPECT_FLOAT_EQ(tweens.to("x", 0, 0.2), before);
}

TEST(Tweens, Settled_NothingMoves) {
  Tweens tweens;
  tweens.begin_frame(0, true);
  tweens.to("x", 0);
  tweens.begin_frame(0.01, true);
  EXPECT_EQ(tweens.to("x", 100), 100);
  EXPECT_EQ(tweens.flash("f", 1), 0);
  tweens.begin_frame(0.02, true);
  EXPECT_EQ(tweens.flash("f", 2), 0);
  EXPECT_EQ(tweens.progress("p", 2), 1);
  EXPECT_FALSE(tweens.moving());
}

TEST(Tweens, GoneForAFrame_ComesBackWithoutMoving) {
  Tweens tweens;
  tweens.begin_frame(0, false);
  tweens.to("x", 0);
  tweens.begin_frame(0.01, false);
  tweens.begin_frame(0.02, false);
  EXPECT_EQ(tweens.to("x", 100), 100);
}

TEST(Tweens, NewVersion_FlashesOnce) {
  Tweens tweens;
  tweens.begin_frame(0, false);
  EXPECT_EQ(tweens.flash("f", 1, 0.5), 0);
  tweens.begin_frame(0.01, false);
  EXPECT_EQ(tweens.flash("f", 2, 0.5), 1);
  tweens.begin_frame(0.3, false);
  EXPECT_GT(tweens.flash("f", 2, 0.5), 0);
  tweens.begin_frame(0.6, false);
  EXPECT_EQ(tweens.flash("f", 2, 0.5), 0);
}

}  // namespace
}  // namespace wgscope::widgets
