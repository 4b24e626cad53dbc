// What ends a search, or a strategy's run, early: Ctrl-C, or that nobody reads its output any more, which what writes nothing before its end would not notice.
#pragma once

#include <atomic>
#include <chrono>
#include <system_error>
#include <thread>

#include "app/cli/interrupt.h"
#include "app/cli/output.h"

namespace wgscope::cli {

// While it lives it looks for both, and has `output` for itself: whoever made it writes after it is gone.
class SearchStop {
 public:
  explicit SearchStop(Output& output) {
    try {
      looker_ = std::jthread([this, &output](const std::stop_token& over) {
        for (; !over.stop_requested(); std::this_thread::sleep_for(kLookEvery)) {
          if (interrupted() || output.reader_has_gone()) flag_ = true;
        }
      });
    } catch (const std::system_error&) { /* a machine without threads: Ctrl-C alone ends it then */ }
  }

  const std::atomic<bool>& flag() const { return looker_.joinable() ? flag_ : interrupted(); }

 private:
  static constexpr std::chrono::milliseconds kLookEvery{10};

  std::atomic<bool> flag_{false};
  std::jthread looker_;   // last: it ends before the flag does
};

}  // namespace wgscope::cli
