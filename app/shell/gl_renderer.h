// Frames on the GPU: Dear ImGui's OpenGL 3 backend, and a target in memory to read pictures from. A GL 3.3 context must be current throughout.
#pragma once

#include <string>

#include "app/shell/gui.h"
#include "app/shell/picture.h"

namespace wgscope::shell {

class GlRenderer {
 public:
  // Takes the functions of the context that is current.
  using Loader = void (*(*)(const char*))();
  static Result<std::unique_ptr<GlRenderer>> make(Loader loader, Gui& gui);
  ~GlRenderer();
  GlRenderer(const GlRenderer&) = delete;
  GlRenderer& operator=(const GlRenderer&) = delete;

  // The latest frame into the framebuffer that is bound.
  void draw(int width, int height);
  // The latest frame as a picture.
  Result<Picture> picture(int width, int height);
  const std::string& name() const { return name_; }   // the GPU's, or the software's

 private:
  explicit GlRenderer(Gui& gui) : gui_(gui) {}
  Gui& gui_;
  std::string name_;
};

}  // namespace wgscope::shell
