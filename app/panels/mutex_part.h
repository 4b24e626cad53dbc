// The inside of the object's panel when it is a Mutex or an RWMutex: its lock and who has it, who has been woken for it, and who waits.
#pragma once

#include <cstdint>

#include "app/model/mutex_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

float mutex_part_height(const Panel& panel);
// Gives where the lock is.
Point mutex_part(const Panel& panel, Rect box, const model::MutexView& view, uint64_t step);

}  // namespace wgscope::panels
