#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

using Json = nlohmann::ordered_json;

class Check : public Files {};

TEST_F(Check, OfALesson_ProvesItsExpect) {
  const Finished f = wgscope({"check", lesson("08"), "--json"});
  EXPECT_EQ(f.status, 0) << f.out << f.err;
  const Json r = Json::parse(f.out);
  EXPECT_EQ(keys_of(r), (std::vector<std::string>{"file", "ok", "diagnostics", "proof"}));
  EXPECT_EQ(r["ok"], true);
  EXPECT_EQ(r["proof"]["complete"], true);
  EXPECT_EQ(r["proof"]["expect_met"], true);
  EXPECT_NE(wgscope({"check", lesson("08")}).out.find("proved"), std::string::npos);
}

TEST_F(Check, OfAWrongClaim_SaysWhatIsPossible) {
  const std::string file = write("w.json", R"json({"wgscope": 1, "program": ["func main() { panic(1) }"], "expect": ["exit"]})json");
  const Finished f = wgscope({"check", file});
  EXPECT_EQ(f.status, 1);
  EXPECT_NE(f.out.find("not expected, but possible: panic: 1"), std::string::npos) << f.out;
  EXPECT_NE(f.out.find("expected, but impossible: exit"), std::string::npos) << f.out;
}

TEST_F(Check, WithoutAClaim_ProvesNothing) {
  const Finished f = wgscope({"check", write("g.go", kDeadlocks), "--json"});
  EXPECT_EQ(f.status, 0);
  EXPECT_TRUE(Json::parse(f.out)["proof"].is_null());
}

TEST_F(Check, UnderABound_IsNoProof) {
  const Finished f = wgscope({"check", lesson("01"), "--bound-states", "10"});
  EXPECT_EQ(f.status, 3) << f.out;
  EXPECT_EQ(Json::parse(wgscope({"check", lesson("01"), "--bound-states", "10", "--json"}).out)["ok"], false);
  EXPECT_EQ(f.out.find("proved:"), f.out.find("not proved:") == std::string::npos ? std::string::npos : f.out.find("not proved:") + 4) << f.out;
}

// A scenario whose main looks when all is done, or parks before.
std::string with_show(const std::string& show) {
  return R"json({"wgscope": 1, "program": ["var wg sync.WaitGroup", "func main() {", "    wg.Add(1)", "    go wg.Done()", "    wg.Wait()", "}"], "expect": ["exit"],
"show": {)json" + show + "}}";
}

TEST_F(Check, OfTellingSchedules_ProvesWhatTheyReach) {
  const Finished f = wgscope({"check", write("s.json", with_show(R"json("late": {"schedule": "main*2 G2 main*2", "reaches": {"ending": "exit"}})json"))});
  EXPECT_EQ(f.status, 0) << f.out << f.err;
  EXPECT_NE(f.out.find("proved"), std::string::npos);
}

TEST_F(Check, OfATellingScheduleThatLies_SaysSoAtItsPlace) {
  const auto checked = [&](const std::string& show) {
    const Finished f = wgscope({"check", write("s.json", with_show(show))});
    EXPECT_EQ(f.status, 2) << f.out;
    return f.out.substr(f.out.find("s.json") + 7, f.out.find('\n') - f.out.find("s.json") - 7);
  };
  EXPECT_EQ(checked(R"json("late": {"schedule": "main*2 G2 main", "reaches": {"ending": "exit"}})json"),
            "2:71: the schedule \"late\" does not reach \"exit\"; the program is not over after it: what could step: main; the shortest that leads there: main*2 G2 main*2");
  EXPECT_EQ(checked(R"json("late": {"schedule": "main*2 G3", "reaches": {"ending": "exit"}})json"),
            "2:31: schedule: position 3: G3 cannot step here: G3 has not been created yet; what could step: main, G2");
  EXPECT_EQ(checked(R"json("late": {"schedule": "main*2 H3", "reaches": {"ending": "exit"}})json").substr(0, 5), "2:39:") << "where the word stands";
  EXPECT_EQ(checked(R"json("late": {"schedule": "main*2 G2 main*2", "reaches": {"finding": "race"}})json"),
            "2:74: the schedule \"late\" does not lead to a finding \"race\"; no finding of that kind exists");
  const Json r = Json::parse(wgscope({"check", write("s.json", with_show(R"json("x": {"schedule": "main", "reaches": {"ending": "exit"}})json")), "--json"}).out);
  EXPECT_EQ(r["ok"], false);
  EXPECT_EQ(r["diagnostics"][0]["pointer"], "/show/x/reaches/ending");
  EXPECT_EQ(r["proof"]["expect_met"], true);
}

TEST_F(Check, OfATellingScheduleToAFinding_LooksWhereItLeads) {
  const std::string lost = R"json({"wgscope": 1, "program": ["var x int", "func main() {", "    go func() { x++ }()", "    x++", "}"],
"show": {"both": {"schedule": "main G2", "reaches": {"finding": "race"}}}})json";
  const Finished f = wgscope({"check", write("race.json", lost)});
  EXPECT_EQ(f.status, 0) << f.out;
}

}  // namespace
}  // namespace wgscope::testing_cli
