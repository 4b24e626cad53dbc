// The story of a Cond: who takes a place in its line, who parks there, whom a Signal or a Broadcast lets go on.
#include <vector>

#include "app/model/telling.h"

namespace wgscope::model {

namespace {

// Who is parked in the line, front first.
std::vector<GoroutineId> parked_in(const ObjectNow& cond) {
  std::vector<GoroutineId> all;
  for (const QueuedOnChannel& one : cond.receivers) {
    if (one.word != 0) all.push_back(one.who);
  }
  return all;
}

std::string_view signal_key(Telling& telling) {
  const ObjectNow& cond = telling.object_before();
  if (cond.receivers.empty()) return "signal.nobody";
  telling.gap("other", cond.receivers.front().who);
  return telling.event().other != 0 ? "signal.wakes" : "signal.before";
}

std::string_view broadcast_key(Telling& telling) {
  const ObjectNow& cond = telling.object_before();
  const std::vector<GoroutineId> parked = parked_in(cond);
  const size_t before = cond.receivers.size() - parked.size();
  telling.names("names", parked);
  telling.gap("n", static_cast<int64_t>(parked.size()));
  telling.gap("before", static_cast<int64_t>(before));
  if (cond.receivers.empty()) return "broadcast.nobody";
  return parked.empty() ? "broadcast.before" : before == 0 ? "broadcast.wakes" : "broadcast.wakes_and_before";
}

}  // namespace

void tell_cond(Telling& telling) {
  const Event& event = telling.event();
  telling.gap("place", static_cast<int64_t>(telling.object_before().receivers.size() + 1));
  const bool copied = event.failed();
  switch (event.kind) {
    case EventKind::cond_wait:
      telling.head("cond_wait");
      return telling.say(copied ? "cond.copied" : "cond.place");
    case EventKind::cond_park:
      telling.head("cond_park");
      return telling.say("cond.park");
    case EventKind::cond_signal:
      telling.head("cond_signal");
      return telling.say(copied ? "cond.copied" : signal_key(telling));
    default:
      telling.head("cond_broadcast");
      return telling.say(copied ? "cond.copied" : broadcast_key(telling));
  }
}

}  // namespace wgscope::model
