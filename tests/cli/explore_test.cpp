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
  EXPECT_EQ(keys_of(r), (std::vector<std::string>{"scenario", "complete", "stopped_by", "states", "transitions", "merged", "schedules", "endings", "findings", "expect", "expect_met", "elapsed_ns"}));
  EXPECT_EQ(r["complete"], true);
  EXPECT_TRUE(r["stopped_by"].is_null());
  EXPECT_EQ(r["schedules"], "1");
  ASSERT_EQ(r["endings"].size(), 1u);
  EXPECT_EQ(r["endings"][0], (Json{{"ending", "deadlock"}, {"steps", 4}, {"switches", 0}, {"schedules", "1"}, {"schedule", "main*4"}}));
  EXPECT_TRUE(r["expect"].is_null());
  EXPECT_TRUE(r["expect_met"].is_null());
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
