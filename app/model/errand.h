// Something that may take long, done beside the frame; what comes of it is handed to the frame that finds it done. The latest one wins: what was begun before
// it is given up.
//
// The work knows nothing of the session. What it gives is a function for the frame to call, and that one may.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include "core/base/time_limit.h"

namespace wgscope::model {

class Errand {
 public:
  using Outcome = std::function<void()>;
  using Work = std::function<Outcome(const TimeLimit&)>;   // asks its limit every few milliseconds, and gives an outcome when that is over, too

  Errand() = default;
  ~Errand();
  Errand(const Errand&) = delete;
  Errand& operator=(const Errand&) = delete;

  // Without `most` until it is done, or not wanted any more.
  void begin(Work work, std::optional<std::chrono::milliseconds> most = {});
  // There will be no outcome.
  void give_up();
  bool busy() const;
  // At most so long, or without `most` until it is done.
  void wait(std::optional<std::chrono::nanoseconds> most = {});
  // Calls the outcome, once. False: there is none, or none yet.
  bool take_in();

 private:
  using Asked = std::pair<Work, std::optional<std::chrono::milliseconds>>;
  void work();

  mutable std::mutex guard_;               // of all but cancelled_ and thread_
  std::condition_variable changed_;
  std::optional<Asked> asked_;
  std::optional<Outcome> outcome_;
  bool wanted_ = false;                    // somebody waits for an outcome
  bool over_ = false;
  std::atomic<bool> cancelled_ = false;    // what is being worked on is not wanted any more
  std::thread thread_;                     // started by the first one
};

}  // namespace wgscope::model
