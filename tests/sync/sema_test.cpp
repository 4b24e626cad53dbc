#include "core/sync/sema.h"

#include "tests/sync/worlds.h"

namespace wgscope::test {
namespace {

template <class World>
class Sema : public ::testing::Test {
 protected:
  using Platform = typename World::Platform;

  struct Actor : World::Actor {
    bool acquire(sync::Sema<Platform>& sema) {
      return this->line([&](Platform& p) { return sema.acquire(p); });
    }
    void release(sync::Sema<Platform>& sema) {
      this->line([&](Platform& p) { sema.release(p); return 0; });
    }
  };

  uint32_t tokens() {
    Actor observer;
    return observer.line([&](Platform& p) {
      typename Platform::Section section(p, sema.guard);
      return uint32_t{section.tokens};
    });
  }
  bool nobody_queued() {
    Actor observer;
    return observer.line([&](Platform& p) {
      typename Platform::Section section(p, sema.guard);
      return section.empty();
    });
  }

  sync::Sema<Platform> sema;
  Actor releaser;
};
TYPED_TEST_SUITE(Sema, Worlds, WorldName);

TYPED_TEST(Sema, AcquireWithAToken_TakesIt) {
  typename TestFixture::Actor a;
  this->releaser.release(this->sema);
  EXPECT_EQ(this->tokens(), 1u);
  EXPECT_TRUE(a.acquire(this->sema));
  EXPECT_EQ(this->tokens(), 0u);
  EXPECT_TRUE(this->nobody_queued());
}

TYPED_TEST(Sema, AcquireWithoutAToken_QueuesTheCaller) {
  typename TestFixture::Actor a;
  EXPECT_FALSE(a.acquire(this->sema));
  EXPECT_FALSE(this->nobody_queued());
  EXPECT_FALSE(a.resume());
}

TYPED_TEST(Sema, ReleaseWithAWaiter_ReadiesItAndHandsNothingOver) {
  typename TestFixture::Actor a;
  EXPECT_FALSE(a.acquire(this->sema));
  this->releaser.release(this->sema);
  EXPECT_EQ(this->tokens(), 1u) << "the token is nobody's yet";
  EXPECT_TRUE(this->nobody_queued());
  EXPECT_TRUE(a.resume());
  EXPECT_TRUE(a.acquire(this->sema));
  EXPECT_EQ(this->tokens(), 0u);
}

TYPED_TEST(Sema, Releases_ReadyTheQueueFirstInFirstOut) {
  typename TestFixture::Actor a, b, c;
  EXPECT_FALSE(a.acquire(this->sema));
  EXPECT_FALSE(b.acquire(this->sema));
  EXPECT_FALSE(c.acquire(this->sema));
  this->releaser.release(this->sema);
  EXPECT_FALSE(b.resume());
  EXPECT_FALSE(c.resume());
  EXPECT_TRUE(a.resume());
  this->releaser.release(this->sema);
  EXPECT_FALSE(c.resume());
  EXPECT_TRUE(b.resume());
  this->releaser.release(this->sema);
  EXPECT_TRUE(c.resume());
  EXPECT_EQ(this->tokens(), 3u);
}

TYPED_TEST(Sema, ANewcomer_MayBeFirstAndTheResumedWaiterQueuesAtTheTail) {
  typename TestFixture::Actor a, b, newcomer;
  EXPECT_FALSE(a.acquire(this->sema));
  EXPECT_FALSE(b.acquire(this->sema));
  this->releaser.release(this->sema);
  EXPECT_TRUE(newcomer.acquire(this->sema)) << "with b still queued, and a ready";
  EXPECT_TRUE(a.resume());
  EXPECT_FALSE(a.acquire(this->sema));
  this->releaser.release(this->sema);
  EXPECT_FALSE(a.resume()) << "a lost its place";
  EXPECT_TRUE(b.resume());
  EXPECT_TRUE(b.acquire(this->sema));
  this->releaser.release(this->sema);
  EXPECT_TRUE(a.resume());
  EXPECT_TRUE(a.acquire(this->sema));
  EXPECT_EQ(this->tokens(), 0u);
  EXPECT_TRUE(this->nobody_queued());
}

TYPED_TEST(Sema, ATokenLeftOver_StaysBesideAQueue) {
  typename TestFixture::Actor a, b, c;
  EXPECT_FALSE(a.acquire(this->sema));
  EXPECT_FALSE(b.acquire(this->sema));
  this->releaser.release(this->sema);
  EXPECT_FALSE(this->nobody_queued());
  EXPECT_EQ(this->tokens(), 1u);
  this->releaser.release(this->sema);
  EXPECT_TRUE(a.resume());
  EXPECT_TRUE(b.resume());
  EXPECT_TRUE(b.acquire(this->sema));
  EXPECT_TRUE(a.acquire(this->sema));
  EXPECT_FALSE(c.acquire(this->sema));
  EXPECT_FALSE(c.resume());
}

TYPED_TEST(Sema, QueueEmptiedAndFilledAgain_StaysFirstInFirstOut) {
  typename TestFixture::Actor a, b;
  for (int round = 0; round < 3; ++round) {
    EXPECT_FALSE(a.acquire(this->sema));
    EXPECT_FALSE(b.acquire(this->sema));
    this->releaser.release(this->sema);
    EXPECT_TRUE(a.resume());
    EXPECT_TRUE(a.acquire(this->sema));
    this->releaser.release(this->sema);
    EXPECT_TRUE(b.resume());
    EXPECT_TRUE(b.acquire(this->sema));
  }
  EXPECT_EQ(this->tokens(), 0u);
  EXPECT_TRUE(this->nobody_queued());
}

}  // namespace
}  // namespace wgscope::test
