// What every panel is given beside its view and its rectangle: where to draw, in which language to speak, and where to put what the user asked for.
// A panel is a function of these. It changes nothing: what it asks is applied after the frame.
#pragma once

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

struct Panel {
  Ui& ui;
  const model::Strings& strings;
  model::Actions& asked;

  void ask(model::Action action) const { asked.push_back(std::move(action)); }
  std::string say(std::string_view key) const { return strings.say(key); }
  std::string say(std::string_view key, std::initializer_list<model::Gap> gaps) const { return strings.say(key, gaps); }
};

inline Colour colour_of(GoroutineId who) { return theme::goroutine_colour(who.value); }

struct StateLook {
  Colour colour;
  Icon icon;
};
StateLook look_of(const Ui& ui, GoroutineState state);

// A chip that brings its goroutine into focus. Gives its width.
float chip(const Panel& panel, std::string_view id, Point middle_left, const model::Chip& chip);

}  // namespace wgscope::panels
