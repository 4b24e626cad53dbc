#include "core/run/consistency_kin.h"

#include <algorithm>

namespace wgscope {

KinRules::KinRules(const Trace& trace) : trace_(trace), objects_(trace.objects().size()) {}

KinRules::Object& KinRules::object(const Event& event) {
  Object& one = objects_[event.object.value];
  const TraceObject& known = trace_.objects()[event.object.value];
  one.is_channel = known.kind == ObjectKind::channel;
  one.is_timer = known.kind == ObjectKind::timer;
  return one;
}

void KinRules::copied(ObjectId to, uint64_t word) {
  Object& one = objects_[to.value];
  one.capacity = word;
  one.is_copy = trace_.objects()[to.value].kind != ObjectKind::channel && word != 0;
  one.locked = word == kLockedWord;
  one.readers = one.locked ? 0 : static_cast<uint32_t>(word);
}

std::string KinRules::check_step(const Event& event) {
  woken_.clear();
  if (event.kind == EventKind::select_step) return select(event);
  if (event.kind == EventKind::timer) return fire(object(event), event);
  if (event.object == kNoObject) {   // nil
    if (event.kind == EventKind::chan_close) return event.failed() ? "" : "a nil channel that was closed";
    return event.parked() && on_channel(event.kind) ? "" : "a step on a nil channel that did not park for ever";
  }
  Object& one = object(event);
  if (one.is_timer && event.kind != EventKind::chan_length) return timer(one, event);
  if (on_cond(event.kind)) return cond(one, event);
  switch (event.kind) {
    case EventKind::chan_send: return send(one, event);
    case EventKind::chan_receive: return receive(one, event);
    case EventKind::chan_close: return close(one, event);
    case EventKind::chan_length: return event.word == one.buffer.size() ? "" : "there were " + std::to_string(one.buffer.size()) + " values in the buffer";
    default: return mutex(one, event);
  }
}

std::string KinRules::check_told() const {
  if (!to_be_told_.empty()) return "a close or a broadcast woke " + goroutine_name(to_be_told_.front().who) + ", and does not say so";
  return case_due_ ? "a select that does not say which case it took" : "";
}

std::string KinRules::check_fact(const Event& event) {
  if (event.kind == EventKind::timer_set) {
    if (!object(event).is_timer) return "that is no timer";
    object(event).is_set = true;
    return {};
  }
  if (event.kind == EventKind::readied) {
    if (on_mutex(select_.kind) && select_.object == event.object) return readies(event, object(event));   // readers whom one unlock let in
    if (to_be_told_.empty() || to_be_told_.front().who.value != event.other || told_of_ != event.object) return "it was not he who was woken next";
    woken_.push_back(to_be_told_.front());
    to_be_told_.pop_front();
    return {};
  }
  // select_case
  if (!case_due_ && !queues_) return "a case of no select";
  const bool sends = event.other & 1;
  if (queues_) {
    if (event.object == kNoObject) return "a select does not queue for a nil channel";
    Object& channel = object(event);
    const auto another = [&](const std::deque<Waiter>& line) { return std::ranges::any_of(line, [&](const Waiter& one) { return one.who != event.who(); }); };   // it does not serve itself
    const bool ready = !channel.is_timer && (channel.closed || (sends ? another(channel.receivers) || channel.buffer.size() < channel.capacity : another(channel.senders) || !channel.buffer.empty()));
    if (channel.is_timer && sends) return "nobody sends to a timer";
    if (ready) return "a select parked though one of its cases could be done";
    (sends ? channel.senders : channel.receivers).push_back({event.who(), event.word});
    return {};
  }
  case_due_ = false;
  if (event.object != select_.object) return "the case is on another channel than the select";
  return event.object == kNoObject || sends == ((select_.flags & kSends) != 0) ? "" : "the case goes the other way than the select";
}

std::string KinRules::fire(Object& timer, const Event& event) {
  if (!timer.is_set) return "a timer fired that is not set";
  if (born_of(event) != kNobody) {
    timer.is_set = false;
    if (timer.capacity != kCallsFunction) return "a timer without a function called one";
    return timer.receivers.empty() ? "" : "a timer whose channel somebody waits for has no function to call";
  }
  if (timer.receivers.empty()) return "a timer fired that nobody waits for";
  if (timer.receivers.front().who != event.who()) return "a timer lets the first go on who waits, " + goroutine_name(timer.receivers.front().who);
  timer.is_set = timer.capacity == kTicker;
  wake(event.who(), false);
  return {};
}

std::string KinRules::timer(Object& timer, const Event& event) {
  switch (event.kind) {
    case EventKind::timer_stop:
    case EventKind::timer_reset:
      if ((event.word != 0) != timer.is_set) return "it says of the timer that it was set, or not, and it is the other way round";
      timer.is_set = event.kind == EventKind::timer_reset;
      return {};
    case EventKind::chan_receive:
    case EventKind::select_step:
      if (event.flags & kSends) return "nobody sends to a timer";
      if (event.parked()) {
        timer.receivers.push_back({event.who(), 0});
        return {};
      }
      if (event.failed() || event.other != 0 || !timer.is_set || !timer.receivers.empty()) return "it received from a timer that is not set, or that somebody waits for";
      timer.is_set = timer.capacity == kTicker;
      return {};
    default: return "that is no access of a timer";
  }
}

std::string KinRules::cond(Object& cond, const Event& event) {
  if (event.failed()) return event.kind == EventKind::cond_park ? "who has a place has asked before" : "";
  const auto mine = std::ranges::find(cond.receivers, event.who(), &Waiter::who);
  switch (event.kind) {
    case EventKind::cond_wait:
      if (mine != cond.receivers.end()) return "it has a place already";
      cond.receivers.push_back({event.who(), 0});
      break;
    case EventKind::cond_park:
      if (mine == cond.receivers.end() || mine->word != 0) return "it parked without a place of its own";
      mine->word = 1;
      break;
    case EventKind::cond_signal: {
      if (cond.receivers.empty()) return event.other == 0 ? "" : "nobody was there to wake";
      const Waiter first = cond.receivers.front();
      if (event.other != (first.word != 0 ? first.who.value : 0)) return "a signal goes to the first in the line, " + goroutine_name(first.who);
      cond.receivers.pop_front();
      if (first.word != 0) wake(first.who, false);
      break;
    }
    default: return broadcast(cond, event);
  }
  return event.word == cond.receivers.size() ? "" : "there were " + std::to_string(cond.receivers.size()) + " in the line";
}

// Whoever is parked there is told of in order: the first by the event itself.
std::string KinRules::broadcast(Object& cond, const Event& event) {
  std::deque<Waiter> line = std::move(cond.receivers);
  cond.receivers.clear();
  std::erase_if(line, [](const Waiter& one) { return one.word == 0; });
  if (event.other != (line.empty() ? 0 : line.front().who.value)) return "a broadcast wakes all in the line, the first first";
  if (event.word != 0) return "nobody is left in the line";
  for (const Waiter& one : line) to_be_told_.push_back({one.who, false});
  told_of_ = event.object;
  if (line.empty()) return {};
  to_be_told_.pop_front();
  wake(line.front().who, false);
  return {};
}

void KinRules::wake(GoroutineId who, bool to_panic) {
  for (Object& one : objects_) {
    std::erase_if(one.senders, [who](const Waiter& waiter) { return waiter.who == who; });
    std::erase_if(one.receivers, [who](const Waiter& waiter) { return waiter.who == who; });
  }
  woken_.push_back({who, to_panic});
}

std::string KinRules::send(Object& channel, const Event& event) {
  if (event.failed()) return channel.closed ? "" : "a send failed though the channel is open";
  if (channel.closed) return "a send on a closed channel";
  if (event.parked()) {
    if (!channel.receivers.empty() || channel.buffer.size() < channel.capacity) return "it parked though there was room, or somebody to receive";
    channel.senders.push_back({event.who(), event.word});
    return {};
  }
  const GoroutineId first = channel.receivers.empty() ? kNobody : channel.receivers.front().who;
  if (event.other != first.value) return "a send goes to the first receiver, " + (first == kNobody ? std::string("of whom there was none") : goroutine_name(first));
  if (first != kNobody) {
    wake(first, false);
    return {};
  }
  if (channel.buffer.size() >= channel.capacity) return "a send into a buffer without room";
  channel.buffer.push_back(event.word);
  return {};
}

std::string KinRules::receive(Object& channel, const Event& event) {
  const bool empty = channel.buffer.empty() && channel.senders.empty();
  if (event.failed()) return channel.closed && empty ? "" : "it received that the channel is closed, which is open or not drained";
  if (event.parked()) {
    if (!empty || channel.closed) return "it parked though there was something to receive";
    channel.receivers.push_back({event.who(), 0});
    return {};
  }
  if (empty) return "it received out of nothing";
  const Waiter first = channel.senders.empty() ? Waiter{} : channel.senders.front();
  if (event.other != first.who.value) return "a receive lets the first sender go on, " + (first.who == kNobody ? std::string("of whom there was none") : goroutine_name(first.who));
  if (first.who != kNobody) channel.buffer.push_back(first.word);
  const uint64_t oldest = channel.buffer.front();
  channel.buffer.pop_front();
  if (first.who != kNobody) wake(first.who, false);
  return event.word == oldest ? "" : "it received another value than the oldest";
}

std::string KinRules::close(Object& channel, const Event& event) {
  if (event.failed()) return channel.closed ? "" : "a close failed though the channel is open";
  if (channel.closed) return "a closed channel was closed";
  channel.closed = true;
  told_of_ = event.object;
  const auto expect = [this](const std::deque<Waiter>& queue, bool to_panic) {
    for (const Waiter& one : queue) {   // a select may stand there twice, and is woken by the first
      if (std::ranges::find(to_be_told_, one.who, &Woken::who) == to_be_told_.end()) to_be_told_.push_back({one.who, to_panic});
    }
  };
  expect(channel.receivers, false);
  expect(channel.senders, true);
  for (const Woken& one : to_be_told_) wake(one.who, one.to_panic);
  woken_.clear();   // they go on as they are told of
  return {};
}

std::string KinRules::select(const Event& event) {
  select_ = event;
  queues_ = event.parked();
  case_due_ = !event.parked();
  if (event.object == kNoObject) return event.failed() ? "a select that failed on no channel" : "";
  if (event.parked()) return "a select that parks names its channels in facts";
  Object& channel = object(event);
  if (channel.is_timer) return timer(channel, event);
  return event.flags & kSends ? send(channel, event) : receive(channel, event);
}

std::string KinRules::mutex(Object& mutex, const Event& event) {
  select_ = event;
  queues_ = false;
  const bool is_rw = trace_.objects()[event.object.value].kind == ObjectKind::rw_mutex;
  const bool reads = on_reading_side(event.kind);
  const bool again = event.kind == EventKind::mutex_retry || event.kind == EventKind::read_retry;
  if (event.kind == EventKind::mutex_unlock || event.kind == EventKind::read_unlock) return unlock(mutex, event);
  if (again) {
    mutex.somebody_awake = false;
    --mutex.on_the_way;   // nobody comes again who was not readied
  }
  if (event.parked()) {
    if (!is_rw && !mutex.locked) return "it parked though nobody holds the Mutex";
    mutex.queue.insert(again && !is_rw ? mutex.queue.begin() : mutex.queue.end(), Waiter{event.who(), 0});
    return {};
  }
  if (event.failed()) return {};   // a try
  if (!mutex.is_misused && (mutex.locked || (!reads && mutex.readers > 0))) return "it took what another holds";
  if (reads) ++mutex.readers;
  else mutex.locked = true;
  const uint64_t word = mutex.locked ? kLockedWord : mutex.readers;
  return event.word == word || is_rw ? "" : "it says that others hold it than do";
}

std::string KinRules::unlock(Object& mutex, const Event& event) {
  const bool reads = event.kind == EventKind::read_unlock;
  if (event.failed()) return event.other == 0 ? "" : "a fatal error that woke somebody";
  const bool is_mutex = trace_.objects()[event.object.value].kind == ObjectKind::mutex;
  if (reads ? mutex.readers == 0 : !mutex.locked) {
    if (!mutex.is_misused && (is_mutex || (mutex.queue.empty() && mutex.on_the_way == 0))) return "it was unlocked though nobody held it";
    mutex.is_misused = true;
  } else if (reads) {
    --mutex.readers;
  }
  if (!reads) mutex.locked = false;
  const bool wakes = !mutex.queue.empty() && !mutex.somebody_awake;
  if (is_mutex && !mutex.is_copy && wakes != (event.other != 0)) return wakes ? "it readied nobody, though somebody waits" : "it readied somebody, though nobody waits or one is on the way";
  if (event.other == 0) return {};
  if (is_mutex && mutex.queue.front().who.value != event.other) return "it readies the first who waits, " + goroutine_name(mutex.queue.front().who);
  mutex.somebody_awake = is_mutex;
  return readies(event, mutex);
}

std::string KinRules::readies(const Event& event, Object& mutex) {
  std::deque<Waiter>& queue = mutex.queue;
  const auto waiter = std::ranges::find(queue, GoroutineId{event.other}, &Waiter::who);
  if (waiter == queue.end()) return "it readied somebody who does not wait there";
  woken_.push_back({waiter->who, false});
  queue.erase(waiter);
  ++mutex.on_the_way;
  return {};
}

}  // namespace wgscope
