// The program's clock: what time.Sleep reads in a live run. It goes with the machine's while it runs, and can stand still.
#pragma once

#include <chrono>
#include <cstdint>

namespace wgscope::live {

class ProgramClock {
 public:
  using Steady = std::chrono::steady_clock;

  int64_t now_ns(Steady::time_point now) const { return running_ ? passed_ns_ + since(now) : passed_ns_; }
  bool running() const { return running_; }
  void run(bool running, Steady::time_point now) {
    if (running == running_) return;
    passed_ns_ = now_ns(now);
    started_ = now;
    running_ = running;
  }
  // Skips ahead, never back.
  void advance_to(int64_t program_ns, Steady::time_point now) {
    if (program_ns > now_ns(now)) passed_ns_ += program_ns - now_ns(now);
  }
  // When the machine's clock will show what the program's shows at `program_ns`, if this one keeps running.
  Steady::time_point when(int64_t program_ns) const {
    constexpr int64_t kFar = int64_t{1} << 60;
    const int64_t ahead = program_ns - passed_ns_;
    return started_ + std::chrono::nanoseconds(ahead < kFar ? ahead : kFar);
  }

 private:
  int64_t since(Steady::time_point now) const { return std::chrono::duration_cast<std::chrono::nanoseconds>(now - started_).count(); }

  int64_t passed_ns_ = 0;
  Steady::time_point started_{};
  bool running_ = false;
};

}  // namespace wgscope::live
