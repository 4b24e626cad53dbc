// Under the hood: Go's own code of an operation, who stands in front of which access, and the values that a call holds.
#pragma once

#include "app/model/hood_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// So wide that no statement is cut, where each may go on in a second line, with a chip and what a call holds beside it.
// Of whichever operation may come forward.
float hood_width(const Panel& panel, const model::HoodView& view);
// The same whichever of those that may come forward is shown, so that nothing moves: all of it is seen at a width, but of a long one.
float hood_height(const Panel& panel, float width, const model::HoodView& view);
void hood_panel(const Panel& panel, const Rect& rect, const model::HoodView& view, GoroutineId focus, bool follows);

}  // namespace wgscope::panels
