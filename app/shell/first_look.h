// How large the window and its text are when nothing is remembered yet: as suits the monitor, from a small laptop to a 4K projector.
#pragma once

namespace wgscope::shell {

struct Monitor {
  int width = 0, height = 0;     // of what is free for windows, as windows are measured
  double scale = 1;              // what it wants things magnified by
};
struct FirstLook {
  int width = 1600, height = 900;
  double text_scale = 1;         // beside the monitor's own scale
};
// A monitor that has room for the reference window (1600x900) at a larger scale than its own gets that, in quarters: many a 4K monitor says that its scale
// is 1, and is read from far away.
FirstLook first_look(const Monitor& monitor);

}  // namespace wgscope::shell
