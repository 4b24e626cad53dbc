// What the lesson is about, and the Go program, coloured, a chip a goroutine on the line where it stands, the line of the latest event highlighted.
#pragma once

#include "app/model/code_view.h"
#include "app/panels/panel.h"
#include "app/widgets/code_view.h"

namespace wgscope::panels {

struct CodePanelData {
  const std::vector<std::string>& lines;
  const std::vector<std::vector<model::CodeToken>>& tokens;   // of each line
  const model::CodeView& view;
  std::string_view file;
  std::string_view about;                                     // the lesson's words: what it is about, and what to watch; may be empty
  bool about_folded;
  uint64_t place;                                             // another number when the line to show is to come into view again
};
// So wide that no line is cut, and the one who stands on it fits beside it.
float code_width(const Panel& panel, const std::vector<std::string>& lines);
// The focused goroutine stands first, so that it is never one of "+3".
std::vector<widgets::CodeChip> chips_of(const Ui& ui, const model::CodeLine& line);
void code_panel(const Panel& panel, const Rect& rect, const CodePanelData& data);

}  // namespace wgscope::panels
