// The dialogs: boxes below the bar, with a field to type into and rows to choose from. What is typed narrows the rows; keys walk them (session_choosing.cpp).
// `fresh`: it has just been opened, so that its field gets the keyboard.
#pragma once

#include "app/model/session.h"
#include "app/panels/panel.h"

namespace wgscope::panels {

void lessons_dialog(const Panel& panel, const model::Session& session, bool fresh);
void help_dialog(const Panel& panel, const model::Session& session, bool fresh);
void files_dialog(const Panel& panel, const model::FileDialog& dialog, bool fresh);

// The shade and the box, always at the same place; a press outside closes it. Gives the inside below the title.
Rect dialog_box(const Panel& panel, std::string_view id, float width, float height, std::string_view title, std::string_view note);
// The field of a dialog. What is typed is asked for.
void dialog_field(const Panel& panel, const Rect& rect, const std::string& typed, std::string_view hint, bool fresh);

}  // namespace wgscope::panels
