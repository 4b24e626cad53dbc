// What every panel is given beside its view and its rectangle: where to draw, in which language to speak, and where to put what the user asked for.
// A panel is a function of these. It changes nothing: what it asks is applied after the frame.
#pragma once

#include <array>
#include <string>
#include <utility>

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

// Two panels that share one place in a small window: their names, side by side where the title would be. Which one is shown is kept under the id.
struct Tabs {
  std::string id;
  std::array<std::string, 2> names;
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
};

// A window that is small for the size of its text: panels share places, and say less.
inline bool compact(const Ui& ui) { return ui.screen().h < 640 * ui.theme().scale || ui.screen().w < 1100 * ui.theme().scale; }

// A panel's ground, and its header: the title and a note, or the tabs. Gives what is left inside; `header_out` what is free in the header.
Rect frame(const Panel& panel, std::string_view id, const Rect& rect, std::string_view title, std::string_view note = {},
           TextStyle note_style = TextStyle::small, Rect* header_out = nullptr);

inline Colour colour_of(GoroutineId who) { return theme::goroutine_colour(who.value); }

struct StateLook {
  Colour colour;
  Icon icon;
};
StateLook look_of(const Ui& ui, GoroutineState state);

// A chip that brings its goroutine into focus. Gives its width.
float chip(const Panel& panel, std::string_view id, Point middle_left, const model::Chip& chip);

}  // namespace wgscope::panels
