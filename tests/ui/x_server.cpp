#include "tests/ui/x_server.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <thread>

namespace wgscope::test {

namespace {

constexpr auto kPatience = std::chrono::seconds(30);
constexpr auto kPollEvery = std::chrono::milliseconds(20);

}  // namespace

XServer::XServer(int width, int height) {
  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) return;
  process_ = ::fork();
  if (process_ == 0) {
    ::close(ends[0]);
    const int quiet = ::open("/dev/null", O_RDWR);
    ::dup2(quiet, 1), ::dup2(quiet, 2);
    const std::string screen = std::to_string(width) + "x" + std::to_string(height) + "x24", end = std::to_string(ends[1]);
    // It finds a free number itself, and writes it when it is ready.
    ::execlp("Xvfb", "Xvfb", "-displayfd", end.c_str(), "-screen", "0", screen.c_str(), "-nolisten", "tcp", "-noreset", nullptr);
    ::_exit(127);
  }
  ::close(ends[1]);
  std::string number;
  char c = 0;
  pollfd wait{ends[0], POLLIN, 0};
  while (::poll(&wait, 1, std::chrono::milliseconds(kPatience).count()) > 0 && ::read(ends[0], &c, 1) == 1 && c != '\n') number += c;
  ::close(ends[0]);
  if (!number.empty()) display_ = ":" + number;
}

XServer::~XServer() {
  if (process_ <= 0) return;
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

Finished run_to_end(const std::string& shell_command) {
  Finished finished;
  std::FILE* pipe = ::popen(shell_command.c_str(), "r");
  if (!pipe) return finished;
  std::array<char, 4096> buffer{};
  for (size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;) finished.output.append(buffer.data(), n);
  const int status = ::pclose(pipe);
  finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return finished;
}

bool have(const std::string& program) { return run_to_end("command -v " + program).status == 0; }

bool eventually(const std::function<bool()>& so, double seconds) {
  const auto until = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
  while (!so()) {
    if (std::chrono::steady_clock::now() > until) return false;
    std::this_thread::sleep_for(kPollEvery);   // between two looks; no order rests on it
  }
  return true;
}

}  // namespace wgscope::test
