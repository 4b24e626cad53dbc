#include "app/cli/interrupt.h"

#include <time.h>

#include <csignal>
#include <cstdint>
#include <initializer_list>

namespace wgscope::cli {
namespace {

std::atomic<bool> flag{false};
std::atomic<int> first_signal{0};
std::atomic<int64_t> first_ns{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free && std::atomic<int64_t>::is_always_lock_free, "set in a signal handler");

// One key may come as two signals: `timeout -s INT` sends it to the program and to its group.
constexpr int64_t kSameKey_ns = 500'000'000;

void on_interrupt(int which) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const int64_t now_ns = now.tv_sec * int64_t{1'000'000'000} + now.tv_nsec;
  if (!flag.load()) {
    first_ns.store(now_ns);
    first_signal.store(which);
    flag.store(true);
  } else if (now_ns - first_ns.load() > kSameKey_ns) {
    signal(which, SIG_DFL);
    raise(which);
  }
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_interrupt;   // no SA_RESTART: a read of the terminal returns
  for (const int which : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before {};
    sigaction(which, nullptr, &before);
    if (before.sa_handler != SIG_IGN || which == SIGINT) sigaction(which, &action, nullptr);   // as nohup wants it
  }
}

const std::atomic<bool>& interrupted() { return flag; }

int interrupted_status() { return 128 + first_signal.load(); }

}  // namespace wgscope::cli
