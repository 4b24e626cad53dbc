// All objects of the program in a line each, as pills: those with a picture can be chosen, and the one that is shown is marked; atomics and variables are
// only read.
#pragma once

#include <utility>
#include <vector>

#include "app/model/objects.h"
#include "app/panels/flow.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

using PillPlaces = std::vector<std::pair<ObjectId, Point>>;

float pill_row(const Panel& panel);
// Draws from where `flow` stands, or only measures. `places`: where each was drawn; may be null.
void object_strip(const Panel& panel, const Rect& box, Flow& flow, const std::vector<model::ObjectRow>& rows, bool draw, PillPlaces* places);

}  // namespace wgscope::panels
