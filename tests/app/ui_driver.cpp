#include "tests/app/ui_driver.h"

#include <utility>

#include "app/theme/imgui_compat.h"

namespace wgscope::test {

UiDriver::UiDriver(std::function<void(widgets::Ui&)> draw, float w, float h, float s) : width(w), height(h), scale(s), draw_(std::move(draw)) { frames(3); }

void UiDriver::frames(int count) {
  for (int i = 0; i < count; ++i) {
    now_s_ += 1.0 / 60;
    shell::FrameSpec spec;
    spec.now_s = now_s_;
    spec.width = width;
    spec.height = height;
    spec.scale = scale;
    spec.scheme = scheme;
    spec.input = input;
    spec.edits = std::exchange(edits_, {});
    spec.settled = settled;
    gui_.frame(spec, draw_);
    input.wheel = {};
  }
}

void UiDriver::wait(double seconds) {
  now_s_ += seconds;
  frames(2);
}

bool UiDriver::move_to(std::string_view id) {
  const widgets::Item* item = find(id);
  if (!item || item->visible.empty()) return false;
  input.mouse = item->visible.centre();
  frames(2);
  return true;
}

void UiDriver::press(widgets::Point at) {
  input.mouse = at;
  frames(1);
  input.left = true;
  frames(1);
}

void UiDriver::release() {
  input.left = false;
  frames(2);
}

bool UiDriver::click(std::string_view id) {
  if (!move_to(id)) return false;
  press(input.mouse);
  release();
  return true;
}

bool UiDriver::double_click(std::string_view id) { return click(id) && click(id); }

bool UiDriver::drag(std::string_view id, widgets::Point by) {
  if (!move_to(id)) return false;
  press(input.mouse);
  input.mouse = input.mouse + by;
  frames(2);
  release();
  return true;
}

bool UiDriver::wheel(std::string_view id, float notches) {
  if (!move_to(id)) return false;
  input.wheel.y = notches;
  frames(2);
  return true;
}

void UiDriver::type(std::string_view ascii) {
  for (const char c : ascii) edits_.push_back({shell::EditEvent::Kind::character, static_cast<uint32_t>(c)});
  frames(2);
}

void UiDriver::edit_key(int key) {
  edits_.push_back({shell::EditEvent::Kind::key_down, static_cast<uint32_t>(key)});
  frames(1);
  edits_.push_back({shell::EditEvent::Kind::key_up, static_cast<uint32_t>(key)});
  frames(2);
}

size_t UiDriver::vertices() const { return static_cast<size_t>(gui_.draw_data()->TotalVtxCount); }

}  // namespace wgscope::test
