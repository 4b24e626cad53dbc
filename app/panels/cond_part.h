// The inside of the object's panel when it is a Cond: how many have a place in its line, who is on the way there, and who has parked.
#pragma once

#include <cstdint>

#include "app/model/cond_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

float cond_part_height(const Panel& panel);
// Gives the middle of the bell.
Point cond_part(const Panel& panel, Rect box, const model::CondView& view, uint64_t step);

}  // namespace wgscope::panels
