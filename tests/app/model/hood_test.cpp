// "Under the hood": who stands in which line of Go, which one the latest step lights, and what came of it.
#include <gtest/gtest.h>

#include <algorithm>

#include "app/model/hood_view.h"
#include "app/model/objects.h"
#include "app/model/strings.h"
#include "core/run/execution.h"
#include "tests/app/support/stories.h"
#include "tests/story/truth_programs.h"

namespace wgscope::model {
namespace {

using Names = std::vector<std::string>;

std::shared_ptr<const Scenario> scenario_of(std::string_view program) {
  auto scenario = parse_scenario("test.go", "package main\n" + std::string(program));
  EXPECT_TRUE(scenario.ok()) << (scenario.ok() ? std::string() : to_string(scenario.errors().front())) << program;
  return scenario.ok() ? std::make_shared<const Scenario>(std::move(scenario).value()) : nullptr;
}

// A trace at a cursor.
struct Seen {
  Seen(std::shared_ptr<const Trace> of, EventIndex cursor, GoroutineId focus = kNobody)
      : trace(std::move(of)), world(fold(*trace, cursor)), scene{*trace, world, lines, Strings::of("en"), focus != kNobody || cursor == 0 ? focus : (*trace)[cursor - 1].who(), object_to_show(*trace, world, kNoObject)} {}
  std::shared_ptr<const Trace> trace;
  WorldState world;
  std::vector<std::string> lines;
  Scene scene;
};

// A program behind the steps of a schedule.
struct Behind : Seen {
  Behind(const std::string& program, const std::string& schedule, GoroutineId focus = kNobody) : Behind(testing::trace_under(scenario_of(program), schedule), focus) {}
  Behind(std::shared_ptr<const Trace> of, GoroutineId focus) : Seen(of, of->size(), focus) {}

  HoodView view(HoodCall call = HoodCall::follow) const { return hood_view(scene, call); }
  // The line of the latest step and, behind it, those that came of it.
  Names lit(HoodCall call = HoodCall::follow) const {
    Names all;
    for (const HoodRow& row : view(call).rows)
      if (row.latest) all.insert(all.begin(), std::string(row.text));
      else if (row.taken) all.emplace_back(row.text);
    return all;
  }
  // Who stands where: `lock(&c.lock): G2`.
  Names standing(HoodCall call = HoodCall::follow) const {
    Names all;
    for (const HoodRow& row : view(call).rows)
      for (const Chip& chip : row.here) all.push_back(std::string(row.text.substr(std::min(row.text.find_first_not_of(' '), row.text.size()))) + ": " + chip.name);
    return all;
  }
};

constexpr const char* kUnbuffered = "func main() {\n\tch := make(chan int)\n\tgo func() { ch <- 7 }()\n\tgo func() { ch <- 8 }()\n\t<-ch\n\tclose(ch)\n}\n";

TEST(Hood, AValueThatIsSent_StandsBeforeTheLockAndParksInItsLine) {
  const Behind before(kUnbuffered, "main*2", GoroutineId{2});
  EXPECT_EQ(before.view().call, HoodCall::send);
  EXPECT_EQ(before.standing(), (Names{"lock(&c.lock): G2", "lock(&c.lock): G3"}));
  EXPECT_EQ(before.view().rows[1].holds, "ep = 7");
  const Behind parked(kUnbuffered, "main*2 G2");
  EXPECT_EQ(parked.lit(), (Names{"lock(&c.lock)", "c.sendq.enqueue(mysg)"}));
  EXPECT_EQ(parked.standing(), (Names{"lock(&c.lock): G3", "gopark(chanparkcommit): G2"}));
  EXPECT_EQ(parked.view().in_other_call, 1u) << "main is about to receive";
}

TEST(Hood, AReceive_TellsWhereItsValueCameFrom) {
  const Behind handed(kUnbuffered, "main*2 G2 main");
  EXPECT_EQ(handed.lit(HoodCall::receive), (Names{"lock(&c.lock)", "if sg := c.sendq.dequeue(); sg != nil { recv(sg, ep); return true }"}));
  EXPECT_EQ(handed.view(HoodCall::receive).rows[2].gave, "ep = 7");
  const char* buffered = "func main() {\n\tch := make(chan int, 1)\n\tch <- 3\n\t<-ch\n\tclose(ch)\n\t<-ch\n\tclose(ch)\n}\n";
  EXPECT_EQ(Behind(buffered, "main").lit(HoodCall::send), (Names{"lock(&c.lock)", "if c.qcount < c.dataqsiz { buf[sendx] = ep; return }"}));
  EXPECT_EQ(Behind(buffered, "main*2").lit(HoodCall::receive), (Names{"lock(&c.lock)", "if c.qcount > 0 { ep = buf[recvx]; return true }"}));
  EXPECT_EQ(Behind(buffered, "main*3").lit(HoodCall::close), (Names{"lock(&c.lock)", "c.closed = 1"})) << "nobody was parked";
  EXPECT_EQ(Behind(buffered, "main*4").lit(HoodCall::receive), (Names{"lock(&c.lock)", "if c.closed != 0 && c.qcount == 0 { return false }"}));
  EXPECT_EQ(Behind(buffered, "main*5").lit(HoodCall::close), (Names{"lock(&c.lock)", "if c.closed != 0 { panic(close of closed) }"}));
}

// Woken by close, it is behind its park, and not before another send; woken by a partner it is.
TEST(Hood, ASenderWokenByClose_StandsBehindItsPark) {
  const Behind a(kUnbuffered, "main*2 G2 G3 main*2", GoroutineId{3});
  EXPECT_EQ(a.lit(HoodCall::close), (Names{"lock(&c.lock)", "c.closed = 1", "for sg := range c.sendq { glist.push(sg) }"}));
  EXPECT_EQ(a.standing(HoodCall::send), Names{"if !mysg.success { panic(closed) }: G3"});
  const Behind panicked(kUnbuffered, "main*2 G2 G3 main*2 G3");
  EXPECT_EQ(panicked.lit(HoodCall::send), Names{"if !mysg.success { panic(closed) }"});
  const char* again = "func main() {\n\tch := make(chan int)\n\tgo func() {\n\t\tch <- 1\n\t\tch <- 2\n\t}()\n\t<-ch\n\tclose(ch)\n}\n";
  EXPECT_EQ(Behind(again, "main G2 main*2").standing(HoodCall::send), Names{"lock(&c.lock): G2"});
}

constexpr const char* kSelects = "func main() {\n\ta, b := make(chan int, 1), make(chan int)\n\tgo func() {\n\t\tselect {\n\t\tcase a <- 1:\n\t\tcase <-b:\n\t\t}\n\t\tselect {\n\t\tcase a <- 2:\n\t\tcase <-b:\n\t\t}\n\t}()\n\tselect {\n\tcase <-a:\n\tdefault:\n\t}\n\tclose(a)\n}\n";

TEST(Hood, ASelect_TellsWhichCaseItTookAndWhy) {
  EXPECT_EQ(Behind(kSelects, "main").standing(HoodCall::select), (Names{"sellock(scases, lockorder): main", "sellock(scases, lockorder): G2"}));
  EXPECT_EQ(Behind(kSelects, "main G2").lit(HoodCall::select), (Names{"sellock(scases, lockorder)", "    if c.qcount < c.dataqsiz { goto bufsend } } }"}));
  EXPECT_EQ(Behind(kSelects, "main*2").lit(HoodCall::select), (Names{"sellock(scases, lockorder)", "if !block { return -1 }"}));
  const Behind parked(kSelects, "main G2*2");
  EXPECT_EQ(parked.lit(), (Names{"sellock(scases, lockorder)", "for _, casi := range lockorder { enqueue(sg) }"}));
  EXPECT_EQ(parked.standing(), (Names{"sellock(scases, lockorder): main", "gopark(selparkcommit): G2"}));
  const Behind taken(kSelects, "main G2*2 main");
  EXPECT_EQ(taken.lit(HoodCall::select), (Names{"sellock(scases, lockorder)", "    if sg = c.sendq.dequeue(); sg != nil { goto recv }"}));
  const char* under = "func main() {\n\ta, b := make(chan int), make(chan int)\n\tgo func() {\n\t\tselect {\n\t\tcase a <- 1:\n\t\tcase <-b:\n\t\t}\n\t}()\n\tclose(a)\n}\n";
  EXPECT_EQ(Behind(under, "main G2 main").standing(HoodCall::select), Names{"if casi < nsends && !success { goto sclose }: G2"});
  EXPECT_EQ(Behind(under, "main*2 G2").lit(HoodCall::select), (Names{"sellock(scases, lockorder)", "    if c.closed != 0 { goto sclose }"}));
}

TEST(Hood, AMutex_IsGivenToNobody) {
  const char* program = "func main() {\n\tvar mu sync.Mutex\n\tgo mu.Lock()\n\tmu.Lock()\n\tmu.Unlock()\n\tmu.TryLock()\n\tmu.TryLock()\n}\n";
  EXPECT_EQ(Behind(program, "main*2").lit(HoodCall::lock), (Names{"for old := m.state; ; old = m.state {", "  if old&mutexLocked == 0 && cas(old, old|mutexLocked) { return }"}));
  const Behind parked(program, "main*2 G2");
  EXPECT_EQ(parked.lit(), (Names{"for old := m.state; ; old = m.state {", "  if cas(old, old + 1<<mutexWaiterShift) {"}));
  EXPECT_EQ(parked.standing(), Names{"runtime_SemacquireMutex(&m.sema, queueLifo): G2"});
  const Behind woken(program, "main*2 G2 main");
  EXPECT_EQ(woken.lit(HoodCall::unlock), (Names{"new := m.state.Add(-mutexLocked)", "runtime_Semrelease(&m.sema)"}));
  EXPECT_EQ(woken.standing(HoodCall::lock), Names{"for old := m.state; ; old = m.state {: G2"}) << "it has to look again";
  EXPECT_EQ(Behind(program, "main*2 G2 main*2").lit(HoodCall::try_lock), (Names{"old := m.state", "return cas(old, old|mutexLocked)"}));
  EXPECT_EQ(Behind(program, "main*2 G2 main*3").lit(HoodCall::try_lock), (Names{"old := m.state", "if old&mutexLocked != 0 { return false }"}));
}

TEST(Hood, AnRWMutex_TellsItsTwoSidesApart) {
  const char* program = "func main() {\n\tvar mu sync.RWMutex\n\tgo func() {\n\t\tmu.Lock()\n\t\tmu.Unlock()\n\t\tmu.Lock()\n\t}()\n\tgo mu.RLock()\n\tmu.RLock()\n\tmu.RUnlock()\n}\n";
  EXPECT_TRUE(Behind(program, "main*3").lit(HoodCall::lock).empty()) << "no Mutex' lock";
  const Behind writer(program, "main*3 G2");
  EXPECT_EQ(writer.lit(), (Names{"rw.w.Lock()", "if r != 0 && readerWait.Add(r) != 0 {"}));
  EXPECT_EQ(writer.standing(HoodCall::write_lock), Names{"runtime_SemacquireRWMutex(&rw.writerSem) }: G2"});
  const Behind reader(program, "main*3 G2 G3");
  EXPECT_EQ(reader.standing(), Names{"runtime_SemacquireRWMutexR(&rw.readerSem): G3"});
  EXPECT_EQ(reader.view().rows[0].gave, "false");
  const Behind last(program, "main*3 G2 G3 main");
  EXPECT_EQ(last.lit(HoodCall::read_unlock), (Names{"r := readerCount.Add(-1)", "if readerWait.Add(-1) == 0 { runtime_Semrelease(&rw.writerSem) }"}));
  EXPECT_EQ(last.standing(HoodCall::write_lock), Names{"runtime_SemacquireRWMutex(&rw.writerSem) }: G2"}) << "through with the writers, it takes its token";
  const Behind unlocked(program, "main*3 G2 G3 main G2*2");
  EXPECT_EQ(unlocked.lit(HoodCall::write_unlock), (Names{"r := readerCount.Add(maxReaders)", "for range r { runtime_Semrelease(&rw.readerSem) }"}));
}

// Its steps on L are lines of Wait too, and of Lock and Unlock.
TEST(Hood, ACondsWait_UnlocksAndLocksL) {
  const char* program = "func main() {\n\tvar mu sync.Mutex\n\tc := sync.NewCond(&mu)\n\tgo func() {\n\t\tmu.Lock()\n\t\tc.Wait()\n\t\tmu.Unlock()\n\t}()\n\tc.Signal()\n\tc.Signal()\n\tc.Broadcast()\n}\n";
  const GoroutineId waiter{2};
  EXPECT_EQ(Behind(program, "main*2").lit(HoodCall::signal), Names{"if l.wait == l.notify { return }"});
  EXPECT_EQ(Behind(program, "main*2").view(HoodCall::signal).rows[1].gave, "true") << "nobody is there";
  const Behind place(program, "main G2*2", waiter);
  EXPECT_EQ(place.view().call, HoodCall::cond_wait);
  EXPECT_EQ(place.standing(), Names{"c.L.Unlock(): G2"});
  EXPECT_EQ(place.standing(HoodCall::unlock), Names{"new := m.state.Add(-mutexLocked): G2"});
  EXPECT_EQ(Behind(program, "main G2*3").lit(), Names{"c.L.Unlock()"});
  const Behind early(program, "main G2*3 main");
  EXPECT_EQ(early.view(HoodCall::signal).rows[1].gave, "false") << "who has a place leaves the line before it has parked";
  EXPECT_EQ(early.standing(HoodCall::cond_wait), Names{"if less(t, c.notify.notify) { goto awake }: G2"});
  EXPECT_EQ(Behind(program, "main G2*3 main G2").lit(HoodCall::cond_wait), Names{"awake: c.L.Lock()"}) << "so it does not park";
  const Behind parked(program, "main G2*4");
  EXPECT_EQ(parked.standing(), Names{"runtime_notifyListWait(&c.notify, t): G2"});
  const Behind woken(program, "main G2*4 main", waiter);
  EXPECT_EQ(woken.lit(HoodCall::signal), (Names{"if l.wait == l.notify { return }", "for s := range l.list { if s.ticket == t { ready(s) } }"}));
  EXPECT_EQ(woken.standing(), Names{"awake: c.L.Lock(): G2"});
}

TEST(Hood, ATimersFiring_IsTheClocksOwnStep) {
  const char* program = "func main() {\n\tt := time.NewTimer(time.Second)\n\tgo func() {\n\t\t<-t.C\n\t\t<-t.C\n\t}()\n\ttime.AfterFunc(time.Second, func() {})\n\ttime.Sleep(time.Second)\n\tt.Reset(time.Second)\n\tt.Stop()\n}\n";
  const Behind asleep(program, "main", kMain);
  EXPECT_EQ(asleep.view().call, HoodCall::sleep);
  EXPECT_EQ(asleep.standing(), Names{"gopark(resetForSleep): main"});
  const Behind fired(program, "main G2/0 timer:T1");
  EXPECT_EQ(fired.view().call, HoodCall::fire);
  EXPECT_EQ(fired.lit(), (Names{"if t.period > 0 { t.when = next } else { t.when = 0 }", "func sendTime(c) { select { case c <- Now(): default: } }"}));
  EXPECT_EQ(Behind(program, "main timer:T2").lit(HoodCall::fire).back(), "func goFunc(arg) { go arg.(func())() }");
  EXPECT_EQ(Behind(program, "main timer:main").lit(HoodCall::fire).back(), "func goroutineReady(gp) { goready(gp) }");
  EXPECT_EQ(Behind(program, "main timer:main main").view(HoodCall::reset).rows.back().gave, "true");
  EXPECT_EQ(Behind(program, "main timer:main main*2").lit(HoodCall::stop), Names{"pending := t.when > 0"});
  EXPECT_EQ(Behind(program, "main G2/1").lit(HoodCall::receive), (Names{"lock(&c.lock)", "if c.timer != nil { c.timer.maybeRunChan(c) }", "if c.qcount > 0 { ep = buf[recvx]; return true }"}));
}

bool has_rows(EventKind kind, bool clock = true) {
  return on_wait_group_word(kind) || on_sema(kind) || on_channel(kind) || on_mutex(kind) || on_cond(kind) || on_timer(kind) || (clock && kind == EventKind::timer);
}
// In how many lines of a call somebody stands.
size_t places_of(const HoodView& view, GoroutineId who) {
  size_t places = 0;
  for (const HoodRow& row : view.rows) places += static_cast<size_t>(std::ranges::count(row.here, who, &Chip::who));
  return places;
}

// Whatever a program does: each step lights one access, of one call or of two (a Cond's Wait locks and unlocks), and everybody stands in one line of each.
TEST(Hood, EveryStepOfEveryObject_IsTheAccessOfOneLine) {
  size_t steps = 0, standing = 0;
  for (const testing::ToldProgram& program : testing::kToldPrograms) {
    const auto scenario = scenario_of(program.text);
    ASSERT_TRUE(scenario);
    for (const uint64_t seed : {1, 2}) {
      Execution execution(scenario);
      uint64_t random = seed * 7919;
      while (!execution.over() && execution.schedule().choices.size() < 60) {
        const auto enabled = execution.enabled();
        execution.step(enabled[(random = random * 6364136223846793005u + 1442695040888963407u) % enabled.size()].choice);
      }
      const auto trace = execution.trace();
      for (EventIndex cursor = 1; cursor <= trace->size(); ++cursor) {
        const Seen at(trace, cursor);
        const Event& latest = (*trace)[cursor - 1];
        size_t lit = 0;
        std::vector<size_t> places(at.world.goroutines.size());
        for (const HoodCallRow& row : hood_calls()) {
          const HoodView view = hood_view(at.scene, row.call);
          const auto latest_rows = std::ranges::count_if(view.rows, &HoodRow::latest);
          EXPECT_LE(latest_rows, 1) << program.name << " at " << cursor << " in " << row.name;
          lit += static_cast<size_t>(latest_rows);
          for (uint32_t i = 0; i < places.size(); ++i) {
            const size_t here = places_of(view, GoroutineId{i + 1});
            EXPECT_LE(here, 1u) << program.name << " at " << cursor << " in " << row.name;
            places[i] += here;
          }
        }
        if (trace->is_step(latest) && has_rows(latest.kind)) {
          EXPECT_GE(lit, 1u) << program.name << " at " << cursor << ": " << name_of(latest.kind);
          EXPECT_LE(lit, 2u);
          ++steps;
        }
        for (uint32_t i = 0; i < places.size(); ++i) {
          const GoroutineNow& now = at.world.goroutines[i];
          if (now.state == GoroutineState::finished || now.state == GoroutineState::panicked) continue;
          const bool inside = now.state == GoroutineState::parked || has_rows(standing_at(*trace, at.world, GoroutineId{i + 1}).next, false);
          EXPECT_EQ(places[i] > 0, inside) << program.name << " at " << cursor << ": " << goroutine_name(GoroutineId{i + 1});
          standing += inside ? 1 : 0;
        }
      }
    }
  }
  EXPECT_GT(steps, 500u);
  EXPECT_GT(standing, 1500u);
}

// No line is wider than the WaitGroup's by more than a little, or the program beside it would lose its room.
TEST(Hood, NoLine_IsMuchWiderThanTheWaitGroups) {
  for (const HoodCallRow& row : hood_calls()) {
    EXPECT_LE(row.heading.size(), 52u) << row.heading;
    for (const HoodLine& line : row.lines) EXPECT_LE(std::min(line.text.find("{ "), line.text.size()), 60u) << line.text;
  }
}

}  // namespace
}  // namespace wgscope::model
