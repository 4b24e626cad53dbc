// What the program has printed up to the cursor, and, once it has crashed, Go's crash text.
#pragma once

#include "app/panels/panel.h"

namespace wgscope::panels {

struct OutputPanelData {
  std::string_view output;       // line for line
  std::string_view crash;        // empty unless it has ended in one
};
void output_panel(const Panel& panel, const Rect& rect, const OutputPanelData& data);

}  // namespace wgscope::panels
