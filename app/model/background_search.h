// Explore in the background: one search over a scenario's states, its progress while it runs, its result when it is done. Cancelled by its
// destruction at the latest; what was found until then is kept.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "app/model/worlds.h"

namespace wgscope::model {

class BackgroundSearch {
 public:
  BackgroundSearch(std::shared_ptr<const Scenario> scenario, Explore explore, ExploreOptions options);
  ~BackgroundSearch();
  BackgroundSearch(const BackgroundSearch&) = delete;
  BackgroundSearch& operator=(const BackgroundSearch&) = delete;

  void cancel() { cancelled_ = true; }
  bool done() const { return done_; }
  ExploreProgress progress() const;
  // What runs came to while it goes on; by steps.
  std::vector<FoundEnding> sampled() const;
  // null until it is done.
  std::shared_ptr<const ExploreResult> result() const;
  // When the answer was there; to be read once it is done.
  std::chrono::steady_clock::time_point done_at() const { return done_at_; }

 private:
  const std::shared_ptr<const Scenario> scenario_;
  std::atomic<bool> cancelled_ = false, done_ = false;
  mutable std::mutex guard_;             // of the three below
  ExploreProgress progress_;
  std::vector<FoundEnding> sampled_;
  std::shared_ptr<const ExploreResult> result_;
  std::chrono::steady_clock::time_point done_at_;   // written before done_
  std::thread thread_;                   // last: it uses all of the above
};

}  // namespace wgscope::model
