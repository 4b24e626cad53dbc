// While it stands, the process has a second thread, as nearly every program that has a lock does: without one, the C library's mutex and our locks leave
// out the atomic instruction, and then that is what would be measured.
#pragma once

#include <atomic>
#include <thread>

namespace wgscope::bench {

class Companion {
 public:
  Companion() = default;
  Companion(const Companion&) = delete;
  Companion& operator=(const Companion&) = delete;
  ~Companion() {
    over_ = true;
    over_.notify_one();
    thread_.join();
  }

 private:
  std::atomic<bool> over_{false};
  std::thread thread_{[this] { over_.wait(false); }};
};

}  // namespace wgscope::bench
