#include "tests/story/witness.h"

namespace wgscope::model::testing {

Names Object::standing(Waiter::At at) const {
  Names found;
  for (const auto& [who, waiter] : inside)
    if (waiter.at == at) found.insert(who);
  return found;
}

Who Object::last_changer(EventIndex after) const {
  for (auto change = changes.rbegin(); change != changes.rend() && change->at > after; ++change)
    return change->who;
  return 0;
}

Witness::Witness(const Trace& trace) : trace_(trace), objects_(trace.objects().size()), going_(trace.goroutines().size() + 1) {
  for (size_t i = 0; i < objects_.size(); ++i) {
    objects_[i].exists = trace.objects()[i].creator == kNobody;
    objects_[i].word = trace.objects()[i].initial_word;
  }
  going_[1].exists = true;
}

void Witness::change(const Event& event, Object& object) {
  if (object.word != event.word) object.changes.push_back({at_, event.goroutine});
  object.word = event.word;
}

void Witness::on_word(const Event& event, Object& object, Going& going) {
  switch (event.kind) {
    case EventKind::add_count:
      if (static_cast<int32_t>((event.word >> 32) - (object.word >> 32)) < 0) object.called_done.insert(event.goroutine);
      change(event, object);
      going.call = {.added = at_, .made = event.word, .counted = object.registered};
      break;
    case EventKind::add_recheck: going.call.rechecked = at_; break;
    case EventKind::add_clear:
      change(event, object);
      rounds_.push_back({event.goroutine, going.call.added, at_, going.call.made & 0x7fffffff, 0, 0, event.object.value});
      going.call.round = rounds_.size() - 1;
      for (const Who who : going.call.counted)
        if (object.registered.count(who) && object.inside.count(who)) object.inside[who].round = rounds_.size() - 1;
      object.registered.clear();
      break;
    case EventKind::wait_load: going.call = {.looked = at_, .seen = event.word}; break;
    case EventKind::wait_join:
      if (event.failed()) break;
      change(event, object);
      object.inside[event.goroutine] = {.joined = at_};
      object.registered.insert(event.goroutine);
      break;
    case EventKind::wait_check: object.inside.erase(event.goroutine); break;
    default: break;
  }
}

void Witness::on_sema(const Event& event, Object& object, Going& going) {
  object.tokens = static_cast<uint32_t>(event.word);
  if (event.kind == EventKind::sema_release) {
    if (going.call.round) ++rounds_[*going.call.round].made, ++rounds_[*going.call.round].kept;
    if (event.other == 0 || object.queue.empty()) return;
    object.queue.pop_front();
    Waiter& woken = object.inside[event.other];
    woken.at = Waiter::At::woken, woken.woken = at_, woken.woken_by = event.goroutine;
    return;
  }
  Waiter& waiter = object.inside[event.goroutine];
  if (event.parked()) {
    waiter.at = Waiter::At::queued;
    object.queue.push_back(event.goroutine);
    return;
  }
  object.taken.push_back({at_, waiter.joined, event.goroutine, event.kind == EventKind::sema_acquire});
  waiter.at = Waiter::At::through;
}

// Whoever goes on is in no channel's line any more.
void Witness::leave_lines(Who who) {
  for (Object& one : objects_) one.kin.leave(who);
}

void Witness::on_kin(const Event& event, Object& object) {
  const uint32_t number = event.object.value;
  const KinSeen before = object.kin;
  if (event.kind == EventKind::select_case) {   // of one that parked: it queues here
    const auto last = going_[event.goroutine].last_step;
    if (last && trace_[*last].parked()) ((event.other & 1) ? object.kin.senders : object.kin.receivers).push_back({event.goroutine, event.word});
    return;
  }
  if (event.kind == EventKind::readied && trace_.objects()[number].kind != ObjectKind::channel && trace_.objects()[number].kind != ObjectKind::cond) {
    if (before.reading_line.count(event.other) == 0) on_the_way_[number].insert(event.other);
    object.kin.let_go(event.other);
    return;
  }
  if (trace_.objects()[number].kind == ObjectKind::cond) return object.kin.see_cond(event);
  if (trace_.objects()[number].kind == ObjectKind::timer) {
    object.kin.see_timer(event, object.word == kTicker);
    if (event.kind == EventKind::timer) leave_lines(event.goroutine);
    return;
  }
  if (event.kind == EventKind::mutex_retry) on_the_way_[number].erase(event.goroutine);
  if (on_mutex(event.kind) && event.other != 0 && before.reading_line.count(event.other) == 0) on_the_way_[number].insert(event.other);
  object.kin.see(event, object.word);
  if (on_channel(event.kind) && event.other != 0) leave_lines(event.other);
  if (event.kind == EventKind::chan_close) {
    for (const auto& line : {before.senders, before.receivers})
      for (const InLine& one : line) leave_lines(one.who);
  }
}

void Witness::see() {
  const Event& event = trace_[at_];
  Going& going = going_[event.goroutine];
  if (event.object != kNoObject) {
    Object& object = objects_[event.object.value];
    const ObjectKind kind = trace_.objects()[event.object.value].kind;
    if (kind >= ObjectKind::channel && event.kind != EventKind::copy && event.kind != EventKind::declare) on_kin(event, object);
    else if (on_wait_group_word(event.kind)) on_word(event, object, going);
    else if (wgscope::on_sema(event.kind)) on_sema(event, object, going);
    else if (event.kind == EventKind::copy) object.copies.push_back(static_cast<uint32_t>(event.word));
    else if (event.kind == EventKind::declare) {
      change(event, object);
      object.exists = true;
      if (kind == ObjectKind::mutex || kind == ObjectKind::rw_mutex) object.kin.locked = event.word == kLockedWord, object.kin.holder = 0, object.kin.readers = object.kin.locked ? 0 : static_cast<int64_t>(event.word);
      if (event.other < object.tokens) {
        object.dropped = Change{at_, event.goroutine};
        for (Round& round : rounds_)
          if (round.object == event.object.value) round.kept = 0;
      }
      object.tokens = event.other;
      object.registered.clear();
    } else if (!event.failed()) change(event, object);
  }
  switch (event.kind) {
    case EventKind::timer:
      if (born_of(event) != kNobody) going_[event.other].exists = true;
      break;
    case EventKind::spawn: {
      going_[event.other].exists = true;
      const auto last = going.last_step;
      const bool by_go = trace_.goroutines()[event.other - 1].function.starts_with("sync.(*WaitGroup).Go.");
      if (by_go && last && (trace_[*last].kind == EventKind::add_count || trace_[*last].kind == EventKind::sema_release)) objects_[trace_[*last].object.value].started_by_go.insert(event.other);
      break;
    }
    case EventKind::end:
    case EventKind::main_return:
    case EventKind::fatal:
    case EventKind::crash: going.over = true; break;
    case EventKind::panic_call:
    case EventKind::run_panic: going.panics.emplace_back(event.kind, event.word); break;
    default: break;
  }
  if (trace_.is_step(event)) {
    if (event.kind != EventKind::timer) going.last_step = at_;
    going.last_read = event.kind == EventKind::var_read ? std::optional(at_) : std::nullopt;
  }
  ++at_;
}

}  // namespace wgscope::model::testing
