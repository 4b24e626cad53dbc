// The thread that waits for the timer of a time.AfterFunc, for which no goroutine of the program waits: when its time has come, it makes the one of its function.
#pragma once

#include <optional>

#include "core/run/live/gate.h"

namespace wgscope::live {

class LiveWorld;
struct LiveObject;

class Alarm {
 public:
  Alarm(LiveWorld& live, LiveObject& timer) : live_(live), timer_(timer) {}

  // The timer was set, or set anew: from here on, a thread waits for it. Requires: the lock of all kin is held, or nobody else can reach the timer yet.
  void set();
  // It was stopped. Requires: likewise.
  void look_again();

 private:
  void wait();
  std::optional<int64_t> next_due();
  void fire();

  LiveWorld& live_;
  LiveObject& timer_;
  Gate::Place place_{kNobody};
  bool waits_ = false;   // some thread does; with the lock of all kin held
};

}  // namespace wgscope::live
