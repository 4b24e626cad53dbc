// A select's cases beside the object in use: as they are written, with a mark for what can go, what its goroutine waits for, and what was taken.
#pragma once

#include "app/model/select_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// How much of a width is its share, beside an object; 0: there is no room for both.
float select_part_share(const Panel& panel, float width);
void select_part(const Panel& panel, Rect box, const model::SelectView& view);

}  // namespace wgscope::panels
