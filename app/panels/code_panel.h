// The Go program, coloured, a chip a goroutine on the line where it stands, the line of the latest event highlighted.
#pragma once

#include "app/model/code_view.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

struct CodePanelData {
  const std::vector<std::string>& lines;
  const std::vector<std::vector<model::CodeToken>>& tokens;   // of each line
  const model::CodeView& view;
  std::string_view file;
  uint64_t place;                                             // another number when the line to show is to come into view again
};
void code_panel(const Panel& panel, const Rect& rect, const CodePanelData& data);

}  // namespace wgscope::panels
