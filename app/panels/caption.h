// What just happened, in one place over the full width: where the story shares its place with other panels, this stands in view. Once it has ended, how.
#pragma once

#include "app/model/stage_view.h"
#include "app/model/story.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct CaptionData {
  const model::StoryLine* line;          // null before the first event
  const model::EndingView* ending;       // null while it goes on
  std::string_view where;                // `22 / 25`: no bar says it
  bool presented = false;                // in large letters
};
void caption_panel(const Panel& panel, const Rect& rect, const CaptionData& data);

}  // namespace wgscope::panels
