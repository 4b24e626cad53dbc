// The timers on the timeline: from when to when each was set, where it fired, how much is left.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/model/objects.h"
#include "app/model/strings.h"
#include "app/model/timeline_view.h"
#include "core/run/execution.h"
#include "core/trace/trace_builder.h"
#include "tests/app/support/stories.h"

namespace wgscope::model {
namespace {

using Names = std::vector<std::string>;

std::shared_ptr<const Trace> under(const std::string& body, const std::string& schedule) {
  auto scenario = parse_scenario("test.go", "package main\n\nimport \"time\"\n\nfunc main() {\n" + body + "}\n");
  EXPECT_TRUE(scenario.ok()) << (scenario.ok() ? std::string() : to_string(scenario.errors().front()));
  return testing::trace_under(std::make_shared<const Scenario>(std::move(scenario).value()), schedule);
}

// The same trace as a live run would have made it, an event a millisecond.
std::shared_ptr<const Trace> timed(const Trace& trace) {
  TraceHeader header = trace.header();
  header.world = World::recorded;
  TraceBuilder builder(header);
  for (size_t i = 0; i < trace.objects().size(); ++i) builder.add_object(trace.objects()[i]);
  for (size_t i = 0; i < trace.goroutines().size(); ++i) builder.add_goroutine(trace.goroutines()[i]);
  for (size_t i = 0; i < trace.texts().size(); ++i) builder.text(trace.texts()[i]);
  for (EventIndex i = 0; i < trace.size(); ++i) {
    builder.add_clock_sample(static_cast<int64_t>(i) * 1'000'000);
    builder.append(trace[i]);
  }
  TraceTail tail = trace.tail();
  tail.duration_ns = static_cast<int64_t>(trace.size()) * 1'000'000;
  builder.set_tail(tail);
  return builder.snapshot();
}

struct Shown {
  Shown(std::shared_ptr<const Trace> of, EventIndex cursor, Axis axis = Axis::events) : trace(std::move(of)), world(fold(*trace, std::min<EventIndex>(cursor, trace->size()))) {
    lanes.reset(trace);
    causality.reset(trace);
    timers.reset(trace);
    span.grow(lanes.length(lane_axis(axis)));
    const Scene scene{*trace, world, lines, Strings::of("en"), kMain};
    view = timeline_view(scene, lanes, causality, timers, span, axis, 1000, 10);
  }
  Names labels(size_t lane) const {
    Names all;
    for (const auto& bar : view.timers.at(lane).bars) all.push_back(bar.label);
    return all;
  }
  std::shared_ptr<const Trace> trace;
  WorldState world;
  std::vector<std::string> lines;
  Lanes lanes;
  Causality causality;
  TimerSpans timers;
  TimelineSpan span;
  TimelineView view;
};

TEST(TimerLanes, ATimer_IsABarFromItsSettingToWhatEndedIt) {
  const auto trace = under("\tt := time.NewTimer(time.Second)\n\t<-t.C\n\tt.Reset(2 * time.Second)\n\tt.Stop()\n", "main/0 timer:T1 main*2");
  const Shown shown(trace, trace->size());
  ASSERT_EQ(shown.timers.lanes().size(), 1u);
  const TimerLane& lane = shown.timers.lanes()[0];
  ASSERT_EQ(lane.spans.size(), 2u);
  EXPECT_EQ((*trace)[lane.spans[0].from - 1].kind, EventKind::timer_set);
  EXPECT_EQ((*trace)[lane.spans[0].to.value() - 1].kind, EventKind::timer);
  EXPECT_EQ((*trace)[lane.spans[1].to.value() - 1].kind, EventKind::timer_stop);
  EXPECT_EQ(lane.firings, std::vector<EventIndex>{lane.spans[0].to.value()}) << "a Stop is no firing";
  EXPECT_EQ(shown.view.timers[0].name, "t");
  EXPECT_EQ(shown.labels(0), (Names{"set for 1s", "set for 2s"})) << "where no time passes none is left";
}

TEST(TimerLanes, TimersThatFollowOneAnother_ShareALane) {
  const std::string body = "\tfor range 3 {\n\t\t<-time.After(time.Second)\n\t}\n\ta, b := time.NewTimer(time.Second), time.NewTimer(time.Second)\n\t<-a.C\n\t<-b.C\n";
  const auto trace = under(body, "main/1 main/1 main/1 main/1 main/1");
  const Shown shown(trace, trace->size());
  ASSERT_EQ(shown.timers.lanes().size(), 2u) << "two are set at the same time";
  EXPECT_EQ(shown.timers.lanes()[0].spans.size(), 4u);
  EXPECT_FALSE(shown.timers.lanes()[0].only);
  EXPECT_EQ(shown.view.timers[0].name, "timer");
  EXPECT_TRUE(shown.labels(0)[3].starts_with("a ")) << shown.labels(0)[3];
}

TEST(TimerLanes, MoreThanThereAreLanesFor_AreCounted) {
  const auto trace = under("\tfor range 20 {\n\t\ttime.NewTimer(time.Second)\n\t}\n", "");
  const Shown shown(trace, trace->size());
  EXPECT_EQ(shown.timers.lanes().size(), TimerSpans::kLanesMost);
  EXPECT_EQ(shown.timers.left_out(), 20 - TimerSpans::kLanesMost);
  EXPECT_EQ(shown.view.timers.back().name, "+12");
}

TEST(TimerLanes, ATicker_GoesOnWhenItFires) {
  const auto trace = under("\tt := time.NewTicker(time.Second)\n\t<-t.C\n\t<-t.C\n\tt.Stop()\n", "main/1 main/0 timer:T1 main");
  const Shown shown(trace, trace->size());
  ASSERT_EQ(shown.timers.lanes().size(), 1u);
  EXPECT_EQ(shown.timers.lanes()[0].spans.size(), 1u);
  EXPECT_EQ(shown.timers.lanes()[0].firings.size(), 2u);
  EXPECT_EQ(shown.view.timers[0].firings.size(), 2u);
  EXPECT_EQ(shown.labels(0), Names{"every 1s"});
}

TEST(TimerLanes, WhatIsLeft_IsThatAtTheCursorByTheClockOfTheRun) {
  const auto trace = timed(*under("\tt := time.NewTimer(10 * time.Millisecond)\n\tgo func() {}()\n\tgo func() {}()\n\t<-t.C\n\ttime.Sleep(5 * time.Millisecond)\n", "main*2 main/0 timer:T1 timer:main"));
  const TimerSpan set = [&] {
    TimerSpans spans;
    spans.reset(trace);
    return spans.lanes().at(0).spans.at(0);
  }();
  EXPECT_EQ(Shown(trace, set.from).labels(0), Names{"set for 10ms · 9ms left"});
  EXPECT_EQ(Shown(trace, set.from + 2).labels(0), Names{"set for 10ms · 7ms left"});
  EXPECT_EQ(Shown(trace, set.to.value()).labels(0), Names{"set for 10ms"}) << "it has fired";
  const EventIndex sleeps = testing::after_first(*trace, EventKind::sleep);
  const Names labels = Shown(trace, sleeps).view.lanes[0].labels;
  EXPECT_NE(std::ranges::find(labels, "sleep 5ms · 4ms left"), labels.end());
}

// A timer that nobody looks at is over when its time has come: its lane is free for another.
TEST(TimerLanes, ATimerThatNobodyLooksAt_EndsWhenItsTimeHasCome) {
  const auto trace = timed(*under("\ttime.NewTimer(2 * time.Millisecond)\n\tfor range 6 {\n\t\tgo func() {}()\n\t}\n\ttime.NewTimer(time.Second)\n\tgo func() {}()\n", "main*7"));
  const Shown shown(trace, trace->size(), Axis::time);
  ASSERT_EQ(shown.timers.lanes().size(), 1u);
  ASSERT_EQ(shown.view.timers[0].bars.size(), 2u);
  EXPECT_NEAR(shown.view.timers[0].bars[0].to - shown.view.timers[0].bars[0].from, 2e6, 1e6);
}

// What is built event by event is what is built at once.
TEST(TimerLanes, GrowingWithTheTrace_GivesTheSame) {
  const auto trace = under("\tt := time.NewTicker(time.Second)\n\tfor range 3 {\n\t\t<-t.C\n\t\t<-time.After(time.Second)\n\t}\n", "main/1 main/1 main/1 main/0 timer:T3 main/1");
  TimerSpans whole, growing;
  whole.reset(trace);
  TraceBuilder builder(trace->header());
  for (size_t i = 0; i < trace->objects().size(); ++i) builder.add_object(trace->objects()[i]);
  for (size_t i = 0; i < trace->goroutines().size(); ++i) builder.add_goroutine(trace->goroutines()[i]);
  for (EventIndex i = 0; i < trace->size(); ++i) {
    builder.append((*trace)[i]);
    growing.reset(builder.snapshot());
  }
  ASSERT_EQ(whole.lanes().size(), growing.lanes().size());
  for (size_t i = 0; i < whole.lanes().size(); ++i) {
    EXPECT_EQ(whole.lanes()[i].firings, growing.lanes()[i].firings);
    EXPECT_EQ(whole.lanes()[i].spans.size(), growing.lanes()[i].spans.size());
  }
}

}  // namespace
}  // namespace wgscope::model
