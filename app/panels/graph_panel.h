// The state graph, in layers by depth from left to right: every state while they are few, a bar a layer beyond that. Endings coloured and shaped by kind, the
// present state marked; hovering shows what the objects hold, a click goes there.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/model/graph_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// What the program's objects hold in a state, in a line: asked of the one under the mouse.
using ObjectsOf = std::function<std::string(uint32_t state)>;

// `graph` is null while there is none; `path`: the states up to the one at the cursor, which is the last; empty when it is none of the graph.
void graph_panel(const Panel& panel, const Rect& rect, const model::GraphView* graph, const std::vector<uint32_t>& path, bool searching, const ObjectsOf& objects_of);

}  // namespace wgscope::panels
