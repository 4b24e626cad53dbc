// One thread that makes ahead of one that uses: items in order, in slots that are used again and again.
//
// Not a queue for many: exactly one maker (a thread of its own, started and joined here) and one user (who owns the object).
//
//   Ahead<Batch> ahead(slots, [&](Batch& batch) { fill(batch); return there_is_more; });
//   while (Batch* batch = ahead.next()) use(*batch);
#pragma once

#include <condition_variable>
#include <mutex>
#include <span>
#include <thread>

namespace wgscope::search {

template <class Item>
class Ahead {
 public:
  // `make` fills a slot and says whether another is to come; it runs at most `slots.size() - 1` items ahead of the one in use.
  // It must not throw.
  template <class Make>
  Ahead(std::span<Item> slots, Make make)
      : slots_(slots), thread_([this, make]() mutable {
          while (wait_for_slot() && give(make(slots_[made_ % slots_.size()]))) {}
        }) {}
  Ahead(const Ahead&) = delete;
  Ahead& operator=(const Ahead&) = delete;
  // Waits for an item that is being made; those that were not asked for are dropped.
  ~Ahead() {
    {
      const std::lock_guard lock(mutex_);
      stopped_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

  // The next item, which is the caller's until the next call; null after the last.
  Item* next() {
    std::unique_lock lock(mutex_);
    if (in_use_) {
      in_use_ = false;
      ++used_;
      changed_.notify_all();
    }
    changed_.wait(lock, [this] { return made_ > used_ || ended_; });
    if (made_ == used_) return nullptr;
    in_use_ = true;
    return &slots_[used_ % slots_.size()];
  }

 private:
  bool wait_for_slot() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopped_ || made_ - used_ < slots_.size(); });
    return !stopped_;
  }
  bool give(bool more) {
    {
      const std::lock_guard lock(mutex_);
      ++made_;
      ended_ = !more;
    }
    changed_.notify_all();
    return more;
  }

  const std::span<Item> slots_;
  std::mutex mutex_;
  std::condition_variable changed_;
  size_t made_ = 0, used_ = 0;   // items so far; made_ is written by the maker alone
  bool in_use_ = false, ended_ = false, stopped_ = false;
  std::thread thread_;   // last: it starts when everything else is there
};

}  // namespace wgscope::search
