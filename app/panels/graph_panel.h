// The state graph, in layers by depth from left to right: every state while they are few, a bar a layer beyond that. Endings coloured and shaped by kind, the
// present state marked; hovering shows the word, a click goes there.
#pragma once

#include <vector>

#include "app/model/graph_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// `graph` is null while there is none; `path`: the states up to the one at the cursor, which is the last; empty when it is none of the graph.
void graph_panel(const Panel& panel, const Rect& rect, const model::GraphView* graph, const std::vector<uint32_t>& path, bool searching);

}  // namespace wgscope::panels
