// What docs/limits.md says, measured: the time, the memory and the length of what is told, of programs that ask for much more.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/limits.h"
#include "tests/cli/files.h"
#include "tests/cli/hostile_programs.h"
#include "tests/cli/process.h"

namespace wgscope::testing_cli {
namespace {

using Json = nlohmann::json;

constexpr size_t kMiB = 1 << 20;
constexpr double kBusyMachine_s = 10;   // over what is promised: other tests run beside this one

// What the program takes when it does nothing.
size_t empty_bytes() {
  static const size_t bytes = wgscope({"--version"}).peak_bytes;
  return bytes;
}

class Bounds : public Files {};

struct Searched {
  const char* what;
  std::string program;
  std::vector<std::string> stopped_by;   // one of these; "": or it was complete
};

TEST_F(Bounds, OfASearch_HoldWhateverTheProgramDoes) {
  const Searched programs[] = {
      {"a recursion without a base case", recursion(), {"depth", "memory"}},
      {"variables of one step", variables(50'000), {""}},
      {"more variables in one step than there is room for", variables(3'000'000), {"memory"}},
      {"variables that are kept", kept_variables(3000), {"", "memory", "seconds"}},
      {"deep frames", deep_frames(8), {"memory", "seconds"}},
      {"long texts", long_texts(), {"memory", "seconds"}},
      {"long endings", long_endings(), {"", "memory", "seconds"}},
      {"function values within function values", shared_closures(), {"", "memory", "seconds"}},
      {"numbers like function values", numbers_like_values(), {""}},
      {"long steps", long_steps(), {"seconds"}},
      {"a wide format", wide_format(), {"output"}},
      {"many goroutines", many_goroutines(), {"", "memory", "seconds"}},
      {"no end", endless(), {""}},
  };
  constexpr size_t kBound_MiB = 64;
  for (const Searched& one : programs) {
    const Finished f = wgscope({"explore", "-", "--json", "--bound-memory", std::to_string(kBound_MiB), "--bound-seconds", "1"}, {.input = one.program});
    ASSERT_TRUE(f.status == 0 || f.status == 1 || f.status == 3) << one.what << ": " << f.status << " " << f.err;
    EXPECT_LE(f.peak_bytes, kBound_MiB * kMiB / 4 * 5 + empty_bytes()) << one.what;
    EXPECT_LE(f.seconds, 1 + 1 + kBusyMachine_s) << one.what;
    const Json stopped_by = Json::parse(f.out)["stopped_by"];
    const std::string why = stopped_by.is_null() ? "" : stopped_by.get<std::string>();
    EXPECT_NE(std::find(one.stopped_by.begin(), one.stopped_by.end(), why), one.stopped_by.end()) << one.what << ": stopped by " << why;
  }
}

TEST_F(Bounds, OfARunAndAStep_HoldWhateverTheProgramDoes) {
  // The values, beside them the trace, which is a million events at most, and a page or two for each thread.
  constexpr size_t kMost = 3 * limits::kValueBytes + 256 * kMiB;
  const std::pair<const char*, std::string> programs[] = {
      {"a recursion without a base case", recursion()}, {"variables", variables(3'000'000)}, {"deep frames", deep_frames(400)},
      {"long texts", long_texts()},                     {"a wide format", wide_format()},    {"many goroutines", many_goroutines()},
  };
  for (const auto& [what, program] : programs) {
    for (const std::vector<std::string>& command : {std::vector<std::string>{"run", "-", "--json"}, {"step", "-", "--json", "--strategy", "random"}}) {
      const Finished f = wgscope(command, {.input = program});
      EXPECT_TRUE(f.status == 0 || f.status == 1) << what << ": " << f.status << " " << f.err;
      EXPECT_LE(f.peak_bytes, kMost) << command[0] << ": " << what;
    }
  }
}

TEST_F(Bounds, OfValues_AreALimitThatIsNamed) {
  const Finished run = wgscope({"run", "-", "--json"}, {.input = long_texts()});
  EXPECT_EQ(run.status, 1);
  EXPECT_EQ(Json::parse(run.out)["stopped_by"], "memory");
  const Finished step = wgscope({"step", "-", "--json", "--strategy", "random"}, {.input = long_texts()});
  EXPECT_EQ(step.status, 1);
  EXPECT_EQ(Json::parse(step.out)["stopped_by"], "memory");
  const Finished search = wgscope({"explore", "-"}, {.input = variables(3'000'000)});
  EXPECT_EQ(search.status, 3);
  EXPECT_NE(search.out.find("64 MiB of values"), std::string::npos) << search.out;
}

TEST_F(Bounds, OfReadingAProgram_AreToldAtAPlace) {
  const Finished texts = wgscope({"check", "-"}, {.input = long_constants()});
  EXPECT_EQ(texts.status, 2);
  EXPECT_NE(texts.out.find("too many long constants"), std::string::npos) << texts.out.substr(0, 1000);
  EXPECT_LE(texts.peak_bytes, empty_bytes() + 64 * kMiB);
  const Finished fractions = wgscope({"check", "-"}, {.input = long_fractions()});
  EXPECT_EQ(fractions.status, 0) << fractions.out.substr(0, 1000);
  EXPECT_LE(fractions.peak_bytes, empty_bytes() + 64 * kMiB);
  EXPECT_LE(fractions.seconds, limits::kCompileSeconds + kBusyMachine_s);
  const Finished messages = wgscope({"check", "-"}, {.input = long_messages()});
  EXPECT_EQ(messages.status, 2);
  EXPECT_LE(messages.out.size(), limits::kMessages * 1000);
  const Finished name = wgscope({"check", "-"}, {.input = "package main\n\nfunc " + std::string(1001, 'f') + "() {}\n\nfunc main() {}\n"});
  EXPECT_EQ(name.status, 2);
  EXPECT_EQ(name.out.substr(0, 20), "-:3:6: name too long") << name.out.substr(0, 100);
}

TEST_F(Bounds, OfWhatIsTold_HoldForEndingsAndTexts) {
  for (const char* command : {"explore", "check"}) {
    const std::string file = write("endings.json", Json{{"wgscope", 1}, {"title", std::string(100'000, 't')}, {"program", long_endings()}, {"expect", {"exit"}}}.dump());
    const Finished f = wgscope({command, file, "--bound-seconds", "2"});
    EXPECT_TRUE(f.status == 1 || f.status == 3) << f.err;
    EXPECT_LE(f.out.size(), 200'000u) << command;
    EXPECT_NE(f.out.find("…"), std::string::npos) << command;
  }
}

TEST_F(Bounds, OfTheStory_HoldForARunThatNeverEnds) {
  const Finished f = wgscope({"run", "-"}, {.input = endless()});
  EXPECT_EQ(f.status, 1);
  EXPECT_LE(f.out.size(), 4 * kMiB);
  EXPECT_NE(f.out.find("the first 10000 events are told"), std::string::npos);
  EXPECT_NE(f.out.find("left out here"), std::string::npos);
  EXPECT_NE(f.out.find("stopped by events"), std::string::npos) << f.out.substr(f.out.size() - 500);
}

TEST_F(Bounds, OfMemory_KnowTheAddressSpace) {
  // Less than the default bound, which would never be met in it.
  const Finished f = wgscope({"explore", "-", "--json"}, {.input = deep_frames(8), .address_space_bytes = 512 * kMiB});
  EXPECT_EQ(f.status, 3) << f.err;
  EXPECT_EQ(Json::parse(f.out)["stopped_by"], "memory");
}

TEST_F(Bounds, OfATrace_RefuseADeviceByItsFirstBytes) {
  const std::string link = path("zero.wgtrace");
  ASSERT_EQ(symlink("/dev/zero", link.c_str()), 0);
  for (const std::vector<std::string>& command : {std::vector<std::string>{"run", link}, {"step", link}, {"render", link, "--out", path("p.png")}}) {
    const Finished f = wgscope(command);
    EXPECT_EQ(f.status, 2) << command[0];
    EXPECT_NE((f.err + f.out).find("this is no trace of wgscope"), std::string::npos) << f.err;
    EXPECT_LE(f.peak_bytes, empty_bytes() + 64 * kMiB) << command[0];
  }
}

}  // namespace
}  // namespace wgscope::testing_cli
