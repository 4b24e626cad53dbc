// What stops a command from outside, over all commands: signals, full disks, readers who have gone, machines without threads, displays or fonts.
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "tests/cli/files.h"
#include "tests/cli/hostile_programs.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

constexpr double kBusyMachine_s = 15;

class Stops : public Files {
 protected:
  std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const auto& entry : std::filesystem::directory_iterator(path(""))) all.push_back(entry.path().filename().string());
    return all;
  }
};

struct Command {
  std::vector<std::string> words;   // with a program that takes longer than anybody waits
  std::string program;
};

std::vector<Command> endless_commands() {
  return {
      {{"run", "-"}, endless()},
      {{"run", "-", "--json", "--pace", "1000"}, endless()},
      {{"run", "-", "--repeat", "1000000"}, kExits},
      {{"step", "-", "--strategy", "random"}, long_steps()},
      {{"explore", "-"}, long_steps()},
      {{"explore", "-", "--json"}, long_steps()},
      {{"check", "-"}, nlohmann::json{{"wgscope", 1}, {"program", long_steps()}, {"expect", {"exit"}}}.dump()},
  };
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += word + " ";
  return text;
}

TEST_F(Stops, BySignals_EndEveryCommandSoonAndLeaveNothingBehind) {
  const int kSignals[] = {SIGINT, SIGTERM, SIGHUP};
  size_t turn = 0;
  for (const Command& command : endless_commands()) {
    const int which = kSignals[turn++ % 3];
    std::vector<std::string> words = command.words;
    const bool saves = words[0] == "run" || words[0] == "step";
    if (saves) words.insert(words.end(), {"--trace", path("t.wgtrace")});
    const Finished f = wgscope(words, {.input = command.program, .interrupt_with = which, .interrupt_after_s = 0.3});
    EXPECT_EQ(f.status, 128 + which) << joined(words) << f.err;
    EXPECT_LE(f.seconds, 0.3 + 2 + kBusyMachine_s) << joined(words);
    if (!saves) continue;
    EXPECT_EQ(names(), std::vector<std::string>{"t.wgtrace"}) << joined(words);
    const Finished again = wgscope({"run", path("t.wgtrace"), "--json"});
    EXPECT_TRUE(again.status == 0 || again.status == 1) << again.err;
    std::filesystem::remove(path("t.wgtrace"));
  }
}

// Those that tell all along, and those that say nothing before their end.
TEST_F(Stops, ByAReaderWhoHasGone_EndEveryCommandQuietly) {
  for (const Command& command : endless_commands()) {
    const Finished f = wgscope(command.words, {.input = command.program, .close_output_early = true});
    EXPECT_GE(f.status, 0) << joined(command.words);
    EXPECT_TRUE(command.words[0] == "run" || f.status == 0) << joined(command.words) << f.status;
    EXPECT_LE(f.seconds, 2 + kBusyMachine_s) << joined(command.words);
    EXPECT_EQ(f.err, "") << joined(command.words);
  }
}

TEST_F(Stops, ByAFullDisk_AreSaidAndGiveTwo) {
  const std::string go = write("exits.go", kExits), claimed = write("exits.json", nlohmann::json{{"program", kExits}, {"expect", {"exit"}}}.dump());
  const std::vector<std::vector<std::string>> commands = {{"run", go}, {"run", go, "--json"}, {"run", go, "--repeat", "3"}, {"step", go}, {"step", go, "--json"}, {"explore", go},
                                                          {"explore", go, "--json"}, {"check", claimed}, {"check", claimed, "--json"}, {"--help"}, {"--version"}};
  for (const auto& words : commands) {
    const Finished f = wgscope(words, {.output_file = "/dev/full"});
    EXPECT_EQ(f.status, 2) << joined(words);
    EXPECT_NE(f.err.find("No space left on device"), std::string::npos) << joined(words) << f.err;
  }
  for (const std::vector<std::string>& words : {std::vector<std::string>{"run", go, "--trace", "/dev/full"}, {"step", go, "--strategy", "random", "--trace", "/dev/full"}, {"render", go, "--out", "/dev/full"}}) {
    const Finished f = wgscope(words);
    EXPECT_EQ(f.status, 2) << joined(words);
    EXPECT_NE(f.err.find("No space left on device"), std::string::npos) << joined(words) << f.err;
  }
}

TEST_F(Stops, ByAMachineWithoutThreads_AreSaid) {
  const std::string go = write("exits.go", kExits);
  const Finished run = wgscope({"run", go}, {.no_threads = true});
  EXPECT_EQ(run.status, 1);
  EXPECT_NE(run.err.find("no more threads"), std::string::npos) << run.err;
  // Neither needs one.
  EXPECT_EQ(wgscope({"explore", "-", "--bound-states", "200000"}, {.input = long_steps(), .interrupt_after_s = 1, .no_threads = true}).status, 130);
  EXPECT_EQ(wgscope({"explore", lesson("14")}, {.no_threads = true}).status, wgscope({"explore", lesson("14")}).status);
  EXPECT_EQ(wgscope({"step", go, "--strategy", "random"}, {.no_threads = true}).status, 0);
}

TEST_F(Stops, ByAMachineWithoutADisplay_AreSaid) {
  const Finished f = wgscope({write("exits.go", kExits)});
  EXPECT_EQ(f.status, 2);
  EXPECT_NE(f.err.find("what works without a window"), std::string::npos) << f.err;
}

TEST_F(Stops, ByAMachineWithoutFonts_AreSaid) {
  const Finished f = wgscope({"render", write("exits.go", kExits), "--out", path("p.png")}, {.environment = {"WGSCOPE_DATA=" + path("nothing"), "FONTCONFIG_FILE=/dev/null"}});
  EXPECT_TRUE(f.status == 0 || f.status == 2) << f.status;
  EXPECT_TRUE(f.status == 0 || !f.err.empty());
}

TEST_F(Stops, NothingThatIsTold_IsObeyedByATerminal) {
  // It would clear the screen, set the title, and write from right to left.
  const std::string evil = "\x1b[2J\x1b]0;title\x07\xe2\x80\xae\xc2\x9b" "31m";
  const std::string program = "func main() {\n\tfmt.Println(\"\\x1b[2J\\u202e\\u009b\")\n\tpanic(\"\\x1b]0;title\\x07\")\n}\n";
  const std::string file = write("evil.json", nlohmann::json{{"title", evil}, {"program", program}, {"expect", {"panic: \x1b]0;title\x07"}}}.dump());
  for (const std::vector<std::string>& words : {std::vector<std::string>{"run", file}, {"run", file, "--json"}, {"run", file, "--repeat", "2"}, {"step", file, "--strategy", "random"},
                                                {"explore", file}, {"explore", file, "--json", "--outputs"}, {"check", file}, {"check", path("\x1b[2J.go")}, {"\x1b[2J"}}) {
    for (const bool terminal : {false, true}) {
      const Finished f = wgscope(words, {.terminal = terminal});
      for (const char* obeyed : {"\x1b[2J", "\x1b]", "\x07", "\xe2\x80\xae", "\xc2\x9b"}) EXPECT_EQ((f.out + f.err).find(obeyed), std::string::npos) << joined(words);
    }
  }
}

}  // namespace
}  // namespace wgscope::testing_cli
