// A comparison in words: a row a figure, and a few sentences that name what differs. Each sentence is a claim about the two traces (comparison.h says how each
// number is counted), or about Go.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/model/comparison.h"

namespace wgscope::model {

class Strings;

struct FigureRow {
  std::string_view id;               // `steps`, `switches`, `parks`, `wake_ups`, `copies`
  std::string name;                  // in the language that is on
  uint64_t left = 0, right = 0;      // in all
  uint64_t left_now = 0, right_now = 0;   // after the steps that are looked at
};

struct ComparisonView {
  std::vector<FigureRow> rows;
  std::string left_ending, right_ending;   // or that it is not over, or what stopped it
  std::vector<std::string> sentences;      // where they part, in figures, how they end, in which order the readied ones went on
};
// `step`: after so many steps on both sides, as far as each goes.
ComparisonView comparison_view(const Comparison& comparison, const Strings& strings, uint64_t step = UINT64_MAX);

}  // namespace wgscope::model
