// The gate with plain threads in place of goroutines: who is let through, when time goes, and that nobody is ever forgotten there.
#include "core/run/live/gate.h"

#include <gtest/gtest.h>

#include <deque>
#include <functional>
#include <thread>
#include <vector>

namespace wgscope::live {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

// Threads at a gate, with a conductor.
class GateTest : public testing::Test {
 protected:
  void open(const GateOptions& options) { gate_.emplace(options); }
  // The body ends as a goroutine does: `true` it returned, `false` it was unwound.
  void add(std::function<bool(Gate::Place&)> body) {
    Gate::Place& place = places_.emplace_back(GoroutineId{static_cast<uint32_t>(places_.size() + 1)});
    gate_->admit(1000);
    gate_->enter(place);
    bodies_.push_back([this, &place, body = std::move(body)] {
      if (body(place)) gate_->finish();
      gate_->leave();
    });
  }
  void start() {
    for (auto& body : bodies_) threads_.emplace_back(body);
    threads_.emplace_back([this] { gate_->conduct(); });
  }
  void join() {
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }
  void TearDown() override {
    if (gate_) gate_->halt(Halt::stopped, StoppedBy::interrupt);
    join();
  }
  Gate& gate() { return *gate_; }
  static bool through(Gate& gate, Gate::Place& place) { return gate.probe(place, [] {}); }

  std::optional<Gate> gate_;
  std::deque<Gate::Place> places_;
  std::vector<std::function<void()>> bodies_;
  std::vector<std::thread> threads_;
};

TEST_F(GateTest, EverybodyFinished_IsNobodyLeft) {
  open({});
  for (int i = 0; i < 8; ++i) add([&](Gate::Place& place) { return through(gate(), place); });
  start();
  join();
  EXPECT_EQ(gate().halt(), Halt::nobody_left);
}

TEST_F(GateTest, SomebodyParkedForEver_IsADeadlock) {
  open({});
  add([&](Gate::Place& place) { return gate().park(place); });
  add([&](Gate::Place& place) { return through(gate(), place); });
  start();
  join();
  EXPECT_EQ(gate().halt(), Halt::deadlock);
}

TEST_F(GateTest, ReadiedBeforeItParks_IsNotLost) {
  open({});
  std::atomic<bool> queued{false}, readied{false};
  add([&](Gate::Place& place) {
    queued = true;
    queued.notify_one();
    readied.wait(false);
    return gate().park(place);
  });
  add([&](Gate::Place&) {
    queued.wait(false);
    gate().ready(places_[0]);
    readied = true;
    readied.notify_one();
    return true;
  });
  start();
  join();
  EXPECT_EQ(gate().halt(), Halt::nobody_left);
}

TEST_F(GateTest, PingPong_NeverEndsInADeadlock) {
  open({});
  constexpr int kRounds = 2000;
  for (int self = 0; self < 2; ++self) {
    add([&, self](Gate::Place& place) {
      for (int i = 0; i < kRounds; ++i) {
        if (self == 0) {
          gate().ready(places_[1]);
          if (!gate().park(place)) return false;
        } else {
          if (!gate().park(place)) return false;
          gate().ready(places_[0]);
        }
      }
      return true;
    });
  }
  start();
  join();
  EXPECT_EQ(gate().halt(), Halt::nobody_left);
}

TEST_F(GateTest, Stop_WakesWhoeverIsHeldParkedOrAsleep) {
  open({.pace = {}, .paused = true});
  std::atomic<int> unwound{0};
  const auto ends = [&](bool goes_on) {
    unwound += goes_on ? 0 : 1;
    return goes_on;
  };
  add([&](Gate::Place& place) { return ends(through(gate(), place)); });
  add([&](Gate::Place& place) { return ends(gate().park(place)); });
  add([&](Gate::Place& place) { return ends(gate().sleep(place, int64_t{3600} * 1'000'000'000)); });
  start();
  EXPECT_TRUE(gate().halt(Halt::stopped, StoppedBy::interrupt));
  join();
  EXPECT_EQ(unwound, 3);
  EXPECT_EQ(gate().stopped_by(), StoppedBy::interrupt);
  EXPECT_FALSE(gate().halt(Halt::deadlock));
}

TEST_F(GateTest, PausedSteps_ComeInTheOrderOfTheSeed) {
  const auto order = [](uint64_t seed) {
    std::vector<uint32_t> order;
    Gate gate({.pace = {}, .paused = true, .seed = seed});
    std::deque<Gate::Place> places;
    std::vector<std::thread> threads;
    for (uint32_t i = 1; i <= 5; ++i) gate.enter(places.emplace_back(GoroutineId{i}));
    for (Gate::Place& place : places) {
      threads.emplace_back([&] {
        for (int step = 0; step < 4; ++step) {
          gate.probe(place, [] {});
          order.push_back(place.who().value);   // one at a time: nobody else is let through before this thread is back
        }
        gate.finish();
        gate.leave();
      });
    }
    threads.emplace_back([&] { gate.conduct(); });
    for (int step = 0; step < 20; ++step) gate.step_one();
    for (std::thread& thread : threads) thread.join();
    return order;
  };
  EXPECT_EQ(order(7).size(), 20u);
  EXPECT_EQ(order(7), order(7));
  EXPECT_NE(order(7), order(8));
}

TEST_F(GateTest, Pace_IsKept) {
  open({.pace = 500});
  for (int i = 0; i < 4; ++i) {
    add([&](Gate::Place& place) {
      for (int step = 0; step < 25; ++step)
        if (!through(gate(), place)) return false;
      return true;
    });
  }
  const auto started = Steady::now();
  start();
  join();
  const auto took = Steady::now() - started;
  EXPECT_GE(took, 195ms);   // 100 steps, the first at once
  EXPECT_LE(took, 2s);
}

TEST_F(GateTest, BackToFullPace_LetsEverybodyGo) {
  open({.pace = 0.001});
  for (int i = 0; i < 4; ++i) add([&](Gate::Place& place) { return through(gate(), place) && through(gate(), place); });
  start();
  gate().set_pace(std::nullopt);
  join();
  EXPECT_EQ(gate().halt(), Halt::nobody_left);
}

TEST_F(GateTest, Sleepers_WakeInOrderOfTheirTimes) {
  open({.pace = {}, .time_scale = 0.5});
  std::vector<uint32_t> woken;
  std::mutex mutex;
  for (int64_t ms : {30, 10, 20}) {
    add([&, ms](Gate::Place& place) {
      const auto began = Steady::now();
      if (!gate().sleep(place, ms * 1'000'000)) return false;
      EXPECT_GE(Steady::now() - began, std::chrono::microseconds(ms * 500));
      std::lock_guard lock(mutex);
      woken.push_back(place.who().value);
      return true;
    });
  }
  start();
  join();
  EXPECT_EQ(woken.size(), 3u);
  EXPECT_EQ(gate().halt(), Halt::nobody_left);
}

TEST_F(GateTest, TheProgramsClock_StandsWhileSomebodyWaitsAtAProbe) {
  open({.pace = 20});   // 10 steps take half a second, and a sleeper of a millisecond sleeps through all of them
  std::atomic<int> steps{0};
  add([&](Gate::Place& place) {
    for (int i = 0; i < 10; ++i) {
      if (!through(gate(), place)) return false;
      ++steps;
    }
    return true;
  });
  add([&](Gate::Place& place) {
    if (!gate().sleep(place, 50'000'000)) return false;
    EXPECT_EQ(steps, 10);
    return true;
  });
  start();
  join();
  EXPECT_EQ(gate().halt(), Halt::nobody_left);
}

// The clock stands and goes again and again, by somebody else's steps, while a sleeper waits for it.
TEST_F(GateTest, TheProgramsClock_GoesOnAfterItStood) {
  open({.pace = 200});
  add([&](Gate::Place& place) { return gate().sleep(place, 60'000'000); });
  add([&](Gate::Place& place) {
    for (int i = 0; i < 4; ++i)
      if (!through(gate(), place) || !gate().sleep(place, 2'000'000)) return false;
    return true;
  });
  start();
  join();
  EXPECT_EQ(gate().halt(), Halt::nobody_left);
}

TEST_F(GateTest, AStepWhileEverybodySleeps_MakesTimePass) {
  open({.pace = {}, .paused = true});
  std::atomic<bool> woke{false};
  add([&](Gate::Place& place) {
    if (!gate().sleep(place, int64_t{3600} * 1'000'000'000) || !through(gate(), place)) return false;
    woke = true;
    return true;
  });
  start();
  gate().step_one();
  join();
  EXPECT_TRUE(woke);
}

// Stops that come at any moment: between a thread's look at the gate and its wait, while it is granted, while it falls asleep.
TEST_F(GateTest, StopsAtAnyMoment_LeaveNobody) {
  for (uint32_t round = 0; round < 300; ++round) {
    Gate gate({.pace = round % 3 == 0 ? std::optional<double>(1e6) : std::nullopt, .paused = round % 7 == 0, .seed = round});
    std::deque<Gate::Place> places;
    std::vector<std::thread> threads;
    std::atomic<bool> started{false};
    for (uint32_t i = 0; i < 4; ++i) gate.enter(places.emplace_back(GoroutineId{i + 1}));
    for (uint32_t i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        started = true;
        started.notify_one();
        for (uint32_t n = 0;; ++n) {
          bool goes_on = true;
          if (i == 0) goes_on = gate.park(places[i]);
          else if (i == 1 && n % 3 == 2) goes_on = gate.sleep(places[i], 1000);
          else goes_on = gate.probe(places[i], [] {});
          if (goes_on && i == 2 && n == 0) gate.ready(places[0]);
          if (!goes_on) break;
        }
        gate.leave();
      });
    }
    threads.emplace_back([&] { gate.conduct(); });
    started.wait(false);
    for (uint32_t spin = 0; spin < round * 50; ++spin) std::atomic_signal_fence(std::memory_order_seq_cst);
    gate.halt(Halt::stopped, StoppedBy::interrupt);
    for (std::thread& thread : threads) thread.join();
  }
}

}  // namespace
}  // namespace wgscope::live
