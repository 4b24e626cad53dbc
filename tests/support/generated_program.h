// Programs of the subset by the seed: every one compiles and ends (in whatever way), no two that differ in their seed need be alike.
//
// They are for properties that hold for any program: a live trace replays, a schedule replays, live endings are among the explored ones. Without loops
// around shared state but for short ones, and a function starts and calls only functions of higher numbers, so that all stays small.
#pragma once

#include <cstdint>
#include <random>
#include <string>

namespace wgscope {

class GeneratedProgram {
 public:
  struct Shape {
    int functions = 3;      // besides main
    int statements = 5;     // in each
    bool sleeps = true;
    bool prints = true;
    bool loops = true;
  };
  // Few enough states to be explored whole, mostly.
  static constexpr Shape small() { return {.functions = 2, .statements = 3}; }

  static std::string text(uint64_t seed, const Shape& shape) { return GeneratedProgram(seed, shape).program(); }
  static std::string text(uint64_t seed) { return text(seed, Shape{}); }

 private:
  GeneratedProgram(uint64_t seed, const Shape& shape) : random_(seed), shape_(shape) {}

  uint32_t below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }
  bool one_in(uint32_t n) { return below(n) == 0; }
  std::string group() { return one_in(3) ? "wh" : "wg"; }
  std::string number() { return std::to_string(below(4)); }
  std::string fresh() { return "c" + std::to_string(++names_); }
  bool has_higher(int function) const { return function < shape_.functions; }
  std::string higher(int function) { return std::to_string(function + 1 + static_cast<int>(below(static_cast<uint32_t>(shape_.functions - function)))); }

  // What main starts with; f1 … run by themselves; g1 … are called, give something back, and share what they give with whom they leave behind; h1 … get a group.
  std::string program() {
    std::string text = "var wg, wh sync.WaitGroup\nvar a atomic.Int64\nvar b atomic.Int32\nvar flag atomic.Bool\nvar x, y int\nvar s = \"s\"\nvar e any\n\n";
    if (one_in(8)) text += "var first = start()\n\nfunc start() int {\n\tx = 2\n\twh.Add(1)\n\tgo wh.Done()\n\treturn x\n}\n\n";
    for (int f = shape_.functions; f > 0; --f) {
      const std::string n = std::to_string(f);
      text += "func f" + n + "() {\n" + beginning();
      text += statements(f, shape_.statements, "\t") + "}\n\n";
      text += "func g" + n + "(n int) (r int) {\n" + beginning();
      switch (below(4)) {
        case 0: text += "\tgo func() { r++ }()\n"; break;
        case 1: text += "\tdefer func() { r += n }()\n"; break;
        case 2: text += "\tdefer func() {\n\t\tif v := recover(); v != nil {\n\t\t\tr = -1\n\t\t}\n\t}()\n"; break;
        default: break;
      }
      text += statements(f, 2, "\t") + "\treturn n + x\n}\n\n";
      text += "func h" + n + "(p *sync.WaitGroup, w sync.WaitGroup) {\n" + beginning() + "\t" + (one_in(2) ? "p" : "w") + (one_in(2) ? ".Done()\n" : ".Wait()\n");
      text += (one_in(2) ? "\t*p = w\n" : "") + statements(f, 1, "\t") + "}\n\n";
    }
    text += "func main() {\n\twg.Add(" + std::to_string(1 + below(3)) + ")\n";
    for (int f = 1; f <= shape_.functions; ++f)
      if (!one_in(4)) text += "\tgo f" + std::to_string(f) + "()\n";
    return text + statements(0, shape_.statements, "\t") + (one_in(2) ? "\twg.Wait()\n" : "") + "}\n";
  }

  // Half of them recover, so that what a misuse leaves behind is seen too.
  std::string beginning() {
    std::string text;
    switch (below(8)) {
      case 0:
      case 1:
      case 2: text = "\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\ta.Add(1)\n\t\t}\n\t}()\n"; break;
      case 3: text = "\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\tpanic(r)\n\t\t}\n\t}()\n"; break;
      case 4: text = "\tdefer func() {\n\t\tfmt.Println(recover())\n\t}()\n"; break;
      default: break;
    }
    if (one_in(3)) text += "\tdefer " + group() + ".Done()\n";
    if (one_in(12)) text += "\tdefer " + group() + ".Wait()\n";
    return text;
  }

  std::string statements(int function, int most, const std::string& indent) {
    std::string text;
    for (uint32_t n = 1 + below(static_cast<uint32_t>(most)); n > 0; --n) text += one_in(3) ? rarer_statement(function, indent) : statement(function, indent);
    return text;
  }

  std::string block(int function, const std::string& indent, const std::string& last = "") {
    return " {\n" + statements(function, 2, indent + "\t") + (last.empty() ? "" : indent + "\t" + last + "\n") + indent + "}";
  }

  std::string statement(int function, const std::string& indent) {
    switch (below(24)) {
      case 0: return indent + group() + ".Add(1)\n";
      case 1: return indent + group() + ".Add(" + (one_in(2) ? "0" : "2") + ")\n";
      case 2:
      case 3:
      case 4: return indent + group() + ".Done()\n";
      case 5:
      case 6: return indent + group() + ".Wait()\n";
      case 7: return indent + "x++\n";
      case 8: return indent + "y = x + " + number() + "\n";
      case 9: return indent + "a.Add(" + number() + ")\n";
      case 10: return indent + "if a.Load() > " + number() + block(function, indent) + "\n";
      case 11: return indent + "if b.CompareAndSwap(" + number() + ", " + number() + ")" + block(function, indent) + "\n";
      case 12: return indent + "b.Store(b.Swap(" + number() + "))\n";
      case 13: return indent + "flag.Store(!flag.Load())\n";
      case 14: return indent + "s += \"" + std::string(1, static_cast<char>('a' + below(26))) + "\"\n";
      case 15: return indent + "runtime.Gosched()\n";
      case 16: return shape_.sleeps ? indent + "time.Sleep(" + std::to_string(1 + below(3)) + " * time.Millisecond)\n" : "";
      case 17: return shape_.prints ? indent + "fmt.Println(x, y, s, a.Load(), e)\n" : "";
      case 18: return shape_.loops ? indent + "for range " + std::to_string(1 + below(3)) + block(function, indent) + "\n" : "";
      case 19: return has_higher(function) ? indent + "go f" + higher(function) + "()\n" : "";
      case 20: return indent + "wg.Go(func()" + block(function, indent) + ")\n";
      case 21: return one_in(3) ? indent + "if x > " + number() + " {\n" + indent + "\tpanic(\"p" + number() + "\")\n" + indent + "}\n" : indent + "x = " + number() + "\n";
      case 22: return one_in(4) ? indent + "if y == " + number() + " {\n" + indent + "\truntime.Goexit()\n" + indent + "}\n" : indent + "y--\n";
      default: return indent + "e = " + (one_in(2) ? "x" : "s") + "\n";
    }
  }

  std::string rarer_statement(int function, const std::string& indent) {
    switch (below(18)) {
      case 0: {   // captured and assigned: a shared variable of its own
        const std::string name = fresh();
        return indent + name + " := x\n" + indent + "go func() {\n" + indent + "\t" + name + "++\n" + indent + "\ty = " + name + "\n" + indent + "}()\n" + indent + name + "--\n";
      }
      case 1: {   // a copy of a WaitGroup
        const std::string name = fresh();
        return indent + name + " := wg\n" + indent + name + (one_in(2) ? ".Done()\n" : ".Add(1)\n") + (one_in(2) ? indent + "wh = " + name + "\n" : "");
      }
      case 2: return indent + (one_in(2) ? "wg = wh\n" : "wh = wg\n");
      case 3: return has_higher(function) ? indent + (one_in(2) ? "go h" : "h") + higher(function) + "(&" + group() + ", " + group() + ")\n" : "";
      case 4: return has_higher(function) ? indent + "y = g" + higher(function) + "(" + number() + ")\n" : "";
      case 5: return has_higher(function) && shape_.prints ? indent + "fmt.Println(g" + higher(function) + "(y))\n" : "";
      case 6: return has_higher(function) ? indent + "defer g" + higher(function) + "(x)\n" : "";
      case 7: {   // through a pointer
        const std::string name = fresh();
        return indent + name + " := &x\n" + indent + "go func() { *" + name + " += 2 }()\n" + indent + "y = *" + name + "\n";
      }
      case 8: {   // a pointer to an atomic, and a group of the function's own
        const std::string name = fresh();
        return indent + "var " + name + " sync.WaitGroup\n" + indent + name + ".Add(1)\n" + indent + "go func(p *atomic.Int64) {\n" + indent + "\tdefer " + name + ".Done()\n" + indent +
               "\tp.Store(int64(x))\n" + indent + "}(&a)\n" + (one_in(2) ? indent + name + ".Wait()\n" : "");
      }
      case 9: return indent + "func() {\n" + indent + "\tdefer func() { e = recover() }()\n" + statements(function, 2, indent + "\t") + indent + "}()\n";
      case 10: return indent + "defer func()" + block(function, indent) + "()\n";
      case 11: return one_in(2) ? indent + "y = 6 / x\n" : "";
      case 12: return one_in(3) ? indent + "func() {\n" + indent + "\tvar p *sync.WaitGroup\n" + indent + "\tif flag.Load() {\n" + indent + "\t\tp = &wg\n" + indent + "\t}\n" + indent + "\tp.Done()\n" +
                                        indent + "}()\n"
                                  : "";
      case 13: {   // the loop's variable, each iteration's own
        const std::string name = fresh();
        return shape_.loops ? indent + "for " + name + " := 0; " + name + " < 2; " + name + "++ {\n" + indent + "\tgo func() {\n" + indent + "\t\tx += " + name + "\n" +
                                  (one_in(2) ? indent + "\t\t" + name + "++\n" : "") + indent + "\t}()\n" + indent + "}\n"
                            : "";
      }
      case 14: return indent + "switch x {\n" + indent + "case 1, y:\n" + statements(function, 1, indent + "\t") + indent + "default:\n" + statements(function, 1, indent + "\t") + indent + "}\n";
      case 15: {   // a goroutine within a goroutine
        const std::string name = fresh();
        return indent + "go func() {\n" + indent + "\t" + name + " := y\n" + indent + "\tgo func() {\n" + indent + "\t\t" + name + " += x\n" + indent + "\t\tx = " + name + "\n" + indent + "\t}()\n" +
               statements(function, 1, indent + "\t") + indent + "\t" + name + "--\n" + indent + "}()\n";
      }
      case 16: {   // a method value, and a function value that several share
        const std::string name = fresh();
        return indent + name + " := " + group() + ".Done\n" + indent + "if a.Load() > 0 {\n" + indent + "\t" + name + " = func() { a.Add(-1) }\n" + indent + "}\n" + indent + (one_in(2) ? "go " : "defer ") +
               name + "()\n";
      }
      default: return shape_.sleeps && one_in(3) ? indent + "time.Sleep(time.Duration(x) * time.Microsecond)\n" : indent + "s = fmt.Sprint(x, flag.Load())\n";
    }
  }

  std::mt19937_64 random_;
  const Shape shape_;
  int names_ = 0;
};

}  // namespace wgscope
