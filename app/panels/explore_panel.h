// What Explore found, as rows: endings, findings, outputs, what cannot happen. Each with "show me".
#pragma once

#include "app/model/explore_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// What keys have lit is brought into view.
void explore_panel(const Panel& panel, const Rect& rect, const model::ExploreView& view, std::optional<size_t> lit, bool by_keys);
// Two schedules beside each other, the first step at which they differ in view; `made`: how many steps the open branch has made at the cursor.
void compare_panel(const Panel& panel, const Rect& rect, const model::CompareView& view, uint64_t made);

}  // namespace wgscope::panels
