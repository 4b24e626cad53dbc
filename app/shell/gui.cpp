#include "app/shell/gui.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "app/theme/imgui_compat.h"

namespace wgscope::shell {

namespace {

constexpr int kSettleFrames = 8;

// The one window, as big as the screen, with nothing of its own.
class Root {
 public:
  Root(float width, float height) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({width, height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
    ImGui::Begin("wgscope", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoNav);
  }
  ~Root() {
    ImGui::End();
    ImGui::PopStyleVar(3);
  }
};

}  // namespace

theme::Scheme scheme_of(const model::Preferences& preferences) { return preferences.theme == "light" ? theme::Scheme::light : theme::Scheme::dark; }

Gui::Gui() : theme_(theme::make_theme(fonts_, 1)), context_(ImGui::CreateContext()), ui_(theme_) {
  ImGui::SetCurrentContext(context_);
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;   // more than 65,536 vertices
  io.ConfigInputTextCursorBlink = true;
  imgui::set_up_keys(io);
}

Gui::~Gui() {
  make_current();
  ImGui::DestroyContext(context_);
}

void Gui::frame(const FrameSpec& spec, const std::function<void(widgets::Ui&)>& draw) {
  const bool first = fonts_.builds() == 0;
  draw_once(spec, draw);
  if (!fonts_.stale(spec.scale)) return;
  // Glyphs were missing: nobody sees that frame. What the user did in it has been taken in and is not done twice.
  if (first) ui_.forget();
  FrameSpec again = spec;
  if (!first) again.edits = {}, again.input.wheel = {};
  draw_once(again, draw);
}

void Gui::draw_once(const FrameSpec& spec, const std::function<void(widgets::Ui&)>& draw) {
  make_current();
  ImGuiIO& io = ImGui::GetIO();
  if (fonts_.stale(spec.scale)) {
    fonts_.build(*io.Fonts, spec.scale);
    if (upload_) upload_();
  }
  if (spec.scale != theme_.scale || spec.scheme != theme_.scheme) theme_ = theme::make_theme(fonts_, spec.scale, spec.scheme);

  const auto began = std::chrono::steady_clock::now();
  io.DisplaySize = {std::max(1.0f, spec.width), std::max(1.0f, spec.height)};
  io.DisplayFramebufferScale = {1, 1};
  io.DeltaTime = static_cast<float>(std::clamp(spec.now_s - last_s_, 1e-4, 0.1));
  last_s_ = spec.now_s;
  const widgets::Input& input = spec.input;
  imgui::modifiers(io, input.ctrl, input.shift, input.alt);
  imgui::mouse(io, input.mouse.x, input.mouse.y, input.left);
  for (const EditEvent& edit : spec.edits) {
    if (edit.kind == EditEvent::Kind::character) {
      io.AddInputCharacter(edit.what);
    } else {
      imgui::edit_key(io, static_cast<imgui::EditKey>(edit.what), edit.kind == EditEvent::Kind::key_down);
    }
  }
  ImGui::NewFrame();
  {
    const Root root(io.DisplaySize.x, io.DisplaySize.y);
    widgets::FrameInfo info;
    info.now_s = spec.now_s;
    info.screen = {0, 0, spec.width, spec.height};
    info.input = input;
    info.edits = spec.edits;
    info.settled = spec.settled;
    ui_.begin_frame(info, *ImGui::GetWindowDrawList());
    ui_.canvas().fill(info.screen, ui_.colours().window);
    draw(ui_);
    ui_.end_frame();
  }
  ImGui::Render();
  frame_ms_ = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count();
}

void Gui::settle(FrameSpec spec, const std::function<void(widgets::Ui&)>& draw) {
  spec.settled = true;
  // One to lay out and see which glyphs are needed, one with them, and what a widget's own answer to a frame may take.
  for (int i = 0; i < kSettleFrames; ++i) {
    frame(spec, draw);
    if (i >= 2 && !wants_frame()) break;
  }
}

void Gui::make_current() const { ImGui::SetCurrentContext(context_); }

ImDrawData* Gui::draw_data() const {
  make_current();
  return ImGui::GetDrawData();
}

bool Gui::wants_frame() const { return ui_.wants_frame() || fonts_.stale(theme_.scale); }

void Gui::on_atlas(std::function<void()> upload) {
  upload_ = std::move(upload);
  if (fonts_.builds() > 0 && upload_) upload_();
}

}  // namespace wgscope::shell
