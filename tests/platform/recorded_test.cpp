#include "core/platform/recorded/recorded.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

#include "core/sync/wait_group.h"

namespace wgscope::recorded {
namespace {

static_assert(wgscope::Platform<Platform>);

TEST(Recorded, EveryAccess_TakesTheNextVersion) {
  Platform p(kMain);
  Word word(7);
  auto version_of = [&](auto&& line) {
    p.begin_line();
    line();
    return p.access().version;
  };
  EXPECT_EQ(version_of([&] { p.load(word); }), 1u);
  EXPECT_EQ(version_of([&] { p.store(word, 8); }), 2u);
  EXPECT_EQ(version_of([&] { p.add(word, 1); }), 3u);
  EXPECT_EQ(version_of([&] { p.compare_exchange(word, 0, 5); }), 4u);
  EXPECT_TRUE(p.access().failed);
  EXPECT_EQ(p.access().word, 9u);
  EXPECT_EQ(version_of([&] { p.compare_exchange(word, 9, 5); }), 5u);
  EXPECT_FALSE(p.access().failed);
  EXPECT_EQ(p.access().before, 9u);
  EXPECT_EQ(p.access().word, 5u);
}

TEST(Recorded, Section_HasItsOwnVersionsAndTellsTokensAndWhomItReadied) {
  Platform main(kMain), other(GoroutineId{2});
  sync::Sema<Platform> sema;
  main.begin_line();
  EXPECT_FALSE(sema.acquire(main));
  EXPECT_TRUE(main.access().queued);
  EXPECT_EQ(main.access().version, 1u);
  other.begin_line();
  sema.release(other);
  EXPECT_EQ(other.access().readied, kMain);
  EXPECT_EQ(other.access().word, 1u);
  EXPECT_EQ(other.access().before, 0u);
  EXPECT_EQ(other.access().version, 2u);
}

TEST(Recorded, CopyOfAGroupOntoItself_IsOneAccessOfEachCell) {
  Platform p(kMain);
  sync::WaitGroup<Platform> group;
  group.word.poke(5);
  group.sema.guard.poke_tokens(3);
  const auto made = p.copy(group.word, group.sema.guard, group.word, group.sema.guard);
  EXPECT_EQ(made.word, 5u);
  EXPECT_EQ(made.tokens, 3u);
  EXPECT_EQ(made.from_word_version, made.to_word_version);
  EXPECT_EQ(made.from_sema_version, 1u);
}

TEST(Recorded, ManyThreadsOnOneWord_VersionsAndWordsMakeOneOrder) {
  constexpr int kThreads = 4, kEach = 20'000;
  Word word;
  std::vector<std::vector<Access>> seen(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t)
    threads.emplace_back([&, t] {
      Platform p(GoroutineId{static_cast<uint32_t>(t + 1)});
      for (int i = 0; i < kEach; ++i) {
        p.begin_line();
        switch (i % 3) {
          case 0: p.add(word, 3); break;
          case 1: p.load(word); break;
          case 2: p.compare_exchange(word, p.access().word, 0); break;
        }
        seen[t].push_back(p.access());
      }
    });
  for (auto& thread : threads) thread.join();
  std::vector<Access> order(kThreads * kEach);
  for (const auto& each : seen)
    for (const Access& access : each) {
      ASSERT_GE(access.version, 1u);
      ASSERT_LE(access.version, order.size());
      ASSERT_FALSE(order[access.version - 1].made) << "a version was taken twice";
      order[access.version - 1] = access;
    }
  for (size_t i = 0; i < order.size(); ++i) ASSERT_EQ(order[i].before, i == 0 ? 0 : order[i - 1].word) << "at version " << i + 1;
}

#ifndef NDEBUG
TEST(RecordedDeathTest, TwoAccessesInALine_AreRefused) {
  Platform p(kMain);
  Word word;
  p.begin_line();
  p.load(word);
  EXPECT_DEATH(p.load(word), "a line makes one access");
}
#endif

}  // namespace
}  // namespace wgscope::recorded
