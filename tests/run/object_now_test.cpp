// What fold makes of channels and timers, over the traces of programs whose schedule is the whole of what happens.
#include <gtest/gtest.h>

#include <vector>

#include "core/trace/world_state.h"
#include "tests/run/broken_trace.h"

namespace wgscope {
namespace {

std::shared_ptr<const Trace> of_main(const std::string& body, const std::string& schedule) { return trace_of("func main() {\n" + body + "\n}\n", schedule); }

// The first object of a kind, behind each event that touches it but its declaration.
std::vector<ObjectNow> of_first(const Trace& trace, ObjectKind kind) {
  size_t at = 0;
  while (trace.objects()[at].kind != kind) ++at;
  std::vector<ObjectNow> all;
  for (EventIndex i = 0; i < trace.size(); ++i) {
    if (trace[i].object.value == at && trace[i].kind != EventKind::declare) all.push_back(fold(trace, i + 1).objects[at]);
  }
  return all;
}

using Values = std::vector<uint64_t>;
struct Ring {
  uint32_t taken;
  Values buffer;
  bool operator==(const Ring&) const = default;
};
std::vector<Ring> rings(const std::string& body, const std::string& schedule) {
  std::vector<Ring> all;
  for (const ObjectNow& channel : of_first(*of_main(body, schedule), ObjectKind::channel)) all.push_back({channel.taken, channel.buffer});
  return all;
}

TEST(ObjectNow, Taken_CountsWhatHasLeftTheBuffer) {
  EXPECT_EQ(rings("c := make(chan int, 2)\nc <- 1\nc <- 2\n<-c\nc <- 3\n<-c\n<-c", "main*7"),
            (std::vector<Ring>{{0, {1}}, {0, {1, 2}}, {1, {2}}, {1, {2, 3}}, {2, {3}}, {3, {}}}));
}

// runtime/chan.go, recv: the value received and the one that takes its place stand in the same slot, and recvx goes on by one.
TEST(ObjectNow, TakenWithASenderWaiting_CountsOnce) {
  EXPECT_EQ(rings("c := make(chan int, 1)\nc <- 1\ngo func() { c <- 2 }()\n<-c\n<-c", "main*2 G2 main*3"), (std::vector<Ring>{{0, {1}}, {0, {1}}, {1, {2}}, {2, {}}}));
}

TEST(ObjectNow, TakenOfWhatWasHandedOver_StaysWhereItWas) {
  EXPECT_EQ(rings("c := make(chan int, 1)\ngo func() { <-c }()\nc <- 1\nc <- 2\n<-c", "main G2 main*4"), (std::vector<Ring>{{0, {}}, {0, {}}, {0, {2}}, {1, {}}}));
  EXPECT_EQ(rings("c := make(chan int)\ngo func() { c <- 1 }()\n<-c", "main G2 main*2"), (std::vector<Ring>{{0, {}}, {0, {}}}));
}

TEST(ObjectNow, TakenOfAClosedChannel_EndsWithItsLastValue) {
  EXPECT_EQ(rings("c := make(chan int, 1)\nc <- 1\nclose(c)\n<-c\n<-c", "main*5"), (std::vector<Ring>{{0, {1}}, {0, {1}}, {1, {}}, {1, {}}}));
}

TEST(ObjectNow, TakenByASelect_Counts) {
  const auto trace = of_main("c := make(chan int, 1)\nd := make(chan int)\nc <- 1\nselect {\ncase <-c:\ncase <-d:\n}", "main*3");
  EXPECT_EQ(of_first(*trace, ObjectKind::channel).back().taken, 1u);
}

std::vector<bool> set_after(const std::string& body, const std::string& schedule) {
  std::vector<bool> all;
  for (const ObjectNow& timer : of_first(*of_main(body, schedule), ObjectKind::timer)) all.push_back(timer.timer_set);
  return all;
}

// Made: set. A reset tells of itself twice, as a step and how long it was set for.
TEST(ObjectNow, TimerSet_IsWhetherItWillHaveItsTime) {
  EXPECT_EQ(set_after("t := time.NewTimer(1)\n<-t.C\nt.Reset(2)\nt.Stop()", "main/1 main*3"), (std::vector<bool>{true, false, true, true, false}));
  EXPECT_EQ(set_after("t := time.NewTimer(1)\n<-t.C", "main/0 timer:T1 main"), (std::vector<bool>{true, true, false}));
  EXPECT_EQ(set_after("t := time.NewTicker(1)\n<-t.C\n<-t.C\nt.Stop()", "main/1 main/0 timer:T1 main*2"), (std::vector<bool>{true, true, true, true, false}));
}

TEST(ObjectNow, TimerWhoseChannelIsAskedForItsLength_StaysAsItIs) {
  EXPECT_EQ(set_after("t := time.NewTimer(1)\n_ = len(t.C)\n<-t.C\n_ = len(t.C)", "main main/1 main*2"), (std::vector<bool>{true, true, false, false}));
}

}  // namespace
}  // namespace wgscope
