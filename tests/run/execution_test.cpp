#include "core/run/execution.h"

#include <gtest/gtest.h>

#include "core/run/strategies/first_enabled.h"
#include "tests/program/assembly.h"
#include "tests/run/support.h"

namespace wgscope {
namespace {

using program::Assembly;
using program::i;
using program::Kind;
using program::Op;

// var wg sync.WaitGroup; func worker() { wg.Done() }; func main() { wg.Add(1); go worker(); wg.Wait() }
std::shared_ptr<const Scenario> one_worker() {
  Assembly a;
  const int32_t wg = a.global("wg", Kind::wait_group);
  a.function("main.main", 0, 0,
             {i(Op::global_ref, wg), i(Op::constant, a.number(1)), i(Op::wg_add), i(Op::closure, 1), i(Op::go_, 0), i(Op::global_ref, wg), i(Op::wg_wait), i(Op::ret, 0)});
  a.function("main.worker", 0, 0, {i(Op::global_ref, wg), i(Op::constant, a.number(-1)), i(Op::wg_add), i(Op::ret, 0)});
  return scenario_of(a.program);
}

TEST(Execution, MainFirst_ParksAndIsReleased) {
  Execution execution(one_worker());
  FirstEnabled first;
  run(execution, first);
  EXPECT_EQ(execution.ending(), "exit");
  EXPECT_EQ(to_string(execution.schedule()), "main*5 G2*4 main*3");
  EXPECT_EQ(execution.switches(), 0u);
  const std::vector<std::string> expected = {
      "main add 1:0",    "main go G2",           "main load 1:0", "main cas 1:1",   "main acquire 0 parked", "G2 add 0:1", "G2 load 0:1",
      "G2 store 0:0",    "G2 release 1 main",    "(G2 end)",      "main retry 0",   "main load 0:0",         "main return"};
  EXPECT_EQ(story_of(*execution.trace()), expected);
}

}  // namespace
}  // namespace wgscope
