#include "app/shell/gl_renderer.h"

#include <dlfcn.h>
#include <glad/gl.h>
#include <imgui_impl_opengl3.h>

#include <algorithm>
#include <memory>

#include "app/theme/imgui_compat.h"

namespace wgscope::shell {

namespace {

// A framebuffer in memory, bound while it lives.
class Target {
 public:
  Target(int width, int height) {
    glGetIntegerv(GL_FRAMEBUFFER_BINDING, &before_);
    glGenFramebuffers(1, &framebuffer_);
    glGenRenderbuffers(1, &colour_);
    glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    glBindRenderbuffer(GL_RENDERBUFFER, colour_);
    glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
    glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
  }
  ~Target() {
    glBindFramebuffer(GL_FRAMEBUFFER, static_cast<GLuint>(before_));
    glDeleteRenderbuffers(1, &colour_);
    glDeleteFramebuffers(1, &framebuffer_);
  }
  bool complete() const { return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE; }

 private:
  GLint before_ = 0;
  GLuint framebuffer_ = 0, colour_ = 0;
};

// ImGui 1.92's loader closes the libraries of OpenGL with its last renderer and keeps their functions for the next one: so they have to stay.
void keep_libraries() {
#if IMGUI_VERSION_NUM >= 19200
  for (const char* name : {"libOpenGL.so.0", "libGL.so.1", "libEGL.so.1"}) ::dlopen(name, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
#endif
}

}  // namespace

Result<std::unique_ptr<GlRenderer>> GlRenderer::make(Loader loader, Gui& gui) {
  if (gladLoadGL(loader) == 0 || !GLAD_GL_VERSION_3_3) return Diagnostic{.message = "no OpenGL 3.3 on this display"};
  std::unique_ptr<GlRenderer> renderer(new GlRenderer(gui));
  if (const auto* name = reinterpret_cast<const char*>(glGetString(GL_RENDERER))) renderer->name_ = name;
  gui.make_current();
  keep_libraries();
  if (!ImGui_ImplOpenGL3_Init("#version 330 core")) return Diagnostic{.message = "Dear ImGui could not use this OpenGL"};
#if IMGUI_VERSION_NUM < 19200
  ImGui_ImplOpenGL3_CreateDeviceObjects();   // the shaders, and a texture of ImGui's own font that the next line replaces
  gui.on_atlas([] {
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
  });
#endif
  return renderer;
}

GlRenderer::~GlRenderer() {
  gui_.on_atlas({});
  gui_.make_current();
  if (ImGui::GetIO().BackendRendererUserData) ImGui_ImplOpenGL3_Shutdown();
}

void GlRenderer::draw(int width, int height) {
  ImDrawData* data = gui_.draw_data();
  glViewport(0, 0, width, height);
  glClearColor(0, 0, 0, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_NewFrame();
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

Result<Picture> GlRenderer::picture(int width, int height) {
  GLint most = 0;
  glGetIntegerv(GL_MAX_RENDERBUFFER_SIZE, &most);
  const Target target(width, height);
  if (width > most || height > most || !target.complete()) {
    return Diagnostic{.message = "OpenGL cannot draw a picture of " + std::to_string(width) + "x" + std::to_string(height),
                      .hint = "at most " + std::to_string(most) + " each way"};
  }
  draw(width, height);
  Picture upside_down{width, height, std::vector<uint8_t>(static_cast<size_t>(width) * static_cast<size_t>(height) * 4)};
  glPixelStorei(GL_PACK_ALIGNMENT, 1);
  glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, upside_down.rgba.data());
  Picture picture = upside_down;
  const size_t row = static_cast<size_t>(width) * 4;
  for (size_t y = 0; y < static_cast<size_t>(height); ++y) {
    std::copy_n(upside_down.rgba.data() + (static_cast<size_t>(height) - 1 - y) * row, row, picture.rgba.data() + y * row);
  }
  for (size_t i = 3; i < picture.rgba.size(); i += 4) picture.rgba[i] = 255;
  return picture;
}

}  // namespace wgscope::shell
