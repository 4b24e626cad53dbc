// What holds of the text of the algorithms, in no world in particular.
#include <gtest/gtest.h>

#include <map>
#include <type_traits>

#include "core/platform/scheduled/scheduled.h"
#include "core/sync/wait_group.h"

namespace wgscope::sync {
namespace {

TEST(Rows, EachLine_IsTheAccessOfExactlyOneRow) {
  std::map<WaitGroupAt, int> accesses;
  for (const auto& row : kWaitGroupRows) accesses[row.at] += row.access ? 1 : 0;
  EXPECT_EQ(accesses.size(), static_cast<size_t>(WaitGroupAt::wait_check) + 1);
  for (const auto& [at, count] : accesses) EXPECT_EQ(count, 1) << "line " << static_cast<int>(at);
}

TEST(Rows, TheAccess_ComesBeforeTheTestsOfWhatItGave) {
  std::map<WaitGroupAt, bool> seen;
  for (const auto& row : kWaitGroupRows) {
    EXPECT_EQ(row.access, !seen[row.at]) << row.text;
    seen[row.at] = true;
  }
}

TEST(Rows, OnlyAnAccess_SaysWhatTheCallHolds) {
  for (const auto& row : kWaitGroupRows) EXPECT_TRUE(row.access || row.holds.empty()) << row.text;
}

TEST(Next, FitsTwoRegisters) {
  EXPECT_LE(sizeof(Next<WaitGroupAt>), 16u);
  EXPECT_TRUE(std::is_trivially_copyable_v<Next<WaitGroupAt>>);
}

TEST(Call, IsPlainData) {
  EXPECT_TRUE(std::is_trivially_copyable_v<Call<WaitGroupAt>>);
  EXPECT_EQ((Call<WaitGroupAt>{WaitGroupAt::add_count, 3}), WaitGroup<scheduled::Platform>::add(3));
}

TEST(Panics, AreGosWords) {
  EXPECT_EQ(text_of(WaitGroupPanic::negative), "sync: negative WaitGroup counter");
  EXPECT_EQ(text_of(WaitGroupPanic::misuse), "sync: WaitGroup misuse: Add called concurrently with Wait");
  EXPECT_EQ(text_of(WaitGroupPanic::reused), "sync: WaitGroup is reused before previous Wait has returned");
}

TEST(Halves, QuietIsExactlyCounterNotNegativeAndNobodyWaits) {
  for (const uint64_t counter : {0ull, 1ull, 0x7fffffffull, 0x80000000ull, 0xffffffffull})
    for (const uint64_t waiters : {0ull, 1ull, 0x7fffffffull}) {
      const Halves halves{counter << 32 | waiters};
      EXPECT_EQ(halves.quiet(), halves.counter() >= 0 && halves.waiters() == 0) << std::hex << halves.word;
    }
}

}  // namespace
}  // namespace wgscope::sync
