// Plays a user to whatever draws with widgets: finds items by id, moves, presses, types, and renders nothing. The clock is the test's own.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "app/shell/gui.h"

namespace wgscope::test {

class UiDriver {
 public:
  explicit UiDriver(std::function<void(widgets::Ui&)> draw, float width = 1600, float height = 900, float scale = 1);

  // So many frames, each 1/60 s after the one before.
  void frames(int count = 1);
  void wait(double seconds);
  // False when there is no such item, or nothing of it is visible. Movement is off unless asked for.
  bool click(std::string_view id);
  bool double_click(std::string_view id);
  bool move_to(std::string_view id);
  bool drag(std::string_view id, widgets::Point by);
  bool wheel(std::string_view id, float notches);
  void press(widgets::Point at);
  void release();
  void type(std::string_view ascii);            // into the text field that has the keyboard
  void edit_key(int key);                       // an imgui::EditKey, down and up

  const widgets::Item* find(std::string_view id) const { return gui_.ui().find(id); }
  bool has(std::string_view id) const { return find(id) != nullptr; }
  widgets::Ui& ui() { return gui_.ui(); }
  shell::Gui& gui() { return gui_; }
  size_t vertices() const;                      // of the last frame: something was drawn

  bool settled = true;
  widgets::Input input;
  float width, height, scale;
  theme::Scheme scheme = theme::Scheme::dark;

 private:
  mutable shell::Gui gui_;
  std::function<void(widgets::Ui&)> draw_;
  double now_s_ = 1;
  std::vector<shell::EditEvent> edits_;
};

}  // namespace wgscope::test
