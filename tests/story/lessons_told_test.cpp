// Traces of real programs, of either world and many schedules: told whole, saved and opened as they were, folded alike from anywhere.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <random>

#include "app/model/story.h"
#include "core/run/execution.h"
#include "core/run/live_run.h"
#include "core/run/strategies/strategy.h"
#include "core/trace/lanes.h"
#include "core/trace/trace_file.h"
#include "tests/story/whole.h"

namespace wgscope::model {
namespace {

std::vector<std::string> lessons() {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(WGSCOPE_SOURCE_DIR "/scenarios")) {
    if (entry.path().extension() == ".json") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

// One of everything that the language can do to a trace.
constexpr const char* kEverything = R"(package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

var a, b sync.WaitGroup
var n atomic.Int64
var set atomic.Bool

func try(f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println("got", r)
		}
	}()
	f()
}

func main() {
	x := 0
	a.Add(2)
	go func() { x++; a.Done() }()
	go func() { x++; a.Done(); runtime.Goexit() }()
	go a.Wait()
	b.Go(func() { try(func() { panic("in wg.Go\nof two lines") }) })
	a.Wait()
	c := a
	c.Add(1)
	b = c
	n.Store(5)
	fmt.Println(n.CompareAndSwap(4, 6), n.CompareAndSwap(5, 6), n.Swap(9), n.Add(-10), n.Load())
	set.Store(true)
	try(func() { b.Add(-5) })
	try(func() { b.Add(4) })
	try(func() { var p *sync.WaitGroup; p.Add(1) })
	s := "h\u00e9llo\n\"q\""
	f, g := 1.5, uint64(1) << 63
	t := &s
	func() { *t = "z"; f /= 3; g++ }()
	d := 1500 * time.Microsecond
	go func() { d = time.Millisecond }()
	runtime.Gosched()
	time.Sleep(d)
	defer func() { panic("b\nc") }()
	defer func() { r := recover(); panic(r) }()
	x /= x - x
}
)";

void expect_told(const std::shared_ptr<const Trace>& trace, uint32_t seed) {
  Story story;
  story.reset(trace);
  for (EventIndex i = 0; i < trace->size(); ++i) {
    for (const char* language : {"en", "zh"}) ASSERT_NO_FATAL_FAILURE(testing::expect_whole(story.line(i, Strings::of(language))));
  }
  // An ending that no event tells of is told after the last.
  const auto& ending = trace->tail().ending;
  EXPECT_EQ(story.ending(Strings::of("en")).has_value(), !ending || ending->is(Ending::Kind::deadlock) || ending->is(Ending::Kind::fatal));

  const std::string bytes = trace_bytes(*trace);
  const auto opened = parse_trace(bytes, "lesson.wgtrace");
  ASSERT_TRUE(opened.ok()) << to_string(opened.errors()[0]);
  EXPECT_EQ(trace_bytes(**opened), bytes);
  EXPECT_EQ((*opened)->tail(), trace->tail());

  Folder folder;
  folder.reset(trace);
  Lanes lanes;
  lanes.reset(trace);
  std::mt19937 random(seed);
  for (int i = 0; i < 10; ++i) {
    const EventIndex cursor = random() % (trace->size() + 1);
    const WorldState expected = fold(*trace, cursor);
    ASSERT_EQ(folder.at(cursor), expected);
    ASSERT_EQ(fold(**opened, cursor), expected);
    for (uint32_t number = 1; number <= expected.goroutines.size(); ++number) ASSERT_TRUE(lanes.state_at({number}, cursor));
  }
}

std::shared_ptr<const Trace> scheduled(const std::shared_ptr<const Scenario>& scenario, uint64_t seed) {
  Execution execution(scenario);
  const auto strategy = make_strategy("random", seed);
  run(execution, *strategy, 2000);
  return execution.trace();
}

TEST(LessonsTold, EverySchedule_IsToldSavedAndFolded) {
  for (const std::string& path : lessons()) {
    auto loaded = load_scenario(path);
    ASSERT_TRUE(loaded.ok()) << to_string(loaded.errors()[0]);
    const auto scenario = std::make_shared<const Scenario>(std::move(loaded).value());
    for (uint32_t seed = 1; seed <= 8; ++seed) {
      SCOPED_TRACE(path + ", seed " + std::to_string(seed));
      ASSERT_NO_FATAL_FAILURE(expect_told(scheduled(scenario, seed), seed));
    }
  }
}

TEST(LessonsTold, AProgramWithOneOfEverything_LiveAndScheduled) {
  auto parsed = parse_scenario("everything.go", kEverything);
  ASSERT_TRUE(parsed.ok()) << to_string(parsed.errors()[0]);
  const auto scenario = std::make_shared<const Scenario>(std::move(parsed).value());
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    ASSERT_NO_FATAL_FAILURE(expect_told(scheduled(scenario, seed), seed));
  }
  for (uint32_t i = 0; i < 5; ++i) {
    LiveRun run(scenario, {});
    run.wait();
    const auto trace = run.trace();
    ASSERT_GT(trace->size(), 20u);
    ASSERT_NO_FATAL_FAILURE(expect_told(trace, i));
  }
}

}  // namespace
}  // namespace wgscope::model
