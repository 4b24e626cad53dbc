// wgscope render: a picture of the window, without a window.
#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/shell/render.h"

namespace wgscope::cli {

int render(const RenderArguments& a, Output&) {
  shell::RenderOptions options;
  options.file = a.file;
  options.params = a.params;
  options.at = a.at;
  options.width = a.width;
  options.height = a.height;
  options.language = a.language;
  options.text_scale = a.text_scale;
  options.mode = a.mode == "step" ? model::Mode::step : a.mode == "explore" ? model::Mode::explore : model::Mode::live;
  const auto picture = shell::render_picture(options);
  if (!picture) {
    complain(picture.errors());
    return kBadInput;
  }
  const auto written = shell::write_png(a.out, *picture);
  if (!written) {
    complain(written.errors());
    return kBadInput;
  }
  return kGood;
}

}  // namespace wgscope::cli
