// The program as it is edited, in the place of the program: what is typed, the mistakes on their lines, and who stands where as long as the text is the one that runs.
#pragma once

#include <vector>

#include "app/model/code_view.h"
#include "app/model/session.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

// The lines of the edited text, kept while it stays the same.
struct EditedLines {
  uint64_t version = 0;
  std::vector<std::string> lines;
  std::vector<std::vector<model::CodeToken>> tokens;
  void follow(const model::Editor& editor);
};

void editor_panel(const Panel& panel, const Rect& rect, const model::Session& session, const EditedLines& edited, const model::CodeView& view);

// What a token of Go is coloured.
Colour token_colour(const theme::Colours& colours, model::TokenKind kind);

}  // namespace wgscope::panels
