// How long something may go on: until somebody cancels it, or until a moment. Whatever may take long takes one, and asks it every few milliseconds.
//
// Not a timer: nothing happens by itself. Asking costs a load, and a look at the clock where there is a moment.
#pragma once

#include <atomic>
#include <chrono>
#include <optional>

namespace wgscope {

struct TimeLimit {
  const std::atomic<bool>* cancel = nullptr;   // set by somebody else, from any thread or a signal; none: nobody does
  std::optional<std::chrono::steady_clock::time_point> until = {};

  bool cancelled() const { return cancel != nullptr && cancel->load(std::memory_order_relaxed); }
  bool over() const { return cancelled() || (until && std::chrono::steady_clock::now() >= *until); }
};

}  // namespace wgscope
