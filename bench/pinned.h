// While it stands, the calling thread runs on one processor: for work of two threads whose cost would otherwise depend on whether they happen to
// share one. Elsewhere than on Linux it does nothing.
#pragma once

#include <cstddef>

#if defined(__linux__)
#include <sched.h>
#endif

namespace wgscope::bench {

class Pinned {
 public:
#if defined(__linux__)
  // The n-th of those that this thread may use, modulo how many there are.
  explicit Pinned(size_t n) {
    sched_getaffinity(0, sizeof before_, &before_);
    size_t left = n % static_cast<size_t>(CPU_COUNT(&before_));
    for (size_t cpu = 0; cpu < CPU_SETSIZE; ++cpu) {
      if (!CPU_ISSET(cpu, &before_) || left-- > 0) continue;
      cpu_set_t one;
      CPU_ZERO(&one);
      CPU_SET(cpu, &one);
      sched_setaffinity(0, sizeof one, &one);
      return;
    }
  }
  ~Pinned() { sched_setaffinity(0, sizeof before_, &before_); }
#else
  explicit Pinned(size_t) {}
#endif
  Pinned(const Pinned&) = delete;
  Pinned& operator=(const Pinned&) = delete;

#if defined(__linux__)
 private:
  cpu_set_t before_;
#endif
};

}  // namespace wgscope::bench
