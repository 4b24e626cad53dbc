#include "core/run/live/live_goroutine.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "core/run/live/marks.h"

namespace wgscope::live {

using program::Goroutine;
using program::RawEvent;
using program::Status;
using program::Turn;

namespace {

// How long after the program's end its threads may still take to finish the local code that they are in: the ending may depend on the access before it,
// and so on all of that step. Their instructions are limited, so this is for a machine that has hardly any time for us.
constexpr std::chrono::seconds kGraceAfterEnding{2};
// After a stop from outside: so that nearly every step is whole, and nobody has to find out where it began.
constexpr std::chrono::milliseconds kGraceAfterStop{50};

}  // namespace

void LiveGoroutine::begin_main() {
  live_.gate.enter(place_);
  live_.crew.start(thread_, [this] {
    goroutine_ = program::Interpreter<LiveGoroutine>::make_main(live_.program);
    const Turn turn = interpreter_.advance(goroutine_);
    for (uint32_t i = 0; i < live_.program.globals.size(); ++i) live_.initial_words.push_back(peek(global(i)));
    live_.initialised.store(true, std::memory_order_release);
    live_on(turn);
  });
}

void LiveGoroutine::live_on(Turn turn) {
  Gate& gate = live_.gate;
  for (bool goes_on = true; goes_on;) {
    if (cut_) {   // a step that is not whole is none: in the trace, the goroutine stands in front of it
      for (LiveGoroutine* other : handed_to_) other->overtaken_ = true;
      break;
    }
    handed_to_.clear();
    end_step(turn);
    switch (turn.what) {
      case Turn::What::stands: {
        bool held = false;
        goes_on = gate.probe(place_, [&] {
          held = true;
          tell_where();
        });
        if (!goes_on) break;
        if (held) mark_time();
        turn = interpreter_.step(goroutine_);
        break;
      }
      case Turn::What::parked:
        park(turn, goes_on);
        break;
      case Turn::What::sleeping:
        tell_where();
        goes_on = gate.sleep(place_, goroutine_.sleep_ns) && gate.probe(place_, [] {});
        if (!goes_on) break;
        mark_time();
        turn = interpreter_.fire(goroutine_);
        break;
      case Turn::What::finished:
        tell_where();
        gate.finish();
        goes_on = false;
        break;
      case Turn::What::over:
        gate.halt(Halt::ended);
        goes_on = false;
        break;
      case Turn::What::stopped:
        gate.halt(Halt::stopped, turn.stopped_by);
        goes_on = false;
        break;
    }
  }
  live_.count_events(uncounted_);
  gate.leave();
}

void LiveGoroutine::end_step(const Turn& turn) {
  // The goroutine that was one too many was not made: this one stands in front of its `go`, and its last step is as good as any.
  if (turn.what == Turn::What::stopped && turn.stopped_by != StoppedBy::goroutines) push({.word = static_cast<uint64_t>(turn.stopped_by), .kind = kMarkStopped});
  publish();
}

void LiveGoroutine::park(Turn& turn, bool& goes_on) {
  tell_where();
  const EventKind parks = program::next_access(live_.program, goroutine_).kind;
  const bool looks_at_the_clock = live_.program.has_timers && (on_channel(parks) || on_cond(parks));   // there it is handed something, and does not try again
  if (looks_at_the_clock) find_timers();
  settled_.store(true, std::memory_order_release);
  goes_on = looks_at_the_clock ? wait_with_timers(turn) : live_.gate.park(place_);
  if (!goes_on) return;   // settled for good: somebody may be about to hand it something all the same, and waits for that
  settled_.store(false, std::memory_order_relaxed);
  if (turn.what != Turn::What::parked) return;
  mark_time();
  if (handed_) {
    turn = *handed_;
    handed_.reset();
    return;
  }
  program::Interpreter<LiveGoroutine>::wake(goroutine_);
  turn = Turn::stands();
}

// The timers that it is about to be parked on. From then on, its data may be another's. No lock here: whoever holds it may be waiting for this one to settle.
void LiveGoroutine::find_timers() {
  timers_.clear();
  program::for_each_channel(live_.program, goroutine_, [&](program::Ref ref) {
    const LiveObject& object = live_.object(ref);
    if (live_.program.declarations[object.declaration].kind == program::Kind::timer) timers_.push_back(&object);
  });
}

// Until somebody has handed it something. A timer's firing is a step of the clock's, made by a thread that waits for it; whom it wakes is who has waited longest.
bool LiveGoroutine::wait_with_timers(Turn& turn) {
  for (;;) {
    const LiveObject* timer = next_timer();
    const Gate::Woken woken = live_.gate.wait(place_, timer == nullptr ? std::nullopt : std::optional(timer->due_ns));
    if (woken == Gate::Woken::halted) return false;
    if (woken == Gate::Woken::handed_over) return true;
    if (timer == nullptr || !is_due(*timer)) continue;
    if (!live_.gate.probe(place_, [] {})) return false;
    mark_time();
    const Turn fired = interpreter_.fire(timer->ref);
    if (cut_) return true;
    if (fired.what == Turn::What::over || fired.what == Turn::What::stopped) {
      turn = fired;
      return true;
    }
    publish();
    if (std::exchange(handed_to_itself_, false)) return true;
  }
}

bool LiveGoroutine::is_due(const LiveObject& timer) const {
  const KinHold hold = live_.hold_kin();
  hold.only_looked();
  return timer.kin.timer().can_fire() && live_.gate.has_passed(timer.due_ns);
}

// The one that is due first of those that are set and that it is still parked on.
const LiveObject* LiveGoroutine::next_timer() const {
  const LiveObject* next = nullptr;
  const KinHold hold = live_.hold_kin();
  hold.only_looked();
  for (const LiveObject* timer : timers_) {
    if (!timer->kin.timer().set || !timer->kin.channel().is_receiving(id_)) continue;
    if (next == nullptr || timer->due_ns < next->due_ns) next = timer;
  }
  return next;
}

void LiveGoroutine::set_timer(program::Ref timer, int64_t duration_ns) {
  LiveObject& object = live_.object(timer);
  object.due_ns = live_.gate.due_after(std::max<int64_t>(duration_ns, 0));
  if (object.kin.timer().calls != 0) {
    if (!object.alarm) object.alarm = std::make_unique<Alarm>(live_, object);
    return object.alarm->set();
  }
  nudge_waiters(object);
}

void LiveGoroutine::stop_timer(program::Ref timer) {
  LiveObject& object = live_.object(timer);
  if (object.alarm) object.alarm->look_again();
  nudge_waiters(object);
}

void LiveGoroutine::nudge_waiters(const LiveObject& timer) {
  for (const auto& waiter : timer.kin.channel().receivers) live_.gate.nudge(live_.goroutine(waiter.who).place_);
}

Goroutine& LiveGoroutine::take_woken(GoroutineId who) {
  LiveGoroutine& other = live_.goroutine(who);
  // It is in the queue, so its thread is a few instructions from its parking place.
  for (native::Backoff backoff; !other.settled_.load(std::memory_order_acquire); backoff.wait()) continue;
  return other.goroutine_;
}

void LiveGoroutine::give_back(GoroutineId who, const Turn& turn) {
  LiveGoroutine& other = live_.goroutine(who);
  if (&other != this) handed_to_.push_back(&other);
  if (turn.what == Turn::What::over || turn.what == Turn::What::stopped) return;   // the run is about to halt, and so its thread will hear
  {
    std::lock_guard lock(other.look_mutex_);
    other.look_ = {};   // where it stands now is of a step that nobody has been told of
  }
  other.handed_ = turn;
  if (&other == this) handed_to_itself_ = true;   // its own timer fired, and it is awake
  else if (live_.program.has_timers) live_.gate.hand_over(other.place_);
  else live_.gate.ready(other.place_);
}

void LiveGoroutine::tell_where() {
  RawStanding standing = raw_standing(live_.program, goroutine_);
  {
    std::lock_guard lock(look_mutex_);
    look_ = {std::move(standing), pushed_};
  }
  live_.looks.fetch_add(1, std::memory_order_release);
}

LiveGoroutine::Look LiveGoroutine::look() const {
  std::lock_guard lock(look_mutex_);
  return look_;
}

program::CopiedObject LiveGoroutine::copy(GoroutineId, program::Ref from, program::Ref to) {
  LiveObject& target = live_.object(to);
  if (live_.object(from).kin) {
    const KinHold hold = live_.hold_kin();
    target.kin.copy_from(live_.object(from).kin);
    copy_mark_ = {.object = ObjectId{target.number}, .kind = kMarkCopy};
    return {target.kin.word(), 0, hold.version()};
  }
  auto& source = live_.object(from).group;
  platform_.begin_line();
  recorded::CopyAccess made;
  if (fresh_) {   // writing it is no access, and takes no version
    sync::WaitGroup<Platform> copy;
    made = platform_.copy(source.word, source.sema.guard, copy.word, copy.sema.guard);
    made.to_word_version = made.to_sema_version = 0;
    target.group.word.poke(made.word);
    target.group.sema.guard.poke_tokens(made.tokens);
  } else {
    made = platform_.copy(source.word, source.sema.guard, target.group.word, target.group.sema.guard);
  }
  copy_mark_ = {.word = uint64_t{made.from_sema_version} << 32 | made.to_sema_version, .version = made.to_word_version, .object = ObjectId{target.number}, .kind = kMarkCopy};
  return {made.word, made.tokens, made.from_word_version};
}

GoroutineId LiveGoroutine::new_goroutine() {
  const LiveGoroutine* child = live_.new_goroutine();
  return child == nullptr ? kNobody : child->id_;
}

void LiveGoroutine::begin_by_timer(program::Ref timer, const program::Fired& fired) {
  mark_time();
  const Turn turn = interpreter_.begin(timer, fired);
  if (cut_) return live_.crew.release(thread_);
  end_step(turn);
  set_out();
  if (turn.what == Turn::What::over) live_.gate.halt(Halt::ended);
  if (turn.what == Turn::What::stopped) live_.gate.halt(Halt::stopped, turn.stopped_by);
}

void LiveGoroutine::start(Goroutine&& child) {
  LiveGoroutine& self = live_.goroutine(child.id);
  self.goroutine_ = std::move(child);
  if (&self != this) self.set_out();   // else its step is not over yet: begin_by_timer
}

// On its own thread from here, behind its first local code.
void LiveGoroutine::set_out() {
  Turn turn = Turn::stands();
  switch (goroutine_.status) {
    case Status::standing: break;
    case Status::sleeping: turn = Turn::sleeping(); break;
    case Status::finished:
      tell_where();
      live_.gate.dismiss();
      [[fallthrough]];
    default:   // a fatal error ended the program, or a limit stopped it: the run is about to halt
      live_.crew.release(thread_);
      return;
  }
  live_.gate.enter(place_);
  live_.crew.start(thread_, [this, turn] { live_on(turn); });
}

void LiveGoroutine::ready(GoroutineId who) { live_.gate.ready(live_.goroutine(who).place_); }

void LiveGoroutine::emit(const RawEvent& raw) {
  // Initialisation before any access: the recorder knows it from the words that the objects start with.
  stepped_ = stepped_ || counts_as_step(raw.kind);
  if (raw.kind == EventKind::declare && !stepped_ && program::creator_of(raw.object) == kNobody) return;
  Event event{.word = raw.word, .version = raw.version, .goroutine = static_cast<uint16_t>(raw.who.value), .other = static_cast<uint16_t>(raw.other.value),
              .site = raw.site, .kind = raw.kind, .flags = raw.flags};
  fresh_ = false;
  const LiveObject* object = raw.object == program::kNil ? nullptr : &live_.object(raw.object);
  if (object != nullptr) event.object = ObjectId{object->number};
  if (on_channel(raw.kind) || on_mutex(raw.kind) || on_timer(raw.kind) || on_cond(raw.kind) || (raw.kind == EventKind::timer && object != nullptr) || (raw.kind == EventKind::copy && object->kin)) event.flags |= kVersionOfKin;
  switch (raw.kind) {
    case EventKind::declare:
      event.version = raw.code;
      event.other = static_cast<uint16_t>(raw.tokens);
      break;
    case EventKind::copy: event.other = static_cast<uint16_t>(raw.tokens); break;
    case EventKind::timer:
    case EventKind::spawn: event.word = raw.code; break;
    case EventKind::main_return:
    case EventKind::crash:
    case EventKind::fatal: mark_time(); break;   // of two endings the earlier counts
    default: break;
  }
  push(event);
  if (raw.kind == EventKind::copy) push(copy_mark_);
  if (++uncounted_ >= live_.events_lot()) {
    live_.count_events(uncounted_);
    uncounted_ = 0;
  }
}

StoppedBy LiveGoroutine::stop() {
  const Gate& gate = live_.gate;
  if (live_.holds_too_much()) return StoppedBy::memory;
  const Halt halt = gate.halt();
  if (halt == Halt::none || gate.since_halt() < (halt == Halt::stopped ? kGraceAfterStop : kGraceAfterEnding)) [[likely]] return StoppedBy::nothing;
  cut_ = true;
  return halt == Halt::stopped ? gate.stopped_by() : StoppedBy::interrupt;
}

RawEvent raw_event(const LiveWorld& live, const Event& event, const Event* mark) {
  RawEvent raw{.kind = event.kind, .flags = event.flags, .site = event.site, .who = event.who(), .version = event.version, .word = event.word};
  if (raw.flags & kVersionOfKin) {   // an object's own number among its accesses is counted where the trace is made
    raw.flags &= static_cast<uint8_t>(~kVersionOfKin);
    raw.version = 0;
  }
  if (event.object != kNoObject) raw.object = live.object_numbered(event.object.value).ref;
  switch (event.kind) {
    case EventKind::declare:
      raw.version = 0;
      raw.code = event.version;
      raw.tokens = event.other;
      break;
    case EventKind::copy:
      raw.tokens = event.other;
      assert(mark != nullptr && mark->kind == kMarkCopy);
      raw.target = live.object_numbered(mark->object.value).ref;
      break;
    case EventKind::timer:
    case EventKind::spawn:
      raw.word = 0;
      raw.code = static_cast<uint32_t>(event.word);
      [[fallthrough]];
    default: raw.other = GoroutineId{event.other}; break;
  }
  return raw;
}

}  // namespace wgscope::live
