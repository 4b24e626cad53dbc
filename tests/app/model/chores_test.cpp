// What the disk is asked to do: in order, all of it, and never on the frame's thread.
#include "app/model/chores.h"

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>

namespace wgscope::model {
namespace {

// A disk that does nothing until it is let.
struct SlowDisk {
  std::promise<void> begun, let;
  Chores::Work work() {
    return [this] {
      begun.set_value();
      let.get_future().wait();
      return Chores::Outcome();
    };
  }
};

TEST(Chores, AreDoneInOrder_AndTheirOutcomesAreTheFrames) {
  Chores chores;
  std::string done, took;
  for (const char name : {'a', 'b', 'c'}) chores.add([&, name]() -> Chores::Outcome { done += name; return [&, name] { took += name; }; });
  chores.wait();
  EXPECT_EQ(done, "abc");
  EXPECT_EQ(took, "");
  EXPECT_TRUE(chores.busy()) << "somebody should take them in";
  chores.take_in();
  EXPECT_EQ(took, "abc");
  EXPECT_FALSE(chores.busy());
}

TEST(Chores, WhileTheDiskIsSlow_OnlyTheLatestOfAKindWaits) {
  Chores chores;
  SlowDisk disk;
  std::string done;
  const auto note = [&](char name) { return [&done, name] { done += name; return Chores::Outcome(); }; };
  chores.add(disk.work());
  disk.begun.get_future().wait();
  for (const char name : {'a', 'b', 'c'}) chores.add_latest(note(name));
  chores.add(note('|'));
  for (const char name : {'d', 'e'}) chores.add_latest(note(name));
  chores.wait(std::chrono::milliseconds(1));
  EXPECT_EQ(done, "") << "nobody waited for the disk";
  disk.let.set_value();
  chores.wait();
  EXPECT_EQ(done, "c|e");
}

TEST(Chores, WhenTheProgramEnds_AllOfThemAreDone) {
  SlowDisk disk;
  int done = 0;
  auto chores = std::make_unique<Chores>();
  chores->add(disk.work());
  for (int i = 0; i < 3; ++i) chores->add([&] { ++done; return Chores::Outcome(); });
  disk.let.set_value();
  chores.reset();
  EXPECT_EQ(done, 3);
}

}  // namespace
}  // namespace wgscope::model
