// An event: one recorded fact of an execution, 24 bytes, plain data.
//
// A step (one access to shared state, docs/go_semantics.md) yields one event that `counts_as_step`, and any number of
// facts that cost no step: what was printed, that a goroutine ended, that it went to sleep. Facts follow the event of
// the step whose local code they happened in.
//
// An event does not say where its goroutine stands afterwards: that is the place of the same goroutine's next event, or,
// at the end of a trace, Trace::standing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

#include "core/base/ids.h"
#include "core/trace/object_kind.h"

namespace wgscope {

enum class EventKind : uint8_t {
  // Steps on a WaitGroup's word, in the order of core/sync/wait_group.h. `word` is the word after the access.
  add_count,     // atomic add of delta << 32, and the checks on what it returned
  add_recheck,   // second look, before clearing
  add_clear,     // store of 0
  wait_load,     // look; a counter of 0 returns
  wait_join,     // compare-and-swap of waiters + 1; kFailed: somebody was faster
  wait_check,    // look after the wake-up
  // Steps on a WaitGroup's semaphore. `word` is the token count after the access.
  sema_release,  // one token; `other` is the goroutine it readied, or nobody
  sema_acquire,  // first try: took a token, or (kParked) queued at the tail and parked
  sema_retry,    // after a wake-up: likewise
  // Steps on a shared variable or an atomic. `word` is its value after the access.
  var_read,
  var_write,
  atomic_load,
  atomic_store,
  atomic_add,
  atomic_swap,
  atomic_cas,    // kFailed: the value was another
  copy,          // a WaitGroup or an atomic copied by value: `object` is the source; the `declare` behind it is the copy
  // Steps without an object.
  spawn,         // go f(): `other` is the new goroutine
  panic_call,    // panic(…): `word` is the TextId of the value as Go prints it
  gosched,
  timer,         // a timer fired: `goroutine` is the sleeper that became runnable or, with an `object`, the one that was parked on that timer's channel; with
                 // an `other`, which is itself then, the new one that AfterFunc's function begins in
  main_return,   // main returned after its deferred calls: the program is over
  crash,         // nobody recovered, and the deferred calls are over: the program ends here; `word` is the TextId of the ending's text
  // Facts that cost no step.
  declare,       // `object` came to be, with `word`; its tokens are in `other` (a copy's)
  sleep,         // `goroutine` parked with a timer set; `word` is the duration in ns, as the program wrote it
  print,         // `word` is the TextId of what was printed
  run_panic,     // a panic that is not a panic(…) call began: a misuse of WaitGroup, a run-time error; `word` is its TextId
  recovered,     // a panic was recovered from; `word` is its TextId
  goexit,        // runtime.Goexit began to unwind
  end,           // the goroutine finished: returned, or Goexit unwound it
  fatal,         // an error that nobody can recover from: the program ends at once; `word` is the TextId of the ending's text
  // Steps on a channel. `object` is nobody's when the channel is nil; `word` is the value that goes over; `other` is the partner who was parked, and goes on.
  chan_send,     // kParked: queued as a sender; kFailed: the channel is closed, a panic follows
  chan_receive,  // kParked: queued as a receiver; kFailed: closed and drained, `word` is the zero value
  chan_close,    // kFailed: it is closed already or nil, a panic follows. Whom it woke, `readied` facts say
  chan_length,   // `word`: how many values are in the buffer
  select_step,   // of the case that it took, as that case's own step (kSends says which), or without an object: a default. Which case, a `select_case` fact says.
                 // kParked: queued on the channels that `select_case` facts name; `word` is how many cases it has
  // Steps on a Mutex, or on the writers' side of an RWMutex. `word`: its readers, and kLockedWord when it is locked for writing; `other`: whom an unlock readied.
  mutex_lock,    // kParked: queued at the tail, with kFailed for a Mutex, which the writers of an RWMutex have too, without it for readers that are to leave
  mutex_retry,   // after a wake-up: likewise, but queued at the head
  mutex_unlock,  // kFailed: nobody held it, a fatal error follows. Whom it readied beside `other`, `readied` facts say
  mutex_try,     // kFailed: it is not free
  // The readers' side of an RWMutex, likewise.
  read_lock,
  read_retry,
  read_unlock,
  read_try,
  // Facts that cost no step.
  readied,       // `other` goes on, or may: one of several that the step of `goroutine` on `object` has woken
  select_case,   // of a select_step: `other` is the case's place << 1 | it sends, `object` its channel (nobody's: default), `word` what it sends or received
  chose,         // the step chose among several: `word` is the alternative, as schedules write it
  // Steps on a timer. `word` is whether it was set.
  timer_stop,
  timer_reset,
  timer_set,     // a fact: `object` is a timer that was set just now; `word` is the duration in ns, as the program wrote it
  // Steps on a Cond. `word`: how many have a place in its line, parked or not; `other`: whom it woke. kFailed: it is a copy, a panic follows.
  cond_wait,     // took a place
  cond_park,     // kParked
  cond_signal,
  cond_broadcast,   // whom it woke beside `other`, `readied` facts say
};

// What a kind is about: an object of that kind, or the program's own course.
enum class Family : uint8_t { wait_group, semaphore, memory, control, channel, mutex, timer, cond };

// What stands in Event::flags.
inline constexpr uint8_t kFailed = 1;      // a compare-and-swap that lost
inline constexpr uint8_t kParked = 2;      // the goroutine is parked after this event
inline constexpr uint8_t kReturned = 4;    // the call on the WaitGroup (Add, Done, Wait) is over with this event
inline constexpr uint8_t kSends = 4;       // select_step: the case that it took is a send

// A row a kind, in their order: another kind comes at the end, here as there, since files hold the numbers.
struct KindRow {
  EventKind kind;
  std::string_view name;   // as command lines, traces and tests write it
  Family family;
  bool is_step;            // else a fact that costs none
  uint8_t flags;           // that an event of the kind may have
  ObjectKinds objects;     // of which it is an access
};
namespace kinds {
using enum EventKind;
inline constexpr ObjectKinds kNone{}, kWaitGroups{ObjectKind::wait_group}, kVariables{ObjectKind::variable},
    kAtomicNumbers{ObjectKind::atomic_int32, ObjectKind::atomic_int64}, kAtomics{ObjectKind::atomic_int32, ObjectKind::atomic_int64, ObjectKind::atomic_bool},
    kChannels{ObjectKind::channel}, kReceivedFrom{ObjectKind::channel, ObjectKind::timer}, kMutexes{ObjectKind::mutex, ObjectKind::rw_mutex}, kRwMutexes{ObjectKind::rw_mutex},
    kTimers{ObjectKind::timer}, kConds{ObjectKind::cond},
    kCopied{ObjectKind::wait_group, ObjectKind::atomic_int32, ObjectKind::atomic_int64, ObjectKind::atomic_bool, ObjectKind::mutex, ObjectKind::rw_mutex, ObjectKind::cond};
inline constexpr KindRow kRows[] = {
    {add_count,      "add",        Family::wait_group, true,  kReturned,                  kWaitGroups},
    {add_recheck,    "load",       Family::wait_group, true,  0,                          kWaitGroups},
    {add_clear,      "store",      Family::wait_group, true,  0,                          kWaitGroups},
    {wait_load,      "load",       Family::wait_group, true,  kReturned,                  kWaitGroups},
    {wait_join,      "cas",        Family::wait_group, true,  kFailed,                    kWaitGroups},
    {wait_check,     "load",       Family::wait_group, true,  kReturned,                  kWaitGroups},
    {sema_release,   "release",    Family::semaphore,  true,  kReturned,                  kWaitGroups},
    {sema_acquire,   "acquire",    Family::semaphore,  true,  kParked,                    kWaitGroups},
    {sema_retry,     "retry",      Family::semaphore,  true,  kParked,                    kWaitGroups},
    {var_read,       "read",       Family::memory,     true,  0,                          kVariables},
    {var_write,      "write",      Family::memory,     true,  0,                          kVariables},
    {atomic_load,    "load",       Family::memory,     true,  0,                          kAtomics},
    {atomic_store,   "store",      Family::memory,     true,  0,                          kAtomics},
    {atomic_add,     "add",        Family::memory,     true,  0,                          kAtomicNumbers},
    {atomic_swap,    "swap",       Family::memory,     true,  0,                          kAtomics},
    {atomic_cas,     "cas",        Family::memory,     true,  kFailed,                    kAtomics},
    {copy,           "copy",       Family::memory,     true,  0,                          kCopied},
    {spawn,          "go",         Family::control,    true,  0,                          kNone},
    {panic_call,     "panic",      Family::control,    true,  0,                          kNone},
    {gosched,        "gosched",    Family::control,    true,  0,                          kNone},
    {timer,          "timer",      Family::control,    true,  0,                          kNone},
    {main_return,    "return",     Family::control,    true,  0,                          kNone},
    {crash,          "crash",      Family::control,    true,  0,                          kNone},
    {declare,        "declare",    Family::memory,     false, 0,                          kNone},
    {sleep,          "sleep",      Family::control,    false, kParked,                    kNone},
    {print,          "print",      Family::control,    false, 0,                          kNone},
    {run_panic,      "panic",      Family::control,    false, 0,                          kNone},
    {recovered,      "recovered",  Family::control,    false, 0,                          kNone},
    {goexit,         "goexit",     Family::control,    false, 0,                          kNone},
    {end,            "end",        Family::control,    false, 0,                          kNone},
    {fatal,          "fatal",      Family::control,    false, 0,                          kNone},
    {chan_send,      "send",       Family::channel,    true,  kFailed | kParked,          kChannels},
    {chan_receive,   "receive",    Family::channel,    true,  kFailed | kParked,          kReceivedFrom},
    {chan_close,     "close",      Family::channel,    true,  kFailed,                    kChannels},
    {chan_length,    "len",        Family::channel,    true,  0,                          kReceivedFrom},
    {select_step,    "select",     Family::channel,    true,  kFailed | kParked | kSends, kReceivedFrom},
    {mutex_lock,     "lock",       Family::mutex,      true,  kFailed | kParked,          kMutexes},
    {mutex_retry,    "relock",     Family::mutex,      true,  kFailed | kParked,          kMutexes},
    {mutex_unlock,   "unlock",     Family::mutex,      true,  kFailed,                    kMutexes},
    {mutex_try,      "trylock",    Family::mutex,      true,  kFailed,                    kMutexes},
    {read_lock,      "rlock",      Family::mutex,      true,  kParked,                    kRwMutexes},
    {read_retry,     "rrelock",    Family::mutex,      true,  kParked,                    kRwMutexes},
    {read_unlock,    "runlock",    Family::mutex,      true,  kFailed,                    kRwMutexes},
    {read_try,       "tryrlock",   Family::mutex,      true,  kFailed,                    kRwMutexes},
    {readied,        "ready",      Family::channel,    false, 0,                          kNone},
    {select_case,    "case",       Family::channel,    false, 0,                          kNone},
    {chose,          "chose",      Family::channel,    false, 0,                          kNone},
    {timer_stop,     "stop",       Family::timer,      true,  0,                          kTimers},
    {timer_reset,    "reset",      Family::timer,      true,  0,                          kTimers},
    {timer_set,      "set",        Family::timer,      false, 0,                          kNone},
    {cond_wait,      "wait",       Family::cond,       true,  kFailed,                    kConds},
    {cond_park,      "park",       Family::cond,       true,  kParked,                    kConds},
    {cond_signal,    "signal",     Family::cond,       true,  kFailed,                    kConds},
    {cond_broadcast, "broadcast",  Family::cond,       true,  kFailed,                    kConds},
};
}  // namespace kinds
inline constexpr size_t kKindCount = std::size(kinds::kRows);
static_assert(static_cast<size_t>(EventKind::cond_broadcast) + 1 == kKindCount);
static_assert([] {
  for (size_t i = 0; i < kKindCount; ++i)
    if (kinds::kRows[i].kind != static_cast<EventKind>(i)) return false;
  return true;
}(), "a row stands in another's place");
constexpr const KindRow& row_of(EventKind kind) { return kinds::kRows[static_cast<size_t>(kind)]; }

inline constexpr uint64_t kTicker = 1, kCallsFunction = 2;   // of a timer's word: it sets itself again; it has a function instead of a channel
inline constexpr uint64_t kLockedWord = uint64_t{1} << 32;   // of a Mutex's word

struct Event {
  uint64_t word = 0;               // see the kinds; always the state after
  uint32_t version = 0;            // the access number of the object (its word's or its semaphore's own count), from 1; 0 without an object
  ObjectId object = kNoObject;
  uint16_t goroutine = 0;          // who
  uint16_t other = 0;              // whom it readied or created; 0 nobody
  uint16_t site = 0;               // where in the program, a SiteId
  EventKind kind = EventKind::end;
  uint8_t flags = 0;

  GoroutineId who() const { return GoroutineId{goroutine}; }
  bool failed() const { return flags & kFailed; }
  bool parked() const { return flags & kParked; }
  bool operator==(const Event&) const = default;
};
static_assert(sizeof(Event) == 24);

constexpr std::string_view name_of(EventKind kind) { return row_of(kind).name; }
constexpr bool counts_as_step(EventKind kind) { return row_of(kind).is_step; }
constexpr bool is_of(Family family, EventKind kind) { return row_of(kind).family == family && counts_as_step(kind); }
// With an event of these the program is over.
constexpr bool ends_program(EventKind kind) { return kind == EventKind::main_return || kind == EventKind::crash || kind == EventKind::fatal; }
// Steps on an object of a kind.
constexpr bool on_wait_group_word(EventKind kind) { return is_of(Family::wait_group, kind); }
constexpr bool on_sema(EventKind kind) { return is_of(Family::semaphore, kind); }
constexpr bool on_channel(EventKind kind) { return is_of(Family::channel, kind); }
constexpr bool on_mutex(EventKind kind) { return is_of(Family::mutex, kind); }
constexpr bool on_timer(EventKind kind) { return is_of(Family::timer, kind); }
constexpr bool on_cond(EventKind kind) { return is_of(Family::cond, kind); }
constexpr bool on_reading_side(EventKind kind) { return kind >= EventKind::read_lock && kind <= EventKind::read_try; }   // of an RWMutex
// Whom the event makes runnable; nobody when that is no business of its kind.
constexpr GoroutineId woken_by(const Event& event) {
  const bool wakes = event.kind == EventKind::sema_release || on_channel(event.kind) || on_mutex(event.kind) || on_cond(event.kind) || event.kind == EventKind::readied;
  return wakes ? GoroutineId{event.other} : kNobody;
}

// Whom the event brings into being, by a `go` or by the timer of an AfterFunc; nobody when that is no business of its kind.
constexpr GoroutineId born_of(const Event& event) {
  return event.kind == EventKind::spawn || event.kind == EventKind::timer ? GoroutineId{event.other} : kNobody;
}

}  // namespace wgscope
