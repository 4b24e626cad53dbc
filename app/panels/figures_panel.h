// What differs between two executions: a table of figures, so far and in all, and the difference in words beside it, or below where it is narrow.
#pragma once

#include <optional>
#include <string>

#include "app/model/comparison_view.h"
#include "app/panels/panel.h"
#include "core/trace/ending.h"

namespace wgscope::panels {

struct FiguresData {
  const model::ComparisonView& view;
  std::string_view title;                          // of the comparison; may be empty
  std::optional<Ending> left_ending, right_ending;
};
float figures_height(const Panel& panel, float width, const FiguresData& data);
void figures_panel(const Panel& panel, const Rect& rect, const FiguresData& data);

}  // namespace wgscope::panels
