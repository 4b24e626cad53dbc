// wgscope render: the picture that the window would show, as a PNG file.
#include "app/shell/render.h"

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/output.h"

namespace wgscope::cli {
namespace {

int refuse(const Diagnostics& errors) {
  complain(errors);
  return kBadInput;
}

model::Mode mode_of(const std::string& word) {
  return word == "step" ? model::Mode::step : word == "explore" ? model::Mode::explore : model::Mode::live;
}

}  // namespace

int render(const RenderArguments& a, Output&) {
  shell::RenderOptions options;
  options.file = a.file;
  options.params = a.params;
  options.at = a.at;
  options.width = a.width;
  options.height = a.height;
  options.language = a.language;
  options.text_scale = a.text_scale;
  options.mode = mode_of(a.mode);
  const auto picture = shell::render_picture(options);
  if (!picture) return refuse(picture.errors());
  const auto written = shell::write_png(a.out, *picture);
  return written ? kGood : refuse(written.errors());
}

}  // namespace wgscope::cli
