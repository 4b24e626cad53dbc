#include "app/cli/progress.h"

#include <unistd.h>

#include <cstdio>

namespace wgscope::cli {
namespace {

constexpr double kQuietSeconds = 0.5;       // what takes no longer needs no progress
constexpr double kLineEverySeconds = 10;    // where lines cannot be written over

}  // namespace

Progress::Progress(std::string file) : file_(std::move(file)), terminal_(isatty(STDERR_FILENO) == 1) {}

std::function<void(const ExploreProgress&)> Progress::callback() {
  return [this](const ExploreProgress& now) { show(now); };
}

void Progress::show(const ExploreProgress& now) {
  if (now.seconds < kQuietSeconds || (!terminal_ && now.seconds - last_seconds_ < kLineEverySeconds)) return;
  last_seconds_ = now.seconds;
  const double million = 1e6, mib = 1 << 20;
  std::fprintf(stderr, "%s%s: %.0f s, %.2f M states (%.2f M/s), depth %llu, frontier %llu, %.0f MiB%s", terminal_ ? "\r\x1b[K" : "", file_.c_str(), now.seconds,
               static_cast<double>(now.states) / million, static_cast<double>(now.states) / million / now.seconds, static_cast<unsigned long long>(now.depth),
               static_cast<unsigned long long>(now.frontier), static_cast<double>(now.memory_bytes) / mib, terminal_ ? "" : "\n");
  std::fflush(stderr);
  shown_ = true;
}

void Progress::clear() {
  if (terminal_ && shown_) std::fprintf(stderr, "\r\x1b[K");
  shown_ = false;
}

}  // namespace wgscope::cli
