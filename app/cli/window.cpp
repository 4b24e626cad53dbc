// wgscope [FILE]: the window.
#include "app/shell/window.h"

#include "app/cli/commands.h"

namespace wgscope::cli {

int window(const WindowArguments& a) {
  shell::WindowOptions options;
  options.file = a.file;
  options.params = a.params;
  options.pace = a.pace;
  options.full_pace = a.full_pace;
  options.language = a.language;
  options.text_scale = a.text_scale;
  options.theme = a.theme;
  options.presenting = a.presenting;
  options.scale = a.scale;
  options.stats_file = a.stats.value_or("");
  options.quit_after_s = a.quit_after_seconds;
  return shell::run_window(options);
}

}  // namespace wgscope::cli
