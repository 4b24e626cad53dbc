// What just happened, in one place over the full width: where the story shares its place with other panels, this stands in view. Once it has ended, how.
#pragma once

#include "app/model/stage_view.h"
#include "app/model/story.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// `line` is null before the first event.
void caption_panel(const Panel& panel, const Rect& rect, const model::StoryLine* line, const model::EndingView* ending);

}  // namespace wgscope::panels
