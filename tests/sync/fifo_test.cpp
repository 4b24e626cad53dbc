#include "core/sync/fifo.h"

#include <gtest/gtest.h>

#include <deque>
#include <vector>

namespace wgscope::sync {
namespace {

std::vector<int> items_of(const Fifo<int>& fifo) { return {fifo.begin(), fifo.end()}; }

TEST(Fifo, TakesInTheOrderOfPutting) {
  Fifo<int> fifo;
  for (int i = 0; i < 5; ++i) fifo.push_back(i);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(fifo.take(), i);
  EXPECT_TRUE(fifo.empty());
}

TEST(Fifo, PushedAtTheFront_ComesNext_WhateverWasTakenBefore) {
  for (int taken = 0; taken < 4; ++taken) {
    Fifo<int> fifo;
    for (int i = 0; i < 4; ++i) fifo.push_back(i);
    for (int i = 0; i < taken; ++i) fifo.take();
    fifo.push_front(77);
    EXPECT_EQ(fifo.front(), 77);
    EXPECT_EQ(fifo.size(), static_cast<size_t>(5 - taken));
  }
}

TEST(Fifo, EqualContent_IsEqual_WhateverWasTakenOut) {
  Fifo<int> one, other;
  for (int i : {9, 1, 2, 3}) one.push_back(i);
  one.take();
  for (int i : {1, 2, 3}) other.push_back(i);
  EXPECT_EQ(one, other);
  other.take();
  EXPECT_FALSE(one == other);
}

TEST(Fifo, EraseIf_LeavesTheOthersInOrder_AndSeesNobodyWhoIsGone) {
  Fifo<int> fifo;
  for (int i = 0; i < 7; ++i) fifo.push_back(i);
  fifo.take();
  fifo.erase_if([](int i) {
    EXPECT_NE(i, 0) << "taken already";
    return i % 2 == 0;
  });
  EXPECT_EQ(items_of(fifo), (std::vector<int>{1, 3, 5}));
}

// Against std::deque, over every sequence of ten operations of three kinds.
TEST(Fifo, AnyMixture_IsWhatADequeHolds) {
  for (unsigned mixture = 0; mixture < 59049; ++mixture) {   // 3 to the tenth
    Fifo<int> fifo;
    std::deque<int> deque;
    unsigned rest = mixture;
    for (int i = 0; i < 10; ++i, rest /= 3) {
      if (rest % 3 == 0) {
        fifo.push_back(i);
        deque.push_back(i);
      } else if (rest % 3 == 1) {
        fifo.push_front(i);
        deque.push_front(i);
      } else if (!deque.empty()) {
        ASSERT_EQ(fifo.take(), deque.front());
        deque.pop_front();
      }
      ASSERT_EQ(items_of(fifo), std::vector<int>(deque.begin(), deque.end())) << mixture;
    }
  }
}

}  // namespace
}  // namespace wgscope::sync
