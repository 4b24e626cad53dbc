// A window on a display, as GLFW gives it: an OpenGL context, events into a queue, the clipboard, the shape of the pointer, the full screen.
// It knows nothing of what is shown. At most one at a time.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/shell/first_look.h"
#include "app/shell/input_queue.h"
#include "app/widgets/ui.h"
#include "core/base/result.h"

struct GLFWwindow;
struct GLFWcursor;

namespace wgscope::shell {

struct PixelSize {
  int width = 0, height = 0;
};

class Display {
 public:
  // The error says what is missing: a display, or OpenGL 3.3 on it. `choose` is told the monitor, and gives the window's size.
  static Result<std::unique_ptr<Display>> open(const std::function<PixelSize(const Monitor&)>& choose);
  ~Display();
  Display(const Display&) = delete;
  Display& operator=(const Display&) = delete;

  using Function = void (*)();
  static Function gl_function(const char* name);

  // Sleeps until an event comes or the time is over; with nothing to wait for, takes what is there.
  void wait(double seconds_most);
  InputQueue& input() { return input_; }
  // Something happened since the last call that the picture may depend on.
  bool take_changed();
  std::vector<std::string> take_dropped();           // paths

  PixelSize pixels() const;                          // 0x0 when iconified
  PixelSize windowed() const;                        // of the window when it does not fill the screen, as windows are measured
  double scale() const { return scale_; }            // what the monitor wants things magnified by
  double frame_every_s() const;                      // how often the monitor shows a picture
  void swap();
  bool asked_to_close() const;
  void close();
  void set_title(const std::string& title);
  void set_pointer(widgets::Ui::Pointer pointer);
  bool fullscreen() const { return fullscreen_; }
  void set_fullscreen(bool on);
  std::optional<std::string> clipboard() const;
  void set_clipboard(const std::string& text);

 private:
  Display() = default;
  void listen();
  void push(const InputEvent& event) { input_.push(event), changed_ = true; }

  bool started_ = false;
  GLFWwindow* window_ = nullptr;
  InputQueue input_;
  std::vector<std::string> dropped_;
  std::array<GLFWcursor*, 5> pointers_{};
  widgets::Ui::Pointer pointer_ = widgets::Ui::Pointer::arrow;
  double scale_ = 1;
  bool changed_ = true, fullscreen_ = false;
  std::array<int, 4> windowed_{};                    // where it was before it filled the screen: x, y, width, height
};

}  // namespace wgscope::shell
