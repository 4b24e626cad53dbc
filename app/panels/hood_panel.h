// Under the hood: Add or Wait as pseudo-code, who stands in front of which access, and the values that a call holds.
#pragma once

#include "app/model/hood_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

void hood_panel(const Panel& panel, const Rect& rect, const model::HoodView& view, GoroutineId focus, bool follows);

}  // namespace wgscope::panels
