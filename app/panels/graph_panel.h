// The state graph, in layers by depth from left to right: every state while they are few, a bar a layer beyond that. Endings coloured and shaped by kind, the
// present state marked; hovering shows the word, a click goes there.
#pragma once

#include <optional>

#include "app/model/graph_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// `graph` is null while there is none; `present`: the state at the cursor.
void graph_panel(const Panel& panel, const Rect& rect, const model::GraphView* graph, std::optional<uint32_t> present, bool searching);

}  // namespace wgscope::panels
