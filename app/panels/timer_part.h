// The inside of the object's panel when it is a timer: a dial with the time that has passed, what the timer is set for and does, and who waits for it.
#pragma once

#include <cstdint>

#include "app/model/timer_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

float timer_part_height(const Panel& panel);
// Gives the middle of the dial.
Point timer_part(const Panel& panel, Rect box, const model::TimerView& view, uint64_t step);

}  // namespace wgscope::panels
