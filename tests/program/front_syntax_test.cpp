// Syntax errors, as Go words them and several at a time; and what the subset refuses, by name.
#include <gtest/gtest.h>

#include "core/base/limits.h"
#include "tests/program/front_support.h"

namespace wgscope::program {
namespace {

std::string short_messages(const std::string& text) {
  const auto result = compile_text(text);
  if (result.ok()) return "ok";
  std::string lines;
  for (const Diagnostic& each : result.errors()) {
    lines += (lines.empty() ? "" : "\n") + std::to_string(each.line) + ":" + std::to_string(each.column) + ": " + each.message;
    EXPECT_FALSE(each.hint.empty()) << each.message;
  }
  return lines;
}

TEST(Parser, SyntaxErrors_AreWordedAsGoDoes) {
  const std::pair<const char*, const char*> cases[] = {
      {"func main() {\n\tif x == 1\n\t{\n\t}\n}", "2:11: syntax error: unexpected newline, expected { after if clause"},
      {"func main()\n{\n}\n", "2:1: syntax error: unexpected semicolon or newline before {"},
      {"func main() {\n\tfor i := 0; i < 10; i++\n\t{\n\t}\n}", "2:25: syntax error: unexpected newline, expected { after for clause"},
      {"func main() {\n\tfmt.Println(1, 2\n}", "2:18: syntax error: unexpected newline in argument list; possibly missing comma or )"},
      {"func main() {\n\tif true {\n\t}\n", "4:1: syntax error: unexpected EOF, expected }"},
      {"x := 1\nfunc main() {}\n", "1:1: syntax error: non-declaration statement outside function body"},
      {"fun main() {\n\tvar x int\n\tgo f()\n}\n", "1:1: syntax error: non-declaration statement outside function body"},
      {"func main() {\n\tx := := 4\n\tvar y int = \n\tvar z = 3\n}", "2:7: syntax error: unexpected :=, expected expression\n4:2: syntax error: unexpected keyword var, expected expression"},
      {"func main() {\n\tif x = 1 {\n\t}\n}", "2:5: syntax error: cannot use assignment x = 1 as value"},
      {"func main() {\n\twhile true {\n\t\tundefined()\n\t}\n}", "2:8: syntax error: unexpected name true at end of statement\n3:3: undefined: undefined"},
      {"func main() {\n\tif true {\n\t}\n\telse {\n\t}\n}", "4:2: syntax error: unexpected keyword else, expected }"},
      {"func main() {\n\tx := 'ab'\n\ty := \"abc\n}", "2:7: more than one character in rune literal\n3:11: newline in string"},
      {"func main() {\n\t_ = 08\n\t_ = 0x\n\t_ = 1__0\n\t_ = 1e\n\t_ = '\\q'\n\t_ = \"\\xZZ\"\n\t_ = ''\n}",
       "2:7: invalid digit '8' in octal literal\n3:6: hexadecimal literal has no digits\n4:6: '_' must separate successive digits\n5:6: exponent has no digits\n"
       "6:7: unknown escape\n7:7: invalid character in hexadecimal escape\n8:6: empty rune literal or unescaped ' in rune literal"},
      {"func main() {\n\t@\n\t#\n}", "2:2: invalid character U+0040 '@'\n3:2: invalid character U+0023 '#'"},
      {"func main() {\n\t_ = “a”\n}", "2:6: invalid character U+201C '“'"},
      {"func f(a int, string) {}\nfunc g(a int, *int, b int) {}\nfunc h(a int, b, c) { _, _ = b, c }\nfunc main() {}",
       "1:21: syntax error: missing parameter type\n2:15: syntax error: missing parameter name\n3:19: syntax error: missing parameter type"},
      {"var g := 3\nfunc main() {\n\tvar x int := 3\n\tconst c := 3\n\tconst d int := 3\n}",
       "1:7: syntax error: unexpected :=, expected =\n3:12: syntax error: unexpected :=, expected =\n4:10: syntax error: unexpected :=, expected =\n"
       "5:14: syntax error: unexpected :=, expected ="},
      {"import \"sync\nvar wg sync.WaitGroup\nfunc main() { wg.Wait() }", "1:13: newline in string"},   // what it was to import is no second error
      {"func main() {}\nimport \"fmt\"\n", "2:1: syntax error: imports must appear before other declarations"},
      {"package%\n", "1:8: syntax error: unexpected %, expected name"},
      {"import fmt\nfunc main() {}\n", "1:11: syntax error: missing import path; require quoted string"},
      {"func main() {\n\tfor i := 0; i < 3; i := i+1 {\n\t}\n\tfor var i = 0; i < 3; i++ {\n\t}\n\tfor i := 0; i < 3 {\n\t}\n}\n",
       "2:21: syntax error: cannot declare in post statement of for loop\n4:10: syntax error: var declaration not allowed in for initializer\n"
       "6:20: syntax error: unexpected {, expected semicolon or newline"},
      {"func main() {\n\tif ; {\n\t}\n\tif {\n\t}\n\tif x := 1; {\n\t}\n}", "2:5: syntax error: missing condition in if statement\n4:5: syntax error: missing condition in if statement\n"
       "6:11: syntax error: missing condition in if statement"},
      {"func main() {\n\tswitch 1 {\n\t\tmain()\n\tcase 1\n\t}\n}", "3:3: syntax error: unexpected name main, expected case or default or }\n4:8: syntax error: unexpected newline, expected :"},
      {"func main() {\n\tgo func() {}\n\tdefer\n}", "2:5: expression in go must be function call\n4:1: syntax error: unexpected }, expected expression"},
      {"func main() {\n\t/* open\n}", "2:2: comment not terminated"},
      {"func main() {\n\t)\n}\n}\n", "2:2: syntax error: unexpected ), expected }\n4:1: syntax error: non-declaration statement outside function body"},
      {"var x = 1 2\nfunc main() {}", "1:11: syntax error: unexpected literal 2 after top level declaration"},
      {"func main() {\n\tvar x, = 1\n\tconst if = 2\n}", "2:9: syntax error: unexpected =, expected name\n3:8: syntax error: unexpected keyword if, expected name"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(short_messages(text), expected) << text;
}

TEST(Parser, AMissingBrace_IsOneError) {
  // Go also names each function that follows, and the end of the file.
  const auto result = compile_text("func f(n int) {\n\tif n > 0 {\n\t\tfmt.Println(n)\n}\n\nfunc g(n int) int {\n\treturn n + x\n}\n\nfunc main() {\n\tf(g(1))\n}\n");
  ASSERT_FALSE(result.ok());
  ASSERT_EQ(result.errors().size(), 2u);
  EXPECT_EQ(to_string(result.errors()[0]),
            "x.go:6:6: syntax error: unexpected name g, expected (; a } is missing before it: the function that begins in line 1 is still open");
  EXPECT_EQ(to_string(result.errors()[1]), "x.go:7:13: undefined: x; declare it first");
  EXPECT_EQ(short_messages("func f() {\n\tg(func() {\n\t\tfor {\n}\nfunc g(f func()) {}\nfunc main() { f() }\n"), "5:6: syntax error: unexpected name g, expected (");
  EXPECT_EQ(short_messages("func f() {\nimport \"fmt\"\nfunc main() { f() }\n"), "2:1: syntax error: unexpected keyword import, expected }");
  // Where no brace is missing, the one inside is the mistake.
  EXPECT_EQ(short_messages("func main() {\nfunc g() {\n}\ng()\n}\n"), "2:6: syntax error: unexpected name g, expected (");
}

TEST(Parser, AMissingImportOrTheSameErrorTwiceInALine_IsSaidOnce) {
  EXPECT_EQ(short_messages("import \"fmt\"\nfunc main() {\n\ttime.Sleep(time.Second)\n\ttime.Sleep(1)\n\tfmt.Println(x + x)\n\tfmt.Println(x)\n}\n"),
            "3:2: undefined: time\n5:14: undefined: x\n6:14: undefined: x");
}

TEST(Parser, Semicolons_AreOptionalAsInGo) {
  EXPECT_EQ(short_messages("package main; import \"fmt\"; func main() { fmt.Println(1); }"), "ok");
  EXPECT_EQ(short_messages("func main() { x := 1 /* a\n b */ _ = x // c\n}"), "ok");
  EXPECT_EQ(short_messages("func main() {\n\tfmt.Println(1,\n\t\t2,\n\t)\n\tx := 1 +\n\t\t2\n\t_ = x\n}"), "ok");
  EXPECT_EQ(short_messages("func main() {\r\n\tfmt.Println(1)\r\n}\r\n"), "ok");
  EXPECT_EQ(short_messages("\xef\xbb\xbf// with a mark in front\nfunc main() {}"), "ok");
  EXPECT_EQ(short_messages("func main() { 变量 := 1; _ = 变量 }"), "ok");
}

TEST(Parser, WhatIsRefused_IsNamedOnce) {
  const std::pair<const char*, const char*> cases[] = {
      {"s := []int{1, 2}\ns = append(s, 3)\nfor i, v := range s { fmt.Println(i, v, s[0], len(s)) }", "2:6: slices are not supported here"},
      {"var a [3]int\na[0] = 1\n_ = a[1:2]", "2:7: arrays are not supported here"},
      {"m := map[string]int{\"a\": 1}\nm[\"a\"]++\ndelete(m, \"a\")\nv, ok := m[\"b\"]\n_, _ = v, ok", "2:6: maps are not supported here"},
      {"var p struct{ x, y int }\np.x = 1", "2:7: structs with fields are not supported here"},
      {"var e error\nif e != nil { return }", "2:7: error is not supported here"},
      {"var i interface{ M() }\ni.M()", "2:7: interfaces are not supported here"},
      {"var v any = 1\nn := v.(int)\n_ = n", "3:8: type assertions are not supported here"},
      {"var v any = 1\nswitch t := v.(type) { case int: fmt.Println(t) }", "3:1: type switches are not supported here"},
      {"goto end\nend:\nprintln(1)", "2:1: goto is not supported here\n4:1: println is not supported here"},
      {"var b byte\nvar f float32\nvar i int8\n_, _, _ = b, f, i", "2:7: byte is not supported here\n3:7: float32 is not supported here\n4:7: int8 is not supported here"},
      {"x := 3i\n_ = x", "2:6: complex numbers are not supported here"},
      {"s := \"abc\"\n_ = s[0]\nfor i := range s { _ = i }", "3:6: indexing a string is not supported here\n4:16: ranging over a string is not supported here"},
      {"f := (*sync.WaitGroup).Done\n_ = f", "2:24: method expressions are not supported here"},
      {"var n int32\natomic.AddInt32(&n, 1)", "3:1: atomic.AddInt32 is not supported here"},
      {"var n atomic.Int32\nn.Or(1)", "3:3: atomic.Int32's method Or is not supported here"},
      {"_ = time.Now()\n_ = runtime.NumGoroutine()\n_ = fmt.Errorf(\"x\")", "2:5: time.Now is not supported here\n3:5: runtime.NumGoroutine is not supported here\n4:5: fmt.Errorf is not supported here"},
      {"var wg sync.WaitGroup\nfmt.Println(wg)\n_ = wg == wg", "3:13: a sync.WaitGroup as a value of type any is not supported here\n4:5: comparing sync.WaitGroup values is not supported here"},
      {"d := time.Second\n_ = d.Seconds()", "3:7: time.Duration's method Seconds is not supported here"},
      {"f := func(n ...int) {}\nf(1)\nf([]int{1}...)", "2:11: variadic parameters are not supported here\n4:3: slices are not supported here"},
      {"f := fmt.Println\nf(1)", "2:6: fmt.Println is not supported here as a value"},
  };
  for (const auto& [body, expected] : cases) EXPECT_EQ(short_messages(in_main(body)), expected) << body;
  EXPECT_EQ(short_messages("type T struct { n int }\nfunc (t *T) M() { t.n++ }\ntype I interface { M() }\nfunc gen[X any](x X) {}\nvar t T\n"
                           "func main() { t.M(); t.n = 1; gen(1); gen[int](1); p := &T{n: 1}; p.M() }\nfunc v(xs ...int) { for range xs {} }"),
            "1:6: struct type T is not supported here\n2:6: methods are not supported here\n3:6: interface type I is not supported here\n"
            "4:9: type parameters are not supported here\n7:8: variadic parameters are not supported here");
}

TEST(Parser, WhatIsWrongInsideOfWhatIsRefused_IsToldAtOnce) {
  const std::pair<const char*, const char*> cases[] = {
      {"type T struct {\n\twg sync.WaitGroup\n\titems []Thing\n\tn Undefined\n}\nfunc main() { undefined2() }",
       "1:6: struct type T is not supported here\n3:8: slices are not supported here\n4:4: undefined: Undefined\n6:15: undefined: undefined2"},
      {"type T struct {\n\tn int = 1\n}\nfunc main() {}", "1:6: struct type T is not supported here\n2:8: syntax error: unexpected = in struct type; possibly missing semicolon or newline or }"},
      {"type T struct {\n\tn int = 1\n\tm = 2\n}\nfunc main() {}",
       "1:6: struct type T is not supported here\n2:8: syntax error: unexpected = in struct type; possibly missing semicolon or newline or }\n3:4: syntax error: unexpected =, expected type"},
      {"type T struct {\n\t3 int\n}\nfunc main() {}", "1:6: struct type T is not supported here\n2:2: syntax error: unexpected literal 3, expected field name or embedded type"},
      {"type T struct { n int }\nfunc (t *T) M(x Undefined) int {\n\tt.n++\n\tunused := 1\n\ty = 2\n\tch := make(chan int)\n}\nfunc main() { z() }",
       "1:6: struct type T is not supported here\n2:6: methods are not supported here\n2:17: undefined: Undefined\n4:2: declared and not used: unused\n5:2: undefined: y\n"
       "6:2: declared and not used: ch\n7:1: missing return\n8:15: undefined: z"},
      {"type T struct{}\nfunc (t T) M() struct{} { return struct{}{} }\nfunc (t T) N() (a struct{}, e int) { return }\nfunc main() {}",
       "1:6: struct type T is not supported here\n2:6: methods are not supported here\n3:6: methods are not supported here"},
      {"type S[T any] struct { v T }\nfunc (s *S[T]) Get() T { return s.v }\nfunc main() {}", "1:6: type declarations are not supported here\n2:6: methods are not supported here"},
      {"type I interface {\n\tM(x Undefined) int\n\t~int | Other\n}\nfunc main() {}", "1:6: interface type I is not supported here\n2:6: undefined: Undefined\n3:9: undefined: Other"},
      {"func gen[X any](x X) X {\n\treturn y\n}\nfunc main() { gen(1) }", "1:9: type parameters are not supported here\n2:9: undefined: y"},
      {"type A = Undefined\ntype (\n\tB int\n\tC map[string]Undefined\n)\nfunc main() {}",
       "1:6: type declarations are not supported here\n1:10: undefined: Undefined\n3:2: type declarations are not supported here\n4:2: type declarations are not supported here"},
  };
  for (const auto& [text, expected] : cases) EXPECT_EQ(short_messages(text), expected) << text;
  EXPECT_FALSE(compile_text("func main() {\n\tvar p struct { for }\n}\n").ok());
}

TEST(Parser, NestingTooDeep_IsALimitAndNotACrash) {
  const auto nested = [](const std::string& open, const std::string& middle, const std::string& close) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += open;
    text += middle;
    for (int i = 0; i < 20'000; ++i) text += close;
    return text;
  };
  for (const std::string& text : {"func main() { _ = " + nested("(", "1", ")") + " }", "func main() { _ = 1" + nested("+1", "", "") + " }", "func main() " + nested("{", "", "}"),
                                  "func main() { _ = " + nested("-(", "1", ")") + " }", "func main() { var x " + nested("*", "int", "") + " }",
                                  "func main() { " + nested("if true {} else ", "{}", "") + " }", "func main() { " + nested("func() {", "", "}()") + " }",
                                  "func main() { _ = x" + nested(".a", "", "") + " }", nested("func(", "", ")"),
                                  "func main() { var x " + nested("struct { a ", "int", " }") + " }", "func main() { var x " + nested("interface { M(x ", "int", ") }") + " }"}) {
    const auto result = compile_text(text);
    ASSERT_FALSE(result.ok());
    EXPECT_LE(result.errors().size(), 2u) << text.substr(0, 60) << messages_of(result).substr(0, 500);
  }
}

TEST(Parser, TooManyErrors_AreCountedNotHidden) {
  std::string text = "func main() {\n";
  for (int i = 0; i < 5000; ++i) text += "\tx" + std::to_string(i) + "()\n";
  const auto result = compile_text(text + "}\n");
  ASSERT_FALSE(result.ok());
  EXPECT_EQ(result.errors().size(), limits::kMessages + 1);
  EXPECT_EQ(result.errors().back().message, "too many errors: " + std::to_string(5000 - limits::kMessages) + " more are not shown");
}

}  // namespace
}  // namespace wgscope::program
