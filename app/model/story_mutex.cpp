// The story of steps on a Mutex or an RWMutex: who has it, who waits, and that an unlock gives it to nobody.
#include <algorithm>

#include "app/model/telling.h"

namespace wgscope::model {

namespace {

bool is_rw(const Telling& telling) { return telling.trace.objects()[telling.object().value].kind == ObjectKind::rw_mutex; }

// Who holds it as it was; a copy of a Mutex that was in use is held by nobody that the trace could name.
void name_holder(Telling& telling) {
  const ObjectNow& mutex = telling.object_before();
  telling.gap("holder", mutex.holder);
  telling.gap("place", static_cast<int64_t>(mutex.queue.size() + 1));
}

// Of several that an unlock readied, the facts behind it name the others.
std::vector<GoroutineId> readied_by(const Telling& telling) {
  std::vector<GoroutineId> all;
  if (telling.event().other != 0) all.push_back({telling.event().other});
  for (EventIndex i = telling.index + 1; i < telling.trace.size() && telling.trace[i].kind == EventKind::readied; ++i) all.push_back({telling.trace[i].other});
  return all;
}

std::string_view lock_key(Telling& telling, bool again) {
  const Event& event = telling.event();
  const ObjectNow& mutex = telling.object_before();
  if (!event.parked()) return again ? "relock.taken" : "lock.taken";
  if (!event.failed()) return "lock.behind_readers";
  if (is_rw(telling)) return again ? "relock.lost_writer" : "lock.behind_writer";
  if (mutex.holder == kNobody || mutex.word != kLockedWord) return again ? "relock.lost_unknown" : "lock.parked_unknown";
  return again ? "relock.lost" : "lock.parked";
}

std::string_view unlock_key(Telling& telling) {
  if (telling.event().failed()) return "unlock.fault";
  const auto readied = readied_by(telling);
  telling.names("names", readied);
  telling.gap("n", static_cast<int64_t>(readied.size()));
  if (readied.empty()) return telling.object_before().queue.empty() ? "unlock.nobody" : "unlock.on_the_way";
  if (!is_rw(telling)) return "unlock.readies";
  return "unlock.readies_rw";
}

}  // namespace

void tell_mutex(Telling& telling) {
  const Event& event = telling.event();
  name_holder(telling);
  switch (event.kind) {
    case EventKind::mutex_lock:
    case EventKind::mutex_retry: {
      const bool again = event.kind == EventKind::mutex_retry;
      telling.head(event.parked() ? (again ? "relock_parked" : "lock_parked") : again ? "relock" : "lock");
      return telling.say(lock_key(telling, again));
    }
    case EventKind::read_lock:
      telling.gap("readers", static_cast<int64_t>(event.word));   // with those whom an unlock has let in and who have not run yet
      telling.head(event.parked() ? "rlock_parked" : "rlock");
      return telling.say(event.parked() ? "rlock.parked" : "rlock.taken");
    case EventKind::read_retry:
      telling.head("rrelock");
      return telling.say("rrelock.taken");
    case EventKind::mutex_unlock:
      telling.head(event.failed() ? "unlock_failed" : "unlock");
      return telling.say(unlock_key(telling));
    case EventKind::read_unlock: {
      telling.head(event.failed() ? "runlock_failed" : "runlock");
      if (event.failed()) return telling.say("runlock.fault");
      telling.gap("left", static_cast<int64_t>(event.word));
      return telling.say(event.other != 0 ? "runlock.last" : "runlock.plain");
    }
    case EventKind::mutex_try:
      telling.head(event.failed() ? "trylock_failed" : "trylock");
      return telling.say(event.failed() ? "trylock.failed" : "trylock.taken");
    default:
      telling.head(event.failed() ? "tryrlock_failed" : "tryrlock");
      return telling.say(event.failed() ? "tryrlock.failed" : "tryrlock.taken");
  }
}

}  // namespace wgscope::model
