#include "app/model/chores.h"

#include <utility>

namespace wgscope::model {

Chores::~Chores() {
  if (!thread_.joinable()) return;
  {
    std::lock_guard lock(guard_);
    over_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

void Chores::add(Work work) { put({std::move(work), false}); }
void Chores::add_latest(Work work) { put({std::move(work), true}); }

void Chores::put(Chore chore) {
  {
    std::lock_guard lock(guard_);
    if (chore.replaceable && !chores_.empty() && chores_.back().replaceable) chores_.back() = std::move(chore);
    else chores_.push_back(std::move(chore));
  }
  changed_.notify_all();
  if (!thread_.joinable()) thread_ = std::thread([this] { this->work(); });
}

bool Chores::busy() const {
  std::lock_guard lock(guard_);
  return working_ || !chores_.empty() || !outcomes_.empty();
}

void Chores::wait(std::optional<std::chrono::nanoseconds> most) {
  std::unique_lock lock(guard_);
  const auto done = [this] { return !working_ && chores_.empty(); };
  if (most) changed_.wait_for(lock, *most, done);
  else changed_.wait(lock, done);
}

void Chores::take_in() {
  std::vector<Outcome> outcomes;
  {
    std::lock_guard lock(guard_);
    outcomes.swap(outcomes_);
  }
  for (const Outcome& outcome : outcomes) outcome();   // may add others
}

void Chores::work() {
  std::unique_lock lock(guard_);
  for (;;) {
    changed_.wait(lock, [this] { return over_ || !chores_.empty(); });
    if (chores_.empty()) return;
    const Work work = std::move(chores_.front().work);
    chores_.pop_front();
    working_ = true;
    lock.unlock();
    Outcome outcome = work();
    lock.lock();
    working_ = false;
    if (outcome) outcomes_.push_back(std::move(outcome));
    changed_.notify_all();
  }
}

}  // namespace wgscope::model
