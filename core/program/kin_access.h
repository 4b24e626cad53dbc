// The accesses to channels and mutexes, as the interpreter makes them: one critical section each, and the events that tell of it.
//
// What a step did to its own goroutine is given back (Came); whom it woke is left in `woken`, for after the step's local code.
#pragma once

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

#include "core/program/goroutine.h"
#include "core/program/kin.h"
#include "core/program/raw_event.h"
#include "core/program/standing.h"

namespace wgscope::program {

// Where a call of Lock or RLock stands, in Call::operand: 0 before its first try, then a WriterAt. A retry is a step of its own.
constexpr uint64_t kRetries = static_cast<uint64_t>(sync::WriterAt::queued_at_mutex);

// What an access came to, for the goroutine that made it.
struct Came {
  enum class What : uint8_t { done, parked, panics, fatal } what = What::done;
  std::string_view words{};   // of the panic, of the fatal error
  uint64_t value = 0;         // received; of a try: whether it got it; of len: the number
  bool ok = false;
  uint16_t taken = 0;         // select: the case, by its place among all
  static Came panics(sync::ChannelPanic panic) { return {What::panics, sync::text_of(panic)}; }
};

// The cases of a select that would be done at once, by their places. `can(ref, sends)` asks a channel that is not nil.
// Requires: g stands at the select.
template <class Can>
void ready_cases(const Program& program, const Goroutine& g, const Instruction& in, Can&& can, std::vector<uint16_t>& out) {
  const std::vector<SelectCase>& cases = program.selects[static_cast<size_t>(in.b)].cases;
  size_t slot = g.slots.size() - slots_of(program.selects[static_cast<size_t>(in.b)]);
  for (size_t i = 0; i < cases.size(); ++i) {
    if (cases[i].is_default) continue;
    const Ref ref = g.slots[slot];
    slot += cases[i].sends ? 2 : 1;
    if (ref != kNil && can(ref, cases[i].sends)) out.push_back(static_cast<uint16_t>(i));
  }
}

template <class W>
class KinAccess {
 public:
  struct Woken {
    GoroutineId who;
    std::optional<Mail> mail;   // none: it is to look again by itself
  };

  // `woken`: appended to.
  KinAccess(const Program& program, W& world, std::vector<Woken>& woken) : program_(program), world_(world), woken_(woken) {}

  // The access that `g` stands at. `alternative`: which of several ready cases; none: the world chooses.
  Came make(Goroutine& g, const Instruction& in, std::optional<uint16_t> alternative) {
    site_ = site_of(program_, g);
    switch (in.op) {
      case Op::channel_send: return send(g, slot(g, 1), slot(g, 0));
      case Op::channel_receive: return receive(g, slot(g, 0));
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
    const Frame& frame = g.frames.back();
    const std::vector<SelectCase>& cases = program_.selects[static_cast<size_t>(program_.functions[frame.function].code[frame.pc].b)].cases;
    const size_t first = g.slots.size() - slot_of_case(cases, cases.size());
    for (size_t i = 0; i < cases.size(); ++i) {
      const Ref ref = cases[i].is_default ? kNil : g.slots[first + slot_of_case(cases, i)];
      if (ref != kNil) world_.kin(ref).channel().leave(g.id);
    }
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

  Came receive(Goroutine& g, Ref ref) {
    if (ref == kNil) return park_for_ever(g, EventKind::chan_receive);
    const auto hold = world_.hold_kin(g.id);
    RawEvent told = event(g, EventKind::chan_receive, ref);
    const Came came = take(told, world_.kin(ref).channel().receive(g.id), false);
    tell(told, hold.version());
    return came;
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
    // One case, and no default: Go makes the plain operation of it.
    if (cases.size() == 1 && !cases[0].is_default) return cases[0].sends ? send(g, operand(0), operand(1)) : receive(g, operand(0));
    const auto hold = world_.hold_kin(g.id);
    std::vector<uint16_t> ready;
    ready_cases(program_, g, in, [&](Ref ref, bool sends) {
      const Channel& channel = world_.kin(ref).channel();
      return sends ? channel.can_send() : channel.can_receive();
    }, ready);
    if (ready.empty()) return nothing_ready(g, cases, operand, hold.version());
    const uint16_t place = ready.size() == 1 ? ready[0] : alternative ? *alternative : ready[world_.choose(ready.size())];
    const size_t at = slot_of_case(cases, place);
    const bool sends = cases[place].sends;
    RawEvent told = event(g, EventKind::select_step, operand(at), sends ? operand(at + 1) : 0);
    Channel& channel = world_.kin(operand(at)).channel();
    Came came = take(told, sends ? channel.send(g.id, told.word) : channel.receive(g.id), sends);
    if (sends) told.flags |= kSends;
    tell(told, hold.version());
    if (ready.size() > 1) world_.emit(event(g, EventKind::chose, kNil, place));
    tell_case(g, operand(at), told.word, place, sends);
    came.taken = place;
    return came;
  }

  template <class Operand>
  Came nothing_ready(Goroutine& g, const std::vector<SelectCase>& cases, Operand&& operand, uint32_t version) {
    for (size_t i = 0; i < cases.size(); ++i) {
      if (!cases[i].is_default) continue;
      tell(event(g, EventKind::select_step, kNil), version);
      tell_case(g, kNil, 0, static_cast<uint16_t>(i), false);
      return {.taken = static_cast<uint16_t>(i)};
    }
    RawEvent parks = event(g, EventKind::select_step, kNil, cases.size());
    parks.flags = kParked;
    tell(parks, version);
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
