// The story: one row an event, the newest last, the one at the cursor highlighted. A click goes there; `/` filters.
#pragma once

#include "app/model/story_list.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct StoryPanelData {
  model::StoryList& story;       // tells its rows when they are asked for
  const Trace& trace;
  EventIndex cursor = 0;
  bool at_end = false;           // follows the newest
  bool focus_filter = false;     // `/` was pressed: the filter gets the keyboard
};
void story_panel(const Panel& panel, const Rect& rect, const StoryPanelData& data);

}  // namespace wgscope::panels
