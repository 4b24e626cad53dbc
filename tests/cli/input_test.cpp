// What is given to every command: files that are missing, broken, no text, or not what their name says. One clear message each, and 2.
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

class Input : public Files {
 protected:
  void expect_refused(const std::string& file, const std::string& message, const How& how = {}) {
    for (const std::string command : {"run", "step", "explore"}) {
      for (const bool json : {false, true}) {
        const Finished f = wgscope(json ? std::vector<std::string>{command, file, "--json"} : std::vector<std::string>{command, file}, how);
        EXPECT_EQ(f.status, 2) << command << " " << file;
        EXPECT_EQ(f.out, "") << command << ": only check prints diagnostics as data";
        EXPECT_NE(f.err.find(message), std::string::npos) << f.err;
        EXPECT_EQ(std::count(f.err.begin(), f.err.end(), '\n'), 1) << f.err;
      }
    }
    const Finished check = wgscope({"check", file, "--json"}, how);
    EXPECT_EQ(check.status, 2);
    EXPECT_EQ(check.err, "");
    const auto objects = objects_in(check.out);
    ASSERT_EQ(objects.size(), 1u);
    EXPECT_FALSE(objects[0]["ok"].get<bool>());
    EXPECT_EQ(objects[0]["diagnostics"].size(), 1u);
    EXPECT_TRUE(objects[0]["proof"].is_null());
    const Finished plain = wgscope({"check", file}, how);
    EXPECT_EQ(plain.status, 2);
    EXPECT_EQ(plain.err, "");
    EXPECT_NE(plain.out.find(message), std::string::npos) << plain.out;
  }
};

TEST_F(Input, ThatIsNoFile_IsRefused) {
  expect_refused(path("nothing.json"), "no such file");
  expect_refused(path("."), "is a directory");
  expect_refused("", "the file's name is empty");
  expect_refused("/dev/zero", "is larger than 1048576 bytes");
}

TEST_F(Input, ThatIsNoText_IsRefused) {
  expect_refused(write("a.json", ""), "the file is empty");
  expect_refused(write("b.json", "{\"title\": \"\xff\"}"), ":1:12: is not UTF-8");
  expect_refused(write("c.go", std::string("\x7f""ELF\0\0", 6)), "is a binary file");
  expect_refused(write("d.wgtrace", "nothing of the kind"), "d.wgtrace");
  expect_refused(write("e.json", "{"), ":1:2: ");
  expect_refused(write("f.json", "// a Go program\npackage main\n\nfunc main() {}\n"), ":1:1: this is a Go program, not a scenario; name the file .go");
  expect_refused(write("g.go", "{\"wgscope\": 1, \"program\": [\"func main() {}\"]}"), "if this is a scenario, name the file .json");
}

TEST_F(Input, FromStandardInput_MayBeGoOrJson) {
  EXPECT_EQ(wgscope({"run", "-"}, {.input = kExits}).status, 0);
  EXPECT_EQ(wgscope({"run", "-", "--json"}, {.input = "{\"wgscope\": 1, \"program\": [\"func main() {}\"]}"}).status, 0);
  expect_refused("-", "-:2:1: ", {.input = "func main() {\n@\n}\n"});
}

TEST_F(Input, WithFiveMistakes_GetsFiveLocatedMessages) {
  const std::string file = write("five.json",
                                 "{\n  \"wgscope\": 1,\n  \"titel\": \"x\",\n  \"tags\": 3,\n  \"params\": {\"n\": {\"value\": 1.5}},\n  \"program\": [\n"
                                 "    \"func main() {\",\n    \"  undefined_thing()\",\n    \"}\"\n  ],\n  \"expect\": [\"exitt\"]\n}\n");
  const Finished run = wgscope({"run", file});
  EXPECT_EQ(run.status, 2);
  EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 5) << run.err;
  const Finished check = wgscope({"check", file, "--json"});
  const auto report = objects_in(check.out).at(0);
  std::vector<std::pair<int, int>> places;
  for (const auto& d : report["diagnostics"]) {
    places.emplace_back(d["line"], d["column"]);
    EXPECT_EQ(keys_of(nlohmann::ordered_json::parse(d.dump())).size(), 6u);
    EXPECT_EQ(d["severity"], "error");
  }
  EXPECT_EQ(places, (std::vector<std::pair<int, int>>{{3, 3}, {4, 11}, {5, 29}, {8, 8}, {11, 14}}));
  EXPECT_EQ(report["diagnostics"][3]["pointer"], "/program/1");
}

TEST_F(Input, OfSeveralFiles_TheWorstStatusCounts) {
  const std::string good = write("good.go", kExits), bad = write("bad.go", "func main() {"), panics = write("panics.json", R"json({"wgscope": 1, "program": ["func main() { panic(1) }"], "expect": ["exit"]})json");
  EXPECT_EQ(wgscope({"check", good}).status, 0);
  EXPECT_EQ(wgscope({"check", good, panics}).status, 1);
  EXPECT_EQ(wgscope({"check", panics, bad, good}).status, 2);
  const Finished f = wgscope({"check", "--json", good, bad, panics});
  EXPECT_EQ(objects_in(f.out).size(), 3u) << "one object a file, one a line";
}

}  // namespace
}  // namespace wgscope::testing_cli
