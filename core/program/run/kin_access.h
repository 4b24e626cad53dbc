// The accesses to channels and mutexes, as the interpreter makes them: one critical section each, and the events that tell of it.
//
// What a step did to its own goroutine is given back (Came); whom it woke is left in `woken`, for after the step's local code.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "core/program/run/choosing.h"
#include "core/program/run/goroutine.h"
#include "core/program/run/kin.h"
#include "core/program/run/raw_event.h"
#include "core/program/run/standing.h"

namespace wgscope::program {

// Where a call of Lock or RLock stands, in Call::operand: 0 before its first try, then a WriterAt. A retry is a step of its own.
constexpr uint64_t kRetries = static_cast<uint64_t>(sync::WriterAt::queued_at_mutex);

// What an access came to, for the goroutine that made it.
struct Came {
  enum class What : uint8_t { done, parked, passes, errs, panics, fatal } what = What::done;
  std::string_view words{};   // of the panic, of the fatal error
  uint64_t value = 0;         // received; of a try: whether it got it; of len: the number
  bool ok = false;
  uint16_t taken = 0;         // select: the case, by its place among all
  // errs: with an error of the runtime's; passes: it was no step after all, and what comes next is.
  static Came panics(sync::ChannelPanic panic) { return {What::errs, sync::text_of(panic)}; }
};

// A timer of AfterFunc that fired: whom it calls, and in which goroutine; nobody: there is no room for one more.
struct Fired {
  uint64_t calls = 0;   // 0: no such timer, or it did not fire
  GoroutineId goroutine;
  uint32_t version = 0;
};

template <class W>
class KinAccess {
 public:
  struct Woken {
    GoroutineId who;
    std::optional<Mail> mail;   // none: it is to look again by itself
  };

  // `woken`: appended to.
  KinAccess(const Program& program, W& world, std::vector<Woken>& woken) : program_(program), world_(world), woken_(woken) {}

  // A timer fires: whoever is parked on it first goes on, or its function gets a goroutine. Nothing happens when nobody is parked any more, or it was set anew.
  // The goroutine's number is taken while the hold lasts, so that of two timers the one that fired first has the smaller one.
  Fired fire(Ref ref) {
    const auto hold = world_.hold_kin(kNobody);
    if (!world_.may_fire(ref)) {
      hold.only_looked();
      return {};
    }
    Timer& timer = world_.kin(ref).timer();
    Fired fired{.calls = timer.calls, .version = hold.version()};
    if (fired.calls != 0 && (fired.goroutine = world_.new_goroutine()) == kNobody) return fired;
    if (const std::optional<Mail> mail = timer.fire()) {
      wake(*mail);
      tell({.kind = EventKind::timer, .site = site_of(program_, world_.take_woken(mail->who)), .who = mail->who, .object = ref}, hold.version());
    }
    return fired;
  }

  // The access that `g` stands at. `alternative`: which of several ready cases; none: the world chooses.
  Came make(Goroutine& g, const Instruction& in, std::optional<uint16_t> alternative) {
    site_ = site_of(program_, g);
    switch (in.op) {
      case Op::channel_send: return send(g, slot(g, 1), slot(g, 0));
      case Op::channel_receive: return receive(g, slot(g, 0), alternative);
      case Op::timer_stop: return stop(g, slot(g, 0));
      case Op::cond_wait: return cond_wait(g, slot(g, 0));
      case Op::cond_park: return cond_park(g, slot(g, 0));
      case Op::cond_signal: return cond_signal(g, slot(g, 0), in.a != 0);
      case Op::timer_reset: return reset(g, slot(g, 1), static_cast<int64_t>(slot(g, 0)));
      case Op::channel_close: return close(g, slot(g, 0));
      case Op::channel_length: return length(g, slot(g, 0));
      case Op::select_: return select(g, in, alternative);
      case Op::mutex_lock: return lock(g, slot(g, 0), in.a != 0);
      case Op::mutex_unlock: return unlock(g, slot(g, 0), in.a != 0);
      default: return try_lock(g, slot(g, 0), in.a != 0);
    }
  }

 private:
  using Got = RWMutex::Got;

  static uint64_t slot(const Goroutine& g, size_t from_top) { return g.slots[g.slots.size() - 1 - from_top]; }

  RawEvent event(const Goroutine& g, EventKind kind, Ref object, uint64_t word = 0) const {
    return {.kind = kind, .site = site_, .who = g.id, .object = object, .word = word};
  }
  void tell(RawEvent event, uint32_t version) {
    event.version = version;
    world_.emit(event);
  }
  // The first whom a step woke stands in its own event, the others in facts behind it.
  void tell_waking(RawEvent event, uint32_t version, size_t first_woken) {
    if (woken_.size() > first_woken) event.other = woken_[first_woken].who;
    tell(event, version);
    tell_others(event, first_woken + 1);
  }
  void tell_others(const RawEvent& step, size_t from) {
    for (size_t i = from; i < woken_.size(); ++i) world_.emit({.kind = EventKind::readied, .site = site_, .who = step.who, .other = woken_[i].who, .object = step.object});
  }

  Came park_for_ever(Goroutine& g, EventKind kind) {
    RawEvent parks = event(g, kind, kNil);
    parks.flags = kParked;
    world_.emit(parks);
    return {Came::What::parked};
  }

  // Requires: the lock is held. A select that one channel has woken is in no queue any more; one that stands at that channel twice is woken once.
  void wake(const Mail& mail) {
    if (mail.place && std::ranges::find(woken_, mail.who, &Woken::who) != woken_.end()) return;
    woken_.push_back({mail.who, mail});
    if (!mail.place) return;
    const Goroutine& g = world_.take_woken(mail.who);
    for_each_channel(program_, g, [&](Ref ref) { world_.kin(ref).leave(g.id); });
  }

  // What a channel did for `g`, into the event's fields.
  Came take(RawEvent& told, const Channel::Done& done, bool sends) {
    if (!sends) told.word = done.value;
    switch (done.what) {
      case Channel::Done::What::parked: told.flags |= kParked; return {Came::What::parked};
      case Channel::Done::What::closed:
        told.flags |= kFailed;
        return sends ? Came::panics(sync::ChannelPanic::send_on_closed) : Came{};
      default: break;
    }
    if (done.woken) {
      told.other = done.woken->who;
      wake(*done.woken);
    }
    return {.value = done.value, .ok = true};
  }

  Came send(Goroutine& g, Ref ref, uint64_t value) {
    if (ref == kNil) return park_for_ever(g, EventKind::chan_send);
    const auto hold = world_.hold_kin(g.id);
    RawEvent told = event(g, EventKind::chan_send, ref, value);
    const Came came = take(told, world_.kin(ref).channel().send(g.id, value), true);
    tell(told, hold.version());
    return came;
  }

  Came receive(Goroutine& g, Ref ref, std::optional<uint16_t> alternative) {
    if (ref == kNil) return park_for_ever(g, EventKind::chan_receive);
    const auto hold = world_.hold_kin(g.id);
    Kin& kin = world_.kin(ref);
    const bool chooses = readiness(kin, false) == Readiness::maybe;
    const bool expired = chooses && (alternative ? *alternative == 1 : world_.expired(ref));
    RawEvent told = event(g, EventKind::chan_receive, ref);
    const Came came = take(told, receive_from(kin, g.id, expired), false);
    tell(told, hold.version());
    if (chooses) world_.emit(event(g, EventKind::chose, kNil, expired ? 1 : 0));
    return came;
  }
  static Channel::Done receive_from(Kin& kin, GoroutineId self, bool expired) { return kin.is_timer() ? kin.timer().receive(self, expired) : kin.channel().receive(self); }

  Came stop(Goroutine& g, Ref ref) {
    const auto hold = world_.hold_kin(g.id);
    const uint64_t was_set = world_.kin(ref).timer().stop() ? 1 : 0;
    world_.stop_timer(ref);
    tell(event(g, EventKind::timer_stop, ref, was_set), hold.version());
    return {.value = was_set};
  }

  Came reset(Goroutine& g, Ref ref, int64_t duration_ns) {
    const auto hold = world_.hold_kin(g.id);
    const uint64_t was_set = world_.kin(ref).timer().reset(duration_ns) ? 1 : 0;
    world_.set_timer(ref, duration_ns);
    tell(event(g, EventKind::timer_reset, ref, was_set), hold.version());
    world_.emit(event(g, EventKind::timer_set, ref, static_cast<uint64_t>(duration_ns)));
    return {.value = was_set};
  }

  Came close(Goroutine& g, Ref ref) {
    RawEvent told = event(g, EventKind::chan_close, ref);
    if (ref == kNil) {
      told.flags = kFailed;
      world_.emit(told);
      return Came::panics(sync::ChannelPanic::close_of_nil);
    }
    const auto hold = world_.hold_kin(g.id);
    std::vector<Mail> mails;
    const bool closes = world_.kin(ref).channel().close(mails);
    const size_t first = woken_.size();
    for (const Mail& mail : mails) wake(mail);
    if (!closes) told.flags = kFailed;
    tell(told, hold.version());
    tell_others(told, first);
    return closes ? Came{} : Came::panics(sync::ChannelPanic::close_of_closed);
  }

  Came length(Goroutine& g, Ref ref) {
    const auto hold = world_.hold_kin(g.id);
    const uint64_t there = world_.kin(ref).channel().buffer.size();
    tell(event(g, EventKind::chan_length, ref, there), hold.version());
    return {.value = there};
  }

  Came select(Goroutine& g, const Instruction& in, std::optional<uint16_t> alternative) {
    const std::vector<SelectCase>& cases = program_.selects[static_cast<size_t>(in.b)].cases;
    const size_t operands = slots_of(program_.selects[static_cast<size_t>(in.b)]);
    const auto operand = [&](size_t at) { return g.slots[g.slots.size() - operands + at]; };
    if (g.call.operand != 0) {   // a channel that it was to send to was closed while it was parked
      const auto place = static_cast<uint16_t>(g.call.operand - 1);
      return closed_under(g, operand(slot_of_case(cases, place)), operand(slot_of_case(cases, place) + 1), place);
    }
    if (is_plain(program_.selects[static_cast<size_t>(in.b)])) return cases[0].sends ? send(g, operand(0), operand(1)) : receive(g, operand(0), alternative);
    const auto hold = world_.hold_kin(g.id);
    const std::vector<uint16_t> ready = alternatives_of(program_, g, in, [&](Ref ref, bool sends) { return readiness(world_.kin(ref), sends); });
    const auto none = static_cast<uint16_t>(cases.size());
    const uint16_t place = ready.empty() ? none : ready.size() == 1 ? ready[0] : alternative ? *alternative : chosen(cases, ready, operand);
    std::optional<uint16_t> chose;
    if (ready.size() > 1) chose = place;
    if (place == none) return nothing_ready(g, cases, operand, chose, hold.version());
    const size_t at = slot_of_case(cases, place);
    const bool sends = cases[place].sends;
    RawEvent told = event(g, EventKind::select_step, operand(at), sends ? operand(at + 1) : 0);
    Kin& kin = world_.kin(operand(at));
    Came came = take(told, sends ? kin.channel().send(g.id, told.word) : receive_from(kin, g.id, true), sends);
    if (sends) told.flags |= kSends;
    tell(told, hold.version());
    tell_choice(g, chose);
    tell_case(g, operand(at), told.word, place, sends);
    came.taken = place;
    return came;
  }
  void tell_choice(const Goroutine& g, std::optional<uint16_t> chose) {
    if (chose) world_.emit(event(g, EventKind::chose, kNil, *chose));
  }

  // Nobody has said which: one of those that are ready now, by the world's clock.
  template <class Operand>
  uint16_t chosen(const std::vector<SelectCase>& cases, std::vector<uint16_t> ready, Operand&& operand) {
    std::erase_if(ready, [&](uint16_t place) {
      if (place == cases.size()) return true;
      const Ref ref = operand(slot_of_case(cases, place));
      return readiness(world_.kin(ref), cases[place].sends) == Readiness::maybe && !world_.expired(ref);
    });
    return ready.empty() ? static_cast<uint16_t>(cases.size()) : ready[world_.choose(ready.size())];
  }

  template <class Operand>
  Came nothing_ready(Goroutine& g, const std::vector<SelectCase>& cases, Operand&& operand, std::optional<uint16_t> chose, uint32_t version) {
    for (size_t i = 0; i < cases.size(); ++i) {
      if (!cases[i].is_default) continue;
      tell(event(g, EventKind::select_step, kNil), version);
      tell_choice(g, chose);
      tell_case(g, kNil, 0, static_cast<uint16_t>(i), false);
      return {.taken = static_cast<uint16_t>(i)};
    }
    RawEvent parks = event(g, EventKind::select_step, kNil, cases.size());
    parks.flags = kParked;
    tell(parks, version);
    tell_choice(g, chose);
    for (size_t i = 0; i < cases.size(); ++i) {
      const size_t at = slot_of_case(cases, i);
      if (operand(at) == kNil) continue;
      const uint64_t value = cases[i].sends ? operand(at + 1) : 0;
      world_.kin(operand(at)).channel().queue_for(cases[i].sends, {g.id, value, static_cast<uint16_t>(i)});
      tell_case(g, operand(at), value, static_cast<uint16_t>(i), cases[i].sends);
    }
    return {Came::What::parked};
  }

  Came closed_under(Goroutine& g, Ref ref, uint64_t value, uint16_t place) {
    const auto hold = world_.hold_kin(g.id);
    RawEvent told = event(g, EventKind::select_step, ref, value);
    told.flags = kFailed | kSends;
    tell(told, hold.version());
    tell_case(g, ref, value, place, true);
    return Came::panics(sync::ChannelPanic::send_on_closed);
  }

  void tell_case(const Goroutine& g, Ref ref, uint64_t word, uint16_t place, bool sends) {
    RawEvent told = event(g, EventKind::select_case, ref, word);
    told.other = GoroutineId{uint32_t{place} << 1 | (sends ? 1u : 0u)};
    world_.emit(told);
  }

  static sync::WriterAt where_after(Got got) {
    switch (got) {
      case Got::locked: break;
      case Got::queued_at_mutex: return sync::WriterAt::queued_at_mutex;
      case Got::queued_behind_readers: return sync::WriterAt::queued_behind_readers;
    }
    return sync::WriterAt::nothing;
  }

  Came lock(Goroutine& g, Ref ref, bool reads) {
    const auto hold = world_.hold_kin(g.id);
    Kin& kin = world_.kin(ref);
    const bool retry = g.call.operand != 0;
    Got got = Got::locked;
    if (kin.is_mutex()) got = kin.mutex().lock(g.id, retry) ? Got::locked : Got::queued_at_mutex;
    else if (reads) got = kin.rw_mutex().read_lock(g.id, retry) ? Got::locked : Got::queued_behind_readers;
    else got = kin.rw_mutex().lock(g.id, static_cast<sync::WriterAt>(g.call.operand));
    const EventKind first = reads ? EventKind::read_lock : EventKind::mutex_lock, again = reads ? EventKind::read_retry : EventKind::mutex_retry;
    RawEvent told = event(g, retry ? again : first, ref, kin.word());
    g.call.operand = static_cast<uint64_t>(where_after(got));
    if (got == Got::queued_at_mutex) told.flags |= kFailed;
    if (got != Got::locked) told.flags |= kParked;
    tell(told, hold.version());
    return {got == Got::locked ? Came::What::done : Came::What::parked};
  }

  Came unlock(Goroutine& g, Ref ref, bool reads) {
    const auto hold = world_.hold_kin(g.id);
    Kin& kin = world_.kin(ref);
    std::vector<GoroutineId> readied;
    const sync::MutexFault fault = kin.is_mutex() ? kin.mutex().unlock(readied) : reads ? kin.rw_mutex().read_unlock(readied) : kin.rw_mutex().unlock(readied);
    const size_t first = woken_.size();
    for (const GoroutineId who : readied) woken_.push_back({who, std::nullopt});
    RawEvent told = event(g, reads ? EventKind::read_unlock : EventKind::mutex_unlock, ref, fault == sync::MutexFault::none ? kin.word() : 0);
    if (fault != sync::MutexFault::none) told.flags = kFailed;
    tell_waking(told, hold.version(), first);
    if (fault != sync::MutexFault::none) return {Came::What::fatal, sync::text_of(fault)};
    return {};
  }

  Came cond_wait(Goroutine& g, Ref ref) {
    const auto hold = world_.hold_kin(g.id);
    Cond& cond = world_.kin(ref).cond();
    if (!cond.check()) return copied_cond(event(g, EventKind::cond_wait, ref), hold.version());
    cond.wait(g.id);
    tell(event(g, EventKind::cond_wait, ref, cond.line.size()), hold.version());
    return {};
  }

  Came cond_park(Goroutine& g, Ref ref) {
    const auto hold = world_.hold_kin(g.id);
    Cond& cond = world_.kin(ref).cond();
    if (!cond.park(g.id)) {
      hold.only_looked();
      return {Came::What::passes};
    }
    RawEvent told = event(g, EventKind::cond_park, ref, cond.line.size());
    told.flags = kParked;
    tell(told, hold.version());
    return {Came::What::parked};
  }

  Came cond_signal(Goroutine& g, Ref ref, bool all) {
    const auto hold = world_.hold_kin(g.id);
    Cond& cond = world_.kin(ref).cond();
    RawEvent told = event(g, all ? EventKind::cond_broadcast : EventKind::cond_signal, ref);
    if (!cond.check()) return copied_cond(told, hold.version());
    std::vector<GoroutineId> woken;
    if (all) cond.broadcast(woken);
    else if (const auto who = cond.signal()) woken.push_back(*who);
    const size_t first = woken_.size();
    for (const GoroutineId who : woken) wake(Mail{who, 0, true, {}});
    told.word = cond.line.size();
    tell_waking(told, hold.version(), first);
    return {};
  }

  Came copied_cond(RawEvent told, uint32_t version) {
    told.flags = kFailed;
    tell(told, version);
    return {Came::What::panics, sync::kCondIsCopied};
  }

  Came try_lock(Goroutine& g, Ref ref, bool reads) {
    const auto hold = world_.hold_kin(g.id);
    Kin& kin = world_.kin(ref);
    const bool got = kin.is_mutex() ? kin.mutex().try_lock() : reads ? kin.rw_mutex().read_try_lock() : kin.rw_mutex().try_lock();
    RawEvent told = event(g, reads ? EventKind::read_try : EventKind::mutex_try, ref, kin.word());
    if (!got) told.flags = kFailed;
    tell(told, hold.version());
    return {.value = got ? 1u : 0u};
  }

  const Program& program_;
  W& world_;
  std::vector<Woken>& woken_;
  uint16_t site_ = 0;
};

}  // namespace wgscope::program
