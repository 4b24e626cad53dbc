// wgscope render: the picture that the window would show, as a PNG file.
#include "app/shell/first_look.h"
#include "app/shell/render.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>

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
  if (word == "compare") return model::Mode::compare;
  return word == "step" ? model::Mode::step : word == "explore" ? model::Mode::explore : model::Mode::live;
}

}  // namespace

// A PNG by another name would be opened as what it is not.
std::optional<Diagnostic> wrong_name(const std::string& out) {
  const std::filesystem::path path(out);
  std::string extension = path.extension().string();
  std::ranges::transform(extension, extension.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  if (extension.empty() || extension == ".png") return std::nullopt;
  return Diagnostic{.file = out, .message = "a picture is written as PNG, not as " + extension, .hint = "name it " + std::filesystem::path(path).replace_extension(".png").string()};
}

int render(const RenderArguments& a, Output&) {
  if (const auto problem = wrong_name(a.out)) return refuse({*problem});
  shell::RenderOptions options;
  options.file = a.file;
  options.params = a.params;
  options.at = a.at;
  options.width = a.width;
  options.height = a.height;
  options.language = a.language;
  options.text_scale = a.text_scale.value_or(shell::first_look({a.width, a.height}).text_scale);
  options.mode = mode_of(a.mode);
  options.theme = a.theme;
  options.presenting = a.presenting;
  const auto picture = shell::render_picture(options);
  if (!picture) return refuse(picture.errors());
  const auto written = shell::write_png(a.out, *picture);
  return written ? kGood : refuse(written.errors());
}

}  // namespace wgscope::cli
