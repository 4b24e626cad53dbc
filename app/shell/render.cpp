#include "app/shell/render.h"

#include "app/shell/offscreen.h"
#include "app/shell/open_session.h"

namespace wgscope::shell {

Result<Picture> render_picture(const RenderOptions& options, const Content& content) {
  constexpr int kSmallest = 64, kLargest = 16384;
  for (const int side : {options.width, options.height}) {
    if (side < kSmallest || side > kLargest) {
      return Diagnostic{.message = "a picture of " + std::to_string(options.width) + "x" + std::to_string(options.height) + " cannot be drawn",
                        .hint = "each side is from 64 to 16384"};
    }
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
