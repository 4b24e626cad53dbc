#include "core/program/run/goroutine.h"

#include <gtest/gtest.h>

#include <random>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "core/program/pool.h"

namespace wgscope::program {
namespace {

Goroutine random_goroutine(std::mt19937_64& random) {
  const auto below = [&](uint64_t n) { return random() % n; };
  Goroutine g;
  g.id = GoroutineId{static_cast<uint32_t>(1 + below(5))};
  g.status = static_cast<Status>(below(6));
  g.created = static_cast<uint32_t>(below(1000));
  if (below(2) != 0) g.call = {static_cast<sync::WaitGroupAt>(below(8)), random()};
  for (uint64_t n = below(4); n > 0; --n)
    g.frames.push_back({.function = static_cast<uint32_t>(random()), .pc = static_cast<uint32_t>(random()), .base = static_cast<uint32_t>(random()),
                        .deferred = static_cast<uint32_t>(below(1'000'000)), .closure = random(), .entered = static_cast<Entered>(below(3)), .returning = below(2) != 0});
  for (uint64_t n = below(3); n > 0; --n)
    g.panics.push_back({.value = random(), .began = static_cast<uint32_t>(random()), .owner = static_cast<uint32_t>(below(10'000)), .recovered = below(2) != 0, .goexit = below(2) != 0});
  for (uint64_t n = below(6); n > 0; --n) g.slots.push_back(random());
  for (uint64_t n = below(6); n > 0; --n) g.deferred.push_back(random());
  return g;
}

std::vector<uint64_t> flat_of(const Goroutine& g) {
  std::vector<uint64_t> flat;
  flatten(g, flat);
  return flat;
}

TEST(Goroutine, FlatForm_SurvivesARoundTrip) {
  std::mt19937_64 random(1);
  Goroutine reused;   // what it held before must not shine through
  for (int round = 0; round < 2000; ++round) {
    const Goroutine g = random_goroutine(random);
    const std::vector<uint64_t> flat = flat_of(g);
    reused.id = g.id;
    EXPECT_EQ(restore(reused, flat), flat.size());
    EXPECT_EQ(reused, g);
    EXPECT_EQ(flat_of(reused), flat);
  }
}

TEST(Goroutine, FlatForms_StandBehindOneAnother) {
  std::mt19937_64 random(2);
  const Goroutine a = random_goroutine(random), b = random_goroutine(random);
  std::vector<uint64_t> flat;
  flatten(a, flat);
  const size_t first = flat.size();
  flatten(b, flat);
  Goroutine restored;
  restored.id = a.id;
  EXPECT_EQ(restore(restored, flat), first);
  EXPECT_EQ(restored, a);
  restored.id = b.id;
  EXPECT_EQ(restore(restored, std::span(flat).subspan(first)), flat.size() - first);
  EXPECT_EQ(restored, b);
}

TEST(Goroutine, EveryFieldOfTheState_Counts) {
  std::mt19937_64 random(3);
  Goroutine g = random_goroutine(random);
  g.frames.resize(1);
  g.panics.resize(1);
  g.slots.resize(1);
  g.deferred.resize(1);
  const std::vector<uint64_t> flat = flat_of(g);
  const auto differs = [&](auto&& change) {
    Goroutine other = g;
    change(other);
    EXPECT_NE(other, g);
    EXPECT_NE(flat_of(other), flat);
  };
  differs([](Goroutine& o) { o.status = o.status == Status::parked ? Status::standing : Status::parked; });
  differs([](Goroutine& o) { ++o.created; });
  differs([](Goroutine& o) { o.call.at = o.call.at == sync::WaitGroupAt::wait_check ? sync::WaitGroupAt::wait_load : sync::WaitGroupAt::wait_check; });
  differs([](Goroutine& o) { ++o.call.operand; });
  differs([](Goroutine& o) { ++o.frames[0].function; });
  differs([](Goroutine& o) { ++o.frames[0].pc; });
  differs([](Goroutine& o) { ++o.frames[0].base; });
  differs([](Goroutine& o) { ++o.frames[0].deferred; });
  differs([](Goroutine& o) { ++o.frames[0].closure; });
  differs([](Goroutine& o) { o.frames[0].returning ^= true; });
  differs([](Goroutine& o) { o.frames[0].entered = o.frames[0].entered == Entered::called ? Entered::deferred_by_panic : Entered::called; });
  differs([](Goroutine& o) { ++o.panics[0].value; });
  differs([](Goroutine& o) { ++o.panics[0].began; });
  differs([](Goroutine& o) { ++o.panics[0].owner; });
  differs([](Goroutine& o) { o.panics[0].recovered ^= true; });
  differs([](Goroutine& o) { o.panics[0].goexit ^= true; });
  differs([](Goroutine& o) { ++o.slots[0]; });
  differs([](Goroutine& o) { ++o.deferred[0]; });
  differs([](Goroutine& o) { o.slots.push_back(0); });
}

TEST(Goroutine, WhatIsToldOfIt_DoesNotCount) {
  Goroutine g, other;
  other.parent = kMain;
  other.function = 3;
  other.created_at = 4;
  other.readied = true;
  other.sleep_ns = 5;
  EXPECT_EQ(g, other);
  EXPECT_EQ(flat_of(g), flat_of(other));
}

TEST(Pool, EqualContent_EqualId) {
  Pool pool({"", "one", "two"});
  EXPECT_EQ(pool.string("one"), 1u);
  EXPECT_EQ(pool.string(""), 0u);
  const uint64_t three = pool.string("three");
  EXPECT_EQ(pool.string("three"), three);
  EXPECT_EQ(pool.text(three), "three");
  const std::vector<uint64_t> parts{1, 2, 3};
  const uint64_t tuple = pool.tuple(parts);
  EXPECT_EQ(pool.tuple(parts), tuple);
  EXPECT_NE(pool.tuple(std::vector<uint64_t>{1, 2}), tuple);
  EXPECT_TRUE(is_tuple(tuple));
  EXPECT_EQ(std::vector<uint64_t>(pool.parts(tuple).begin(), pool.parts(tuple).end()), parts);
}

TEST(Pool, Any_IsATypeAndABits) {
  Pool pool({""});
  const uint64_t five = pool.box(kTypeInt, 5);
  EXPECT_EQ(pool.type_of(five), kTypeInt);
  EXPECT_EQ(pool.payload_of(five), 5u);
  EXPECT_NE(five, pool.box(kTypeInt64, 5));
  EXPECT_EQ(pool.type_of(0), kTypeNone);
}

TEST(Pool, Refs_AreTuplesNeverAndNumbersHardlyEver) {
  EXPECT_TRUE(is_ref(make_ref(GoroutineId{3}, 7)));
  EXPECT_FALSE(is_tuple(make_ref(GoroutineId{3}, 7)));
  EXPECT_EQ(creator_of(make_ref(GoroutineId{3}, 7)), GoroutineId{3});
  EXPECT_EQ(serial_of(make_ref(GoroutineId{3}, 7)), 7u);
  for (const int64_t n : {int64_t{0}, int64_t{-1}, int64_t{1} << 40, -(int64_t{1} << 40), INT64_MAX, INT64_MIN}) EXPECT_FALSE(is_ref(static_cast<uint64_t>(n)));
}

// Many threads, the same contents: each has one id, and reading by id needs no lock.
TEST(Pool, ManyThreads_AgreeOnIds) {
  Pool pool({""});
  constexpr int kThreads = 4, kTexts = 3000;
  std::vector<std::vector<uint64_t>> strings(kThreads), tuples(kThreads);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int n = 0; n < kTexts; ++n) {
        const std::string text = "text " + std::to_string(n);
        const uint64_t id = pool.string(text);
        strings[t].push_back(id);
        EXPECT_EQ(pool.text(id), text);
        tuples[t].push_back(pool.box(kTypeString, id));
        EXPECT_EQ(pool.payload_of(tuples[t].back()), id);
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (int t = 1; t < kThreads; ++t) {
    EXPECT_EQ(strings[t], strings[0]);
    EXPECT_EQ(tuples[t], tuples[0]);
  }
  EXPECT_EQ(std::set<uint64_t>(strings[0].begin(), strings[0].end()).size(), static_cast<size_t>(kTexts));
}

}  // namespace
}  // namespace wgscope::program
