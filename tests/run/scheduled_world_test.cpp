// The state of a program is its data and nothing else: put together again from flat forms at every step, it goes on as if nothing had happened; and two ways to
// the same point leave the same data.
#include "core/run/scheduled_world.h"

#include <gtest/gtest.h>

#include <random>

#include "tests/run/support.h"

namespace wgscope {
namespace {

using program::Goroutine;
using program::Status;

std::vector<uint64_t> flat_of(const ScheduledWorld& world) {
  std::vector<uint64_t> flat;
  for (const Goroutine& g : world.goroutines()) flatten(g, flat);
  return flat;
}

std::vector<Choice> enabled(const ScheduledWorld& world) {
  std::vector<Choice> choices;
  for (const Goroutine& g : world.goroutines())
    if (g.status == Status::standing || g.status == Status::sleeping) choices.push_back({g.id, g.status == Status::sleeping});
  return choices;
}

const char* const kTangle = R"go(package main

var wg sync.WaitGroup
var n atomic.Int32

func level(depth int) (result int) {
	defer func() {
		if r := recover(); r != nil {
			result = depth*10 + int(n.Add(1))
		}
	}()
	defer wg.Done()
	wg.Add(1)
	if depth == 0 {
		var p *atomic.Int32
		p.Load()
	}
	text := fmt.Sprint("level ", depth)
	if level(depth-1) > 5 {
		panic(text)
	}
	return depth
}

func leave() {
	defer n.Add(1)
	defer func() {
		defer func() { _ = recover() }()
		panic("on the way out")
	}()
	runtime.Goexit()
}

func main() {
	wg.Go(func() { level(2) })
	wg.Go(func() { level(1) })
	go leave()
	time.Sleep(1)
	wg.Wait()
	fmt.Println(n.Load())
}
)go";

TEST(ScheduledWorld, PutTogetherFromFlatFormsAtEveryStep_GoesOnTheSame) {
  const auto scenario = go_scenario(kTangle);
  program::Pool pool(scenario->program->strings);
  for (uint64_t seed = 0; seed < 40; ++seed) {
    std::mt19937_64 random(seed);
    ScheduledWorld world(*scenario->program, pool), rebuilt(*scenario->program, pool);
    world.begin();
    rebuilt.begin();
    for (auto choices = enabled(world); !choices.empty(); choices = enabled(world)) {
      const Choice choice = choices[random() % choices.size()];
      for (const Goroutine& g : rebuilt.goroutines()) {
        Goroutine fresh;
        fresh.id = g.id;
        std::vector<uint64_t> flat;
        flatten(g, flat);
        restore(fresh, flat);
        ASSERT_EQ(fresh, g);
        const_cast<Goroutine&>(g) = fresh;
      }
      const auto turn = world.step(choice.who, choice.timer);
      ASSERT_EQ(rebuilt.step(choice.who, choice.timer).what, turn.what);
      ASSERT_EQ(flat_of(rebuilt), flat_of(world));
      ASSERT_EQ(rebuilt.told.size(), world.told.size());
      if (turn.what == program::Turn::What::over) break;
    }
    EXPECT_EQ(world.goroutine(kMain).status, Status::standing);   // in front of nothing: its return was the last step
  }
}

// The goroutine that steps is the only one whose data changes, but for one that a release readies and one that a go creates.
TEST(ScheduledWorld, AStep_ChangesOnlyTheStepping) {
  const auto scenario = go_scenario(kTangle);
  program::Pool pool(scenario->program->strings);
  std::mt19937_64 random(5);
  ScheduledWorld world(*scenario->program, pool);
  world.begin();
  for (auto choices = enabled(world); !choices.empty(); choices = enabled(world)) {
    const Choice choice = choices[random() % choices.size()];
    const ScheduledWorld before = world;
    world.told.clear();
    if (world.step(choice.who, choice.timer).what == program::Turn::What::over) break;
    const GoroutineId readied = world.told.front().other;
    for (const Goroutine& g : before.goroutines()) {
      if (g.id == choice.who || g.id == readied) continue;
      EXPECT_EQ(world.goroutine(g.id), g);
    }
  }
}

// Whatever a call did inside, once it is over nothing of it is left: the way through it does not matter.
TEST(ScheduledWorld, TwoWaysToTheSamePoint_LeaveTheSameData) {
  const auto scenario = go_scenario(R"go(package main

var wg sync.WaitGroup
var a, b atomic.Int32

func risky(fail bool) (ok bool) {
	defer func() { _ = recover() }()
	k := 7
	if fail {
		for i := range 3 {
			defer func() { k += i }()
		}
		panic("x")
	}
	return k == 8
}

func f() {
	if a.Load() == 0 {
		risky(true)
	} else {
		risky(false)
	}
	b.Load()
}

func main() {
	go a.Store(1)
	f()
}
)go");
  program::Pool pool(scenario->program->strings);
  // main up to its look at b; before its look at a, G2 has made its step or has not.
  const auto main_at_b = [&](bool stored) {
    ScheduledWorld world(*scenario->program, pool);
    world.begin();
    world.step(kMain, false);
    if (stored) world.step(GoroutineId{2}, false);
    int steps = 0, loads = 0;
    while (loads < 2) {
      if (next_access(*scenario->program, world.goroutine(kMain)).kind == EventKind::atomic_load && ++loads == 2) break;
      world.step(kMain, false);
      ++steps;
    }
    std::vector<uint64_t> flat;
    flatten(world.goroutine(kMain), flat);
    return std::pair(flat, steps);
  };
  const auto [returned, few] = main_at_b(true);
  const auto [recovered, many] = main_at_b(false);
  EXPECT_LT(few, many);   // the deferred calls made steps
  EXPECT_EQ(returned, recovered);
}

TEST(ScheduledWorld, AFinishedGoroutine_HoldsNothing) {
  const auto scenario = go_scenario("package main\nvar wg sync.WaitGroup\nfunc f(n int) {\n\tvar own sync.WaitGroup\n\town.Add(n)\n\twg.Add(n)\n}\nfunc main() {\n\tgo f(3)\n\twg.Wait()\n}\n");
  program::Pool pool(scenario->program->strings);
  ScheduledWorld world(*scenario->program, pool);
  world.begin();
  for (const uint32_t who : {1, 2, 2}) world.step(GoroutineId{who}, false);
  Goroutine nothing;
  nothing.id = GoroutineId{2};
  nothing.status = Status::finished;
  EXPECT_EQ(world.goroutine(GoroutineId{2}), nothing);
}

}  // namespace
}  // namespace wgscope
