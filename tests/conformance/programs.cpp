#include "tests/conformance/programs.h"

#include <random>

#include "tests/conformance/ops.h"

namespace model {
std::vector<Program> written_programs() {
  return {
      program("nothing", {{}}),
      program("wait at zero", {{wait()}}),
      program("add and done", {{add(1), done(), wait()}}),
      program("forgotten done", {{add(1), wait()}}),
      program("done too early", {{done()}}),
      program("below zero and back", {{add(1), add(-1), add(0), wait()}}),
      program("one worker", {{add(1), go(1), wait()}, {done()}}),
      program("two workers", {{add(2), go(1), go(1), wait()}, {done()}}),
      program("three workers", {{add(3), go(1), go(1), go(1), wait()}, {done()}}),
      program("four workers", {{add(4), go(1), go(1), go(1), go(1), wait()}, {done()}}),
      program("workers that do something", {{add(2), go(1), go(1), wait()}, {bump(1), done()}}),
      program("add before each go", {{add(1), go(1), add(1), go(1), wait()}, {done()}}),
      program("two waiters", {{add(1), go(1), go(2), wait()}, {done()}, {wait()}}),
      program("three waiters", {{add(1), go(1), go(2), go(2), wait()}, {done()}, {wait()}}),
      program("two workers, two waiters", {{add(2), go(1), go(1), go(2), wait()}, {done()}, {wait()}}),
      program("one forgets", {{add(2), go(1), go(2), wait()}, {done()}, {}}),
      program("one too many", {{add(1), go(1), wait()}, {done(), done()}}),
      program("one too many, another goroutine", {{add(1), go(1), go(1), wait()}, {done()}}),
      program("add in the goroutine", {{go(1), wait()}, {add(1), done()}}),
      program("add in two goroutines", {{go(1), go(1), wait()}, {add(1), done()}}),
      program("add in three goroutines", {{go(1), go(1), go(1), wait()}, {add(1), done()}}),
      program("add with wait", {{add(1), go(1), go(2), wait()}, {done()}, {add(1), done()}}),
      program("add with wait, kept up", {{add(1), go(1), go(2), wait()}, {done()}, {add(1)}}),
      program("add two with wait", {{add(1), go(1), go(2), wait()}, {done()}, {add(2), done(), done()}}),
      program("reused too early", {{add(1), go(1), go(2), wait(), add(1), done()}, {wait()}, {done()}}),
      program("reused and kept up", {{add(1), go(1), go(2), wait(), add(1)}, {wait()}, {done()}}),
      program("reused, waited again", {{add(1), go(1), go(2), wait(), add(1), go(2), wait()}, {wait()}, {done()}}),
      program("two rounds", {{add(1), go(1), wait(), add(1), go(1), wait()}, {done()}}),
      program("two rounds of two", {{add(2), go(1), go(1), wait(), add(2), go(1), go(1), wait()}, {done()}}),
      program("token theft", {{add(1), go(1), done(), add(1), go(2), wait()}, {wait()}, {done()}}),
      program("add zero", {{add(1), go(1), go(2), wait()}, {done()}, {add(0)}}),
      program("add zero twice", {{add(1), go(1), go(2), go(2), wait()}, {done()}, {add(0)}}),
      program("add zero, next round", {{add(1), go(1), go(2), wait(), add(1), go(1), wait()}, {done()}, {add(0)}}),
      program("add zero, two waiters", {{add(1), go(1), go(2), go(3), wait()}, {done()}, {add(0)}, {wait()}}),
      program("both adds recovered", {{add(1), go(1), go(2), wait()}, {done()}, {add(1)}}, {1, 2}),
      program("extra done recovered", {{add(1), go(1), go(1), wait()}, {done()}}, {1}),
      program("waits below zero", {{go(1), wait()}, {done()}}, {1}),
      program("repaired", {{go(1), go(2), wait()}, {done()}, {add(1)}}, {1, 2}),
      program("main recovers", {{done(), wait()}}, {0}),
      program("main recovers a reuse", {{add(1), go(1), go(2), wait(), add(1)}, {wait()}, {done()}}, {0, 1}),
      program("a panic beside", {{add(1), go(1), wait()}, {done(), panics()}}),
      program("a panic first", {{add(1), go(1), wait()}, {panics()}}),
      program("a panic recovered, done forgotten", {{add(1), go(1), wait()}, {panics(), done()}}, {1}),
      deferring(done(), program("a panic, done deferred", {{add(1), go(1), wait()}, {panics()}})),
      deferring(done(), program("two panics, done deferred", {{add(2), go(1), go(1), wait()}, {panics()}})),
      deferring(done(), program("a panic recovered, done deferred", {{add(1), go(1), wait()}, {panics()}}, {1})),
      deferring(done(), program("a panic, and a deferred done too many", {{go(1), wait()}, {panics()}})),
      deferring(done(), program("the same panic twice", {{go(1), wait()}, {done()}})),
      deferring(done(), program("one done too many, deferred", {{add(1), go(1), wait(), load()}, {done()}})),
      deferring(done(), program("nothing but a deferred done", {{add(1), go(1), wait()}, {}})),
      deferring(add(1), program("a panic, an add deferred", {{add(1), go(1), go(2), wait()}, {panics()}, {done()}})),
      deferring(wait(), program("a panic, a wait deferred", {{add(1), go(1), go(2), wait()}, {panics()}, {done()}})),
      program("two groups", {{add(1), add(1, 1), go(1), go(2), wait(), wait(1)}, {done()}, {done(1)}}),
      program("two groups crossed", {{add(1), add(1, 1), go(1), go(2), wait()}, {wait(1), done()}, {done(1)}}),
      program("two groups, a ring", {{add(1), add(1, 1), go(1), wait()}, {wait(1), done()}}),
      program("a chain of go", {{add(1), go(1), wait()}, {go(2)}, {go(3)}, {done()}}),
      program("go without wait", {{go(1), go(1)}, {bump(1), bump(1)}}),
      program("lost updates", {{add(2), go(1), go(1), wait()}, {increment(), done()}}),
      program("atomics", {{go(1), go(1), load(), store(5), cas(5, 6)}, {bump(1), cas(1, 7)}}),
      program("gosched", {{add(1), go(1), gosched(), gosched(), wait()}, {gosched(), done()}}),
      program("spin", {{go(1), spin_until(1)}, {store(1)}}),
      program("spin, or a panic", {{go(1), go(2), spin_until(1)}, {store(1)}, {store(2), panics()}}),
      program("spin for ever", {{go(1), spin_until(1)}, {store(2)}}),
      program("spin for ever beside", {{go(1), wait()}, {spin_until(1)}}),
      program("spin while parked", {{add(1), go(1), wait()}, {spin_until(1), done()}}),
      program("spin and group", {{add(1), go(1), go(2), wait()}, {spin_until(1), done()}, {store(1)}}),
      program("three wait for nobody", {{add(1), go(1), go(1), go(1), gosched()}, {wait()}}),
      program("woken after main", {{add(1), go(1), go(2)}, {wait()}, {gosched(), done()}}),
      program("woken after main, or not", {{add(2), go(1), go(2), go(3)}, {wait()}, {done()}, {spin_until(1), done()}}),
      program("stuck beside a panic", {{add(1), go(1), gosched(), panics()}, {wait()}}),
      program("stuck beside a spin", {{add(1), go(1), spin_until(1)}, {wait(), store(1)}}),
      program("main stuck beside a spin", {{add(1), go(1), go(2), wait()}, {spin_until(1), done()}, {spin_until(2)}}),
      program("spins that take turns", {{go(1), go(2), spin_until(2)}, {spin_until(1), store(0)}, {cas(0, 1), cas(0, 2)}}),
      program("spin, either way out", {{go(1), go(2), spin_until(2)}, {cas(0, 1), bump(1)}, {cas(0, 5)}}),
  };
}

Program generated_program(uint64_t seed) {
  std::mt19937_64 random(seed);
  const auto pick = [&](int n) { return static_cast<int>(random() % static_cast<uint64_t>(n)); };
  Program program{"seed " + std::to_string(seed), {}};
  const int functions = 2 + pick(2);
  const int groups = 1 + pick(4) / 3;
  const auto some_op = [&]() -> Op {
    switch (pick(16)) {
      case 0: case 1: case 2: return add(1 + pick(2), pick(groups));
      case 3: return add(pick(2) - 1, pick(groups));
      case 4: case 5: case 6: case 7: return done(pick(groups));
      case 8: case 9: case 10: return wait(pick(groups));
      case 11: return cas(pick(2), pick(3), pick(2));
      case 12: return bump(1, pick(2));
      case 13: return increment();
      case 14: return pick(3) == 0 ? panics() : gosched();
      default: return store(pick(2), pick(2));
    }
  };
  for (int f = 0; f < functions; ++f) {
    Function function;
    if (f == 0 && pick(5) != 0) function.ops.push_back(add(1 + pick(2)));
    const int length = 1 + pick(3);
    for (int i = 0; i < length; ++i) function.ops.push_back(some_op());
    function.recovers = pick(4) == 0;
    program.functions.push_back(function);
  }
  std::mt19937_64 random_of_deferred(~seed);
  for (size_t f = 1; f < program.functions.size(); ++f) {
    if (random_of_deferred() % 4 == 0) program.functions[f].deferred = done();
  }
  // Two to four goroutines beside main, started anywhere in it.
  auto& main_ops = program.functions[0].ops;
  for (int i = 2 + pick(2); i > 0; --i) {
    main_ops.insert(main_ops.begin() + pick(static_cast<int>(main_ops.size()) + 1), go(1 + pick(functions - 1)));
  }
  if (pick(2) == 0) main_ops.push_back(wait());
  return program;
}

}  // namespace model
