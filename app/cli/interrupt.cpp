#include "app/cli/interrupt.h"

#include <csignal>

namespace wgscope::cli {
namespace {

std::atomic<bool> flag{false};
static_assert(std::atomic<bool>::is_always_lock_free, "set in a signal handler");

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = [](int) { flag.store(true); };
  action.sa_flags = static_cast<int>(SA_RESETHAND);   // no SA_RESTART: a read of the terminal returns
  sigaction(SIGINT, &action, nullptr);
}

const std::atomic<bool>& interrupted() { return flag; }

}  // namespace wgscope::cli
