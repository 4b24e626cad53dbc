#include "app/shell/render.h"

#include "app/shell/offscreen.h"
#include "app/shell/open_session.h"

namespace wgscope::shell {

namespace {

std::string size_text(int width, int height) { return std::to_string(width) + "x" + std::to_string(height); }

}  // namespace

std::string PictureLimits::text() { return "from " + size_text(kWidthMin, kHeightMin) + " to " + size_text(kSideMax, kSideMax); }

Result<Picture> render_picture(const RenderOptions& options, const Content& content) {
  if (!PictureLimits::allow(options.width, options.height)) {
    return Diagnostic{.message = "a picture of " + size_text(options.width, options.height) + " cannot be drawn", .hint = "it is " + PictureLimits::text()};
  }
  auto session = open_session(options);
  if (!session.ok()) return session.errors();
  auto offscreen = Offscreen::make();
  if (!offscreen.ok()) return offscreen.errors();
  const model::Preferences& shown = (*session)->preferences();
  return (*offscreen)->picture({options.width, options.height, static_cast<float>(model::shown_text_scale(shown)), scheme_of(shown)},
                               [&](widgets::Ui& ui) { (*session)->apply(content.draw(ui, **session)); });
}

}  // namespace wgscope::shell
