#include "app/model/errand.h"

namespace wgscope::model {

Errand::~Errand() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard lock(guard_);
    over_ = true;
    cancelled_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Errand::begin(Work work, std::optional<std::chrono::milliseconds> most) {
  {
    std::lock_guard lock(guard_);
    asked_ = Asked{std::move(work), most};
    outcome_.reset();
    wanted_ = true;
    cancelled_ = true;
  }
  changed_.notify_all();
  if (!thread_.joinable()) thread_ = std::thread([this] { this->work(); });
}

void Errand::give_up() {
  std::lock_guard lock(guard_);
  asked_.reset();
  outcome_.reset();
  wanted_ = false;
  cancelled_ = true;
}

bool Errand::busy() const {
  std::lock_guard lock(guard_);
  return wanted_ && !outcome_;
}

void Errand::wait(std::optional<std::chrono::nanoseconds> most) {
  std::unique_lock lock(guard_);
  const auto done = [this] { return !wanted_ || outcome_; };
  if (most) changed_.wait_for(lock, *most, done);
  else changed_.wait(lock, done);
}

bool Errand::take_in() {
  Outcome outcome;
  {
    std::lock_guard lock(guard_);
    if (!outcome_) return false;
    outcome = std::move(*outcome_);
    outcome_.reset();
    wanted_ = false;
  }
  outcome();   // may begin another one
  return true;
}

void Errand::work() {
  std::unique_lock lock(guard_);
  for (;;) {
    changed_.wait(lock, [this] { return over_ || asked_; });
    if (over_) return;
    const Asked asked = std::move(*asked_);
    asked_.reset();
    cancelled_ = false;
    lock.unlock();
    TimeLimit limit{.cancel = &cancelled_};
    if (asked.second) limit.until = std::chrono::steady_clock::now() + *asked.second;
    Outcome outcome = asked.first(limit);
    lock.lock();
    if (wanted_ && !asked_ && !cancelled_) outcome_ = std::move(outcome);
    changed_.notify_all();
  }
}

}  // namespace wgscope::model
