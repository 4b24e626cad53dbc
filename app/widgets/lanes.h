// Lanes of bars over a common axis, arrows between them, a cursor to drag. It knows only positions on the axis (any unit); whoever calls it says what
// is in view and applies what the user asks for: the view itself is data of the caller.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "app/widgets/ui.h"

namespace wgscope::widgets {

enum class BarLook : uint8_t {
  solid,      // at work
  striped,    // could work, but does not
  hollow,     // an outlined box on a dark ground: waits
  quiet,      // likewise, without urgency: sleeps
  dashed,     // over
  alert,      // broke
};
struct Bar {
  double from = 0, to = 0;
  BarLook look = BarLook::solid;
  Colour colour = {0, 0, 0, 0};  // solid: its ground; transparent: what suits the look
  std::string_view label = {};  // drawn when it fits
};
struct Lane {
  std::string_view name = {};
  Colour colour = {};
  std::span<const Bar> bars = {};  // in order, those in view; may be merged where they are thinner than a pixel
  bool dim = false;
  bool selected = false;
};
struct LaneArrow {
  int from_lane = 0, to_lane = 0;
  double from = 0, to = 0;
  Colour colour = {};
  bool strong = false;           // the one that the cursor stands at
};
struct LaneMark {                // something happened in a lane
  int lane = 0;
  double at = 0;
  Colour colour = {};
};
struct LaneTick {
  double at = 0;
  std::string_view label = {};
};
struct LanesSpec {
  std::span<const Lane> lanes = {};
  std::span<const LaneArrow> arrows = {};
  std::span<const LaneTick> ticks = {};
  std::span<const LaneMark> marks = {};
  std::optional<int> set_apart = {};        // the lanes from here on are of another kind: a line above them
  double view_from = 0, view_to = 1;        // what is in view
  double cursor = 0;
  std::string_view cursor_label = {};
  double known_to = 0;                      // right of this nothing is recorded yet
  float name_width = 58;                    // at scale 1
};
// What the user did, for the caller to apply.
struct LanesAsk {
  std::optional<double> scrub;              // the cursor to here
  std::optional<int> lane_clicked;          // its name was clicked
  double zoom = 1;                          // multiply the visible span by this, keeping `zoom_at` where it is
  double zoom_at = 0;
  double pan = 0;                           // move the view by this much of the axis
  bool fit = false;                         // a double click
  std::optional<double> hover;              // the position under the mouse
  Rect names, bars, arrow;                  // where they were drawn; an arrow's is empty when there is none in view
  Rect marks;                               // the lanes that are set apart; empty when there are none in view
};
LanesAsk lanes(Ui& ui, std::string_view id, const Rect& rect, const LanesSpec& spec);
// The part of the axis that a given rectangle shows is this many pixels wide: for who merges bars.
float lanes_axis_width(const Ui& ui, const Rect& rect, const LanesSpec& spec);

}  // namespace wgscope::widgets
