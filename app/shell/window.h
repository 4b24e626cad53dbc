// The window: GLFW, OpenGL, and a loop that sleeps when nothing happens.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "app/model/action.h"
#include "app/widgets/ui.h"
#include "core/scenario/scenario.h"

namespace wgscope::model {
class Session;
}  // namespace wgscope::model

namespace wgscope::shell {

struct WindowOptions {
  std::string file;                              // empty: the first lesson
  ParamValues params;
  std::optional<double> pace = {};               // none: the session's own
  bool full_pace = false;
  std::optional<std::string> language = {};      // for this time; none: what the settings say
  std::optional<double> text_scale = {};         // likewise
  std::optional<double> scale = {};              // of the display; none: what the monitor says
  std::optional<std::string> theme = {};         // "dark", "light"; likewise
  bool presenting = false;
  std::string stats_file;                        // numbers on exit; empty: none
  std::optional<double> quit_after_s = {};
};

// What fills the window.
struct Content {
  std::function<model::Actions(widgets::Ui&, model::Session&)> draw;   // draws the session and says what the user asked for; changes nothing
  std::function<void()> focus_filter;                                  // the story's filter gets the keyboard
};
// The panels.
Content panels_content();

// Until the window is closed. Gives the exit status: 0; 2 with a message on standard error when there is no display, no OpenGL, or no such file; 130 after Ctrl-C.
int run_window(const WindowOptions& options, const Content& content = panels_content());

}  // namespace wgscope::shell
