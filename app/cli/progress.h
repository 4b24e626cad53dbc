// How far a search has come, on standard error: one line that is written over on a terminal, elsewhere a line now and then.
#pragma once

#include <functional>
#include <string>

#include "core/explore/explore.h"

namespace wgscope::cli {

class Progress {
 public:
  explicit Progress(std::string file);
  std::function<void(const ExploreProgress&)> callback();
  // Before anything else is written.
  void clear();

 private:
  void show(const ExploreProgress& now);

  std::string file_;
  bool terminal_ = false, shown_ = false;
  double last_seconds_ = 0;
};

}  // namespace wgscope::cli
