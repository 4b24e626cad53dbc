#include "app/model/background_search.h"

#include <algorithm>
#include <utility>

namespace wgscope::model {

BackgroundSearch::BackgroundSearch(std::shared_ptr<const Scenario> scenario, Explore explore, ExploreOptions options) : scenario_(std::move(scenario)) {
  options.cancel = &cancelled_;
  options.on_progress = [this](const ExploreProgress& progress) {
    std::lock_guard lock(guard_);
    progress_ = progress;
  };
  options.on_sampled = [this](std::vector<FoundEnding> endings) {
    std::ranges::sort(endings, {}, [](const FoundEnding& one) { return std::pair(one.steps, one.ending.text()); });
    std::lock_guard lock(guard_);
    sampled_ = std::move(endings);
  };
  thread_ = std::thread([this, explore = std::move(explore), options = std::move(options)] {
    auto result = std::make_shared<const ExploreResult>(explore(*scenario_, options));
    {
      std::lock_guard lock(guard_);
      result_ = std::move(result);
    }
    done_at_ = std::chrono::steady_clock::now();
    done_ = true;
  });
}

BackgroundSearch::~BackgroundSearch() {
  cancel();
  thread_.join();
}

ExploreProgress BackgroundSearch::progress() const {
  std::lock_guard lock(guard_);
  return progress_;
}

std::vector<FoundEnding> BackgroundSearch::sampled() const {
  std::lock_guard lock(guard_);
  return sampled_;
}

std::shared_ptr<const ExploreResult> BackgroundSearch::result() const {
  std::lock_guard lock(guard_);
  return result_;
}

}  // namespace wgscope::model
