// Channels, select, struct{} and mutexes: what compiles, to what, and what Go 1.27 says of what does not.
#include <gtest/gtest.h>

#include "core/program/library/format.h"
#include "tests/program/front_support.h"
#include "tests/program/front_verify.h"

namespace wgscope::program {
namespace {

struct Case {
  const char* text;
  const char* expected;   // `line:column: message`, a line each, without hints
};

std::string places_and_messages(const Result<Program>& result) {
  std::string lines;
  if (result.ok()) return fault_in(result.value()).empty() ? "ok" : fault_in(result.value());
  for (const Diagnostic& each : result.errors()) {
    lines += (lines.empty() ? "" : "\n") + std::to_string(each.line) + ":" + std::to_string(each.column) + ": " + each.message;
    EXPECT_FALSE(each.hint.empty()) << each.message;
  }
  return lines;
}

// In a function of its own, from line 2 on.
void expect_in(const std::string& signature, const std::vector<Case>& cases) {
  for (const Case& each : cases) {
    EXPECT_EQ(places_and_messages(compile_text("func f(" + signature + " {\n" + each.text + "\n}\nfunc main() {}\n")), each.expected) << each.text;
  }
}

std::string listing(const std::string& text) {
  const Program program = must_compile(text);
  EXPECT_EQ(fault_in(program), "");
  std::string out;
  for (const std::string& line : [&] {
         std::vector<std::string> lines{""};
         for (const char c : disassemble(program, function_called(program, "main.main"))) {
           if (c == '\n') lines.emplace_back();
           else lines.back() += c;
         }
         return lines;
       }()) {
    const size_t at = line.find("  @");
    const std::string kept = line.substr(0, at);
    if (!kept.starts_with("  ")) continue;
    out += (out.empty() ? "" : "\n") + kept.substr(kept.find(' ', 2) + 1);
  }
  return out;
}

TEST(Channels, OfOneDirection) {
  expect_in("r <-chan int, s chan<- int)", {
      {"r <- 1", "2:1: invalid operation: cannot send to receive-only channel <-chan int r (variable of type <-chan int)"},
      {"<-s", "2:3: invalid operation: cannot receive from send-only channel chan<- int s (variable of type chan<- int)"},
      {"close(r)", "2:7: invalid operation: cannot close receive-only channel r (variable of type <-chan int)"},
      {"for range s {\n}", "2:11: cannot range over s (variable of type chan<- int): receive from send-only channel chan<- int"},
      {"for a, b := range r {\n}", "2:5: declared and not used: a\n2:8: range over r (variable of type <-chan int) permits only one iteration variable"},
      {"x := 1; x <- 1", "2:9: invalid operation: cannot send to non-channel int x (variable of type int)"},
      {"x := 1; <-x", "2:11: invalid operation: cannot receive from non-channel int x (variable of type int)"},
      {"x := 1; close(x)", "2:15: invalid operation: cannot close non-channel x (variable of type int)"},
      {"x := 1; _ = len(x)", "2:17: invalid argument: x (variable of type int) for built-in len"},
      {"_ = cap(\"a\")", "2:9: invalid argument: \"a\" (untyped string constant) for built-in cap"},
      {"s = r", "2:5: cannot use r (variable of type <-chan int) as chan<- int value in assignment"},
      {"var c chan int = r\n_ = c", "2:18: cannot use r (variable of type <-chan int) as chan int value in variable declaration"},
      {"_ = (chan int)(r)", "2:16: cannot convert r (variable of type <-chan int) to type chan int"},
      {"_ = chan<- int(r)", "2:16: cannot convert r (variable of type <-chan int) to type chan<- int"},
      {"close(s); _, _, _ = len(r), cap(s), len(s)", "ok"},
      {"for range r {\n}\nfor v := range r { s <- v }\nfor _ = range r {\n}", "ok"},
  });
}

TEST(Channels, OfBothDirections) {
  expect_in("r <-chan int, s chan<- int, c chan int)", {
      {"var t string = <-c", "2:5: declared and not used: t\n2:16: cannot use <-c (comma, ok expression of type int) as string value in variable declaration"},
      {"var e string\ne, ok := <-c", "2:5: declared and not used: e\n3:4: declared and not used: ok\n3:10: cannot use <-c (comma, ok expression of type int) as string value in multiple assignment"},
      {"var n int\n_, n = <-c", "2:5: declared and not used: n\n3:8: cannot use ok value of (comma, ok) expression (untyped bool value) as int value in multiple assignment"},
      {"a, b, d := <-c", "2:1: declared and not used: a\n2:4: declared and not used: b\n2:7: declared and not used: d\n2:12: assignment mismatch: 3 variables but 1 value"},
      {"c <- \"a\"", "2:6: cannot use \"a\" (untyped string constant) as int value in send"},
      {"c <- nil", "2:6: cannot use nil as int value in send"},
      {"_ = c == 1", "2:10: invalid operation: c == 1 (mismatched types chan int and untyped int)"},
      {"_ = r == s", "2:10: invalid operation: r == s (mismatched types <-chan int and chan<- int)"},
      {"_ = c < c", "2:5: invalid operation: c < c (operator < not defined on chan)"},
      {"_ = <-c + \"a\"", "2:5: invalid operation: <-c + \"a\" (mismatched types int and untyped string)"},
      {"nil <- 1", "2:1: invalid operation: cannot send to non-channel untyped nil nil"},
      {"<-nil", "2:3: invalid operation: cannot receive from non-channel untyped nil nil"},
      {"close(nil)", "2:7: invalid operation: cannot close non-channel nil"},
      {"for range nil {\n}", "2:11: cannot range over nil"},
      {"var t string\nfor t = range c {\n}", "2:5: declared and not used: t\n3:5: cannot use t (value of type int) as string value in assignment"},
      {"len(c)", "2:1: len(c) (value of type int) is not used"},
      {"make(chan int)", "2:1: make(chan int) (value of type chan int) is not used"},
      {"close()", "2:1: invalid operation: not enough arguments for close() (expected 1, found 0)"},
      {"close(c, c)", "2:1: invalid operation: too many arguments for close(c, c) (expected 1, found 2)"},
      {"_ = close(c)", "2:5: close(c) (no value) used as value"},
      {"defer len(c)", "2:7: defer discards result of len(c) (value of type int)"},
      {"go make(chan int)", "2:4: go discards result of make(chan int) (value of type chan int)"},
      {"go close(c); defer close(s)", "ok"},
      {"_, _, _ = c == r, c != s, nil == c", "ok"},
      {"r, s = c, c; var e any; var ok any; e, ok = <-c; _, _ = e, ok; var v, open = <-c; _, _ = v, open; if v, ok := <-c; ok { _ = v }", "ok"},
      {"(<-c)\n_ = -<-c + <-(c)\nvar p *int; *p, _ = (<-c)", "ok"},
      {"_ = <-chan int(c)", "ok"},   // receives from chan int(c)
      {"var x <-chan int = (<-chan int)(c); _ = x", "ok"},
  });
}

TEST(Channels, Make) {
  expect_in("n int, u uint64, e string)", {
      {"_ = make(int)", "2:10: invalid argument: cannot make int: type must be slice, map, or channel"},
      {"_ = make(chan int, -1)", "2:20: invalid argument: index -1 (constant of type int) must not be negative"},
      {"_ = make(chan int, 1<<70)", "2:20: 1 << 70 (untyped int constant 1180591620717411303424) overflows int"},
      {"_ = make(chan int, \"a\")", "2:20: cannot convert \"a\" (untyped string constant) to type int"},
      {"_ = make(chan int, 1.5)", "2:20: 1.5 (untyped float constant) truncated to int"},
      {"_ = make(chan int, e)", "2:20: invalid argument: index e (variable of type string) must be integer"},
      {"_ = make()", "2:5: invalid operation: not enough arguments for make() (expected 1, found 0)"},
      {"_ = make(chan int, 1, 2)", "2:5: invalid operation: make(chan int, 1, 2) expects 1 or 2 arguments; found 3"},
      {"_ = make(x)", "2:10: undefined: x"},
      {"_ = make([]int, 3)", "2:10: slices are not supported here"},
      {"_ = make(chan sync.WaitGroup)", "2:15: channels of sync.WaitGroup values are not supported here"},
      {"_ = make(chan int, 2.0); _ = make(<-chan int, n); _ = make(chan<- int, u); _ = make((chan int))", "ok"},
      {"_ = make(chan chan int); _ = make(chan func() int); _ = make(chan any); _ = make(chan *sync.WaitGroup); _ = make(chan struct{}, 1)", "ok"},
  });
}

TEST(Channels, Types) {
  expect_in(")", {
      {"var d chan<- <-chan int = 1", "2:5: declared and not used: d\n2:27: cannot use 1 (untyped int constant) as chan<- <-chan int value in variable declaration"},
      {"var q chan (<-chan int) = 1", "2:5: declared and not used: q\n2:27: cannot use 1 (untyped int constant) as chan (<-chan int) value in variable declaration"},
      {"var z <-chan chan<- int = 1", "2:5: declared and not used: z\n2:27: cannot use 1 (untyped int constant) as <-chan chan<- int value in variable declaration"},
      {"var s struct{} = 1", "2:5: declared and not used: s\n2:18: cannot use 1 (untyped int constant) as struct{} value in variable declaration"},
      {"_ = struct{}{} == 1", "2:19: invalid operation: struct{}{} == 1 (mismatched types struct{} and untyped int)"},
      {"_ = struct{}{1}", "2:14: too many values in struct literal of type struct{}"},
      {"_ = struct{}{} < struct{}{}", "2:5: invalid operation: struct{}{} < struct{}{} (operator < not defined on struct)"},
      {"var s struct{ }; s.x = 1", "2:20: s.x undefined (type struct{} has no field or method x)"},
      {"var s struct{ x int }", "2:5: declared and not used: s\n2:7: structs with fields are not supported here"},
      {"var d chan\n", "4:1: syntax error: missing channel element type"},
      {"f := func() chan struct{} { return nil }\nfor range f() {\n}\ng := func(a, b <-chan int, c chan<- bool) (<-chan int, chan struct{}) { return a, nil }\n_ = g", "ok"},
      {"s := struct{}{}; p := &struct{}{}; q := new(struct{}); *p = s; *q = *p; fmt.Println(s, s == *q, any(s) == any(*q))", "ok"},
      {"if c := make(chan struct{}, 1); c != nil { c <- struct{}{} }", "ok"},
  });
}

TEST(Channels, Select) {
  expect_in("c chan int, r <-chan int, x int)", {
      {"select {\ncase 1:\ncase y := 1:\ncase x + 1:\ncase x = c:\ncase x++:\n}",
       "3:6: select case must be send or receive (possibly with assignment)\n4:6: select case must be send or receive (possibly with assignment)\n"
       "5:8: select case must be send or receive (possibly with assignment)\n6:6: select case must be send or receive (possibly with assignment)\n"
       "7:6: select case must be send or receive (possibly with assignment)"},
      {"select {\ndefault:\ndefault:\n}", "4:1: multiple defaults (first in line 3)"},
      {"select {\ncase v := <-c:\ncase v, ok := <-c:\n}", "3:6: declared and not used: v\n4:6: declared and not used: v\n4:9: declared and not used: ok"},
      {"var t string\nselect {\ncase t = <-c:\ncase c <- \"x\":\ncase r <- 1:\n}",
       "2:5: declared and not used: t\n4:10: cannot use <-c (comma, ok expression of type int) as string value in assignment\n"
       "5:11: cannot use \"x\" (untyped string constant) as int value in send\n6:6: invalid operation: cannot send to receive-only channel <-chan int r (variable of type <-chan int)"},
      {"select {\ncase <-c:\n\tfallthrough\ndefault:\n\tcontinue\n}", "4:2: fallthrough statement out of place\n6:2: continue is not in a loop"},
      {"select {\nx := 1\n}", "3:1: syntax error: unexpected name x, expected case or default or }"},
      {"select c {\n}", "2:8: syntax error: missing { after select clause"},
      {"if c <- 1 { }", "2:6: syntax error: cannot use c <- 1 as value"},
      {"select {\ncase <-c\n\tx++\n}", "3:9: syntax error: unexpected newline, expected :"},
      {"select {\ncase v := <-c: _ = v\ncase v, ok := <-r: _, _ = v, ok\ncase x = <-c:\ncase c <- x:\ncase (<-c):\ncase c <- <-r:\ndefault:\n}", "ok"},
      {"var e, o any; p := &x\nselect {\ncase e, o = <-c:\ncase *p, _ = <-c:\ncase _ = <-c:\ncase _, ok := <-c: _ = ok\ncase *p = <-c:\n}\n_, _ = e, o", "ok"},
      {"L:\nfor {\n\tselect {\n\tcase <-c:\n\t\tbreak\n\tcase c <- 1:\n\t\tcontinue L\n\tdefault:\n\t\tbreak L\n\t}\n}\nselect {}", "ok"},
      {"v := 1\nselect {\ncase v := <-c:\n\tgo func() { v++; fmt.Println(v) }()\ncase v, ok := <-c:\n\tdefer func() { fmt.Println(v, ok) }()\n}\n_ = v", "ok"},
  });
  expect_in("c chan int) int", {
      {"select { case <-c: return 1 }", "ok"},
      {"select {}", "ok"},
      {"select { case <-c: break }", "3:1: missing return"},
      {"L: select { case <-c: for { break L } }", "3:1: missing return"},
      {"select { case v := <-c: return v; default: panic(1) }", "ok"},
      {"for v := range c { return v }", "3:1: missing return"},
  });
}

TEST(Mutexes, TheirMethods) {
  expect_in("p *sync.Mutex, q *sync.RWMutex)", {
      {"var mu sync.Mutex\nmu.lock()\nmu.RLock()\nmu.Lock(1)\n_ = mu.Lock()",
       "3:4: mu.lock undefined (type sync.Mutex has no field or method lock, but does have method Lock)\n4:4: mu.RLock undefined (type sync.Mutex has no field or method RLock)\n"
       "5:9: too many arguments in call to mu.Lock: have (number), want ()\n6:5: mu.Lock() (no value) used as value"},
      {"var mu sync.Mutex\n_ = mu == mu", "3:5: comparing sync.Mutex values is not supported here"},
      {"q.RLocker()", "2:3: sync.RWMutex's method RLocker is not supported here"},
      {"var l sync.Locker", "2:5: declared and not used: l"},
      {"var l sync.Locker = p; l.Lock(); defer l.Unlock(); l = q", "ok"},
      {"var l sync.Locker = 3; l.Lock()", "2:21: cannot use 3 (untyped int constant) as sync.Locker value in variable declaration"},
      {"var mu sync.Mutex; mu.Lock(); defer mu.Unlock(); go mu.Lock(); p = &mu; f := mu.TryLock; if f() || mu.TryLock() { p.Unlock() }; func() { mu.Lock() }()", "ok"},
      {"var mu sync.RWMutex; mu.RLock(); defer mu.RUnlock(); go q.RLock(); q = &mu; f := q.TryRLock; if f() || mu.TryRLock() || mu.TryLock() { q.RUnlock(); q.Lock(); q.Unlock() }", "ok"},
  });
}

TEST(Channels, Code) {
  EXPECT_EQ(listing(in_main("ch := make(chan int, 2)\nch <- 1\nv, ok := <-ch\nfmt.Println(v, ok, len(ch), cap(ch))\nclose(ch)")),
            "constant 2\nmake_channel ch\nlocal_set 0\nlocal_get 0\nconstant 1\nchannel_send\nlocal_get 0\nchannel_receive ok\n"
            "local_set 1\nlocal_set 2\nlocal_get 2\nbox int\nlocal_get 1\nbox bool\nlocal_get 0\nchannel_length\nbox int\n"
            "local_get 0\nchannel_capacity\nbox int\nprint_line 4\nlocal_get 0\nchannel_close\nlocal_clear 0\nlocal_clear 1\n"
            "local_clear 2\nret");
  EXPECT_EQ(listing(in_main("ch := make(chan any)\nch <- 1\nfor v := range ch {\nfmt.Println(v)\n}")),
            "constant 0\nmake_channel ch\nlocal_set 0\nlocal_get 0\nconstant 1\nbox int\nchannel_send\nlocal_get 0\nlocal_set 1\n"
            "local_get 1\nchannel_receive ok\njump_if_false 17\nlocal_set 2\nlocal_get 2\nprint_line 1\nlocal_clear 2\njump 9\npop\n"
            "local_clear 1\nlocal_clear 0\nret");
  EXPECT_EQ(listing(in_main("a, b := make(chan int), make(chan string)\nselect {\ncase x := <-a:\nfmt.Println(x)\ncase b <- \"s\":\ndefault:\n}")),
            "constant 0\nmake_channel a\nconstant 0\nmake_channel b\nlocal_set 0\nlocal_set 1\nlocal_get 1\nlocal_get 0\nconstant 1\n"
            "select receive send default\nlocal_set 4\nlocal_set 3\nlocal_set 2\nlocal_get 2\nconstant 0\neq\njump_if_true 22\n"
            "local_get 2\nconstant 1\neq\njump_if_true 31\njump 34\nlocal_get 3\nlocal_clear 3\nlocal_clear 4\nlocal_set 5\n"
            "local_get 5\nbox int\nprint_line 1\nlocal_clear 5\njump 37\nlocal_clear 3\nlocal_clear 4\njump 37\nlocal_clear 3\n"
            "local_clear 4\njump 37\nlocal_clear 2\nlocal_clear 3\nlocal_clear 4\nlocal_clear 0\nlocal_clear 1\nret");
  EXPECT_EQ(listing(in_main("var mu sync.RWMutex\nmu.Lock()\nmu.Unlock()\nmu.RLock()\ndefer mu.RUnlock()\nselect {}")),
            "constant 0\nnew_object mu\nlocal_set 0\nlocal_get 0\nmutex_lock\nlocal_get 0\nmutex_unlock\nlocal_get 0\n"
            "mutex_lock read\nclosure sync.(*RWMutex).RUnlock\nlocal_get 0\ndefer 1\nselect");
  const Program program = must_compile("var all = make(chan struct{}, 1)\n" + in_main("ch := make(chan int)\n_ = ch\nfmt.Println(make(chan<- bool))"));
  std::vector<std::string> made;
  for (const Declaration& each : program.declarations) {
    if (each.element != Kind::none) made.push_back(each.name + " " + program.types[each.type.value].name);
  }
  EXPECT_EQ(made, (std::vector<std::string>{"ch chan int", "make(chan<- bool) chan<- bool", "all chan struct {}"}));
}

TEST(Channels, Printed) {
  const Program program = must_compile(in_main("fmt.Println(struct{}{}, make(chan (<-chan any)))"));
  const auto type_of = [&](const std::string& name) {
    for (size_t i = 0; i < program.types.size(); ++i) {
      if (program.types[i].name == name) return TypeId{static_cast<uint16_t>(i)};
    }
    ADD_FAILURE() << name;
    return kTypeNone;
  };
  Pool pool(program.strings);
  const uint64_t empty = pool.box(type_of("struct {}"), 0), nil = pool.box(type_of("chan (<-chan interface {})"), 0);
  EXPECT_EQ(format_text(program, pool, "%v %+v %#v %T %d", std::vector{empty, empty, empty, empty, empty}), "{} {} struct {}{} struct {} {}");
  EXPECT_EQ(format_text(program, pool, "%v %#v %T %p", std::vector{nil, nil, nil, nil}), "<nil> (chan (<-chan interface {}))(nil) chan (<-chan interface {}) 0x0");
  EXPECT_EQ(panic_text(program, pool, empty), "(struct {}) 0x...");
  EXPECT_EQ(panic_text(program, pool, nil), "(chan (<-chan interface {})) 0x0");
}

// What is sent, and every channel, is looked at before; what stands on the left only in the case that is taken.
TEST(Channels, SelectTakesInOrder) {
  const std::string code = listing("var p *int\nvar a any\nfunc main() {\nvar c chan int\nselect {\ncase c <- <-c:\ncase *p = <-c:\ncase a, _ = <-c:\n}\na, p = nil, nil\n}");
  EXPECT_EQ(code.substr(0, code.find("\nlocal_set 3")),
            "constant 0\nlocal_set 0\nlocal_get 0\nlocal_get 0\nchannel_receive\nlocal_get 0\nlocal_get 0\nselect send receive receive");
  EXPECT_NE(code.find("global_ref p\nvar_read\nlocal_set 4\nlocal_get 4\nnil_check\nlocal_get 2\nvar_write\nlocal_clear 4\nlocal_clear 2\nlocal_clear 3\njump"), std::string::npos) << code;
  EXPECT_NE(code.find("local_get 2\nbox int\nglobal_ref a\nswap\nvar_write\nlocal_clear 2\nlocal_clear 3\n"), std::string::npos) << code;
}

// As Go's compiler has it: what stands beside a receive is read after it.
TEST(Channels, VariablesAreReadAfterTheReceive) {
  const std::string before = "var sum int\nvar c chan int\nfunc main() {\n", after = "\nsum, c = 0, nil\n}\n";
  const auto begins = [&](const std::string& statement) {
    const std::string code = listing(before + statement + after);
    return code.substr(0, code.find("\nconstant 0"));
  };
  EXPECT_EQ(begins("sum += <-c"), "global_ref c\nvar_read\nchannel_receive\nlocal_set 0\nglobal_ref sum\ndup\nvar_read\nlocal_get 0\nlocal_clear 0\nadd\nvar_write");
  EXPECT_EQ(begins("_ = sum - <-c"), "global_ref c\nvar_read\nchannel_receive\nglobal_ref sum\nvar_read\nswap\nsub\npop");
  EXPECT_EQ(begins("_ = any(sum) == any(<-c)").substr(0, 14), "global_ref sum");   // a conversion is one before
  EXPECT_EQ(begins("_ = sum == <-c"), "global_ref c\nvar_read\nchannel_receive\nglobal_ref sum\nvar_read\nswap\neq\npop");
}

TEST(Channels, WhatTheyAreUsedWith) {
  const Program program = must_compile(
      "var wgs = make(chan *sync.WaitGroup, 1)\nvar first, open = <-wgs\nvar mu sync.Mutex\n"
      "func send(out chan<- int, n int) { for i := range n { out <- i }; close(out) }\n"
      "func gen() <-chan int { ch := make(chan int); go send(ch, 3); return ch }\n"
      "func named() (ch chan int, err any) { defer func() { ch = nil }(); ch = make(chan int); return }\n"
      "func main() {\nfs := make(chan func() int, 1)\nfs <- func() int { return 1 }\nfmt.Println((<-fs)())\ngo (<-wgs).Done()\nc, _ := named()\np := &c\n"
      "*p = make(chan int)\nclose(*p)\n<-*p\nsum := 0\nfor v := range gen() { sum += v }\nsum += <-gen()\nvar x int\nfor x = range gen() {\nif x > 1 { break }\ncontinue\n}\n"
      "for *new(int) = range gen() {\n}\nvar e any\nfor e = range gen() {\n}\n"
      "done := make(chan struct{})\ngo func() { defer close(done); mu.Lock(); defer mu.Unlock(); sum++ }()\n<-done\nfmt.Println(sum, e, first, open)\n"
      "switch v := <-c; <-c {\ncase v:\n}\nfor ; ; c <- 1 {\nselect {\ncase c <- <-c:\ncase v, ok := <-c:\nif !ok { return }\nfunc() { v++ }()\n}\n}\n}\n");
  EXPECT_EQ(fault_in(program), "");
}

}  // namespace
}  // namespace wgscope::program
