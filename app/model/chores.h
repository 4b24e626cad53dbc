// What the disk is asked to do, beside the frame: one thing after the other, in the order in which it was asked for, and all of it, also when the program ends.
// So what was typed is kept however slow the disk is.
//
// Not for what may be given up, or what only the latest question is worth: errand.h.
#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace wgscope::model {

class Chores {
 public:
  using Outcome = std::function<void()>;   // what the frame is to do about it; may be empty
  using Work = std::function<Outcome()>;

  Chores() = default;
  ~Chores();                               // waits until all is done; outcomes that were not taken in are not called
  Chores(const Chores&) = delete;
  Chores& operator=(const Chores&) = delete;

  void add(Work work);
  // Instead of the one before, if that was given in this way, too, and was not begun: so no row of them grows while the disk is slow.
  void add_latest(Work work);
  bool busy() const;                       // not all outcomes were taken in
  // At most so long, or without `most` until all is done.
  void wait(std::optional<std::chrono::nanoseconds> most = {});
  // Calls the outcomes that are there, in order.
  void take_in();

 private:
  struct Chore {
    Work work;
    bool replaceable = false;
  };
  void put(Chore chore);
  void work();

  mutable std::mutex guard_;               // of all but thread_
  std::condition_variable changed_;
  std::deque<Chore> chores_;
  std::vector<Outcome> outcomes_;
  bool working_ = false, over_ = false;
  std::thread thread_;                     // started by the first one
};

}  // namespace wgscope::model
