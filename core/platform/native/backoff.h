// How to wait for something that takes a few instructions: the holder of a small lock. What may take long belongs into futex.h.
#pragma once

#include <chrono>
#include <thread>

#if defined(__x86_64__) || defined(__i386__)
#include <immintrin.h>
#endif

namespace wgscope::native {

// The processor's hint that this is a spinning wait.
inline void pause() {
#if defined(__x86_64__) || defined(__i386__)
  _mm_pause();
#elif defined(__aarch64__)
  asm volatile("isb");
#endif
}

// Pauses; then yields, since the holder may have lost its processor; then sleeps, since it may have a lower priority than we have.
class Backoff {
 public:
  void wait() {
    ++tries_;
    if (tries_ < 64) {
      pause();
    } else if (tries_ < 1024) {
      std::this_thread::yield();
    } else {
      std::this_thread::sleep_for(std::chrono::microseconds(50));
    }
  }

 private:
  unsigned tries_ = 0;
};

}  // namespace wgscope::native
