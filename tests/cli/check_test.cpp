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

}  // namespace
}  // namespace wgscope::testing_cli
