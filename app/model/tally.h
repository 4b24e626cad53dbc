// Which endings have been seen, and how often: since the scenario was opened, with these params.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "core/trace/trace.h"

namespace wgscope::model {

// contract.md's ending; a stopped run counts as `stopped_by: …`.
inline std::string ending_of(const TraceTail& tail) { return tail.ending ? *tail.ending : "stopped_by: " + std::string(name_of(tail.stopped_by)); }

class Tally {
 public:
  void count(const TraceTail& tail, uint64_t times = 1) { endings_[ending_of(tail)] += times; }
  void count(const std::string& ending, uint64_t times) { endings_[ending] += times; }
  void clear() { endings_.clear(); }
  bool seen(const std::string& ending) const { return endings_.count(ending) != 0; }
  const std::map<std::string, uint64_t>& endings() const { return endings_; }

 private:
  std::map<std::string, uint64_t> endings_;
};

}  // namespace wgscope::model
