// The picture that the window would show, without a window or a display. A saved trace gives the same bytes every time; a scenario is run first.
#pragma once

#include <optional>
#include <string>

#include "app/model/action.h"
#include "app/shell/picture.h"
#include "app/shell/window.h"
#include "core/scenario/scenario.h"

namespace wgscope::shell {

// What can be drawn and read, in pixels.
struct PictureLimits {
  static constexpr int kWidthMin = 320, kHeightMin = 200, kSideMax = 16384;
  static constexpr bool allow(int width, int height) { return width >= kWidthMin && height >= kHeightMin && width <= kSideMax && height <= kSideMax; }
  static std::string text();   // `from 320x200 to 16384x16384`
};

struct RenderOptions {
  std::string file;
  ParamValues params = {};
  std::optional<uint64_t> at = {};               // a cursor; none: the end
  int width = 1600, height = 900;
  std::string language = "en";
  double text_scale = 1;
  model::Mode mode = model::Mode::live;
  std::string theme = "dark";                    // or "light"
  bool presenting = false;
};

Result<Picture> render_picture(const RenderOptions& options, const Content& content = panels_content());

}  // namespace wgscope::shell
