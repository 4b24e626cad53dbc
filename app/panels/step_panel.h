// The steps that could be taken now, as cards: who, where, what it would do, which endings stay possible. And the branches taken so far.
#pragma once

#include "app/model/step_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

void step_panel(const Panel& panel, const Rect& rect, const model::StepView& view, size_t chosen);
void branches_panel(const Panel& panel, const Rect& rect, const model::StepView& view);

// An ending as a mark: a shape and a colour by its kind, the same everywhere.
struct EndingLook {
  Icon icon;
  Colour colour;
};
EndingLook look_of_ending(const Ui& ui, const Ending& ending);

}  // namespace wgscope::panels
