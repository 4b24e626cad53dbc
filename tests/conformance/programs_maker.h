// Programs made from a seed: a well-known shape with something changed in it, or a soup.
#pragma once

#include <cstdint>
#include <random>
#include <utility>

#include "tests/conformance/ops.h"

namespace model {

class Maker {
 public:
  explicit Maker(uint64_t seed) : random_(seed) {}
  virtual ~Maker() = default;

  Program make() {
    Program made = pick(3) == 0 ? soup() : shape();
    for (int i = pick(3); i > 0; --i) change(made);
    for (size_t f = 0; f < made.functions.size(); ++f) {
      if (pick(5) == 0) made.functions[f].recovers = true;
      if (f > 0 && !made.functions[f].deferred && pick(6) == 0) made.functions[f].deferred = some_deferred();
    }
    return made;
  }

 protected:
  int pick(int n) { return static_cast<int>(random_() % static_cast<uint64_t>(n)); }
  bool one_in(int n) { return pick(n) == 0; }
  int room() { return pick(3); }

 private:
  virtual Program shape() = 0;
  virtual Op some_op() = 0;
  virtual Op some_deferred() = 0;
  virtual Program empty_soup() = 0;

  Program soup() {
    Program made = empty_soup();
    const int functions = 2 + pick(2);
    for (int f = 0; f < functions; ++f) {
      Function function;
      for (int i = 1 + pick(3); i > 0; --i) function.ops.push_back(some_op());
      made.functions.push_back(function);
    }
    Ops& main = made.functions[0].ops;
    for (int i = 2 + pick(2); i > 0; --i) main.insert(main.begin() + pick(static_cast<int>(main.size()) + 1), go(1 + pick(functions - 1)));
    return made;
  }

  void change(Program& made) {
    Ops& ops = made.functions[pick(static_cast<int>(made.functions.size()))].ops;
    const int size = static_cast<int>(ops.size());
    if (size == 0) return;
    const int at = pick(size);
    switch (pick(5)) {
      case 0: ops.erase(ops.begin() + at); break;
      case 1: {
        const Op again = ops[at];
        ops.insert(ops.begin() + at, again);
        break;
      }
      case 2: std::swap(ops[at], ops[pick(size)]); break;
      case 3: made.capacity[pick(kObjects)] = pick(4) - 1; break;
      default: ops.insert(ops.begin() + at, some_op()); break;
    }
  }

  std::mt19937_64 random_;
};

// Does Go take it? And does it come to an end: a goroutine that is started where it comes round again has none.
bool is_sound(const Program& made);

// The next one of the seed's that is sound and small enough.
template <class SomeMaker>
Program small_program(uint64_t seed, size_t worlds_max) {
  for (uint64_t n = 0;; ++n) {
    Program made = SomeMaker(seed * 1000 + n).make();
    if (!is_sound(made) || !explore(made, worlds_max)) continue;
    made.name += ", seed " + std::to_string(seed);
    return made;
  }
}

}  // namespace model
