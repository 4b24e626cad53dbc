#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

using Json = nlohmann::ordered_json;

class Run : public Files {};

TEST_F(Run, AsJson_HasTheContractsKeysAndValues) {
  const std::string file = write("exits.go", kExits);
  const Finished f = wgscope({"run", file, "--json"});
  EXPECT_EQ(f.status, 0) << f.err;
  EXPECT_EQ(f.err, "");
  EXPECT_EQ(std::count(f.out.begin(), f.out.end(), '\n'), 1);
  const Json r = Json::parse(f.out);
  EXPECT_EQ(keys_of(r), (std::vector<std::string>{"scenario", "world", "ending", "stopped_by", "events", "goroutines", "objects", "duration_ns", "output", "crash"}));
  EXPECT_EQ(r["scenario"], file);
  EXPECT_EQ(r["world"], "recorded");
  EXPECT_EQ(r["ending"], "exit");
  EXPECT_TRUE(r["stopped_by"].is_null());
  EXPECT_TRUE(r["events"].is_number_unsigned());
  EXPECT_EQ(keys_of(r["goroutines"].at(0)), (std::vector<std::string>{"name", "state", "wait_reason", "line"}));
  EXPECT_EQ(r["goroutines"][0]["name"], "main");
  EXPECT_EQ(r["goroutines"][0]["state"], "finished");
  EXPECT_EQ(keys_of(r["objects"].at(0)), (std::vector<std::string>{"name", "kind", "word", "counter", "waiters", "sema", "queue"}));
  EXPECT_EQ(r["objects"][0]["name"], "wg");
  EXPECT_EQ(r["objects"][0]["word"], 0u);
  EXPECT_EQ(r["objects"][0]["queue"], Json::array());
  EXPECT_EQ(r["crash"], "");
}

TEST_F(Run, ThatDeadlocks_SaysWhoWaitsWhere) {
  const Finished f = wgscope({"run", write("d.go", kDeadlocks), "--json"});
  EXPECT_EQ(f.status, 1) << "without expect, anything but exit is not as expected";
  const Json r = Json::parse(f.out);
  EXPECT_EQ(r["ending"], "deadlock");
  EXPECT_EQ(r["goroutines"][0]["state"], "parked");
  EXPECT_EQ(r["goroutines"][0]["wait_reason"], "sync.WaitGroup.Wait");
  EXPECT_EQ(r["goroutines"][0]["line"], 4);
  EXPECT_EQ(r["objects"][0]["word"], 0x100000001u);
  EXPECT_EQ(r["objects"][0]["counter"], 1);
  EXPECT_EQ(r["objects"][0]["waiters"], 1);
  EXPECT_EQ(r["objects"][0]["sema"], 0);
  EXPECT_EQ(r["objects"][0]["queue"], Json::array({"main"}));
  EXPECT_NE(r["crash"].get<std::string>().find("fatal error: all goroutines are asleep - deadlock!"), std::string::npos);
}

TEST_F(Run, OfAtomicsAndVariables_ShowsTheirValues) {
  const Finished f = wgscope({"run", "-", "--json"}, {.input = "var n int\nvar s string\nvar on atomic.Bool\nvar big atomic.Int64\nfunc main() {\n n = -3\n s = \"hé\"\n on.Store(true)\n big.Store(-1)\n}\n"});
  EXPECT_EQ(f.status, 0) << f.err;
  const Json r = Json::parse(f.out);
  std::map<std::string, Json> words;
  for (const auto& object : r["objects"]) {
    words[object["name"]] = object["word"];
    EXPECT_TRUE(object["counter"].is_null());
    EXPECT_TRUE(object["queue"].is_null());
  }
  EXPECT_EQ(words["n"], -3);
  EXPECT_EQ(words["s"], "hé");
  EXPECT_EQ(words["on"], true);
  EXPECT_EQ(words["big"], -1);
}

TEST_F(Run, AsAStory_TellsEventsOutputAndCrash) {
  const Finished f = wgscope({"run", write("p.go", kPanics)});
  EXPECT_EQ(f.status, 1);
  EXPECT_EQ(f.err, "");
  for (const char* part : {"main", "wg.Done()", "0x0000000000000000 → 0xffffffff00000000", "counter -1", "about to", "panic: sync: negative WaitGroup counter", "goroutine 1 [running]:",
                           "exit status 2", "ending: panic: sync: negative WaitGroup counter"}) {
    EXPECT_NE(f.out.find(part), std::string::npos) << part << "\n" << f.out;
  }
  EXPECT_EQ(f.out.find('\x1b'), std::string::npos) << "no colours outside a terminal";
}

TEST_F(Run, InATerminal_HasColoursUnlessToldNotTo) {
  const std::string file = write("p.go", kPanics);
  EXPECT_NE(wgscope({"run", file}, {.terminal = true}).out.find('\x1b'), std::string::npos);
  EXPECT_EQ(wgscope({"run", file}, {.environment = {"NO_COLOR=1"}, .terminal = true}).out.find('\x1b'), std::string::npos);
}

TEST_F(Run, Expect_DecidesTheStatus) {
  const std::string file = write("p.json", R"json({"wgscope": 1, "params": {"n": {"value": 1, "min": 1}}, "program": ["func main() {", "panic(n)", "}"], "expect": ["panic: 1"]})json");
  EXPECT_EQ(wgscope({"run", file}).status, 0);
  EXPECT_EQ(wgscope({"run", file, "--param", "n=1"}).status, 1) << "with --param nothing is expected";
  EXPECT_EQ(wgscope({"run", file, "--param", "n=0"}).status, 2) << "below min";
  EXPECT_EQ(wgscope({"run", file, "--param", "m=0"}).status, 2) << "no such param";
}

TEST_F(Run, ManyTimes_CountsTheEndings) {
  const std::string file = write("e.go", kExits);
  const Finished f = wgscope({"run", file, "--repeat", "20", "--json"});
  EXPECT_EQ(f.status, 0);
  EXPECT_EQ(Json::parse(f.out), (Json{{"scenario", file}, {"runs", 20}, {"endings", Json::array({{{"ending", "exit"}, {"count", 20}}})}}));
  const Finished until = wgscope({"run", write("d.go", kDeadlocks), "--repeat", "20", "--until", "deadlock", "--json"});
  EXPECT_EQ(Json::parse(until.out)["runs"], 1);
  const Finished never = wgscope({"run", file, "--repeat", "3", "--until", "deadlock"});
  EXPECT_NE(never.err.find("deadlock was not seen in 3 runs"), std::string::npos);
}

TEST_F(Run, Trace_IsKeptAndOpensAgain) {
  const std::string file = write("d.go", kDeadlocks);
  EXPECT_EQ(wgscope({"run", file, "--trace", path("t.wgtrace")}).status, 1);
  ASSERT_TRUE(exists("t.wgtrace"));
  const Finished again = wgscope({"run", path("t.wgtrace"), "--json"});
  EXPECT_EQ(again.status, 1) << again.err;
  EXPECT_EQ(Json::parse(again.out)["scenario"], path("t.wgtrace")) << "as given";
  EXPECT_EQ(wgscope({"check", path("t.wgtrace")}).status, 0);
}

// What is told of a saved trace is that run; what only a new run has is a new run.
TEST_F(Run, OfASavedTrace_TellsThatRun) {
  const std::string file = write("e.go", kExits);
  Json first = Json::parse(wgscope({"run", file, "--trace", path("t.wgtrace"), "--json"}).out);
  Json again = Json::parse(wgscope({"run", path("t.wgtrace"), "--trace", path("copy.wgtrace"), "--json"}).out);
  EXPECT_EQ(again["scenario"], path("t.wgtrace"));
  first.erase("scenario");
  again.erase("scenario");
  EXPECT_EQ(first, again);
  EXPECT_EQ(read("t.wgtrace"), read("copy.wgtrace"));
  EXPECT_EQ(Json::parse(wgscope({"run", path("t.wgtrace"), "--repeat", "5", "--json"}).out)["runs"], 5);
  EXPECT_NE(Json::parse(wgscope({"run", path("t.wgtrace"), "--pace", "full", "--json"}).out)["duration_ns"], first["duration_ns"]);

  wgscope({"step", file, "--strategy", "pct", "--trace", path("s.wgtrace")});
  const Json stepped = Json::parse(wgscope({"run", path("s.wgtrace"), "--json"}).out);
  EXPECT_EQ(stepped["world"], "scheduled");
  EXPECT_EQ(stepped["ending"], "exit");
  const Finished story = wgscope({"run", path("s.wgtrace")});
  EXPECT_NE(story.out.find("ending: exit"), std::string::npos) << story.out;
}

TEST_F(Run, TraceThatCannotBeWritten_IsSaidAndTheRunIsStillTold) {
  const std::string file = write("e.go", kExits);
  const Finished full = wgscope({"run", file, "--trace", "/dev/full"});
  EXPECT_EQ(full.status, 2);
  EXPECT_NE(full.err.find("No space left on device"), std::string::npos) << full.err;
  EXPECT_NE(full.out.find("ending: exit"), std::string::npos);
  EXPECT_NE(wgscope({"run", file, "--trace", "/nowhere/t.wgtrace"}).err.find("there is no directory /nowhere"), std::string::npos);
  EXPECT_NE(wgscope({"run", file, "--trace", path(".")}).err.find("is a directory"), std::string::npos);
}

TEST_F(Run, ThatCtrlCStops_IsKeptWholeAndTold) {
  const std::string file = write("s.go", kSpins);
  const Finished story = wgscope({"run", file, "--pace", "200", "--trace", path("t.wgtrace")}, {.interrupt_when = [](const std::string& out) { return out.size() > 500; }});
  EXPECT_EQ(story.status, 130) << story.err;
  EXPECT_NE(story.out.find("stopped by interrupt"), std::string::npos) << story.out.substr(0, 300);
  ASSERT_TRUE(exists("t.wgtrace"));
  EXPECT_EQ(wgscope({"render", path("t.wgtrace"), "--out", "/dev/null/no.png"}).status, 2);
}

TEST_F(Run, ThatNobodyReads_EndsQuietly) {
  for (const auto& more : {std::vector<std::string>{}, {"--json"}}) {
    std::vector<std::string> arguments{"run", write("e.go", kExits)};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Finished f = wgscope(arguments, {.close_output_early = true});
    EXPECT_EQ(f.status, 0);
    EXPECT_EQ(f.err, "");
  }
  const Finished endless = wgscope({"run", write("s.go", kSpins), "--pace", "1000"}, {.close_output_early = true});
  EXPECT_EQ(endless.err, "");
}

TEST_F(Run, OntoAFullDisk_SaysSo) {
  const Finished f = wgscope({"run", write("e.go", kExits)}, {.output_file = "/dev/full"});
  EXPECT_EQ(f.status, 2);
  EXPECT_NE(f.err.find("standard output cannot be written: No space left on device"), std::string::npos);
}

TEST_F(Run, BeyondALimit_NamesIt) {
  const Finished f = wgscope({"run", write("s.go", kSpins), "--events", "1000", "--json"});
  EXPECT_EQ(f.status, 1);
  const Json r = Json::parse(f.out);
  EXPECT_EQ(r["stopped_by"], "events");
  EXPECT_TRUE(r["ending"].is_null());
}

TEST_F(Run, OfThePrintedBytesThatAreNoText_KeepsTheJsonWhole) {
  const Finished f = wgscope({"run", "-", "--json"}, {.input = "func main() { fmt.Print(\"a\\xffb\") }\n"});
  EXPECT_EQ(f.status, 0) << f.err;
  EXPECT_EQ(Json::parse(f.out)["output"], "a\uFFFDb");
}

}  // namespace
}  // namespace wgscope::testing_cli
