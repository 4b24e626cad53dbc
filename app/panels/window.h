// The window's content: all panels in one composed layout. Reads a session and gives what the user asked of it; draws the same whether there is a window,
// a picture to be made, or a test that renders nothing.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/model/action.h"
#include "app/model/code_view.h"
#include "app/model/session.h"
#include "app/widgets/ui.h"

namespace wgscope::panels {

class Window {
 public:
  // Draws one frame. Apply what it gives after the frame.
  model::Actions draw(widgets::Ui& ui, model::Session& session);
  // `/`: the story's filter gets the keyboard in the next frame.
  void focus_filter() { focus_filter_ = true; }

 private:
  std::vector<std::string> highlighted_;                     // what tokens_ is of
  std::vector<std::vector<model::CodeToken>> tokens_;
  bool focus_filter_ = false;
};

}  // namespace wgscope::panels
