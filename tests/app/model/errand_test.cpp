// What is done beside the frame: once, the latest, and never after it was given up.
#include "app/model/errand.h"

#include <gtest/gtest.h>

#include <atomic>

namespace wgscope::model {
namespace {

constexpr std::chrono::hours kLong{1};

// Goes on until it is told to stop.
Errand::Work endless(std::atomic<int>& stopped, std::function<void()> outcome) {
  return [&stopped, outcome](const TimeLimit& limit) {
    while (!limit.over()) std::this_thread::yield();
    ++stopped;
    return outcome;
  };
}

TEST(Errand, Outcome_IsHandedOverOnce) {
  Errand errand;
  int took = 0;
  EXPECT_FALSE(errand.take_in()) << "nothing was begun";
  errand.begin([&](const TimeLimit&) -> Errand::Outcome { return [&] { ++took; }; }, kLong);
  errand.wait();
  EXPECT_FALSE(errand.busy());
  EXPECT_EQ(took, 0) << "the frame takes it in";
  EXPECT_TRUE(errand.take_in());
  EXPECT_FALSE(errand.take_in());
  EXPECT_EQ(took, 1);
}

TEST(Errand, TheLatest_Wins) {
  Errand errand;
  std::atomic<int> stopped = 0;
  std::string took;
  errand.begin(endless(stopped, [&] { took += "first"; }), kLong);
  errand.begin([&](const TimeLimit&) -> Errand::Outcome { return [&] { took += "second"; }; }, kLong);
  errand.wait();
  EXPECT_TRUE(errand.take_in());
  EXPECT_FALSE(errand.take_in());
  EXPECT_EQ(took, "second");
}

TEST(Errand, GivenUp_HasNoOutcome) {
  Errand errand;
  std::atomic<int> stopped = 0;
  errand.begin(endless(stopped, [] { ADD_FAILURE(); }), kLong);
  EXPECT_TRUE(errand.busy());
  errand.give_up();
  EXPECT_FALSE(errand.busy());
  errand.wait();
  EXPECT_FALSE(errand.take_in());
}

TEST(Errand, ItsTime_IsBounded) {
  Errand errand;
  std::atomic<int> stopped = 0;
  bool took = false;
  errand.begin(endless(stopped, [&] { took = true; }), std::chrono::milliseconds(1));
  errand.wait();
  EXPECT_EQ(stopped, 1);
  EXPECT_TRUE(errand.take_in());
  EXPECT_TRUE(took) << "and says so to whoever waits";
}

TEST(Errand, ItsEnd_StopsTheWork) {
  std::atomic<int> stopped = 0;
  {
    Errand errand;
    errand.begin(endless(stopped, [] { ADD_FAILURE(); }), kLong);
  }
  EXPECT_LE(stopped, 1);
}

}  // namespace
}  // namespace wgscope::model
