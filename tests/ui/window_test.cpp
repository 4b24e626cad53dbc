// The real window under a real X server, with real key and mouse events. What it shows is tested elsewhere (tests/app); here it is whether events arrive, whether
// the loop sleeps, and how it ends.
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>

#include "tests/ui/x_server.h"

namespace wgscope::test {
namespace {

namespace fs = std::filesystem;

class WindowTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* program : {"Xvfb", "xdotool"}) {
      if (!have(program)) GTEST_SKIP() << program << " is not installed";
    }
    server_ = std::make_unique<XServer>(1600, 900);
    ASSERT_TRUE(server_->started());
    char name[] = "/tmp/wgscope_ui_XXXXXX";
    folder_ = ::mkdtemp(name);
  }
  void TearDown() override {
    if (process_ > 0) ::kill(process_, SIGKILL), ::waitpid(process_, nullptr, 0);
    server_.reset();
    if (!folder_.empty()) fs::remove_all(folder_);
  }

  std::string environment() const { return "cd " + folder_ + " && DISPLAY=" + server_->display() + " XDG_CONFIG_HOME=" + folder_ + "/config XDG_DATA_HOME=" + folder_ + "/data LC_ALL=C.UTF-8 "; }
  void start(const std::string& arguments) {
    process_ = ::fork();
    if (process_ == 0) {
      const std::string command = environment() + "exec " + WGSCOPE_PROGRAM + " " + arguments + " 2> errors";
      ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
      ::_exit(127);
    }
    ASSERT_TRUE(eventually([&] { return !title().empty(); })) << text("errors");
    // No window manager is there to give it the keyboard.
    ASSERT_EQ(xdotool("search --onlyvisible --class wgscope windowfocus mousemove 800 450").status, 0);
  }
  Finished xdotool(const std::string& arguments) const { return run_to_end(environment() + "xdotool " + arguments + " 2>/dev/null"); }
  std::string title() const { return xdotool("search --onlyvisible --class wgscope getwindowname").output; }
  std::string text(const std::string& file) const {
    std::ifstream in(folder_ + "/" + file);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::string settings() const { return text("config/wgscope/settings.json"); }
  bool settings_say(const std::string& words) const { return settings().find(words) != std::string::npos; }
  int end() {
    int status = 0;
    const bool ended = eventually([&] { return ::waitpid(process_, &status, WNOHANG) == process_; });
    if (!ended) return -1;
    process_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  }
  size_t pictures() const {
    size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder_)) count += entry.path().extension() == ".png";
    return count;
  }

  std::unique_ptr<XServer> server_;
  std::string folder_;
  pid_t process_ = -1;
};

TEST_F(WindowTest, Keys_DoWhatTheTableSays) {
  start("--stats stats.json");
  const std::string first = title();
  xdotool("key alt+2");
  EXPECT_TRUE(eventually([&] { return title() != first; }));
  const std::string english = title();
  xdotool("key l");
  EXPECT_TRUE(eventually([&] { return title() != english && settings_say("\"zh\""); })) << settings();
  xdotool("key plus");
  EXPECT_TRUE(eventually([&] { return settings_say("\"text_scale\": 1.25"); })) << settings();
  xdotool("key ctrl+shift+s Return");   // where it says
  EXPECT_TRUE(eventually([&] { return pictures() == 1; }));
  xdotool("key F11");
  EXPECT_TRUE(eventually([&] { return settings_say("\"fullscreen\": true"); })) << settings();
  xdotool("key ctrl+q");
  EXPECT_EQ(end(), 0) << text("errors");
  const auto stats = nlohmann::json::parse(text("stats.json"), nullptr, false);
  ASSERT_TRUE(stats.is_object()) << text("stats.json");
  EXPECT_GT(stats.value("frames", 0), 3);
  EXPECT_GT(stats.value("start_to_first_picture_ms", -1.0), 0);
}

// Step and Explore by real keys. What was stepped is read from the trace that Ctrl+S saves.
TEST_F(WindowTest, StepAndExplore_ByKeysAlone) {
  const std::string lesson = std::string(WGSCOPE_SOURCE_DIR) + "/tests/course/08_negative_counter.json";
  start(lesson + " --pace full --stats stats.json");
  const auto saved = [&] {
    std::vector<std::string> traces;
    for (const auto& entry : fs::directory_iterator(folder_))
      if (entry.path().extension() == ".wgtrace") traces.push_back(entry.path());
    return traces;
  };
  const auto json_of = [&](const std::string& trace) { return nlohmann::json::parse(run_to_end(std::string(WGSCOPE_PROGRAM) + " run --json " + trace).output, nullptr, false); };
  // A branch of our own from the start: main adds and goes, and then G2 is always quicker.
  xdotool("key F3 Home 1 1 2 2 2 2");
  xdotool("key ctrl+s Return");
  ASSERT_TRUE(eventually([&] { return saved().size() == 1; })) << text("errors");
  const auto stepped = json_of(saved().front());
  ASSERT_TRUE(stepped.is_object()) << saved().front();
  EXPECT_EQ(stepped.value("ending", ""), "panic: sync: negative WaitGroup counter") << stepped.dump();
  const std::string first = saved().front();
  // The first ending that Explore found, shown, and saved.
  xdotool("key F4");
  ASSERT_TRUE(eventually([&] {
    xdotool("key Up Return");   // the row of the run that is shown is another
    xdotool("key End ctrl+s Return");
    for (const std::string& trace : saved())
      if (trace != first && json_of(trace).value("ending", "") == "exit") return true;
    xdotool("key F4");
    return false;
  })) << text("errors");
  xdotool("key ctrl+q");
  EXPECT_EQ(end(), 0) << text("errors");
}

// The title is the one thing of a window that other programs can read: the picker opens another lesson by mouse alone.
TEST_F(WindowTest, Mouse_OpensAnotherLesson) {
  start("");
  const std::string first = title();
  // The picker is the first control of the bar; its rows lie below it.
  bool opened = false;
  for (int y = 200; y < 560 && !opened; y += 40) {
    xdotool("mousemove 250 27 click 1");
    xdotool("mousemove 300 " + std::to_string(y) + " click 1");
    opened = title() != first;
  }
  EXPECT_TRUE(opened || eventually([&] { return title() != first; }));
}

TEST_F(WindowTest, NothingHappens_LoopSleeps) {
  std::ofstream(folder_ + "/quiet.go") << "package main\n\nfunc main() {\n}\n";
  start("quiet.go --stats stats.json --quit-after 6");
  EXPECT_EQ(end(), 0) << text("errors");
  const auto stats = nlohmann::json::parse(text("stats.json"), nullptr, false);
  ASSERT_TRUE(stats.is_object()) << text("stats.json");
  ASSERT_TRUE(stats["idle_cpu_share"].is_number()) << text("stats.json");
  EXPECT_LT(stats.value("idle_cpu_share", 1.0), 0.02) << text("stats.json");
}

// A program of one's own, by keys alone: opened with completion, typed into, saved.
TEST_F(WindowTest, Editor_TypesAndSaves) {
  const std::string file = folder_ + "/mine.go";
  std::ofstream(file) << "package main\n\nfunc main() {\n}\n";
  start("--stats stats.json");
  ASSERT_TRUE(eventually([&] {
    xdotool("key Escape ctrl+o");
    xdotool("type --delay 60 mi");
    xdotool("key --delay 60 Tab Return");
    return eventually([&] { return title().starts_with("mine"); }, 3);
  })) << title();
  xdotool("key e ctrl+Home");
  xdotool("type --delay 20 '// typed'");
  xdotool("key Return");
  ASSERT_TRUE(eventually([&] { return title().starts_with("● mine"); })) << title();
  xdotool("key ctrl+s");
  EXPECT_TRUE(eventually([&] { return text("mine.go") == "// typed\npackage main\n\nfunc main() {\n}\n"; })) << text("mine.go");
  xdotool("key ctrl+q");
  EXPECT_EQ(end(), 0) << text("errors");
}

// What is waited for may never come: the window answers to keys and signals all the same.
TEST_F(WindowTest, PipeThatNobodyWritesTo_IsLeft) {
  ASSERT_EQ(::mkfifo((folder_ + "/pipe.go").c_str(), 0600), 0);
  start("pipe.go");
  ::kill(process_, SIGTERM);
  EXPECT_EQ(end(), 128 + SIGTERM) << text("errors");
}

TEST_F(WindowTest, Terminated_LeavesInOrder) {
  start("--stats stats.json");
  ASSERT_TRUE(eventually([&] { return title().find(" · wgscope") != std::string::npos; })) << "the loop has not begun";
  ::kill(process_, SIGINT);
  EXPECT_EQ(end(), 130);
  EXPECT_NE(text("stats.json"), "");
}

// A display that takes the connection and never says a word.
TEST(SilentDisplay, Interrupted_EndsAtOnce) {
  const int listening = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int number = 50;
  for (; number < 90; ++number) {
    address.sin_port = htons(static_cast<uint16_t>(6000 + number));
    if (::bind(listening, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) break;
  }
  ASSERT_LT(number, 90);
  ASSERT_EQ(::listen(listening, 1), 0);
  const pid_t process = ::fork();
  if (process == 0) {
    ::setenv("DISPLAY", ("127.0.0.1:" + std::to_string(number)).c_str(), 1);
    ::unsetenv("WAYLAND_DISPLAY");
    ::execl(WGSCOPE_PROGRAM, WGSCOPE_PROGRAM, nullptr);
    ::_exit(127);
  }
  const int connection = ::accept(listening, nullptr, nullptr);   // from here on it waits for us
  ::kill(process, SIGINT);
  int status = 0;
  const bool ended = eventually([&] { return ::waitpid(process, &status, WNOHANG) == process; });
  if (!ended) ::kill(process, SIGKILL), ::waitpid(process, &status, 0);
  ::close(connection), ::close(listening);
  ASSERT_TRUE(ended);
  EXPECT_EQ(WIFEXITED(status) ? WEXITSTATUS(status) : -1, 130);
}

TEST(NoDisplay, Window_SaysWhatWorksInstead) {
  const Finished finished = run_to_end(std::string("env -u DISPLAY -u WAYLAND_DISPLAY ") + WGSCOPE_PROGRAM + " 2>&1");
  EXPECT_EQ(finished.status, 2);
  EXPECT_NE(finished.output.find("wgscope run"), std::string::npos) << finished.output;
  EXPECT_NE(finished.output.find("wgscope render"), std::string::npos) << finished.output;
}

}  // namespace
}  // namespace wgscope::test
