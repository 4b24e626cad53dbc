#include "core/scenario/envelope.h"

#include <gtest/gtest.h>

namespace wgscope {
namespace {

Diagnostics errors_of(const std::string& text) {
  Diagnostics errors;
  read_envelope("f.json", text, errors);
  return errors;
}
std::string only_error(const std::string& text) {
  const Diagnostics errors = errors_of(text);
  if (errors.size() != 1) return std::to_string(errors.size()) + " errors" + (errors.empty() ? "" : ", first " + to_string(errors[0]));
  return to_string(errors[0]) + " [" + errors[0].pointer + "]";
}
// A good envelope with `more` put in.
std::string with(const std::string& more) { return "{\"wgscope\": 1, \"program\": [\"x\"],\n" + more + "}"; }

TEST(Envelope, EverythingItCanHold_IsRead) {
  Diagnostics errors;
  const Envelope e = read_envelope("f.json", R"({
    "$schema": "../assets/scenario.schema.json", "wgscope": 1,
    "title": {"en": "Three", "zh": "三个"}, "about": "plain", "tags": ["basics", {"en": "reuse", "zh": "复用"}],
    "params": {"workers": {"value": 3, "min": 1, "max": 16}, "n": {"value": -2}},
    "program": ["a", "b"],
    "expect": ["exit", "deadlock", "panic: sync: negative WaitGroup counter", "fatal: x"]})", errors);
  ASSERT_TRUE(errors.empty()) << to_string(errors[0]);
  EXPECT_EQ(e.scenario.title.in("zh"), "三个");
  EXPECT_EQ(e.scenario.title.in("fr"), "Three") << "falls back to English";
  EXPECT_EQ(e.scenario.about.in("zh"), "plain");
  ASSERT_EQ(e.scenario.tags.size(), 2u);
  EXPECT_EQ(e.scenario.tags[0].in("zh"), "basics") << "a plain text is the same in every language";
  EXPECT_EQ(e.scenario.tags[1].in("zh"), "复用");
  ASSERT_EQ(e.scenario.params.size(), 2u);
  EXPECT_EQ(e.scenario.params[0].max, 16);
  EXPECT_EQ(e.scenario.params[1].value, -2);
  EXPECT_FALSE(e.scenario.params[1].min);
  EXPECT_EQ(e.program_text, "a\nb");
  EXPECT_EQ(e.scenario.expect->size(), 4u);
}

TEST(Envelope, Compare_NamesAFileOrSchedules) {
  Diagnostics errors;
  const Envelope e = read_envelope("f.json", with("\"compare\": {\"title\": {\"en\": \"Both\", \"zh\": \"两边\"}, \"with\": \"beside/b.json\",\n \"schedule\": \"main*2\", \"with_schedule\": \"main G2\"}"), errors);
  ASSERT_TRUE(errors.empty()) << to_string(errors[0]);
  ASSERT_TRUE(e.scenario.compare);
  const CompareSpec& compare = *e.scenario.compare;
  EXPECT_EQ(compare.title.in("zh"), "两边");
  EXPECT_EQ(compare.with, "beside/b.json");
  EXPECT_EQ(compare.schedule, "main*2");
  EXPECT_EQ(compare.with_schedule, "main G2");
  EXPECT_EQ(compare.schedule_at.line, 3);
  EXPECT_EQ(compare.with_schedule_at.pointer, "/compare/with_schedule");
  EXPECT_FALSE(read_envelope("f.json", with("\"compare\": {\"with\": \"b.go\"}"), errors).scenario.compare->schedule);
  EXPECT_TRUE(errors.empty());
}

TEST(Envelope, CompareThatNamesNothing_IsSaidAtItsPlace) {
  const auto compared = [](const std::string& body) { return only_error(with("\"compare\": " + body)); };
  EXPECT_NE(compared("[]").find("f.json:2:12: \"compare\" must be an object, not an array; as in {\"with\""), std::string::npos);
  EXPECT_NE(compared("{}").find("f.json:2:12: \"compare\" sets nothing beside this program"), std::string::npos);
  EXPECT_NE(compared("{\"title\": \"x\"}").find("sets nothing beside"), std::string::npos);
  EXPECT_NE(compared("{\"wit\": \"b\", \"with\": \"b\"}").find("f.json:2:13: unknown key \"wit\" in \"compare\"; did you mean \"with\"?"), std::string::npos);
  EXPECT_NE(compared("{\"with\": 3}").find("f.json:2:21: \"with\" must be a string, not a number"), std::string::npos);
  EXPECT_NE(compared("{\"with\": \"\"}").find("f.json:2:21: \"with\" names no file"), std::string::npos);
  EXPECT_NE(compared("{\"with\": \"/etc/passwd\"}").find("f.json:2:21: \"with\" must be named from the folder of this file"), std::string::npos);
  EXPECT_NE(compared("{\"schedule\": [\"main\"]}").find("\"schedule\" must be a string, not an array"), std::string::npos);
}

TEST(Envelope, UnknownKeys_AreErrorsWithASuggestion) {
  EXPECT_EQ(only_error(with("\"titel\": \"x\"")), "f.json:2:1: unknown key \"titel\" in a scenario; did you mean \"title\"? [/titel]");
  EXPECT_EQ(only_error(with("\"params\": {\"n\": {\"value\": 1, \"mim\": 0}}")),
            "f.json:2:30: unknown key \"mim\" in a param; did you mean \"min\"? [/params/n/mim]");
  EXPECT_EQ(only_error(with("\"title\": {\"en\": \"x\", \"de\": \"y\"}")), "f.json:2:22: unknown key \"de\" in \"title\"; known are \"en\", \"zh\" [/title/de]");
}

TEST(Envelope, WhatIsMissing_IsSaid) {
  EXPECT_EQ(errors_of("{}").size(), 2u);
  EXPECT_EQ(only_error("{\"program\": [\"x\"]}"), "f.json:1:1: there is no \"wgscope\"; add \"wgscope\": 1, the version of the format []");
  EXPECT_EQ(only_error("{\"wgscope\": 1, \"progam\": [\"x\"]}"), "f.json:1:16: unknown key \"progam\" in a scenario; did you mean \"program\"? [/progam]");
}

TEST(Envelope, WrongTypes_AreSaidWithWhatWouldBeRight) {
  EXPECT_EQ(only_error("[]"), "f.json:1:1: the scenario must be an object, not an array; as in {\"wgscope\": 1, \"program\": […]} []");
  EXPECT_EQ(only_error(with("\"tags\": \"basics\"")), "f.json:2:9: \"tags\" must be an array of texts, not a string; as in [\"basics\", {\"en\": \"reuse\", \"zh\": \"复用\"}] [/tags]");
  EXPECT_EQ(only_error(with("\"tags\": [\"a\", 3]")), "f.json:2:15: each of \"tags\" must be a string or an object by language, not a number; as in {\"en\": \"Three workers\", \"zh\": \"三个 worker\"} [/tags/1]");
  EXPECT_NE(only_error(with("\"params\": {\"n\": 3}")).find("f.json:2:17: a param must be an object, not a number"), std::string::npos);
  EXPECT_NE(only_error("{\"wgscope\": \"1\", \"program\": [\"x\"]}").find("must be a number, not a string"), std::string::npos);
  EXPECT_NE(only_error("{\"wgscope\": 2, \"program\": [\"x\"]}").find("version 2 of the format is not known"), std::string::npos);
  EXPECT_NE(only_error("{\"wgscope\": 1, \"program\": 3}").find("\"program\" must be an array of lines or one string"), std::string::npos);
  EXPECT_NE(only_error("{\"wgscope\": 1, \"program\": [\"x\", 3]}").find("f.json:1:33: each line of \"program\" must be a string"), std::string::npos);
  EXPECT_NE(only_error("{\"wgscope\": 1, \"program\": []}").find("\"program\" is empty"), std::string::npos);
  EXPECT_NE(only_error(with("\"title\": null")).find("\"title\" must be a string or an object by language, not null"), std::string::npos);
}

TEST(Envelope, Params_AreWholeNumbersBetweenTheirBounds) {
  const auto param = [](const std::string& inner) { return only_error(with("\"params\": {\"n\": {" + inner + "}}")); };
  EXPECT_EQ(param("\"value\": 3, \"min\": 3, \"max\": 3"), "0 errors");
  EXPECT_EQ(param("\"value\": 9223372036854775807"), "0 errors");
  EXPECT_EQ(param("\"value\": -9223372036854775808"), "0 errors");
  EXPECT_NE(param("\"value\": 9223372036854775808").find("is out of range: 9223372036854775808"), std::string::npos);
  EXPECT_NE(param("\"value\": 1e400").find("is out of range"), std::string::npos);
  EXPECT_NE(param("\"value\": 2.5").find("is not a whole number: 2.5"), std::string::npos);
  EXPECT_NE(param("\"value\": \"3\"").find("must be a number, not a string"), std::string::npos);
  EXPECT_NE(param("\"min\": 3").find("has no \"value\""), std::string::npos);
  EXPECT_NE(param("\"value\": 0, \"min\": 1").find("\"value\" 0 is less than \"min\" 1; min <= value <= max [/params/n/value]"), std::string::npos);
  EXPECT_NE(param("\"value\": 9, \"max\": 1").find("\"value\" 9 is greater than \"max\" 1"), std::string::npos);
  EXPECT_NE(param("\"value\": 2, \"min\": 3, \"max\": 1").find("\"min\" 3 is greater than \"max\" 1"), std::string::npos);
}

TEST(Envelope, ParamNames_AreNamesOfGo) {
  const auto name = [](const std::string& n) { return only_error(with("\"params\": {\"" + n + "\": {\"value\": 1}}")); };
  EXPECT_EQ(name("工人"), "0 errors");
  EXPECT_NE(name("my-param").find("is no name of Go"), std::string::npos);
  EXPECT_NE(name("3x").find("is no name of Go"), std::string::npos);
  EXPECT_NE(name("").find("is no name of Go"), std::string::npos);
  EXPECT_NE(name("range").find("is a keyword of Go"), std::string::npos);
  EXPECT_NE(name("_").find("cannot name a constant"), std::string::npos);
}

TEST(Envelope, Expect_IsASetOfEndings) {
  const auto expect = [](const std::string& list) { return only_error(with("\"expect\": " + list)); };
  EXPECT_EQ(expect("[\"exit\"]"), "0 errors");
  EXPECT_EQ(expect("[\"livelock\", \"panic: a / b\", \"fatal: no goroutines (main called runtime.Goexit) - deadlock!\"]"), "0 errors");
  EXPECT_EQ(expect("[\"Exit\"]"), "f.json:2:12: \"Exit\" is no ending; did you mean \"exit\"? [/expect/0]");
  EXPECT_EQ(expect("[\"exit\", \"exit\"]"), "f.json:2:20: \"exit\" is given twice; \"expect\" is a set [/expect/1]");
  EXPECT_NE(expect("[\"fatal error: all goroutines are asleep - deadlock!\"]").find("write \"deadlock\""), std::string::npos);
  EXPECT_NE(expect("[\"panic\"]").find("is no ending"), std::string::npos);
  EXPECT_EQ(expect("[\"panic: \"]"), "0 errors");   // of panic("")
  EXPECT_NE(expect("[]").find("names no ending"), std::string::npos);
  EXPECT_NE(expect("\"exit\"").find("must be an array of strings"), std::string::npos);
}

TEST(WholeNumber, EveryWayToWriteOne_IsExact) {
  EXPECT_EQ(whole_number("3.0").value, 3);
  EXPECT_EQ(whole_number("1e3").value, 1000);
  EXPECT_EQ(whole_number("1200e-2").value, 12);
  EXPECT_EQ(whole_number("-0").value, 0);
  EXPECT_EQ(whole_number("0e999999999999999999999").value, 0);
  EXPECT_EQ(whole_number("9007199254740993").value, 9007199254740993) << "not through a double";
  EXPECT_EQ(whole_number("1e-999999999999999999999").problem, "is not a whole number");
  EXPECT_EQ(whole_number("1e999999999999999999999").problem, "is out of range");
  EXPECT_EQ(whole_number("1.5").problem, "is not a whole number");
}

// A file that is being written: it ends anywhere, also behind the quote that opens a line of the program.
TEST(Envelope, EveryTruncation_IsRefusedAtAPlace) {
  const std::string whole = "{\"wgscope\": 1, \"title\": \"\", \"program\": [\"\", \"func main() {\", \"\t\", \"}\"], \"expect\": [\"exit\"]}";
  for (size_t n = 0; n < whole.size(); ++n) {
    const auto scenario = parse_scenario("f.json", whole.substr(0, n));
    ASSERT_FALSE(scenario.ok()) << n;
    for (const Diagnostic& d : scenario.errors()) {
      EXPECT_GE(d.line, 1) << to_string(d);
      EXPECT_LE(d.column, static_cast<int>(n) + 1) << to_string(d);
      EXPECT_FALSE(d.hint.empty()) << to_string(d);
    }
  }
}

TEST(Envelope, AQuoteForgottenInAProgramLine_LeavesTheRestAtItsPlaces) {
  const auto scenario = parse_scenario("f.json", "{\"wgscope\": 1, \"program\": [\n\"func main() {\",\n\"  fmt.Println(\"a\", \"b\", x)\",\n\"  y()\",\n\"}\"]}");
  ASSERT_FALSE(scenario.ok());
  std::string places;
  for (const Diagnostic& d : scenario.errors()) places += std::to_string(d.line) + ":" + std::to_string(d.column) + " " + d.message + "\n";
  EXPECT_EQ(places, "3:16 a quote inside of a string\n3:26 undefined: x\n4:4 undefined: y\n");
}

TEST(Envelope, TellingSchedules_AreReadWithTheirPlaces) {
  Diagnostics errors;
  const Envelope e = read_envelope("f.json", with("\"show\": {\"gap\": {\"title\": {\"en\": \"Into the gap\", \"zh\": \"落进空隙\"}, \"schedule\": \"main*5 G2\",\n \"reaches\": {\"ending\": \"deadlock\"}},\n"
                                                  "\"r\": {\"schedule\": \"main\", \"reaches\": {\"finding\": \"race\"}}}"), errors);
  ASSERT_TRUE(errors.empty()) << to_string(errors[0]);
  ASSERT_EQ(e.scenario.show.size(), 2u);
  const TellingSchedule& gap = e.scenario.show[0];
  EXPECT_EQ(gap.name, "gap");
  EXPECT_EQ(gap.title.in("zh"), "落进空隙");
  EXPECT_EQ(gap.schedule, "main*5 G2");
  EXPECT_EQ(gap.ending, Ending::deadlock());
  EXPECT_EQ(gap.schedule_at.line, 2);
  EXPECT_EQ(gap.reaches_at.line, 3);
  EXPECT_EQ(gap.reaches_at.pointer, "/show/gap/reaches/ending");
  EXPECT_EQ(e.scenario.show[1].title.in("en"), "r") << "without a title its name";
  EXPECT_EQ(e.scenario.show[1].finding, "race");
}

TEST(Envelope, ATellingScheduleThatIsNone_IsRefusedAtItsPlace) {
  const auto shown = [](const std::string& body) { return only_error(with("\"show\": {\"a\": " + body + "}")); };
  EXPECT_NE(only_error(with("\"show\": []")).find("f.json:2:9: \"show\" must be an object, not an array"), std::string::npos);
  EXPECT_NE(shown("3").find("\"a\" of \"show\" must be an object, not a number"), std::string::npos);
  EXPECT_NE(shown("{\"reaches\": {\"ending\": \"exit\"}}").find("\"a\" of \"show\" has no \"schedule\""), std::string::npos);
  EXPECT_NE(shown("{\"schedule\": \"main\"}").find("does not say what it \"reaches\""), std::string::npos);
  EXPECT_NE(shown("{\"schedule\": \"main\", \"reaches\": {}}").find("\"reaches\" names nothing"), std::string::npos);
  EXPECT_NE(shown("{\"schedule\": \"main\", \"reaches\": {\"ending\": \"exit\", \"finding\": \"race\"}}").find("\"reaches\" names two things"), std::string::npos);
  EXPECT_NE(shown("{\"schedule\": \"main\", \"reaches\": {\"ending\": \"Exit\"}}").find("\"Exit\" is no ending; did you mean \"exit\"?"), std::string::npos);
  EXPECT_NE(shown("{\"schedule\": \"main\", \"reaches\": {\"finding\": \"rice\"}}").find("\"rice\" is no kind of finding; did you mean \"race\"?"), std::string::npos);
  EXPECT_NE(shown("{\"schedul\": \"main\", \"schedule\": \"main\", \"reaches\": {\"ending\": \"exit\"}}").find("unknown key \"schedul\""), std::string::npos);
}

TEST(Envelope, AMissingBrace_IsToldOnce) {
  const auto scenario = parse_scenario("f.json", "{\"wgscope\": 1, \"title\": {\"en\": \"x\",\n\"about\": \"y\", \"tags\": [], \"program\": [\"func main() {}\"]}");
  ASSERT_FALSE(scenario.ok());
  EXPECT_EQ(scenario.errors().size(), 2u) << to_string(scenario.errors().back());
  EXPECT_EQ(scenario.errors()[0].hint, "it belongs to the scenario: a } is missing before it");
}

TEST(Envelope, OneMistakeHidesNoOther) {
  const auto scenario = parse_scenario("f.json", R"({"wgscope": 1, "tags": [1, "a", 2], "params": {"3a": {"value": 1.5, "mni": 1}}, "program": ["func main() {}"],
"expect": ["panic", "fatal: ", "fatal: x", "Exit", 3, "exit", "exit"]})");
  ASSERT_FALSE(scenario.ok());
  std::string places;
  for (const Diagnostic& d : scenario.errors()) places += d.pointer + " ";
  EXPECT_EQ(places, "/tags/0 /tags/2 /params/3a /params/3a/value /params/3a/mni /expect/0 /expect/1 /expect/3 /expect/4 /expect/6 ");
}

}  // namespace
}  // namespace wgscope
