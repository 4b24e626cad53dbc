// The state word bit by bit, its two halves as numbers, the semaphore's tokens and queue; every other object in a line each.
#pragma once

#include "app/model/word_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// The height that suits a width.
float word_panel_height(const Panel& panel, float width, const model::WordView& view);
struct WordPanelData {
  const model::WordView& view;
  uint64_t step;                 // another number: what changed flashes
  bool token_comes = false;      // one of the tokens is still on its way into the bowl
};
// Gives where the bowl is: tokens fly there and from there.
Point word_panel(const Panel& panel, const Rect& rect, const WordPanelData& data);

}  // namespace wgscope::panels
