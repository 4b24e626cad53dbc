// One Dear ImGui context and what is drawn in it: the same for the window, for a picture without a window, and for tests that render nothing.
// It makes frames; it knows neither GL nor GLFW. Whoever shows them hands the draw data to a renderer, and uploads the atlas when `on_atlas` says so.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "app/model/preferences.h"
#include "app/theme/theme.h"
#include "app/widgets/ui.h"

struct ImDrawData;
struct ImGuiContext;

namespace wgscope::shell {

using widgets::EditEvent;

struct FrameSpec {
  double now_s = 0;
  float width = 0, height = 0;       // pixels of the framebuffer
  float scale = 1;                   // text scale times the display's
  theme::Scheme scheme = theme::Scheme::dark;
  widgets::Input input;
  std::vector<EditEvent> edits;
  bool settled = false;
};

theme::Scheme scheme_of(const model::Preferences& preferences);

class Gui {
 public:
  Gui();
  ~Gui();
  Gui(const Gui&) = delete;
  Gui& operator=(const Gui&) = delete;

  // Draws one frame. Glyphs that it was the first to need are baked at once and it is drawn again, so that nobody sees it without them; what the user typed or
  // scrolled counts in the first of the two only.
  void frame(const FrameSpec& spec, const std::function<void(widgets::Ui&)>& draw);
  // Frames until nothing is missing or on its way: how a picture is made. Movement is settled.
  void settle(FrameSpec spec, const std::function<void(widgets::Ui&)>& draw);

  void make_current() const;         // ImGui's functions work on one context at a time
  ImDrawData* draw_data() const;
  bool wants_frame() const;          // something moves, or glyphs were missing
  // Called whenever the atlas was filled anew, before the frame that uses it: commands of a frame name the texture.
  void on_atlas(std::function<void()> upload);

  widgets::Ui& ui() { return ui_; }
  theme::Fonts& fonts() { return fonts_; }
  double frame_ms() const { return frame_ms_; }   // the last frame's own work, without the baking of glyphs

 private:
  void draw_once(const FrameSpec& spec, const std::function<void(widgets::Ui&)>& draw);

  theme::Fonts fonts_;
  theme::Theme theme_;
  ImGuiContext* context_;
  widgets::Ui ui_;
  double last_s_ = 0, frame_ms_ = 0;
  std::function<void()> upload_;
};

}  // namespace wgscope::shell
