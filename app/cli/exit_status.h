// What the exit status says (docs/command_line.md): 0 good, 1 not as expected, 2 bad input or usage, 3 not complete.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/json_report.h"
#include "core/explore/explore.h"
#include "core/trace/trace.h"

namespace wgscope::cli {

inline constexpr int kGood = 0, kNotAsExpected = 1, kBadInput = 2, kNotComplete = 3, kInternalError = 70;

// Of several files: the worst, in the order 2, 1, 3, 0.
inline int worse(int a, int b) {
  const auto rank = [](int status) { return status == kBadInput ? 3 : status == kNotAsExpected ? 2 : status == kNotComplete ? 1 : 0; };
  return rank(a) >= rank(b) ? a : b;
}

// A run or a step: a stopped one is not as expected; one that still goes on claims nothing yet.
inline int status_of(const Trace& trace, const Expect& expect) {
  if (trace.tail().stopped_by != StoppedBy::nothing) return kNotAsExpected;
  const auto& ending = trace.tail().ending;
  if (!ending) return kGood;
  if (!expect) return ending->is(Ending::Kind::exit) ? kGood : kNotAsExpected;
  return std::find(expect->begin(), expect->end(), *ending) != expect->end() ? kGood : kNotAsExpected;
}

inline int status_of(const ExploreResult& result, const Expect& expect) {
  if (expect && meets(result, *expect) == false) return kNotAsExpected;
  return result.complete ? kGood : kNotComplete;
}

}  // namespace wgscope::cli
