// The goroutines as cards in columns of states, moving between them; what the latest step moved, on its way; how it ended; which endings
// have been seen.
#pragma once

#include <optional>

#include "app/model/stage_view.h"
#include "app/model/tally.h"
#include "app/panels/object_panel.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct StagePanelData {
  const model::StageView& view;
  const model::Tally* tally = nullptr;        // null: no endings are counted here
  bool hunting = false;
  const ObjectPlaces* objects = nullptr;      // where they are; null: not in the picture
  float way = 1;                              // how far what flies has flown, 0..1
  bool banner = true;                         // says how it ended; not where a caption does
};
// An ending as a mark.
StateLook look_of(const Ui& ui, const model::EndingView& ending);
void stage_panel(const Panel& panel, const Rect& rect, const StagePanelData& data);

}  // namespace wgscope::panels
