// A lock for sections of a few instructions: whoever waits for it keeps looking. What may take long belongs into waiter.h.
#pragma once

#include <atomic>

#include "backoff.h"
#include "single_threaded.h"

namespace wgscope::native {

class SpinLock {
 public:
  [[gnu::always_inline]] void lock() {
    if (single_threaded() && !taken_.load(std::memory_order_relaxed)) {
      taken_.store(true, std::memory_order_relaxed);
    } else if (taken_.exchange(true, std::memory_order_acquire)) [[unlikely]] {
      lock_slowly();
    }
  }
  [[gnu::always_inline]] void unlock() { taken_.store(false, std::memory_order_release); }

 private:
  [[gnu::noinline, gnu::cold]] void lock_slowly() {
    Backoff backoff;
    do {
      backoff.wait();
    } while (taken_.load(std::memory_order_relaxed) || taken_.exchange(true, std::memory_order_acquire));
  }

  std::atomic<bool> taken_{false};
};

}  // namespace wgscope::native
