#include "core/explore/ahead.h"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace wgscope::search {
namespace {

TEST(Ahead, ItemsComeInOrder_TheLastOneIncluded) {
  std::array<int, 3> slots{};
  int made = 0;
  Ahead<int> ahead(slots, [&](int& slot) { return (slot = ++made) < 1000; });
  std::vector<int> got;
  while (const int* item = ahead.next()) got.push_back(*item);
  ASSERT_EQ(got.size(), 1000u);
  for (int i = 0; i < 1000; ++i) EXPECT_EQ(got[i], i + 1);
  EXPECT_EQ(ahead.next(), nullptr);
}

TEST(Ahead, AUserWhoLeavesEarly_StopsTheMaker) {
  std::array<int, 2> slots{};
  int made = 0;
  {
    Ahead<int> ahead(slots, [&](int& slot) {
      slot = ++made;
      return true;
    });
    EXPECT_EQ(*ahead.next(), 1);
    EXPECT_EQ(*ahead.next(), 2);
  }
  EXPECT_LE(made, 4);   // the two that were used, and what the slots could hold
}

TEST(Ahead, AnItemInUse_IsNotMadeAnew) {
  std::array<int, 2> slots{};
  int made = 0;
  Ahead<int> ahead(slots, [&](int& slot) { return (slot = ++made) < 100; });
  for (int i = 1; i <= 100; ++i) {
    const int* item = ahead.next();
    for (int look = 0; look < 100; ++look) ASSERT_EQ(*item, i);
  }
}

}  // namespace
}  // namespace wgscope::search
