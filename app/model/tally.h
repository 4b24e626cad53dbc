// Which endings have been seen, and how often: since the scenario was opened, with these params.
#pragma once

#include <cstdint>
#include <map>

#include "core/trace/trace.h"

namespace wgscope::model {

class Tally {
 public:
  // A run that was stopped has no ending, so it is in no tally.
  void count(const TraceTail& tail) {
    if (tail.ending) count(*tail.ending, 1);
  }
  void count(const Ending& ending, uint64_t times) { endings_[ending] += times; }
  void clear() { endings_.clear(); }
  bool seen(const Ending& ending) const { return endings_.count(ending) != 0; }
  const std::map<Ending, uint64_t>& endings() const { return endings_; }

 private:
  std::map<Ending, uint64_t> endings_;
};

}  // namespace wgscope::model
