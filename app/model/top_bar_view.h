// What the bar at the top says: what is open, the mode, how it goes on, where we are. Texts are in the language that is on.
#pragma once

#include <string>
#include <vector>

#include "app/model/action.h"
#include "app/model/commands.h"

namespace wgscope::model {

class Session;
class Strings;

struct ParamRow {
  std::string name;
  int64_t value = 0, min = 0, max = 0;
  bool slider = false;               // it has a min and a max
};

struct TopBarView {
  std::string title;                 // `3 · Many workers, two waiters`
  std::string tags;
  Mode mode = Mode::live;
  bool can_step = false;             // Step and Explore have a program to work on
  bool moving = false;               // space pauses
  bool back = false, on = false, play = false;   // what the transport can do
  bool running = false;              // the rate is the pace of a live run, else a speed of playing
  std::string rate;                  // `pace 2 /s`, `speed 1x`
  std::string rate_short;            // `2 /s`, `1x`
  std::string where;                 // `event 22 of 25`
  std::string where_short;           // `22 / 25`
  std::string state;                 // `paused`, `running`, the ending
  std::vector<ParamRow> params;
  std::string params_label;          // `workers 3`
  std::string language_button;       // the other language, in itself
};
TopBarView top_bar_view(const Session& session);

// `pace 2 /s`, `pace full`; `speed 0.5x`.
std::string pace_label(const Strings& strings, std::optional<double> steps_per_s);
std::string speed_label(const Strings& strings, double factor);
// What a command does and its keys, for a tip: `Next event  (→, PageDown)`.
std::string tip_of(const Strings& strings, CommandId id);

}  // namespace wgscope::model
