// A program with a bit of everything, from its text to code.
#include <gtest/gtest.h>

#include "core/program/disassemble.h"
#include "tests/program/front_support.h"

namespace wgscope::program {
namespace {

constexpr const char* kIdeal = R"(var wg sync.WaitGroup

func worker() {
    defer wg.Done()
    time.Sleep(300 * time.Millisecond)
}

func main() {
    for range workers {
        wg.Add(1)
        go worker()
    }
    wg.Wait()
}
)";

TEST(Front, TheIdealProgram_BecomesTheExpectedCode) {
  const Program program = must_compile(kIdeal, {{"workers", 3}});
  EXPECT_EQ(disassemble(program, function_called(program, "main.worker")), R"(main.worker:
  0 closure sync.(*WaitGroup).Done  @4:11
  1 global_ref wg  @4:11
  2 defer 1  @4:5
  3 constant 300000000  @5:16
  4 sleep  @5:5
  5 ret  @6:1
)");
  EXPECT_EQ(disassemble(program, function_called(program, "main.main")), R"(main.main: locals 1
  0 constant 0  @9:5
  1 local_set 0  @9:5
  2 local_get 0  @9:5
  3 constant 3  @9:15
  4 lt  @9:5
  5 jump_if_false 16  @9:5
  6 global_ref wg  @10:9
  7 constant 1  @10:16
  8 wg_add  @10:9
  9 closure main.worker  @11:12
  10 go  @11:9
  11 local_get 0  @9:5
  12 constant 1  @9:5
  13 add  @9:5
  14 local_set 0  @9:5
  15 jump 2  @9:5
  16 local_clear 0  @9:5
  17 global_ref wg  @13:5
  18 wg_wait  @13:5
  19 ret  @14:1
)");
}

}  // namespace
}  // namespace wgscope::program
