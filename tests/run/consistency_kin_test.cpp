// Traces of channels, selects and mutexes that were broken on purpose, each in one way: the checker must see it, by the rule that it breaks.
#include <gtest/gtest.h>

#include "tests/run/broken_trace.h"

namespace wgscope {
namespace {

std::shared_ptr<const Trace> of_main(const std::string& body, const std::string& schedule) { return trace_of("func main() {\n" + body + "\n}\n", schedule); }

TEST(ConsistencyOfChannels, ReceiverWhoWaits) {
  const auto trace = of_main("c := make(chan int)\ngo func() { c <- 3 }()\n<-c", "main*2 G2 main");
  expect_reported(*trace, "a send goes to the first receiver, main", [](Parts& p) { p.the(EventKind::chan_send).other = 0; });
  expect_reported(*trace, "a send goes to the first receiver, of whom there was none", [](Parts& p) { p.forget(p.at(EventKind::chan_receive)); });
  expect_reported(*trace, "it received out of nothing", [](Parts& p) { p.the(EventKind::chan_receive).flags = 0; });
  expect_reported(*trace, "it parked though there was room, or somebody to receive", [](Parts& p) { p.the(EventKind::chan_send).flags = kParked, p.the(EventKind::chan_send).other = 0; });
  expect_reported(*trace, "it received that the channel is closed, which is open", [](Parts& p) { p.the(EventKind::chan_receive).flags = kFailed; });
  expect_reported(*trace, "a send failed though the channel is open", [](Parts& p) { p.the(EventKind::chan_send).flags = kFailed, p.the(EventKind::chan_send).other = 0; });
}

TEST(ConsistencyOfChannels, ReceiversInALine) {
  const auto trace = of_main("c := make(chan int)\nfor range 2 {\ngo func() { <-c }()\n}\nc <- 1\nc <- 2", "main*2 G2 G3 main*3");
  expect_reported(*trace, "a send goes to the first receiver, G2", [](Parts& p) { p.the(EventKind::chan_send).other = 3; });
  expect_reported(*trace, "a send goes to the first receiver, G3", [](Parts& p) { p.the(EventKind::chan_send, 2).other = 2; });
  expect_reported(*trace, "a send into a buffer without room", [](Parts& p) {   // neither of them ever came
    p.forget(p.at(EventKind::chan_receive, 2));
    p.forget(p.at(EventKind::chan_receive));
    p.the(EventKind::chan_send).other = 0;
  });
}

TEST(ConsistencyOfChannels, BufferAndWhoWaitsToSend) {
  const auto trace = of_main("c := make(chan int, 1)\nc <- 1\ngo func() { c <- 2 }()\n_ = len(c)\n<-c\n<-c", "main*2 G2 main*4");
  expect_reported(*trace, "it received another value than the oldest", [](Parts& p) { p.the(EventKind::chan_receive).word = 2; });   // it jumped the queue
  expect_reported(*trace, "it received another value than the oldest", [](Parts& p) { std::swap(p.the(EventKind::chan_receive).word, p.the(EventKind::chan_receive, 2).word); });
  expect_reported(*trace, "it received another value than the oldest", [](Parts& p) { p.the(EventKind::chan_send, 2).word = 7; });
  expect_reported(*trace, "a receive lets the first sender go on, G2", [](Parts& p) { p.the(EventKind::chan_receive).other = 0; });
  expect_reported(*trace, "a receive lets the first sender go on, of whom there was none", [](Parts& p) { p.the(EventKind::chan_receive, 2).other = 2; });
  expect_reported(*trace, "a send into a buffer without room", [](Parts& p) { p.the(EventKind::chan_send, 2).flags = 0; });
  expect_reported(*trace, "it parked though there was room", [](Parts& p) { p.forget(p.at(EventKind::chan_send)); });
  expect_reported(*trace, "it parked though there was something to receive", [](Parts& p) { p.the(EventKind::chan_receive).flags = kParked, p.the(EventKind::chan_receive).other = 0; });
  expect_reported(*trace, "there were 1 values in the buffer", [](Parts& p) { p.the(EventKind::chan_length).word = 2; });
}

TEST(ConsistencyOfChannels, SendersInALine) {
  const auto trace = of_main("c := make(chan int)\nfor i := range 2 {\ngo func() { c <- i }()\n}\n<-c\n<-c", "main*2 G2 G3 main*3");
  expect_reported(*trace, "a receive lets the first sender go on, G2", [](Parts& p) { p.the(EventKind::chan_receive).other = 3; });
  expect_reported(*trace, "it received another value than the oldest", [](Parts& p) { p.the(EventKind::chan_receive, 2).word = 0; });
}

TEST(ConsistencyOfChannels, Closed) {
  const auto trace = of_main("c := make(chan int, 1)\ndefer func() { recover() }()\ndefer func() {\nrecover()\nclose(c)\n}()\nc <- 5\nclose(c)\n<-c\n<-c\nc <- 6", "main*7");
  expect_reported(*trace, "a send on a closed channel", [](Parts& p) { p.the(EventKind::chan_send, 2).flags = 0; });
  expect_reported(*trace, "a closed channel was closed", [](Parts& p) { p.the(EventKind::chan_close, 2).flags = 0; });
  expect_reported(*trace, "a close failed though the channel is open", [](Parts& p) { p.the(EventKind::chan_close).flags = kFailed; });
  expect_reported(*trace, "it received that the channel is closed, which is open or not drained", [](Parts& p) { p.the(EventKind::chan_receive).flags = kFailed; });
  expect_reported(*trace, "it received out of nothing", [](Parts& p) { p.the(EventKind::chan_receive, 2).flags = 0; });
  expect_reported(*trace, "it parked though there was something to receive", [](Parts& p) { p.the(EventKind::chan_receive, 2).flags = kParked; });
}

TEST(ConsistencyOfChannels, WhomACloseWakes) {
  const auto trace = of_main("c := make(chan int)\nfor range 2 {\ngo func() { <-c }()\n}\nclose(c)", "main*2 G2 G3 main*2");
  expect_reported(*trace, "it was not he who was woken next", [](Parts& p) { p.the(EventKind::readied).other = 3; });
  expect_reported(*trace, "it was not he who was woken next", [](Parts& p) { p.insert(p.at(EventKind::readied, 2) + 1, p.the(EventKind::readied, 2)); });
  expect_reported(*trace, "a close or a broadcast woke G3, and does not say so", [](Parts& p) { p.drop(EventKind::readied, 2); });
  expect_reported(*trace, "a close or a broadcast woke G2, and does not say so", [](Parts& p) { p.drop(EventKind::readied, 2), p.drop(EventKind::readied); });

  const auto sender = of_main("c := make(chan int)\ngo func() { c <- 1 }()\nclose(c)", "main G2 main G2*2");
  expect_reported(*sender, "the goroutine was to do something else", [](Parts& p) { p.the(EventKind::chan_send, 2).flags = 0; });   // it finds the channel closed
}

TEST(ConsistencyOfChannels, Nil) {
  const auto trace = of_main("var c chan int\ngo func() { <-c }()\nclose(c)", "main G2 main*2");
  expect_reported(*trace, "a nil channel that was closed", [](Parts& p) { p.the(EventKind::chan_close).flags = 0; });
  expect_reported(*trace, "a step on a nil channel that did not park for ever", [](Parts& p) { p.the(EventKind::chan_receive).flags = 0; });
}

TEST(ConsistencyOfSelects, TheCaseTaken) {
  const auto trace = of_main("c := make(chan int, 1)\nd := make(chan int)\nselect {\ncase c <- 4:\ncase <-d:\n}\nselect {\ncase c <- 5:\ndefault:\n}\n_ = len(d)", "main*4");
  expect_reported(*trace, "a select that does not say which case it took", [](Parts& p) { p.drop(EventKind::select_case); });
  expect_reported(*trace, "a case of no select", [](Parts& p) { p.insert(p.at(EventKind::select_case) + 1, p.the(EventKind::select_case)); });
  expect_reported(*trace, "the case is on another channel than the select", [](Parts& p) { p.the(EventKind::select_case).object = p.the(EventKind::chan_length).object; });
  expect_reported(*trace, "the case goes the other way than the select", [](Parts& p) { p.the(EventKind::select_case).other ^= 1; });
  expect_reported(*trace, "a select that failed on no channel", [](Parts& p) { p.the(EventKind::select_step, 2).flags = kFailed; });
  expect_reported(*trace, "it received out of nothing", [](Parts& p) { p.the(EventKind::select_step).flags = 0; });
}

TEST(ConsistencyOfSelects, ParkedOnAll) {
  const auto trace = of_main("c := make(chan int)\nd := make(chan int)\ngo func() { d <- 9 }()\nselect {\ncase <-c:\ncase <-d:\n}", "main*2 G2 main");
  expect_reported(*trace, "a select that parks names its channels in facts", [](Parts& p) { p.the(EventKind::select_step).object = p.the(EventKind::chan_send).object, p.the(EventKind::select_step).version = 1, ++p.the(EventKind::chan_send).version; });
  expect_reported(*trace, "a select does not queue for a nil channel", [](Parts& p) { p.the(EventKind::select_case).object = kNoObject; });
  expect_reported(*trace, "a send goes to the first receiver, of whom there was none", [](Parts& p) { p.drop(EventKind::select_case, 2); });
  expect_reported(*trace, "a send goes to the first receiver, main", [](Parts& p) { p.the(EventKind::chan_send).other = 0; });

  const auto ready = of_main("c := make(chan int, 1)\nd := make(chan int)\nc <- 1\ngo func() { d <- 9 }()\n<-c\nselect {\ncase <-c:\ncase <-d:\n}", "main*4 G2 main");
  expect_reported(*ready, "a select parked though one of its cases could be done", [](Parts& p) { p.forget(p.at(EventKind::chan_receive)); });
}

TEST(ConsistencyOfSelects, ParkedBothWaysOnOneChannel_IsHonest) {
  const auto trace = of_main("c := make(chan int)\ngo func() { c <- 9 }()\nselect {\ncase c <- 1:\ncase <-c:\n}", "main*2 G2 main");
  EXPECT_EQ(find_inconsistency(*trace), std::nullopt);
}

TEST(ConsistencyOfMutexes, WhoHoldsIt) {
  const auto trace = of_main("var mu sync.Mutex\nmu.Lock()\ngo func() {\nmu.Lock()\nmu.Unlock()\n}()\nmu.TryLock()\nmu.Unlock()\nruntime.Gosched()\nruntime.Gosched()", "main*2 G2 main*2 G2*2 main*3");
  expect_reported(*trace, "it parked though nobody holds the Mutex", [](Parts& p) { p.the(EventKind::mutex_retry).flags = kParked | kFailed, p.the(EventKind::mutex_retry).word = 0; });
  expect_reported(*trace, "it took what another holds", [](Parts& p) { p.the(EventKind::mutex_try).flags = 0; });
  expect_reported(*trace, "it took what another holds", [](Parts& p) { p.the(EventKind::mutex_lock, 2).flags = 0; });
  expect_reported(*trace, "it says that others hold it than do", [](Parts& p) { p.the(EventKind::mutex_retry).word = 0; });
  expect_reported(*trace, "it readied nobody, though somebody waits", [](Parts& p) { p.the(EventKind::mutex_unlock).other = 0; });
  expect_reported(*trace, "it readied somebody, though nobody waits or one is on the way", [](Parts& p) { p.the(EventKind::mutex_unlock, 2).other = 1; });
  expect_reported(*trace, "it was unlocked though nobody held it", [](Parts& p) { p.insert(p.at(EventKind::mutex_unlock, 2) + 1, [&] { Event again = p.the(EventKind::mutex_unlock, 2); ++again.version; return again; }()); });
  expect_reported(*trace, "parked, and nobody has readied it", [](Parts& p) { p.forget(p.at(EventKind::mutex_unlock)); });
}

TEST(ConsistencyOfMutexes, TheLine) {
  const auto trace = of_main("var mu sync.Mutex\nmu.Lock()\nfor range 2 {\ngo func() {\nmu.Lock()\nmu.Unlock()\n}()\n}\nmu.Unlock()\nmu.Lock()\nmu.Unlock()", "main*3 G2 G3 main*4");
  expect_reported(*trace, "it readies the first who waits, G2", [](Parts& p) { p.the(EventKind::mutex_unlock).other = 3; });
  expect_reported(*trace, "it readied somebody, though nobody waits or one is on the way", [](Parts& p) { p.the(EventKind::mutex_unlock, 2).other = 3; });
}

TEST(ConsistencyOfMutexes, FatalErrors) {
  const auto trace = of_main("var mu sync.Mutex\nmu.Unlock()", "main");
  expect_reported(*trace, "it was unlocked though nobody held it", [](Parts& p) { p.the(EventKind::mutex_unlock).flags = 0; });
  const auto waits = of_main("var mu, other sync.Mutex\nmu.Lock()\ngo mu.Lock()\nother.Unlock()", "main*2 G2 main");
  expect_reported(*waits, "a fatal error that woke somebody", [](Parts& p) { p.the(EventKind::mutex_unlock).other = 2; });
}

TEST(ConsistencyOfMutexes, ReadersAndWriters) {
  const auto trace = of_main("var mu sync.RWMutex\nmu.Lock()\nfor range 2 {\ngo func() {\nmu.RLock()\nmu.RUnlock()\n}()\n}\nmu.Unlock()\nmu.RLock()\nmu.RUnlock()", "main*3 G2 G3 main G2*2 G3*2 main*3");
  expect_reported(*trace, "it readied somebody who does not wait there", [](Parts& p) { p.the(EventKind::mutex_unlock).other = 1; });
  expect_reported(*trace, "it readied somebody who does not wait there", [](Parts& p) { p.the(EventKind::readied).other = 2; });   // twice
  expect_reported(*trace, "parked, and nobody has readied it", [](Parts& p) { p.the(EventKind::mutex_unlock).other = 3, p.drop(EventKind::readied); });
  expect_reported(*trace, "it was unlocked though nobody held it", [](Parts& p) { p.forget(p.at(EventKind::read_lock, 3)); });
  expect_reported(*trace, "it took what another holds", [](Parts& p) { p.the(EventKind::read_lock).flags = 0; });
}

// Go does not notice: of these, a writer counts who only waits, and a reader who does.
TEST(ConsistencyOfMutexes, UnlockedForSomebodyWhoWaits_IsHonest) {
  const auto writer = of_main("var mu sync.RWMutex\nmu.RLock()\ngo mu.Lock()\nmu.Unlock()\nmu.RUnlock()", "main*2 G2 main*3");
  EXPECT_EQ(find_inconsistency(*writer), std::nullopt);
  const auto woken = of_main("var mu sync.RWMutex\nmu.RLock()\ngo mu.Lock()\nmu.RUnlock()\nmu.Unlock()", "main*2 G2 main*3");
  EXPECT_EQ(find_inconsistency(*woken), std::nullopt);
  const auto reader = of_main("var mu sync.RWMutex\nmu.Lock()\ngo mu.RLock()\nmu.RUnlock()\nmu.Unlock()", "main*2 G2 main*3");
  EXPECT_EQ(find_inconsistency(*reader), std::nullopt);
}

}  // namespace
}  // namespace wgscope
