// What every panel is given beside its view and its rectangle: where to draw, in which language to speak, and where to put what the user asked for.
// A panel is a function of these. It changes nothing: what it asks is applied after the frame.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "app/model/action.h"
#include "app/model/scene.h"
#include "app/model/strings.h"
#include "app/widgets/controls.h"
#include "app/widgets/ui.h"

namespace wgscope::panels {

using widgets::Align;
using widgets::Canvas;
using widgets::Clip;
using widgets::Colour;
using widgets::Icon;
using widgets::Point;
using widgets::Rect;
using widgets::Scope;
using widgets::TextStyle;
using widgets::Ui;

// Panels that share one place: their names, side by side where the title would be. Which one is shown is kept under the id.
struct Tabs {
  std::string id;
  std::vector<std::string> names;
  int on = 0;
};

struct Panel {
  Ui& ui;
  const model::Strings& strings;
  model::Actions& asked;
  const Tabs* tabs = nullptr;

  void ask(model::Action action) const { asked.push_back(std::move(action)); }
  std::string say(std::string_view key) const { return strings.say(key); }
  std::string say(std::string_view key, std::initializer_list<model::Gap> gaps) const { return strings.say(key, gaps); }
  // What is drawn there is this thing of model/explain.h.
  void explain(std::string_view what, const Rect& rect) const;
};

// How much room a window has for the size of its text. With less of it panels share places, and say less.
enum class Room : uint8_t { roomy, compact, small, tiny };
inline Room room_of(const Ui& ui) {
  const float w = ui.screen().w / ui.theme().scale, h = ui.screen().h / ui.theme().scale;
  return w >= 1100 && h >= 640 ? Room::roomy : w >= 960 && h >= 540 ? Room::compact : w >= 740 && h >= 420 ? Room::small : Room::tiny;
}
inline bool compact(const Ui& ui) { return room_of(ui) != Room::roomy; }
// There the caption says what just happened, and where we are: the bar does not.
inline bool has_caption(const Ui& ui) { return room_of(ui) >= Room::small; }
inline float header_height(const Ui& ui) { return has_caption(ui) ? ui.px(26) : ui.metrics().panel_header; }

// A panel's ground, and its header: the title and a note, or the tabs. Gives what is left inside; `header_out` what is free in the header. `name` is the
// program's, behind the title as it is written there. The title explains itself as `panel.ID`.
Rect frame(const Panel& panel, std::string_view id, const Rect& rect, std::string_view title, std::string_view note = {},
           TextStyle note_style = TextStyle::small, Rect* header_out = nullptr, std::string_view name = {});

inline Colour colour_of(const Ui& ui, GoroutineId who) { return ui.colours().goroutine(who.value); }

struct StateLook {
  Colour colour;
  Icon icon;
};
StateLook look_of(const Ui& ui, GoroutineState state);

// A chip that brings its goroutine into focus. Gives its width.
float chip(const Panel& panel, std::string_view id, Point middle_left, const model::Chip& chip, std::string_view tip = {});

}  // namespace wgscope::panels
