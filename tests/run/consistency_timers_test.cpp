// Traces of timers and Conds that were broken on purpose, each in one way: the checker must see it, by the rule that it breaks.
#include <gtest/gtest.h>

#include "tests/run/broken_trace.h"

namespace wgscope {
namespace {

std::shared_ptr<const Trace> of_main(const std::string& body, const std::string& schedule) { return trace_of("func main() {\n" + body + "\n}\n", schedule); }

Event again(Event event) {
  ++event.version;
  return event;
}

TEST(ConsistencyOfTimers, WhomOneLetsGoOn) {
  const auto trace = of_main("t := time.NewTimer(1)\ngo func() { <-t.C }()\n<-t.C\nruntime.Gosched()", "main main/0 G2 timer:T1 main*2");
  expect_reported(*trace, "a timer lets the first go on who waits, main", [](Parts& p) { p.the(EventKind::timer).goroutine = 2; });
  expect_reported(*trace, "it received from a timer that is not set, or that somebody waits for", [](Parts& p) { p.the(EventKind::chan_receive, 2).flags = 0; });
  expect_reported(*trace, "a timer fired that is not set", [](Parts& p) {
    Event second = again(p.the(EventKind::timer));
    second.goroutine = 2;
    p.insert(p.at(EventKind::timer) + 1, second);
  });
  expect_reported(*trace, "it is not parked on the timer", [](Parts& p) { p.insert(p.at(EventKind::timer) + 1, again(p.the(EventKind::timer))); });
  expect_reported(*trace, "the goroutine is parked, and nobody has readied it", [](Parts& p) { p.drop(EventKind::timer); });
  expect_reported(*trace, "its version is not the next, which is 3", [](Parts& p) { ++p.the(EventKind::timer).version; });
  expect_reported(*trace, "the timer does not exist", [](Parts& p) { p.the(EventKind::timer).object = ObjectId{7}; });
  expect_reported(*trace, "the timer does not exist", [](Parts& p) { p.the(EventKind::timer_set).object = ObjectId{7}; });
}

TEST(ConsistencyOfTimers, NobodyWaits) {
  const auto trace = of_main("c := make(chan int)\nt := time.NewTimer(1)\ngo func() {\n<-t.C\nc <- 1\n}()\n<-c", "main*2 G2/0 timer:T1 G2 main");
  expect_reported(*trace, "a timer fired that nobody waits for", [](Parts& p) {   // main does, for another channel
    const size_t receive = p.at(EventKind::chan_receive, 2);
    p.drop(p.at(EventKind::chose));
    p.forget(receive);
    p.the(EventKind::timer).goroutine = 1;
  });
  expect_reported(*trace, "a timer lets the first go on who waits, G2", [](Parts& p) { p.the(EventKind::timer).goroutine = 1; });
  expect_reported(*trace, "that is no timer", [](Parts& p) { p.the(EventKind::timer_set).object = p.the(EventKind::chan_send).object; });
}

TEST(ConsistencyOfTimers, StopAndReset) {
  const auto trace = of_main("t := time.NewTimer(1)\nt.Stop()\nt.Reset(1)\nt.Stop()\n<-t.C", "main*4");
  for (const int nth : {1, 2}) {
    expect_reported(*trace, "it says of the timer that it was set, or not, and it is the other way round", [nth](Parts& p) { p.the(EventKind::timer_stop, nth).word ^= 1; });
  }
  expect_reported(*trace, "it says of the timer that it was set, or not, and it is the other way round", [](Parts& p) { p.the(EventKind::timer_reset).word ^= 1; });
  expect_reported(*trace, "it received from a timer that is not set, or that somebody waits for", [](Parts& p) { p.the(EventKind::chan_receive).flags = 0; });
  expect_reported(*trace, "that is no access of such an object", [](Parts& p) { p.the(EventKind::chan_receive).kind = EventKind::chan_send; });
  expect_reported(*trace, "that is no access of such an object", [](Parts& p) { p.the(EventKind::chan_receive).kind = EventKind::chan_close, p.the(EventKind::chan_close).flags = 0; });

  const auto expired = of_main("t := time.NewTimer(1)\n<-t.C\nt.Stop()\nticker := time.NewTicker(1)\n<-ticker.C\n<-ticker.C", "main/1 main main/1 main/1 main");
  expect_reported(*expired, "it says of the timer that it was set, or not, and it is the other way round", [](Parts& p) { p.the(EventKind::timer_stop).word = 1; });
  expect_reported(*expired, "it received from a timer that is not set, or that somebody waits for", [](Parts& p) { p.the(EventKind::declare, 2).word = 0; });   // a ticker stays set
}

TEST(ConsistencyOfTimers, Functions) {
  const auto trace = of_main("t := time.AfterFunc(1, func() { runtime.Gosched() })\n<-t.C", "main timer:T1 G2");
  expect_reported(*trace, "a timer without a function called one", [](Parts& p) { p.the(EventKind::declare).word = 0; });
  expect_reported(*trace, "a timer whose channel somebody waits for has no function to call", [](Parts& p) {
    const Event& fires = p.the(EventKind::timer);
    p.the(EventKind::chan_receive).object = fires.object;
    p.the(EventKind::chan_receive).version = fires.version;
    ++p.the(EventKind::timer).version;
  });
  expect_reported(*trace, "a timer that calls a function names its goroutine, and itself", [](Parts& p) { p.the(EventKind::timer).goroutine = 1; });
  expect_reported(*trace, "the new goroutine's number is not the next", [](Parts& p) { p.the(EventKind::timer).other = p.the(EventKind::timer).goroutine = 3; });
  expect_reported(*trace, "a timer fired that is not set", [](Parts& p) {
    p.goroutines.push_back(p.goroutines.back());
    Event second = again(p.the(EventKind::timer));
    second.goroutine = second.other = 3;
    p.insert(p.at(EventKind::gosched), second);
  });
}

TEST(ConsistencyOfTimers, InASelect) {
  const auto trace = of_main("t := time.NewTimer(1)\nc := make(chan int)\nselect {\ncase <-t.C:\ncase <-c:\n}\nselect {\ncase <-t.C:\ncase <-c:\n}", "main/0 main");
  expect_reported(*trace, "it received from a timer that is not set, or that somebody waits for", [](Parts& p) {   // as if it had come twice
    Event& second = p.the(EventKind::select_step, 2);
    second.flags = 0;
    second.object = p.the(EventKind::select_step).object;
    second.version = 2;
    second.word = 0;
  });
  expect_reported(*trace, "nobody sends to a timer", [](Parts& p) { p.the(EventKind::select_step).flags |= kSends, p.the(EventKind::select_case).other |= 1; });
  expect_reported(*trace, "nobody sends to a timer", [](Parts& p) { p.the(EventKind::select_case, 2).other |= 1; });
}

TEST(ConsistencyOfConds, PlacesAndParking) {
  const auto trace = of_main("var mu sync.Mutex\nc := sync.NewCond(&mu)\nmu.Lock()\ngo func() {\nc.Signal()\nruntime.Gosched()\n}()\nc.Wait()", "main*5 G2*2 main*2");
  expect_reported(*trace, "it has a place already", [](Parts& p) { p.insert(p.at(EventKind::cond_wait) + 1, again(p.the(EventKind::cond_wait))); });
  expect_reported(*trace, "it parked without a place of its own", [](Parts& p) { p.forget(p.at(EventKind::cond_wait)); });
  expect_reported(*trace, "there were 1 in the line", [](Parts& p) { p.the(EventKind::cond_wait).word = 2; });
  expect_reported(*trace, "there were 1 in the line", [](Parts& p) { p.the(EventKind::cond_park).word = 0; });
  expect_reported(*trace, "there were 0 in the line", [](Parts& p) { p.the(EventKind::cond_signal).word = 1; });
  expect_reported(*trace, "a signal goes to the first in the line, main", [](Parts& p) { p.the(EventKind::cond_signal).other = 0; });
  expect_reported(*trace, "parked, and nobody has readied it", [](Parts& p) { p.forget(p.at(EventKind::cond_signal)); });
  expect_reported(*trace, "that is no access of such an object", [](Parts& p) { p.objects[p.the(EventKind::cond_wait).object.value].kind = ObjectKind::mutex; });
}

TEST(ConsistencyOfConds, ASignalBeforeItParks) {
  const auto trace = of_main("var mu sync.Mutex\nc := sync.NewCond(&mu)\nmu.Lock()\ngo func() {\nc.Signal()\nc.Signal()\n}()\nc.Wait()", "main*4 G2*2 main*2");
  expect_reported(*trace, "a signal goes to the first in the line, main", [](Parts& p) { p.the(EventKind::cond_signal).other = 1; });   // who has not parked, and is not woken
  expect_reported(*trace, "nobody was there to wake", [](Parts& p) { p.the(EventKind::cond_signal, 2).other = 1; });
  expect_reported(*trace, "it parked without a place of its own", [](Parts& p) {
    Event parks = again(p.the(EventKind::cond_signal, 2));
    parks.kind = EventKind::cond_park;
    parks.goroutine = 1;
    parks.flags = kParked;
    p.insert(p.at(EventKind::cond_signal, 2) + 2, parks);   // behind G2's end
  });
}

TEST(ConsistencyOfConds, FirstComeFirstWoken) {
  const std::string two = "var mu sync.Mutex\nc := sync.NewCond(&mu)\nfor range 2 {\ngo func() {\nmu.Lock()\nc.Wait()\nmu.Unlock()\n}()\n}\n";
  const auto trace = of_main(two + "c.Signal()\nc.Signal()", "main*2 G2*4 G3*4 main*3");
  expect_reported(*trace, "a signal goes to the first in the line, G2", [](Parts& p) { p.the(EventKind::cond_signal).other = 3; });
  expect_reported(*trace, "a signal goes to the first in the line, G3", [](Parts& p) { p.the(EventKind::cond_signal, 2).other = 2; });

  const auto all = of_main(two + "c.Broadcast()", "main*2 G2*4 G3*4 main*2");
  expect_reported(*all, "a broadcast wakes all in the line, the first first", [](Parts& p) { p.the(EventKind::cond_broadcast).other = 3; });
  expect_reported(*all, "a broadcast wakes all in the line, the first first", [](Parts& p) { p.the(EventKind::cond_broadcast).other = 0; });
  expect_reported(*all, "nobody is left in the line", [](Parts& p) { p.the(EventKind::cond_broadcast).word = 1; });
  expect_reported(*all, "a close or a broadcast woke G3, and does not say so", [](Parts& p) { p.drop(EventKind::readied); });
  expect_reported(*all, "it was not he who was woken next", [](Parts& p) { p.the(EventKind::readied).other = 2; });

  const auto nobody = of_main("var mu sync.Mutex\nc := sync.NewCond(&mu)\nc.Broadcast()", "main*2");
  expect_reported(*nobody, "a broadcast wakes all in the line, the first first", [](Parts& p) { p.the(EventKind::cond_broadcast).other = 1; });
}

}  // namespace
}  // namespace wgscope
