#include <gtest/gtest.h>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

class RenderCommand : public Files {};

// Width and height stand big-endian in a PNG's first chunk.
std::pair<int, int> size_of(const std::string& png) {
  if (png.size() < 24 || png.compare(1, 3, "PNG") != 0) return {};
  const auto number = [&](size_t at) {
    int n = 0;
    for (size_t i = at; i < at + 4; ++i) n = n * 256 + static_cast<unsigned char>(png[i]);
    return n;
  };
  return {number(16), number(20)};
}

TEST_F(RenderCommand, OfATrace_IsTheSamePictureEveryTime) {
  wgscope({"run", lesson("01"), "--time-scale", "0.01", "--trace", path("t.wgtrace")});
  const std::vector<std::string> more = {"--size", "1280x720", "--lang", "zh", "--at", "5"};
  for (const char* out : {"one.png", "two.png"}) {
    std::vector<std::string> arguments{"render", path("t.wgtrace"), "--out", path(out)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished f = wgscope(arguments);
    EXPECT_EQ(f.status, 0) << f.err;
    EXPECT_EQ(f.out, "");
  }
  EXPECT_EQ(size_of(read("one.png")), std::pair(1280, 720));
  EXPECT_EQ(read("one.png"), read("two.png"));
}

// In Step no clock and no chance is in it: with a telling schedule, and without.
TEST_F(RenderCommand, OfAProgramInStep_IsTheSamePictureEveryTime) {
  for (const std::string& file : {lesson("19"), write("d.go", kDeadlocks)}) {
    for (const char* out : {"one.png", "two.png"}) {
      const Finished f = wgscope({"render", file, "--mode", "step", "--size", "1280x720", "--out", path(out)});
      EXPECT_EQ(f.status, 0) << f.err;
    }
    EXPECT_EQ(read("one.png"), read("two.png")) << file;
  }
}

// A run, not its first moment: main declares before its first step, and is parked for good after the fourth.
TEST_F(RenderCommand, OfAProgramInStep_ShowsAWholeRun) {
  const Finished f = wgscope({"render", write("d.go", kDeadlocks), "--mode", "step", "--at", "1000", "--out", path("p.png")});
  EXPECT_EQ(f.status, 2);
  EXPECT_NE(f.err.find("there are 5 events"), std::string::npos) << f.err;
}

// Two programs side by side, in steps; of a scenario that names nothing to compare it with there is no such picture.
TEST_F(RenderCommand, OfTwoSideBySide_IsTheSamePictureEveryTime) {
  write("other.go", "package main\n\nfunc main() {\n\tch := make(chan int, 1)\n\tch <- 1\n\t<-ch\n}\n");
  const std::string file = write("c.json", R"json({"wgscope": 1, "program": ["func main() {", "var wg sync.WaitGroup", "wg.Add(1)", "go wg.Done()", "wg.Wait()", "}"],
"compare": {"title": "By two means", "with": "other.go"}})json");
  for (const char* out : {"one.png", "two.png"}) {
    const Finished f = wgscope({"render", file, "--mode", "compare", "--at", "2", "--size", "1280x720", "--out", path(out)});
    EXPECT_EQ(f.status, 0) << f.err;
  }
  EXPECT_EQ(size_of(read("one.png")), std::pair(1280, 720));
  EXPECT_EQ(read("one.png"), read("two.png"));
  const Finished beyond = wgscope({"render", file, "--mode", "compare", "--at", "1000", "--out", path("p.png")});
  EXPECT_EQ(beyond.status, 2);
  EXPECT_NE(beyond.err.find("there are "), std::string::npos) << beyond.err;
  EXPECT_NE(beyond.err.find(" steps"), std::string::npos) << beyond.err;
}

TEST_F(RenderCommand, WhereItCannotBeWritten_SaysSo) {
  const std::string file = write("e.go", kExits);
  for (const std::string& out : {std::string("/dev/full"), std::string("/nowhere/p.png"), path(".")}) {
    const Finished f = wgscope({"render", file, "--out", out});
    EXPECT_EQ(f.status, 2) << out;
    EXPECT_NE(f.err.find(out), std::string::npos) << f.err;
  }
  EXPECT_EQ(wgscope({"render", path("nothing.go"), "--out", path("p.png")}).status, 2);
  EXPECT_FALSE(exists("p.png"));
}

}  // namespace
}  // namespace wgscope::testing_cli
