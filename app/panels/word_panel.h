// The state word bit by bit, its two halves as numbers, the semaphore's tokens and queue; every other object in a line each.
#pragma once

#include "app/model/word_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// The height that suits a width.
float word_panel_height(const Panel& panel, float width, const model::WordView& view);
// Gives where the semaphore's token is drawn: a release's token takes off there.
Point word_panel(const Panel& panel, const Rect& rect, const model::WordView& view, uint64_t step);

}  // namespace wgscope::panels
