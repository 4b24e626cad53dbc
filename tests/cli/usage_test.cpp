#include <gtest/gtest.h>

#include <algorithm>

#include "tests/cli/files.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

// One message (and where help is), nothing on standard output.
void expect_usage_error(const std::vector<std::string>& arguments, const std::string& message) {
  const Finished f = wgscope(arguments);
  EXPECT_EQ(f.status, 2) << testing::PrintToString(arguments);
  EXPECT_EQ(f.out, "");
  EXPECT_NE(f.err.find(message), std::string::npos) << f.err;
  EXPECT_EQ(std::count(f.err.begin(), f.err.end(), '\n'), 2) << f.err;
}

TEST(Usage, Help_ShowsExamplesAndExitStatuses) {
  for (const char* option : {"--help", "-h"}) {
    const Finished f = wgscope({option});
    EXPECT_EQ(f.status, 0);
    EXPECT_EQ(f.err, "");
    for (const char* part : {"Examples:", "wgscope run", "wgscope step", "wgscope explore", "wgscope check", "wgscope render", "Exit status"}) EXPECT_NE(f.out.find(part), std::string::npos) << part;
  }
}

TEST(Usage, HelpOfACommand_NamesItsOptions) {
  const Finished f = wgscope({"run", "--help"});
  EXPECT_EQ(f.status, 0);
  for (const char* option : {"--param", "--pace", "--time-scale", "--events", "--repeat", "--until", "--trace", "--json"}) EXPECT_NE(f.out.find(option), std::string::npos) << option;
}

TEST(Usage, Version_NamesTheCommit) {
  const Finished f = wgscope({"--version"});
  EXPECT_EQ(f.status, 0);
  EXPECT_EQ(f.out.find("wgscope "), 0u);
  EXPECT_NE(f.out.find('('), std::string::npos);
  EXPECT_EQ(std::count(f.out.begin(), f.out.end(), '\n'), 1);
}

TEST(Usage, BadValues_AreNamedWithWhatWouldBeRight) {
  expect_usage_error({"run", "f.go", "--pace", "fast"}, "--pace cannot be \"fast\": steps a second");
  expect_usage_error({"run", "f.go", "--pace", "0"}, "--pace cannot be \"0\"");
  expect_usage_error({"run", "f.go", "--pace", "nan"}, "--pace cannot be \"nan\"");
  expect_usage_error({"run", "f.go", "--time-scale", "-1"}, "--time-scale cannot be \"-1\"");
  expect_usage_error({"run", "f.go", "--events", "1e3"}, "--events cannot be \"1e3\"");
  expect_usage_error({"run", "f.go", "--repeat", "0"}, "--repeat cannot be \"0\"");
  expect_usage_error({"run", "f.go", "--repeat", "3", "--until", "dedlock"}, "did you mean \"deadlock\"?");
  expect_usage_error({"run", "f.go", "--until", "exit"}, "--repeat");
  expect_usage_error({"run", "f.go", "--param", "workers"}, "name=value");
  expect_usage_error({"run", "f.go", "--param", "workers=2.5"}, "name=value");
  expect_usage_error({"step", "f.go", "--seed", "x"}, "--seed cannot be \"x\"");
  expect_usage_error({"render", "f.go", "--out", "p.png", "--size", "big"}, "--size cannot be \"big\": width x height");
  expect_usage_error({"render", "f.go", "--out", "p.png", "--lang", "de"}, "--lang cannot be \"de\"");
  expect_usage_error({"render", "f.go", "--out", "p.png", "--text-scale", "3"}, "--text-scale cannot be \"3\"");
  expect_usage_error({"render", "f.go", "--out", "p.png", "--mode", "liv"}, "did you mean \"live\"?");
  expect_usage_error({"explore", "f.go", "--bound-states", "0"}, "--bound-states cannot be \"0\"");
}

TEST(Usage, HelpThatCannotBeWritten_SaysSo) {
  EXPECT_EQ(wgscope({"--help"}, {.output_file = "/dev/full"}).status, 2);
  const Finished closed = wgscope({"run", "--help"}, {.close_output_early = true});
  EXPECT_EQ(closed.status, 0);
  EXPECT_EQ(closed.err, "");
}

TEST(Usage, MissingAndUnknownWords_AreNamed) {
  expect_usage_error({"run"}, "FILE");
  expect_usage_error({"render", "f.go"}, "--out");
  expect_usage_error({"run", "f.go", "--jsno"}, "run has no option --jsno; did you mean --json?");
  expect_usage_error({"run", "--pase", "full", "f.go"}, "run has no option --pase; did you mean --pace?");
  expect_usage_error({"step", "f.go", "--sched=main"}, "step has no option --sched; did you mean --schedule?");
  expect_usage_error({"--pase", "3", "f.go"}, "there is no option --pase; did you mean --pace?");
  expect_usage_error({"run", "f.go", "g.go"}, "\"g.go\" is one word too many: run takes one FILE");
  expect_usage_error({"run", "f.go", "--pace", "1", "--pace", "2"}, "--pace can be given only once");
  expect_usage_error({"run", "f.go", "--pace"}, "--pace needs a value");
  expect_usage_error({"rnu", "f.go"}, "there is no command and no file \"rnu\"; did you mean \"run\"?");
  expect_usage_error({"--pace", "3", "rnu", "f.go"}, "there is no command and no file \"rnu\"; did you mean \"run\"?");
  expect_usage_error({"help"}, "there is no command and no file \"help\"; commands are \"run\", \"check\", \"render\", \"step\", \"explore\"");
  expect_usage_error({"explor"}, "did you mean \"explore\"?");
}

}  // namespace
}  // namespace wgscope::testing_cli
