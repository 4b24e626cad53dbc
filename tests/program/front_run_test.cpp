// Whole programs, compiled and run: they print what real Go prints. The expected texts in tests/program/go were written by go 1.19, but for
// newer.go, which is about what later versions brought.
#include <gtest/gtest.h>

#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "core/run/strategies/strategy.h"
#include "core/scenario/scenario.h"

namespace wgscope {
namespace {

struct Outcome {
  std::string output, ending;
  uint64_t steps = 0;
};

Outcome run_text(const std::string& text, const std::string& strategy = "first-enabled", uint64_t seed = 1) {
  auto scenario = parse_scenario("x.go", text);
  if (!scenario.ok()) {
    for (const Diagnostic& each : scenario.errors()) ADD_FAILURE() << to_string(each);
    return {};
  }
  Execution execution(std::make_shared<const Scenario>(std::move(scenario).value()));
  Outcome outcome;
  outcome.steps = run(execution, *make_strategy(strategy, seed));
  const auto trace = execution.trace();
  outcome.output = trace->output(trace->size());
  outcome.ending = execution.ending() ? execution.ending()->text() : "stopped";
  return outcome;
}

std::string contents(const std::string& file) {
  std::ifstream in(std::string(WGSCOPE_SOURCE_DIR) + "/tests/program/go/" + file);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

class GoPrograms : public testing::TestWithParam<const char*> {};

TEST_P(GoPrograms, PrintWhatGoPrints) {
  const std::string text = contents(std::string(GetParam()) + ".go"), expected = contents(std::string(GetParam()) + ".out");
  ASSERT_FALSE(expected.empty());
  for (const char* strategy : {"first-enabled", "round-robin"}) {
    const Outcome outcome = run_text(text, strategy);
    EXPECT_EQ(outcome.output, expected) << strategy;
    EXPECT_EQ(outcome.ending, "exit");
  }
}

INSTANTIATE_TEST_SUITE_P(All, GoPrograms, testing::Values("language", "values", "initialisation", "idioms", "recovering", "results", "type_names", "newer", "channels"), [](const auto& info) { return std::string(info.param); });

uint64_t steps_of(const std::string& text) { return run_text(text).steps; }
uint64_t steps_in_main(const std::string& body) { return steps_of("func main() {\n" + body + "\n}\n"); }

// Each count includes main's return (docs/go_semantics.md).
TEST(Steps, OfVariables) {
  EXPECT_EQ(steps_in_main("x := 1; x++; x += 2; fmt.Println(x)"), 1u);                               // nobody else can see it
  EXPECT_EQ(steps_of("var x int\nfunc main() { x++ }"), 3u);                                         // a read and a write
  EXPECT_EQ(steps_of("var x int\nfunc main() { x = 1 }"), 2u);
  EXPECT_EQ(steps_of("var x = 5\nfunc main() { fmt.Println(x, x) }"), 1u);                           // never assigned: not shared
  EXPECT_EQ(steps_of("var x = 5\nfunc main() { fmt.Println(x, x); x = 2 }"), 4u);
  EXPECT_EQ(steps_of("var x int\nvar y = x + 1\nfunc init() { x = 7 }\nfunc main() { fmt.Println(x, y) }"), 2u);   // initialising costs nothing; y is not assigned
  EXPECT_EQ(steps_of("var x, y int\nfunc main() { x, y = y, x }"), 5u);
  EXPECT_EQ(steps_in_main("x := 1; func() { fmt.Println(x) }()"), 1u);                               // captured, but never assigned
  EXPECT_EQ(steps_in_main("x := 1; func() { fmt.Println(x) }(); x = 2"), 3u);
  EXPECT_EQ(steps_in_main("x := 1; func() { x++ }(); fmt.Println(x)"), 4u);
  EXPECT_EQ(steps_in_main("x := 1; p := &x; fmt.Println(*p, x)"), 1u);                               // address taken, but never assigned
  EXPECT_EQ(steps_in_main("x := 1; p := &x; *p = 2; fmt.Println(*p, x)"), 4u);
  EXPECT_EQ(steps_in_main("x := 1; p := &x; *p++; *p += 2"), 5u);
  EXPECT_EQ(steps_in_main("p := new(int); *p = 3; fmt.Println(*p)"), 3u);
  EXPECT_EQ(steps_in_main("p := new(3); *p += 4; fmt.Println(*p)"), 4u);                              // Go 1.26: with what it begins with
  EXPECT_EQ(run_text("func main() { x := 2; p, s, w := new(x+1), new(\"a\"), new(sync.WaitGroup{}); x = 9; *p++; w.Add(1); w.Done(); fmt.Println(*p, *s, x) }").output, "4 a 9\n");
  EXPECT_EQ(steps_of("func f(n int) { func() { n++ }() }\nfunc main() { f(1) }"), 3u);               // a parameter that a closure assigns
  EXPECT_EQ(steps_of("func f(n int) { func() { fmt.Println(n) }() }\nfunc main() { f(1) }"), 1u);
  EXPECT_EQ(steps_of("func f() (r int) { defer func() { r++ }(); return 5 }\nfunc main() { fmt.Println(f()) }"), 5u);   // return assigns r, and then reads it for main
  EXPECT_EQ(steps_in_main("for i := range 3 { func() { fmt.Println(i) }() }"), 1u);                  // nobody assigns the i of an iteration
  EXPECT_EQ(steps_in_main("for i := 0; i < 2; i++ { fmt.Println(i) }"), 1u);
  // The i++ of the loop changes the next iteration's own i, which nobody has seen yet.
  EXPECT_EQ(steps_in_main("for i := 0; i < 2; i++ { func() { fmt.Println(i) }() }"), 1u);
  EXPECT_EQ(steps_in_main("for i := 0; i < 2; i++ { p := &i; fmt.Println(*p) }"), 1u);
  // But the closure's i++ changes one that the loop reads: 2 conditions, an i++, a copy into the next iteration's, and the loop's i += 1.
  EXPECT_EQ(steps_in_main("for i := 0; i < 2; i += 1 { func() { i++ }() }"), 1u + 2 + 2 + 1 + 2);
  EXPECT_EQ(steps_in_main("var f func(int) int; f = func(n int) int { if n == 0 { return 0 }; return f(n - 1) }; f(2)"), 1u + 1 + 3);
  EXPECT_EQ(steps_of("var on bool\nfunc main() { switch on { case true: case false: } }\nfunc init() { on = true }"), 2u);   // a tag is read once
}

// Whether reading through a pointer is a step depends on the variable: here one of two that it may point to is assigned.
TEST(Steps, OfReadingThroughAPointer) {
  EXPECT_EQ(steps_in_main("a, b := 1, 2; b = 3; p, q := &a, &b; fmt.Println(*p, *q, a, b)"), 4u);
  EXPECT_EQ(steps_of("var g = 7\nfunc main() { n := 1; n++; p := &n; fmt.Println(*p); p = &g; fmt.Println(*p, g) }"), 4u);
  const std::string text = "var y int\nfunc f(a *int) (x int) { x = *a; g(&x); return }\nfunc g(x *int) { y += *x }\nfunc main() { a := 1; fmt.Println(f(&a)) }";
  for (const char* strategy : {"first-enabled", "random"}) EXPECT_EQ(run_text(text, strategy).output, "1\n");
}

TEST(Steps, OfObjects) {
  EXPECT_EQ(steps_in_main("var wg sync.WaitGroup; wg.Add(1); wg.Done(); wg.Wait()"), 4u);
  EXPECT_EQ(steps_in_main("var a, b sync.WaitGroup; c := a; b = c; var d = b; d.Wait()"), 5u);       // each copy 1
  EXPECT_EQ(steps_of("func f(wg sync.WaitGroup) {}\nfunc main() { var wg sync.WaitGroup; f(wg) }"), 2u);
  EXPECT_EQ(steps_of("func f(wg *sync.WaitGroup) {}\nfunc main() { var wg sync.WaitGroup; f(&wg) }"), 1u);
  EXPECT_EQ(steps_of("func f() sync.WaitGroup { var wg sync.WaitGroup; return wg }\nfunc main() { w := f(); w.Wait() }"), 3u);   // what f gives is a copy already
  EXPECT_EQ(steps_in_main("var n atomic.Int32; n.Add(1); n.Load(); n.Store(2); n.Swap(3); n.CompareAndSwap(3, 4)"), 6u);
  EXPECT_EQ(steps_in_main("var wg sync.WaitGroup; wg.Add(1); f := wg.Done; defer wg.Wait(); f()"), 4u);
  EXPECT_EQ(steps_in_main("runtime.Gosched(); func() { defer func() { recover() }(); panic(1) }()"), 3u);
  EXPECT_EQ(steps_in_main("var wg sync.WaitGroup; wg.Go(func() {})"), 3u);                           // Add, go; main is back first
  EXPECT_EQ(steps_in_main("var wg sync.WaitGroup; wg.Go(func() {}); runtime.Gosched(); time.Sleep(1)"), 6u);   // and its Done, and the timer
}

// Where the accesses of a run happen, as `line event`.
std::string places_of(const std::string& text) {
  auto scenario = parse_scenario("x.go", text);
  EXPECT_TRUE(scenario.ok());
  Execution execution(std::make_shared<const Scenario>(std::move(scenario).value()));
  run(execution, *make_strategy("first-enabled", 1));
  const auto trace = execution.trace();
  std::string places;
  for (const Event& event : trace->events()) {
    if (!counts_as_step(event.kind)) continue;
    places += (places.empty() ? "" : " ") + std::to_string(trace->site(SiteId{event.site}).line) + ":" + std::string(name_of(event.kind));
  }
  return places + "\n" + trace->tail().crash;
}

TEST(Places, DeferredCall_IsShownAtItsDeferAndCrashesWhereGoSays) {
  // go 1.19's traceback: main.worker at its `return`, main.main at its second call.
  EXPECT_EQ(places_of(R"(var wg sync.WaitGroup

func worker(done func()) {
	defer done()
	if true {
		return
	}
}

func main() {
	defer wg.Wait()
	wg.Add(1)
	worker(wg.Done)
	worker(wg.Done)
}
)"),
            "12:add 4:add 4:add 11:load 11:cas 11:acquire\n"
            "fatal error: all goroutines are asleep - deadlock!\n\n"
            "goroutine 1 [sync.WaitGroup.Wait]:\nmain.worker(...)\n\tx.go:6\nmain.main()\n\tx.go:14\nexit status 2");
}

TEST(Programs, EndAsGoSays) {
  const auto ending = [](const std::string& body) { return run_text("func main() {\n" + body + "\n}\n").ending; };
  EXPECT_EQ(ending("var wg sync.WaitGroup; wg.Done()"), "panic: sync: negative WaitGroup counter");
  EXPECT_EQ(ending("var wg sync.WaitGroup; wg.Add(1); wg.Wait()"), "deadlock");
  EXPECT_EQ(ending("x := 0; fmt.Println(1 / x)"), "panic: runtime error: integer divide by zero");
  EXPECT_EQ(ending("var p *sync.WaitGroup; p.Add(1)"), "panic: runtime error: invalid memory address or nil pointer dereference");
  EXPECT_EQ(ending("var p *atomic.Int32; p.Load()"), "panic: runtime error: invalid memory address or nil pointer dereference");
  EXPECT_EQ(ending("var p *int; *p = 1"), "panic: runtime error: invalid memory address or nil pointer dereference");
  EXPECT_EQ(ending("var f func(); f()"), "panic: runtime error: invalid memory address or nil pointer dereference");
  EXPECT_EQ(ending("s := -1; fmt.Println(1 << s)"), "panic: runtime error: negative shift amount");
  EXPECT_EQ(ending("var wg sync.WaitGroup; wg.Go(func() { panic(\"boom\") }); wg.Wait()"), "panic: boom");
  EXPECT_EQ(ending("var wg sync.WaitGroup; wg.Go(func() { runtime.Goexit() }); wg.Wait()"), "exit");
  EXPECT_EQ(ending("runtime.Goexit()"), "fatal: no goroutines (main called runtime.Goexit) - deadlock!");
  EXPECT_EQ(ending("var wg sync.WaitGroup; wg.Go(nil); wg.Wait()"), "panic: runtime error: invalid memory address or nil pointer dereference");
  EXPECT_EQ(ending("var a, b any = main, main; fmt.Println(a == b)"), "panic: runtime error: comparing uncomparable type func()");
}

}  // namespace
}  // namespace wgscope
