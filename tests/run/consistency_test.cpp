// Traces that were broken on purpose, each in one way: the checker must see it, and say where. And that it has nothing to say of honest ones.
#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "core/run/live_run.h"
#include "core/trace/trace_builder.h"
#include "core/trace/trace_file.h"
#include "tests/run/broken_trace.h"
#include "tests/run/support.h"
#include "tests/support/generated_program.h"
#include "tests/support/long.h"
#include "tests/trace/forged_trace.h"

namespace wgscope {
namespace {

constexpr uint64_t kOne = uint64_t{1} << 32;

// Two waiters in the queue, released in order.
class TwoWaiters : public testing::Test {
 protected:
  const std::shared_ptr<const Trace> trace_ = trace_of(
      "var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Wait()\n\tgo wg.Wait()\n\twg.Done()\n\truntime.Gosched()\n}",
      "main*3 G2*3 G3*3 main*5 G2*2 G3*2 main*2");
  void reported(const std::string& words, const Break& how) const { expect_reported(*trace_, words, how); }
};

TEST_F(TwoWaiters, WordBeforeThatNobodyLeft) {
  reported("event 3 (G2, load of wg version 2): a load that changed the word, 0x100000000 to 0x200000000", [](Parts& p) { p.the(EventKind::wait_load).word = 2 * kOne; });
  reported("G2, cas of wg version 3): one waiter more, or nothing", [](Parts& p) { p.the(EventKind::wait_join).word += 1; });
  reported("an add that changed the waiters", [](Parts& p) { p.the(EventKind::add_count, 2).word += 1; });
  reported("version 7): a load that changed the word", [](Parts& p) { p.the(EventKind::add_recheck).word += kOne; });
  reported("the word was to be cleared", [](Parts& p) { p.the(EventKind::add_clear).word = 1; });
  reported("a load that changed the word", [](Parts& p) { p.the(EventKind::wait_check).word = kOne; });
}

TEST_F(TwoWaiters, VersionsWithAGapOrTwice) {
  reported("event 4 (G2, cas of wg version 4): its version is not the next, which is 3", [](Parts& p) { p.the(EventKind::wait_join).version = 4; });
  reported("its version is not the next, which is 3", [](Parts& p) { p.the(EventKind::wait_join).version = 2; });
  reported("release of wg version 4): its version is not the next, which is 3", [](Parts& p) { p.the(EventKind::sema_release).version = 4; });
  reported("its version is not the next", [](Parts& p) { p.the(EventKind::sema_retry, 2).version = 0; });
  reported("a version without an object", [](Parts& p) { p.the(EventKind::gosched).version = 1; });
}

TEST_F(TwoWaiters, WhatWasLostOrToldTwice) {
  for (EventKind kind : {EventKind::add_count, EventKind::spawn, EventKind::wait_load, EventKind::wait_join, EventKind::sema_acquire, EventKind::add_recheck, EventKind::add_clear,
                         EventKind::sema_release, EventKind::sema_retry, EventKind::wait_check, EventKind::end, EventKind::main_return}) {
    SCOPED_TRACE(std::string(name_of(kind)));
    Parts twice(*trace_);
    twice.insert(twice.at(kind), twice.the(kind));
    EXPECT_TRUE(twice.fault().has_value());
    if (kind == EventKind::end) continue;   // of a goroutine that could still step
    Parts lost(*trace_);
    lost.drop(kind);
    EXPECT_TRUE(lost.fault().has_value());
  }
}

TEST_F(TwoWaiters, AWakeWithoutARelease) {
  // G2 goes on before anybody has released it: its retry comes first.
  reported("the goroutine is parked, and nobody has readied it", [](Parts& p) {
    const Event retry = p.the(EventKind::sema_retry);
    p.drop(EventKind::sema_retry);
    p.insert(p.at(EventKind::sema_release), retry);
  });
  reported("the goroutine is parked, and nobody has readied it", [](Parts& p) {
    Event load = p.the(EventKind::wait_load);
    load.version = 5;
    p.insert(p.at(EventKind::sema_acquire) + 1, load);
  });
}

TEST_F(TwoWaiters, TheQueueIsFirstInFirstOut) {
  reported("a release readies the head of the queue, G2", [](Parts& p) { p.the(EventKind::sema_release).other = 3; });
  reported("a release readies the head of the queue, G2", [](Parts& p) { p.the(EventKind::sema_release).other = 0; });
  reported("a release readies the head of the queue, G3", [](Parts& p) { p.the(EventKind::sema_release, 2).other = 2; });
}

TEST_F(TwoWaiters, TokensFromNowhere) {
  reported("a release adds one token; there were 0, are 2", [](Parts& p) { p.the(EventKind::sema_release).word = 2; });
  reported("it took a token; there were 2, are 2", [](Parts& p) { p.the(EventKind::sema_retry).word = 2; });
  reported("it took a token; there were 0, are 0", [](Parts& p) { p.the(EventKind::sema_acquire).flags = 0; });
  reported("it parked although there was a token", [](Parts& p) { p.the(EventKind::sema_retry).flags = kParked; });
}

TEST_F(TwoWaiters, ACallThatReturnsElsewhere) {
  reported("the call returns when the counter is 0, and only then", [](Parts& p) { p.the(EventKind::wait_load).flags = kReturned; });
  reported("the call returns there when there is nobody to release", [](Parts& p) { p.the(EventKind::add_count).flags = 0; });
  reported("the call returns there when there is nobody to release", [](Parts& p) { p.the(EventKind::add_count, 2).flags = kReturned; });
  reported("the call returns with its last release, and only then", [](Parts& p) { p.the(EventKind::sema_release).flags = kReturned; });
  reported("the call returns with its last release, and only then", [](Parts& p) { p.the(EventKind::sema_release, 2).flags = 0; });
  reported("the call returns when the word is 0, and only then", [](Parts& p) { p.the(EventKind::wait_check).flags = 0; });
  reported("the compare-and-swap wins when the word is what was seen", [](Parts& p) { p.the(EventKind::wait_join).flags = kFailed; });
  reported("the goroutine was to do something else", [](Parts& p) { p.the(EventKind::wait_join).kind = EventKind::wait_check; });
}

TEST_F(TwoWaiters, WhoCannotStep) {
  reported("the goroutine was to do something else", [](Parts& p) { p.the(EventKind::wait_join).goroutine = 3; });
  reported("nobody has that number", [](Parts& p) { p.the(EventKind::wait_load).goroutine = 4; });
  reported("nobody has that number", [](Parts& p) { p.the(EventKind::wait_load).goroutine = 0; });
  reported("the goroutine had ended", [](Parts& p) { p.the(EventKind::gosched).goroutine = 2; });
  reported("a fact of a step that another goroutine made", [](Parts& p) { p.the(EventKind::end, 2).goroutine = 1; });
  reported("only main's return ends the program", [](Parts& p) {
    p.drop(EventKind::end, 2);
    p.the(EventKind::main_return).goroutine = 3;
  });
  reported("main ends by returning, or by Goexit", [](Parts& p) {
    p.the(EventKind::gosched).kind = EventKind::end;
    p.events.pop_back();
    std::swap(p.events[p.events.size() - 1], p.events[p.at(EventKind::sema_release, 2) + 1]);
  });
}

TEST_F(TwoWaiters, AfterTheEnding) {
  reported("event 22 (main, gosched): the program was over", [](Parts& p) { p.events.push_back(p.the(EventKind::gosched)); });
  reported("the program was over", [](Parts& p) { p.events.push_back({.goroutine = 1, .kind = EventKind::print}); });
}

TEST_F(TwoWaiters, ObjectsAndPlacesThatAreNot) {
  reported("the object does not exist", [](Parts& p) { p.the(EventKind::add_count).object = ObjectId{7}; });
  reported("that is no access of such an object", [](Parts& p) { p.objects[0].kind = ObjectKind::atomic_int64; });
  reported("that is no access of such an object", [](Parts& p) { p.the(EventKind::add_count).kind = EventKind::atomic_add, p.the(EventKind::atomic_add).flags = 0; });
  reported("an access without an object", [](Parts& p) { p.the(EventKind::add_count).object = kNoObject, p.the(EventKind::add_count).version = 0; });
  reported("its place is not in the program", [](Parts& p) { p.the(EventKind::add_count).site = 999; });
  reported("its text is not in the trace", [](Parts& p) { p.insert(p.at(EventKind::gosched) + 1, {.word = 99, .goroutine = 1, .kind = EventKind::print}); });
  reported("a fact without an object that has one", [](Parts& p) { p.the(EventKind::end).object = ObjectId{0}; });
  reported("no such event has these flags", [](Parts& p) { p.the(EventKind::add_count).flags |= kParked; });
  reported("no such event has these flags", [](Parts& p) { p.the(EventKind::gosched).flags = 64; });
  reported("no such event names another goroutine", [](Parts& p) { p.the(EventKind::wait_load).other = 1; });
  reported("the object existed already", [](Parts& p) { p.insert(p.at(EventKind::gosched) + 1, {.object = ObjectId{0}, .goroutine = 1, .kind = EventKind::declare}); });
}

TEST_F(TwoWaiters, GoroutinesThatDoNotFit) {
  reported("the new goroutine's number is not the next", [](Parts& p) { p.the(EventKind::spawn).other = 3; });
  reported("the new goroutine is not in the trace", [](Parts& p) { p.goroutines.pop_back(); });
  reported("the new goroutine has another parent", [](Parts& p) { p.goroutines[1].parent = GoroutineId{3}; });
  reported("the trace has other goroutines than its events", [](Parts& p) { p.goroutines.push_back(p.goroutines[1]); });
}

TEST_F(TwoWaiters, AnEndThatDoesNotFit) {
  reported("exit, but main did not return", [](Parts& p) { p.events.pop_back(); });
  reported("main returned, but the ending is deadlock", [](Parts& p) { p.tail.ending = Ending::deadlock(); });
  reported("stopped, and yet there is an ending", [](Parts& p) { p.tail.stopped_by = StoppedBy::interrupt; });
  reported("over, but neither ended nor stopped", [](Parts& p) { p.tail.ending.reset(), p.events.pop_back(); });
  reported("the program is over, but has no ending", [](Parts& p) { p.tail.ending.reset(), p.tail.stopped_by = StoppedBy::events; });
  reported("a deadlock, but somebody can go on", [](Parts& p) { p.events.pop_back(), p.tail.ending = Ending::deadlock(); });
  reported("nobody is left, but somebody has not ended", [](Parts& p) { p.events.pop_back(), p.tail.ending = Ending::nobody_left(); });
  reported("not everybody stands somewhere", [](Parts& p) { p.tail.standing.pop_back(); });
}

// The other kinds of events.
TEST(Consistency, LastReleaseOfAnEmptyQueue_GoesToNobody) {
  const auto trace = trace_of("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo wg.Done()\n\twg.Wait()\n}", "main*4 G2*4 main*3");   // between cas and acquire
  expect_reported(*trace, "which is empty", [](Parts& p) { p.the(EventKind::sema_release).other = 1; });
}

TEST(Consistency, AfterALostCompareAndSwap_ItLooksAgain) {
  const auto trace = trace_of("var wg sync.WaitGroup\nfunc main() {\n\twg.Add(1)\n\tgo func() {\n\t\twg.Wait()\n\t\truntime.Gosched()\n\t}()\n\twg.Add(1)\n\twg.Add(-2)\n\truntime.Gosched()\n}",
                              "main*2 G2 main G2 main G2*2 main*2");
  expect_reported(*trace, "the goroutine was to look again", [](Parts& p) { p.drop(EventKind::wait_load, 2); });
  expect_reported(*trace, "the compare-and-swap wins when the word is what was seen", [](Parts& p) { p.the(EventKind::wait_join).flags = 0; });
}

TEST(Consistency, Timers) {
  const auto trace = trace_of("func main() {\n\tgo func() { time.Sleep(5) }()\n\ttime.Sleep(1)\n\truntime.Gosched()\n}", "main timer:main timer:G2 main*2");
  expect_reported(*trace, "the goroutine is asleep", [](Parts& p) { p.drop(EventKind::timer); });
  expect_reported(*trace, "the goroutine has no timer", [](Parts& p) { p.insert(p.at(EventKind::timer), p.the(EventKind::timer)); });
  expect_reported(*trace, "the goroutine had ended", [](Parts& p) { p.insert(p.at(EventKind::gosched), p.the(EventKind::timer, 2)); });
  expect_reported(*trace, "who sleeps is parked", [](Parts& p) { p.the(EventKind::sleep).flags = 0; });
}

TEST(Consistency, Panics) {
  const auto trace = trace_of("var wg sync.WaitGroup\nfunc main() {\n\tdefer wg.Add(1)\n\tfunc() {\n\t\tdefer func() { recover() }()\n\t\twg.Done()\n\t}()\n\tpanic(\"boom\")\n}", "main*4");
  expect_reported(*trace, "there was no panic to recover from", [](Parts& p) { p.insert(p.at(EventKind::recovered), p.the(EventKind::recovered)); });
  expect_reported(*trace, "there was no panic to crash of", [](Parts& p) { p.the(EventKind::panic_call).kind = EventKind::gosched; });
  expect_reported(*trace, "the ending is not what the crash says", [](Parts& p) { p.tail.ending = Ending::panic("bang"); });
  expect_reported(*trace, "another goroutine crashed", [](Parts& p) { p.tail.crashed = GoroutineId{2}; });
  expect_reported(*trace, "the goroutine was to do something else", [](Parts& p) { p.drop(EventKind::run_panic), p.drop(EventKind::recovered); });   // a negative counter panics
}

TEST(Consistency, VariablesAndAtomics) {
  const auto trace = trace_of("var x = 5\nvar a atomic.Int32\nfunc main() {\n\tx++\n\ta.Add(1)\n\ta.CompareAndSwap(7, 8)\n\ta.Load()\n\tfmt.Println(x)\n}", "main*7");
  expect_reported(*trace, "event 0 (main, read of x version 1): a load that changed the word, 0x5 to 0x6", [](Parts& p) { p.objects[0].initial_word = 5, p.the(EventKind::var_read).word = 6; });
  expect_reported(*trace, "a load that changed the word, 0x7 to 0x6", [](Parts& p) { p.the(EventKind::var_write).word = 7; });
  expect_reported(*trace, "a load that changed the word", [](Parts& p) { p.the(EventKind::atomic_load).word = 0; });
  expect_reported(*trace, "a failed compare-and-swap that changed the word", [](Parts& p) { p.the(EventKind::atomic_cas).word = 8; });
  expect_reported(*trace, "a load that changed the word", [](Parts& p) { p.the(EventKind::atomic_add).word = 2; p.the(EventKind::atomic_cas).word = 2; });
  expect_reported(*trace, "its version is not the next, which is 2", [](Parts& p) { p.drop(EventKind::atomic_cas); });
  expect_reported(*trace, "that is no access of such an object", [](Parts& p) { p.the(EventKind::var_read).kind = EventKind::atomic_load; });
  expect_reported(*trace, "that is no access of such an object", [](Parts& p) { p.the(EventKind::atomic_load).kind = EventKind::var_read; });
}

TEST(Consistency, Copies) {
  const auto trace = trace_of("func main() {\n\tvar wg, other sync.WaitGroup\n\twg.Add(2)\n\tlater := wg\n\tother = wg\n\tlater.Add(1)\n\tother.Add(1)\n}", "main*6");
  const auto declared = [](Parts& p, int nth) -> Event& { return p.the(EventKind::declare, nth); };   // 1, 2: the variables; 3: later; 4: what other became
  expect_reported(*trace, "the copy is not what was copied", [&](Parts& p) { declared(p, 3).word += kOne; });
  expect_reported(*trace, "the copy is not what was copied", [&](Parts& p) { declared(p, 3).other = 1; });
  expect_reported(*trace, "the copy went to another object", [&](Parts& p) { p.the(EventKind::copy).word = 1; });
  expect_reported(*trace, "the goroutine was to do something else", [&](Parts& p) { p.drop(p.at(EventKind::declare, 3)); });
  expect_reported(*trace, "its version is not the next, which is 1", [&](Parts& p) { declared(p, 4).version = 0; });
  expect_reported(*trace, "that is no access of such an object", [&](Parts& p) { p.objects[0].kind = ObjectKind::variable; });
}

// What a single event cannot be changed to without anybody noticing, whatever the program.
void expect_each_change_reported(const Parts& honest, size_t i) {
  const Event& event = honest.events[i];
  const auto expect_fault = [&](const char* what, const Break& how) {
    Parts broken(honest);
    how(broken);
    EXPECT_TRUE(broken.fault().has_value()) << "event " << i << ", a " << name_of(event.kind) << ": " << what;
  };
  expect_fault("version + 1", [&](Parts& p) { ++p.events[i].version; });
  expect_fault("version - 1", [&](Parts& p) { --p.events[i].version; });
  expect_fault("nobody", [&](Parts& p) { p.events[i].goroutine = 0; });
  expect_fault("a flag that there is not", [&](Parts& p) { p.events[i].flags |= 8; });
  expect_fault("another goroutine named", [&](Parts& p) { p.events[i].other ^= 1; });
  switch (event.kind) {
    case EventKind::add_recheck:
    case EventKind::add_clear:
    case EventKind::wait_load:
    case EventKind::wait_join:
    case EventKind::wait_check:
    case EventKind::sema_release:
    case EventKind::sema_acquire:
    case EventKind::sema_retry:
    case EventKind::var_read:
    case EventKind::atomic_load: expect_fault("word + 1", [&](Parts& p) { ++p.events[i].word; }); break;
    default: break;
  }
  if (on_sema(event.kind) || (on_wait_group_word(event.kind) && event.kind != EventKind::add_recheck && event.kind != EventKind::add_clear)) {
    for (uint8_t flag : {kFailed, kParked, kReturned}) {
      if (event.kind == EventKind::add_count && flag == kReturned) continue;   // a misuse or not: the delta's upper half says, which is not told
      expect_fault("a flag", [&](Parts& p) { p.events[i].flags ^= flag; });
    }
    expect_fault("twice", [&](Parts& p) { p.insert(i, event); });
  }
}

TEST(Consistency, GeneratedPrograms_HonestTracesPassAndEachChangeIsReported) {
  for (uint64_t seed = 1; seed <= (long_suite() ? 2000u : 80u); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937_64 random(seed);
    Execution execution(go_scenario(GeneratedProgram::text(seed)));
    for (int steps = 0; !execution.over() && steps < 300; ++steps) {
      const auto enabled = execution.enabled();
      execution.step(enabled[random() % enabled.size()].choice);
    }
    const auto trace = execution.trace();
    ASSERT_EQ(find_inconsistency(*trace), std::nullopt);
    const Parts honest(*trace);
    for (int n = 0; n < 12 && trace->size() > 0; ++n) expect_each_change_reported(honest, random() % trace->size());
    if (HasFailure()) return;
  }
}

// A file that somebody made, with right checksums: whatever opens is looked through without harm.
TEST(Consistency, ForgedFiles_AreLookedThrough) {
  std::mt19937 random(7);
  size_t opened = 0, reported = 0;
  for (uint64_t seed = 1; seed <= (long_suite() ? 400u : 30u); ++seed) {
    Execution execution(go_scenario(GeneratedProgram::text(seed)));
    for (int steps = 0; !execution.over() && steps < 60; ++steps) execution.step(execution.enabled().back().choice);
    const std::string bytes = trace_bytes(*execution.trace());
    for (int n = 0; n < 60; ++n) {
      const auto trace = parse_trace(test::forged(bytes, random), "forged.wgtrace");
      if (!trace) continue;
      ++opened;
      reported += find_inconsistency(**trace).has_value();
    }
  }
  EXPECT_GT(opened, 50u);
  EXPECT_GT(reported, 10u);
}

}  // namespace
}  // namespace wgscope
