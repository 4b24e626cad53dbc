#include "app/shell/offscreen.h"

#include <EGL/egl.h>
#include <EGL/eglext.h>

#include <array>
#include <cstdio>
#include <cstring>
#include <functional>

namespace wgscope::shell {

namespace {

Diagnostic no_gl(const char* what) {
  return Diagnostic{.message = std::string("cannot draw without a display: ") + what,
                    .hint = "Mesa's software driver is enough (Debian: apt install libgl1-mesa-dri libegl1)"};
}

bool has_extension(const char* list, const char* name) { return list && std::strstr(list, name); }

}  // namespace

Result<std::unique_ptr<Offscreen>> Offscreen::make() {
  std::unique_ptr<Offscreen> self(new Offscreen);
  const auto get_display = reinterpret_cast<PFNEGLGETPLATFORMDISPLAYEXTPROC>(eglGetProcAddress("eglGetPlatformDisplayEXT"));
  if (!get_display || !has_extension(eglQueryString(EGL_NO_DISPLAY, EGL_EXTENSIONS), "EGL_MESA_platform_surfaceless")) {
    return no_gl("EGL has no surfaceless platform");
  }
  EGLDisplay display = get_display(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
  if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) return no_gl("EGL does not start");
  self->display_ = display;
  if (!eglBindAPI(EGL_OPENGL_API)) return no_gl("EGL has no OpenGL");
  const std::array<EGLint, 3> want = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  EGLConfig config = nullptr;
  EGLint configs = 0;
  eglChooseConfig(display, want.data(), &config, 1, &configs);
  const std::array<EGLint, 7> version = {EGL_CONTEXT_MAJOR_VERSION, 3, EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                         EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
  self->context_ = eglCreateContext(display, configs > 0 ? config : EGLConfig{}, EGL_NO_CONTEXT, version.data());
  if (self->context_ == EGL_NO_CONTEXT) return no_gl("no OpenGL 3.3");
  if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, self->context_)) return no_gl("OpenGL does not work without a surface");
  self->gui_ = std::make_unique<Gui>();
  auto renderer = GlRenderer::make(eglGetProcAddress, *self->gui_);
  if (!renderer.ok()) return renderer.errors();
  self->renderer_ = std::move(renderer).value();
  for (const std::string& message : self->gui_->fonts().messages()) std::fprintf(stderr, "wgscope: %s\n", message.c_str());
  return self;
}

Offscreen::~Offscreen() {
  if (!display_) return;
  if (context_) eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_);
  renderer_.reset();
  gui_.reset();
  eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
  if (context_) eglDestroyContext(display_, context_);
  eglTerminate(display_);
}

Result<Picture> Offscreen::picture(const Look& look, const std::function<void(widgets::Ui&)>& draw) {
  FrameSpec spec;
  spec.now_s = 1;
  spec.width = static_cast<float>(look.width);
  spec.height = static_cast<float>(look.height);
  spec.scale = look.scale;
  spec.scheme = look.scheme;
  gui_->settle(spec, draw);
  return renderer_->picture(look.width, look.height);
}

}  // namespace wgscope::shell
