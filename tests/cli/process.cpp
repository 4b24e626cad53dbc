#include "tests/cli/process.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>

namespace wgscope::testing_cli {
namespace {

struct Ends {
  int read = -1, write = -1;
};
Ends make_pipe() {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) std::abort();
  return {ends[0], ends[1]};
}
void close_end(int& end) {
  if (end >= 0) close(end);
  end = -1;
}

[[noreturn]] void become(const std::vector<std::string>& arguments, const How& how, int in, int out, int err) {
  dup2(in, 0);
  dup2(out, 1);
  dup2(err, 2);
  std::vector<char*> argv{const_cast<char*>(how.program.c_str())}, env;
  for (const std::string& a : arguments) argv.push_back(const_cast<char*>(a.c_str()));
  argv.push_back(nullptr);
  const std::vector<std::string> fixed = {"PATH=/usr/bin:/bin", "HOME=/nonexistent", "TERM=xterm", "LC_ALL=C.UTF-8"};
  for (const std::string& e : fixed) env.push_back(const_cast<char*>(e.c_str()));
  for (const std::string& e : how.environment) env.push_back(const_cast<char*>(e.c_str()));
  env.push_back(nullptr);
  std::signal(SIGPIPE, SIG_DFL);
  execve(how.program.c_str(), argv.data(), env.data());
  std::perror(how.program.c_str());
  _exit(127);
}

}  // namespace

Finished wgscope(const std::vector<std::string>& arguments, const How& how) {
  Ends in = make_pipe(), out = make_pipe(), err = make_pipe();
  int master = -1, slave = -1;
  if (how.terminal && openpty(&master, &slave, nullptr, nullptr, nullptr) != 0) std::abort();
  const int file = how.output_file.empty() ? -1 : open(how.output_file.c_str(), O_WRONLY | O_CLOEXEC);
  const pid_t child = fork();
  if (child == 0) {
    if (how.terminal) {
      setsid();
      become(arguments, how, slave, slave, err.write);
    }
    become(arguments, how, in.read, file >= 0 ? file : out.write, err.write);
  }
  close_end(in.read);
  close_end(out.write);
  close_end(err.write);
  if (slave >= 0) close(slave);
  if (file >= 0) close(file);
  if (how.close_output_early) close_end(out.read);
  if (how.terminal) {
    close_end(out.read);
    out.read = master;
    close_end(in.write);
    in.write = dup(master);
  }
  // The input is small: it fits a pipe.
  if (!how.input.empty() && write(in.write, how.input.data(), how.input.size()) < 0 && errno != EPIPE) std::abort();
  close_end(in.write);

  Finished finished;
  bool interrupted = false;
  while (out.read >= 0 || err.read >= 0) {
    pollfd ends[2] = {{out.read, POLLIN, 0}, {err.read, POLLIN, 0}};
    if (poll(ends, 2, -1) < 0) continue;
    char chunk[65536];
    for (int i = 0; i < 2; ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      int& end = i == 0 ? out.read : err.read;
      const ssize_t got = read(end, chunk, sizeof chunk);
      if (got <= 0) close_end(end);   // a terminal whose other side is gone gives an error
      else (i == 0 ? finished.out : finished.err).append(chunk, static_cast<size_t>(got));
    }
    if (how.interrupt_when && !interrupted && how.interrupt_when(finished.out)) {
      kill(child, SIGINT);
      kill(child, SIGINT);   // twice, as `timeout -s INT` does
      interrupted = true;
    }
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return finished;
}

}  // namespace wgscope::testing_cli
