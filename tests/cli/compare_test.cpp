#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

using Json = nlohmann::ordered_json;

const std::string kByChannel = "func main() {\n\tdone := make(chan int)\n\tgo func() { done <- 1 }()\n\t<-done\n}\n";

class CompareCommand : public Files {};

TEST_F(CompareCommand, TwoFiles_GiveTheFiguresOfBoth) {
  const std::string one = write("one.go", kExits), other = write("other.go", kByChannel);
  const Finished f = wgscope({"compare", one, other, "--json"});
  EXPECT_EQ(f.status, 0) << f.err;
  const Json r = Json::parse(f.out);
  EXPECT_EQ(keys_of(r), (std::vector<std::string>{"left", "right", "one_program", "alike", "first_difference"}));
  EXPECT_EQ(keys_of(r["left"]), (std::vector<std::string>{"scenario", "schedule", "ending", "stopped_by", "steps", "switches", "parks", "wake_ups", "copies", "readied", "stepped"}));
  EXPECT_EQ(r["left"]["scenario"], one);
  EXPECT_EQ(r["left"]["schedule"], "main*5 G2*4 main*3");
  EXPECT_EQ(r["left"]["copies"], 0);
  EXPECT_EQ(r["right"]["scenario"], other);
  EXPECT_EQ(r["right"]["schedule"], "main*2 G2 main");
  EXPECT_EQ(r["right"]["copies"], 1);
  EXPECT_EQ(r["right"]["readied"], Json::array({"main"}));
  EXPECT_EQ(r["one_program"], false);
  EXPECT_EQ(r["first_difference"], 1);
  const Finished told = wgscope({"compare", one, other});
  EXPECT_NE(told.out.find("steps                  12         4"), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("In all, the right one has 8 steps fewer and 1 value copied more."), std::string::npos) << told.out;
  EXPECT_NE(told.out.find("Both end in exit."), std::string::npos);
  EXPECT_NE(wgscope({"compare", one, other, "--lang", "zh"}).out.find("总的来说，右边少 8 步和多复制 1 个值。"), std::string::npos);
}

TEST_F(CompareCommand, TwoSchedulesOfOne_SayWhereTheyPart) {
  const std::string file = write("e.go", kExits);
  const Json r = Json::parse(wgscope({"compare", file, "--schedule", "main*2 G2 main*2", "--with-schedule", "main*5 G2*4 main*3", "--json"}).out);
  EXPECT_EQ(r["one_program"], true);
  EXPECT_EQ(r["alike"], 2);
  EXPECT_EQ(r["first_difference"], 3);
  EXPECT_EQ(r["left"]["parks"], 0);
  EXPECT_EQ(r["right"]["parks"], 1);
  const Json same = Json::parse(wgscope({"compare", file, file, "--json"}).out);
  EXPECT_TRUE(same["first_difference"].is_null());
  EXPECT_EQ(same["alike"], 12);
  const Finished told = wgscope({"compare", file, "--schedule", "main*2 G2 main*2"});
  EXPECT_NE(told.out.find("the first 2 steps are the same; step 3 is G2 on the left, main on the right."), std::string::npos) << told.out;
}

TEST_F(CompareCommand, OfAScenario_TakesWhatItsCompareNames) {
  write("other.go", kByChannel);
  const std::string file = write("s.json", R"json({"wgscope": 1, "program": ["var wg sync.WaitGroup", "func main() {", "    wg.Add(1)", "    go wg.Done()", "    wg.Wait()", "}"],
"compare": {"title": "By two means", "with": "other.go"}})json");
  EXPECT_NE(wgscope({"compare", file}).out.find("By two means"), std::string::npos);
  EXPECT_EQ(Json::parse(wgscope({"compare", file, "--json"}).out)["right"]["copies"], 1);
  EXPECT_EQ(Json::parse(wgscope({"compare", file, "--schedule", "main*2", "--json"}).out)["left"]["steps"], 2) << "what is given comes before what is written";
  EXPECT_EQ(wgscope({"check", file}).status, 0);
  const Finished wrong = wgscope({"check", write("w.json", R"json({"wgscope": 1, "program": ["func main() { }"], "compare": {"with": "none.go"}})json"), "--json"});
  EXPECT_EQ(wrong.status, 2);
  EXPECT_EQ(Json::parse(wrong.out)["diagnostics"][0]["pointer"], "/compare/with");
}

TEST_F(CompareCommand, OfASavedTrace_ComparesWhatHappened) {
  const std::string file = write("e.go", kExits);
  wgscope({"step", file, "--schedule", "main*2 G2 main*2", "--trace", path("t.wgtrace")});
  const Json r = Json::parse(wgscope({"compare", path("t.wgtrace"), file, "--json"}).out);
  EXPECT_EQ(r["left"]["schedule"], "main*2 G2 main*2");
  EXPECT_EQ(r["one_program"], true);
}

TEST_F(CompareCommand, BadInput_IsOneClearMessage) {
  const std::string file = write("e.go", kExits);
  const auto refused = [&](const std::vector<std::string>& arguments, const std::string& why) {
    const Finished f = wgscope(arguments);
    EXPECT_EQ(f.status, 2) << why;
    EXPECT_EQ(f.out, "");
    EXPECT_NE(f.err.find(why), std::string::npos) << f.err;
  };
  refused({"compare", file}, "says nothing of what to compare it with; give a second FILE");
  refused({"compare", file, "--schedule", "G2"}, "--schedule: schedule: position 1: G2 cannot step here");
  refused({"compare", file, "--with-schedule", "main*"}, "--with-schedule:1:6: ");
  refused({"compare", file, path("none.go")}, "none.go: no such file");
  refused({"compare", file, file, file}, "compare takes one FILE or two");
  refused({"compare"}, "FILE");
}

TEST_F(CompareCommand, RunThatDoesNotEnd_IsStoppedAndCounted) {
  const Finished f = wgscope({"compare", write("s.go", kSpins), "--with-schedule", "main*3", "--json"});
  EXPECT_EQ(f.status, 1);
  const Json r = Json::parse(f.out);
  EXPECT_EQ(r["left"]["stopped_by"], "steps");
  EXPECT_EQ(r["left"]["steps"], 1'000'000);
  EXPECT_EQ(r["first_difference"], 4);
}

}  // namespace
}  // namespace wgscope::testing_cli
