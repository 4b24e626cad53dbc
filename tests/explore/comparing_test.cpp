// What is set side by side, taken: files beside a scenario, schedules, what is missing, and every way in which it is refused.
#include "core/explore/comparing.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

namespace wgscope {
namespace {

namespace fs = std::filesystem;

class Comparing : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::path(testing::TempDir()) / ("wgscope-comparing-" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "beside");
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  // A program with one Done in a goroutine, and what it is compared with.
  std::string scenario(const std::string& compare) const {
    return R"json({"wgscope": 1, "program": ["var wg sync.WaitGroup", "func main() {", "    wg.Add(1)", "    go wg.Done()", "    wg.Wait()", "}"],
"compare": )json" + compare + "}";
  }
  Result<ComparedPair> taken(const std::string& compare, const TimeLimit& limit = {}) {
    auto loaded = load_scenario(write("a.json", scenario(compare)));
    if (!loaded) return loaded.errors();
    return take_compared(std::make_shared<const Scenario>(std::move(*loaded)), limit);
  }
  // From the place on.
  std::string refused(const std::string& compare) {
    const auto pair = taken(compare);
    if (pair) return "taken";
    if (pair.errors().size() != 1) return std::to_string(pair.errors().size()) + " errors";
    const std::string text = to_string(pair.errors().front());
    return text.substr(text.find("a.json:") + 7);
  }

  fs::path folder_;
};

TEST_F(Comparing, WithoutSchedules_MainGoesFirst) {
  write("beside/b.go", "func main() {\n\tch := make(chan int)\n\tgo func() { ch <- 1 }()\n\t<-ch\n}\n");
  const auto pair = taken(R"({"with": "beside/b.go"})");
  ASSERT_TRUE(pair.ok()) << to_string(pair.errors().front());
  EXPECT_EQ(to_string(pair->left.execution.schedule()), "main*5 G2*4 main*3");
  EXPECT_EQ(to_string(pair->right.execution.schedule()), "main*2 G2 main");
  EXPECT_EQ(pair->right.scenario->title.in("en"), "b");
  EXPECT_FALSE(one_program(*pair->left.scenario, *pair->right.scenario));
}

TEST_F(Comparing, WithoutAFile_IsThisProgramAgain) {
  const auto pair = taken(R"({"schedule": "main*2 G2 main"})");
  ASSERT_TRUE(pair.ok()) << to_string(pair.errors().front());
  EXPECT_TRUE(one_program(*pair->left.scenario, *pair->right.scenario));
  EXPECT_EQ(to_string(pair->left.execution.schedule()), "main*2 G2 main") << "need not go to the end";
  EXPECT_EQ(to_string(pair->right.execution.schedule()), "main*5 G2*4 main*3");
}

TEST_F(Comparing, OneProgram_IsTheSameTextWithTheSameValues) {
  const auto read = [](const std::string& params) { return *parse_scenario("x.json", R"json({"wgscope": 1, "params": {)json" + params + R"json(}, "program": ["func main() { _ = n }"]})json"); };
  EXPECT_TRUE(one_program(read(R"("n": {"value": 1})"), read(R"("n": {"value": 1, "min": 0})")));
  EXPECT_FALSE(one_program(read(R"("n": {"value": 1})"), read(R"("n": {"value": 2})")));
}

TEST_F(Comparing, FilesThatCompareWithEachOther_GoInNoCircle) {
  write("b.json", R"json({"wgscope": 1, "program": ["func main() {", "}"], "compare": {"with": "a.json"}})json");
  EXPECT_TRUE(taken(R"({"with": "b.json"})").ok());
  EXPECT_EQ(refused(R"({"with": "a.json"})"), "2:21: both sides of \"compare\" are the same: main*5 G2*4 main*3; give another program or another schedule");
}

TEST_F(Comparing, WhatCannotBeOpened_IsSaidAtItsPlace) {
  EXPECT_NE(refused(R"({"with": "b.json"})").find("2:21: there is no file "), std::string::npos);
  EXPECT_NE(refused(R"({"with": "beside"})").find("2:21: there is no file "), std::string::npos) << "a folder";
  ASSERT_EQ(mkfifo((folder_ / "pipe.json").c_str(), 0600), 0);
  EXPECT_NE(refused(R"({"with": "pipe.json"})").find("2:21: there is no file "), std::string::npos) << "and nobody waits for a pipe";
  write("b.json", R"json({"wgscope": 1, "program": ["func main() { x }"]})json");
  const std::string mistake = refused(R"({"with": "b.json"})");
  EXPECT_NE(mistake.find("2:21: what to compare with has a mistake; "), std::string::npos) << mistake;
  EXPECT_NE(mistake.find("b.json:1:43: undefined: x"), std::string::npos) << mistake;
}

TEST_F(Comparing, ScheduleThatCannotBeTaken_IsSaidAtItsPlace) {
  EXPECT_EQ(refused(R"({"schedule": "main G7"})"), "2:25: schedule: position 2: G7 cannot step here: G7 has not been created yet; what could step: main");
  EXPECT_EQ(refused(R"({"with_schedule": "main H7"})").substr(0, 5), "2:36:") << "where the word stands";
  EXPECT_EQ(refused(R"({"schedule": "main*1001"})"), "2:25: \"schedule\" of \"compare\" is too long; at most 1000 steps: it is to be watched");
  EXPECT_EQ(refused(R"({"schedule": "main*5 G2*4 main*3"})"), "2:25: both sides of \"compare\" are the same: main*5 G2*4 main*3; give another program or another schedule");
}

TEST_F(Comparing, ProgramThatDoesNotEnd_NeedsASchedule) {
  const std::string file = write("spins.go", "func main() {\n\tfor {\n\t\truntime.Gosched()\n\t}\n}\n");
  const std::string why = refused(R"({"with": "spins.go"})");
  EXPECT_EQ(why.find("2:12: without a \"with_schedule\" "), 0u) << why;
  EXPECT_NE(why.find(" is stopped by steps, main before all; give a \"with_schedule\" of at most 1000 steps"), std::string::npos) << why;
  EXPECT_TRUE(taken(R"({"with": "spins.go", "with_schedule": "main*3"})").ok());
}

TEST_F(Comparing, OverTheTimeLimit_IsAnError) {
  const std::atomic<bool> cancelled = true;
  EXPECT_FALSE(taken(R"({"schedule": "main"})", {&cancelled}).ok());
}

}  // namespace
}  // namespace wgscope
