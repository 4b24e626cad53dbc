#include "app/shell/display.h"

#include <GLFW/glfw3.h>

#include <algorithm>

#include "app/theme/imgui_compat.h"

namespace wgscope::shell {

namespace {

constexpr PixelSize kSmallest{640, 360};

std::string glfw_words() {
  const char* words = nullptr;
  glfwGetError(&words);
  return words ? words : "no reason given";
}

// What a key writes, as a view that stays: GLFW's own buffer is overwritten by its next call. Only single ASCII characters matter.
std::string_view lasting_name(const char* name) {
  static constexpr char kPrintable[] = "!\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~";
  const bool one = name && name[0] > ' ' && name[0] < 0x7f && name[1] == 0;
  return one ? std::string_view(kPrintable + (name[0] - '!'), 1) : std::string_view();
}

// The monitor where the middle of the window is: a projector is often the second one.
GLFWmonitor* monitor_at(int x, int y) {
  int count = 0;
  GLFWmonitor** monitors = glfwGetMonitors(&count);
  for (int i = 0; i < count; ++i) {
    int left = 0, top = 0;
    glfwGetMonitorPos(monitors[i], &left, &top);
    const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
    if (mode && x >= left && x < left + mode->width && y >= top && y < top + mode->height) return monitors[i];
  }
  return glfwGetPrimaryMonitor();
}

const char* imgui_clipboard() { return glfwGetClipboardString(nullptr); }
void set_imgui_clipboard(const char* text) { glfwSetClipboardString(nullptr, text); }

}  // namespace

Result<std::unique_ptr<Display>> Display::open(const std::function<PixelSize(const Monitor&)>& choose) {
  std::unique_ptr<Display> self(new Display);
  self->started_ = glfwInit() == GLFW_TRUE;
  if (!self->started_) return Diagnostic{.message = "no display to open a window on: " + glfw_words()};
  glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
  glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
  glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
  glfwWindowHintString(GLFW_X11_CLASS_NAME, "wgscope");
  glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "wgscope");
  Monitor about;
  if (GLFWmonitor* monitor = glfwGetPrimaryMonitor()) {
    int x = 0, y = 0;
    float scale = 1;
    glfwGetMonitorWorkarea(monitor, &x, &y, &about.width, &about.height);
    glfwGetMonitorContentScale(monitor, &scale, nullptr);
    about.scale = static_cast<double>(scale);
  }
  PixelSize size = choose(about);
  if (about.width > 0 && about.height > 0) size = {std::min(size.width, about.width), std::min(size.height, about.height)};
  self->window_ = glfwCreateWindow(size.width, size.height, "wgscope", nullptr, nullptr);
  if (!self->window_) return Diagnostic{.message = "no window could be opened with OpenGL 3.3: " + glfw_words()};
  glfwMakeContextCurrent(self->window_);
  glfwSwapInterval(1);
  glfwSetWindowSizeLimits(self->window_, kSmallest.width, kSmallest.height, GLFW_DONT_CARE, GLFW_DONT_CARE);
  float scale = 1;
  glfwGetWindowContentScale(self->window_, &scale, nullptr);
  self->scale_ = std::max(1.0f, scale);
  const std::array shapes = {GLFW_ARROW_CURSOR, GLFW_HAND_CURSOR, GLFW_IBEAM_CURSOR, GLFW_HRESIZE_CURSOR, GLFW_VRESIZE_CURSOR};
  for (size_t i = 0; i < shapes.size(); ++i) self->pointers_[i] = glfwCreateStandardCursor(shapes[i]);
  self->listen();
  imgui::set_up_clipboard<imgui_clipboard, set_imgui_clipboard>();
  return self;
}

Display::~Display() {
  if (window_) glfwDestroyWindow(window_);
  if (started_) glfwTerminate();
}

Display::Function Display::gl_function(const char* name) { return glfwGetProcAddress(name); }

void Display::listen() {
  static constexpr auto self = [](GLFWwindow* w) -> Display& { return *static_cast<Display*>(glfwGetWindowUserPointer(w)); };
  glfwSetWindowUserPointer(window_, this);
  glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int scancode, int action, int modifiers) {
    self(w).push({.kind = InputEvent::Kind::key, .what = key, .down = action != GLFW_RELEASE, .repeat = action == GLFW_REPEAT, .modifiers = modifiers,
                  .name = lasting_name(key == GLFW_KEY_UNKNOWN ? nullptr : glfwGetKeyName(key, scancode))});
  });
  glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned int c) { self(w).push({.kind = InputEvent::Kind::character, .what = static_cast<int>(c)}); });
  glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
    int width = 0, height = 0;   // in the window's own units, which need not be pixels
    glfwGetWindowSize(w, &width, &height);
    const double to_pixels = width > 0 ? static_cast<double>(self(w).pixels().width) / width : 1;
    self(w).push({.at = {static_cast<float>(x * to_pixels), static_cast<float>(y * to_pixels)}});
  });
  glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int inside) {
    if (!inside) self(w).push({.at = {-1e6f, -1e6f}});
  });
  glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int modifiers) {
    self(w).push({.kind = InputEvent::Kind::button, .what = button, .down = action == GLFW_PRESS, .modifiers = modifiers});
  });
  glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
    self(w).push({.kind = InputEvent::Kind::wheel, .at = {static_cast<float>(x), static_cast<float>(y)}});
  });
  glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
    self(w).dropped_.insert(self(w).dropped_.end(), paths, paths + count);
    self(w).changed_ = true;
  });
  glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int focused) {
    if (!focused) self(w).input_.release_all();
    self(w).changed_ = true;
  });
  glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float x, float) {
    self(w).scale_ = std::max(1.0f, x);
    self(w).changed_ = true;
  });
  glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w).changed_ = true; });
  glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w).changed_ = true; });
}

void Display::wait(double seconds_most) {
  if (seconds_most > 0.0005) {
    glfwWaitEventsTimeout(seconds_most);
  } else {
    glfwPollEvents();
  }
}

bool Display::take_changed() { return std::exchange(changed_, false); }
std::vector<std::string> Display::take_dropped() { return std::exchange(dropped_, {}); }

PixelSize Display::pixels() const {
  PixelSize size;
  glfwGetFramebufferSize(window_, &size.width, &size.height);
  return size;
}

PixelSize Display::windowed() const {
  if (fullscreen_) return {windowed_[2], windowed_[3]};
  PixelSize size;
  glfwGetWindowSize(window_, &size.width, &size.height);
  return size;
}

double Display::frame_every_s() const {
  GLFWmonitor* monitor = glfwGetPrimaryMonitor();
  const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
  return 1.0 / (mode && mode->refreshRate > 0 ? std::clamp(mode->refreshRate, 30, 240) : 60);
}

void Display::swap() { glfwSwapBuffers(window_); }
bool Display::asked_to_close() const { return glfwWindowShouldClose(window_); }
void Display::close() { glfwSetWindowShouldClose(window_, GLFW_TRUE); }
void Display::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }

void Display::set_pointer(widgets::Ui::Pointer pointer) {
  if (pointer == pointer_) return;
  pointer_ = pointer;
  glfwSetCursor(window_, pointers_[static_cast<size_t>(pointer)]);
}

void Display::set_fullscreen(bool on) {
  if (on == fullscreen_) return;
  fullscreen_ = on;
  if (!on) {
    glfwSetWindowMonitor(window_, nullptr, windowed_[0], windowed_[1], windowed_[2], windowed_[3], 0);
    return;
  }
  glfwGetWindowPos(window_, &windowed_[0], &windowed_[1]);
  glfwGetWindowSize(window_, &windowed_[2], &windowed_[3]);
  GLFWmonitor* monitor = monitor_at(windowed_[0] + windowed_[2] / 2, windowed_[1] + windowed_[3] / 2);
  const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
  if (mode) glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

std::optional<std::string> Display::clipboard() const {
  const char* text = glfwGetClipboardString(window_);
  return text ? std::optional<std::string>(text) : std::nullopt;
}
void Display::set_clipboard(const std::string& text) { glfwSetClipboardString(window_, text.c_str()); }

}  // namespace wgscope::shell
