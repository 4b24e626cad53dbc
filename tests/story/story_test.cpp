// The story: which sentence is told where, in both languages.
#include "app/model/story.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "core/trace/trace_file.h"
#include "tests/story/whole.h"
#include "tests/trace/forged_trace.h"
#include "tests/trace/random_trace.h"

namespace wgscope::model {
namespace {

constexpr uint64_t word_of(int32_t counter, uint32_t waiters) { return (uint64_t{static_cast<uint32_t>(counter)} << 32) | waiters; }

// A trace by hand: one line an event. The word before is the last one given.
class Script {
 public:
  explicit Script(int goroutines = 6) : builder_({}) {
    wait_group("wg");
    for (int i = 0; i < goroutines; ++i) builder_.add_goroutine({i == 0 ? kNobody : kMain, {0}, i == 0 ? "main.main" : "main.worker"});
  }
  ObjectId wait_group(const std::string& name) { return builder_.add_object({name, ObjectKind::wait_group, WordKind::none, "sync.WaitGroup", {0}, kNobody, 0}); }
  ObjectId variable(const std::string& name) { return builder_.add_object({name, ObjectKind::variable, WordKind::signed_int, "int", {0}, kNobody, 0}); }

  Script& add(EventKind kind, uint16_t who, uint64_t word = 0, uint8_t flags = 0, uint16_t other = 0, ObjectId object = {0}) {
    Event event;
    event.kind = kind;
    event.goroutine = who;
    event.word = word;
    event.flags = flags;
    event.other = other;
    const Family family = row_of(kind).family;
    const bool has_object = family == Family::wait_group || family == Family::semaphore || family == Family::memory;
    if (has_object) event.object = object;
    builder_.append(event);
    return *this;
  }
  // A goroutine more, which wg.Go has started.
  uint16_t started_by_go() {
    const auto number = static_cast<uint16_t>(builder_.add_goroutine({kMain, {0}, "sync.(*WaitGroup).Go.func1"}).value);
    add(EventKind::spawn, 1, 0, 0, number);
    return number;
  }
  Script& text(EventKind kind, uint16_t who, std::string_view words) { return add(kind, who, builder_.text(words).value); }
  // main and G2 start everybody, main waits, `waiters` of G4.. wait too.
  Script& spawn(uint16_t count) {
    for (uint16_t i = 2; i <= count; ++i) add(EventKind::spawn, 1, 0, 0, i);
    return *this;
  }
  Script& wait_and_park(uint16_t who, uint64_t word) {
    return add(EventKind::wait_load, who, word).add(EventKind::wait_join, who, word + 1).add(EventKind::sema_acquire, who, 0, kParked);
  }

  StoryLine last(std::string_view language = "en") {
    const auto trace = builder_.snapshot();
    return story_line(*trace, fold(*trace, trace->size() - 1), trace->size() - 1, Strings::of(language));
  }
  std::string sentence() { return last().sentence; }
  TraceBuilder& builder() { return builder_; }

 private:
  TraceBuilder builder_;
};

using K = EventKind;

TEST(Story, TheMostTellingMoment_ReadsAsInThePicture) {
  Script script;
  script.spawn(5).add(K::add_count, 1, word_of(1, 0), kReturned).wait_and_park(1, word_of(1, 0)).wait_and_park(5, word_of(1, 1));
  script.add(K::add_count, 3, word_of(0, 2));
  EXPECT_EQ(script.last().head, "add -1 → 0·2");
  EXPECT_EQ(script.sentence(), "One done, none to go: counter 1 → 0, with two registered: G3 must release them.");
  EXPECT_EQ(script.last("zh").sentence, "完成一个，还差 0 个：计数器 1 → 0，登记着两个等待者，要由 G3 来释放。");
  script.add(K::add_recheck, 3, word_of(0, 2));
  EXPECT_EQ(script.last().head, "load → 0·2");
  EXPECT_EQ(script.sentence(), "Looks again: the word is as its own Add left it.");
  script.add(K::add_clear, 3, 0);
  EXPECT_EQ(script.last().head, "store 0");
  EXPECT_EQ(script.sentence(), "Clears the whole word at once. An Add that comes next and brings the counter above 0 finds no waiter registered and does not panic; yet Go allows it only once every Wait has returned.");
  script.add(K::sema_release, 3, 1, 0, 1);
  EXPECT_EQ(script.last().head, "release → main");
  EXPECT_EQ(script.sentence(), "First release: one token; main, first in the queue, becomes runnable. The token is not its own yet.");
  script.add(K::sema_release, 3, 2, kReturned, 5);
  EXPECT_EQ(script.sentence(), "Release 2 of 2, the last: one more token; G5, first in the queue, becomes runnable. G3's call is over.");
  script.add(K::sema_retry, 1, 1);
  EXPECT_EQ(script.sentence(), "Woken by G3's release, it tries again and takes a token.");
  script.add(K::wait_check, 1, 0, kReturned);
  EXPECT_EQ(script.sentence(), "Looks a last time: the word is 0, so Wait returns.");
}

TEST(Story, Add_SaysWhatItMeans) {
  EXPECT_EQ(Script().add(K::add_count, 1, word_of(1, 0), kReturned).sentence(), "Counter 0 → 1: 1 to go. While it is not 0, whoever calls Wait has to wait.");
  EXPECT_EQ(Script().add(K::add_count, 1, word_of(3, 0), kReturned).last().head, "add +3 → 3·0");
  EXPECT_EQ(Script().add(K::add_count, 1, word_of(3, 0)).add(K::add_count, 2, word_of(2, 0)).sentence(), "One done: counter 3 → 2, 2 to go.");
  EXPECT_EQ(Script().add(K::add_count, 1, word_of(3, 0)).add(K::add_count, 2, word_of(1, 0)).sentence(), "Adds -2: counter 3 → 1, 1 to go.");
  EXPECT_EQ(Script().add(K::add_count, 1, word_of(1, 0)).add(K::add_count, 2, 0).sentence(),
            "One done, none to go: counter 1 → 0. No waiter is registered, so there is nobody to release.");
  EXPECT_EQ(Script().add(K::add_count, 1, word_of(1, 0)).wait_and_park(2, word_of(1, 0)).add(K::add_count, 1, word_of(2, 1)).sentence(),
            "Counter 1 → 2 with one registered. That is allowed, because the counter was not 0: it waits on.");
  EXPECT_EQ(Script().add(K::add_count, 1, 0).sentence(), "This Add changes nothing: the low 32 bits of its delta are 0.");
  EXPECT_EQ(Script().add(K::add_count, 2, word_of(-1, 0)).sentence(),
            "Counter 0 → -1: below 0. WaitGroup panics, and the word keeps the -1.");
  EXPECT_EQ(Script().add(K::add_count, 2, word_of(-1, 0)).add(K::add_count, 2, word_of(-2, 0)).sentence(),
            "Counter -1 → -2: still below 0, so WaitGroup panics.");
  EXPECT_EQ(Script().add(K::add_count, 2, word_of(-1, 0)).add(K::add_count, 2, 0).sentence(), "Adds +1: the counter is back at 0 from -1. No waiter is registered.");
  EXPECT_EQ(Script().add(K::add_count, 2, word_of(INT32_MAX, 0)).add(K::add_count, 2, word_of(INT32_MIN, 0)).sentence(),
            "Counter 2147483647 plus +1 does not fit into 32 bits: it reads -2147483648, which is below 0. WaitGroup panics.");
}

TEST(Story, Misuse_IsToldAtBothSites) {
  Script script;
  script.spawn(4).add(K::add_count, 1, word_of(1, 0)).wait_and_park(2, word_of(1, 0)).add(K::add_count, 3, word_of(0, 1)).add(K::add_count, 4, word_of(1, 1));
  EXPECT_NE(script.sentence().find("Go calls an Add here misuse"), std::string::npos) << script.sentence();
  script.add(K::add_recheck, 3, word_of(1, 1));
  EXPECT_EQ(script.sentence(),
            "Looks again, and G4 has changed the word: 0·1 → 1·1. Go calls any change here misuse: WaitGroup panics.");
}

TEST(Story, AddOfZeroWithWaiters_IsToldAsASecondRelease) {
  Script script;
  script.spawn(4).add(K::add_count, 1, word_of(1, 0)).wait_and_park(2, word_of(1, 0)).add(K::add_count, 3, word_of(0, 1)).add(K::add_count, 4, word_of(0, 1));
  EXPECT_NE(script.sentence().find("tokens may be made twice"), std::string::npos) << script.sentence();
}

TEST(Story, Clear_SaysWhoseAddItWipes) {
  Script script;
  script.spawn(4).add(K::add_count, 1, word_of(1, 0)).wait_and_park(2, word_of(1, 0)).add(K::add_count, 3, word_of(0, 1)).add(K::add_recheck, 3, word_of(0, 1));
  script.add(K::add_count, 4, word_of(1, 1)).add(K::add_clear, 3, 0);
  EXPECT_EQ(script.sentence(), "Clears the whole word, and wipes out what G4 did since the second look: 1·1 → 0·0.");
}

TEST(Story, Overtaking_NamesWhoTookAndWhoLost) {
  Script script;
  script.spawn(4).add(K::add_count, 1, word_of(1, 0)).wait_and_park(2, word_of(1, 0)).add(K::add_count, 3, word_of(0, 1)).add(K::add_recheck, 3, word_of(0, 1));
  script.add(K::add_clear, 3, 0).add(K::sema_release, 3, 1, kReturned, 2);
  EXPECT_EQ(script.sentence(), "The only release: one token; G2, first in the queue, becomes runnable. The token is not its own yet.");
  script.add(K::add_count, 1, word_of(1, 0), kReturned);
  EXPECT_EQ(script.sentence(), "Counter 0 → 1, but G2 has not come back from Wait yet. If it then finds the word not 0, it panics.");
  script.add(K::wait_load, 4, word_of(1, 0)).add(K::wait_join, 4, word_of(1, 1)).add(K::sema_acquire, 4, 0);
  EXPECT_EQ(script.sentence(), "Steals the token for which G2 was woken: a token belongs to whoever comes first. Now 0 are left for it, until another is released.");
  EXPECT_EQ(script.last().head, "acquire → token");
  script.add(K::wait_check, 4, word_of(1, 1));
  EXPECT_EQ(script.sentence(),
            "Looks a last time: the word is 1·1, as this Wait itself left it when it registered. Its round is not over, and its token was not meant for it. "
            "Go takes that for reuse: WaitGroup panics.");
  script.add(K::sema_retry, 2, 0, kParked);
  EXPECT_EQ(script.sentence(), "Woken, but the token is gone: G4 came first. Queues up again, at the tail, and parks.");
}

TEST(Story, ReleaseBeforeThePark_IsTakenWithoutParking) {
  Script script;
  script.spawn(4).add(K::add_count, 1, word_of(1, 0)).add(K::wait_load, 2, word_of(1, 0)).add(K::wait_join, 2, word_of(1, 1));
  EXPECT_EQ(script.sentence(), "Is counted as a waiter: waiters 0 → 1. It has not parked yet.");
  script.add(K::add_count, 3, word_of(0, 1)).add(K::add_recheck, 3, word_of(0, 1)).add(K::add_clear, 3, 0).add(K::sema_release, 3, 1, kReturned);
  EXPECT_EQ(script.last().head, "release → nobody");
  EXPECT_NE(script.sentence().find("G2 is on the way: whoever comes first takes it"), std::string::npos) << script.sentence();
  script.add(K::sema_acquire, 2, 0);
  EXPECT_EQ(script.sentence(), "The release was faster: a token is there already, so it takes it and does not park.");
}

TEST(Story, StrayToken_SaysSo) {
  Script script;
  script.add(K::add_clear, 1, 0).add(K::sema_release, 1, 2, kReturned);
  EXPECT_NE(script.sentence().find("nobody is there to take it"), std::string::npos);
}

TEST(Story, FailedCas_NamesWhoWasFaster) {
  Script script;
  script.spawn(3).add(K::add_count, 1, word_of(2, 0)).add(K::wait_load, 1, word_of(2, 0)).add(K::add_count, 2, word_of(1, 0));
  script.add(K::wait_join, 1, word_of(1, 0), kFailed);
  EXPECT_EQ(script.last().head, "cas failed, 1·0");
  EXPECT_EQ(script.sentence(), "G2 was faster: the word changed from 2·0 to 1·0 since the look. Nothing is written; it must look again.");
  script.add(K::wait_load, 1, word_of(1, 0));
  EXPECT_EQ(script.sentence(), "Looks again after the lost compare-and-swap: counter 1, waiters 0.");
}

TEST(Story, Wait_AtZeroAndBelow) {
  EXPECT_EQ(Script().add(K::wait_load, 1, 0, kReturned).sentence(), "Wait looks: the counter is 0, so it returns at once.");
  EXPECT_NE(Script().add(K::add_count, 1, word_of(-1, 0)).add(K::wait_load, 1, word_of(-1, 0)).sentence().find("Only 0 lets it return"), std::string::npos);
  EXPECT_EQ(Script().wait_and_park(1, word_of(1, 0)).sentence(), "No token: queues up, first in line, and parks.");
  EXPECT_EQ(Script().wait_and_park(1, word_of(1, 0)).wait_and_park(2, word_of(1, 1)).sentence(), "No token: queues up behind main, number 2 in line, and parks.");
}

TEST(Story, Copy_SaysWhatComesAlongAndWhatStays) {
  EXPECT_NE(Script().add(K::copy, 1, 1).sentence().find("which holds nothing"), std::string::npos);
  Script script;
  const ObjectId copy = script.wait_group("wg");
  script.add(K::add_count, 1, word_of(1, 0)).add(K::copy, 1, copy.value);
  EXPECT_EQ(script.last().head, "copy wg → wg #2");
  EXPECT_EQ(script.sentence(), "Copies wg as it stands: counter 1. wg #2 is another WaitGroup: a Done on it is not seen by whoever waits for wg.");
  script.wait_and_park(2, word_of(1, 0)).add(K::copy, 1, copy.value);
  EXPECT_EQ(script.sentence(), "Copies wg as it stands: 1·1. The queue stays behind, so wg #2 counts 1 waiter that it can never wake.");
  script.add(K::add_count, 1, word_of(2, 1));
  EXPECT_EQ(script.last().head, "wg.add +1 → 2·1") << "with several WaitGroups the head says which";
}

TEST(Story, LostUpdate_IsNamed) {
  Script script;
  const ObjectId x = script.variable("x");
  script.spawn(3).add(K::var_read, 2, 0, 0, 0, x).add(K::var_read, 3, 0, 0, 0, x).add(K::var_write, 2, 1, 0, 0, x);
  EXPECT_EQ(script.sentence(), "Writes x: 0 → 1.");
  script.add(K::var_write, 3, 1, 0, 0, x);
  EXPECT_EQ(script.sentence(), "Writes x: 1 → 1. G2 has written since G3 read it, and that write is lost.");
}

TEST(Story, PanicsAndRecoveries) {
  EXPECT_EQ(Script().text(K::panic_call, 2, "boom").sentence(), "Panics with “boom”. If it has deferred calls, they run now.");
  EXPECT_EQ(Script().text(K::run_panic, 2, "runtime error: integer divide by zero").sentence(),
            "Go itself panics in G2: “runtime error: integer divide by zero”. If G2 has deferred calls, they run now.");
  EXPECT_NE(Script().text(K::run_panic, 2, "sync: negative WaitGroup counter").sentence().find("WaitGroup panics in G2"), std::string::npos);
  Script misuse;
  misuse.text(K::run_panic, 2, "sync: negative WaitGroup counter").text(K::recovered, 2, "sync: negative WaitGroup counter");
  EXPECT_EQ(misuse.sentence(), "A deferred call has recovered: the panic “sync: negative WaitGroup counter” is over, but nothing in the word is taken back.");
  EXPECT_EQ(Script().text(K::panic_call, 2, "sync: negative WaitGroup counter").text(K::recovered, 2, "sync: negative WaitGroup counter").sentence(),
            "A deferred call has recovered: the panic “sync: negative WaitGroup counter” is over.") << "the program's own words, not WaitGroup's";
  EXPECT_EQ(Script().text(K::crash, 2, "boom").sentence(), "Nobody has recovered from G2's panic, and no deferred call of it is left: the whole program ends here, with “boom”.");
}

TEST(Story, WaitGroupGo_OnlyLooksAtAPanic) {
  Script script;
  const uint16_t worker = script.started_by_go();
  script.text(K::panic_call, worker, "boom").text(K::recovered, worker, "boom").text(K::run_panic, worker, "boom");
  EXPECT_EQ(script.sentence(), "Raises “boom” again, after wg.Go has looked at it. The Done is left out.");
  const auto trace = script.builder().snapshot();
  EXPECT_EQ(story_line(*trace, fold(*trace, trace->size() - 2), trace->size() - 2, Strings::of("en")).sentence, "wg.Go recovers from “boom”, only to raise it again: it makes no Done.");
}

TEST(Story, MainReturns_SaysWhomItTakesAlong) {
  EXPECT_EQ(Script().add(K::main_return, 1).sentence(), "main returns, and the program is over.");
  EXPECT_EQ(Script().spawn(3).add(K::end, 2).add(K::main_return, 1).sentence(), "main returns, and the program is over, whatever the others are doing: G3 goes with it.");
  Script script;
  script.spawn(3).add(K::main_return, 1);
  TraceTail tail;
  tail.standing.resize(3);
  tail.standing[1].next = K::crash;
  script.builder().set_tail(tail);
  EXPECT_EQ(script.sentence(), "main returns before G2 has crashed: the program is over, here with exit status 0, and nobody hears of the panic. Go's main first lets a panic under way go on for a while, so this is rare.");
}

TEST(Story, Ending_SaysWhyADeadlockIsOne) {
  Script script;
  script.spawn(2).add(K::add_count, 1, word_of(2, 0)).wait_and_park(1, word_of(2, 0)).add(K::add_count, 2, word_of(1, 1)).add(K::end, 2);
  TraceTail tail;
  tail.over = true;
  tail.ending = Ending::deadlock();
  script.builder().set_tail(tail);
  Story story;
  story.reset(script.builder().snapshot());
  EXPECT_EQ(story.ending(Strings::of("en"))->sentence,
            "Nobody can go on any more: Go calls it a deadlock. main waits for wg, which still counts 1: one Done is missing.");
  EXPECT_EQ(story.ending(Strings::of("zh"))->sentence, "谁也无法继续：Go 把这叫死锁。main 在等 wg，它的计数器还是 1：还缺 1 个 Done。");
  tail.ending = std::nullopt;
  tail.stopped_by = StoppedBy::events;
  script.builder().set_tail(tail);
  story.reset(script.builder().snapshot());
  EXPECT_NE(story.ending(Strings::of("en"))->sentence.find("limit of events"), std::string::npos);
}

TEST(Story, EveryEventOfAnyTrace_IsToldWholeInBothLanguages) {
  std::set<std::string> sentences;
  for (uint32_t seed = 1; seed <= 5; ++seed) {
    const auto trace = test::random_trace({.events = 1500, .goroutines = 10, .wait_groups = 2, .seed = seed, .crash_at_end = seed == 1});
    Story story;
    story.reset(trace);
    for (EventIndex i = 0; i < trace->size(); ++i) {
      for (const char* language : {"en", "zh"}) {
        const StoryLine line = story.line(i, Strings::of(language));
        ASSERT_NO_FATAL_FAILURE(testing::expect_whole(line));
        sentences.insert(line.sentence.substr(0, 12));
      }
    }
  }
  EXPECT_GT(sentences.size(), 40u);
}

// No run makes such a trace: a compare-and-swap that failed though nobody changed the word; a wake-up without a token or a taker.
TEST(Story, WhatATraceDoesNotHold_IsNotMadeUp) {
  const std::string untold = Strings::of("en").say("story.untold");
  EXPECT_EQ(Script().wait_and_park(2, word_of(1, 0)).add(K::wait_load, 1, word_of(1, 1)).add(K::wait_join, 1, word_of(1, 1), kFailed).sentence(), untold);
  EXPECT_EQ(Script().wait_and_park(2, word_of(1, 0)).add(K::sema_retry, 2, 0, kParked).sentence(), untold);
}

TEST(Story, AForgedTraceThatOpens_IsToldToo) {
  const std::string good = trace_bytes(*test::random_trace({.events = 120, .goroutines = 6, .wait_groups = 2, .seed = 21, .crash_at_end = true}));
  std::mt19937 random(21);
  for (int trial = 0; trial < 1000; ++trial) {
    const auto opened = parse_trace(test::forged(good, random), "forged");
    if (!opened.ok()) continue;
    Story story;
    story.reset(*opened);
    for (EventIndex i = 0; i < (*opened)->size(); ++i) ASSERT_FALSE(story.line(i, Strings::of(i % 2 ? "en" : "zh")).sentence.empty());
    story.ending(Strings::of("en"));
  }
}

}  // namespace
}  // namespace wgscope::model
