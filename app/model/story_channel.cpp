// The story of steps on a channel: what went to whom, past the buffer or through it, and who waits for what.
#include <algorithm>

#include "app/model/story_facts.h"
#include "app/model/telling.h"
#include "core/trace/value_text.h"

namespace wgscope::model {

namespace {

void tell_values(Telling& telling) {
  const Event& event = telling.event();
  telling.gap("value", event.object == kNoObject ? std::string() : value_text(telling.trace, about(telling), event.word));
  const ObjectNow& channel = telling.object_before();
  telling.gap("capacity", static_cast<int64_t>(channel.word));
  telling.gap("used", static_cast<int64_t>(channel.buffer.size()));
}

// Was it parked here, and has a close let it go on?
bool woken_by_close(const Telling& telling) {
  const auto own = previous_step(telling.trace, telling.event().who(), telling.index);
  return own && telling.trace[*own].parked() && on_channel(telling.trace[*own].kind);
}

std::string_view parked_key(Telling& telling, const std::vector<QueuedOnChannel>& queue, std::string_view first, std::string_view behind) {
  telling.gap("place", static_cast<int64_t>(queue.size() + 1));
  if (queue.empty()) return first;
  telling.gap("other", queue.back().who);
  return behind;
}

std::string_view send_key(Telling& telling) {
  const Event& event = telling.event();
  const ObjectNow& channel = telling.object_before();
  if (event.failed()) return woken_by_close(telling) ? "send.closed_meanwhile" : "send.closed";
  if (event.parked() && event.object == kNoObject) return "send.nil";
  if (event.parked()) {
    if (channel.word == 0) return parked_key(telling, channel.senders, "send.parked_unbuffered", "send.parked_unbuffered_behind");
    return parked_key(telling, channel.senders, "send.parked", "send.parked_behind");
  }
  if (event.other != 0) return "send.direct";
  telling.gap("used", static_cast<int64_t>(channel.buffer.size() + 1));
  return "send.buffered";
}

std::string_view receive_key(Telling& telling) {
  const Event& event = telling.event();
  if (event.object != kNoObject && about(telling).kind == ObjectKind::timer) return timer_receive_key(telling);
  const ObjectNow& channel = telling.object_before();
  if (event.failed()) return "receive.closed";
  if (event.parked() && event.object == kNoObject) return "receive.nil";
  if (event.parked()) return parked_key(telling, channel.receivers, "receive.parked", "receive.parked_behind");
  if (event.other == 0) {
    telling.gap("left", static_cast<int64_t>(channel.buffer.empty() ? 0 : channel.buffer.size() - 1));
    return channel.closed ? "receive.drains" : "receive.buffered";
  }
  if (channel.word == 0) return "receive.direct";
  telling.gap("moved", channel.senders.empty() ? std::string("?") : value_text(telling.trace, about(telling), channel.senders.front().word));
  return "receive.moves";
}

void tell_close(Telling& telling) {
  telling.head(telling.object() == kNoObject ? "close_nil" : "close");
  const ObjectNow& channel = telling.object_before();
  if (telling.event().failed()) return telling.say(telling.object() == kNoObject ? "close.nil" : "close.again");
  const bool senders = !channel.senders.empty();
  std::vector<GoroutineId> woken;
  for (const QueuedOnChannel& one : senders ? channel.senders : channel.receivers) {   // a select may stand there twice
    if (std::ranges::find(woken, one.who) == woken.end()) woken.push_back(one.who);
  }
  telling.names("names", woken);
  telling.gap("n", static_cast<int64_t>(woken.size()));
  telling.gap("left", static_cast<int64_t>(channel.buffer.size()));
  telling.say(senders ? "close.senders" : !woken.empty() ? "close.receivers" : !channel.buffer.empty() ? "close.left" : "close.nobody");
}

// The fact behind a select's step that says which case it took; none: it parked.
const Event* case_of(const Telling& telling) {
  for (EventIndex i = telling.index + 1; i < telling.trace.size() && !telling.trace.is_step(telling.trace[i]); ++i) {
    if (telling.trace[i].kind == EventKind::select_case) return &telling.trace[i];
  }
  return nullptr;
}
bool chose(const Telling& telling) {
  const EventIndex next = telling.index + 1;
  return next < telling.trace.size() && telling.trace[next].kind == EventKind::chose;
}

void tell_select(Telling& telling) {
  const Event& event = telling.event();
  if (event.parked()) {
    telling.head("select_parked");
    return telling.say(event.word == 0 ? "select.empty" : case_of(telling) == nullptr ? "select.nil" : "select.parked");
  }
  if (event.object == kNoObject) {
    telling.head("select_default");
    return telling.say("select.default");
  }
  const bool sends = event.flags & kSends;
  telling.head(sends ? "select_send" : about(telling).kind == ObjectKind::timer ? "select_receive_timer" : event.failed() ? "select_receive_closed" : "select_receive");
  const std::string_view did = sends ? send_key(telling) : receive_key(telling);
  telling.gap("did", telling.told(did));
  const bool timers = std::ranges::any_of(telling.trace.objects(), [](const TraceObject& object) { return object.kind == ObjectKind::timer; });
  telling.say(did == "send.closed_meanwhile" ? did : !chose(telling) ? "select.only" : timers ? "select.chose_timers" : "select.chose");
}

void tell_case(Telling& telling) {
  const Event& event = telling.event();
  const bool sends = event.other & 1, queued = telling.who_before().state == GoroutineState::parked;
  telling.gap("n", static_cast<int64_t>(event.other >> 1));
  telling.head("case");
  if (!queued) return telling.say(event.object == kNoObject ? "case.default" : "case.taken");
  telling.gap("place", static_cast<int64_t>((sends ? telling.object_before().senders : telling.object_before().receivers).size() + 1));
  telling.say(sends ? "case.sends" : "case.receives");
}

}  // namespace

void tell_channel(Telling& telling) {
  const Event& event = telling.event();
  if (event.kind != EventKind::select_step || event.object != kNoObject) tell_values(telling);
  switch (event.kind) {
    case EventKind::chan_send:
      telling.head(event.parked() ? "send_parked" : event.failed() ? "send_failed" : "send");
      if (event.object == kNoObject) telling.head("send_nil");
      return telling.say(send_key(telling));
    case EventKind::chan_receive:
      telling.head(event.parked() ? "receive_parked" : event.failed() ? "receive_closed" : "receive");
      if (event.object == kNoObject) telling.head("receive_nil");
      return telling.say(receive_key(telling));
    case EventKind::chan_close: return tell_close(telling);
    case EventKind::chan_length:
      telling.gap("n", static_cast<int64_t>(event.word));
      telling.head("length");
      return telling.say("length");
    case EventKind::select_step: return tell_select(telling);
    case EventKind::select_case: return tell_case(telling);
    case EventKind::readied:
      telling.head("readied");
      return telling.say("readied");
    default:
      telling.gap("n", static_cast<int64_t>(event.word));
      telling.head("chose");
      return telling.say("chose");
  }
}

}  // namespace wgscope::model
