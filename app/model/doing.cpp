#include "app/model/doing.h"

#include <algorithm>

#include "app/model/strings.h"

namespace wgscope::model {

namespace {

// The key of the phrase for an access that is about to be made.
std::string_view key_of(const Standing& standing, bool woken) {
  switch (standing.next) {
    case EventKind::add_count: return static_cast<int64_t>(standing.operand) == -1 ? "doing.done" : "doing.add";
    case EventKind::add_recheck: return "doing.recheck";
    case EventKind::add_clear: return "doing.clear";
    case EventKind::sema_release: return "doing.release";
    case EventKind::wait_load: return "doing.look";
    case EventKind::wait_join: return "doing.join";
    case EventKind::sema_acquire:
    case EventKind::sema_retry: return woken ? "doing.retry" : "doing.acquire";
    case EventKind::wait_check: return "doing.check";
    case EventKind::var_read: return "doing.read";
    case EventKind::var_write: return "doing.write";
    case EventKind::atomic_load: return "doing.atomic_load";
    case EventKind::atomic_store: return "doing.atomic_store";
    case EventKind::atomic_add: return "doing.atomic_add";
    case EventKind::atomic_swap: return "doing.atomic_swap";
    case EventKind::atomic_cas: return "doing.atomic_cas";
    case EventKind::copy: return "doing.copy";
    case EventKind::spawn: return "doing.spawn";
    case EventKind::panic_call: return "doing.panic";
    case EventKind::gosched: return "doing.gosched";
    case EventKind::timer: return "doing.timer";
    case EventKind::main_return: return "doing.main_return";
    case EventKind::crash: return "doing.crash";
    case EventKind::chan_send: return "doing.send";
    case EventKind::chan_receive: return "doing.receive";
    case EventKind::chan_close: return "doing.close";
    case EventKind::chan_length: return "doing.length";
    case EventKind::select_step: return "doing.select";
    case EventKind::timer_stop: return "doing.timer_stop";
    case EventKind::timer_reset: return "doing.timer_reset";
    case EventKind::cond_wait: return "doing.cond_wait";
    case EventKind::cond_park: return "doing.cond_park";
    case EventKind::cond_signal: return "doing.cond_signal";
    case EventKind::cond_broadcast: return "doing.cond_broadcast";
    case EventKind::mutex_lock: return "doing.lock";
    case EventKind::mutex_retry: return "doing.relock";
    case EventKind::mutex_unlock: return "doing.unlock";
    case EventKind::mutex_try:
    case EventKind::read_try: return "doing.trylock";
    case EventKind::read_lock: return "doing.rlock";
    case EventKind::read_retry: return "doing.rrelock";
    case EventKind::read_unlock: return "doing.runlock";
    default: return {};
  }
}

std::string ordinal_key(int place) {
  if (place < 3) return "doing.place_" + std::to_string(place + 1);
  return "doing.place_n";
}

}  // namespace

int queue_place(const WorldState& world, GoroutineId who) {
  const GoroutineNow& now = world.goroutines[who.value - 1];
  if (now.state != GoroutineState::parked || now.waits_on.value >= world.objects.size()) return -1;
  const auto& queue = world.objects[now.waits_on.value].queue;
  const auto found = std::find(queue.begin(), queue.end(), who);
  return found == queue.end() ? -1 : static_cast<int>(found - queue.begin());
}

// Who is parked on something else than a WaitGroup: at what, and where in its line. Empty: it is on a WaitGroup.
std::string waits_at(const Scene& scene, GoroutineId who) {
  const GoroutineNow& now = scene.world.goroutines[who.value - 1];
  const auto place_in = [&](const std::vector<QueuedOnChannel>& queue) {
    return static_cast<int>(std::ranges::find(queue, who, &QueuedOnChannel::who) - queue.begin());
  };
  const auto say = [&](std::string_view key, int place) {
    return scene.strings.say(key, {{"place", scene.strings.say(ordinal_key(place), {{"n", std::to_string(place + 1)}})}, {"object", object_name(scene.trace, now.waits_on)}});
  };
  const bool known = now.waits_on.value < scene.world.objects.size();
  switch (now.wait_reason) {
    case WaitReason::chan_send: return known ? say("doing.waits_send", place_in(scene.world.objects[now.waits_on.value].senders)) : std::string();
    case WaitReason::chan_receive: return known ? say("doing.waits_receive", place_in(scene.world.objects[now.waits_on.value].receivers)) : std::string();
    case WaitReason::cond_wait: return known ? say("doing.waits_cond", place_in(scene.world.objects[now.waits_on.value].receivers)) : std::string();
    case WaitReason::nil_chan_send:
    case WaitReason::nil_chan_receive: return scene.strings.say("doing.waits_nil");
    case WaitReason::select:
    case WaitReason::select_no_cases: return scene.strings.say("doing.waits_select");
    case WaitReason::mutex_lock:
    case WaitReason::rw_mutex_lock:
    case WaitReason::rw_mutex_read_lock: return say("doing.waits_lock", std::max(queue_place(scene.world, who), 0));
    default: return {};
  }
}

std::string doing_next(const Scene& scene, const Standing& standing, bool woken) {
  const std::string_view key = key_of(standing, woken);
  if (key.empty()) return {};
  return scene.strings.say(key,
             {{"object", object_name(scene.trace, standing.object)},
              {"n", std::to_string(static_cast<int64_t>(standing.operand))},
              {"left", std::to_string(standing.operand)}});
}

std::string doing(const Scene& scene, GoroutineId who) {
  const GoroutineNow& now = scene.world.goroutines[who.value - 1];
  switch (now.state) {
    case GoroutineState::finished:
    case GoroutineState::panicked: return {};   // its column says it, and how it ended is told in full
    case GoroutineState::parked: {
      if (now.wait_reason == WaitReason::sleep) {
        const auto slept = scene.trace.previous_of(who, scene.cursor());
        if (slept && scene.trace[*slept].kind == EventKind::sleep)
          return scene.strings.say("doing.sleeps_for", {{"time", duration_text(static_cast<int64_t>(scene.trace[*slept].word))}});
        return scene.strings.say("doing.sleeps");
      }
      if (std::string waits = waits_at(scene, who); !waits.empty()) return waits;
      const int place = queue_place(scene.world, who);
      if (place < 0) return scene.strings.say("doing.parked");
      // Several WaitGroups have a queue each.
      const auto& objects = scene.trace.objects();
      const bool several = std::count_if(objects.begin(), objects.end(), [](const auto& object) { return object.kind == ObjectKind::wait_group; }) > 1;
      return scene.strings.say(several ? "doing.queued_of" : "doing.queued", {{"place", scene.strings.say(ordinal_key(place), {{"n", std::to_string(place + 1)}})},
                                                                              {"object", object_name(scene.trace, now.waits_on)}});
    }
    case GoroutineState::running:
    case GoroutineState::runnable: break;
  }
  const Standing standing = standing_at(scene.trace, scene.world, who);
  const bool woken = standing.next == EventKind::sema_retry ||
                     (standing.next == EventKind::sema_acquire && (now.last_kind == EventKind::sema_acquire || now.last_kind == EventKind::sema_retry));
  return doing_next(scene, standing, woken);
}

}  // namespace wgscope::model
