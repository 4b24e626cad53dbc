#include "core/program/run/kin.h"

#include <cassert>

#include "core/trace/event.h"

namespace wgscope::program {

namespace {

// Of a channel's flat form, in its first word; above them the capacity. A timer has its own word in front of that, of these and kRepeats.
constexpr uint64_t kClosed = 1, kCanSend = 2, kCanReceive = 4, kMayHaveExpired = 8, kCanFire = 16, kSet = 32, kPending = 64, kInHeap = 128, kDue = 256;
constexpr uint64_t kRepeats = 1;
constexpr int kCapacityAt = 7;
constexpr uint64_t kOfSelect = uint64_t{1} << 32;                // of somebody queued; above it the case

// Reads numbers one after another.
class Words {
 public:
  explicit Words(std::span<const uint64_t> words) : words_(words) {}
  uint64_t next() { return words_[at_++]; }
  GoroutineId who() { return {static_cast<uint32_t>(next())}; }

 private:
  std::span<const uint64_t> words_;
  size_t at_ = 0;
};

using Out = std::vector<uint64_t>;

void put(Out& out, const sync::Fifo<Channel::Queued>& queue) {
  out.push_back(queue.size());
  for (const Channel::Queued& one : queue) {
    out.push_back(one.who.value | (one.place ? kOfSelect | uint64_t{*one.place} << 33 : 0));
    out.push_back(one.value);
  }
}
void get(Words& in, sync::Fifo<Channel::Queued>& queue) {
  for (uint64_t n = in.next(); n > 0; --n) {
    const uint64_t who = in.next();
    Channel::Queued one{{static_cast<uint32_t>(who)}, in.next(), {}};
    if (who & kOfSelect) one.place = static_cast<uint16_t>(who >> 33);
    queue.push_back(one);
  }
}
void put(Out& out, const Channel& channel) {
  out.push_back((channel.closed ? kClosed : 0) | (channel.can_send() ? kCanSend : 0) | (channel.can_receive() ? kCanReceive : 0) | uint64_t{channel.capacity} << kCapacityAt);
  out.push_back(channel.buffer.size());
  out.insert(out.end(), channel.buffer.begin(), channel.buffer.end());
  put(out, channel.senders);
  put(out, channel.receivers);
}
void get(Words& in, Channel& channel) {
  const uint64_t header = in.next();
  channel.closed = header & kClosed;
  channel.capacity = static_cast<uint32_t>(header >> kCapacityAt);
  for (uint64_t n = in.next(); n > 0; --n) channel.buffer.push_back(in.next());
  get(in, channel.senders);
  get(in, channel.receivers);
}

constexpr uint64_t kUsed = 1, kCopied = 2;   // of a Cond; above them how many places
constexpr int kPlacesAt = 2;
void put(Out& out, const Cond& cond) {
  out.push_back((cond.used ? kUsed : 0) | (cond.copied ? kCopied : 0) | uint64_t{cond.line.size()} << kPlacesAt);
  out.push_back(cond.L);
  for (const Cond::Place& place : cond.line) out.push_back(uint64_t{place.who.value} << 1 | (place.parked ? 1 : 0));
}
void get(Words& in, Cond& cond) {
  const uint64_t header = in.next();
  cond.used = header & kUsed;
  cond.copied = header & kCopied;
  cond.L = in.next();
  for (uint64_t n = header >> kPlacesAt; n > 0; --n) {
    const uint64_t place = in.next();
    cond.line.push_back({GoroutineId{static_cast<uint32_t>(place >> 1)}, (place & 1) != 0});
  }
}

void put(Out& out, const Timer& timer) {
  const uint64_t ready = timer.has_expired() ? kCanReceive : timer.may_have_expired() ? kMayHaveExpired : 0;
  out.push_back(ready | (timer.can_fire() ? kCanFire : 0) | (timer.is_pending() ? kPending : 0) | (timer.set ? kSet : 0) | (timer.repeats ? kRepeats : 0) |
                (timer.in_heap ? kInHeap : 0) | (timer.due ? kDue : 0));
  out.push_back(timer.calls);
  put(out, timer.channel.receivers);
}
void get(Words& in, Timer& timer) {
  const uint64_t header = in.next();
  timer.set = header & kSet;
  timer.repeats = header & kRepeats;
  timer.in_heap = header & kInHeap;
  timer.due = header & kDue;
  timer.calls = in.next();
  get(in, timer.channel.receivers);
}

void put(Out& out, const sync::LockedSema<GoroutineId>& sema) {
  out.push_back(uint64_t{sema.tokens} << 32 | sema.queue.size());
  for (const GoroutineId who : sema.queue) out.push_back(who.value);
}
void get(Words& in, sync::LockedSema<GoroutineId>& sema) {
  const uint64_t header = in.next();
  sema.tokens = static_cast<uint32_t>(header >> 32);
  for (auto n = static_cast<uint32_t>(header); n > 0; --n) sema.queue.push_back(in.who());
}

void put(Out& out, const Mutex& mutex) {
  out.push_back((mutex.locked ? 1u : 0u) | (mutex.somebody_awake ? 2u : 0u) | uint64_t{mutex.waiters} << 2);
  put(out, mutex.sema);
}
void get(Words& in, Mutex& mutex) {
  const uint64_t header = in.next();
  mutex.locked = header & 1;
  mutex.somebody_awake = header & 2;
  mutex.waiters = static_cast<uint32_t>(header >> 2);
  get(in, mutex.sema);
}

void put(Out& out, const RWMutex& mutex) {
  put(out, mutex.writers);
  out.push_back(static_cast<uint64_t>(mutex.readers));
  out.push_back(static_cast<uint64_t>(mutex.leaving));
  out.push_back(mutex.readers_awake);
  put(out, mutex.reader_sema);
  put(out, mutex.writer_sema);
}
void get(Words& in, RWMutex& mutex) {
  get(in, mutex.writers);
  mutex.readers = static_cast<int64_t>(in.next());
  mutex.leaving = static_cast<int64_t>(in.next());
  mutex.readers_awake = static_cast<uint32_t>(in.next());
  get(in, mutex.reader_sema);
  get(in, mutex.writer_sema);
}

void copy_state(const Mutex& from, Mutex& to) {
  to.locked = from.locked;
  to.somebody_awake = from.somebody_awake;
  to.waiters = from.waiters;
  to.sema.tokens = from.sema.tokens;
}

}  // namespace

bool is_kin(const Declaration& declared) {
  return declared.kind == Kind::mutex || declared.kind == Kind::rw_mutex || declared.kind == Kind::timer || declared.kind == Kind::cond || (declared.kind == Kind::channel && declared.element != Kind::none);
}

Kin::Kin(const Declaration& declared, uint64_t initial) {
  if (!is_kin(declared)) return;
  switch (declared.kind) {
    case Kind::mutex: state_ = std::make_unique<State>(Mutex{}); break;
    case Kind::rw_mutex: state_ = std::make_unique<State>(RWMutex{}); break;
    case Kind::cond:
      state_ = std::make_unique<State>(Cond{});
      cond().L = initial;
      break;
    case Kind::timer:
      state_ = std::make_unique<State>(Timer{});
      timer().repeats = initial & kTicker;
      timer().set = initial & kTimerSet;
      break;
    default:
      state_ = std::make_unique<State>(Channel{});
      channel().capacity = static_cast<uint32_t>(initial);
      break;
  }
}

Kin::Kin(const Kin& other) : state_(other.state_ ? std::make_unique<State>(*other.state_) : nullptr) {}
Kin& Kin::operator=(const Kin& other) {
  if (this != &other) *this = Kin(other);
  return *this;
}

uint64_t Kin::word() const {
  assert(state_);
  if (const auto* mutex = std::get_if<Mutex>(state_.get())) return mutex->locked ? kLockedWord : 0;
  if (const auto* mutex = std::get_if<RWMutex>(state_.get())) return mutex->is_write_locked() ? kLockedWord : static_cast<uint64_t>(mutex->holding_readers());
  if (const auto* cond = std::get_if<Cond>(state_.get())) return cond->line.size();
  if (const auto* timer = std::get_if<Timer>(state_.get())) return timer->repeats ? kTicker : timer->calls != 0 ? kCallsFunction : 0;
  return channel().capacity;
}

void Kin::copy_from(const Kin& other) {
  if (const auto* from = std::get_if<Mutex>(other.state_.get())) return copy_state(*from, mutex());
  if (is_timer()) return;   // the checker lets nobody copy one
  if (const auto* from = std::get_if<Cond>(other.state_.get())) return cond().copy_from(*from);
  const auto& from = std::get<RWMutex>(*other.state_);
  RWMutex& to = rw_mutex();
  copy_state(from.writers, to.writers);
  to.readers = from.readers;
  to.leaving = from.leaving;
  to.reader_sema.tokens = from.reader_sema.tokens;
  to.writer_sema.tokens = from.writer_sema.tokens;
}

size_t Kin::memory_bytes() const {
  if (!state_) return 0;
  const auto* held = std::get_if<Channel>(state_.get());
  return sizeof(State) + (held ? held->buffer.memory_bytes() + held->senders.memory_bytes() + held->receivers.memory_bytes() : 0);
}

void Kin::flatten(std::vector<uint64_t>& out) const {
  std::visit([&](const auto& state) { put(out, state); }, *state_);
}

void Kin::restore(std::span<const uint64_t> flat) {
  Words in(flat);
  std::visit([&](auto& state) {
    state = {};
    get(in, state);
  }, *state_);
}

Readiness readiness(const Kin& kin, bool sends) {
  if (kin.is_timer()) return sends ? Readiness::no : kin.timer().has_expired() ? Readiness::yes : kin.timer().may_have_expired() ? Readiness::maybe : Readiness::no;
  return (sends ? kin.channel().can_send() : kin.channel().can_receive()) ? Readiness::yes : Readiness::no;
}

Readiness readiness(std::span<const uint64_t> flat, bool sends) {
  if (!sends && (flat[0] & kMayHaveExpired)) return Readiness::maybe;
  return flat[0] & (sends ? kCanSend : kCanReceive) ? Readiness::yes : Readiness::no;
}

bool can_fire(std::span<const uint64_t> flat) { return flat[0] & kCanFire; }
bool is_pending(std::span<const uint64_t> flat) { return flat[0] & kPending; }

}  // namespace wgscope::program
