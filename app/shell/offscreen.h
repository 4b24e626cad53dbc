// OpenGL without a display: EGL on Mesa's surfaceless platform, drawing into memory.
#pragma once

#include <memory>

#include "app/shell/gl_renderer.h"

namespace wgscope::shell {

class Offscreen {
 public:
  // The error says what is missing and what can be done.
  static Result<std::unique_ptr<Offscreen>> make();
  ~Offscreen();
  Offscreen(const Offscreen&) = delete;
  Offscreen& operator=(const Offscreen&) = delete;

  // A picture of what `draw` draws, with everything settled and the clock standing: the same bytes every time.
  struct Look {
    int width = 0, height = 0;
    float scale = 1;
    theme::Scheme scheme = theme::Scheme::dark;
  };
  Result<Picture> picture(const Look& look, const std::function<void(widgets::Ui&)>& draw);
  Gui& gui() { return *gui_; }

 private:
  Offscreen() = default;
  void* display_ = nullptr;
  void* context_ = nullptr;
  std::unique_ptr<Gui> gui_;
  std::unique_ptr<GlRenderer> renderer_;
};

}  // namespace wgscope::shell
