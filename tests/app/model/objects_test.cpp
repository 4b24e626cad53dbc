// Channels and mutexes as the window shows them: the ring, the queues, who holds what, and what the latest step moved.
#include <gtest/gtest.h>

#include "app/model/object_view.h"
#include "app/model/stage_view.h"
#include "app/model/strings.h"
#include "core/run/execution.h"
#include "tests/app/support/stories.h"

namespace wgscope::model {
namespace {

using Names = std::vector<std::string>;

// A program of Go after the steps of a schedule, right behind the last one and the facts that follow it.
struct After {
  After(const std::string& program, const std::string& schedule, ObjectId chosen = kNoObject)
      : trace(run(program, schedule)), world(fold(*trace, trace->size())),
        scene{*trace, world, lines, Strings::of("en"), kMain, object_to_show(*trace, world, chosen)} {}
  static std::shared_ptr<const Trace> run(const std::string& program, const std::string& schedule) {
    auto scenario = parse_scenario("test.go", program);
    EXPECT_TRUE(scenario.ok()) << (scenario.ok() ? std::string() : to_string(scenario.errors().front()));
    return testing::trace_under(std::make_shared<const Scenario>(std::move(scenario).value()), schedule);
  }
  ChannelView channel() const { return std::get<ChannelView>(object_view(scene).shown); }
  MutexView mutex() const { return std::get<MutexView>(object_view(scene).shown); }
  StageCard card(GoroutineId who) const {
    for (const StageColumn& column : stage_view(scene).columns)
      for (const StageCard& card : column.cards)
        if (card.chip.who == who) return card;
    ADD_FAILURE() << "no such card";
    return {};
  }

  std::shared_ptr<const Trace> trace;
  WorldState world;
  std::vector<std::string> lines;
  Scene scene;
};

Names names(const std::vector<Chip>& chips) {
  Names all;
  for (const Chip& chip : chips) all.push_back(chip.name);
  return all;
}
Names names(const std::vector<QueuedChip>& queue) {
  Names all;
  for (const QueuedChip& one : queue) all.push_back(one.chip.name + (one.value.empty() ? "" : " " + one.value) + (one.select_case ? " /" + std::to_string(*one.select_case) : ""));
  return all;
}

constexpr const char* kBuffered = R"(package main

func main() {
	ch := make(chan int, 2)
	go func() { ch <- 1; ch <- 2; ch <- 3 }()
	<-ch
	<-ch
	<-ch
}
)";

TEST(Ring, FullAndASenderParked_ShowsWhatHeBrings) {
  const After a(kBuffered, "main G2*3");
  const ChannelView view = a.channel();
  EXPECT_EQ(view.name, "ch");
  EXPECT_EQ(view.capacity, 2u);
  EXPECT_EQ(view.length, 2u);
  ASSERT_TRUE(view.at(0) && view.at(1));
  EXPECT_EQ(*view.at(0), "1");
  EXPECT_EQ(*view.at(1), "2");
  EXPECT_EQ(names(view.senders), Names{"G2 3"});
  EXPECT_FALSE(view.put) << "the latest step put nothing there: it parked";
  EXPECT_TRUE(stage_view(a.scene).flights.empty());
  EXPECT_EQ(a.card(GoroutineId{2}).waits, Names{"ch"});
}

TEST(Ring, ReceiveWithASenderParked_MovesHisValueIntoTheFreedPlace) {
  const After a(kBuffered, "main G2*3 main");
  const ChannelView view = a.channel();
  EXPECT_EQ(view.first, 1u) << "the oldest is 2 now, where it was";
  EXPECT_EQ(view.length, 2u);
  EXPECT_EQ(*view.at(0), "3");
  EXPECT_EQ(*view.at(1), "2");
  EXPECT_EQ(view.took, 0u);
  EXPECT_EQ(view.put, 0u);
  EXPECT_TRUE(view.senders.empty());
  EXPECT_EQ(names(view.woken), Names{"G2"});
  const auto flights = stage_view(a.scene).flights;
  ASSERT_EQ(flights.size(), 2u);
  EXPECT_EQ(flights[0].text, "1");
  EXPECT_EQ(flights[0].from, FlightEnd::at(view.object, 0));
  EXPECT_EQ(flights[0].to, FlightEnd::card(kMain));
  EXPECT_EQ(flights[1].text, "3");
  EXPECT_EQ(flights[1].from, FlightEnd::card(GoroutineId{2}));
  EXPECT_EQ(flights[1].to, FlightEnd::at(view.object, 0));
}

TEST(Ring, TheNextValue_GoesRoundTheEnd) {
  const After a(kBuffered, "main G2*2 main G2");
  const ChannelView view = a.channel();
  EXPECT_EQ(view.first, 1u);
  EXPECT_EQ(view.put, 0u);
  EXPECT_EQ(*view.at(0), "3");
  const After drained(kBuffered, "main G2*2 main*2");
  EXPECT_EQ(drained.channel().took, 1u);
  EXPECT_EQ(drained.channel().next(), 0u);
  EXPECT_EQ(drained.channel().at(0), nullptr);
}

constexpr const char* kHandOver = R"(package main

func main() {
	ch := make(chan string, 1)
	go func() { <-ch }()
	ch <- "x"
	close(ch)
}
)";

TEST(Channel, ReceiverParked_GetsTheValuePastTheBuffer) {
  const After parked(kHandOver, "main G2");
  EXPECT_EQ(names(parked.channel().receivers), Names{"G2"});
  const After a(kHandOver, "main G2 main");
  const ChannelView view = a.channel();
  EXPECT_EQ(view.length, 0u);
  EXPECT_FALSE(view.put);
  ASSERT_TRUE(view.handed);
  EXPECT_EQ(view.handed->from.name + view.handed->value + view.handed->to.name, "main\"x\"G2");
  const auto flights = stage_view(a.scene).flights;
  ASSERT_EQ(flights.size(), 1u);
  EXPECT_EQ(flights[0].from, FlightEnd::card(kMain));
  EXPECT_EQ(flights[0].to, FlightEnd::card(GoroutineId{2}));
  EXPECT_EQ(flights[0].text, "\"x\"");
}

TEST(Channel, Close_WakesAllThatAreParkedThere) {
  const After a(R"(package main

func main() {
	ch := make(chan int)
	go func() { <-ch }()
	go func() { <-ch }()
	close(ch)
}
)", "main*2 G3 G2 main");
  const ChannelView view = a.channel();
  EXPECT_TRUE(view.closed);
  EXPECT_TRUE(view.closes);
  EXPECT_TRUE(view.receivers.empty());
  EXPECT_EQ(names(view.woken), (Names{"G3", "G2"})) << "in the order in which they came";
  EXPECT_TRUE(stage_view(a.scene).flights.empty()) << "nothing was sent";
  EXPECT_FALSE(view.handed);
}

constexpr const char* kSelect = R"(package main

func main() {
	a, b := make(chan int), make(chan struct{})
	go func() {
		select {
		case <-a:
		case b <- struct{}{}:
		}
	}()
	a <- 1
}
)";

TEST(Select, Parked_StandsInAllQueuesAndLeavesThem) {
  const After a(kSelect, "main G2", ObjectId{0});
  EXPECT_EQ(names(a.channel().receivers), Names{"G2 /0"});
  const After b(kSelect, "main G2", ObjectId{1});
  EXPECT_EQ(names(b.channel().senders), Names{"G2 {} /1"});
  EXPECT_EQ(a.card(GoroutineId{2}).waits, (Names{"a", "b"}));
  const After woken(kSelect, "main G2 main", ObjectId{1});
  EXPECT_TRUE(woken.channel().senders.empty());
}

constexpr const char* kMutex = R"(package main

import "sync"

func main() {
	var mu sync.Mutex
	for range 2 {
		go func() { mu.Lock(); mu.Unlock() }()
	}
	mu.Lock()
	mu.Unlock()
	mu.Lock()
}
)";

TEST(MutexView, Unlock_LeavesItFreeAndWhoIsWokenHasToTryAgain) {
  const After locked(kMutex, "main*3 G2 G3");
  EXPECT_EQ(names(locked.mutex().holder), Names{"main"});
  EXPECT_EQ(names(locked.mutex().waiting), (Names{"G2", "G3"}));
  EXPECT_EQ(locked.card(kMain).holds, Names{"mu"});
  EXPECT_EQ(locked.card(GoroutineId{3}).queue_place, 1);
  const After a(kMutex, "main*3 G2 G3 main");
  const MutexView view = a.mutex();
  EXPECT_TRUE(view.free());
  EXPECT_EQ(names(view.awake), Names{"G2"});
  EXPECT_EQ(names(view.waiting), Names{"G3"});
  const auto flights = stage_view(a.scene).flights;
  ASSERT_EQ(flights.size(), 1u);
  EXPECT_EQ(flights[0].to, FlightEnd::at(view.object)) << "to nobody";
  const After barged(kMutex, "main*3 G2 G3 main*2 G2");
  EXPECT_EQ(names(barged.mutex().holder), Names{"main"}) << "a newcomer was first";
  EXPECT_EQ(names(barged.mutex().waiting), (Names{"G2", "G3"})) << "at the head again";
  EXPECT_TRUE(barged.mutex().awake.empty());
}

TEST(MutexView, ReadersAndAWriterThatWaits_AreToldApart) {
  const After a(R"(package main

import "sync"

func main() {
	var mu sync.RWMutex
	go mu.Lock()
	go mu.RLock()
	mu.RLock()
	mu.RUnlock()
}
)", "main*3 G2 G3");
  const MutexView view = a.mutex();
  EXPECT_TRUE(view.rw);
  EXPECT_FALSE(view.locked);
  EXPECT_EQ(view.reads, 1u);
  EXPECT_EQ(names(view.readers), Names{"main"});
  EXPECT_EQ(names(view.waiting), Names{"G2"});
  EXPECT_EQ(names(view.waiting_readers), Names{"G3"});
}

TEST(ObjectRows, SeveralObjects_AreAllThereAndOneIsShown) {
  const After a(kSelect, "main G2", ObjectId{1});
  const auto rows = object_rows(a.scene);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].name, "a");
  EXPECT_EQ(rows[0].queued, 1u);
  EXPECT_TRUE(rows[1].shown);
  const After latest(kSelect, "main G2 main");
  EXPECT_EQ(latest.channel().name, "a") << "the one in use comes forward";
  EXPECT_TRUE(object_rows(After(kMutex, "main*3").scene).empty()) << "alone, it is in view anyway";
}

}  // namespace
}  // namespace wgscope::model
