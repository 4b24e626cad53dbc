// Programs of the subset by the seed: every one compiles and ends (in whatever way), no two that differ in their seed need be alike.
//
// They are for properties that hold for any program: a live trace replays, a schedule replays, live endings are among the explored ones. Without loops
// around shared state but for short ones, and a function starts only functions of higher numbers, so that all stays small.
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

  static std::string text(uint64_t seed, const Shape& shape) { return GeneratedProgram(seed, shape).program(); }
  static std::string text(uint64_t seed) { return text(seed, Shape{}); }

 private:
  GeneratedProgram(uint64_t seed, const Shape& shape) : random_(seed), shape_(shape) {}

  uint32_t below(uint32_t n) { return static_cast<uint32_t>(random_() % n); }
  std::string group() { return below(3) == 0 ? "wh" : "wg"; }
  std::string number() { return std::to_string(below(4)); }

  std::string program() {
    std::string text = "var wg, wh sync.WaitGroup\nvar a atomic.Int64\nvar b atomic.Int32\nvar flag atomic.Bool\nvar x, y int\nvar s = \"s\"\nvar e any\n\n";
    for (int f = shape_.functions; f > 0; --f) {
      text += "func f" + std::to_string(f) + "() {\n";
      // Half of them recover, so that what a misuse leaves behind is seen too.
      if (below(2) == 0) text += "\tdefer func() {\n\t\tif r := recover(); r != nil {\n\t\t\ta.Add(1)\n\t\t}\n\t}()\n";
      if (below(3) == 0) text += "\tdefer " + group() + ".Done()\n";
      text += statements(f, shape_.statements, "\t") + "}\n\n";
    }
    text += "func main() {\n\twg.Add(" + std::to_string(1 + below(3)) + ")\n";
    for (int f = 1; f <= shape_.functions; ++f)
      if (below(4) != 0) text += "\tgo f" + std::to_string(f) + "()\n";
    return text + statements(0, shape_.statements, "\t") + (below(2) == 0 ? "\twg.Wait()\n" : "") + "}\n";
  }

  std::string statements(int function, int most, const std::string& indent) {
    std::string text;
    for (uint32_t n = 1 + below(static_cast<uint32_t>(most)); n > 0; --n) text += statement(function, indent);
    return text;
  }

  std::string block(int function, const std::string& indent) { return " {\n" + statements(function, 2, indent + "\t") + indent + "}"; }

  std::string statement(int function, const std::string& indent) {
    switch (below(26)) {
      case 0: return indent + group() + ".Add(1)\n";
      case 1: return indent + group() + ".Add(" + (below(2) == 0 ? "0" : "2") + ")\n";
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
      case 19: return function < shape_.functions ? indent + "go f" + std::to_string(function + 1 + static_cast<int>(below(static_cast<uint32_t>(shape_.functions - function)))) + "()\n" : "";
      case 20: {   // captured and assigned: a shared variable of its own
        const std::string name = "c" + std::to_string(++names_);
        return indent + name + " := x\n" + indent + "go func() {\n" + indent + "\t" + name + "++\n" + indent + "\ty = " + name + "\n" + indent + "}()\n" + indent + name + "--\n";
      }
      case 21: {   // a copy of a WaitGroup
        const std::string name = "c" + std::to_string(++names_);
        return indent + name + " := wg\n" + indent + name + (below(2) == 0 ? ".Done()\n" : ".Add(1)\n") + (below(2) == 0 ? indent + "wh = " + name + "\n" : "");
      }
      case 22: return indent + "wg.Go(func()" + block(function, indent) + ")\n";
      case 23: return below(3) == 0 ? indent + "if x > " + number() + " {\n" + indent + "\tpanic(\"p" + number() + "\")\n" + indent + "}\n" : indent + "x = " + number() + "\n";
      case 24: return below(4) == 0 ? indent + "if y == " + number() + " {\n" + indent + "\truntime.Goexit()\n" + indent + "}\n" : indent + "y--\n";
      default: return indent + "e = " + (below(2) == 0 ? "x" : "s") + "\n";
    }
  }

  std::mt19937_64 random_;
  const Shape shape_;
  int names_ = 0;
};

}  // namespace wgscope
