#include "core/scenario/scenario.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/base/limits.h"

namespace wgscope {
namespace {

const std::string kGood = R"({"wgscope": 1, "params": {"n": {"value": 3, "min": 1, "max": 5}, "m": {"value": 0}}, "program": ["func main() {", "}"]})";

std::string first_error(const Result<Scenario>& result) { return result ? "no error" : to_string(result.errors()[0]); }

class Files : public testing::Test {
 protected:
  Files() {
    std::string pattern = (std::filesystem::temp_directory_path() / "wgscope-scenario-XXXXXX").string();
    folder_ = mkdtemp(pattern.data());
  }
  ~Files() override { std::filesystem::remove_all(folder_); }
  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder_ / name, std::ios::binary) << bytes;
    return (folder_ / name).string();
  }
  std::filesystem::path folder_;
};

TEST(Scenario, WithAProgram_IsCompiled) {
  const auto scenario = parse_scenario("dir/three.json", kGood);
  ASSERT_TRUE(scenario.ok()) << first_error(scenario);
  EXPECT_EQ(scenario->file, "dir/three.json");
  EXPECT_EQ(scenario->text, kGood);
  EXPECT_EQ(scenario->title.in("en"), "three") << "without a title, the file's name";
  EXPECT_EQ(scenario->lines, (std::vector<std::string>{"func main() {", "}"}));
  EXPECT_TRUE(scenario->program);
  EXPECT_FALSE(scenario->expect);
}

TEST(Scenario, AGoFile_IsTakenAsItIs) {
  const auto scenario = parse_scenario("a/hello.go", "\xef\xbb\xbf" "func main() {\r\n}\r\n");
  ASSERT_TRUE(scenario.ok()) << first_error(scenario);
  EXPECT_EQ(scenario->title.in("zh"), "hello");
  EXPECT_EQ(scenario->lines, (std::vector<std::string>{"func main() {", "}"}));
}

TEST(Scenario, FromStandardInput_IsJsonWhenItStartsWithABrace) {
  EXPECT_TRUE(parse_scenario("-", "\n " + kGood).ok());
  EXPECT_TRUE(parse_scenario("-", "func main() {\n}\n").ok());
  EXPECT_EQ(first_error(parse_scenario("x.json", "func main() {}")).find("x.json:1:1: "), 0u) << "a .json file is JSON whatever it holds";
}

TEST(Scenario, Overrides_ReplaceValuesWithinTheirBounds) {
  const auto scenario = parse_scenario("f.json", kGood, {{"n", 5}, {"m", -7}});
  ASSERT_TRUE(scenario.ok()) << first_error(scenario);
  EXPECT_EQ(scenario->params[0].value, 5);
  EXPECT_EQ(scenario->params[1].value, -7);
  EXPECT_EQ(first_error(parse_scenario("f.json", kGood, {{"n", 6}})), "f.json: the param \"n\" cannot be 6; it goes from 1 to 5");
  EXPECT_EQ(first_error(parse_scenario("f.json", kGood, {{"x", 6}})), "f.json: there is no param \"x\"; did you mean \"n\"?");
  EXPECT_EQ(first_error(parse_scenario("f.go", "func main() {\n}\n", {{"x", 6}})), "f.go: there is no param \"x\"; this program has none");
}

TEST(Scenario, FiveMistakes_GiveFiveLocatedMessages) {
  const auto scenario = parse_scenario("f.json", "{\n  \"wgscope\": 1,\n  \"titel\": \"x\",\n  \"tags\": 3,\n  \"params\": {\"n\": {\"value\": 1.5}},\n  \"program\": [\n"
                                                 "    \"func main() {\",\n    \"  @\",\n    \"}\"\n  ],\n  \"expect\": [\"exitt\"]\n}\n");
  ASSERT_FALSE(scenario.ok());
  std::vector<int> lines;
  for (const Diagnostic& d : scenario.errors()) {
    lines.push_back(d.line);
    EXPECT_EQ(d.file, "f.json");
    EXPECT_GT(d.column, 0);
    EXPECT_FALSE(d.pointer.empty());
  }
  EXPECT_EQ(lines, (std::vector<int>{3, 4, 5, 8, 11})) << "in the order of the file";
}

TEST(Scenario, AParamOfNoUse_HidesNoMistakeOfTheProgram) {
  const auto scenario = parse_scenario("f.json", "{\"wgscope\": 1, \"params\": {\"for\": {\"value\": 1}},\n\"program\": \"func main() { nowhere() }\"}");
  ASSERT_FALSE(scenario.ok());
  ASSERT_EQ(scenario.errors().size(), 2u);
  EXPECT_EQ(scenario.errors()[0].line, 1);
  EXPECT_EQ(scenario.errors()[1].message, "undefined: nowhere");
}

TEST_F(Files, ThatCannotBeRead_AreSaidInOneSentence) {
  EXPECT_EQ(first_error(load_scenario("")).find("the file's name is empty"), 0u);
  EXPECT_EQ(first_error(load_scenario(folder_.string())), folder_.string() + ": is a directory; name a file in it");
  const std::string there = write("three.json", kGood);
  const std::string wrong = (folder_ / "thre.json").string();
  EXPECT_EQ(first_error(load_scenario(wrong)), wrong + ": no such file; did you mean " + there + "?");
  EXPECT_EQ(first_error(load_scenario("/nowhere/at/all.json")), "/nowhere/at/all.json: no such file; there is no directory /nowhere/at");
}

TEST_F(Files, ThatAreNoText_AreRefusedAtTheirPlace) {
  EXPECT_EQ(first_error(load_scenario(write("a.json", "{\"wgscope\": 1,\n \"title\": \"等\xff\"}"))).find((folder_ / "a.json").string() + ":2:13: is not UTF-8"), 0u);
  EXPECT_NE(first_error(load_scenario(write("b.go", std::string("ab\0c", 4)))).find(":1:3: is a binary file"), std::string::npos);
  EXPECT_NE(first_error(load_scenario(write("b.json", std::string("{\n \xc3\xa9\0}", 7)))).find(":2:3: is a binary file"), std::string::npos);
  EXPECT_NE(first_error(load_scenario(write("c.json", "\xff\xfe{\0"))).find("is UTF-16 text; save it as UTF-8"), std::string::npos);
  EXPECT_NE(first_error(load_scenario(write("d.json", ""))).find("the file is empty"), std::string::npos);
  EXPECT_NE(first_error(load_scenario("/dev/zero")).find("is larger than 1048576 bytes"), std::string::npos);
  EXPECT_NE(first_error(load_scenario(write("e.go", std::string(limits::kScenarioBytes + 1, ' ')))).find("is larger than 1048576 bytes"), std::string::npos);
  EXPECT_TRUE(load_scenario(write("f.json", kGood + std::string(limits::kScenarioBytes - kGood.size(), '\n'))).ok()) << "the limit itself is allowed";
}

}  // namespace
}  // namespace wgscope
