#include "core/platform/scheduled/scheduled.h"

#include <gtest/gtest.h>

#include "core/sync/wait_group.h"

namespace wgscope::scheduled {
namespace {

static_assert(wgscope::Platform<Platform>);

TEST(Scheduled, AState_CanBeCopiedComparedAndPutBack) {
  struct State {
    Platform::Word word = 0;
    Guard guard;
    bool operator==(const State&) const = default;
  };
  State state;
  const State before = state;
  Platform p(kMain);
  { Section section(p, state.guard); section.push(kMain); }
  EXPECT_NE(state, before);
  EXPECT_TRUE(p.access().queued);
  state = before;
  EXPECT_EQ(state, before);
}

TEST(Scheduled, LookingAtAWord_DoesNotChangeTheState) {
  Platform p(kMain);
  Platform::Word word = 4;
  EXPECT_EQ(p.load(word), 4u);
  EXPECT_EQ(word, 4u);
  EXPECT_EQ(p.access().word, 4u);
}

TEST(Scheduled, Copy_TakesWordAndTokensAndLeavesTheQueues) {
  Platform p(kMain);
  Platform::Word from = 9, to = 0;
  Guard from_sema, to_sema;
  from_sema.tokens = 2;
  from_sema.queue.push(GoroutineId{2});
  p.copy(from, from_sema, to, to_sema);
  EXPECT_EQ(to, 9u);
  EXPECT_EQ(to_sema.tokens, 2u);
  EXPECT_TRUE(to_sema.queue.empty());
  EXPECT_FALSE(from_sema.queue.empty());
}

#ifndef NDEBUG
TEST(ScheduledDeathTest, TwoAccessesInALine_AreRefused) {
  Platform p(kMain);
  Platform::Word word = 0;
  p.begin_line();
  p.load(word);
  EXPECT_DEATH(p.load(word), "a line makes one access");
}
#endif

}  // namespace
}  // namespace wgscope::scheduled
