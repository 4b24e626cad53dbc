#include "tests/cli/hostile_programs.h"

namespace wgscope::testing_cli {
namespace {

std::string number(int value) { return std::to_string(value); }

}  // namespace

std::string recursion() {
  return "package main\n\nfunc f(n int) (r int) {\n\tdefer func() { r++ }()\n\treturn f(n + 1)\n}\n\nfunc main() {\n\tf(0)\n}\n";
}

std::string variables(int count) {
  return "package main\n\nvar sum int\n\nfunc main() {\n\tfor i := 0; i < " + number(count) + "; i++ {\n\t\tx := i\n\t\tp := &x\n\t\tif *p < 0 {\n\t\t\tsum++\n\t\t}\n\t}\n\tsum++\n}\n";
}

std::string kept_variables(int count) {
  return "package main\n\nimport \"sync\"\n\nvar n int\n\nfunc f(depth int) {\n\tx := depth\n\tp := &x\n\tn++\n\tif depth < " + number(count) +
         " {\n\t\tf(depth + 1)\n\t}\n\t*p = 0\n}\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\twg.Add(1)\n\tgo func() {\n\t\tf(0)\n\t\twg.Done()\n\t}()\n\twg.Wait()\n}\n";
}

std::string deep_frames(int goroutines) {
  std::string locals, sum;
  for (int i = 0; i < 200; ++i) {
    locals += "\ta" + number(i) + " := n + " + number(i) + "\n";
    sum += " + a" + number(i);
  }
  return "package main\n\nimport \"sync\"\n\nvar x int\n\nfunc f(n int) int {\n" + locals + "\tif n > 9000 {\n\t\tx++\n\t\tx++\n\t\treturn 0\n\t}\n\treturn f(n+1)" + sum +
         "\n}\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor i := 0; i < " + number(goroutines) +
         "; i++ {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tx++\n\t\t\tf(0)\n\t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n}\n";
}

std::string long_texts() {
  return "package main\n\nimport \"fmt\"\n\nvar s string\n\nfunc main() {\n\tfor i := 0; i < 1000; i++ {\n\t\ts = fmt.Sprintf(\"%900000d\", i)\n\t}\n}\n";
}

std::string long_endings() {
  return "package main\n\nimport (\n\t\"fmt\"\n\t\"sync\"\n)\n\nvar n int\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor i := 0; i < 5; i++ {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tn = n*7 + i\n"
         "\t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n\tpanic(fmt.Sprintf(\"%10000d\", n))\n}\n";
}

std::string shared_closures() {
  return "package main\n\nimport \"sync\"\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tf := func(n int) int { return n }\n\tfor i := 0; i < 60; i++ {\n\t\tg, h := f, f\n"
         "\t\tf = func(n int) int { return g(n) + h(n) }\n\t}\n\tdeep := func() {}\n\tfor i := 0; i < 60000; i++ {\n\t\tg := deep\n\t\tdeep = func() { g() }\n\t}\n\tk, l := f, deep\n"
         "\twg.Add(1)\n\tgo func() {\n\t\twg.Done()\n\t\tif k == nil || l == nil {\n\t\t\twg.Done()\n\t\t}\n\t}()\n\twg.Wait()\n}\n";
}

std::string numbers_like_values() {
  return "package main\n\nimport \"sync\"\n\nfunc use(a int) {\n\tvar wg sync.WaitGroup\n\twg.Add(a - a + 1)\n\twg.Done()\n\twg.Wait()\n}\n\nfunc main() {\n\tvar wg sync.WaitGroup\n"
         "\tx := -2814744767106560\n\ty := -3096224743817216\n\twg.Add(2)\n\tgo func() {\n\t\ta := x\n\t\tp := &a\n\t\t*p = y\n\t\twg.Done()\n\t\tuse(a)\n\t}()\n\tgo func() {\n\t\ta := y\n"
         "\t\twg.Done()\n\t\tuse(a)\n\t}()\n\twg.Wait()\n\tx++\n\ty++\n}\n";
}

std::string long_steps() {
  return "package main\n\nimport \"sync\"\n\nvar x int\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor i := 0; i < 6; i++ {\n\t\twg.Add(1)\n\t\tgo func() {\n\t\t\tfor round := 0; round < 1000; round++ {\n"
         "\t\t\t\tx += i\n\t\t\t\tfor n := 0; n < 1500000; n++ {\n\t\t\t\t}\n\t\t\t}\n\t\t\twg.Done()\n\t\t}()\n\t}\n\twg.Wait()\n}\n";
}

std::string wide_format() {
  std::string format;
  for (int i = 0; i < 5000; ++i) format += "%1000000[1]d";
  return "package main\n\nimport \"fmt\"\n\nvar s string\n\nfunc main() {\n\ts = fmt.Sprintf(\"" + format + "\", 1)\n}\n";
}

std::string many_goroutines() {
  return "package main\n\nimport \"sync\"\n\nfunc main() {\n\tvar wg sync.WaitGroup\n\tfor i := 0; i < 60000; i++ {\n\t\twg.Add(1)\n\t\tgo wg.Done()\n\t\twg.Wait()\n\t}\n}\n";
}

std::string endless() {
  return "package main\n\nimport (\n\t\"fmt\"\n\t\"runtime\"\n)\n\nfunc main() {\n\tfmt.Println(\"on and on\")\n\tfor {\n\t\truntime.Gosched()\n\t}\n}\n";
}

std::string long_constants() {
  std::string text = "package main\n\nconst c0 = \"0123456789abcdef\"\n";
  for (int i = 1; i <= 15; ++i) text += "const c" + number(i) + " = c" + number(i - 1) + " + c" + number(i - 1) + "\n";
  for (int i = 0; i < 1000; ++i) text += "const d" + number(i) + " = c15 + \"" + number(i) + "\"\n";
  return text + "\nfunc main() {}\n";
}

std::string long_fractions() {
  std::string text = "package main\n\n";
  for (int i = 0; i < 500; ++i) text += "const c" + number(i) + " = 1.25e1" + number(1000 + i) + " / 3.7e-1" + number(2000 + i) + "\n";
  return text + "\nfunc main() {}\n";
}

std::string long_messages() {
  std::string parameters, text = "package main\n\n";
  for (int i = 0; i < 2000; ++i) parameters += i == 0 ? "int" : ", int";
  text += "var f func(" + parameters + ")\n\nfunc main() {\n";
  for (int i = 0; i < 1000; ++i) text += "\tf += " + number(i) + "\n";
  return text + "}\n";
}

}  // namespace wgscope::testing_cli
