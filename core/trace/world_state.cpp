#include "core/trace/world_state.h"

#include <algorithm>
#include <cassert>

namespace wgscope {

namespace {

// Objects that the trace has learnt of by now: package-level ones exist from the start, others once they are declared.
void fit_objects(WorldState& state, const Trace& trace) {
  const size_t had = state.objects.size();
  state.objects.resize(trace.objects().size());
  for (size_t i = had; i < state.objects.size(); ++i) {
    const TraceObject& object = trace.objects()[i];
    state.objects[i].exists = object.creator == kNobody;
    state.objects[i].word = state.objects[i].word_before = object.initial_word;
  }
}

WorldState start_of(const Trace& trace) {
  WorldState state;
  state.goroutines.resize(1);
  fit_objects(state, trace);
  return state;
}

GoroutineNow& goroutine_in(WorldState& state, GoroutineId who) {
  assert(who != kNobody);
  if (state.goroutines.size() < who.value) state.goroutines.resize(who.value);
  return state.goroutines[who.value - 1];
}

// Whoever stepped is running from here; whoever ran until now can still step, but does not.
void take_the_lead(WorldState& state, GoroutineId who) {
  if (state.last_stepped != who && state.last_stepped != kNobody) {
    GoroutineNow& before = state.goroutines[state.last_stepped.value - 1];
    if (before.state == GoroutineState::running) before.state = GoroutineState::runnable;
  }
  state.last_stepped = who;
  goroutine_in(state, who).state = GoroutineState::running;
}

void park(GoroutineNow& goroutine, WaitReason reason, ObjectId on) {
  goroutine.state = GoroutineState::parked;
  goroutine.wait_reason = reason;
  goroutine.waits_on = on;
}

void ready(GoroutineNow& goroutine) {
  goroutine.state = GoroutineState::runnable;
  goroutine.wait_reason = WaitReason::none;
  goroutine.waits_on = kNoObject;
}

// What a call into a WaitGroup remembers after one of its lines: WaitGroupAt in core/sync/wait_group.h says what each line needs.
uint64_t remembered_after(const Event& event, uint64_t before) {
  constexpr uint64_t kWaiters = 0x7fffffff;
  if (event.flags & kReturned) return 0;
  switch (event.kind) {
    case EventKind::add_count:
    case EventKind::wait_load: return event.word;
    case EventKind::add_recheck: return before & kWaiters;
    case EventKind::add_clear: return before;
    case EventKind::sema_release: return before > 0 ? before - 1 : 0;
    default: return 0;
  }
}

// Whoever goes on has left the queues that he was in: of a select, all.
void leave_queues(WorldState& state, GoroutineId who) {
  for (ObjectNow& object : state.objects) {
    std::erase(object.queue, who);
    std::erase_if(object.senders, [who](const QueuedOnChannel& one) { return one.who == who; });
    std::erase_if(object.receivers, [who](const QueuedOnChannel& one) { return one.who == who; });
  }
}

// A value goes over. Whom it wakes is still queued: he leaves afterwards.
void send(ObjectNow& channel, const Event& event) {
  if (event.parked()) channel.senders.push_back({event.who(), event.word, std::nullopt});
  else if (!event.failed() && event.other == 0) channel.buffer.push_back(event.word);
}
void receive(ObjectNow& channel, const Event& event) {
  if (event.parked()) channel.receivers.push_back({event.who(), 0, std::nullopt});
  if (event.parked() || event.failed()) return;
  if (!channel.buffer.empty()) channel.buffer.erase(channel.buffer.begin()), ++channel.taken;
  // A sender's value goes into the place that became free; without a buffer it was the one received.
  if (event.other != 0 && channel.word > 0 && !channel.senders.empty()) channel.buffer.push_back(channel.senders.front().word);
}

void apply_to_channel(ObjectNow& channel, const Event& event, ObjectKind kind) {
  if (kind == ObjectKind::timer && !event.parked() && event.kind != EventKind::chan_length) {   // it had expired
    channel.timer_set = channel.word == kTicker;
    return;
  }
  switch (event.kind) {
    case EventKind::chan_send: return send(channel, event);
    case EventKind::chan_receive: return receive(channel, event);
    case EventKind::select_step: return event.flags & kSends ? send(channel, event) : receive(channel, event);
    case EventKind::chan_close: channel.closed = true; return;
    default: return;
  }
}

void apply_to_mutex(ObjectNow& mutex, const Event& event) {
  const GoroutineId who = event.who();
  const bool first = event.kind == EventKind::mutex_lock || event.kind == EventKind::read_lock;
  mutex.word = event.word;
  if (event.parked()) {
    mutex.queue.insert(first ? mutex.queue.end() : mutex.queue.begin(), who);
    return;
  }
  if (event.failed()) return;
  switch (event.kind) {
    case EventKind::mutex_unlock: mutex.holder = kNobody; return;
    case EventKind::read_unlock: {   // Go asks nobody who he is: another reader's share may be what is given up
      const auto mine = std::ranges::find(mutex.readers, who);
      if (!mutex.readers.empty()) mutex.readers.erase(mine == mutex.readers.end() ? mutex.readers.begin() : mine);
      return;
    }
    case EventKind::read_lock:
    case EventKind::read_retry:
    case EventKind::read_try: mutex.readers.push_back(who); return;
    default: mutex.holder = who; return;
  }
}

void apply_to_cond(ObjectNow& cond, const Event& event) {
  cond.word = event.word;
  const auto mine = std::ranges::find(cond.receivers, event.who(), &QueuedOnChannel::who);
  switch (event.kind) {
    case EventKind::cond_wait:
      if (!event.failed()) cond.receivers.push_back({event.who(), 0, std::nullopt});
      return;
    case EventKind::cond_park:
      if (mine != cond.receivers.end()) mine->word = 1;
      return;
    case EventKind::cond_signal:   // whom it woke leaves afterwards
      if (event.other == 0 && !cond.receivers.empty() && !event.failed()) cond.receivers.erase(cond.receivers.begin());
      return;
    default:
      if (!event.failed()) std::erase_if(cond.receivers, [](const QueuedOnChannel& one) { return one.word == 0; });
      return;
  }
}

WaitReason reason_of(const Event& event) {
  const bool nil = event.object == kNoObject;
  switch (event.kind) {
    case EventKind::chan_send: return nil ? WaitReason::nil_chan_send : WaitReason::chan_send;
    case EventKind::chan_receive: return nil ? WaitReason::nil_chan_receive : WaitReason::chan_receive;
    case EventKind::select_step: return event.word == 0 ? WaitReason::select_no_cases : WaitReason::select;
    case EventKind::read_lock:
    case EventKind::read_retry: return WaitReason::rw_mutex_read_lock;
    case EventKind::mutex_lock:
    case EventKind::mutex_retry: return event.failed() ? WaitReason::mutex_lock : WaitReason::rw_mutex_lock;
    case EventKind::cond_park: return WaitReason::cond_wait;
    default: return WaitReason::wait_group;
  }
}

void apply_to_object(WorldState& state, const Trace& trace, const Event& event) {
  if (event.object.value >= state.objects.size()) return;
  ObjectNow& object = state.objects[event.object.value];
  object.word_before = object.word;
  object.touched_at = state.cursor + 1;
  if (event.kind == EventKind::readied) return;
  if (on_timer(event.kind) || event.kind == EventKind::timer_set || event.kind == EventKind::timer) {
    object.timer_set = event.kind == EventKind::timer_set || event.kind == EventKind::timer_reset || (event.kind == EventKind::timer && object.word == kTicker);
    if (event.kind == EventKind::timer_set) object.set_for_ns = event.word, object.set_at = state.cursor;
    else object.word_version = event.version;
    return;
  }
  if (event.kind == EventKind::select_case) {
    // Of one that parked: what it waits for there. Of the one taken, the step itself has told the rest.
    if (goroutine_in(state, event.who()).state != GoroutineState::parked) return;
    auto& queue = event.other & 1 ? object.senders : object.receivers;
    queue.push_back({event.who(), event.word, static_cast<uint16_t>(event.other >> 1)});
    return;
  }
  if (on_cond(event.kind)) {
    object.word_version = event.version;
    return apply_to_cond(object, event);
  }
  if (on_channel(event.kind) || on_mutex(event.kind)) {
    object.word_version = event.version;
    if (on_channel(event.kind)) apply_to_channel(object, event, trace.objects()[event.object.value].kind);
    else apply_to_mutex(object, event);
    return;
  }
  switch (event.kind) {
    case EventKind::sema_release:
      object.tokens = static_cast<uint32_t>(event.word);
      object.sema_version = event.version;
      break;
    case EventKind::sema_acquire:
    case EventKind::sema_retry:
      object.tokens = static_cast<uint32_t>(event.word);
      object.sema_version = event.version;
      if (event.parked()) object.queue.push_back(event.who());
      break;
    case EventKind::copy:   // the source stays as it is; a `declare` says what became of the copy
      object.word_version = event.version;
      break;
    case EventKind::declare:   // a new object, or one that another was assigned to: then its queue stays
      object.exists = true;
      object.word = event.word;
      object.tokens = event.other;
      object.word_version = event.version;
      break;
    default:
      object.word = event.word;
      object.word_version = event.version;
      break;
  }
}

void apply_step(WorldState& state, const Event& event) {
  ++state.steps;
  if (event.kind == EventKind::timer) {   // nobody's step: whoever stepped last is still running
    if (event.object != kNoObject) leave_queues(state, event.who());
    ready(goroutine_in(state, event.who()));
    return;
  }
  take_the_lead(state, event.who());
  GoroutineNow& who = goroutine_in(state, event.who());
  who.last_kind = event.kind;
  who.last_site = {event.site};
  who.remembered = remembered_after(event, who.remembered);
  if (event.parked()) park(who, reason_of(event), event.object);
  switch (event.kind) {
    case EventKind::spawn:
      if (event.other != 0) goroutine_in(state, {event.other});
      break;
    case EventKind::panic_call: ++who.panics_in_flight; break;
    case EventKind::main_return:
      who.state = GoroutineState::finished;
      state.over = true;
      break;
    case EventKind::crash:
      who.state = GoroutineState::panicked;
      state.over = true;
      break;
    default: break;
  }
}

void apply_fact(WorldState& state, const Event& event) {
  GoroutineNow& who = goroutine_in(state, event.who());
  switch (event.kind) {
    case EventKind::sleep: park(who, WaitReason::sleep, kNoObject); break;
    case EventKind::run_panic:
      who.remembered = 0;   // the call that found the misuse is over
      ++who.panics_in_flight;
      break;
    case EventKind::recovered:
      if (who.panics_in_flight > 0) --who.panics_in_flight;
      break;
    case EventKind::end:
      who.state = GoroutineState::finished;
      who.last_site = {event.site};
      break;
    case EventKind::fatal:
      who.state = GoroutineState::panicked;
      state.over = true;
      break;
    default: break;
  }
}

size_t bytes_of(const WorldState& state) {
  size_t bytes = sizeof state + state.goroutines.capacity() * sizeof(GoroutineNow) + state.objects.capacity() * sizeof(ObjectNow);
  for (const ObjectNow& object : state.objects) {
    bytes += (object.queue.capacity() + object.readers.capacity()) * sizeof(GoroutineId) + object.buffer.capacity() * sizeof(uint64_t) +
             (object.senders.capacity() + object.receivers.capacity()) * sizeof(QueuedOnChannel);
  }
  return bytes;
}

}  // namespace

void apply(WorldState& state, const Trace& trace, const Event& event) {
  if (state.objects.size() != trace.objects().size()) fit_objects(state, trace);
  if (event.object != kNoObject) apply_to_object(state, trace, event);
  if (const GoroutineId woken = woken_by(event); woken != kNobody) {
    leave_queues(state, woken);
    ready(goroutine_in(state, woken));
  }
  if (event.goroutine != 0) {
    if (trace.is_step(event)) apply_step(state, event);
    else apply_fact(state, event);
  }
  ++state.cursor;
}

WorldState fold(const Trace& trace, EventIndex cursor) {
  WorldState state = start_of(trace);
  for (EventIndex i = 0; i < std::min(cursor, trace.size()); ++i) apply(state, trace, trace[i]);
  return state;
}

Standing standing_at(const Trace& trace, const WorldState& state, GoroutineId who) {
  Standing standing;
  if (who == kNobody || who.value > state.goroutines.size()) return standing;
  const GoroutineNow& now = state.goroutines[who.value - 1];
  standing.site = now.last_site;
  if (now.state == GoroutineState::finished || now.state == GoroutineState::panicked) return standing;
  for (EventIndex i = trace.next_of(who, state.cursor); i < trace.size(); i = trace.next_of(who, i + 1)) {
    const Event& event = trace[i];
    if (!trace.is_step(event)) {
      if (event.kind == EventKind::end || event.kind == EventKind::fatal) {
        standing.site = {event.site};
        return standing;
      }
      continue;   // a fact of the step that it has just made
    }
    standing.next = event.kind;
    standing.object = event.object;
    standing.site = {event.site};
    standing.operand = event.kind == EventKind::add_count ? static_cast<uint64_t>(int64_t{delta_of(trace, i)}) : now.remembered;
    return standing;
  }
  if (who.value <= trace.tail().standing.size()) return trace.tail().standing[who.value - 1];
  return standing;
}

int32_t delta_of(const Trace& trace, EventIndex index) {
  const Event& event = trace[index];
  return static_cast<int32_t>((event.word >> 32) - (word_before(trace, index) >> 32));
}

uint64_t word_before(const Trace& trace, EventIndex index) {
  const ObjectId object = trace[index].object;
  if (object == kNoObject || object.value >= trace.objects().size()) return 0;
  for (auto before = trace.previous_of(object, index); before; before = trace.previous_of(object, *before)) {
    const Event& event = trace[*before];
    if (!on_sema(event.kind) && event.kind != EventKind::copy) return event.word;
  }
  return trace.objects()[object.value].initial_word;
}

void Folder::reset(std::shared_ptr<const Trace> trace) {
  assert(trace);
  const bool goes_on = trace_ && trace->extends(*trace_);
  trace_ = std::move(trace);
  if (goes_on) return;
  checkpoints_.clear();
  checkpoint_bytes_ = 0;
  every_ = kCheckpointEvents;
  now_ = start_of(*trace_);
}

const WorldState& Folder::at(EventIndex cursor) {
  assert(trace_ && "reset comes first");
  cursor = std::min(cursor, trace_->size());
  const size_t at_hand = std::min(checkpoints_.size(), cursor / every_);   // checkpoints_[i] is at (i + 1) * every_
  const EventIndex from = at_hand * every_;
  if (now_.cursor > cursor || now_.cursor < from) now_ = at_hand == 0 ? start_of(*trace_) : checkpoints_[at_hand - 1];
  while (now_.cursor < cursor) {
    apply(now_, *trace_, (*trace_)[now_.cursor]);
    if (now_.cursor == (checkpoints_.size() + 1) * every_) keep_checkpoint();
  }
  fit_objects(now_, *trace_);
  return now_;
}

// Room is bounded: when the checkpoints of a world with very many objects would take too much, every second one goes.
void Folder::keep_checkpoint() {
  checkpoints_.push_back(now_);
  checkpoint_bytes_ += bytes_of(now_);
  if (checkpoint_bytes_ <= kCheckpointBytes || checkpoints_.size() < 2) return;
  std::vector<WorldState> kept;
  checkpoint_bytes_ = 0;
  for (size_t i = 1; i < checkpoints_.size(); i += 2) {
    checkpoint_bytes_ += bytes_of(checkpoints_[i]);
    kept.push_back(std::move(checkpoints_[i]));
  }
  checkpoints_ = std::move(kept);
  every_ *= 2;
}

}  // namespace wgscope
