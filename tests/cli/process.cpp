#include "tests/cli/process.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pty.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
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

// As when the user has as many processes as he may have: RLIMIT_NPROC does not bind root, a filter of system calls does.
void forbid_threads() {
  // clone makes threads and processes alike; this program has need of neither.
  sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone, 1, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, __NR_clone3, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EAGAIN),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  const sock_fprog program{sizeof filter / sizeof filter[0], filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) _exit(126);
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
  if (how.address_space_bytes) {
    const rlimit limit{*how.address_space_bytes, *how.address_space_bytes};
    if (setrlimit(RLIMIT_AS, &limit) != 0) _exit(126);
  }
  if (how.no_threads) forbid_threads();
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
  const auto started = std::chrono::steady_clock::now();
  const auto seconds = [started] { return std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count(); };
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
    const int wait_ms = how.interrupt_after_s && !interrupted ? static_cast<int>(std::max(0.0, *how.interrupt_after_s - seconds()) * 1000) + 1 : -1;
    const int ready = poll(ends, 2, wait_ms);
    if (how.interrupt_after_s && !interrupted && seconds() >= *how.interrupt_after_s) {
      kill(child, how.interrupt_with);
      interrupted = true;
    }
    if (ready <= 0) continue;
    char chunk[65536];
    for (int i = 0; i < 2; ++i) {
      if (ends[i].fd < 0 || ends[i].revents == 0) continue;
      int& end = i == 0 ? out.read : err.read;
      const ssize_t got = read(end, chunk, sizeof chunk);
      if (got <= 0) close_end(end);   // a terminal whose other side is gone gives an error
      else (i == 0 ? finished.out : finished.err).append(chunk, static_cast<size_t>(got));
    }
    if (how.interrupt_when && !interrupted && how.interrupt_when(finished.out)) {
      kill(child, how.interrupt_with);
      kill(child, how.interrupt_with);   // twice, as `timeout -s INT` does
      interrupted = true;
    }
  }
  int status = 0;
  rusage used{};
  while (wait4(child, &status, 0, &used) < 0 && errno == EINTR) {}
  finished.seconds = seconds();
  finished.peak_bytes = static_cast<size_t>(used.ru_maxrss) * 1024;
  finished.status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return finished;
}

}  // namespace wgscope::testing_cli
