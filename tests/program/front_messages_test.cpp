// Each message of the checker, at its place, with Go's words (compared with go 1.19's, and newer words where they changed).
#include <gtest/gtest.h>

#include "tests/program/front_support.h"

namespace wgscope::program {
namespace {

struct Case {
  const char* text;       // a whole program, or statements of main from line 2 on
  const char* expected;   // `line:column: message`, a line each, without hints
};

std::string places_and_messages(const Result<Program>& result) {
  std::string lines;
  if (result.ok()) return "ok";
  for (const Diagnostic& each : result.errors()) {
    lines += (lines.empty() ? "" : "\n") + std::to_string(each.line) + ":" + std::to_string(each.column) + ": " + each.message;
    EXPECT_FALSE(each.hint.empty()) << each.message;
    EXPECT_EQ(each.file, "x.go");
    EXPECT_EQ(each.severity, "error");
  }
  return lines;
}

void expect_in_main(const std::vector<Case>& cases) {
  for (const Case& each : cases) EXPECT_EQ(places_and_messages(compile_text(in_main(each.text))), each.expected) << each.text;
}
void expect_whole(const std::vector<Case>& cases) {
  for (const Case& each : cases) EXPECT_EQ(places_and_messages(compile_text(each.text)), each.expected) << each.text;
}

TEST(Checker, Names) {
  expect_in_main({
      {"x = 1", "2:1: undefined: x"},
      {"fmt.Println(y, z)", "2:13: undefined: y\n2:16: undefined: z"},
      {"x := 1", "2:1: declared and not used: x"},
      {"x := 1; x = 2", "2:1: declared and not used: x"},
      {"x := 1; func() { x = 2 }()", "2:1: declared and not used: x"},
      {"x := 1; x++", "ok"},
      {"var a, b int; _ = a", "2:8: declared and not used: b"},
      // Whatever is wrong with its value or its type, and though its type is not here.
      {"x := y()", "2:1: declared and not used: x\n2:6: undefined: y"},
      {"var m map[string]int; m[\"a\"]++", "2:7: maps are not supported here"},
      {"for i, x := range y() {}", "2:19: undefined: y"},
      {"x := 1; x := 2; _ = x", "2:11: no new variables on left side of :="},
      {"var x int; var x string; _ = x", "2:16: x redeclared in this block"},
      {"a, a := 1, 2; _ = a", "2:4: a repeated on left side of :="},
      {"_ = _", "2:5: cannot use _ as value"},
      {"_ := 1", "2:3: no new variables on left side of :="},
      {"_ = fmt", "2:5: use of package fmt without selector"},
      {"_ = int", "2:5: int (type) is not an expression"},
      {"_ = len", "2:5: len (built-in) must be called"},
      {"_ = iota", "2:5: cannot use iota outside constant declaration"},
      {"var x y", "2:5: declared and not used: x\n2:7: undefined: y"},
      {"n := 1; var x n; _ = n", "2:13: declared and not used: x\n2:15: n (local variable) is not a type"},
      {"n := 1; var x *(n); _ = x", "2:17: n (local variable) is not a type"},
      {"n := 1; var x func(n) chan n; _ = x", "2:20: n (local variable) is not a type"},   // once a line, as Go
      {"var x true; _ = x", "2:7: true (constant) is not a type"},
      {"var x len; _ = x", "2:7: len (built-in function) is not a type"},
      {"var x nil; _ = x", "2:7: nil (untyped nil) is not a type"},
      {"var x _; _ = x", "2:7: cannot use _ as value or type"},
      {"var g sync.WaitGroup; var x g.Add; _ = x", "2:31: g.Add is not a type"},
      {"var x fmt", "2:5: declared and not used: x\n2:7: fmt (package name) is not a type"},
      {"if x := 1; true {}", "2:4: declared and not used: x"},
      {"for i := range 3 {}", "2:5: declared and not used: i"},
      {"var nil = 1; _ = nil", "ok"},
  });
  expect_whole({
      {"func f() {}\nfunc f() {}\nfunc main() {}", "2:6: f redeclared in this block"},
      {"var f int\nfunc f() {}\nfunc main() {}", "2:6: f redeclared in this block"},
      {"func f(int a, int b) int { return a + b }\nfunc main() { f(1, 2) }", "1:12: undefined: a\n1:19: undefined: b"},   // read as it was meant
      {"func f(a int, a int) {}\nfunc main() {}", "1:15: a redeclared in this block"},
      {"func f(a int) (a int) { return }\nfunc main() {}", "1:16: a redeclared in this block\n1:25: result parameter a not in scope at return"},
      {"var unused int\nfunc unused2(p int) {}\nfunc main() {}", "ok"},
      {"var main int", "1:5: cannot declare main - must be func"},
      {"var init int\nfunc main() {}", "1:5: cannot declare init - must be func"},
      {"func main(x int) {}", "1:6: func main must have no arguments and no return values"},
      {"func init() int { return 1 }\nfunc main() {}", "1:6: func init must have no arguments and no return values"},
      {"func f() {}", "1:1: function main is undeclared in the main package"},
      {"func f()\nfunc main() {}", "1:6: missing function body"},
      {"func init() {}\nfunc init() {}\nfunc main() {}", "ok"},
      {"func init() {}\nfunc main() { init() }", "2:15: undefined: init"},
      {"package foo\nfunc main() {}", "1:9: package foo is not a main package"},
      {"package _\nfunc main() {}", "1:9: invalid package name _"},
      {"var g int\nconst c = 1\nfunc f(p int) (r int) { var x g; var y c; var z p; var w r; _, _, _, _ = x, y, z, w; return }\nfunc main() {}",
       "3:31: g (package-level variable) is not a type\n3:40: c (constant) is not a type\n3:49: p (parameter) is not a type\n3:58: r (result variable) is not a type"},
      {"func foo(x foo) {}\nfunc bar() (r bar) { return }\nfunc main() {}", "1:12: foo (function) is not a type\n2:15: bar (function) is not a type"},
  });
}

TEST(Checker, Imports) {
  expect_whole({
      {"package main\nimport \"fmt\"\nfunc main() { time.Sleep(1) }", "2:8: \"fmt\" imported and not used\n3:15: undefined: time"},
      {"import f \"fmt\"\nfunc main() {}", "1:10: \"fmt\" imported as f and not used"},
      {"import f \"fmt\"\nfunc main() { f.Println() }", "ok"},
      {"import _ \"fmt\"\nfunc main() {}", "ok"},
      {"import \"go/parser\"\nfunc main() {}", "1:8: package \"go/parser\" is not supported here"},
      {"import (\n\t\"context\"\n\t\"sync\"\n)\nvar wg sync.WaitGroup\nfunc main() { c := context.Background(); c.Done() }", "2:2: package \"context\" is not supported here"},
      {"import \"golang.org/x/sync/errgroup\"\nfunc main() { var g errgroup.Group; g.Wait() }", "1:8: package \"golang.org/x/sync/errgroup\" is not supported here"},
      {"import \"example.org/x\"\nfunc main() { x.F() }", "1:8: package example.org/x is not in std"},
      {"import \"sync\"\nimport \"sync\"\nvar wg sync.WaitGroup\nfunc main() {}", "2:8: sync redeclared in this block"},
      {"import \"sync\"\nvar sync int\nfunc main() {}", "1:8: \"sync\" imported and not used\n2:5: sync already declared through import of package sync"},
      {"import . \"fmt\"\nfunc main() { Println() }", "1:8: dot imports are not supported here"},
      {"import \"sync/atomic\"\nvar n atomic.Int32\nfunc main() { n.Add(1) }", "ok"},
      {"func main() { var wg sync.WaitGroup; wg.Wait(); time.Sleep(1); fmt.Print(); runtime.Gosched(); var n atomic.Int64; n.Load() }", "ok"},
      {"func main() { os.Exit(1); os.Exit(2) }", "1:15: undefined: os"},
  });
}

TEST(Checker, Calls) {
  expect_whole({
      {"func f(a int, b string) {}\nfunc main() {\nf(1)\nf()\nf(1, \"a\", 2)\nf(1, 2)\nf(\"x\", 1.5)\n}",
       "3:3: not enough arguments in call to f: have (number), want (int, string)\n4:2: not enough arguments in call to f: have (), want (int, string)\n"
       "5:11: too many arguments in call to f: have (number, string, number), want (int, string)\n"
       "6:6: cannot use 2 (untyped int constant) as string value in argument to f\n"
       "7:3: cannot use \"x\" (untyped string constant) as int value in argument to f\n"
       "7:8: cannot use 1.5 (untyped float constant) as string value in argument to f"},
      {"func two() (int, string) { return 1, \"a\" }\nfunc f(a, b int) {}\nfunc main() {\nf(two())\nx := two()\na, b, c := two()\n_ = two() + 1\n}",
       "4:3: cannot use two() (value of type string) as int value in argument to f\n5:1: declared and not used: x\n5:6: assignment mismatch: 1 variable but two returns 2 values\n"
       "6:1: declared and not used: a\n6:4: declared and not used: b\n6:7: declared and not used: c\n6:12: assignment mismatch: 3 variables but two returns 2 values\n7:5: multiple-value two() (value of type (int, string)) in single-value context"},
      {"func f() {}\nfunc main() {\nx := f()\n_ = f() == nil\nvar y int = f()\nfmt.Println(f())\n}",
       "3:1: declared and not used: x\n3:6: f() (no value) used as value\n4:5: f() (no value) used as value\n5:5: declared and not used: y\n5:13: f() (no value) used as value\n6:13: f() (no value) used as value"},
  });
  expect_in_main({
      {"n := 1\nn()\nn.x()", "3:1: invalid operation: cannot call non-function n (variable of type int)\n4:3: n.x undefined (type int has no field or method x)"},
      {"var wg sync.WaitGroup\nwg.Add()\nwg.Add(\"a\")\nwg.Done(1)\nwg.Go(main)\nwg.Go(1)",
       "3:7: not enough arguments in call to wg.Add: have (), want (int)\n4:8: cannot use \"a\" (untyped string constant) as int value in argument to wg.Add\n"
       "5:9: too many arguments in call to wg.Done: have (number), want ()\n7:7: cannot use 1 (untyped int constant) as func() value in argument to wg.Go"},
      {"var wg sync.WaitGroup\nwg.done()\nwg.Foo()\nwg.state = 1",
       "3:4: wg.done undefined (type sync.WaitGroup has no field or method done, but does have method Done)\n"
       "4:4: wg.Foo undefined (type sync.WaitGroup has no field or method Foo)\n5:4: wg.state undefined (type sync.WaitGroup has no field or method state)"},
      {"wg := new(sync.WaitGroup)\np := &wg\np.Done()", "4:3: p.Done undefined (type **sync.WaitGroup has no field or method Done)"},
      {"sync.WaitGroup{}.Done()", "2:18: cannot call pointer method Done on sync.WaitGroup"},
      {"sync.Foo()\ntime.sleep(1)\nfmt.Printn(1)", "2:6: undefined: sync.Foo\n3:6: name sleep not exported by package time\n4:5: undefined: fmt.Printn"},
      {"go main\ndefer main\ngo (main())\ndefer int(1)\ngo len(\"a\")\ndefer recover()\ngo panic(1)",
       "2:4: expression in go must be function call\n3:7: expression in defer must be function call\n4:4: expression in go must not be parenthesized\n"
       "5:7: defer requires function call, not conversion int(1) (constant 1 of type int)\n6:4: go discards result of len(\"a\") (constant 1 of type int)"},
      {"panic()\npanic(1, 2)\nnew()\n_ = len(3)\n_ = new(nil)\n_ = min(1, \"a\")\n_ = max(main)\nrecover(1)",
       "2:1: invalid operation: not enough arguments for panic() (expected 1, found 0)\n3:1: invalid operation: too many arguments for panic(1, 2) (expected 1, found 2)\n"
       "4:1: invalid operation: not enough arguments for new() (expected 1, found 0)\n5:9: invalid argument: 3 (untyped int constant) for built-in len\n"
       "6:9: use of untyped nil in argument to built-in new\n7:12: invalid argument: mismatched types untyped int (previous argument) and untyped string (type of \"a\")\n"
       "8:9: invalid argument: main (value of type func()) cannot be ordered\n9:1: invalid operation: too many arguments for recover(1) (expected 0, found 1)"},
      {"_ = int()\n_ = int(1, 2)\n_ = int(\"a\")\n_ = string(1.5)\n_ = bool(1)\n_ = int32(4294967296)\n_ = int(1.5)\n_ = (*int)(nil)\n_ = int(nil)",
       "2:8: missing argument in conversion to int\n3:12: too many arguments in conversion to int\n4:9: cannot convert \"a\" (untyped string constant) to type int\n"
       "5:12: cannot convert 1.5 (untyped float constant) to type string\n6:10: cannot convert 1 (untyped int constant) to type bool\n"
       "7:11: constant 4294967296 overflows int32\n8:9: cannot convert 1.5 (untyped float constant) to type int (truncated)\n10:9: cannot convert nil to type int"},
  });
}

TEST(Checker, Assignments) {
  expect_in_main({
      {"var x int = \"a\"", "2:5: declared and not used: x\n2:13: cannot use \"a\" (untyped string constant) as int value in variable declaration"},
      {"x := 1\nx = \"a\"\nx = 1.5\nx = nil\n_ = x", "3:5: cannot use \"a\" (untyped string constant) as int value in assignment\n"
       "4:5: cannot use 1.5 (untyped float constant) as int value in assignment (truncated)\n5:5: cannot use nil as int value in assignment"},
      {"var a int32 = 4294967296\n_ = a", "2:15: cannot use 4294967296 (untyped int constant) as int32 value in variable declaration (overflows)"},
      {"var a uint32 = -1\n_ = a", "2:16: cannot use -1 (untyped int constant) as uint32 value in variable declaration (overflows)"},
      {"x := 10 << 70", "2:1: declared and not used: x\n2:6: cannot use 10 << 70 (untyped int constant 11805916207174113034240) as int value in assignment (overflows)"},
      {"x := nil", "2:1: declared and not used: x\n2:6: use of untyped nil in assignment"},
      {"_ = nil\n_ = 1 << 70", "2:5: use of untyped nil in assignment to _ identifier\n"
       "3:5: cannot use 1 << 70 (untyped int constant 1180591620717411303424) as int value in assignment to _ identifier (overflows)"},
      {"a, b := 1", "2:1: declared and not used: a\n2:4: declared and not used: b\n2:9: assignment mismatch: 2 variables but 1 value"},
      {"var a, b = 1, 2, 3", "2:5: declared and not used: a\n2:8: declared and not used: b\n2:18: extra init expr 3"},
      {"var a, b int\na, b = 1, 2, 3\n_, _ = a, b", "3:8: assignment mismatch: 2 variables but 3 values"},
      {"const c = 1\nc = 2\nc++", "3:1: cannot assign to c (neither addressable nor a map index expression)\n4:1: cannot assign to c (neither addressable nor a map index expression)"},
      {"main = nil\n5 = 1\nnil = 3\ntime.Second = 1", "2:1: cannot assign to main (neither addressable nor a map index expression)\n"
       "3:1: cannot assign to 5 (neither addressable nor a map index expression)\n4:1: cannot assign to nil (neither addressable nor a map index expression)\n"
       "5:1: cannot assign to time.Second (neither addressable nor a map index expression)"},
      {"var wg sync.WaitGroup\nvar p *sync.WaitGroup = wg\np = &wg\nwg = p\n*p = wg", "3:25: cannot use wg (variable of type sync.WaitGroup) as *sync.WaitGroup value in variable declaration\n"
       "5:6: cannot use p (variable of type *sync.WaitGroup) as sync.WaitGroup value in assignment"},
      {"s := \"a\"\ns++\ns -= \"b\"\ns += 1\n_ = s", "3:1: invalid operation: s++ (non-numeric type string)\n4:1: invalid operation: operator - not defined on s (variable of type string)\n"
       "5:1: invalid operation: s += 1 (mismatched types string and untyped int)"},
      {"n := 1\nn.x := 2", "3:1: non-name n.x on left side of :="},
      {"var f func(int) int = main\n_ = f", "2:23: cannot use main (value of type func()) as func(int) int value in variable declaration"},
  });
}

TEST(Checker, Operators) {
  expect_in_main({
      {"x, s := 1, \"a\"\n_ = x + s\n_ = x == s\n_ = x + \"a\"\n_ = x + 1.5\n_ = x && true",
       "3:5: invalid operation: x + s (mismatched types int and string)\n4:10: invalid operation: x == s (mismatched types int and string)\n"
       "5:5: invalid operation: x + \"a\" (mismatched types int and untyped string)\n6:9: 1.5 (untyped float constant) truncated to int\n"
       "7:5: invalid operation: x && true (mismatched types int and untyped bool)"},
      {"x := 1\n_ = x / 0\n_ = x % 0\n_ = 1.0 / 0\nx /= 0", "3:9: invalid operation: division by zero\n4:9: invalid operation: division by zero\n5:11: invalid operation: division by zero\n"
       "6:6: invalid operation: division by zero"},
      {"_ = !1\n_ = -true\n_ = ^1.5\n_ = true + false\n_ = \"a\" - \"b\"\n_ = true < false",
       "2:6: invalid operation: operator ! not defined on 1 (untyped int constant)\n3:6: invalid operation: operator - not defined on true (untyped bool constant)\n"
       "4:6: invalid operation: operator ^ not defined on 1.5 (untyped float constant)\n5:5: invalid operation: operator + not defined on true (untyped bool constant)\n"
       "6:5: invalid operation: operator - not defined on \"a\" (untyped string constant)\n7:5: invalid operation: true < false (operator < not defined on untyped bool)"},
      {"_ = main == main\n_ = main == nil\n_ = nil == nil\nvar p *int\n_ = p == 1\n_ = p < nil",
       "2:5: invalid operation: main == main (func can only be compared to nil)\n4:5: invalid operation: nil == nil (operator == not defined on nil)\n"
       "6:10: invalid operation: p == 1 (mismatched types *int and untyped int)\n7:5: invalid operation: p < nil (operator < not defined on pointer)"},
      {"n := 1\n_ = 1 << -1\n_ = 1.5 << 1\n_ = n << \"a\"\n_ = n << 1.5\n_ = 1 << 1000\nvar f float64 = 1 << n\n_ = f",
       "3:10: invalid operation: negative shift count -1 (untyped int constant)\n4:5: invalid operation: shifted operand 1.5 (untyped float constant) must be integer\n"
       "5:10: cannot convert \"a\" (untyped string constant) to type uint\n6:10: 1.5 (untyped float constant) truncated to uint\n7:7: constant shift overflow\n"
       "8:17: invalid operation: shifted operand 1 (type float64) must be integer"},
      {"s := uint(3)\n_ = string(1 << s)\n_ = bool(1 << s)\n_ = float64(1 << s)", "3:12: invalid operation: shifted operand 1 (type string) must be integer\n"
       "4:10: cannot convert 1 << s (untyped int value) to type bool\n5:13: invalid operation: shifted operand 1 (type float64) must be integer"},
      {"var x int = 1e-400\nvar y int = 1e-100000\n_, _ = x, y", "2:13: cannot use 1e-400 (untyped float constant) as int value in variable declaration (truncated)\n"
       "3:13: cannot use 1e-100000 (untyped float constant 1e-20000) as int value in variable declaration (truncated)"},
      {"const a int32 = 1 << 30\n_ = a * 4\n_ = -uint32(1)\n_ = int32(1) << 40", "3:5: a * 4 (constant 4294967296 of type int32) overflows int32\n"
       "4:5: -uint32(1) (constant -1 of type uint32) overflows uint32\n5:5: int32(1) << 40 (constant 1099511627776 of type int32) overflows int32"},
      {"n := 1\n_ = &1\n_ = *n\n_ = *nil\n_ = &n", "3:6: invalid operation: cannot take address of 1 (untyped int constant)\n4:6: invalid operation: cannot indirect n (variable of type int)\n"
       "5:6: invalid operation: cannot indirect nil"},
      {"n := 3\ntime.Sleep(n * time.Second)\ntime.Sleep(1.5)\ntime.Sleep(1.5 * time.Second)",
       "3:12: invalid operation: n * time.Second (mismatched types int and time.Duration)\n4:12: cannot use 1.5 (untyped float constant) as time.Duration value in argument to time.Sleep (truncated)\n"
       "5:12: 1.5 (untyped float constant) truncated to time.Duration"},
      {"var v any = 1\n_ = v + 1\n_ = v == 1\n_ = v == main\nv++", "3:5: invalid operation: v + 1 (mismatched types any and int)\n"
       "5:10: invalid operation: v == main (func can only be compared to nil)\n6:1: invalid operation: v++ (non-numeric type any)"},
  });
}

TEST(Checker, Statements) {
  expect_in_main({
      {"1\nn := 1\nn\nn + 1\nn == 2\n-n\nfunc() {}\nmain", "2:1: 1 (untyped int constant) is not used\n4:1: n (variable of type int) is not used\n5:1: n + 1 (value of type int) is not used\n"
       "6:1: n == 2 (untyped bool value) is not used\n7:1: -n (value of type int) is not used\n8:1: func() {…} (value of type func()) is not used\n9:1: main (value of type func()) is not used"},
      {"n := 1\nif n {}\nfor n {}\nif \"a\" {}", "3:4: non-boolean condition in if statement\n4:5: non-boolean condition in for statement\n5:4: non-boolean condition in if statement"},
      {"break\ncontinue\nswitch { default: continue }\nfallthrough", "2:1: break is not in a loop, switch, or select\n3:1: continue is not in a loop\n4:19: continue is not in a loop\n"
       "5:1: fallthrough statement out of place"},
      {"L: for { break L }\nM: for {}\nfor { continue X }", "3:1: label M defined and not used\n4:16: continue label not defined: X"},
      {"L:\nfor {\nfunc() { break L }()\n}", "2:1: label L defined and not used\n4:16: break label not defined: L"},
      {"L: switch { default: for { continue L } }", "2:37: invalid continue label L"},
      {"L: { for { break L } }", "2:18: invalid break label L"},
      {"L: for { break L }\nL: for { break L }", "3:1: label L already defined in line 2"},
      {"x := 1\nswitch x { case 1, 2, 1: case \"a\": case 1.5: }", "3:23: duplicate case 1 in expression switch\n"
       "3:31: invalid case \"a\" in switch on x (mismatched types untyped string and int)\n3:41: 1.5 (untyped float constant) truncated to int"},
      {"switch { case 1: }", "2:15: invalid case 1 in switch (mismatched types untyped int and bool)"},
      {"switch { default: default: }", "2:19: multiple defaults in switch (first in line 2)"},
      {"switch 1 { case 0:\nfallthrough\n;\ncase 1: }", "ok"},
      {"switch 1 { case 0: main() case 1: }", "2:27: syntax error: unexpected keyword case at end of statement"},
      {"switch { case true: fallthrough }", "2:21: cannot fallthrough final case in switch"},
      {"switch main { }", "2:8: cannot switch on main (value of type func())"},
      {"for i, j := range 3 { _, _ = i, j }", "2:8: range over 3 (untyped int constant) permits only one iteration variable"},
      {"for i := range 1.5 { _ = i }\nfor range 1e3 {}\nfor range 10.0 {}\nfor range 'a' {}\nfor range -1 {}", "2:16: cannot range over 1.5 (untyped float constant)\n"
       "3:11: cannot range over 1e3 (untyped float constant 1000)\n4:11: cannot range over 10.0 (untyped float constant 10)"},
      {"var f float64\nvar i int\nvar u uint32\nvar a any\nfor f = range 3 {}\nfor i = range int32(3) {}\nfor u = range -1 {}\nfor u = range 5 {}\nfor a = range 2 {}\nfor i = range i {}\n"
       "for range 1 << 63 {}\n_, _, _ = f, u, a",
       "6:5: cannot use iteration variable of type float64\n7:15: cannot use int32(3) (constant 3 of type int32) as int value in range clause\n"
       "8:15: cannot use -1 (untyped int constant) as uint32 value in range clause (overflows)\n"
       "12:11: cannot use 1 << 63 (untyped int constant 9223372036854775808) as int value in range clause (overflows)"},
      {"return 1", "2:8: too many return values: have (number), want ()"},
      {"for i := 0; i < \"a\"; i++ {}", "2:17: invalid operation: i < \"a\" (mismatched types int and untyped string)"},
  });
  expect_whole({
      {"func f() int {}\nfunc main() {}", "1:15: missing return"},
      {"func f(b bool) int { if b { return 1 } }\nfunc main() {}", "1:40: missing return"},
      {"func f(b bool) int { if b { return 1 } else { panic(1) } }\nfunc main() {}", "ok"},
      {"func f() int { for {} }\nfunc g() int { for { break } }\nfunc h() int { for true {} }\nfunc main() {}", "2:30: missing return\n3:28: missing return"},
      {"func f(n int) int { switch n { case 1: return 1; default: return 2 } }\nfunc g(n int) int { switch n { case 1: return 1 } }\nfunc main() {}", "2:51: missing return"},
      {"func f(n int) int { L: for { for { break L } } }\nfunc main() {}", "1:48: missing return"},
      {"func f() (int, string) { return 1 }\nfunc g() int { return }\nfunc h() (int, int) { return 1, 2, 3 }\nfunc i() int { return \"a\" }\nfunc main() {}",
       "1:33: not enough return values: have (number), want (int, string)\n2:16: not enough return values: have (), want (int)\n"
       "3:30: too many return values: have (number, number, number), want (int, int)\n4:23: cannot use \"a\" (untyped string constant) as int value in return statement"},
      {"func f() (r int) { { r := 1; _ = r; return } }\nfunc main() {}", "1:37: result parameter r not in scope at return"},
  });
}

TEST(Checker, ConstantsAndInitialisation) {
  expect_whole({
      {"const a = f()\nconst b int = \"x\"\nconst c = nil\nconst d *int = nil\nconst e\nfunc f() int { return 1 }\nfunc main() {}",
       "1:11: f() (value of type int) is not constant\n2:15: cannot use \"x\" (untyped string constant) as int value in constant declaration\n3:11: nil is not constant\n"
       "4:9: invalid constant type *int\n4:16: nil is not constant\n5:7: missing init expr for const declaration"},
      {"var a = a\nvar b, c = c, b\nconst d = e\nconst e = d\nfunc main() {}",
       "1:5: initialization cycle: a refers to itself\n2:5: initialization cycle for b: b refers to c, c refers to b\n3:7: initialization cycle for d: d refers to e, e refers to d"},
      {"var a = f()\nfunc f() int { return g() }\nfunc g() int { return a }\nvar h = func() { h() }\nfunc main() {}",
       "1:5: initialization cycle for a: a refers to f, f refers to g, g refers to a\n4:5: initialization cycle: h refers to itself"},
      {"const big = 1 << 600\nfunc main() {}", "1:15: constant shift overflow"},
  });
}

TEST(Checker, FiveMistakes_AreAllReported) {
  const auto result = compile_text(
      "func worker(wg *sync.WaitGroup, id int) {\n\tdefer wg.done()\n\tunused := id\n}\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(\"3\")\n"
      "\tgo worker(wg, 1)\n\tfmt.Println(undefinedName)\n\twg.Wait(\n}\n");
  EXPECT_EQ(places_and_messages(result),
            "2:11: wg.done undefined (type *sync.WaitGroup has no field or method done, but does have method Done)\n3:2: declared and not used: unused\n"
            "8:9: cannot use \"3\" (untyped string constant) as int value in argument to wg.Add\n"
            "9:12: cannot use wg (variable of type sync.WaitGroup) as *sync.WaitGroup value in argument to worker\n10:14: undefined: undefinedName\n"
            "12:1: syntax error: unexpected }, expected expression");
}

TEST(Checker, Hints_SayWhatWouldBeRight) {
  const auto hint = [](const std::string& body) {
    const auto result = compile_text(in_main(body));
    return result.ok() ? "ok" : result.errors().front().hint;
  };
  EXPECT_EQ(hint("workers := 1; _ = workers + worker"), "did you mean workers?");
  EXPECT_EQ(hint("var x int32 = 1; var y int64 = x; _ = y"), "convert it: int64(x)");
  EXPECT_EQ(hint("var wg sync.WaitGroup; var p *sync.WaitGroup = wg; _ = p"), "take its address: &wg");
  EXPECT_EQ(hint("n := 2; time.Sleep(n * time.Second)"), "convert one of them: time.Duration(n)");
  EXPECT_EQ(hint("var wg sync.WaitGroup; wg.Dnoe()"), "did you mean \"Done\"?");
  EXPECT_EQ(hint("go func() {}"), "add () behind the closing }");
  EXPECT_EQ(hint("println(1)"), "use fmt.Println");
  EXPECT_EQ(hint("var once sync.Once; once.Do(f)"),
            "CompareAndSwap(false, true) on an atomic.Bool lets one goroutine through, but the others do not wait for it: let them wait on a sync.WaitGroup");
  EXPECT_EQ(hint("x := 1; ++x"), "++ and -- stand behind the variable: x++");
  EXPECT_EQ(hint("func g() {}"), "functions stand beside each other; inside of one, write g := func() { … }");
  EXPECT_EQ(hint("if x y {}"), "a block begins with {");
  EXPECT_EQ(hint("for _, n := range 3 { _ = n }"), "write for n := range 3");
  EXPECT_EQ(hint("for i in 3 {}"), "write for i := range 3 { … }");
  EXPECT_EQ(hint("for (i := 0; i < 3; i++) {}"), "for, if and switch stand without ( ): for i := 0; i < n; i++ { … }");
  EXPECT_EQ(hint("x := true ? 1 : 2; _ = x"), "write if … { … } else { … }");
  EXPECT_EQ(hint("do { } while (true)"), "for is Go's only loop: for condition { … }");
  EXPECT_EQ(hint("f := x => x + 1"), "a function is written func(x int) int { return … }");
  EXPECT_EQ(hint("errgroup.WithContext(1)"), "package errgroup is not supported here; use a sync.WaitGroup and wg.Go, and a variable for the error");
}

TEST(Checker, Params_AreConstants) {
  EXPECT_EQ(messages_of(compile_text("func main() { for range workers { fmt.Println(workers + 0.5) } }", {{"workers", 3}, {"unused", 1}})), "");
  EXPECT_EQ(messages_of(compile_text("var workers = 3\nfunc main() {}", {{"workers", 3}})),
            "x.go:1:5: workers redeclared: it is a param of the scenario; rename it, or leave it out: the param is a constant of the program\n");
  EXPECT_EQ(messages_of(compile_text("func main() { workers = 3 }", {{"workers", 3}})),
            "x.go:1:15: cannot assign to workers (neither addressable nor a map index expression); a constant keeps its value\n");
  EXPECT_NE(messages_of(compile_text("func main() {}", {{"sync", 3}})), "");
  EXPECT_EQ(messages_of(compile_text("func main() { workers := 1; _ = workers }", {{"workers", 3}})), "");   // an inner name may hide it
}

}  // namespace
}  // namespace wgscope::program
