#include "core/explore/state_store.h"

#include <gtest/gtest.h>

#include "core/explore/part_table.h"

namespace wgscope::search {
namespace {

std::vector<uint64_t> row_of(const RowLayout& layout, uint32_t first, uint32_t second) {
  std::vector<uint64_t> row(layout.words());
  RowView view(row.data(), layout);
  view.set(0, first);
  view.set(layout.cells - 1, second);
  return row;
}

TEST(PartTable, EqualContent_HasOneId) {
  PartTable table;
  const std::vector<uint64_t> a{1, 2, 3}, b{1, 2}, empty;
  const PartId id = table.intern(a);
  EXPECT_NE(id, kAbsent);
  EXPECT_NE(table.intern(b), id);
  EXPECT_EQ(table.intern(a), id);
  EXPECT_NE(table.intern(empty), kAbsent);
  EXPECT_EQ(table[id].size(), 3u);
}

TEST(PartTable, ManyParts_AllFoundAgain) {
  PartTable table;
  for (uint64_t i = 0; i < 10'000; ++i) EXPECT_EQ(table.intern(std::vector<uint64_t>{i, i * i}), i + 1);
  for (uint64_t i = 0; i < 10'000; ++i) EXPECT_EQ(table.intern(std::vector<uint64_t>{i, i * i}), i + 1);
}

TEST(StateStore, ARowIsStoredOnce_AndNumberedInOrder) {
  StateStore store;
  for (uint32_t i = 0; i < 50'000; ++i) {
    const auto row = row_of(store.layout(), i, i % 7);
    EXPECT_EQ(store.insert(row.data(), store.hash(row.data())).id, i);
  }
  for (uint32_t i = 0; i < 50'000; ++i) {
    const auto row = row_of(store.layout(), i, i % 7);
    const auto again = store.insert(row.data(), store.hash(row.data()));
    EXPECT_FALSE(again.fresh);
    EXPECT_EQ(again.id, i);
  }
}

TEST(StateStore, EqualHashes_AreNotEqualStates) {
  StateStore store;
  const auto a = row_of(store.layout(), 1, 2), b = row_of(store.layout(), 3, 4);
  EXPECT_EQ(store.insert(a.data(), 42).id, 0u);
  EXPECT_EQ(store.insert(b.data(), 42).id, 1u);   // the same hash, another row
  EXPECT_FALSE(store.insert(b.data(), 42).fresh);
}

TEST(StateStore, LaidOutWider_KeepsNumbersAndCells) {
  StateStore store;
  const RowLayout narrow = store.layout();
  for (uint32_t i = 0; i < 40'000; ++i) {
    const auto row = row_of(narrow, i, 9);
    store.insert(row.data(), store.hash(row.data()));
  }
  const RowLayout wide{narrow.cells + 8, 4};
  store.relayout(wide);
  EXPECT_EQ(store.size(), 40'000u);
  for (uint32_t i = 0; i < 40'000; ++i) {
    RowView view(const_cast<uint64_t*>(store.row(i)), wide);
    ASSERT_EQ(view.get(0), i);
    ASSERT_EQ(view.get(narrow.cells - 1), 9u);
    ASSERT_EQ(view.get(wide.cells - 1), 0u);
  }
}

}  // namespace
}  // namespace wgscope::search
