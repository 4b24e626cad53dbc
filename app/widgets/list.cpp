#include "app/widgets/list.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace wgscope::widgets {

namespace {

constexpr float kWheelRows = 3;   // rows of code a notch

// The bar at the right of something that is longer than its box. `share`: how much is in view; `place`: 0 at the start, 1 at the end.
std::optional<float> scrollbar(Ui& ui, const std::string& id, const Rect& box, float share, float place) {
  const float width = ui.metrics().scrollbar;
  const Rect track{box.right() - width - ui.px(2), box.y + ui.px(2), width, box.h - ui.px(4)};
  const float length = std::max(ui.px(24), track.h * share);
  Rect thumb{track.x, track.y + (track.h - length) * std::clamp(place, 0.0f, 1.0f), width, length};
  const Touch touch = ui.touch(id + "/bar", track.inset(-ui.px(3), 0), {});
  float& grip = ui.state<float>(id + "/bar#grip");
  std::optional<float> moved;
  if (touch.pressed) grip = thumb.contains({thumb.centre().x, ui.input().mouse.y}) ? ui.input().mouse.y - thumb.y : length / 2;
  if ((touch.held || touch.pressed) && track.h > length) moved = std::clamp((ui.input().mouse.y - grip - track.y) / (track.h - length), 0.0f, 1.0f);
  if (moved) thumb.y = track.y + (track.h - length) * *moved;
  const Colour colour = touch.held ? ui.colours().text_muted : touch.hovered ? ui.colours().text_faint : ui.colours().control_held;
  ui.canvas().fill(thumb, colour, width / 2);
  return moved;
}

}  // namespace

// ---- an area of known height

namespace {

struct ScrollState {
  float target = 0;
  std::optional<uint64_t> shown;
};

}  // namespace

ScrollArea::ScrollArea(Ui& ui, std::string_view id, const Rect& box, float content_height, std::optional<Show> show) : ui_(ui), content_(box) {
  ScrollState& state = ui.state<ScrollState>(id);
  const std::string name(id);
  const float most = std::max(0.0f, content_height - box.h);
  const Touch touch = ui.touch(id, box, {}, true, Ui::Wheel::taken);
  bool by_hand = false;
  if (touch.wheel.y != 0) state.target -= touch.wheel.y * kWheelRows * ui.metrics().row;
  if (show && state.shown != show->version) {
    state.shown = show->version;
    const float air = std::min(2 * ui.metrics().row, std::max(0.0f, (box.h - show->height) / 2));
    if (show->y - air < state.target) state.target = show->y - air;
    if (show->y + show->height + air > state.target + box.h) state.target = show->y + show->height + air - box.h;
  }
  state.target = std::clamp(state.target, 0.0f, most);
  if (most > 0) {
    content_.w -= ui.metrics().scrollbar + ui.px(6);
    if (const auto place = scrollbar(ui, name, box, box.h / content_height, state.target / most)) state.target = *place * most, by_hand = true;
  }
  offset_ = std::round(ui.tweens().to(ui.path(name + "#offset"), state.target, by_hand ? 0 : kTweenSeconds));
  ui.canvas().push_clip(box);
}

ScrollArea::~ScrollArea() { ui_.canvas().pop_clip(); }

// ---- rows without end

namespace {

struct ListPlace {
  size_t first = 0;         // the row at the top
  float into = 0;           // how much of it is above the box
  float travelled = 0;      // pixels that the content was moved by, in all: what the movement is tweened along
  size_t selected = SIZE_MAX, count = 0;
  float box_height = 0, selected_height = 0;   // as of the last frame: another text size, another language
};

class Scroller {
 public:
  Scroller(ListPlace& place, const ListSpec& spec, float height) : place_(place), spec_(spec), height_(height) {}

  // Moves the content up (towards the end) by this much, or down; never past its ends.
  void move(float by) {
    place_.into += by;
    while (place_.into < 0 && place_.first > 0) place_.into += spec_.height(--place_.first);
    place_.into = std::max(place_.into, 0.0f);
    while (place_.first + 1 < spec_.count) {
      const float row = spec_.height(place_.first);
      if (place_.into < row) break;
      place_.into -= row;
      ++place_.first;
    }
    keep_full();
  }
  // The last row is never above the bottom of the box, when there are rows enough to fill it.
  void keep_full() {
    size_t row = spec_.count;
    float below = 0;
    while (row > 0 && below < height_) below += spec_.height(--row);
    const float into = std::max(0.0f, below - height_);
    if (place_.first > row || (place_.first == row && place_.into > into)) place_.first = row, place_.into = into;
  }
  // The row's top at this distance below the box's top.
  void put(size_t row, float y) {
    place_.first = row;
    place_.into = 0;
    move(-y);
  }
  // Where a row's top is, when it is near; otherwise nothing.
  std::optional<float> top_of(size_t row) const {
    float y = -place_.into;
    if (row < place_.first) {
      for (size_t r = place_.first; r > row; --r) {
        y -= spec_.height(r - 1);
        if (y < -2 * height_) return {};
      }
      return y;
    }
    for (size_t r = place_.first; r < row; ++r) {
      y += spec_.height(r);
      if (y > 3 * height_) return {};
    }
    return y;
  }

 private:
  ListPlace& place_;
  const ListSpec& spec_;
  float height_;
};

// The selected row has changed: bring it into view, a near one by the shortest way, a far one to the middle.
void show_selected(Scroller& scroller, ListPlace& place, const ListSpec& spec, const Rect& box) {
  const size_t row = spec.selected;
  const float height = spec.height(row);
  const auto before = scroller.top_of(row);
  if (!before) {
    scroller.put(row, (box.h - height) / 2);
    return;
  }
  const float air = row + 1 == spec.count ? 0 : std::min(box.h * 0.2f, std::max(0.0f, (box.h - height) / 2));
  float wanted = *before;
  if (wanted + height + air > box.h) wanted = box.h - height - air;
  if (wanted < 0) wanted = std::min(air, std::max(0.0f, box.h - height));
  if (wanted != *before) {
    scroller.move(*before - wanted);
    place.travelled += *before - wanted;
  }
}

}  // namespace

void list(Ui& ui, std::string_view id, const Rect& box, const ListSpec& spec) {
  ListPlace& place = ui.state<ListPlace>(id);
  const std::string name(id);
  const Touch touch = ui.touch(id, box, {}, true, Ui::Wheel::taken);
  if (spec.count == 0 || box.empty()) {
    place = {};
    return;
  }
  if (place.first >= spec.count) place.first = spec.count - 1, place.into = 0;
  Scroller scroller(place, spec, box.h);
  if (touch.wheel.y != 0) {
    const float by = -touch.wheel.y * kWheelRows * ui.metrics().row;
    scroller.move(by);
  }
  const float selected_height = spec.selected < spec.count ? spec.height(spec.selected) : 0;
  const bool resized = box.h != place.box_height || (spec.selected == place.selected && selected_height != place.selected_height);
  const bool changed = spec.selected != place.selected || (spec.at_end && spec.count != place.count) || resized;
  if (spec.selected < spec.count && changed) show_selected(scroller, place, spec, box);
  place.selected = spec.selected;
  place.count = spec.count;
  place.box_height = box.h, place.selected_height = selected_height;
  scroller.keep_full();

  float visible = 0, y = -place.into;
  size_t after = place.first;
  while (after < spec.count && y < box.h) y += spec.height(after++);
  visible = static_cast<float>(after - place.first);
  Rect rows = box;
  if (visible < static_cast<float>(spec.count) || place.into > 0) {
    rows.w -= ui.metrics().scrollbar + ui.px(6);
    const float most = std::max(1.0f, static_cast<float>(spec.count) - visible + 1);
    const float at = static_cast<float>(place.first) + place.into / std::max(1.0f, spec.height(place.first));
    if (const auto moved = scrollbar(ui, name, box, visible / static_cast<float>(spec.count), at / most)) {
      const float to = *moved * most;
      place.first = std::min(spec.count - 1, static_cast<size_t>(to));
      place.into = (to - std::floor(to)) * spec.height(place.first);
      scroller.keep_full();
    }
  }

  // What is still on its way shows the rows a little behind where they belong.
  float behind = place.travelled - ui.tweens().to(ui.path(name + "#travelled"), place.travelled);
  behind = std::clamp(behind, -box.h, box.h);
  size_t row = place.first;
  y = -place.into + behind;
  while (row > 0 && y > 0) y -= spec.height(--row);
  const Clip clip(ui.canvas(), box);
  for (; row < spec.count && y < box.h; ++row) {
    const float height = spec.height(row);
    spec.draw(row, {rows.x, std::round(box.y + y), rows.w, height});
    y += height;
  }
}

}  // namespace wgscope::widgets
