// The three worlds as one test sees them: actors that make one line at a time when they are told to, so an order is a list of statements.
//
// That holds in the native world, too: a line there is an ordinary call, and only parking would block. The suites of sema_test.cpp and
// wait_group_test.cpp run over every world and never ask which one it is.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/platform/native/native.h"
#include "core/platform/recorded/recorded.h"
#include "core/platform/scheduled/scheduled.h"
#include "core/sync/wait_group.h"

namespace wgscope::test {

// A goroutine's platform, and whether it has been readied.
class NativeActor {
 public:
  native::Platform& platform() { return p_; }
  template <class F>
  auto line(F&& make) { return make(p_); }
  // Once it is ready, goes on; false when nobody has readied it.
  bool resume() {
    if (!native::is_ready(*p_.self())) return false;
    p_.park();
    return true;
  }

 private:
  native::Platform p_;
};

template <class P>
class InterpretedActor {
 public:
  InterpretedActor() : p_(GoroutineId{++born_}) {}
  P& platform() { return p_; }
  template <class F>
  auto line(F&& make) {
    p_.begin_line();
    struct AfterTheLine {
      P& p;
      ~AfterTheLine() { if (p.access().readied != kNobody) readied_.insert(p.access().readied); }
    } after{p_};
    return make(p_);
  }
  bool resume() { return readied_.erase(p_.self()) == 1; }

 private:
  inline static uint32_t born_ = 0;
  inline static std::set<GoroutineId> readied_;
  P p_;
};

struct Native { using Platform = native::Platform; using Actor = NativeActor; };
struct Recorded { using Platform = recorded::Platform; using Actor = InterpretedActor<recorded::Platform>; };
struct Scheduled { using Platform = scheduled::Platform; using Actor = InterpretedActor<scheduled::Platform>; };

using Worlds = ::testing::Types<Native, Recorded, Scheduled>;
struct WorldName {
  template <class World>
  static std::string GetName(int i) { return std::vector<std::string>{"Native", "Recorded", "Scheduled"}[static_cast<size_t>(i)]; }
};

// An actor in a call on a WaitGroup.
template <class World>
class Caller {
 public:
  using Group = sync::WaitGroup<typename World::Platform>;
  explicit Caller(Group& group) : group_(group) {}

  Caller& begins(sync::Call<sync::WaitGroupAt> call) {
    call_ = call;
    outcome_ = sync::Outcome::go_on;
    lines_ = 0;
    return *this;
  }
  // Makes the line that it stands at.
  Caller& line() {
    EXPECT_TRUE(outcome_ == sync::Outcome::go_on) << "the call does not stand at a line";
    const auto next = actor_.line([&](auto& p) { return group_.step(p, call_); });
    outcome_ = next.outcome;
    call_ = next.call();
    ++lines_;
    return *this;
  }
  // Makes lines until the call stands at `at`.
  Caller& until(sync::WaitGroupAt at) {
    do line(); while (outcome_ == sync::Outcome::go_on && call_.at != at);
    EXPECT_TRUE(stands_at(at));
    return *this;
  }
  // Makes lines until the call is over, or has parked.
  Caller& run() {
    while (outcome_ == sync::Outcome::go_on) line();
    return *this;
  }
  // Parked and readied: stands at its line again.
  bool resume() {
    if (outcome_ != sync::Outcome::park || !actor_.resume()) return false;
    outcome_ = sync::Outcome::go_on;
    return true;
  }
  bool stands_at(sync::WaitGroupAt at) const { return outcome_ == sync::Outcome::go_on && call_.at == at; }
  bool parked() const { return outcome_ == sync::Outcome::park; }
  bool returned() const { return outcome_ == sync::Outcome::returned; }
  bool panicked_with(sync::WaitGroupPanic panic) const {
    return outcome_ == sync::Outcome::panicked && static_cast<sync::WaitGroupPanic>(call_.operand) == panic;
  }
  int lines() const { return lines_; }

 private:
  Group& group_;
  typename World::Actor actor_;
  sync::Call<sync::WaitGroupAt> call_;
  sync::Outcome outcome_ = sync::Outcome::returned;
  int lines_ = 0;
};

}  // namespace wgscope::test
