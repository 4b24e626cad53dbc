#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include <algorithm>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

using Json = nlohmann::ordered_json;

class StepCommand : public Files {};

TEST_F(StepCommand, WithoutASchedule_ListsWhatCouldStep) {
  const Finished f = wgscope({"step", write("e.go", kExits), "--json"});
  EXPECT_EQ(f.status, 0) << f.err;
  const Json r = Json::parse(f.out);
  EXPECT_EQ(keys_of(r), (std::vector<std::string>{"scenario", "world", "ending", "stopped_by", "events", "goroutines", "objects", "duration_ns", "output", "crash", "schedule", "steps", "switches", "enabled"}));
  EXPECT_EQ(r["world"], "scheduled");
  EXPECT_TRUE(r["ending"].is_null());
  EXPECT_EQ(r["schedule"], "");
  EXPECT_EQ(r["steps"], 0);
  EXPECT_EQ(r["enabled"], Json::array({{{"goroutine", "main"}, {"line", 7}, {"step", "add"}, {"alternatives", Json::array()}}}));
}

TEST_F(StepCommand, WithASchedule_TakesItAndListsTheNext) {
  const Finished f = wgscope({"step", write("e.go", kExits), "--json", "--schedule", "main*3"});
  const Json r = Json::parse(f.out);
  EXPECT_EQ(r["steps"], 3);
  EXPECT_EQ(r["switches"], 0);
  EXPECT_EQ(r["enabled"].size(), 2u);
  const Finished story = wgscope({"step", write("e.go", kExits), "--schedule", "main*3"});
  EXPECT_EQ(story.status, 0);
  EXPECT_NE(story.out.find("What could step now"), std::string::npos);
  EXPECT_NE(story.out.find("schedule: main*3"), std::string::npos);
}

TEST_F(StepCommand, WithAScheduleThatDoesNotFit_SaysWhere) {
  const std::string file = write("e.go", kExits);
  for (const char* schedule : {"G2", "main*99", "nobody", "main*", "main*0"}) {
    const Finished f = wgscope({"step", file, "--schedule", schedule});
    EXPECT_EQ(f.status, 2) << schedule;
    EXPECT_EQ(f.out, "");
    EXPECT_EQ(std::count(f.err.begin(), f.err.end(), '\n'), 1) << f.err;
  }
}

TEST_F(StepCommand, WithAStrategy_GoesToTheEnd) {
  const std::string file = write("e.go", kExits);
  for (const char* strategy : {"first-enabled", "round-robin", "random", "pct"}) {
    const Finished one = wgscope({"step", file, "--json", "--strategy", strategy, "--seed", "7"});
    EXPECT_EQ(one.status, 0) << one.err;
    Json r = Json::parse(one.out);
    EXPECT_EQ(r["ending"], "exit");
    EXPECT_EQ(r["enabled"], Json::array());
    Json again = Json::parse(wgscope({"step", file, "--json", "--schedule", r["schedule"].get<std::string>()}).out);
    r.erase("duration_ns");
    again.erase("duration_ns");
    EXPECT_EQ(r, again) << "the same schedule, the same execution";
  }
  EXPECT_NE(wgscope({"step", file, "--strategy", "randm"}).err.find("did you mean \"random\"?"), std::string::npos);
}

TEST_F(StepCommand, TheSameScheduleTwice_GivesTheSameTraceByteForByte) {
  const std::string file = write("e.go", kExits);
  wgscope({"step", file, "--strategy", "random", "--seed", "3", "--trace", path("one.wgtrace")});
  wgscope({"step", file, "--strategy", "random", "--seed", "3", "--trace", path("two.wgtrace")});
  EXPECT_EQ(read("one.wgtrace"), read("two.wgtrace"));
  EXPECT_FALSE(read("one.wgtrace").empty());
}

TEST_F(StepCommand, OfALiveTrace_TakesTheScheduleThatReproducesIt) {
  const std::string file = write("d.go", kDeadlocks);
  wgscope({"run", file, "--trace", path("t.wgtrace")});
  const Json r = Json::parse(wgscope({"step", path("t.wgtrace"), "--json"}).out);
  EXPECT_EQ(r["ending"], "deadlock");
  EXPECT_EQ(r["schedule"], "main*4");
}

TEST_F(StepCommand, OfALiveTrace_GoesBackIntoItOnATerminal) {
  const std::string file = write("d.go", kDeadlocks);
  wgscope({"run", file, "--trace", path("t.wgtrace")});
  const Finished f = wgscope({"step", path("t.wgtrace")}, {.input = "back\nschedule\nback 7\nback\nmain\nq\n", .environment = {"NO_COLOR=1"}, .terminal = true});
  EXPECT_EQ(f.err, "");
  for (const char* part : {"schedule: main*3", "schedule: main  (1 step"}) EXPECT_NE(f.out.find(part), std::string::npos) << part << "\n" << f.out;
}

TEST_F(StepCommand, OnATerminal_AsksForEveryStep) {
  const std::string file = write("e.go", kExits);
  const Finished f = wgscope({"step", file}, {.input = "?\n1\nmain\n7\nG9\nback\nfirst-enabled\nback 3\nmain*2\nschedule\nq\n", .environment = {"NO_COLOR=1"}, .terminal = true});
  EXPECT_EQ(f.err, "");
  for (const char* part : {"next step?", "take that step", "give a number from 1 to", "G9 cannot step now", "back after", "it is over", "ending: exit", "schedule: main*"}) {
    EXPECT_NE(f.out.find(part), std::string::npos) << part << "\n" << f.out;
  }
}

}  // namespace
}  // namespace wgscope::testing_cli
