#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

using Json = nlohmann::ordered_json;

class ExploreCommand : public Files {};

TEST_F(ExploreCommand, AsJson_HasTheContractsKeys) {
  const std::string file = write("d.go", kDeadlocks);
  const Finished f = wgscope({"explore", file, "--json"});
  EXPECT_EQ(f.status, 0) << "nothing is claimed, and the search is complete: " << f.err;
  const Json r = Json::parse(f.out);
  EXPECT_EQ(keys_of(r), (std::vector<std::string>{"scenario", "complete", "stopped_by", "states", "transitions", "merged", "schedules", "endings", "findings", "assumes", "expect", "expect_met", "elapsed_ns"}));
  EXPECT_EQ(r["complete"], true);
  EXPECT_TRUE(r["stopped_by"].is_null());
  EXPECT_EQ(r["schedules"], "1");
  ASSERT_EQ(r["endings"].size(), 1u);
  EXPECT_EQ(r["endings"][0], (Json{{"ending", "deadlock"}, {"steps", 4}, {"switches", 0}, {"schedules", "1"}, {"chance", 1.0}, {"schedule", "main*4"}}));
  EXPECT_TRUE(r["expect"].is_null());
  EXPECT_TRUE(r["expect_met"].is_null());
}

TEST_F(ExploreCommand, Language_IsThatOfTheTitleAndTheSentences) {
  const std::string file = lesson("06");
  const Finished english = wgscope({"explore", file}), chinese = wgscope({"explore", file, "--lang", "zh"});
  EXPECT_EQ(chinese.status, english.status);
  EXPECT_EQ(english.out.find("忘"), std::string::npos);
  EXPECT_NE(chinese.out.find("忘"), std::string::npos) << chinese.out;
  Json one = Json::parse(wgscope({"explore", file, "--json"}).out), other = Json::parse(wgscope({"explore", file, "--json", "--lang", "zh"}).out);
  one.erase("elapsed_ns"), other.erase("elapsed_ns");
  EXPECT_EQ(one, other) << "what programs read has one language";
}

TEST_F(ExploreCommand, ShortestSchedules_ReplayToTheirEndings) {
  const std::string file = lesson("09");
  const Finished f = wgscope({"explore", file, "--json"});
  EXPECT_EQ(f.status, 0) << f.err;
  const Json r = Json::parse(f.out);
  EXPECT_EQ(r["expect_met"], true);
  for (const auto& ending : r["endings"]) {
    const Finished step = wgscope({"step", file, "--json", "--schedule", ending["schedule"].get<std::string>()});
    const Json s = Json::parse(step.out);
    EXPECT_EQ(s["ending"], ending["ending"]);
    EXPECT_EQ(s["steps"], ending["steps"]);
    EXPECT_EQ(s["switches"], ending["switches"]);
    EXPECT_EQ(step.status, 0) << "every ending is expected";
  }
}

TEST_F(ExploreCommand, UnderABound_SaysSo) {
  const Finished f = wgscope({"explore", lesson("01"), "--bound-states", "10", "--json"});
  EXPECT_EQ(f.status, 3);
  const Json r = Json::parse(f.out);
  EXPECT_EQ(r["complete"], false);
  EXPECT_EQ(r["stopped_by"], "states");
  EXPECT_TRUE(r["schedules"].is_null());
  EXPECT_NE(wgscope({"explore", lesson("01"), "--bound-states", "10"}).out.find("not complete"), std::string::npos);
}

TEST_F(ExploreCommand, Findings_HaveTheContractsKeysAndTheText) {
  const std::string program = "var wg sync.WaitGroup\nvar x int\nfunc main() {\n\twg.Add(1)\n\tfor range 2 {\n\t\tgo func() {\n\t\t\tx = 1\n\t\t\twg.Wait()\n\t\t}()\n\t}\n}\n";
  const Json r = Json::parse(wgscope({"explore", "-", "--json"}, {.input = program}).out);
  ASSERT_GE(r["findings"].size(), 2u);
  for (const auto& finding : r["findings"]) {
    EXPECT_EQ(keys_of(finding), (std::vector<std::string>{"kind", "text", "count", "steps", "schedule", "line", "goroutine", "wait_reason", "needs"}));
    if (finding["kind"] != "leak") continue;
    EXPECT_EQ(finding["count"], 2);
    EXPECT_EQ(finding["line"], 8);
    EXPECT_EQ(finding["goroutine"], "G2");
    EXPECT_EQ(finding["wait_reason"], "sync.WaitGroup.Wait");
    EXPECT_EQ(finding["needs"], "a Done on wg, and whoever else is left waits for it, too");
  }
  EXPECT_EQ(r["findings"][0]["kind"], "race");
  EXPECT_EQ(r["assumes"].size(), 1u) << "there is a race";
  const std::string text = wgscope({"explore", "-"}, {.input = program}).out;
  EXPECT_NE(text.find("sequentially consistent memory"), std::string::npos) << text;
  EXPECT_NE(text.find("under a random scheduler"), std::string::npos) << text;
  EXPECT_NE(text.find("2 goroutines that line 6 started"), std::string::npos) << text;
}

// A livelock from the start says who goes round and who waits.
TEST_F(ExploreCommand, ALivelockFromTheStart_SaysWhoDoesWhat) {
  const Finished f = wgscope({"explore", "-"}, {.input = "func main() {\n\tfor {\n\t\truntime.Gosched()\n\t}\n}\n"});
  EXPECT_NE(f.out.find("livelock"), std::string::npos) << f.out;
  EXPECT_NE(f.out.find("main goes round for ever at line 3"), std::string::npos) << f.out;
  EXPECT_NE(f.out.find("from the start on"), std::string::npos) << f.out;
}

// Inside of a scenario file the window counts the program's lines, and so does the text; the file's stand beside.
TEST_F(ExploreCommand, LinesInAScenario_AreTheProgramsAndTheFiles) {
  const std::string file = write("l.json", R"json({"wgscope": 1, "program": [
"func main() {", "var wg sync.WaitGroup", "wg.Add(1)", "go wg.Wait()", "}"]})json");
  const std::string text = wgscope({"explore", file}).out;
  EXPECT_NE(text.find("at line 4"), std::string::npos) << text;
  EXPECT_NE(text.find("l.json:2"), std::string::npos) << text;
}

TEST_F(ExploreCommand, Outputs_AreListedOnRequest) {
  const std::string program = "func main() {\n go fmt.Print(\"a\")\n fmt.Print(\"b\")\n}\n";
  const Finished f = wgscope({"explore", "-", "--outputs", "--json"}, {.input = program});
  EXPECT_EQ(f.status, 0) << f.err;
  const Json r = Json::parse(f.out);
  EXPECT_TRUE(r["outputs"].is_array());
  EXPECT_GE(r["outputs"].size(), 2u);
  for (const auto& o : r["outputs"]) {
    const Finished shown = wgscope({"step", "-", "--outputs", "--json", "--schedule", o["schedule"]}, {.input = program});
    EXPECT_EQ(Json::parse(shown.out)["output"], o["output"]);
    EXPECT_EQ(Json::parse(shown.out)["steps"], o["steps"]);
  }
}

TEST_F(ExploreCommand, WithOtherParams_ExpectsNothing) {
  const Finished f = wgscope({"explore", lesson("01"), "--param", "workers=2", "--json"});
  EXPECT_EQ(f.status, 0) << f.err;
  EXPECT_TRUE(Json::parse(f.out)["expect"].is_null());
}

}  // namespace
}  // namespace wgscope::testing_cli
