// sync.Mutex and sync.RWMutex: who may go on alone, and who together with others.
//
// Don't think of a Mutex as a queue that is served in order: an unlock gives it to nobody. It readies the first who waits, and until that one has
// looked again a newcomer may take it first; the one who lost queues up again, at the head. Mirrors Go 1.27 internal/sync/mutex.go in its normal mode; the
// starvation mode, which a waiter of more than 1 ms turns on, is a matter of time, and time is no part of an interleaving. Nor does a newcomer take the token
// here that was released for the one who is on the way, as it may in Go: it would look again at once, and queue up before the others.
//
//   lock():        free: taken.               else: waiters + 1, acquire the semaphore (parks); once awake, look again
//   unlock():      not locked: fatal          else: free; somebody waits and nobody is on the way already: waiters - 1, release the semaphore
//
// An RWMutex (sync/rwmutex.go) is a Mutex among its writers, and two counts. A writer announces himself by taking kReadersMax off the first:
//
//   read lock:     readers + 1; below 0:      acquire the readers' semaphore
//   read unlock:   readers - 1; below 0:      nobody held it: fatal; the last of those that a writer waits for releases the writers' semaphore
//   write lock:    the writers' Mutex; announce; there were readers: acquire the writers' semaphore
//   write unlock:  not announced: fatal       else: take it back, release the readers' semaphore for each reader who came meanwhile, unlock the Mutex
//
// So a reader who comes after a waiting writer waits behind him: neither side can starve the other.
//
// Fatal: "sync: unlock of unlocked mutex", "sync: Unlock of unlocked RWMutex", "sync: RUnlock of unlocked RWMutex". Nobody recovers from these.
// Each call is one critical section, as in channel.h, and one more after each wake-up. Neither object knows who holds it: anybody may unlock.
// Memory ordering: what happens before an unlock is seen after the lock that follows it.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "fifo.h"

namespace wgscope::sync {

enum class MutexFault : uint8_t { none, unlock_of_unlocked, unlock_of_unlocked_rw, read_unlock_of_unlocked_rw };

// Go's words, exactly.
constexpr std::string_view text_of(MutexFault fault) {
  switch (fault) {
    case MutexFault::none: return {};
    case MutexFault::unlock_of_unlocked: return "sync: unlock of unlocked mutex";
    case MutexFault::unlock_of_unlocked_rw: return "sync: Unlock of unlocked RWMutex";
    case MutexFault::read_unlock_of_unlocked_rw: return "sync: RUnlock of unlocked RWMutex";
  }
  return {};
}

// What sema.h is to a WaitGroup, behind a lock that somebody holds already. The native world has a queue of its own.
template <class Waiter, class Queue = Fifo<Waiter>>
struct LockedSema {
  uint32_t tokens = 0;
  Queue queue;

  bool take() {
    if (tokens == 0) return false;
    --tokens;
    return true;
  }
  bool acquire(Waiter self) {
    if (take()) return true;
    queue.push_back(self);
    return false;
  }
  template <class Woken>
  void release(Woken& woken) {
    ++tokens;
    if (queue.empty()) return;
    woken.push_back(queue.take());
  }
  bool operator==(const LockedSema&) const = default;
};

template <class Waiter, class Queue = Fifo<Waiter>>
class Mutex {
 public:
  bool locked = false;
  bool somebody_awake = false;   // an unlock readied a waiter who has not looked again yet
  uint32_t waiters = 0;
  LockedSema<Waiter, Queue> sema;

  // True: taken. Else the caller is queued, and parks; once readied, it comes again as a retry.
  bool lock(Waiter self, bool retry) {
    if (retry) {
      if (!sema.take()) {   // another Mutex was assigned to this one meanwhile
        sema.queue.push_front(self);
        return false;
      }
      somebody_awake = false;
    }
    if (try_lock()) return true;
    ++waiters;
    retry ? sema.queue.push_front(self) : sema.queue.push_back(self);
    return false;
  }
  bool try_lock() { return !std::exchange(locked, true); }

  // `woken` gets whom it readied.
  template <class Woken>
  MutexFault unlock(Woken& woken) {
    if (!std::exchange(locked, false)) return MutexFault::unlock_of_unlocked;
    if (waiters > 0 && !somebody_awake) {
      --waiters;
      somebody_awake = true;
      sema.release(woken);
    }
    return MutexFault::none;
  }

  bool operator==(const Mutex&) const = default;
};

// What a writer's call has behind it when it comes (again).
enum class WriterAt : uint8_t { nothing, queued_at_mutex, queued_behind_readers };

template <class Waiter>
class RWMutex {
 public:
  static constexpr int64_t kReadersMax = int64_t{1} << 30;
  enum class Got : uint8_t { locked, queued_at_mutex, queued_behind_readers };

  Mutex<Waiter> writers;
  int64_t readers = 0;        // who hold it or wait to; a writer who has announced himself took kReadersMax off
  int64_t leaving = 0;        // readers that the writer waits for
  LockedSema<Waiter> reader_sema, writer_sema;
  uint32_t readers_awake = 0; // readied, and not come again yet

  bool announced() const { return readers < 0; }
  bool is_write_locked() const { return announced() && leaving == 0; }
  int64_t holding_readers() const { return announced() ? leaving : readers; }

  Got lock(Waiter self, WriterAt at) {
    if (at != WriterAt::queued_behind_readers) {
      if (!writers.lock(self, at == WriterAt::queued_at_mutex)) return Got::queued_at_mutex;
      const int64_t there = std::exchange(readers, readers - kReadersMax);
      if (there == 0 || (leaving += there) == 0) return Got::locked;
    }
    return writer_sema.acquire(self) ? Got::locked : Got::queued_behind_readers;
  }
  bool try_lock() {
    if (readers != 0 || !writers.try_lock()) return false;
    readers = -kReadersMax;
    return true;
  }
  MutexFault unlock(std::vector<Waiter>& woken) {
    readers += kReadersMax;
    if (readers >= kReadersMax) return MutexFault::unlock_of_unlocked_rw;
    for (int64_t i = 0; i < readers; ++i) {
      if (!reader_sema.queue.empty()) ++readers_awake;
      reader_sema.release(woken);
    }
    return writers.unlock(woken);
  }

  bool read_lock(Waiter self, bool retry) {
    if (retry) {   // an unlock has let it in: only an assignment to this RWMutex can have taken its token away
      --readers_awake;
      return reader_sema.acquire(self);
    }
    if (++readers >= 0) return true;
    if (reader_sema.tokens > readers_awake) return reader_sema.take();   // left over, where somebody unlocked what he did not hold; not one that another is on the way with: see above
    reader_sema.queue.push_back(self);
    return false;
  }
  bool read_try_lock() {
    if (readers < 0) return false;
    ++readers;
    return true;
  }
  MutexFault read_unlock(std::vector<Waiter>& woken) {
    const int64_t before = readers--;
    if (before == 0 || before == -kReadersMax) return MutexFault::read_unlock_of_unlocked_rw;
    if (before < 0 && --leaving == 0) writer_sema.release(woken);
    return MutexFault::none;
  }

  bool operator==(const RWMutex&) const = default;
};

}  // namespace wgscope::sync
